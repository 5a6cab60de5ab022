package org.theoria.arithmetic;

import static org.theoria.arithmetic.DirectedRounding.minusDown;
import static org.theoria.arithmetic.DirectedRounding.minusUp;
import static org.theoria.arithmetic.DirectedRounding.plusDown;
import static org.theoria.arithmetic.DirectedRounding.plusUp;
import static org.theoria.arithmetic.DirectedRounding.timesDown;
import static org.theoria.arithmetic.DirectedRounding.timesUp;

/**
 * A closed interval of real numbers with double endpoints. Every operation encloses the exact
 * result for all reals of its operands (outward rounding, {@link DirectedRounding}), and widens
 * only where a rounding was inexact: points that stay representable stay points. Products take 0·∞
 * = 0.
 *
 * @param lower the lower endpoint, −∞ or finite; never −0
 * @param upper the upper endpoint, finite or +∞; never −0
 */
public record Interval(double lower, double upper) {

  /** All real numbers. */
  public static final Interval REALS =
      new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  /** The point 0. */
  public static final Interval ZERO = new Interval(0, 0);

  /** The point 1. */
  public static final Interval ONE = new Interval(1, 1);

  private static final Interval UNIT = new Interval(0, 1);

  public Interval {
    if (!(lower <= upper)
        || lower == Double.POSITIVE_INFINITY
        || upper == Double.NEGATIVE_INFINITY) {
      throw new IllegalArgumentException(
          "interval: lower ≤ upper is needed, lower < +∞ and upper > −∞, got ["
              + lower
              + ", "
              + upper
              + "]");
    }
    lower += 0.0; // −0 becomes 0
    upper += 0.0;
  }

  /** The point [value, value]; value is finite. */
  public static Interval point(double value) {
    return new Interval(value, value);
  }

  /** The narrowest interval around an exact number. */
  public static Interval of(Rational exact) {
    return new Interval(exact.lowerDouble(), exact.upperDouble());
  }

  public boolean isPoint() {
    return lower == upper;
  }

  /** Whether the real number that this double stands for is in the interval. */
  public boolean contains(double value) {
    return lower <= value && value <= upper;
  }

  /** Whether an exact number is in the interval. */
  public boolean contains(Rational value) {
    return (lower == Double.NEGATIVE_INFINITY || Rational.ofDouble(lower).compareTo(value) <= 0)
        && (upper == Double.POSITIVE_INFINITY || value.compareTo(Rational.ofDouble(upper)) <= 0);
  }

  /** Upper − lower, rounded up. */
  public double width() {
    return minusUp(upper, lower);
  }

  public Interval plus(Interval other) {
    return new Interval(plusDown(lower, other.lower), plusUp(upper, other.upper));
  }

  public Interval minus(Interval other) {
    return new Interval(minusDown(lower, other.upper), minusUp(upper, other.lower));
  }

  public Interval times(Interval other) {
    return new Interval(
        DirectedRounding.productLower(lower, upper, other.lower, other.upper),
        DirectedRounding.productUpper(lower, upper, other.lower, other.upper));
  }

  /** The quotient; a divisor that contains 0 throws {@link NotRepresentableException}. */
  public Interval dividedBy(Interval divisor) {
    if (divisor.contains(0)) {
      throw new NotRepresentableException("dividedBy: the divisor " + divisor + " contains 0");
    }
    return new Interval(
        DirectedRounding.quotientLower(lower, upper, divisor.lower, divisor.upper),
        DirectedRounding.quotientUpper(lower, upper, divisor.lower, divisor.upper));
  }

  /** The product with an exact number. */
  public Interval scale(Rational factor) {
    return times(of(factor));
  }

  public Interval negate() {
    return new Interval(-upper, -lower);
  }

  /** {t² : t in this}: at least 0, narrower than the product with itself where 0 is inside. */
  public Interval square() {
    return new Interval(squareLower(lower, upper), squareUpper(lower, upper));
  }

  /** {t³ : t in this}. */
  public Interval cube() {
    return new Interval(DirectedRounding.cubeDown(lower), DirectedRounding.cubeUp(upper));
  }

  public Interval abs() {
    return new Interval(absLower(lower, upper), absUpper(lower, upper));
  }

