package org.theoria.arithmetic;

import java.math.BigInteger;

/**
 * A reference for the elementary functions: comparisons of a double with f(t), by fixed-point
 * arithmetic of {@value #BITS} bits.
 *
 * <p>Its error: exp is computed as 2ᵏ·e^r, r = t − k·log 2, |r| ≤ 0.35, with log 2 good to 2⁻¹⁸⁸
 * and |k| &lt; 2¹¹ (error of r below 2⁻¹⁷⁶), a Taylor series of r/256 with fewer than 32 truncated
 * terms, and eight squarings, each doubling the relative error: below 2⁻¹⁶⁵ in all. The other
 * functions come from it by a few rounded operations that lose at most 20 bits (tanh of 2⁻²⁰). A
 * comparison closer than {@link #TOLERANCE} relative is answered 0, "not resolved": doubles are
 * 2⁻⁵³ apart, so this is exactness for all practical purposes. {@code HighPrecisionTest} holds it
 * against Hipparchus' Dfp.
 */
final class HighPrecision {
  static final int BITS = 192;

  /** Relative closeness, as a power of two, below which a comparison is not decided. */
  static final int TOLERANCE = -135;

  private static final BigInteger ONE = BigInteger.ONE.shiftLeft(BITS);
  private static final BigInteger LN2 = ln2();

  private HighPrecision() {}

  /** m·2ᵉ, up to a relative error of 2⁻¹⁴⁰. */
  record Scaled(BigInteger m, int e) {

    static Scaled of(double d) {
      long bits = Double.doubleToLongBits(d);
      int biased = (int) (bits >>> 52) & 0x7ff;
      long fraction = bits & 0xfffffffffffffL;
      long magnitude = biased == 0 ? fraction : fraction | 0x10000000000000L;
      return new Scaled(
          BigInteger.valueOf(bits < 0 ? -magnitude : magnitude), Math.max(biased, 1) - 1075);
    }

    /** −1, 0 (equal or not resolved), 1. */
    int compareTo(Scaled other) {
      if (m.signum() != other.m.signum()) {
        return Integer.compare(m.signum(), other.m.signum());
      }
      if (m.signum() == 0) {
        return 0;
      }
      long top = (long) m.bitLength() + e;
      long otherTop = (long) other.m.bitLength() + other.e;
      if (Math.abs(top - otherTop) > 2) {
        return top > otherTop ? m.signum() : -m.signum();
      }
      int low = Math.min(e, other.e);
      BigInteger x = m.shiftLeft(e - low);
      BigInteger difference = x.subtract(other.m.shiftLeft(other.e - low));
      boolean resolved = difference.bitLength() > x.bitLength() + TOLERANCE;
      return resolved ? difference.signum() : 0;
    }
  }

  /**
   * The sign of d − f(t): −1 or 1 when proven, 0 when equal or not resolved; d may be ±∞, t is
   * finite and in the domain.
   */
  static int compare(double d, ElementaryFunction f, double t) {
    if (Double.isInfinite(d)) {
      return d > 0 ? 1 : -1;
    }
    return switch (f) {
      case EXP -> compareExp(d, t);
      case LOG -> d > 800 ? 1 : d < -800 ? -1 : -Scaled.of(t).compareTo(exp(d));
      case TANH -> t < 0 ? -compareTanh(-d, -t) : compareTanh(d, t);
      case SIGMOID -> compareSigmoid(d, t);
      case SOFTPLUS -> compareSoftplus(d, t);
      case SQRT -> {
        Scaled s = Scaled.of(d);
        yield d < 0 ? -1 : new Scaled(s.m.multiply(s.m), 2 * s.e).compareTo(Scaled.of(t));
      }
      default -> throw new IllegalArgumentException("no reference for " + f);
    };
  }

  private static int compareExp(double d, double t) {
    if (t > 710) {
      return -1; // beyond every finite double
    }
    if (d <= 0) {
      return -1;
    }
    return t < -746 ? 1 : Scaled.of(d).compareTo(exp(t)); // e⁻⁷⁴⁶ < 2⁻¹⁰⁷⁵
  }

  private static int compareTanh(double d, double t) {
    if (t == 0) {
      return (int) Math.signum(d);
    }
    if (d >= 1) {
      return 1;
    }
    return t > 60 ? -1 : Scaled.of(d).compareTo(tanh(t)); // 1 − tanh 60 < 2⁻¹⁷²
  }

