package org.theoria.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.theoria.backend.model.Activated;
import org.theoria.backend.model.Dense;
import org.theoria.backend.model.Dropout;
import org.theoria.backend.model.Layer;
import org.theoria.backend.model.Model;
import org.theoria.backend.model.ParameterBlock;
import org.theoria.backend.model.Shape;
import org.theoria.network.Architecture;
import org.theoria.network.StandardActivation;
import org.theoria.network.StandardLoss;
import org.theoria.sampling.Stream;
import org.theoria.train.Initialisation;
import picocli.CommandLine.Option;

/** What is trained, and where it starts. */
final class ModelFlags {

  @Option(
      names = "--layers",
      paramLabel = "N0,...,NH",
      description = "A fully connected network of these widths.")
  @Nullable String layers;

  @Option(
      names = "--input",
      paramLabel = "SHAPE",
      description = "With --model: N, CHANNELSxLENGTH or CHANNELSxHEIGHTxWIDTH of an example.")
  @Nullable String input;

  @Option(
      names = "--model",
      paramLabel = "LAYERS",
      description = {
        "Other layers instead of --layers, with commas between them: \"dense N\",",
        "\"convolution C KxK/S\" (C channels, circular, stride S; of signals K/S),",
        "batch-normalisation, \"dropout P\", \"residual(LAYERS)\", and activations."
      })
  @Nullable String model;

  @Option(
      names = "--activation",
      paramLabel = "NAME",
      converter = ActivationName.class,
      description = {
        "Of the hidden layers of --layers: identity, relu (default), leaky-relu,",
        "absolute, squared-relu, square, cube, tanh, sigmoid, softplus, softsign."
      })
  @Nullable StandardActivation activation;

  @Option(
      names = "--output-activation",
      paramLabel = "NAME",
      converter = ActivationName.class,
      description = {
        "Of the last layer of --layers; default: softmax for cross-entropy, else",
        "identity."
      })
  @Nullable StandardActivation outputActivation;

  @Option(
      names = "--no-biases",
      description = "The layers of --layers are linear maps without biases.")
  boolean noBiases;

  @Option(
      names = "--dropout",
      paramLabel = "P",
      converter = Numbers.Fraction.class,
      description = "The share that is dropped after each hidden layer of --layers; default 0.")
  @Nullable Double dropout;

  @Option(
      names = "--loss",
      paramLabel = "NAME",
      converter = LossName.class,
      description = {
        "square, cross-entropy, logistic, quartic or another of the catalogue;",
        "default: cross-entropy where the targets are labels, or with mnist, else",
        "square. The risk is its sum over the examples, as in the course."
      })
  @Nullable StandardLoss loss;

  @Option(
      names = "--initialisation",
      paramLabel = "NAME",
      defaultValue = "he",
      converter = InitialisationName.class,
      description = {
        "he (default), glorot, glorot-with-biases, near-origin, or with --layers",
        "near-twins."
      })
  Initialisation initialisation = Initialisation.HE;

  /** An activation of the catalogue. */
  static final class ActivationName extends ById<StandardActivation> {
    ActivationName() {
      super(List.of(StandardActivation.values()), StandardActivation::id);
    }
  }

  /** A loss of the catalogue. */
  static final class LossName extends ById<StandardLoss> {
    LossName() {
      super(List.of(StandardLoss.values()), StandardLoss::id);
    }
  }

  /** An initialisation. */
  static final class InitialisationName extends ById<Initialisation> {
    InitialisationName() {
      super(List.of(Initialisation.values()), Initialisation::id);
    }
  }

  /** The shape of an example. */
  Shape inputShape() {
    if (model == null) {
      List<Integer> widths = widths();
      if (input != null) {
        throw new UsageException("--input: expected it with --model, got it with --layers");
      }
      requireHidden(widths, "--activation", activation);
      requireHidden(widths, "--dropout", dropout);
      requireNoBiases();
      return Shape.vector(widths.getFirst());
    }
    if (layers != null) {
      throw new UsageException("train: expected --layers or --model, got both");
    }
    requireLayers("--activation", activation);
    requireLayers("--output-activation", outputActivation);
    requireLayers("--dropout", dropout);
    requireLayers("--no-biases", noBiases ? true : null);
    if (initialisation == Initialisation.NEAR_TWINS) {
      throw new UsageException(
          "--initialisation: expected near-twins with --layers alone, got it with --model");
    }
    if (input == null) {
      throw new UsageException("--model: expected --input SHAPE with it, got none");
    }
    return ModelText.shape(input);
  }

