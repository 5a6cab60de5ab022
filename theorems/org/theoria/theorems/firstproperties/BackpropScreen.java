package org.theoria.theorems.firstproperties;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.backend.BatchedGradient;
import org.theoria.backend.GradientBlock;
import org.theoria.backend.GradientCheck;
import org.theoria.backend.NetworkBlock;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Loss;
import org.theoria.network.Network;
import org.theoria.network.Parameters;
import org.theoria.network.Sample;
import org.theoria.proposition.Screen;
import org.theoria.proposition.Text;
import org.theoria.sampling.Key;
import org.theoria.sampling.Stream;

/**
 * The backpropagation formula on many networks (4,16,16,3) with tanh on every layer and the square
 * loss, by the kernel that {@code theoria bench} measures: its gradient g must satisfy ⟨g, v⟩ =
 * dE(θ)[v] in one direction v a network, by forward differentiation, to within a proven bound of
 * the rounding ({@link GradientCheck}).
 *
 * <p>One direction is less than the whole gradient, and the bound is some 10⁻⁹: the screen selects,
 * and clears nothing that a claim would not also call consistent. Directions have no small entries,
 * so that no partial derivative is hidden.
 *
 * @param architecture the widths; a test uses smaller ones
 */
record BackpropScreen(Architecture architecture) implements Screen<BackpropGradient.Instance> {

  /** The networks of the benchmark backprop-sweep. */
  static final Architecture BENCHMARK = Architecture.of(4, 16, 16, 3);

  private static final int LANES = BatchedGradient.DEFAULT_LANES;

  /** Entries are k/64 with −128 ≤ k ≤ 127: exact doubles, in [−2, 2). */
  private static final int SCALE = 64;

  @Override
  public Text population() {
    return Text.of(
        "networks "
            + architecture.widths()
            + ", tanh on every layer, square loss, one example, entries k/64 with −128 ≤ k ≤ 127;"
            + " the gradient of the batched kernel against forward differentiation in one"
            + " direction",
        "réseaux "
            + architecture.widths()
            + ", tanh à chaque couche, coût quadratique, un exemple, coefficients k/64 avec −128 ≤"
            + " k ≤ 127 ; le gradient du noyau par lots contre la différentiation directe dans une"
            + " direction");
  }

  @Override
  public long defaultTries() {
    return 100_000;
  }

  @Override
  public Sweep sweep(Key key, long first, int count) {
    BatchedGradient kernel = new BatchedGradient(architecture, Activation.TANH, LANES);
    GradientCheck check = new GradientCheck(architecture, Activation.TANH, LANES);
    NetworkBlock block = new NetworkBlock(architecture, LANES);
    GradientBlock result = new GradientBlock(architecture, LANES);
    double[][] direction = new double[new Parameters(architecture).count()][LANES];
    double[] difference = new double[LANES];
    double[] bound = new double[LANES];
    List<Long> suspicious = new ArrayList<>();
    double worst = 0;
    for (long start = first; start < first + count; start += LANES) {
      int used = (int) Math.min(LANES, first + count - start);
      for (int lane = 0; lane < used; lane++) {
        Stream stream = key.stream(start + lane);
        Bytes bytes = new Bytes(stream);
        fill(bytes, lane, block.parameters(), block.inputs(), block.targets());
        for (double[] row : direction) {
          int b = bytes.next();
          row[lane] = b < 0 ? (b - 64) / 64.0 : (b + 65) / 64.0; // in [−3, −1) or (1, 3]
        }
      }
      kernel.gradient(block, result.gradient(), result.loss());
      check.check(block, result.gradient(), direction, difference, bound);
      for (int lane = 0; lane < used; lane++) {
        if (GradientCheck.isCleared(difference[lane], bound[lane])) {
          worst = Math.max(worst, Math.abs(difference[lane]) / bound[lane]);
        } else {
          suspicious.add(start + lane);
        }
      }
    }
    return new Sweep(suspicious.stream().mapToLong(Long::longValue).toArray(), worst);
  }

  /**
   * The bytes of a stream, eight to a word: drawing would otherwise cost more than the gradient.
   */
  private static final class Bytes {
    private final Stream stream;
    private long word;
    private int left;

    Bytes(Stream stream) {
      this.stream = stream;
    }

    /** Uniform in [−128, 127]. */
    byte next() {
      if (left == 0) {
        word = stream.nextLong();
        left = Long.BYTES;
      }
      left--;
      byte b = (byte) word;
      word >>>= Byte.SIZE;
      return b;
    }
  }

  /** Draws one network into a lane; the order of the draws defines the instance. */
  private static void fill(Bytes bytes, int lane, double[][]... groups) {
    for (double[][] rows : groups) {
      for (double[] row : rows) {
        row[lane] = bytes.next() / (double) SCALE;
      }
    }
  }

  @Override
  public BackpropGradient.Instance instance(Key key, long index) {
    Parameters layout = new Parameters(architecture);
    double[][] parameters = new double[layout.count()][1];
    double[][] x = new double[architecture.inputs()][1];
    double[][] y = new double[architecture.outputs()][1];
    fill(new Bytes(key.stream(index)), 0, parameters, x, y);
    List<RationalMatrix> weights = new ArrayList<>();
    List<RationalMatrix> biases = new ArrayList<>();
    for (int h = 1; h <= architecture.depth(); h++) {
      weights.add(
          exact(
              parameters, layout.layerStart(h), architecture.width(h), architecture.width(h - 1)));
      biases.add(exact(parameters, layout.biasStart(h), architecture.width(h), 1));
    }
    Network network =
        new Network(
            architecture,
            Collections.nCopies(architecture.depth(), Activation.TANH),
            weights,
            biases);
    Sample sample = new Sample(exact(x, 0, x.length, 1), exact(y, 0, y.length, 1));
    return new BackpropGradient.Instance(network, sample, Loss.SQUARE);
  }

  private static RationalMatrix exact(double[][] rows, int start, int height, int width) {
    Rational[] entries = new Rational[height * width];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = Rational.ofDouble(rows[start + i][0]);
    }
    return RationalMatrix.of(height, width, entries);
  }
}
