package org.theoria.arithmetic;

import java.math.BigInteger;

/** The rounding of exact fractions to doubles, to nearest and downwards. */
final class RationalRounding {

  /** Integers up to 2⁵³ in absolute value are exact as doubles. */
  private static final long EXACT = 1L << 53;

  /** The exponent of the smallest subnormal double. */
  private static final int SMALLEST_ULP = -1074;

  private RationalRounding() {}

  /** Whether numerator and denominator are both exact as doubles because they are small. */
  static boolean areExact(long numerator, long denominator) {
    return Math.abs(numerator) <= EXACT && denominator <= EXACT;
  }

  /**
   * The largest double ≤ n/d, for |n|, d ≤ 2⁵³. The remainder n − q·d of a correctly rounded
   * quotient is itself a double (no underflow is possible here: |q| ≥ 2⁻⁵³), so the fused operation
   * gives its exact sign.
   */
  static double lower(long n, long d) {
    double q = (double) n / (double) d;
    return Math.fma(-q, (double) d, (double) n) < 0 ? Math.nextDown(q) : q;
  }

  /** The double nearest to n/d, ties to even; d &gt; 0. */
  static double nearest(BigInteger n, BigInteger d) {
    if (n.signum() == 0) {
      return 0.0;
    }
    double magnitude = magnitude(n.abs(), d, Mode.NEAREST);
    return n.signum() < 0 ? -magnitude : magnitude;
  }

  /** The largest double ≤ n/d; d &gt; 0. */
  static double lower(BigInteger n, BigInteger d) {
    if (n.signum() == 0) {
      return 0.0;
    }
    return n.signum() > 0 ? magnitude(n, d, Mode.DOWN) : -magnitude(n.negate(), d, Mode.UP);
  }

  private enum Mode {
    /** Towards 0. */
    DOWN,
    /** Away from 0. */
    UP,
    /** To nearest, ties to even. */
    NEAREST
  }

  /**
   * n/d rounded, for n, d &gt; 0: the quotient is taken in units of the last place of the result.
   */
  private static double magnitude(BigInteger n, BigInteger d, Mode mode) {
    int exponent = floorLog2(n, d);
    if (exponent > Double.MAX_EXPONENT) {
      return mode == Mode.DOWN ? Double.MAX_VALUE : Double.POSITIVE_INFINITY;
    }
    int ulp = Math.max(exponent - 52, SMALLEST_ULP);
    BigInteger scaledN = ulp < 0 ? n.shiftLeft(-ulp) : n;
    BigInteger scaledD = ulp > 0 ? d.shiftLeft(ulp) : d;
    BigInteger[] division = scaledN.divideAndRemainder(scaledD);
    long q = division[0].longValueExact();
    BigInteger remainder = division[1];
    boolean up =
        switch (mode) {
          case DOWN -> false;
          case UP -> remainder.signum() != 0;
          case NEAREST -> {
            int half = remainder.shiftLeft(1).compareTo(scaledD);
            yield half > 0 || (half == 0 && (q & 1) == 1);
          }
        };
    // At most 2⁵³ units, so the scaling is exact; it gives ∞ just where the rounded value is 2¹⁰²⁴.
    return Math.scalb((double) (up ? q + 1 : q), ulp);
  }

  /** ⌊log₂(n/d)⌋ for n, d &gt; 0. */
  private static int floorLog2(BigInteger n, BigInteger d) {
    int k = n.bitLength() - d.bitLength();
    boolean atLeast = k >= 0 ? n.compareTo(d.shiftLeft(k)) >= 0 : n.shiftLeft(-k).compareTo(d) >= 0;
    return atLeast ? k : k - 1;
  }
}
