package org.theoria.cli;

import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.certify.SampleFile;
import org.theoria.network.Sample;
import org.theoria.network.file.ArrayFileException;
import org.theoria.network.file.Decimals;
import org.theoria.network.file.ExampleRange;
import org.theoria.network.file.FileArray;
import org.theoria.network.file.Mnist;
import org.theoria.train.TrainingData;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The examples on which a user's own network is looked at. */
final class DataOptions {
  private static final Pattern MNIST = Pattern.compile("mnist(?::([0-9]{1,9}))?");
  private static final int LONGEST_NUMBER = 100;

  @Option(
      names = "--data",
      paramLabel = "FILE",
      required = true,
      description = {
        "The examples: JSON, .npz, .npy, safetensors, CSV or IDX (gzip too);",
        "mnist or mnist:N for the (first N of) 10,000 digits that are shipped."
      })
  String data = "";

  @Option(
      names = "--examples",
      paramLabel = "columns|rows",
      converter = ExampleAxis.class,
      description = {
        "Where the examples stand in arrays: columns (default) or rows. In CSV an",
        "example is a line, in IDX an item, whatever is said here."
      })
  Axis examples = Axis.COLUMNS;

  @Option(
      names = "--first",
      paramLabel = "I",
      defaultValue = "1",
      converter = Numbers.Count.class,
      description = "The first example that is taken, from 1; default 1.")
  int first = 1;

  @Option(
      names = "--count",
      paramLabel = "N",
      converter = Numbers.Count.class,
      description = "How many examples are taken; default: all.")
  @Nullable Integer count;

  @Option(
      names = "--scale",
      paramLabel = "P/Q",
      defaultValue = "1",
      converter = Factor.class,
      description = "Multiplies every input exactly, by 1/255 say; default 1.")
  Rational scale = Rational.ONE;

  /** Where the examples stand in X and Y. */
  enum Axis {
    COLUMNS,
    ROWS
  }

  /** "columns" or "rows". */
  static final class ExampleAxis extends OneOf<Axis> {
    ExampleAxis() {
      super(Axis.values());
    }
  }

