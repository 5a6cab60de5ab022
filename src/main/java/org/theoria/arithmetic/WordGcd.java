package org.theoria.arithmetic;

/**
 * The greatest common divisor of machine words, by the binary algorithm (Stein 1967,
 * doi:10.1016/0021-9991(67)90047-2).
 */
public final class WordGcd {
  private WordGcd() {}

  /** gcd(a, b) for a, b ≥ 0; gcd(a, 0) = a. */
  public static long gcd(long a, long b) {
    if (a == 1 || b == 1) {
      return 1;
    }
    if (a == 0 || b == 0) {
      return a | b;
    }
    int za = Long.numberOfTrailingZeros(a);
    int zb = Long.numberOfTrailingZeros(b);
    long x = a >>> za;
    long y = b >>> zb;
    while (x != y) {
      long difference = x - y;
      y = Math.min(x, y);
      x = Math.abs(difference) >>> Long.numberOfTrailingZeros(difference);
    }
    return x << Math.min(za, zb);
  }
}
