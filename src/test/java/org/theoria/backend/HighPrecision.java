package org.theoria.backend;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import org.theoria.arithmetic.PreciseArithmetic;
import org.theoria.arithmetic.PreciseMatrix;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.sampling.Stream;

/**
 * References beyond doubles for results on large matrices: exact sums of products, and intervals of
 * 128 bits. To keep them cheap the matrices repeat a few numbers (entry k is number k modulo how
 * many there are), or only some entries of a result are compared.
 */
final class HighPrecision {
  static final PreciseArithmetic K = new PreciseArithmetic(128);

  /** Of a repeated list: no divisor of any width of a vector, a tile or a part. */
  static final int POOL = 97;

  private HighPrecision() {}

  /**
   * Numbers ±t, 2^low ≤ t &lt; 2^high, whose every bit in this format is drawn: products and sums
   * of them are rounded.
   */
  static double[] numbers(Stream r, int count, int low, int high, Precision p) {
    double[] m = new double[count];
    for (int k = 0; k < count; k++) {
      double significand = 1 + (r.nextLong() >>> 12) * 0x1p-52;
      double t = p.round(Math.scalb(significand, r.nextInt(low, high - 1)));
      m[k] = r.nextInt(2) == 0 ? t : -t;
    }
    return m;
  }

  /** The numbers one after the other, and again. */
  static double[] repeated(double[] pool, int count) {
    double[] m = new double[count];
    for (int k = 0; k < count; k++) {
      m[k] = pool[k % pool.length];
    }
    return m;
  }

  /** How often number i is among so many. */
  static int times(int i, int pool, int count) {
    return count / pool + (i < count % pool ? 1 : 0);
  }

  /**
   * A sum and how far a computed one may be off.
   *
   * @param exact the sum
   * @param size the sum of the absolute values
   */
  record Total(BigDecimal exact, double size) {

    /**
     * γ_n·Σ|t|, γ_n = n·u/(1 − n·u), for n roundings on the way of each term, in whatever order
     * they are added (Higham 2002, doi:10.1137/1.9780898718027, section 4.2).
     */
    double bound(int n, Precision p) {
      double nu = n * p.unitRoundoff();
      return nu / (1 - nu) * size;
    }

    Total plus(double a, double b) {
      BigDecimal term = new BigDecimal(a).multiply(new BigDecimal(b));
      return new Total(exact.add(term), size + Math.abs(a * b));
    }

    static Total zero() {
      return new Total(BigDecimal.ZERO, 0);
    }
  }

  /** Of reals: a matrix whose entries are these numbers. */
  static PreciseMatrix matrix(int rows, int columns, double... entries) {
    Rational[] exact = new Rational[entries.length];
    for (int k = 0; k < exact.length; k++) {
      exact[k] = Rational.ofDouble(entries[k]);
    }
    return K.of(RationalMatrix.of(rows, columns, exact));
  }

  /** The double nearest to each entry, but for an enclosure's own width. */
  static double[] doubles(PreciseMatrix m) {
    double[] values = new double[m.rows() * m.columns()];
    for (int k = 0; k < values.length; k++) {
      values[k] = K.entry(m, k / m.columns(), k % m.columns()).lower().doubleValue();
    }
    return values;
  }

  /** Within the bound and the rounding of the reference to a double. */
  static void assertWithin(double expected, double got, double bound, String what) {
    double most = bound + Precision.FLOAT64.unitRoundoff() * Math.abs(expected);
    assertTrue(
        Math.abs(expected - got) <= most,
        () -> what + ": expected " + expected + " ± " + most + ", got " + got);
  }
}
