package org.theoria.backend.model;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.theoria.backend.DropoutMask;
import org.theoria.network.StandardActivation;
import org.theoria.network.StandardLoss;
import org.theoria.sampling.Stream;

/**
 * A model in training mode in 60 decimal digits, by loops over the formulas of its layers, and its
 * gradient by central differences of the loss: nothing of how a {@link DeviceModel} computes.
 *
 * <p>A difference quotient (E(θ + h) − E(θ − h))/2h with h = 10⁻²⁰ is wrong by h²/6·|E‴| ≈
 * 10⁻⁴¹·|E‴| and by some thousand roundings of 10⁻⁶⁰·|E| divided by h, 10⁻³⁷·|E|: both are nothing
 * beside the rounding of doubles, unless a kink of a ReLU is within h.
 */
final class DecimalModel {
  private static final MathContext DIGITS = new MathContext(60);
  private static final BigDecimal STEP = new BigDecimal("1e-20");

  private final BigDecimal[] theta;
  private final OptionalLong key;
  private int at;

  /** With a key as in training, without one as in evaluation. */
  private DecimalModel(BigDecimal[] theta, OptionalLong key) {
    this.theta = theta;
    this.key = key;
  }

  static BigDecimal[] decimals(double[] values) {
    return Arrays.stream(values).mapToObj(BigDecimal::new).toArray(BigDecimal[]::new);
  }

  /** E(θ); matrices row by row, of n columns. */
  static BigDecimal loss(Model model, BigDecimal[] theta, double[] x, double[] y, int n, long key) {
    if (model.loss() != StandardLoss.SQUARE) {
      throw new IllegalArgumentException("the square loss is needed, got " + model.loss().id());
    }
    BigDecimal[] out =
        new DecimalModel(theta, OptionalLong.of(key))
            .run(model.layers(), model.input(), decimals(x), n, 0);
    BigDecimal sum = BigDecimal.ZERO;
    for (int k = 0; k < out.length; k++) {
      BigDecimal r = out[k].subtract(new BigDecimal(y[k]), DIGITS);
      sum = sum.add(r.multiply(r, DIGITS), DIGITS);
    }
    return sum;
  }

  /** f_θ(x) in evaluation mode, of a model without batch normalisation. */
  static double[] evaluated(Model model, double[] theta, double[] x, int n) {
    DecimalModel m = new DecimalModel(decimals(theta), OptionalLong.empty());
    return Arrays.stream(m.run(model.layers(), model.input(), decimals(x), n, 0))
        .mapToDouble(BigDecimal::doubleValue)
        .toArray();
  }

  /** ∇E(θ) in training mode. */
  static double[] gradient(
      Model model, double[] parameters, double[] x, double[] y, int n, long key) {
    double[] gradient = new double[parameters.length];
    for (int i = 0; i < gradient.length; i++) {
      BigDecimal[] up = decimals(parameters);
      BigDecimal[] down = decimals(parameters);
      up[i] = up[i].add(STEP);
      down[i] = down[i].subtract(STEP);
      gradient[i] =
          loss(model, up, x, y, n, key)
              .subtract(loss(model, down, x, y, n, key), DIGITS)
              .divide(STEP.add(STEP), DIGITS)
              .doubleValue();
    }
    return gradient;
  }

  private BigDecimal[] run(List<Layer> layers, Shape input, BigDecimal[] x, int n, long place) {
    BigDecimal[] m = x;
    Shape shape = input;
    for (int i = 0; i < layers.size(); i++) {
      Layer layer = layers.get(i);
      long own = Stream.mix(place + i);
      m =
          switch (layer) {
            case Dense d -> dense(d.outputs(), m, n);
            case Convolution c -> convolution(c, shape, m, n);
            case BatchNormalisation b -> normalised(b, shape, m, n);
            case Dropout d -> dropped(d, m, own);
            case Activated a -> activated(a.activation(), m);
            case Residual r -> sum(m, run(r.layers(), shape, m, n, own));
          };
      shape = layer.output("test", shape);
    }
    return m;
  }

  private static BigDecimal[] zeros(int count) {
    BigDecimal[] m = new BigDecimal[count];
    Arrays.fill(m, BigDecimal.ZERO);
    return m;
  }

  private static BigDecimal[] sum(BigDecimal[] a, BigDecimal[] b) {
    BigDecimal[] out = new BigDecimal[a.length];
    Arrays.setAll(out, k -> a[k].add(b[k], DIGITS));
    return out;
  }

