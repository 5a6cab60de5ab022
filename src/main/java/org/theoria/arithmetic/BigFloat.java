package org.theoria.arithmetic;

import java.math.BigInteger;

/**
 * A binary floating-point number m·2ᵉ of any length, with an exponent that no computation of the
 * catalogue exhausts.
 *
 * <p>Every operation either is exact or takes a number of bits and a direction and returns a bound
 * on that side of the exact result. Two numbers so far apart that their exact sum would need the
 * whole distance in memory are added by a bound of the smaller one, never by shifting that far.
 *
 * @param mantissa m
 * @param exponent e; 0 when m = 0
 */
record BigFloat(BigInteger mantissa, long exponent) implements Comparable<BigFloat> {

  /**
   * Non-zero magnitudes lie in [2^−LARGEST_EXPONENT, 2^LARGEST_EXPONENT): three such exponents fit
   * a long.
   */
  static final long LARGEST_EXPONENT = 1L << 60;

  /**
   * Exponents that an exact {@link Rational} is given: with a mantissa of 1,000 bits its text can
   * still be read back.
   */
  static final int LARGEST_RATIONAL_EXPONENT = 32_000;

  static final BigFloat ZERO = new BigFloat(BigInteger.ZERO, 0);
  static final BigFloat ONE = new BigFloat(BigInteger.ONE, 0);
  static final BigFloat TWO = new BigFloat(BigInteger.ONE, 1);

  /** The least positive bound, given for what is positive and smaller. */
  static final BigFloat TINY = new BigFloat(BigInteger.ONE, -LARGEST_EXPONENT);

  /** The side of the exact result on which a rounded one lies. */
  enum Side {
    /** At most the exact result. */
    DOWN,
    /** At least the exact result. */
    UP;

    Side opposite() {
      return this == DOWN ? UP : DOWN;
    }

    /** The side of a magnitude that is on this side after the sign is put back. */
    Side ofMagnitude(int signum) {
      return signum < 0 ? opposite() : this;
    }
  }

  static BigFloat of(long value) {
    return new BigFloat(BigInteger.valueOf(value), 0);
  }

  /** 2ⁿ. */
  static BigFloat powerOfTwo(long n) {
    return new BigFloat(BigInteger.ONE, n);
  }

  /** n/d on this side, d &gt; 0. */
  static BigFloat of(BigInteger n, BigInteger d, int bits, Side side) {
    if (BigFraction.isPowerOfTwo(d)) {
      return new BigFloat(n, -(d.bitLength() - 1L)).round(bits, side);
    }
    return new BigFloat(n, 0).dividedBy(new BigFloat(d, 0), bits, side);
  }

  int signum() {
    return mantissa.signum();
  }

  /**
   * For a non-zero number: 2^(top−1) ≤ |this| ≤ 2^top, the right side an equality only for a
   * negative power of two.
   */
  long top() {
    return exponent + mantissa.bitLength();
  }

  BigFloat negate() {
    return new BigFloat(mantissa.negate(), exponent);
  }

  BigFloat abs() {
    return mantissa.signum() < 0 ? negate() : this;
  }

  /** this·2ⁿ, exactly. */
  BigFloat shift(long n) {
    return mantissa.signum() == 0 ? this : new BigFloat(mantissa, exponent + n);
  }

  /** The exact product. */
  BigFloat times(BigFloat other) {
    BigInteger m = mantissa.multiply(other.mantissa);
    return m.signum() == 0 ? ZERO : new BigFloat(m, exponent + other.exponent);
  }

  /**
   * A bound on this side with at most {@code bits} bits (or a power of two); exact when it fits. A
   * magnitude of 2^{@value #LARGEST_EXPONENT} and more throws {@link NotRepresentableException}; a
   * positive one below the reciprocal is rounded to 0 or to {@link #TINY}.
   */
  BigFloat round(int bits, Side side) {
    if (mantissa.signum() == 0) {
      return ZERO;
    }
    if (Math.abs(top()) >= LARGEST_EXPONENT) {
      return outOfRange(side);
    }
    int excess = mantissa.bitLength() - bits;
    if (excess <= 0) {
      return this;
    }
    BigInteger m =
        side == Side.DOWN
            ? mantissa.shiftRight(excess)
            : mantissa.negate().shiftRight(excess).negate();
    return new BigFloat(m, exponent + excess);
  }