  /** For 0 &lt; t ≤ 60. */
  private static Scaled tanh(double t) {
    if (t < 0x1p-20) {
      // t(1 − q/3 + 2q²/15 − 17q³/315 + …), q = t² < 2⁻⁴⁰: the rest is below 2⁻¹⁶⁰
      BigInteger x = fixed(t);
      BigInteger q = x.multiply(x).shiftRight(BITS);
      BigInteger q2 = q.multiply(q).shiftRight(BITS);
      BigInteger q3 = q2.multiply(q).shiftRight(BITS);
      BigInteger factor =
          ONE.subtract(q.divide(BigInteger.valueOf(3)))
              .add(q2.shiftLeft(1).divide(BigInteger.valueOf(15)))
              .subtract(q3.multiply(BigInteger.valueOf(17)).divide(BigInteger.valueOf(315)));
      Scaled s = Scaled.of(t);
      return new Scaled(s.m.multiply(factor), s.e - BITS);
    }
    Scaled e = exp(2 * t);
    BigInteger one = BigInteger.ONE.shiftLeft(-e.e);
    return new Scaled(e.m.subtract(one).shiftLeft(BITS).divide(e.m.add(one)), -BITS);
  }

  private static int compareSigmoid(double d, double t) {
    if (d <= 0) {
      return -1;
    }
    if (t < -746) {
      return 1;
    }
    if (t > 100) {
      return d >= 1 ? 1 : -1;
    }
    Scaled e = exp(-Math.abs(t));
    BigInteger sum = BigInteger.ONE.shiftLeft(-e.e).add(e.m);
    BigInteger numerator = t >= 0 ? BigInteger.ONE.shiftLeft(-e.e) : e.m;
    // a quotient of at least 192 bits
    int shift = BITS + Math.max(0, sum.bitLength() - numerator.bitLength());
    return Scaled.of(d).compareTo(new Scaled(numerator.shiftLeft(shift).divide(sum), -shift));
  }

  private static int compareSoftplus(double d, double t) {
    if (d <= 0) {
      return -1;
    }
    if (t < -746) {
      return 1;
    }
    if (t > 100) {
      return d > t ? 1 : -1; // t < softplus t < t + 2⁻¹⁴⁴, below the next double
    }
    Scaled y = exp(t);
    if (t < -45) {
      // y(1 − y/2 + y²/3 − …), y < 2⁻⁶⁴: the rest is below 2⁻¹⁹⁰
      BigInteger x = y.m.shiftRight(-y.e - BITS);
      BigInteger x2 = x.multiply(x).shiftRight(BITS);
      BigInteger factor = ONE.subtract(x.shiftRight(1)).add(x2.divide(BigInteger.valueOf(3)));
      return Scaled.of(d).compareTo(new Scaled(y.m.multiply(factor), y.e - BITS));
    }
    BigInteger sum = y.m.add(BigInteger.ONE.shiftLeft(-y.e)); // y.e < 0 for t ≤ 100
    return d > 800 ? 1 : exp(d).compareTo(new Scaled(sum, y.e));
  }

  /** eᵗ for |t| ≤ 800. */
  static Scaled exp(double t) {
    BigInteger x = fixed(t);
    int k = (int) Math.rint(t / 0.6931471805599453);
    BigInteger r = x.subtract(LN2.multiply(BigInteger.valueOf(k))).shiftRight(8);
    BigInteger term = ONE;
    BigInteger sum = ONE;
    for (int n = 1; term.signum() != 0 && n < 64; n++) {
      term = term.multiply(r).shiftRight(BITS).divide(BigInteger.valueOf(n));
      sum = sum.add(term);
    }
    for (int i = 0; i < 8; i++) {
      sum = sum.multiply(sum).shiftRight(BITS);
    }
    return new Scaled(sum, k - BITS);
  }

  /** ⌊t·2^BITS⌋. */
  private static BigInteger fixed(double t) {
    Scaled s = Scaled.of(t);
    return s.m.shiftLeft(s.e + BITS);
  }

  /** log 2 = 2·Σ (1/3)^(2i+1)/(2i+1), fewer than 64 truncated terms of 8 guard bits. */
  private static BigInteger ln2() {
    BigInteger power = BigInteger.ONE.shiftLeft(BITS + 9).divide(BigInteger.valueOf(3));
    BigInteger sum = BigInteger.ZERO;
    for (int i = 0; power.signum() != 0; i++) {
      sum = sum.add(power.divide(BigInteger.valueOf(2L * i + 1)));
      power = power.divide(BigInteger.valueOf(9));
    }
    return sum.shiftRight(8);
  }
}
