package org.theoria.symbolic;

import java.math.BigInteger;
import org.theoria.arithmetic.Rational;

/** The rational number with the smallest denominator in an interval (Stern and Brocot). */
final class SimplestRational {
  private SimplestRational() {}

  /** Of the closed interval; 0 where it is inside. */
  static Rational between(Rational lower, Rational upper) {
    if (lower.signum() <= 0 && upper.signum() >= 0) {
      return Rational.ZERO;
    }
    return lower.signum() < 0
        ? positive(upper.negate(), lower.negate()).negate()
        : positive(lower, upper);
  }

  private static Rational positive(Rational lower, Rational upper) {
    BigInteger floor = lower.numerator().divide(lower.denominator());
    Rational whole = Rational.of(floor, BigInteger.ONE);
    if (whole.equals(lower)) {
      return whole;
    }
    Rational next = whole.plus(Rational.ONE);
    if (next.compareTo(upper) <= 0) {
      return next;
    }
    Rational rest = positive(upper.minus(whole).reciprocal(), lower.minus(whole).reciprocal());
    return whole.plus(rest.reciprocal());
  }
}
