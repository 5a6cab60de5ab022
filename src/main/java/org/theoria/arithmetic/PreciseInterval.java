package org.theoria.arithmetic;

import java.math.BigInteger;
import org.theoria.arithmetic.BigFloat.Side;

/**
 * A closed interval of real numbers with {@link BigFloat} endpoints. Every operation encloses the
 * exact result for all reals of its operands, rounding each endpoint outwards to the given number
 * of bits, and only where it is longer: points that fit stay points.
 *
 * @param lower the lower endpoint
 * @param upper the upper endpoint
 */
record PreciseInterval(BigFloat lower, BigFloat upper) {
  static final PreciseInterval ZERO = point(BigFloat.ZERO);
  static final PreciseInterval ONE = point(BigFloat.ONE);
  private static final PreciseInterval UNIT = new PreciseInterval(BigFloat.ZERO, BigFloat.ONE);

  PreciseInterval {
    if (lower.compareTo(upper) > 0) {
      throw new IllegalArgumentException(
          "interval: lower ≤ upper is needed, got [" + lower + ", " + upper + "]");
    }
  }

  static PreciseInterval point(BigFloat value) {
    return new PreciseInterval(value, value);
  }

  /** The narrowest interval of this many bits around an exact number. */
  static PreciseInterval of(Rational exact, int bits) {
    BigInteger n = exact.numerator();
    BigInteger d = exact.denominator();
    return new PreciseInterval(
        BigFloat.of(n, d, bits, Side.DOWN), BigFloat.of(n, d, bits, Side.UP));
  }

  boolean isPoint() {
    return lower.compareTo(upper) == 0;
  }

  boolean containsZero() {
    return lower.signum() <= 0 && upper.signum() >= 0;
  }

  /** The same with endpoints of at most this many bits. */
  PreciseInterval round(int bits) {
    return new PreciseInterval(lower.round(bits, Side.DOWN), upper.round(bits, Side.UP));
  }

  PreciseInterval plus(PreciseInterval other, int bits) {
    return new PreciseInterval(
        lower.plus(other.lower, bits, Side.DOWN), upper.plus(other.upper, bits, Side.UP));
  }

  PreciseInterval minus(PreciseInterval other, int bits) {
    return plus(other.negate(), bits);
  }

  PreciseInterval times(PreciseInterval other, int bits) {
    return new PreciseInterval(
        productLower(other).round(bits, Side.DOWN), productUpper(other).round(bits, Side.UP));
  }

  /** The least product of an element of this and one of the other, exactly. */
  BigFloat productLower(PreciseInterval other) {
    boolean crosses = lower.signum() < 0 && upper.signum() > 0;
    if (crosses && other.lower.signum() < 0 && other.upper.signum() > 0) {
      return lower.times(other.upper).min(upper.times(other.lower));
    }
    if (lower.signum() >= 0) {
      return (other.lower.signum() >= 0 ? lower : upper).times(other.lower);
    }
    if (upper.signum() <= 0) {
      return (other.upper.signum() > 0 ? lower : upper).times(other.upper);
    }
    return other.lower.signum() >= 0 ? lower.times(other.upper) : upper.times(other.lower);
  }

  /** The largest product of an element of this and one of the other, exactly. */
  BigFloat productUpper(PreciseInterval other) {
    return negate().productLower(other).negate();
  }

  /** The quotient; a divisor that contains 0 throws {@link NotRepresentableException}. */
  PreciseInterval dividedBy(PreciseInterval divisor, int bits) {
    if (divisor.containsZero()) {
      throw new NotRepresentableException("dividedBy: the divisor " + divisor + " contains 0");
    }
    if (divisor.upper.signum() < 0) {
      return negate().dividedBy(divisor.negate(), bits);
    }
    BigFloat below = lower.signum() >= 0 ? divisor.upper : divisor.lower;
    BigFloat above = upper.signum() >= 0 ? divisor.lower : divisor.upper;
    return new PreciseInterval(
        lower.dividedBy(below, bits, Side.DOWN), upper.dividedBy(above, bits, Side.UP));
  }

  PreciseInterval negate() {
    return new PreciseInterval(upper.negate(), lower.negate());
  }

  PreciseInterval abs() {
    if (lower.signum() >= 0) {
      return this;
    }
    return upper.signum() <= 0
        ? negate()
        : new PreciseInterval(BigFloat.ZERO, upper.max(lower.negate()));
  }

  /** {t² : t in this}. */
  PreciseInterval square(int bits) {
    PreciseInterval a = abs();
    return new PreciseInterval(
        a.lower.times(a.lower).round(bits, Side.DOWN), a.upper.times(a.upper).round(bits, Side.UP));
  }

  /** {t³ : t in this}. */
  PreciseInterval cube(int bits) {
    return new PreciseInterval(
        lower.times(lower).times(lower).round(bits, Side.DOWN),
        upper.times(upper).times(upper).round(bits, Side.UP));
  }

  /**
   * {√t : t in this}; an interval that reaches below 0 throws {@link NotRepresentableException}.
   */
  PreciseInterval sqrt(int bits) {
    if (lower.signum() < 0) {
      throw new NotRepresentableException("sqrt: the interval " + this + " reaches below 0");
    }
    return new PreciseInterval(lower.sqrt(bits, Side.DOWN), upper.sqrt(bits, Side.UP));
  }

  PreciseInterval max(PreciseInterval other) {
    return new PreciseInterval(lower.max(other.lower), upper.max(other.upper));
  }

  PreciseInterval min(PreciseInterval other) {
    return new PreciseInterval(lower.min(other.lower), upper.min(other.upper));
  }

  private static PreciseInterval decided(boolean always, boolean never) {
    return always ? ONE : never ? ZERO : UNIT;
  }

  /**
   * The function of the catalogue applied to this interval; conventions on kinks as in {@link
   * Interval}.
   */
  PreciseInterval apply(ElementaryFunction function, PreciseFunctions f) {
    return switch (function) {
      case SQUARE -> square(f.bits());
      case CUBE -> cube(f.bits());
      case ABSOLUTE -> abs();
      case POSITIVE_PART -> max(ZERO);
      case INDICATOR_POSITIVE -> decided(lower.signum() > 0, upper.signum() <= 0);
      case INDICATOR_NON_NEGATIVE -> decided(lower.signum() >= 0, upper.signum() < 0);
      case INDICATOR_ZERO ->
          decided(
              lower.signum() == 0 && upper.signum() == 0, lower.signum() > 0 || upper.signum() < 0);
      case SIGN -> new PreciseInterval(BigFloat.of(lower.signum()), BigFloat.of(upper.signum()));
      case SQRT -> sqrt(f.bits());
      case LOG -> {
        if (lower.signum() <= 0) {
          throw new NotRepresentableException("log: the interval " + this + " reaches 0");
        }
        yield increasing(function, f);
      }
      case EXP, TANH, SIGMOID, SOFTPLUS -> increasing(function, f);
    };
  }

  /** The image under an increasing function is bounded by its bounds at the two ends. */
  private PreciseInterval increasing(ElementaryFunction function, PreciseFunctions f) {
    PreciseInterval low = f.at(function, lower);
    return isPoint() ? low : new PreciseInterval(low.lower, f.at(function, upper).upper);
  }

  @Override
  public String toString() {
    return "[" + lower + ", " + upper + "]";
  }
}
