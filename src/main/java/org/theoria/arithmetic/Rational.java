package org.theoria.arithmetic;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * An exact rational number in lowest terms, with a positive denominator.
 *
 * <p>It is held as two machine words while |numerator| and denominator are at most 2⁶³ − 1, and as
 * two {@link BigInteger}s otherwise. Every operation detects overflow and goes over to the big
 * form; every result that fits comes back. So each number has one representation, and nothing ever
 * wraps. (−2⁶³ is held in the big form, so that the opposite and the reciprocal of a word form
 * always exist in it.)
 *
 * <p>Denominators that are powers of two need shifts only, no greatest common divisor.
 */
public final class Rational implements Comparable<Rational> {

  /** 0. */
  public static final Rational ZERO = new Rational(0, 1);

  /** 1. */
  public static final Rational ONE = new Rational(1, 1);

  /** The largest exponent of two of a denominator in the word form: 2⁶² &lt; 2⁶³ − 1. */
  private static final int LARGEST_SHIFT = 62;

  /** In the word form: the numerator, never Long.MIN_VALUE. Unused (0) in the big form. */
  private final long num;

  /** In the word form: the denominator, at least 1. Unused (0) in the big form. */
  private final long den;

  /** The big form, or null in the word form. */
  private final @Nullable BigFraction big;

  private Rational(long num, long den) {
    this.num = num;
    this.den = den;
    this.big = null;
  }

  private Rational(BigFraction big) {
    this.num = 0;
    this.den = 0;
    this.big = big;
  }

  /** The integer {@code value}. */
  public static Rational of(long value) {
    if (value == 0) {
      return ZERO;
    }
    return value == Long.MIN_VALUE ? of(BigFraction.of(value, 1)) : new Rational(value, 1);
  }

  /** numerator / denominator; a zero denominator throws {@link ArithmeticException}. */
  public static Rational of(long numerator, long denominator) {
    if (denominator == 0) {
      throw new ArithmeticException(
          "rational: the denominator of " + numerator + "/0 must not be 0");
    }
    if (numerator == Long.MIN_VALUE || denominator == Long.MIN_VALUE) {
      return of(BigFraction.of(numerator, denominator));
    }
    if (numerator == 0) {
      return ZERO;
    }
    long g = WordGcd.gcd(Math.abs(numerator), Math.abs(denominator));
    return denominator > 0
        ? new Rational(numerator / g, denominator / g)
        : new Rational(-numerator / g, -denominator / g);
  }

  /** numerator / denominator; a zero denominator throws {@link ArithmeticException}. */
  public static Rational of(BigInteger numerator, BigInteger denominator) {
    if (denominator.signum() == 0) {
      throw new ArithmeticException(
          "rational: the denominator of " + numerator + "/0 must not be 0");
    }
    return of(BigFraction.of(numerator, denominator));
  }

  /** The number, in the word form if it fits. */
  private static Rational of(BigFraction f) {
    return f.fitsWords()
        ? new Rational(f.numerator().longValue(), f.denominator().longValue())
        : new Rational(f);
  }