  private BigFloat outOfRange(Side side) {
    if (top() > 0) {
      throw new NotRepresentableException(
          "a number beyond 2^" + LARGEST_EXPONENT + " is not representable");
    }
    BigFloat away = mantissa.signum() > 0 ? TINY : TINY.negate();
    return side.ofMagnitude(mantissa.signum()) == Side.UP ? away : ZERO;
  }

  /**
   * The sum on this side: exact up to the given number of bits and when the exponents are not far
   * apart.
   */
  BigFloat plus(BigFloat other, int bits, Side side) {
    if (mantissa.signum() == 0) {
      return other.round(bits, side);
    }
    if (other.mantissa.signum() == 0) {
      return round(bits, side);
    }
    BigFloat high = exponent >= other.exponent ? this : other;
    BigFloat low = exponent >= other.exponent ? other : this;
    // what is below a quarter of the last place that is kept counts as that, or as nothing, on the
    // safe side
    long gap = bits + 2L;
    if (low.top() <= high.exponent - gap) {
      boolean away = low.signum() > 0 == (side == Side.UP);
      low = away ? new BigFloat(BigInteger.valueOf(low.signum()), high.exponent - gap) : ZERO;
      if (!away) {
        return high.round(bits, side);
      }
    }
    BigInteger m = high.mantissa.shiftLeft((int) (high.exponent - low.exponent)).add(low.mantissa);
    return m.signum() == 0 ? ZERO : new BigFloat(m, low.exponent).round(bits, side);
  }

  BigFloat minus(BigFloat other, int bits, Side side) {
    return plus(other.negate(), bits, side);
  }

  /** The quotient on this side; the divisor is not 0. */
  BigFloat dividedBy(BigFloat divisor, int bits, Side side) {
    if (divisor.signum() == 0) {
      throw new NotRepresentableException("a division by 0 is not representable");
    }
    if (mantissa.signum() == 0) {
      return ZERO;
    }
    int sign = mantissa.signum() * divisor.signum();
    BigInteger d = divisor.mantissa.abs();
    int shift = Math.max(0, bits + 1 + d.bitLength() - mantissa.bitLength());
    BigInteger[] division = mantissa.abs().shiftLeft(shift).divideAndRemainder(d);
    BigInteger q = division[0];
    if (division[1].signum() != 0 && side.ofMagnitude(sign) == Side.UP) {
      q = q.add(BigInteger.ONE);
    }
    return new BigFloat(sign < 0 ? q.negate() : q, exponent - shift - divisor.exponent)
        .round(bits, side);
  }

  /** The square root on this side, of a number ≥ 0. */
  BigFloat sqrt(int bits, Side side) {
    if (mantissa.signum() == 0) {
      return ZERO;
    }
    int shift = Math.max(0, 2 * bits + 2 - mantissa.bitLength());
    if (((exponent - shift) & 1) != 0) {
      shift++;
    }
    BigInteger[] root = mantissa.shiftLeft(shift).sqrtAndRemainder();
    BigInteger r = root[1].signum() != 0 && side == Side.UP ? root[0].add(BigInteger.ONE) : root[0];
    return new BigFloat(r, (exponent - shift) / 2).round(bits, side);
  }

  /** ⌊this·2ⁿ⌋ where the result has at most a few thousand bits. */
  BigInteger floorScaled(long n) {
    long by = exponent + n;
    if (by <= -(long) mantissa.bitLength() - 1) {
      return mantissa.signum() < 0 ? BigInteger.ONE.negate() : BigInteger.ZERO;
    }
    return mantissa.shiftLeft(Math.toIntExact(by));
  }