  /** Refuses an option of --layers beside --model, where it would be without effect. */
  private static void requireLayers(String option, @Nullable Object given) {
    if (given != null) {
      throw new UsageException(
          option + ": expected it with --layers, got it with --model, which names its own layers");
    }
  }

  /** Refuses an option of hidden layers where there are none. */
  private static void requireHidden(List<Integer> widths, String option, @Nullable Object given) {
    if (given != null && widths.size() == 2) {
      throw new UsageException(
          option
              + ": expected a hidden layer in --layers, got none in "
              + widths.getFirst()
              + ","
              + widths.getLast());
    }
  }

  /** Refuses a start with biases where there are none. */
  private void requireNoBiases() {
    boolean drawn =
        initialisation == Initialisation.GLOROT_WITH_BIASES
            || initialisation == Initialisation.NEAR_TWINS;
    if (noBiases && drawn) {
      throw new UsageException(
          "--no-biases: expected an initialisation that draws none, got " + initialisation.id());
    }
  }

  /** Whether entries are dropped after the hidden layers of --layers. */
  boolean drops() {
    return dropout != null && dropout > 0;
  }

  /** The model for a loss. */
  Model of(StandardLoss chosen) {
    Shape shape = inputShape();
    try {
      return new Model(shape, model == null ? connected(chosen) : ModelText.layers(model), chosen);
    } catch (IllegalArgumentException e) {
      throw new UsageException((model == null ? "--layers: " : "--model: ") + withoutModel(e), e);
    }
  }

  /** The message of a model without the name of what it is about: an option says that. */
  static String withoutModel(IllegalArgumentException e) {
    return String.valueOf(e.getMessage()).replaceFirst("^model: ", "");
  }

  /** The model in words, for a reader. */
  String describe(Model chosen) {
    // biases that are not trained are those of --no-biases, which are 0
    return noBiases
        ? chosen.describe().replace(" fixed-biases", " without biases")
        : chosen.describe();
  }

  /** How many parameters it has; biases of --no-biases are none. */
  static int parameters(Model chosen) {
    return chosen.blocks().stream()
        .filter(ParameterBlock::trained)
        .mapToInt(ParameterBlock::count)
        .sum();
  }

  /** The numbers of outputs of the model, whatever its loss. */
  int outputs() {
    return of(StandardLoss.SQUARE).output().size();
  }

  private List<Integer> widths() {
    String text =
        Optional.ofNullable(layers)
            .orElseThrow(
                () -> new UsageException("train: expected --layers or --model, got neither"));
    List<Integer> widths = new ArrayList<>();
    for (String width : text.split(",", -1)) {
      if (!width.strip().matches("[1-9][0-9]{0,8}")) {
        throw new UsageException(
            "--layers: expected widths n0,n1,...,nH of at least 1, got \"" + text + "\"");
      }
      widths.add(Integer.parseInt(width.strip()));
    }
    if (widths.size() < 2) {
      throw new UsageException(
          "--layers: expected the inputs and at least one layer, got \"" + text + "\"");
    }
    return List.copyOf(widths);
  }

  private List<Layer> connected(StandardLoss chosen) {
    List<Integer> widths = widths();
    List<Layer> all = new ArrayList<>();
    int depth = widths.size() - 1;
    for (int h = 1; h < depth; h++) {
      all.add(new Dense(widths.get(h), !noBiases));
      addActivation(all, Optional.ofNullable(activation).orElse(StandardActivation.RELU));
      if (dropout != null && dropout > 0) {
        all.add(Dropout.dropping(dropout));
      }
    }
    all.add(new Dense(widths.get(depth), !noBiases));
    addActivation(
        all,
        Optional.ofNullable(outputActivation)
            .orElse(
                chosen == StandardLoss.CROSS_ENTROPY
                    ? StandardActivation.SOFTMAX
                    : StandardActivation.IDENTITY));
    return all;
  }

  private static void addActivation(List<Layer> layers, StandardActivation a) {
    if (a != StandardActivation.IDENTITY) {
      layers.add(new Activated(a));
    }
  }

  /** θ₀. */
  double[] start(Model chosen, Stream stream) {
    if (initialisation != Initialisation.NEAR_TWINS) {
      return initialisation.draw(chosen, stream);
    }
    return initialisation.draw(new Architecture(widths()), stream);
  }
}
