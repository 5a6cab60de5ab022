package org.theoria.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Parameters;
import org.theoria.sampling.Key;
import org.theoria.sampling.Stream;

/**
 * The classifier of the training tasks and its data: as many examples and classes as in peers.py,
 * consecutive batches, weights and biases uniform on ±1/√(fan-in), which is PyTorch's start. An
 * input is the mean of a random one and of its class's prototype, both uniform on [0, 1), where
 * peers.py has random labels: the time does not depend on them, and a loss that falls fast is a
 * better check. All numbers are multiples of 2⁻²¹, the same in both precisions.
 *
 * @param architecture the widths
 * @param batches in the order of an epoch, the last one perhaps smaller
 * @param start θ before the first step, in the order of {@link Parameters}
 */
record TrainingData(Architecture architecture, List<Batch> batches, double[] start) {
  static final Architecture ARCHITECTURE = Architecture.of(784, 256, 128, 10);
  static final int EXAMPLES = 4000;
  static final int BATCH = 256;

  /** ReLU inside, softmax (which the cross-entropy takes in) at the end. */
  static final List<Activation> ACTIVATIONS =
      List.of(Activation.RELU, Activation.RELU, Activation.SOFTMAX);

  private static final double GRID = 0x1p-20;

  /**
   * Examples that are taken together.
   *
   * @param examples how many, the columns of x and y
   * @param x n₀ × examples, row by row
   * @param y n_H × examples, row by row, one 1 in each column
   */
  record Batch(int examples, double[] x, double[] y) {}

  TrainingData {
    batches = List.copyOf(batches);
  }

  /** The data of the tasks. */
  static TrainingData draw() {
    return draw(ARCHITECTURE, EXAMPLES, BATCH);
  }

  static TrainingData draw(Architecture architecture, int examples, int batch) {
    Key key = new Key("bench/training", 0);
    Stream stream = key.stream(0);
    int inputs = architecture.inputs();
    double[] prototypes = new double[architecture.outputs() * inputs];
    for (int k = 0; k < prototypes.length; k++) {
      prototypes[k] = entry(stream);
    }
    List<Batch> batches = new ArrayList<>();
    for (int first = 0; first < examples; first += batch) {
      int n = Math.min(batch, examples - first);
      batches.add(batch(key, first, n, inputs, prototypes));
    }
    return new TrainingData(architecture, batches, start(key, architecture));
  }

  /** How many examples there are. */
  int examples() {
    return batches.stream().mapToInt(Batch::examples).sum();
  }

  /** All examples as rows, row by row: x or y of every batch transposed. */
  double[] rows(int length, Function<Batch, double[]> part) {
    double[] rows = new double[examples() * length];
    int first = 0;
    for (Batch b : batches) {
      double[] columns = part.apply(b);
      for (int j = 0; j < b.examples(); j++) {
        for (int i = 0; i < length; i++) {
          rows[(first + j) * length + i] = columns[i * b.examples() + j];
        }
      }
      first += b.examples();
    }
    return rows;
  }

  private static Batch batch(Key key, int first, int n, int inputs, double[] prototypes) {
    int classes = prototypes.length / inputs;
    double[] x = new double[inputs * n];
    double[] y = new double[classes * n];
    for (int j = 0; j < n; j++) {
      Stream stream = key.stream(2L + first + j);
      int label = stream.nextInt(classes);
      for (int i = 0; i < inputs; i++) {
        x[i * n + j] = (entry(stream) + prototypes[label * inputs + i]) / 2;
      }
      y[label * n + j] = 1;
    }
    return new Batch(n, x, y);
  }

  /** Uniform on the multiples of 2⁻²⁰ in [0, 1). */
  private static double entry(Stream stream) {
    return stream.nextInt(1 << 20) * GRID;
  }

  private static double[] start(Key key, Architecture architecture) {
    Parameters layout = new Parameters(architecture);
    Stream stream = key.stream(1);
    double[] theta = new double[layout.count()];
    for (int h = 1; h <= architecture.depth(); h++) {
      int end = layout.biasStart(h) + architecture.width(h);
      double bound = 1 / Math.sqrt(architecture.width(h - 1));
      for (int k = layout.layerStart(h); k < end; k++) {
        theta[k] = uniform(stream, bound);
      }
    }
    return theta;
  }

  private static double uniform(Stream stream, double bound) {
    int most = (int) (bound / GRID);
    return stream.nextInt(-most, most) * GRID;
  }
}
