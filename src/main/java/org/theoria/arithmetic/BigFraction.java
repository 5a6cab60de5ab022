package org.theoria.arithmetic;

import java.math.BigInteger;

/**
 * The form of a {@link Rational} that has outgrown machine words; the canonical constructor trusts
 * its caller that the fraction is in lowest terms with a positive denominator.
 */
record BigFraction(BigInteger numerator, BigInteger denominator) {

  /** numerator / denominator in lowest terms; the denominator is not 0. */
  static BigFraction of(BigInteger numerator, BigInteger denominator) {
    BigInteger n = denominator.signum() < 0 ? numerator.negate() : numerator;
    BigInteger d = denominator.abs();
    if (n.signum() == 0) {
      return new BigFraction(BigInteger.ZERO, BigInteger.ONE);
    }
    if (d.equals(BigInteger.ONE)) {
      return new BigFraction(n, d);
    }
    if (isPowerOfTwo(d)) {
      int shift = Math.min(n.getLowestSetBit(), d.getLowestSetBit());
      return shift == 0
          ? new BigFraction(n, d)
          : new BigFraction(n.shiftRight(shift), d.shiftRight(shift));
    }
    BigInteger g = n.gcd(d);
    return g.equals(BigInteger.ONE)
        ? new BigFraction(n, d)
        : new BigFraction(n.divide(g), d.divide(g));
  }

  static BigFraction of(long numerator, long denominator) {
    return of(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
  }

  /** Whether a positive integer is a power of two. */
  static boolean isPowerOfTwo(BigInteger positive) {
    return positive.getLowestSetBit() == positive.bitLength() - 1;
  }

  /** Whether |numerator| and denominator are at most 2⁶³ − 1. */
  boolean fitsWords() {
    return denominator.bitLength() <= 63 && numerator.abs().bitLength() <= 63;
  }

  BigFraction plus(BigFraction other) {
    if (isPowerOfTwo(denominator) && isPowerOfTwo(other.denominator)) {
      int e = denominator.getLowestSetBit();
      int f = other.denominator.getLowestSetBit();
      return e >= f
          ? of(numerator.add(other.numerator.shiftLeft(e - f)), denominator)
          : of(numerator.shiftLeft(f - e).add(other.numerator), other.denominator);
    }
    if (denominator.equals(other.denominator)) {
      return of(numerator.add(other.numerator), denominator);
    }
    return of(
        numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
        denominator.multiply(other.denominator));
  }

  BigFraction times(BigFraction other) {
    return of(numerator.multiply(other.numerator), denominator.multiply(other.denominator));
  }

  BigFraction negate() {
    return new BigFraction(numerator.negate(), denominator);
  }

  /** The reciprocal of a number that is not 0. */
  BigFraction reciprocal() {
    return numerator.signum() > 0
        ? new BigFraction(denominator, numerator)
        : new BigFraction(denominator.negate(), numerator.negate());
  }

  int compareTo(BigFraction other) {
    if (numerator.signum() != other.numerator.signum()) {
      return Integer.compare(numerator.signum(), other.numerator.signum());
    }
    return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
  }
}
