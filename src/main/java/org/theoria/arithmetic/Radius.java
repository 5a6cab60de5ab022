package org.theoria.arithmetic;

/**
 * Arithmetic of error radii: numbers in [0, +∞], every result rounded up, so that a radius is never
 * too small because of its own rounding. +∞ says that nothing is known. A sum or product that is
 * exactly 0 stays 0.
 *
 * <p>Each operation takes the nearest double's successor, at least the exact result since the
 * nearest double is at most one neighbour below it.
 */
final class Radius {
  /** The unit roundoff u = 2⁻⁵³. */
  static final double UNIT_ROUNDOFF = 0x1p-53;

  private Radius() {}

  static double plus(double a, double b) {
    if (a == 0) {
      return b;
    }
    return b == 0 ? a : Math.nextUp(a + b);
  }

  /**
   * The product, with 0·∞ = 0: a radius 0 belongs to a factor that is known exactly, or to one that
   * is exactly 0.
   */
  static double times(double a, double b) {
    return a == 0 || b == 0 ? 0.0 : Math.nextUp(a * b);
  }

  /** The quotient by a positive number. */
  static double dividedBy(double a, double b) {
    return a == 0 ? 0.0 : Math.nextUp(a / b);
  }

  /** |a + b − s| for s = a + b to nearest, exactly (TwoSum); NaN or ∞ when the sum overflows. */
  static double ofSum(double a, double b, double s) {
    double bb = s - a;
    return Math.abs((a - (s - bb)) + (b - bb));
  }

  /** At least |a·b − p| for p = a·b to nearest, and 0 when p is known to be exact. */
  static double ofProduct(double a, double b, double p) {
    if (a == 0 || b == 0) {
      return 0.0;
    }
    double residual = Math.abs(Math.fma(a, b, -p));
    return Math.abs(p) >= DirectedRounding.RESIDUAL_SAFE
        ? residual // exact, by the argument given there
        : plus(residual, Double.MIN_VALUE);
  }

  /** At least |xy − p| for all x within ra of a and all y within rb of b, p = a·b to nearest. */
  static double ofProduct(double a, double ra, double b, double rb, double p) {
    double spread =
        ra == 0 && rb == 0 ? 0.0 : plus(times(ra, plus(Math.abs(b), rb)), times(Math.abs(a), rb));
    return plus(ofProduct(a, b, p), spread);
  }

  /**
   * At least |x/y − q| for all x within ra of a and y within rb of b, rb &lt; |b|, q = a/b to
   * nearest: x/y − q = ((a − qb) + (x − a) − q(y − b)) / y.
   */
  static double ofQuotient(double a, double ra, double b, double rb, double q) {
    double residual = Math.abs(Math.fma(-q, b, a));
    if (a != 0 && !(Math.abs(a) >= DirectedRounding.RESIDUAL_SAFE && residual == 0)) {
      residual = plus(Math.nextUp(residual), Double.MIN_VALUE);
    }
    double numerator = plus(plus(residual, ra), times(Math.abs(q), rb));
    return dividedBy(numerator, DirectedRounding.minusDown(Math.abs(b), rb));
  }
}
