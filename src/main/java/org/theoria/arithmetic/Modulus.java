package org.theoria.arithmetic;

import java.math.BigInteger;

/**
 * Multiplication modulo an odd m with 3 ≤ m &lt; 2⁶¹, by Barrett's reduction (1986,
 * doi:10.1007/3-540-47721-7_24) of the 128-bit product: no division.
 *
 * <p>With n the bit length of m and μ = ⌊2ⁿ⁺⁶³/m⌋ &lt; 2⁶⁴, the estimate ⌊⌊x/2ⁿ⁻¹⌋·μ/2⁶⁴⌋ of x/m is
 * too small by less than 1 + 1/4 + 1 for x &lt; m² (what the roundings of x/2ⁿ⁻¹, of μ and of the
 * product lose), so the remainder is below 9m/4 &lt; 2⁶³ and at most two subtractions correct it.
 * Two are rare, but occur for m just above 2⁶⁰.
 */
final class Modulus {
  private final long modulus;
  private final int shift;
  private final long reciprocal;

  /** The modulus is odd and in [3, 2⁶¹); the caller has checked it. */
  Modulus(long modulus) {
    this.modulus = modulus;
    this.shift = 63 - Long.numberOfLeadingZeros(modulus);
    this.reciprocal =
        BigInteger.ONE.shiftLeft(shift + 64).divide(BigInteger.valueOf(modulus)).longValue();
  }

  long value() {
    return modulus;
  }

  /** a·b mod m, for a, b in [0, m). */
  long times(long a, long b) {
    long high = Math.multiplyHigh(a, b);
    long low = a * b;
    long top = (high << (64 - shift)) | (low >>> shift);
    long remainder = low - Math.unsignedMultiplyHigh(top, reciprocal) * modulus;
    if (remainder >= modulus) {
      remainder -= modulus;
    }
    return remainder >= modulus ? remainder - modulus : remainder;
  }

  /** baseᵉ mod m, for base in [0, m) and e ≥ 0. */
  long power(long base, long exponent) {
    long result = 1;
    long square = base;
    for (long e = exponent; e > 0; e >>= 1) {
      if ((e & 1) == 1) {
        result = times(result, square);
      }
      square = times(square, square);
    }
    return result;
  }
}
