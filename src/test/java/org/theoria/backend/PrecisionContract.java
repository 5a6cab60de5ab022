package org.theoria.backend;

import static org.theoria.backend.HighPrecision.K;
import static org.theoria.backend.HighPrecision.POOL;
import static org.theoria.backend.HighPrecision.assertWithin;
import static org.theoria.backend.HighPrecision.doubles;
import static org.theoria.backend.HighPrecision.matrix;
import static org.theoria.backend.HighPrecision.numbers;
import static org.theoria.backend.HighPrecision.repeated;
import static org.theoria.backend.HighPrecision.times;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.theoria.arithmetic.PreciseMatrix;
import org.theoria.backend.HighPrecision.Total;
import org.theoria.backend.PlainReference.Plain;
import org.theoria.network.StandardActivation;
import org.theoria.network.StandardLoss;
import org.theoria.sampling.Stream;

/**
 * The part of {@link BackendContract} that compares results on large matrices, of numbers whose
 * every bit counts, with {@link HighPrecision}, within bounds that follow from the unit roundoff u
 * alone.
 */
abstract class PrecisionContract extends NonFiniteContract {
  private static final int ROWS = LARGE[0];
  private static final int COLUMNS = LARGE[1];
  private static final int SIZE = ROWS * COLUMNS;

  /**
   * The relative error of an exponential or a logarithm in units of u: OpenCL's of 3 ulp (The
   * OpenCL C Specification, table of relative errors), and an ulp is at most 2u.
   */
  private static final double EXPONENTIAL = 6;

  /**
   * The relative error of an activation or its derivative in units of u. That of tanh is 5 ulp in
   * OpenCL, 10u; 1/(1 + e) and log(1 + e) add to the exponential's 6u at most 6u; e/(1 + e)² has
   * three times 6u at most and four roundings of its own; a product of two sigmoids less.
   */
  private static final double FUNCTION = 24;

  /** Rows, terms and columns: beyond blocks, and odd. */
  private static final int[][] PRODUCTS = {{13, 67, 1300}, {131, 1301, 67}, {259, 35, 131}};

  /** Compared entries of a product besides the corners. */
  private static final int ENTRIES = 40;

  /** n products and sums, a product with α and one with β, and their sum: γ_{n+3}. */
  @ParameterizedTest
  @EnumSource
  void largeProducts(Precision p) {
    Stream r = stream("precise/products");
    try (Session s = backend().open(p, 2)) {
      for (int[] size : PRODUCTS) {
        for (Form fa : Form.values()) {
          for (Form fb : Form.values()) {
            Plain a = plain(r, size[0], size[1], p).of(fa);
            Plain b = plain(r, size[1], size[2], p).of(fb);
            Plain c = plain(r, size[0], size[2], p);
            Plain left = a.of(fa);
            Plain right = b.of(fb);
            DeviceMatrix on = upload(s, c);
            s.multiply(-2, upload(s, a), fa, upload(s, b), fb, 0.5, on);
            double[] got = s.download(on);
            for (int e = 0; e < ENTRIES + 2; e++) {
              int i = e == 0 ? 0 : e == 1 ? size[0] - 1 : r.nextInt(size[0]);
              int j = e == 0 ? 0 : e == 1 ? size[2] - 1 : r.nextInt(size[2]);
              Total sum = Total.zero().plus(0.5, c.at(i, j));
              for (int l = 0; l < size[1]; l++) {
                sum = sum.plus(-2 * left.at(i, l), right.at(l, j));
              }
              assertWithin(
                  sum.exact().doubleValue(),
                  got[i * size[2] + j],
                  sum.bound(size[1] + 3, p),
                  "product " + fa + " " + fb + " " + size[1] + " terms (" + i + ", " + j + ")");
            }
          }
        }
      }
    }
  }

  private static Plain plain(Stream r, int rows, int columns, Precision p) {
    return new Plain(rows, columns, numbers(r, rows * columns, -4, 1, p));
  }

