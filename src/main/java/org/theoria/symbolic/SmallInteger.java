package org.theoria.symbolic;

import java.util.OptionalInt;
import org.theoria.arithmetic.Rational;

/** Rational numbers that are integers small enough to count with. */
final class SmallInteger {
  private SmallInteger() {}

  /** The value as an int, where it is an integer of absolute value at most {@code limit}. */
  static OptionalInt of(Rational value, int limit) {
    return value.isInteger() && value.abs().compareTo(Rational.of(limit)) <= 0
        ? OptionalInt.of(value.numerator().intValueExact())
        : OptionalInt.empty();
  }
}
