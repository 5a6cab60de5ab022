package org.theoria.symbolic;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.theoria.arithmetic.Rational;

/**
 * A closed interval with rational ends: a number that is known by bounds, or exactly where they
 * agree. Operations return an interval that contains every result for numbers inside the operands.
 *
 * @param lower the lower bound
 * @param upper the upper bound
 */
public record RationalInterval(Rational lower, Rational upper) {
  static final RationalInterval ZERO = point(Rational.ZERO);
  static final RationalInterval ONE = point(Rational.ONE);

  /** Ends are kept to this many binary digits after the point, rounded outwards. */
  private static final int FRACTION_BITS = 256;

  /** Decimal digits after the point where an interval is printed. */
  private static final int PRINTED_DIGITS = 9;

  public RationalInterval {
    if (lower.compareTo(upper) > 0) {
      throw new IllegalArgumentException(
          "interval: the bounds must be in order, got " + lower + " and " + upper);
    }
  }

  static RationalInterval point(Rational value) {
    return new RationalInterval(value, value);
  }

  static RationalInterval around(Rational middle, Rational radius) {
    return new RationalInterval(middle.minus(radius), middle.plus(radius));
  }

  /** Whether it is a single number. */
  public boolean isPoint() {
    return lower.equals(upper);
  }

  Rational middle() {
    return isPoint() ? lower : rounded(lower.plus(upper).dividedBy(Rational.of(2)), false);
  }

  boolean contains(Rational value) {
    return lower.compareTo(value) <= 0 && value.compareTo(upper) <= 0;
  }

  boolean containsZero() {
    return lower.signum() <= 0 && upper.signum() >= 0;
  }

  boolean isInsideOf(RationalInterval other) {
    return other.lower.compareTo(lower) < 0 && upper.compareTo(other.upper) < 0;
  }

  boolean isDisjointFrom(RationalInterval other) {
    return upper.compareTo(other.lower) < 0 || other.upper.compareTo(lower) < 0;
  }

  RationalInterval plus(RationalInterval other) {
    return new RationalInterval(lower.plus(other.lower), upper.plus(other.upper)).rounded();
  }

  RationalInterval minus(RationalInterval other) {
    return plus(other.negate());
  }

  RationalInterval negate() {
    return new RationalInterval(upper.negate(), lower.negate());
  }

  RationalInterval times(RationalInterval other) {
    Rational a = lower.times(other.lower);
    Rational b = lower.times(other.upper);
    Rational c = upper.times(other.lower);
    Rational d = upper.times(other.upper);
    return new RationalInterval(a.min(b).min(c.min(d)), a.max(b).max(c.max(d))).rounded();
  }

  /** 1/x; 0 must not be inside. */
  RationalInterval reciprocal() {
    if (containsZero()) {
      throw new UndecidedException("a divisor in " + this + " may be 0");
    }
    return new RationalInterval(upper.reciprocal(), lower.reciprocal()).rounded();
  }

  /** x^n for n ≥ 0. */
  RationalInterval power(int n) {
    if (n == 0) {
      return ONE;
    }
    Rational a = lower.pow(n);
    Rational b = upper.pow(n);
    RationalInterval ends = new RationalInterval(a.min(b), a.max(b));
    return (n % 2 == 0 && containsZero() ? new RationalInterval(Rational.ZERO, ends.upper) : ends)
        .rounded();
  }

  /** x^(1/n) ≥ 0; no negative number must be inside. */
  RationalInterval root(int n) {
    if (lower.signum() < 0) {
      throw new UndecidedException("a root of a number in " + this + ", which may be negative");
    }
    return new RationalInterval(root(lower, n, false), root(upper, n, true));
  }

  private static Rational root(Rational value, int n, boolean up) {
    // floor((value · 2^(n·bits))^(1/n)) / 2^bits, and one unit more when rounded up
    BigInteger scaled = value.numerator().shiftLeft(n * FRACTION_BITS).divide(value.denominator());
    BigInteger low = BigInteger.ZERO;
    BigInteger high = BigInteger.ONE.shiftLeft(scaled.bitLength() / n + 1);
    while (low.compareTo(high) < 0) {
      BigInteger middle = low.add(high).add(BigInteger.ONE).shiftRight(1);
      if (middle.pow(n).compareTo(scaled) <= 0) {
        low = middle;
      } else {
        high = middle.subtract(BigInteger.ONE);
      }
    }
    BigInteger unit = BigInteger.ONE.shiftLeft(FRACTION_BITS);
    Rational down = Rational.of(low, unit);
    return !up || down.pow(n).equals(value) ? down : Rational.of(low.add(BigInteger.ONE), unit);
  }

  RationalInterval max(RationalInterval other) {
    return new RationalInterval(lower.max(other.lower), upper.max(other.upper));
  }

  RationalInterval hull(RationalInterval other) {
    return new RationalInterval(lower.min(other.lower), upper.max(other.upper));
  }

  private RationalInterval rounded() {
    return new RationalInterval(rounded(lower, false), rounded(upper, true));
  }

  /** The number itself where it is short, else a neighbour with a short denominator. */
  static Rational rounded(Rational value, boolean up) {
    if (value.bitSize() <= FRACTION_BITS) {
      return value;
    }
    BigInteger[] parts =
        value.numerator().shiftLeft(FRACTION_BITS).divideAndRemainder(value.denominator());
    BigInteger down = parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
    boolean exact = parts[1].signum() == 0;
    return Rational.of(
        up && !exact ? down.add(BigInteger.ONE) : down, BigInteger.ONE.shiftLeft(FRACTION_BITS));
  }

  /** The interval with ends of few decimal digits that contains this one; a number stays itself. */
  RationalInterval readable() {
    return isPoint()
        ? this
        : new RationalInterval(
            decimal(lower, RoundingMode.FLOOR), decimal(upper, RoundingMode.CEILING));
  }

  private static Rational decimal(Rational value, RoundingMode mode) {
    return Rational.of(digits(value, mode).unscaledValue(), BigInteger.TEN.pow(PRINTED_DIGITS));
  }

  private static BigDecimal digits(Rational value, RoundingMode mode) {
    return new BigDecimal(value.numerator())
        .divide(new BigDecimal(value.denominator()), PRINTED_DIGITS, mode);
  }

  /** "3/2", or "[1.414213562, 1.414213563]" rounded outwards. */
  @Override
  public String toString() {
    return isPoint()
        ? lower.toString()
        : "["
            + digits(lower, RoundingMode.FLOOR).toPlainString()
            + ", "
            + digits(upper, RoundingMode.CEILING).toPlainString()
            + "]";
  }
}