  private BigDecimal[] dense(int rows, BigDecimal[] x, int n) {
    int fan = x.length / n;
    BigDecimal[] out = zeros(rows * n);
    for (int i = 0; i < rows; i++) {
      for (int k = 0; k < fan; k++) {
        BigDecimal w = theta[at++];
        for (int j = 0; j < n; j++) {
          out[i * n + j] = out[i * n + j].add(w.multiply(x[k * n + j], DIGITS), DIGITS);
        }
      }
    }
    addRows(out, n, 1);
    return out;
  }

  /** The next parameters, each to so many rows. */
  private void addRows(BigDecimal[] m, int n, int rowsOfOne) {
    int rows = m.length / n;
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < n; j++) {
        m[i * n + j] = m[i * n + j].add(theta[at + i / rowsOfOne], DIGITS);
      }
    }
    at += rows / rowsOfOne;
  }

  /**
   * Each entry of a kernel goes through the image by itself: out(i, j) += v(p, q)·x(i − p, j − q).
   */
  private BigDecimal[] convolution(Convolution c, Shape in, BigDecimal[] x, int n) {
    int s = c.stride();
    Shape out = c.output("test", in);
    BigDecimal[] y = zeros(out.size() * n);
    for (int o = 0; o < c.channels(); o++) {
      for (int channel = 0; channel < in.channels(); channel++) {
        for (int p = 0; p < c.kernelHeight(); p++) {
          for (int q = 0; q < c.kernelWidth(); q++) {
            BigDecimal v = theta[at++];
            for (int i = 0; i < out.height(); i++) {
              for (int j = 0; j < out.width(); j++) {
                int row = (s * i + in.height() - p) % in.height();
                int column = (s * j + in.width() - q) % in.width();
                int from = (channel * in.positions() + row * in.width() + column) * n;
                int to = (o * out.positions() + i * out.width() + j) * n;
                for (int k = 0; k < n; k++) {
                  y[to + k] = y[to + k].add(v.multiply(x[from + k], DIGITS), DIGITS);
                }
              }
            }
          }
        }
      }
    }
    addRows(y, n, out.positions());
    return y;
  }

  private BigDecimal[] normalised(BatchNormalisation b, Shape shape, BigDecimal[] x, int n) {
    if (key.isEmpty()) {
      throw new IllegalArgumentException("running statistics are not known here");
    }
    BigDecimal[] out = x.clone();
    int entries = shape.positions() * n;
    BigDecimal count = BigDecimal.valueOf(entries);
    for (int c = 0; c < shape.channels(); c++) {
      BigDecimal mean = BigDecimal.ZERO;
      for (int k = c * entries; k < (c + 1) * entries; k++) {
        mean = mean.add(x[k], DIGITS);
      }
      mean = mean.divide(count, DIGITS);
      BigDecimal variance = BigDecimal.ZERO;
      for (int k = c * entries; k < (c + 1) * entries; k++) {
        BigDecimal d = x[k].subtract(mean, DIGITS);
        variance = variance.add(d.multiply(d, DIGITS), DIGITS);
      }
      variance = variance.divide(count, DIGITS);
      BigDecimal root = variance.add(new BigDecimal(b.epsilon()), DIGITS).sqrt(DIGITS);
      BigDecimal gamma = theta[at + c];
      BigDecimal beta = theta[at + shape.channels() + c];
      for (int k = c * entries; k < (c + 1) * entries; k++) {
        out[k] =
            gamma
                .multiply(x[k].subtract(mean, DIGITS), DIGITS)
                .divide(root, DIGITS)
                .add(beta, DIGITS);
      }
    }
    at += 2 * shape.channels();
    return out;
  }

  private BigDecimal[] dropped(Dropout d, BigDecimal[] x, long place) {
    if (key.isEmpty()) {
      return x;
    }
    DropoutMask mask = DropoutMask.of(Stream.mix(key.getAsLong() ^ place), d.keep());
    BigDecimal[] out = new BigDecimal[x.length];
    for (int k = 0; k < x.length; k++) {
      out[k] = mask.keeps(k) ? x[k].divide(new BigDecimal(d.keep()), DIGITS) : BigDecimal.ZERO;
    }
    return out;
  }

  private static BigDecimal[] activated(StandardActivation a, BigDecimal[] x) {
    BigDecimal[] out = new BigDecimal[x.length];
    for (int k = 0; k < x.length; k++) {
      out[k] =
          switch (a) {
            case IDENTITY -> x[k];
            case RELU -> x[k].max(BigDecimal.ZERO);
            case ABSOLUTE -> x[k].abs();
            case SQUARE -> x[k].multiply(x[k], DIGITS);
            default -> throw new IllegalArgumentException("not in decimals: " + a.id());
          };
    }
    return out;
  }
}
