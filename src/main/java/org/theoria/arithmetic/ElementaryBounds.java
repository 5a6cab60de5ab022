package org.theoria.arithmetic;

import static org.theoria.arithmetic.DirectedRounding.dividedByDown;
import static org.theoria.arithmetic.DirectedRounding.dividedByUp;
import static org.theoria.arithmetic.DirectedRounding.plusDown;
import static org.theoria.arithmetic.DirectedRounding.plusUp;

/**
 * Proven lower and upper bounds, as doubles, of the elementary functions at one double.
 *
 * <p>What they rely on. {@link StrictMath} is the same on every platform (its specification: fdlibm
 * 5.3); {@link Math} is not used for any of these, its intrinsics differ between machines. The
 * error bounds, in units in the last place of the <em>exact</em> result, are those that fdlibm's
 * sources state and that the Javadoc of {@link Math} repeats:
 *
 * <ul>
 *   <li>exp, log, expm1, log1p: less than 1 ulp ({@link #EXP_ULPS}, {@link #LOG_ULPS}, {@link
 *       #LOG1P_ULPS});
 *   <li>tanh: 2.5 ulps ({@link #TANH_ULPS} = 3);
 *   <li>√: correctly rounded (IEEE 754).
 * </ul>
 *
 * Innocente and Zimmermann ("Accuracy of Mathematical Functions in Single, Double, Double Extended,
 * and Quadruple Precision", 2024, hal-03141101) searched for the worst cases of libraries that
 * descend from fdlibm and found errors below these bounds. sigmoid and softplus are composed of
 * exp, log1p and directed + and ÷, each monotone in its argument, so their bounds need no constant
 * of their own.
 *
 * <p>Arguments may be ±∞ (interval endpoints): the limit is returned. They are never NaN. Known
 * ranges are kept: exp ≥ 0, tanh in [−1, 1], sigmoid in [0, 1], softplus ≥ max(0, t).
 */
public final class ElementaryBounds {
  /** The error bound of {@code StrictMath.exp}, in ulps. */
  static final int EXP_ULPS = 1;

  /** The error bound of {@code StrictMath.log}, in ulps. */
  static final int LOG_ULPS = 1;

  /** The error bound of {@code StrictMath.log1p}, in ulps. */
  static final int LOG1P_ULPS = 1;

  /** The error bound of {@code StrictMath.tanh}, in ulps, rounded up to an integer. */
  static final int TANH_ULPS = 3;

  /**
   * For |t| below it, t − t³/3 ≤ tanh t ≤ t (t ≥ 0) differ by less than t·2⁻⁵⁵: tanh t is within
   * the neighbours of t.
   */
  private static final double TANH_IS_IDENTITY = 0x1p-27;

  /**
   * From here on 1 − tanh t ≤ 2e⁻⁴⁴ &lt; 2⁻⁶², so tanh t lies between 1 and the double before it.
   */
  private static final double TANH_SATURATES = 22.0;

  private ElementaryBounds() {}

  /** A double ≤ eᵗ, at least 0. */
  public static double expDown(double t) {
    if (t == 0) {
      return 1.0;
    }
    double y = StrictMath.exp(t);
    if (y == Double.POSITIVE_INFINITY) {
      // fdlibm overflows only above its threshold, the largest double below log(MAX_VALUE)
      return Double.MAX_VALUE;
    }
    return y == 0 ? 0.0 : Math.max(0.0, towardsZero(y, expUlps(y)));
  }

  /** A double ≥ eᵗ. */
  public static double expUp(double t) {
    if (t == 0) {
      return 1.0;
    }
    if (t == Double.NEGATIVE_INFINITY) {
      return 0.0;
    }
    double y = StrictMath.exp(t);
    return awayFromZero(y, expUlps(y));
  }

  /**
   * Below the normal doubles fdlibm rounds once more, when it scales its result: one ulp more is
   * allowed there.
   */
  private static int expUlps(double y) {
    return y < 2 * Double.MIN_NORMAL ? EXP_ULPS + 1 : EXP_ULPS;
  }

  /** A double ≤ log t, t &gt; 0. */
  public static double logDown(double t) {
    return widenDown(StrictMath.log(t), LOG_ULPS);
  }

