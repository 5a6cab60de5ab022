package org.theoria.symbolic;

import org.theoria.arithmetic.Enclosure;

/**
 * What is known about the sign of a real number: a set of possible signs. The empty set means that
 * the assumptions contradict each other.
 *
 * @param mask bit 0: may be negative, bit 1: may be zero, bit 2: may be positive
 */
record SignSet(int mask) {
  static final SignSet NEGATIVE = new SignSet(1);
  static final SignSet ZERO = new SignSet(2);
  static final SignSet NON_POSITIVE = new SignSet(3);
  static final SignSet POSITIVE = new SignSet(4);
  static final SignSet NON_ZERO = new SignSet(5);
  static final SignSet NON_NEGATIVE = new SignSet(6);
  static final SignSet UNKNOWN = new SignSet(7);

  static SignSet of(int signum) {
    return signum < 0 ? NEGATIVE : signum > 0 ? POSITIVE : ZERO;
  }

  /** The signs that the relation allows for left − right. */
  static SignSet of(Comparison.Operator operator) {
    int mask = 0;
    for (int sign = -1; sign <= 1; sign++) {
      mask |= operator.holdsForSign(sign) ? bit(sign) : 0;
    }
    return new SignSet(mask);
  }

  /** The possible signs of left − right. */
  static SignSet ofDifference(Enclosure left, Enclosure right) {
    int least = left.lower().compareTo(right.upper());
    int most = left.upper().compareTo(right.lower());
    return new SignSet(
        (least < 0 ? 1 : 0) | (least <= 0 && most >= 0 ? 2 : 0) | (most > 0 ? 4 : 0));
  }

  private static int bit(int sign) {
    return 1 << (sign + 1);
  }

  boolean isWithin(SignSet other) {
    return (mask & ~other.mask) == 0;
  }

  boolean disjoint(SignSet other) {
    return (mask & other.mask) == 0;
  }

  SignSet and(SignSet other) {
    return new SignSet(mask & other.mask);
  }

  SignSet negate() {
    return new SignSet((mask & 2) | (mask & 1) << 2 | (mask & 4) >> 2);
  }

  SignSet times(SignSet other) {
    int product = 0;
    for (int a = -1; a <= 1; a++) {
      for (int b = -1; b <= 1; b++) {
        if ((mask & bit(a)) != 0 && (other.mask & bit(b)) != 0) {
          product |= bit(a * b);
        }
      }
    }
    return new SignSet(product);
  }

  SignSet plus(SignSet other) {
    int sum = 0;
    for (int a = -1; a <= 1; a++) {
      for (int b = -1; b <= 1; b++) {
        if ((mask & bit(a)) != 0 && (other.mask & bit(b)) != 0) {
          sum |= a * b < 0 ? 7 : bit(Integer.signum(a + b));
        }
      }
    }
    return new SignSet(sum);
  }

  /**
   * The sign of a power with an even integer exponent; {@code negative}: the exponent is negative,
   * so that the base is not zero.
   */
  SignSet evenPower(boolean negative) {
    SignSet square = times(this).and(NON_NEGATIVE);
    return new SignSet((mask & 2) != 0 && !negative ? square.mask | 2 : square.mask & 4);
  }
}
