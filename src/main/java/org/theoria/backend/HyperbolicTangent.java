package org.theoria.backend;

/**
 * The hyperbolic tangent and its derivative on lanes of doubles, by additions, multiplications and
 * one division only: no branch and no table, so that the compiler turns every loop into vector
 * instructions, and every operation rounds as IEEE 754 says, so that the bits are the same on every
 * machine, lane count and thread count (no fused multiply-add is used: it would change the bits,
 * and without hardware support it costs a thousand times as much).
 *
 * <p><b>Method.</b> Put r = x/4. The tenth convergent of Lambert's continued fraction, tanh r ≈
 * r·P(r²)/Q(r²) with integer coefficients, is followed by two doublings (p, q) ← (2pq, p² + q²),
 * since tanh 2a = 2 tanh a/(1 + tanh² a), and one division. The argument is first clamped to [−20,
 * 20], outside which tanh is within 2⁻⁵⁶ of ±1, and the quotient to [−1, 1]. (J. H. Lambert 1761;
 * the convergent's coefficients follow from t₂₀ = 19, t_{2k−1} = 2k−1 + r²/t_{2k+1}.)
 *
 * <p><b>Error</b> (u = 2⁻⁵³). A doubling multiplies a relative error of p/q by (1 − t²)/(1 + t²) ≤
 * 1 and adds at most 3u (one rounded product, doubling being exact; two roundings in p² + q²). The
 * running error of the two Horner schemes (all coefficients and r² positive: each step adds 1u for
 * the sum and, weighted by the product's share of the sum, 2u) is at most 2u for p and 1u for q as
 * x → 0, and wherever it is larger the doublings damp it: the total is largest as x → 0, where it
 * is 2 + 1 + 3 + 3 + 1 = 10u. The truncation of the continued fraction, damped likewise, is below
 * 0.011u. Hence {@link #RELATIVE_ERROR} = 11u, that is, at most 11 units in the last place;
 * observed, 3. The test recomputes both numbers. Odd exactly; NaN gives NaN; ±0 gives ±0; subnormal
 * results have an additional absolute error of at most 2⁻¹⁰⁷⁴. Monotone up to twice the error;
 * |result| ≤ 1.
 *
 * <p>An instance holds scratch lanes and serves one thread.
 */
public final class HyperbolicTangent {

  /** A bound of |computed − tanh x| / |tanh x|, derived above. */
  public static final double RELATIVE_ERROR = 11 * 0x1p-53;

  /**
   * A bound of |computed − 1/cosh² x| for {@link #slope}: the running error of (q−p)(q+p), two
   * squarings and the division by the squared denominator is at most {@code 45.1u}, largest near
   * |x| = 0.05 (the test recomputes it).
   */
  public static final double SLOPE_ERROR = 46 * 0x1p-53;

  private static final double LIMIT = 20;

  private final double[] argument;
  private final double[] square;
  private final double[] numerator;
  private final double[] denominator;

  /**
   * @param lanes the length of the rows that it is applied to, at least 1
   */
  public HyperbolicTangent(int lanes) {
    argument = new double[lanes];
    square = new double[lanes];
    numerator = new double[lanes];
    denominator = new double[lanes];
  }

  /**
   * result[l] = tanh(scale · z[l]); the two may be the same array. Scale is a power of two, so that
   * the product is exact.
   */
  public void value(double scale, double[] z, double[] result) {
    fraction(scale, z);
    quotient(numerator, denominator, result, argument.length);
  }

  /**
   * result[l] = 1/cosh²(scale · z[l]), not by way of 1 − tanh²: it is used to check that formula.
   * Arguments as for {@link #value}.
   */
  public void slope(double scale, double[] z, double[] result) {
    fraction(scale, z);
    slopes(numerator, denominator, result, argument.length);
  }

  private void fraction(double scale, double[] z) {
    int lanes = argument.length;
    clamp(scale, z, argument, square, lanes);
    numerators(argument, square, numerator, lanes);
    denominators(square, denominator, lanes);
  }

  // One loop each: a loop with more operations than these is no longer unrolled, hence no longer
  // vectorised.

  private static void clamp(double scale, double[] z, double[] x, double[] s, int n) {
    for (int l = 0; l < n; l++) {
      double c = Math.max(-LIMIT, Math.min(LIMIT, scale * z[l]));
      x[l] = c;
      s[l] = c * c * 0.0625;
    }
  }

  /** x·P(s) = 4·p: the factor 4 is also in the denominator, so that no subnormal x loses a bit. */
  private static void numerators(double[] x, double[] s, double[] p, int n) {
    for (int l = 0; l < n; l++) {
      double t = s[l];
      p[l] = ((((55.0 * t + 25740.0) * t + 2837835.0) * t + 91891800.0) * t + 654729075.0) * x[l];
    }
  }

  private static void denominators(double[] s, double[] q, int n) {
    for (int l = 0; l < n; l++) {
      double t = s[l];
      q[l] =
          ((((4.0 * t + 5940.0) * t + 1261260.0) * t + 75675600.0) * t + 1240539300.0) * t
              + 2618916300.0;
    }
  }

  private static void quotient(double[] p, double[] q, double[] result, int n) {
    for (int l = 0; l < n; l++) {
      double p1 = 2 * p[l] * q[l];
      double q1 = p[l] * p[l] + q[l] * q[l];
      double t = 2 * p1 * q1 / (p1 * p1 + q1 * q1);
      result[l] = Math.max(-1.0, Math.min(1.0, t));
    }
  }

  /** q² − p² is squared by a doubling: (p² + q²)² − (2pq)² = (q² − p²)². */
  private static void slopes(double[] p, double[] q, double[] result, int n) {
    for (int l = 0; l < n; l++) {
      double p1 = 2 * p[l] * q[l];
      double q1 = p[l] * p[l] + q[l] * q[l];
      double q2 = p1 * p1 + q1 * q1;
      double w = (q[l] - p[l]) * (q[l] + p[l]);
      double w1 = w * w;
      result[l] = w1 * w1 / (q2 * q2);
    }
  }
}