  /** A rational that is not 0. */
  static final class Factor implements ITypeConverter<Rational> {
    @Override
    public Rational convert(String text) {
      return (text.length() > LONGEST_NUMBER
              ? java.util.Optional.<Rational>empty()
              : Decimals.parse(text))
          .filter(r -> !r.isZero())
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "expected a number p/q or a decimal, not 0, got \"" + text + "\""));
    }
  }

  /** The inputs, n₀ × n, for a network of so many inputs. */
  RationalMatrix inputs(Io io, int inputs) {
    Matcher mnist = MNIST.matcher(data);
    SampleFile file =
        mnist.matches()
            ? SampleFile.mnist(mnistLayout(mnist))
            : SampleFile.inputs(io.directory().resolve(data), data, layout());
    requireRows("X", file.x(), "inputs", inputs, file.examplesAreRows());
    return file.x();
  }

  /** Inputs and targets for a network of these widths. */
  Sample sample(Io io, int inputs, int outputs) {
    Matcher mnist = MNIST.matcher(data);
    SampleFile file =
        mnist.matches()
            ? SampleFile.mnist(mnistLayout(mnist))
            : SampleFile.withTargets(io.directory().resolve(data), data, layout());
    requireRows("X", file.x(), "inputs", inputs, file.examplesAreRows());
    RationalMatrix y = file.targets(data);
    requireRows("Y", y, "outputs", outputs, file.examplesAreRows());
    return new Sample(file.x(), y);
  }

  /** Whether the data are the digits that are shipped. */
  boolean isMnist() {
    return MNIST.matcher(data).matches();
  }

  /**
   * Inputs and targets as doubles, for training a model of so many inputs and outputs: targets of
   * one number an example, for more outputs than one, are labels.
   *
   * @param labels a file of labels, where they are not in that of the inputs
   * @param share of (0, 1) of the examples that is held out, or none
   * @param seed draws which
   */
  TrainingSample training(
      Io io, int inputs, int outputs, @Nullable String labels, @Nullable Double share, long seed) {
    Matcher mnist = MNIST.matcher(data);
    if (mnist.matches()) {
      if (labels != null) {
        throw new UsageException(
            "--labels: expected it for a file of inputs, got it with --data " + data);
      }
      return TrainingSample.of(digits(mnistLayout(mnist), inputs, outputs), true, share, seed);
    }
    Path path = io.directory().resolve(data);
    SampleFile file =
        labels == null
            ? SampleFile.withTargets(path, data, layout())
            : SampleFile.inputs(path, data, layout());
    requireRows("X", file.x(), "inputs", inputs, file.examplesAreRows());
    RationalMatrix y = labels == null ? file.targets(data) : labels(io, labels, file.x());
    boolean classes = y.rows() == 1 && outputs > 1;
    if (!classes) {
      requireRows("Y", y, "outputs", outputs, file.examplesAreRows());
    }
    TrainingData exact = TrainingData.of(new Sample(file.x(), y));
    String name = labels == null ? data : labels;
    double[] targets = classes ? TargetLabels.ones(name, y, outputs) : exact.y();
    TrainingData doubles;
    try {
      doubles = TrainingData.ofDoubles(inputs, outputs, exact.size(), exact.x(), targets);
    } catch (IllegalArgumentException e) {
      throw new UsageException(data + ": " + e.getMessage(), e); // beyond the range of doubles
    }
    return TrainingSample.of(doubles, classes, share, seed);
  }

  private RationalMatrix labels(Io io, String name, RationalMatrix x) {
    RationalMatrix y = SampleFile.labels(io.directory().resolve(name), name, layout().range());
    if (y.columns() != x.columns()) {
      throw new UsageException(
          "--labels: "
              + name
              + ": expected "
              + x.columns()
              + " labels, one for each example of "
              + data
              + ", got "
              + y.columns());
    }
    return y;
  }

  /** The digits, without a detour by exact numbers. */
  private TrainingData digits(SampleFile.Layout layout, int inputs, int outputs) {
    if (inputs != Mnist.INPUTS || outputs != Mnist.CLASSES) {
      throw new UsageException(
          data
              + ": expected a model of "
              + Mnist.INPUTS
              + " inputs and "
              + Mnist.CLASSES
              + " outputs, got one of "
              + inputs
              + " and "
              + outputs);
    }
    FileArray images;
    FileArray labels;
    try {
      images = Mnist.images(layout.range());
      labels = Mnist.labels(layout.range());
    } catch (ArrayFileException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e);
    }
    int n = images.shape().getFirst();
    double factor = layout.scale().doubleValue();
    double[] x = new double[inputs * n];
    double[] y = new double[outputs * n];
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < inputs; i++) {
        x[i * n + j] = factor * images.values()[j * inputs + i];
      }
      for (int i = 0; i < outputs; i++) {
        y[i * n + j] = labels.values()[j * outputs + i];
      }
    }
    return TrainingData.ofDoubles(inputs, outputs, n, x, y);
  }

  private SampleFile.Layout layout() {
    OptionalInt many = count == null ? OptionalInt.empty() : OptionalInt.of(count);
    return new SampleFile.Layout(examples == Axis.ROWS, new ExampleRange(first, many), scale);
  }

  private SampleFile.Layout mnistLayout(Matcher mnist) {
    String n = mnist.group(1);
    if (n == null) {
      return layout();
    }
    if (count != null) {
      throw new UsageException(
          "--count: expected it for a file or for mnist alone, got it with --data " + data);
    }
    int many = Integer.parseInt(n);
    if (many < 1) {
      throw new UsageException("--data: expected mnist:N of at least 1, got \"" + data + "\"");
    }
    return new SampleFile.Layout(true, new ExampleRange(first, OptionalInt.of(many)), scale);
  }

  private void requireRows(
      String name, RationalMatrix m, String what, int expected, boolean examplesAreRows) {
    if (m.rows() != expected) {
      String hint =
          !examplesAreRows && m.columns() == expected
              ? "; where the examples are the rows, say --examples rows"
              : "";
      throw new UsageException(
          data
              + ", "
              + name
              + ": expected "
              + expected
              + (examplesAreRows ? " columns" : " rows")
              + ", as the network has "
              + expected
              + " "
              + what
              + ", got "
              + m.rows()
              + hint);
    }
  }
}
