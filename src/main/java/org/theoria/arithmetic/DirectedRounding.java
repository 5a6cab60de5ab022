package org.theoria.arithmetic;

/**
 * The operations + − × ÷ √ rounded towards −∞ ({@code …Down}) or +∞ ({@code …Up}), from Java's
 * round-to-nearest operations.
 *
 * <p>Each computes the nearest double and then the <em>sign</em> of its rounding error, and moves
 * to the neighbour only when the error has the wrong sign: an exact result stays as it is, an
 * inexact one is the best bound that a double can give. The error comes from an error-free
 * transform: TwoSum for + (Knuth; immune to underflow, and to overflow when the sum does not
 * overflow: Boldo, Graillat, Muller 2017, doi:10.1145/3054947), a fused multiply-add for ×, ÷ and √
 * (Muller et al., Handbook of Floating-Point Arithmetic, 2nd ed., §4.4).
 *
 * <p>A result beyond the largest finite double M is bounded by M below and +∞ above (and the mirror
 * image). Arguments are never NaN; infinite arguments are interval endpoints, and 0·∞ = 0 as the
 * product of interval endpoints needs.
 */
public final class DirectedRounding {
  /**
   * From this magnitude on, the sign of the fma residual is the sign of the error. The residual of
   * a product p of a and b is a multiple of ulp(a)·ulp(b) ≥ |a|·|b|·2⁻¹⁰⁶ ≥ |p|·2⁻¹⁰⁷; with |p| ≥
   * 2⁻⁹⁶⁰ that is at least 2⁻¹⁰⁶⁷, above the smallest double 2⁻¹⁰⁷⁴, so a residual that is not 0
   * cannot round to 0. The same holds of a − q·b with |a| ≥ 2⁻⁹⁶⁰ and of s² − x with x ≥ 2⁻⁹⁶⁰.
   */
  static final double RESIDUAL_SAFE = 0x1p-960;

  private DirectedRounding() {}

  /** The largest double ≤ a + b. The arguments are not infinities of opposite signs. */
  public static double plusDown(double a, double b) {
    double s = a + b;
    double bb = s - a;
    double error = (a - (s - bb)) + (b - bb);
    if (error >= 0 && error <= Double.MAX_VALUE) {
      return s;
    }
    if (Double.isInfinite(s)) {
      boolean overflow = s > 0 && Double.isFinite(a) && Double.isFinite(b);
      return overflow ? Double.MAX_VALUE : s;
    }
    return Math.nextDown(s);
  }

  /** The smallest double ≥ a + b. The arguments are not infinities of opposite signs. */
  public static double plusUp(double a, double b) {
    return 0.0 - plusDown(-a, -b);
  }

  /** The largest double ≤ a − b. The arguments are not equal infinities. */
  public static double minusDown(double a, double b) {
    return plusDown(a, -b);
  }

  /** The smallest double ≥ a − b. The arguments are not equal infinities. */
  public static double minusUp(double a, double b) {
    return 0.0 - plusDown(-a, b);
  }

  /** The largest double ≤ a·b, with 0·∞ = 0. */
  public static double timesDown(double a, double b) {
    double p = a * b;
    double magnitude = Math.abs(p);
    if (magnitude >= RESIDUAL_SAFE && magnitude <= Double.MAX_VALUE) {
      return Math.fma(a, b, -p) < 0 ? Math.nextDown(p) : p;
    }
    return extremeTimesDown(a, b, p);
  }

  /** The smallest double ≥ a·b, with 0·∞ = 0. */
  public static double timesUp(double a, double b) {
    return 0.0 - timesDown(a, -b);
  }

  private static double extremeTimesDown(double a, double b, double p) {
    if (a == 0 || b == 0) {
      return 0.0;
    }
    if (Double.isInfinite(p)) {
      boolean overflow = p > 0 && Double.isFinite(a) && Double.isFinite(b);
      return overflow ? Double.MAX_VALUE : p;
    }
    int ea = exponent(a);
    int eb = exponent(b);
    double am = Math.scalb(a, -ea);
    double bm = Math.scalb(b, -eb);
    double pm = am * bm;
    double residual = Math.fma(am, bm, -pm);
    // p·2^(−ea−eb) is exact and within a factor 2 of pm, or 0, so the difference is exact
    // (Sterbenz).
    double error = (pm - Math.scalb(p, -ea - eb)) + residual;
    return error < 0 ? Math.nextDown(p) : p + 0.0;
  }