  /** n terms: γ_n, and the last rounding of a product or of a sum to the format. */
  @ParameterizedTest
  @EnumSource
  void longSums(Precision p) {
    Stream r = stream("precise/sums");
    try (Session s = backend().open(p, 2)) {
      for (int[] shape : List.of(LARGE, new int[] {1, 40_003}, new int[] {601, 7})) {
        int n = shape[0] * shape[1];
        Plain a = new Plain(shape[0], shape[1], numbers(r, n, -8, 3, p));
        Plain b = new Plain(shape[0], shape[1], numbers(r, n, -8, 3, p));
        Total sum = Total.zero();
        Total dot = Total.zero();
        DeviceMatrix sums = s.zeros(shape[0], 1);
        s.rowSums(upload(s, a), sums);
        double[] rows = s.download(sums);
        for (int i = 0; i < shape[0]; i++) {
          Total row = Total.zero();
          for (int j = 0; j < shape[1]; j++) {
            row = row.plus(a.at(i, j), 1);
            dot = dot.plus(a.at(i, j), b.at(i, j));
          }
          double expected = row.exact().doubleValue();
          assertWithin(expected, rows[i], row.bound(shape[1] + 1, p), "row " + i);
          sum = new Total(sum.exact().add(row.exact()), sum.size() + row.size());
        }
        assertWithin(sum.exact().doubleValue(), s.sum(upload(s, a)), sum.bound(n, p), "sum " + n);
        assertWithin(
            dot.exact().doubleValue(),
            s.dot(upload(s, a), upload(s, b)),
            dot.bound(n + 1, p),
            "dot " + n);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void activationsOfLargeMatrices(Precision p) {
    Stream r = stream("precise/activations");
    double u = p.unitRoundoff();
    double[] z = numbers(r, POOL, -10, 5, p);
    double[] d = numbers(r, POOL, -4, 3, p);
    PreciseMatrix exact = matrix(POOL, 1, z);
    try (Session s = backend().open(p, 2)) {
      DeviceMatrix on = s.upload(ROWS, COLUMNS, repeated(z, SIZE));
      DeviceMatrix out = s.zeros(ROWS, COLUMNS);
      for (StandardActivation a : StandardActivation.values()) {
        if (!a.isCoordinatewise()) {
          continue;
        }
        double[] value = doubles(a.value(K, exact));
        double[] slope = doubles(a.slope(K, exact));
        double[] back = slope.clone();
        for (int i = 0; i < POOL; i++) {
          back[i] *= d[i];
        }
        s.activate(a, on, out);
        assertRepeated(value, s.download(out), FUNCTION * u, a.id());
        s.slope(a, on, out);
        assertRepeated(slope, s.download(out), FUNCTION * u, a.id() + " slope");
        DeviceMatrix delta = s.upload(ROWS, COLUMNS, repeated(d, SIZE));
        s.pullBack(a, on, delta);
        // the reference's own product is rounded too
        assertRepeated(back, s.download(delta), (FUNCTION + 2) * u, a.id() + " pullBack");
      }
    }
  }

  private static void assertRepeated(double[] pool, double[] got, double relative, String what) {
    for (int k = 0; k < got.length; k++) {
      double expected = pool[k % pool.length];
      assertWithin(expected, got[k], relative * Math.abs(expected), what + ", entry " + k);
    }
  }

  /**
   * A term and its derivative in p.
   *
   * @param term in units of u, how far the term may be off before it is added
   * @param derivative the same of the derivative
   */
  private record LossError(double term, double derivative) {}

  /**
   * r = p − y is off by u·|r|, r − 1 by u·(|r| + |r − 1|); a power of r of three factors by five
   * roundings, of four by seven. y·p is off by u·|y·p|, and the slope of softplus is at most 1,
   * that of its derivative at most the derivative.
   */
  private static LossError error(StandardLoss loss, double p, double y, double l, double d) {
    double r = Math.abs(p - y);
    double well = r * (r + 1);
    return switch (loss) {
      case SQUARE, NEGATIVE_SQUARE -> new LossError(4 * l, 2 * d);
      case SHIFTED_SQUARE -> new LossError(5 * l, 2 * d);
      case QUARTIC -> new LossError(8 * l, 8 * d);
      case DOUBLE_WELL -> new LossError(12 * well * well, 12 * 2 * well * (2 * r + 1));
      case LOGISTIC ->
          new LossError(2 * Math.abs(y * p) + FUNCTION * l, (2 * Math.abs(y * p) + FUNCTION) * d);
      case CROSS_ENTROPY -> new LossError((EXPONENTIAL + 2) * l, 2 * d);
    };
  }

  /** n additions of terms: γ_n·Σ|l|, and what the terms are off by. */
  @ParameterizedTest
  @EnumSource
  void lossesOfLargeMatrices(Precision precision) {
    Stream r = stream("precise/losses");
    double u = precision.unitRoundoff();
    double[] y = numbers(r, POOL, -3, 2, precision);
    try (Session s = backend().open(precision, 2)) {
      for (StandardLoss loss : StandardLoss.values()) {
        double[] p = numbers(r, POOL, -3, 2, precision);
        double[] terms = new double[POOL];
        for (int i = 0; i < POOL; i++) {
          p[i] = loss == StandardLoss.CROSS_ENTROPY ? Math.abs(p[i]) : p[i];
          terms[i] = doubles(loss.value(K, matrix(1, 1, p[i]), matrix(1, 1, y[i])))[0];
        }
        double[] slopes = doubles(loss.gradient(K, matrix(POOL, 1, p), matrix(POOL, 1, y)));
        Total total = Total.zero();
        double error = 0;
        double[] errors = new double[POOL];
        for (int i = 0; i < POOL; i++) {
          LossError e = error(loss, p[i], y[i], Math.abs(terms[i]), Math.abs(slopes[i]));
          int n = times(i, POOL, SIZE);
          total = total.plus(n, terms[i]);
          error += n * e.term() * u;
          errors[i] = e.derivative() * u;
        }
        DeviceMatrix prediction = s.upload(ROWS, COLUMNS, repeated(p, SIZE));
        DeviceMatrix target = s.upload(ROWS, COLUMNS, repeated(y, SIZE));
        assertWithin(
            total.exact().doubleValue(),
            s.loss(loss, prediction, target),
            total.bound(SIZE, precision) + error,
            loss.id());
        DeviceMatrix out = s.zeros(ROWS, COLUMNS);
        s.lossGradient(loss, prediction, target, out);
        double[] got = s.download(out);
        for (int k = 0; k < got.length; k++) {
          String what = loss.id() + " gradient, entry " + k;
          assertWithin(slopes[k % POOL], got[k], errors[k % POOL], what);
        }
      }
    }
  }

  /** Many columns, and long ones. */
  @ParameterizedTest
  @EnumSource
  void softmaxOfLargeMatrices(Precision p) {
    Stream r = stream("precise/softmax");
    try (Session s = backend().open(p, 2)) {
      for (int[] shape : new int[][] {{11, 1301}, {601, 5}}) {
        SoftmaxReference exact = SoftmaxReference.of(r, shape[0], shape[1], p);
        DeviceMatrix z = s.upload(shape[0], shape[1], exact.logits());
        DeviceMatrix y = s.upload(shape[0], shape[1], exact.targets());
        DeviceMatrix out = s.zeros(shape[0], shape[1]);
        s.activate(StandardActivation.SOFTMAX, z, out);
        exact.assertSoftmax(s.download(out));
        exact.assertLoss(s.softmaxCrossEntropy(z, y));
        exact.assertLoss(s.softmaxCrossEntropyAndGradient(z, y, out));
        exact.assertGradient(s.download(out));
        s.softmaxCrossEntropyGradient(z, y, out);
        exact.assertGradient(s.download(out));
      }
    }
  }

  /**
   * The mean is 2¹³ times the deviations: Σm²/c − mean² would be off by 2²⁶·u of the variance, and
   * the bound, of 37 columns, is 2²⁰·u.
   */
  @ParameterizedTest
  @EnumSource
  void rowsFarFromZeroAreNormalised(Precision p) {
    Stream r = stream("precise/rows");
    int rows = 41;
    int columns = 37;
    double[] entries = numbers(r, rows * columns, -4, 1, p);
    for (int k = 0; k < entries.length; k++) {
      entries[k] = p.round(entries[k] + 4096);
    }
    Plain m = new Plain(rows, columns, entries);
    RowReference.Normalised exact = RowReference.normalise(0x1p-10, m, p.unitRoundoff());
    try (Session s = backend().open(p, 2)) {
      DeviceMatrix on = upload(s, m);
      DeviceMatrix mean = s.zeros(rows, 1);
      DeviceMatrix scale = s.zeros(rows, 1);
      s.normaliseRows(0x1p-10, on, mean, scale);
      assertWithinAll(exact.mean(), exact.meanBound(), s.download(mean), "mean");
      assertWithinAll(exact.scale(), exact.scaleBound(), s.download(scale), "scale");
      assertWithinAll(exact.rows(), exact.rowsBound(), s.download(on), "rows");
    }
  }

  private static void assertWithinAll(Plain expected, Plain bound, double[] got, String what) {
    for (int k = 0; k < got.length; k++) {
      assertWithin(expected.entries()[k], got[k], bound.entries()[k], what + ", entry " + k);
    }
  }

  /** With the constants of Kingma and Ba: 1 − β₂ is a thousandth. */
  @ParameterizedTest
  @EnumSource
  void updatesOfLargeMatrices(Precision p) {
    Stream r = stream("precise/updates");
    try (Session s = backend().open(p, 2)) {
      for (Optimiser method :
          List.of(
              new Optimiser.GradientDescent(0.1),
              new Optimiser.Momentum(0.1, 0.9),
              new Optimiser.Nesterov(0.1, 0.9),
              Optimiser.Adam.of(0.1))) {
        double[] theta = numbers(r, POOL, -3, 2, p);
        PreciseSteps exact = new PreciseSteps(K, method, matrix(POOL, 1, theta));
        UpdateBound bound = new UpdateBound(method, theta, p.unitRoundoff());
        DeviceMatrix on = s.upload(ROWS, COLUMNS, repeated(theta, SIZE));
        List<DeviceMatrix> state = new ArrayList<>();
        for (int i = 0; i < method.stateCount(); i++) {
          state.add(s.zeros(ROWS, COLUMNS));
        }
        for (int t = 1; t <= 4; t++) {
          double[] g = numbers(r, POOL, -6, 2, p);
          exact.next(matrix(POOL, 1, g));
          bound.next(g);
          s.update(method, t, s.upload(ROWS, COLUMNS, repeated(g, SIZE)), on, state);
          double[] expected = doubles(exact.theta());
          double[] got = s.download(on);
          for (int k = 0; k < got.length; k++) {
            String what = method.id() + ", step " + t + ", entry " + k;
            assertWithin(expected[k % POOL], got[k], bound.of(k % POOL), what);
          }
        }
      }
    }
  }
}
