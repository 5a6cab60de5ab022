package org.theoria.arithmetic;

/**
 * A number significand·2^exponent ≥ 0 beyond the range of doubles: the scale of a side that is
 * 10^±1000s.
 *
 * @param significand 0, or in [1/2, 1), or +∞ for what is not bounded
 * @param exponent the binary exponent; 0 for 0 and ∞
 */
public record Magnitude(double significand, long exponent) implements Comparable<Magnitude> {

  /** 0. */
  public static final Magnitude ZERO = new Magnitude(0, 0);

  /** The magnitude of a double that is not NaN; exact. */
  public static Magnitude of(double value) {
    double a = Math.abs(value);
    if (a == 0 || Double.isInfinite(a)) {
      return new Magnitude(a, 0);
    }
    double normal = a < Double.MIN_NORMAL ? a * 0x1p64 : a;
    int e = Math.getExponent(normal) + 1;
    return new Magnitude(Math.scalb(normal, -e), a < Double.MIN_NORMAL ? e - 64 : e);
  }

  @Override
  public int compareTo(Magnitude other) {
    boolean ordinary = significand > 0 && other.significand > 0;
    if (ordinary
        && !Double.isInfinite(significand)
        && !Double.isInfinite(other.significand)
        && exponent != other.exponent) {
      return Long.compare(exponent, other.exponent);
    }
    return Double.compare(significand, other.significand);
  }

  public Magnitude max(Magnitude other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /**
   * An upper bound of this/other; +∞ when this is not bounded, when the other is 0 or not bounded,
   * or beyond the doubles, and at least the least double unless this is 0.
   */
  public double relativeTo(Magnitude other) {
    if (significand == 0) {
      return 0;
    }
    if (other.significand == 0
        || Double.isInfinite(significand)
        || Double.isInfinite(other.significand)) {
      return Double.POSITIVE_INFINITY;
    }
    long difference = Math.clamp(exponent - other.exponent, -5000, 5000);
    // the quotient is in (1/2, 2): one rounding; the scaling rounds only below the normal doubles,
    // where one more step is enough
    return Math.nextUp(Math.scalb(Math.nextUp(significand / other.significand), (int) difference));
  }
}
