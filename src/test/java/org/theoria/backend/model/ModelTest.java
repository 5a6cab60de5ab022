package org.theoria.backend.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Loss;
import org.theoria.network.Parameters;
import org.theoria.network.StandardActivation;
import org.theoria.network.StandardLoss;

final class ModelTest {
  private static final Activated RELU = new Activated(StandardActivation.RELU);
  private static final Activated SOFTMAX = new Activated(StandardActivation.SOFTMAX);

  private static Model model(Shape input, Layer... layers) {
    return new Model(input, List.of(layers), StandardLoss.CROSS_ENTROPY);
  }

  @Test
  void aModelIsDescribedInOneLine() {
    assertEquals(
        "784 → dense 256 relu → dense 10 softmax, cross-entropy",
        Model.of(
                Architecture.of(784, 256, 10),
                List.of(Activation.RELU, Activation.SOFTMAX),
                Loss.CROSS_ENTROPY,
                true)
            .describe());
    assertEquals(
        "1×28×28 → convolution 8 of 5×5 stride 2 → batch-normalisation 1.0E-5 0.1 relu → dropout"
            + " 0.2 → residual (convolution 8 of 3×3 relu → convolution 8 of 1×1 fixed-biases)"
            + " relu → dense 10 fixed-biases softmax, cross-entropy",
        model(
                Shape.images(1, 28, 28),
                Convolution.images(8, 5, 2),
                BatchNormalisation.usual(),
                RELU,
                new Dropout(0.8),
                Residual.of(Convolution.images(8, 3, 1), RELU, new Convolution(8, 1, 1, 1, false)),
                RELU,
                new Dense(10, false),
                SOFTMAX)
            .describe());
    assertEquals(
        "3×32 → relu → convolution 2 of 1×4, cross-entropy",
        model(Shape.signals(3, 32), RELU, Convolution.signals(2, 4, 1)).describe());
  }

  /** Checkpoints are told apart by the description. */
  @Test
  void differentModelsAreDescribedDifferently() {
    Shape v = Shape.vector(6);
    List<Model> models =
        List.of(
            model(v, Dense.of(6)),
            model(Shape.vector(5), Dense.of(6)),
            model(Shape.signals(2, 3), Dense.of(6)),
            model(Shape.images(1, 6, 1), Dense.of(6)),
            model(Shape.signals(1, 6), Dense.of(6)),
            model(v, new Dense(6, false)),
            model(v, Dense.of(6), Dense.of(6)),
            model(v, Dense.of(6), RELU),
            model(v, Residual.of(Dense.of(6))),
            model(v, Residual.of(Dense.of(6), RELU)),
            model(v, Residual.of(Dense.of(6)), RELU),
            model(v, new Dropout(0.5), Dense.of(6)),
            model(v, new Dropout(0.25), Dense.of(6)),
            model(v, new BatchNormalisation(1e-5, 0.1), Dense.of(6)),
            model(v, new BatchNormalisation(1e-3, 0.1), Dense.of(6)),
            model(v, new BatchNormalisation(1e-5, 0.2), Dense.of(6)),
            model(Shape.images(1, 3, 3), new Convolution(2, 2, 1, 1, true)),
            model(Shape.images(1, 3, 3), new Convolution(2, 1, 2, 1, true)),
            model(Shape.images(1, 3, 3), new Convolution(2, 2, 1, 2, true)),
            model(Shape.images(1, 3, 3), new Convolution(2, 2, 1, 2, false)),
            new Model(v, List.of(Dense.of(6)), StandardLoss.SQUARE));
    for (Model a : models) {
      for (Model b : models) {
        assertEquals(a.equals(b), a.describe().equals(b.describe()), a + " and " + b);
      }
    }
    assertNotEquals(models.getFirst(), models.getLast());
  }