  /** A double ≥ log t, t &gt; 0. */
  public static double logUp(double t) {
    return widenUp(StrictMath.log(t), LOG_ULPS);
  }

  /** A double ≤ log(1+t), t ≥ 0. */
  static double log1pDown(double t) {
    return Math.max(0.0, widenDown(StrictMath.log1p(t), LOG1P_ULPS));
  }

  /** A double ≥ log(1+t), t ≥ 0; at most t. */
  static double log1pUp(double t) {
    return Math.min(t, widenUp(StrictMath.log1p(t), LOG1P_ULPS));
  }

  /** A double ≤ tanh t, at least −1. */
  public static double tanhDown(double t) {
    return 0.0 - tanhUp(-t);
  }

  /** A double ≥ tanh t, at most 1. */
  public static double tanhUp(double t) {
    if (t >= 0) {
      if (t < TANH_IS_IDENTITY) {
        return t + 0.0;
      }
      return Math.min(1.0, Math.min(t, awayFromZero(StrictMath.tanh(t), TANH_ULPS)));
    }
    if (t > -TANH_IS_IDENTITY) {
      return Math.nextUp(t) + 0.0;
    }
    if (t == Double.NEGATIVE_INFINITY) {
      return -1.0;
    }
    if (t <= -TANH_SATURATES) {
      return Math.nextUp(-1.0);
    }
    return -towardsZero(StrictMath.tanh(-t), TANH_ULPS);
  }

  /** A double ≤ 1/(1+e⁻ᵗ), at least 0. */
  public static double sigmoidDown(double t) {
    if (t >= 0) {
      return dividedByDown(1.0, plusUp(1.0, expUp(-t)));
    }
    double e = expDown(t); // e/(1+e) increases with e, and nothing cancels
    return dividedByDown(e, plusUp(1.0, e));
  }

  /** A double ≥ 1/(1+e⁻ᵗ), at most 1. */
  public static double sigmoidUp(double t) {
    if (t >= 0) {
      return dividedByUp(1.0, plusDown(1.0, expDown(-t)));
    }
    double e = expUp(t);
    return Math.min(1.0, dividedByUp(e, plusDown(1.0, e)));
  }

  /** A double ≤ log(1+eᵗ), at least max(0, t). */
  public static double softplusDown(double t) {
    return t > 0 ? plusDown(t, log1pDown(expDown(-t))) : log1pDown(expDown(t));
  }

  /** A double ≥ log(1+eᵗ). */
  public static double softplusUp(double t) {
    return t > 0 ? plusUp(t, log1pUp(expUp(-t))) : log1pUp(expUp(t));
  }

  /** Of a result y that is 0 only where 0 is exact (log 1, log1p 0). */
  private static double widenDown(double y, int ulps) {
    if (y == 0) {
      return 0.0;
    }
    return y > 0 ? towardsZero(y, ulps) : -awayFromZero(-y, ulps);
  }

  /** Of a result y that is 0 only where 0 is exact (log 1, log1p 0). */
  private static double widenUp(double y, int ulps) {
    if (y == 0) {
      return 0.0;
    }
    return y > 0 ? awayFromZero(y, ulps) : -towardsZero(-y, ulps);
  }

  /**
   * An upper bound of a number x ≥ 0 known to be within {@code ulps} ulps, of x itself, of y ≥ 0.
   * Where x may lie in the binade above that of y, its ulp is twice that of y. ∞ (a limit, or an
   * overflow) stays.
   */
  private static double awayFromZero(double y, int ulps) {
    double ulp = Math.ulp(y);
    double far = plusUp(y, 2 * ulps * ulp);
    return Math.ulp(far) > ulp ? far : y + ulps * ulp; // in one binade the sum is exact
  }

  /**
   * A lower bound of the same number: {@code ulps} neighbours of y towards 0 are enough, since an
   * ulp only shrinks on the way, and where x lies below the binade of y the bound is in the ulps of
   * x.
   */
  private static double towardsZero(double y, int ulps) {
    if (y == 0 || Double.isInfinite(y)) {
      return y;
    }
    double bound = y;
    for (int i = 0; i < ulps; i++) {
      bound = Math.nextDown(bound);
    }
    return bound;
  }
}