  /** The largest double ≤ a / b, b ≠ 0; not both infinite. */
  public static double dividedByDown(double a, double b) {
    double q = a / b;
    if (Math.abs(a) >= RESIDUAL_SAFE && q != 0 && Double.isFinite(q) && Double.isFinite(b)) {
      double residual = Math.fma(-q, b, a);
      boolean tooLarge = b > 0 ? residual < 0 : residual > 0;
      return tooLarge ? Math.nextDown(q) : q;
    }
    return extremeDividedByDown(a, b, q);
  }

  /** The smallest double ≥ a / b, b ≠ 0; not both infinite. */
  public static double dividedByUp(double a, double b) {
    return 0.0 - dividedByDown(-a, b);
  }

  private static double extremeDividedByDown(double a, double b, double q) {
    if (a == 0 || Double.isInfinite(b)) {
      return 0.0; // the limit of a/y for y → ±∞, which bounds every quotient of an interval that
      // ends there
    }
    if (Double.isInfinite(q)) {
      return q > 0 && Double.isFinite(a) ? Double.MAX_VALUE : q;
    }
    int ea = exponent(a);
    int eb = exponent(b);
    double am = Math.scalb(a, -ea);
    double bm = Math.scalb(b, -eb);
    double qm = am / bm;
    double difference = qm - Math.scalb(q, eb - ea); // exact, as for the product
    double residual = Math.fma(-qm, bm, am);
    // |a/b − qm| ≤ ulp(qm)/2, and a difference that is not 0 is at least ulp(qm): it decides alone.
    double error = difference != 0 ? difference : (bm > 0 ? residual : -residual);
    return error < 0 ? Math.nextDown(q) : q + 0.0;
  }

  /** The largest double ≤ √x, x ≥ 0. */
  public static double sqrtDown(double x) {
    if (x < RESIDUAL_SAFE) {
      return x == 0 ? 0.0 : sqrtDown(x * 0x1p600) * 0x1p-300; // both scalings are exact: √x ≥ 2⁻⁵³⁷
    }
    double s = StrictMath.sqrt(x);
    return Double.isFinite(x) && Math.fma(s, s, -x) > 0 ? Math.nextDown(s) : s;
  }

  /** The smallest double ≥ √x, x ≥ 0. */
  public static double sqrtUp(double x) {
    if (x < RESIDUAL_SAFE) {
      return x == 0 ? 0.0 : sqrtUp(x * 0x1p600) * 0x1p-300;
    }
    double s = StrictMath.sqrt(x);
    return Double.isFinite(x) && Math.fma(s, s, -x) < 0 ? Math.nextUp(s) : s;
  }

  /** The largest double ≤ x³ that two roundings find; exact when x³ is a double. */
  public static double cubeDown(double x) {
    return x >= 0 ? timesDown(timesDown(x, x), x) : timesDown(timesUp(x, x), x);
  }

  /** An upper bound of x³; exact when x³ is a double. */
  public static double cubeUp(double x) {
    return 0.0 - cubeDown(-x);
  }

  /** The lower bound of [al, ah]·[bl, bh]. */
  static double productLower(double al, double ah, double bl, double bh) {
    if (al >= 0) {
      return timesDown(bl >= 0 ? al : ah, bl);
    }
    if (ah <= 0) {
      return timesDown(bh <= 0 ? ah : al, bh);
    }
    if (bl >= 0) {
      return timesDown(al, bh);
    }
    if (bh <= 0) {
      return timesDown(ah, bl);
    }
    return Math.min(timesDown(al, bh), timesDown(ah, bl));
  }

  /** The upper bound of [al, ah]·[bl, bh]. */
  static double productUpper(double al, double ah, double bl, double bh) {
    return 0.0 - productLower(al, ah, -bh, -bl);
  }

  /** The lower bound of [al, ah]/[bl, bh], where 0 is not in [bl, bh]. */
  static double quotientLower(double al, double ah, double bl, double bh) {
    if (bl > 0) {
      return al >= 0 ? dividedByDown(al, bh) : dividedByDown(al, bl);
    }
    return ah <= 0 ? dividedByDown(ah, bl) : dividedByDown(ah, bh);
  }

  /** The upper bound of [al, ah]/[bl, bh], where 0 is not in [bl, bh]. */
  static double quotientUpper(double al, double ah, double bl, double bh) {
    return 0.0 - quotientLower(-ah, -al, bl, bh);
  }

  /** e with 2ᵉ ≤ |x| &lt; 2ᵉ⁺¹, for subnormal x too. */
  private static int exponent(double x) {
    return Math.abs(x) < Double.MIN_NORMAL
        ? Math.getExponent(x * 0x1p54) - 54
        : Math.getExponent(x);
  }
}
