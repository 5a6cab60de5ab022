package org.theoria.backend;

import static org.theoria.backend.HighPrecision.assertWithin;

import java.util.Arrays;
import org.theoria.arithmetic.ElementaryFunction;
import org.theoria.arithmetic.PreciseMatrix;
import org.theoria.arithmetic.Rational;
import org.theoria.sampling.Stream;

/**
 * Softmax and its cross-entropy of a few columns, which a large matrix repeats, in intervals.
 *
 * <p>With z_k − m off by u·|z_k − m|, at most u·A, an exponential by 6u (3 ulp, the most that
 * OpenCL allows) and a sum of n of them by (n − 1)·u, a share s_k is off relatively by (2A + 12 + n
 * + 2)·u, log Σ absolutely by (A + 6 + n)·u + 6u·log Σ, a term y_k·(z_k − m − log Σ) by |y_k| times
 * that and three roundings of |z_k − m| + log Σ, and a sum of N terms by N·u·Σ|t|.
 */
final class SoftmaxReference {
  private static final int DISTINCT = 4;

  private final int rows;
  private final int columns;
  private final double u;
  private final Column[] distinct;

  /**
   * One column.
   *
   * @param loss Σ y·(log Σ − (z − m))
   * @param terms Σ |y|·(|z − m| + log Σ)
   */
  private record Column(
      double[] z,
      double[] y,
      double[] softmax,
      double[] gradient,
      double spread,
      double loss,
      double terms,
      double weight) {}

  private SoftmaxReference(int rows, int columns, double u, Column[] distinct) {
    this.rows = rows;
    this.columns = columns;
    this.u = u;
    this.distinct = distinct;
  }

  static SoftmaxReference of(Stream r, int rows, int columns, Precision p) {
    Column[] distinct = new Column[DISTINCT];
    for (int c = 0; c < DISTINCT; c++) {
      double[] z = HighPrecision.numbers(r, rows, -5, 4, p);
      double[] y = HighPrecision.numbers(r, rows, -5, 1, p);
      distinct[c] = column(z, y);
    }
    return new SoftmaxReference(rows, columns, p.unitRoundoff(), distinct);
  }

  private static Column column(double[] z, double[] y) {
    int n = z.length;
    double m = Arrays.stream(z).max().orElseThrow();
    double[] most = new double[n];
    Arrays.fill(most, m);
    PreciseMatrix target = HighPrecision.matrix(n, 1, y);
    PreciseMatrix shifted = HighPrecision.matrix(n, 1, z).minus(HighPrecision.matrix(n, 1, most));
    PreciseMatrix powers = shifted.apply(ElementaryFunction.EXP);
    PreciseMatrix ones = HighPrecision.K.constant(n, 1, Rational.ONE);
    PreciseMatrix softmax = powers.dividedBy(ones.times(powers.sum()));
    PreciseMatrix log = powers.sum().apply(ElementaryFunction.LOG);
    PreciseMatrix loss = target.hadamard(ones.times(log).minus(shifted)).sum();
    PreciseMatrix gradient = softmax.times(target.sum()).minus(target);
    double logarithm = HighPrecision.doubles(log)[0];
    double spread = 0;
    double terms = 0;
    double weight = 0;
    for (int k = 0; k < n; k++) {
      spread = Math.max(spread, m - z[k]);
      terms += Math.abs(y[k]) * (m - z[k] + logarithm);
      weight += Math.abs(y[k]);
    }
    return new Column(
        z,
        y,
        HighPrecision.doubles(softmax),
        HighPrecision.doubles(gradient),
        spread,
        HighPrecision.doubles(loss)[0],
        terms,
        weight);
  }

  double[] logits() {
    return repeated(false);
  }

  double[] targets() {
    return repeated(true);
  }

  private double[] repeated(boolean target) {
    double[] m = new double[rows * columns];
    for (int k = 0; k < m.length; k++) {
      Column c = of(k);
      m[k] = (target ? c.y() : c.z())[k / columns];
    }
    return m;
  }

  private Column of(int k) {
    return distinct[k % columns % DISTINCT];
  }

  private double share(Column c) {
    return (2 * c.spread() + 14 + rows) * u;
  }

  void assertSoftmax(double[] got) {
    for (int k = 0; k < got.length; k++) {
      double expected = of(k).softmax()[k / columns];
      assertWithin(expected, got[k], share(of(k)) * expected, "softmax, entry " + k);
    }
  }

  /** (Σ y)·s − y: n additions of y, a share, a product, a difference. */
  void assertGradient(double[] got) {
    for (int k = 0; k < got.length; k++) {
      Column c = of(k);
      int i = k / columns;
      double size = c.weight() * c.softmax()[i];
      double bound = size * (share(c) + (rows + 2) * u) + u * Math.abs(c.y()[i]);
      assertWithin(c.gradient()[i], got[k], bound, "gradient of softmax, entry " + k);
    }
  }

  void assertLoss(double got) {
    double expected = 0;
    double bound = 0;
    for (int j = 0; j < columns; j++) {
      Column c = distinct[j % DISTINCT];
      expected += c.loss();
      bound += c.weight() * (c.spread() + 6 + rows) * u;
      // log Σ and three roundings of the term; N of the sum, and of the reference's own in doubles
      bound += c.terms() * (9 * u + (double) rows * columns * u + columns * 0x1p-53);
    }
    assertWithin(expected, got, bound, "cross-entropy of softmax");
  }
}