  @Test
  void parametersStandInTheOrderOfTheLayers() {
    Architecture a = Architecture.of(3, 5, 2);
    Model dense = Model.of(a, List.of(Activation.TANH, Activation.IDENTITY), Loss.SQUARE, false);
    Parameters layout = new Parameters(a);
    assertEquals(layout.count(), dense.parameterCount());
    List<Integer> counts = new ArrayList<>();
    dense.blocks().forEach(b -> counts.add(b.count()));
    assertEquals(
        List.of(
            layout.weightCount(1),
            layout.layerStart(2) - layout.biasStart(1),
            layout.weightCount(2),
            layout.count() - layout.biasStart(2)),
        counts);
    Model mixed =
        model(
            Shape.images(2, 4, 5),
            Convolution.images(3, 2, 2),
            BatchNormalisation.usual(),
            Residual.of(new Convolution(3, 1, 3, 1, false), RELU),
            Dense.of(7));
    assertEquals(Shape.vector(7), mixed.output());
    assertEquals(
        List.of(
            new ParameterBlock(ParameterBlock.Role.WEIGHT, 3, 8, 8, 12, true),
            new ParameterBlock(ParameterBlock.Role.BIAS, 3, 1, 1, 1, true),
            new ParameterBlock(ParameterBlock.Role.SCALE, 3, 1, 1, 1, true),
            new ParameterBlock(ParameterBlock.Role.SHIFT, 3, 1, 1, 1, true),
            new ParameterBlock(ParameterBlock.Role.WEIGHT, 3, 9, 9, 9, true),
            new ParameterBlock(ParameterBlock.Role.BIAS, 3, 1, 1, 1, false),
            // 3 channels of ⌈4/2⌉ × ⌈5/2⌉
            new ParameterBlock(ParameterBlock.Role.WEIGHT, 7, 18, 18, 7, true),
            new ParameterBlock(ParameterBlock.Role.BIAS, 7, 1, 1, 1, true)),
        mixed.blocks());
    assertEquals(24 + 3 + 6 + 27 + 3 + 126 + 7, mixed.parameterCount());
  }

  private static void refuses(String message, Runnable action) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, action::run).getMessage());
  }

  @Test
  void aLayerThatDoesNotFitIsNamed() {
    Shape signals = Shape.signals(2, 5);
    refuses(
        "model: layer 2 (convolution 3 of 1×4): the kernel must fit into 1×3, got 1×4",
        () -> model(signals, Convolution.signals(3, 2, 2), Convolution.signals(3, 4, 1)));
    refuses(
        "model: layer 1 (convolution 1 of 2×2): the kernel must fit into 1×5, got 2×2",
        () -> model(signals, Convolution.images(1, 2, 1)));
    refuses(
        "model: layer 2 (residual (dense 9 relu → dense 4)): x + F(x) needs F(x) of the shape of x,"
            + " 3, got 4",
        () -> model(signals, Dense.of(3), Residual.of(Dense.of(9), RELU, Dense.of(4))));
    refuses(
        "model: layer 1 (residual (dense 10)): x + F(x) needs F(x) of the shape of x, 2×5, got 10",
        () -> model(signals, Residual.of(Dense.of(10))));
    refuses(
        "model: layer 1 (residual (convolution 2 of 1×6)) layer 1 (convolution 2 of 1×6): the"
            + " kernel must fit into 1×5, got 1×6",
        () -> model(signals, Residual.of(Convolution.signals(2, 6, 1))));
    refuses(
        "model: layer 2 (softmax): softmax needs a vector, got the shape 2×5",
        () -> model(signals, RELU, SOFTMAX));
    refuses(
        "model: layer 1 (dense 50000): a matrix has at most 2147483639 entries, got 50000×50000",
        () -> model(Shape.vector(50_000), Dense.of(50_000)));
    refuses(
        "model: layer 1 (convolution 1 of 1×1): its matrix may have at most 2147483639 entries, got"
            + " 50000×50000",
        () -> model(Shape.signals(1, 50_000), Convolution.signals(1, 1, 1)));
    refuses(
        "model: at most 2147483639 parameters are allowed, got 3200080000",
        () -> model(Shape.vector(40_000), Dense.of(40_000), Dense.of(40_000)));
    refuses("model: at least one layer is needed, got none", () -> model(signals));
  }

  @Test
  void layersRefuseWhatTheyCannotBe() {
    refuses("dense: at least one output is needed, got 0", () -> Dense.of(0));
    refuses(
        "convolution: channels, kernel and stride must be at least 1, got 1 of 1×2, stride 0",
        () -> Convolution.signals(1, 2, 0));
    refuses("dropout: keep must be in (0, 1], got 0.0", () -> new Dropout(0));
    refuses("dropout: keep must be in (0, 1], got NaN", () -> new Dropout(Double.NaN));
    refuses(
        "batch normalisation: epsilon must be positive and finite, got 0.0",
        () -> new BatchNormalisation(0, 0.1));
    refuses(
        "batch normalisation: momentum must be in (0, 1], got 1.5",
        () -> new BatchNormalisation(1e-5, 1.5));
    refuses("residual: at least one layer is needed, got none", () -> Residual.of());
    refuses(
        "shape: channels, height and width must be at least 1, got 0×1×1", () -> Shape.vector(0));
    refuses(
        "shape: at most 2³¹ − 1 entries are allowed, got 65536×256×256",
        () -> Shape.images(65_536, 256, 256));
  }
}