  /**
   * The exact value of a finite double; NaN and infinities throw {@link IllegalArgumentException}.
   */
  public static Rational ofDouble(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("rational: a finite double is needed, got " + value);
    }
    long bits = Double.doubleToLongBits(value);
    int biased = (int) (bits >>> 52) & 0x7ff;
    long fraction = bits & 0xfffffffffffffL;
    long magnitude = biased == 0 ? fraction : fraction | 0x10000000000000L;
    if (magnitude == 0) {
      return ZERO;
    }
    int trailing = Long.numberOfTrailingZeros(magnitude);
    long odd = bits < 0 ? -(magnitude >> trailing) : magnitude >> trailing;
    int exponent = Math.max(biased, 1) - 1075 + trailing;
    if (exponent <= 0 && exponent >= -LARGEST_SHIFT) {
      return new Rational(odd, 1L << -exponent);
    }
    if (exponent > 0 && exponent < Long.numberOfLeadingZeros(Math.abs(odd))) {
      return new Rational(odd << exponent, 1);
    }
    BigInteger n = BigInteger.valueOf(odd);
    return exponent > 0
        ? of(BigFraction.of(n.shiftLeft(exponent), BigInteger.ONE))
        : of(BigFraction.of(n, BigInteger.ONE.shiftLeft(-exponent)));
  }

  /**
   * The number written "p" or "p/q", in decimal digits with an optional leading '-': what {@link
   * #toString} writes, lowest terms not required. Anything else throws {@link
   * NumberFormatException} with one line that says what was expected.
   */
  public static Rational parse(String text) {
    return RationalText.parse(text);
  }

  /** this + other. */
  public Rational plus(Rational other) {
    if (big != null || other.big != null) {
      return of(fraction().plus(other.fraction()));
    }
    long a = num;
    long b = other.num;
    long c = den;
    long d = other.den;
    if (isPowerOfTwo(c) && isPowerOfTwo(d)) {
      return c >= d ? plusDyadic(a, c, b, d) : plusDyadic(b, d, a, c);
    }
    return plusGeneral(a, c, b, d);
  }

  /** a/c + b/d for powers of two c ≥ d. */
  private static Rational plusDyadic(long a, long c, long b, long d) {
    int shift = Long.numberOfTrailingZeros(c) - Long.numberOfTrailingZeros(d);
    long aligned = b << shift;
    long sum = a + aligned;
    if (aligned >> shift != b || ((a ^ sum) & (aligned ^ sum)) < 0 || sum == Long.MIN_VALUE) {
      return of(BigFraction.of(a, c).plus(BigFraction.of(b, d)));
    }
    if (shift != 0 || c == 1) {
      // a is odd where c > d, since a/c is in lowest terms: so is the sum.
      return new Rational(sum, c);
    }
    if (sum == 0) {
      return ZERO;
    }
    int common = Math.min(Long.numberOfTrailingZeros(sum), Long.numberOfTrailingZeros(c));
    return new Rational(sum >> common, c >> common);
  }

  /** a/c + b/d (Knuth, TAOCP 2, 4.5.1: two small gcds in place of one large). */
  private static Rational plusGeneral(long a, long c, long b, long d) {
    long g = WordGcd.gcd(c, d);
    long c1 = c / g;
    long d1 = d / g;
    long left = a * d1;
    long right = b * c1;
    long sum = left + right;
    boolean fits =
        Math.multiplyHigh(a, d1) == left >> 63
            && Math.multiplyHigh(b, c1) == right >> 63
            && ((left ^ sum) & (right ^ sum)) >= 0
            && sum != Long.MIN_VALUE;
    if (fits) {
      if (sum == 0) {
        return ZERO;
      }
      long h = g == 1 ? 1 : WordGcd.gcd(Math.abs(sum), g);
      long d2 = d / h;
      long product = c1 * d2;
      if (Math.multiplyHigh(c1, d2) == product >> 63) {
        return new Rational(sum / h, product);
      }
    }
    return of(BigFraction.of(a, c).plus(BigFraction.of(b, d)));
  }

  /** this − other. */
  public Rational minus(Rational other) {
    return plus(other.negate());
  }

  /** this · other. */
  public Rational times(Rational other) {
    if (big != null || other.big != null) {
      return of(fraction().times(other.fraction()));
    }
    return timesWords(num, den, other.num, other.den);
  }

  /** (a/c) · (b/d), each in the word form. */
  private static Rational timesWords(long a, long c, long b, long d) {
    if (a == 0 || b == 0) {
      return ZERO;
    }
    long a1 = a;
    long b1 = b;
    long c1 = c;
    long d1 = d;
    if (isPowerOfTwo(c) && isPowerOfTwo(d)) {
      int ad = Math.min(Long.numberOfTrailingZeros(a), Long.numberOfTrailingZeros(d));
      int bc = Math.min(Long.numberOfTrailingZeros(b), Long.numberOfTrailingZeros(c));
      a1 >>= ad;
      d1 >>= ad;
      b1 >>= bc;
      c1 >>= bc;
    } else {
      long ad = WordGcd.gcd(Math.abs(a), d);
      long bc = WordGcd.gcd(Math.abs(b), c);
      a1 /= ad;
      d1 /= ad;
      b1 /= bc;
      c1 /= bc;
    }
    long n = a1 * b1;
    long m = c1 * d1;
    if (Math.multiplyHigh(a1, b1) == n >> 63
        && Math.multiplyHigh(c1, d1) == m >> 63
        && n != Long.MIN_VALUE) {
      return new Rational(n, m);
    }
    return of(BigFraction.of(a, c).times(BigFraction.of(b, d)));
  }

  /** this / other; division by 0 throws {@link ArithmeticException}. */
  public Rational dividedBy(Rational other) {
    if (other.isZero()) {
      throw new ArithmeticException("rational: division of " + this + " by 0");
    }
    return times(other.reciprocal());
  }

  /** −this. */
  public Rational negate() {
    if (big != null) {
      return of(big.negate());
    }
    return num == 0 ? this : new Rational(-num, den);
  }

  /** 1 / this; of 0 throws {@link ArithmeticException}. */
  public Rational reciprocal() {
    if (big != null) {
      return of(big.reciprocal());
    }
    if (num == 0) {
      throw new ArithmeticException("rational: 0 has no reciprocal");
    }
    return num > 0 ? new Rational(den, num) : new Rational(-den, -num);
  }

  /** |this|. */
  public Rational abs() {
    return signum() < 0 ? negate() : this;
  }

  /** −1, 0 or 1. */
  public int signum() {
    return big != null ? big.numerator().signum() : Long.signum(num);
  }

  public boolean isZero() {
    return big == null && num == 0;
  }

  public boolean isInteger() {
    return big != null ? big.denominator().equals(BigInteger.ONE) : den == 1;
  }

  /** Whether the denominator is a power of two (1 included). */
  public boolean isDyadic() {
    return big != null ? BigFraction.isPowerOfTwo(big.denominator()) : isPowerOfTwo(den);
  }

  /** The numerator in lowest terms; it carries the sign. */
  public BigInteger numerator() {
    return big != null ? big.numerator() : BigInteger.valueOf(num);
  }

  /** The denominator in lowest terms, at least 1. */
  public BigInteger denominator() {
    return big != null ? big.denominator() : BigInteger.valueOf(den);
  }

  /**
   * thisⁿ; x⁰ = 1, also for 0. A negative power of 0, and a result of more than 2³¹ − 1 bits, throw
   * {@link ArithmeticException}.
   */
  public Rational pow(int n) {
    if (n == 0) {
      return ONE;
    }
    Rational base = n > 0 ? this : reciprocal();
    long size = Math.abs((long) n);
    if (base.isZero() || base.equals(ONE)) {
      return base;
    }
    if (base.equals(ONE.negate())) {
      return size % 2 == 0 ? ONE : base;
    }
    long bits = Math.max(base.numerator().bitLength(), base.denominator().bitLength()) * size;
    if (bits > Integer.MAX_VALUE) {
      throw new ArithmeticException(
          "rational: power " + n + " of a number of " + bitSize() + " bits is too large");
    }
    int e = (int) size;
    return of(new BigFraction(base.numerator().pow(e), base.denominator().pow(e)));
  }

  public Rational min(Rational other) {
    return compareTo(other) <= 0 ? this : other;
  }

  public Rational max(Rational other) {
    return compareTo(other) >= 0 ? this : other;
  }

  @Override
  public int compareTo(Rational other) {
    if (big != null || other.big != null) {
      return fraction().compareTo(other.fraction());
    }
    if (den == other.den) {
      return Long.compare(num, other.num);
    }
    // 128-bit comparison of num·other.den with other.num·den: the high words carry the sign.
    int high = Long.compare(Math.multiplyHigh(num, other.den), Math.multiplyHigh(other.num, den));
    return high != 0 ? high : Long.compareUnsigned(num * other.den, other.num * den);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof Rational r)) {
      return false;
    }
    if (big != null) {
      return big.equals(r.big);
    }
    return r.big == null && num == r.num && den == r.den;
  }

  @Override
  public int hashCode() {
    return big != null ? big.hashCode() : 31 * Long.hashCode(num) + Long.hashCode(den);
  }

  /**
   * The nearest double, ties to even; ±∞ beyond the largest double, ±0 where the value underflows.
   */
  public double doubleValue() {
    if (big == null && (isPowerOfTwo(den) || RationalRounding.areExact(num, den))) {
      // One rounding only: a division by a power of two ≤ 2⁶² is exact, and that of two exact
      // doubles rounds once.
      return (double) num / (double) den;
    }
    return RationalRounding.nearest(numerator(), denominator());
  }

  /**
   * The largest double that is at most this number; −∞ below −{@link Double#MAX_VALUE}. Never −0.0.
   */
  public double lowerDouble() {
    return big == null && RationalRounding.areExact(num, den)
        ? RationalRounding.lower(num, den)
        : RationalRounding.lower(numerator(), denominator());
  }

  /**
   * The smallest double that is at least this number; +∞ above {@link Double#MAX_VALUE}. Never
   * −0.0.
   */
  public double upperDouble() {
    return big == null && RationalRounding.areExact(num, den)
        ? -RationalRounding.lower(-num, den) + 0.0
        : -RationalRounding.lower(numerator().negate(), denominator()) + 0.0;
  }

  /**
   * The bits of |numerator| and of the denominator, together: a size for shrinking (0 has 1, 1 has
   * 2, 3/4 has 5).
   */
  public int bitSize() {
    return big != null
        ? big.numerator().abs().bitLength() + big.denominator().bitLength()
        : 128 - Long.numberOfLeadingZeros(Math.abs(num)) - Long.numberOfLeadingZeros(den);
  }

  /** "p/q" in lowest terms, or "p" for an integer. */
  @Override
  public String toString() {
    return isInteger() ? numerator().toString() : numerator() + "/" + denominator();
  }

  /** Whether the number is held in machine words. */
  boolean isWord() {
    return big == null;
  }

  /** The numerator, in the word form only. */
  long wordNumerator() {
    return num;
  }

  /** The denominator, in the word form only. */
  long wordDenominator() {
    return den;
  }

  private BigFraction fraction() {
    return big != null ? big : new BigFraction(BigInteger.valueOf(num), BigInteger.valueOf(den));
  }

  private static boolean isPowerOfTwo(long n) {
    return (n & (n - 1)) == 0;
  }
}
