package org.theoria.arithmetic;

import java.math.BigInteger;
import java.util.Random;

/** Seeded integers that lie where overflow, cancellation and rounding go wrong, for tests. */
final class Operands {
  private final Random random;

  Operands(long seed) {
    random = new Random(seed);
  }

  Random random() {
    return random;
  }

  /** Words at the ends of the range, next to powers of two, and of every bit length. */
  long word() {
    return switch (random.nextInt(8)) {
      case 0 -> random.nextInt(5) - 2;
      case 1 -> Long.MIN_VALUE + random.nextInt(3);
      case 2 -> Long.MAX_VALUE - random.nextInt(3);
      case 3 -> (1L << random.nextInt(64)) + random.nextInt(3) - 1;
      case 4 -> -((1L << random.nextInt(64)) + random.nextInt(3) - 1);
      case 5 -> random.nextInt(2001) - 1000;
      default -> random.nextLong() >> random.nextInt(64);
    };
  }

  /** A word, or (one in eight) an integer of up to this many bits. */
  BigInteger integer(int bits) {
    if (random.nextInt(8) != 0) {
      return BigInteger.valueOf(word());
    }
    BigInteger n =
        random.nextBoolean()
            ? new BigInteger(1 + random.nextInt(bits), random)
            : BigInteger.ONE
                .shiftLeft(random.nextInt(bits))
                .add(BigInteger.valueOf(random.nextInt(3) - 1));
    return random.nextBoolean() ? n : n.negate();
  }

  /** A denominator, never 0: 1, a power of two, or any integer. */
  BigInteger denominator(int bits) {
    return switch (random.nextInt(4)) {
      case 0 -> BigInteger.ONE;
      case 1 -> BigInteger.ONE.shiftLeft(random.nextInt(66));
      default -> {
        BigInteger d = integer(bits);
        yield d.signum() == 0 ? BigInteger.TWO : d;
      }
    };
  }

  /** A rational with entries in −bound..bound over denominators 1..denominators. */
  Rational small(int bound, int denominators) {
    return Rational.of(random.nextInt(2 * bound + 1) - bound, 1 + random.nextInt(denominators));
  }

  /** A matrix of {@link #small} entries, a third of them 0. */
  RationalMatrix matrix(int rows, int columns) {
    Rational[] entries = new Rational[rows * columns];
    for (int k = 0; k < entries.length; k++) {
      entries[k] = random.nextInt(3) == 0 ? Rational.ZERO : small(20, 9);
    }
    return RationalMatrix.of(rows, columns, entries);
  }
}
