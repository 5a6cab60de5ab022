package org.theoria.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.theoria.backend.Optimiser;
import org.theoria.backend.Precision;
import org.theoria.backend.WeightDecay;
import org.theoria.train.Batching;
import org.theoria.train.Schedule;
import org.theoria.train.TrainingOptions;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How it is trained. */
final class MethodFlags {

  @Option(
      names = "--optimiser",
      paramLabel = "NAME",
      defaultValue = "adam",
      converter = MethodName.class,
      description = "gradient-descent, momentum, nesterov or adam (default).")
  Method optimiser = Method.ADAM;

  @Option(
      names = "--rate",
      paramLabel = "R",
      defaultValue = "0.001",
      converter = Numbers.Positive.class,
      description = {
        "The learning rate, of the gradient of the sum over a batch; default",
        "0.001."
      })
  double rate = 0.001;

  @Option(
      names = "--momentum",
      paramLabel = "M",
      converter = Numbers.Fraction.class,
      description = "Of momentum and nesterov; default 0.9.")
  @Nullable Double momentum;

  @Option(
      names = "--schedule",
      paramLabel = "S",
      defaultValue = "constant",
      converter = ScheduleText.class,
      description = {
        "constant (default), step:EPOCHS:FACTOR, exponential:FACTOR,",
        "cosine:EPOCHS[:LEAST] or warm-up:EPOCHS:SCHEDULE."
      })
  Schedule schedule = new Schedule.Constant();

  @Option(
      names = "--batch",
      paramLabel = "N|all",
      defaultValue = "all",
      converter = BatchSize.class,
      description = {
        "Examples of a step, in an order drawn from the seed for each epoch; or",
        "all of them (default)."
      })
  int batch = BatchSize.ALL;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "10",
      converter = Numbers.Count.class,
      description = "The most passes over the examples; default 10.")
  int epochs = 10;

  @Option(
      names = "--weight-decay",
      paramLabel = "L",
      converter = Numbers.NotNegative.class,
      description = "Adds L/2 times the sum of the squared weights to the risk of a step.")
  @Nullable Double weightDecay;

  @Option(
      names = "--decoupled-decay",
      paramLabel = "L",
      converter = Numbers.NotNegative.class,
      description = "Or multiplies the weights by 1 - rate*L before a step (AdamW).")
  @Nullable Double decoupledDecay;

  @Option(
      names = "--gradient",
      paramLabel = "G",
      defaultValue = "0",
      converter = Numbers.NotNegative.class,
      description = {
        "Ends where the norm of the gradient is at most this; default 0. Not with dropout or",
        "batch normalisation, whose gradient is that of training mode."
      })
  double gradient;

  @Option(
      names = "--look",
      paramLabel = "N",
      defaultValue = "1",
      converter = Numbers.Count.class,
      description = {
        "Epochs between looks at loss and gradient of all examples, each of",
        "which takes about as long as an epoch; default 1."
      })
  int look = 1;

  @Option(
      names = "--precision",
      paramLabel = "float32|float64",
      defaultValue = "float64",
      converter = PrecisionName.class,
      description = "float64 (default) or float32.")
  Precision precision = Precision.FLOAT64;

  /** Where --momentum does not say another. */
  private static final double USUAL_MOMENTUM = 0.9;

  /** The methods. */
  enum Method {
    GRADIENT_DESCENT("gradient-descent"),
    MOMENTUM("momentum"),
    NESTEROV("nesterov"),
    ADAM("adam");

    private final String id;

    Method(String id) {
      this.id = id;
    }

    String id() {
      return id;
    }
  }

  /** A method. */
  static final class MethodName extends ById<Method> {
    MethodName() {
      super(List.of(Method.values()), Method::id);
    }
  }

  /** A precision. */
  static final class PrecisionName extends ById<Precision> {
    PrecisionName() {
      super(List.of(Precision.values()), Precision::id);
    }
  }

  /** A schedule. */
  static final class ScheduleText implements ITypeConverter<Schedule> {
    @Override
    public Schedule convert(String text) {
      try {
        return Schedule.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }

  /** "all" or a number. */
  static final class BatchSize implements ITypeConverter<Integer> {
    static final int ALL = 0;

    @Override
    public Integer convert(String text) {
      if (text.equals("all")) {
        return ALL;
      }
      if (!text.matches("[1-9][0-9]{0,8}")) {
        throw new TypeConversionException(
            "expected a number of examples of at least 1, or all, got \"" + text + "\"");
      }
      return Integer.parseInt(text);
    }
  }

  /** Steps of one epoch of so many examples. */
  int stepsOfAnEpoch(int examples) {
    return batch == BatchSize.ALL ? 1 : (examples + batch - 1) / batch;
  }

  /** Examples of a step but for the last of an epoch, of so many. */
  int examplesOfAStep(int examples) {
    return batch == BatchSize.ALL ? examples : batch;
  }

  /** The options for so many examples; what does not fit is refused. */
  TrainingOptions options(int examples) {
    if (batch > examples) {
      throw new UsageException(
          "--batch: expected at most the "
              + examples
              + " examples that are trained on, got "
              + batch);
    }
    long steps = (long) epochs * stepsOfAnEpoch(examples);
    if (steps > Integer.MAX_VALUE) {
      throw new UsageException(
          "--epochs: expected at most "
              + Integer.MAX_VALUE / stepsOfAnEpoch(examples)
              + " of "
              + stepsOfAnEpoch(examples)
              + " steps each, got "
              + epochs);
    }
    return new TrainingOptions(
        method(),
        batch == BatchSize.ALL ? new Batching.Full() : new Batching.Mini(batch),
        (int) steps,
        gradient,
        precision,
        look,
        schedule,
        decay());
  }

  /** The share of the last step that is kept. */
  double momentum() {
    return momentum == null ? USUAL_MOMENTUM : momentum;
  }

  private Optimiser method() {
    boolean hasMomentum = optimiser == Method.MOMENTUM || optimiser == Method.NESTEROV;
    if (momentum != null && !hasMomentum) {
      throw new UsageException(
          "--momentum: expected --optimiser momentum or nesterov with it, got " + optimiser.id());
    }
    return switch (optimiser) {
      case GRADIENT_DESCENT -> new Optimiser.GradientDescent(rate);
      case MOMENTUM -> new Optimiser.Momentum(rate, momentum());
      case NESTEROV -> new Optimiser.Nesterov(rate, momentum());
      case ADAM -> Optimiser.Adam.of(rate);
    };
  }

  /** Whether the weights are drawn towards 0 in the steps. */
  boolean decays() {
    return (weightDecay != null && weightDecay > 0)
        || (decoupledDecay != null && decoupledDecay > 0);
  }

  /** What may help where a run diverges, for the end of a message. */
  String remedy() {
    return weightDecay != null && weightDecay > 0
        ? " (a smaller --rate or --weight-decay?)"
        : " (a smaller --rate?)";
  }

  private WeightDecay decay() {
    if (weightDecay != null && decoupledDecay != null) {
      throw new UsageException("--weight-decay: expected it or --decoupled-decay, got both");
    }
    if (weightDecay != null) {
      return new WeightDecay.L2(weightDecay);
    }
    if (decoupledDecay != null && rate * decoupledDecay > 1) {
      throw new UsageException(
          "--decoupled-decay: expected at most 1/rate, which is "
              + 1 / rate
              + ", so that the weights are multiplied by 1 - rate*L of [0, 1], got "
              + decoupledDecay);
    }
    return decoupledDecay == null
        ? new WeightDecay.None()
        : new WeightDecay.Decoupled(decoupledDecay);
  }
}