  @Override
  public int compareTo(BigFloat other) {
    int sign = mantissa.signum();
    if (sign != other.mantissa.signum()) {
      return Integer.compare(sign, other.mantissa.signum());
    }
    if (sign == 0 || exponent == other.exponent) {
      return mantissa.compareTo(other.mantissa);
    }
    long top = abs().top();
    long otherTop = other.abs().top();
    if (top != otherTop) {
      return top > otherTop ? sign : -sign;
    }
    // equal tops: the exponents differ by no more than the mantissas are long
    return exponent > other.exponent
        ? mantissa.shiftLeft(Math.toIntExact(exponent - other.exponent)).compareTo(other.mantissa)
        : mantissa.compareTo(other.mantissa.shiftLeft(Math.toIntExact(other.exponent - exponent)));
  }

  BigFloat min(BigFloat other) {
    return compareTo(other) <= 0 ? this : other;
  }

  BigFloat max(BigFloat other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /**
   * The nearest double on this side; beyond the doubles ±{@link Double#MAX_VALUE} or ±∞. 0 only for
   * 0: a smaller magnitude than the least double gives ∓{@link Double#MIN_VALUE}.
   */
  double toDouble(Side side) {
    if (mantissa.signum() == 0) {
      return 0.0;
    }
    boolean down = side == Side.DOWN;
    long top = abs().top();
    if (top > Double.MAX_EXPONENT + 1L) {
      boolean away = mantissa.signum() < 0 == down;
      double magnitude = away ? Double.POSITIVE_INFINITY : Double.MAX_VALUE;
      return mantissa.signum() < 0 ? -magnitude : magnitude;
    }
    long ulp = Math.max(top - 53, Double.MIN_EXPONENT - 52);
    BigInteger units = down ? floorScaled(-ulp) : negate().floorScaled(-ulp).negate();
    double bound = Math.scalb((double) units.longValueExact(), (int) ulp);
    return bound != 0 ? bound : down ? -Double.MIN_VALUE : Double.MIN_VALUE;
  }

  /** An upper bound of |this| with the 53 bits of a double. */
  Magnitude magnitude() {
    if (mantissa.signum() == 0) {
      return Magnitude.ZERO;
    }
    long top = abs().top();
    Magnitude significand = Magnitude.of(abs().shift(-top).toDouble(Side.UP));
    return new Magnitude(significand.significand(), significand.exponent() + top);
  }

  /**
   * An exact number on this side, this one itself unless it is smaller than 2^−{@link
   * #LARGEST_RATIONAL_EXPONENT}. Magnitudes beyond 2^{@link #LARGEST_RATIONAL_EXPONENT} throw
   * {@link NotRepresentableException}: their digits would fill the memory.
   */
  Rational toRational(Side side) {
    if (mantissa.signum() == 0) {
      return Rational.ZERO;
    }
    if (top() > LARGEST_RATIONAL_EXPONENT) {
      throw new NotRepresentableException(
          "a number of about 2^" + top() + " is too large to be written as a fraction");
    }
    if (exponent >= 0) {
      return Rational.of(mantissa.shiftLeft((int) exponent), BigInteger.ONE);
    }
    if (exponent >= -LARGEST_RATIONAL_EXPONENT) {
      return Rational.of(mantissa, BigInteger.ONE.shiftLeft((int) -exponent));
    }
    BigInteger units =
        side == Side.DOWN
            ? floorScaled(LARGEST_RATIONAL_EXPONENT)
            : negate().floorScaled(LARGEST_RATIONAL_EXPONENT).negate();
    return Rational.of(units, BigInteger.ONE.shiftLeft(LARGEST_RATIONAL_EXPONENT));
  }

  /** About 20 significant bits and the binary exponent, for messages. */
  @Override
  public String toString() {
    if (mantissa.signum() == 0) {
      return "0";
    }
    int drop = Math.max(0, mantissa.abs().bitLength() - 20);
    return mantissa.shiftRight(drop) + "·2^" + (exponent + drop);
  }
}