  /** {max(0, t) : t in this}. */
  public Interval positivePart() {
    return new Interval(Math.max(0, lower), Math.max(0, upper));
  }

  /** 1 where t &gt; 0, else 0; [0, 1] when both occur. */
  public Interval indicatorPositive() {
    return decided(lower > 0, upper <= 0);
  }

  /** 1 where t ≥ 0, else 0; [0, 1] when both occur. */
  public Interval indicatorNonNegative() {
    return decided(lower >= 0, upper < 0);
  }

  /** 1 where t = 0, else 0; [0, 1] when both may occur. */
  public Interval indicatorZero() {
    return decided(lower == 0 && upper == 0, lower > 0 || upper < 0);
  }

  private static Interval decided(boolean always, boolean never) {
    return always ? ONE : never ? ZERO : UNIT;
  }

  /** −1, 0 or 1, or the interval that they span. */
  public Interval sign() {
    return new Interval(Math.signum(lower), Math.signum(upper));
  }

  /**
   * {√t : t in this}; an interval that reaches below 0 throws {@link NotRepresentableException}.
   */
  public Interval sqrt() {
    if (lower < 0) {
      throw new NotRepresentableException("sqrt: the interval " + this + " reaches below 0");
    }
    return new Interval(DirectedRounding.sqrtDown(lower), DirectedRounding.sqrtUp(upper));
  }

  public Interval exp() {
    return new Interval(ElementaryBounds.expDown(lower), ElementaryBounds.expUp(upper));
  }

  /** The logarithm; an interval that reaches 0 throws {@link NotRepresentableException}. */
  public Interval log() {
    if (lower <= 0) {
      throw new NotRepresentableException("log: the interval " + this + " reaches 0");
    }
    return new Interval(ElementaryBounds.logDown(lower), ElementaryBounds.logUp(upper));
  }

  public Interval tanh() {
    return new Interval(ElementaryBounds.tanhDown(lower), ElementaryBounds.tanhUp(upper));
  }

  /** {1/(1+e⁻ᵗ) : t in this}. */
  public Interval sigmoid() {
    return new Interval(ElementaryBounds.sigmoidDown(lower), ElementaryBounds.sigmoidUp(upper));
  }

  /** {log(1+eᵗ) : t in this}. */
  public Interval softplus() {
    return new Interval(ElementaryBounds.softplusDown(lower), ElementaryBounds.softplusUp(upper));
  }

  /** The function of the catalogue applied to this interval. */
  public Interval apply(ElementaryFunction function) {
    return switch (function) {
      case SQUARE -> square();
      case CUBE -> cube();
      case ABSOLUTE -> abs();
      case POSITIVE_PART -> positivePart();
      case INDICATOR_POSITIVE -> indicatorPositive();
      case INDICATOR_NON_NEGATIVE -> indicatorNonNegative();
      case INDICATOR_ZERO -> indicatorZero();
      case SIGN -> sign();
      case EXP -> exp();
      case LOG -> log();
      case SQRT -> sqrt();
      case TANH -> tanh();
      case SIGMOID -> sigmoid();
      case SOFTPLUS -> softplus();
    };
  }

  /**
   * The endpoints as exact numbers; an infinite endpoint throws {@link NotRepresentableException}.
   */
  public Enclosure toEnclosure() {
    if (Double.isInfinite(lower) || Double.isInfinite(upper)) {
      throw new NotRepresentableException("enclosure: the interval " + this + " is not bounded");
    }
    return new Enclosure(Rational.ofDouble(lower), Rational.ofDouble(upper));
  }

  static double absLower(double lower, double upper) {
    return lower >= 0 ? lower : upper <= 0 ? 0.0 - upper : 0.0;
  }

  static double absUpper(double lower, double upper) {
    return Math.max(-lower, upper);
  }

  static double squareLower(double lower, double upper) {
    double m = absLower(lower, upper);
    return timesDown(m, m);
  }

  static double squareUpper(double lower, double upper) {
    double m = absUpper(lower, upper);
    return timesUp(m, m);
  }

  @Override
  public String toString() {
    return "[" + lower + ", " + upper + "]";
  }
}
