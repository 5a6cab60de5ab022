package org.theoria.arithmetic;

/**
 * The test of Miller and Rabin with the first twelve primes as bases, which decides primality for
 * every n &lt; 3.1·10²³ (Sorenson, Webster 2017, doi:10.1090/mcom/3134), so for every machine word.
 */
final class Primality {
  private static final long[] BASES = {2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37};

  private Primality() {}

  /** Whether n is prime, for n &lt; 2⁶¹. */
  static boolean isPrime(long n) {
    if (n < 2) {
      return false;
    }
    for (long p : BASES) {
      if (n % p == 0) {
        return n == p;
      }
    }
    Modulus modulus = new Modulus(n);
    int twos = Long.numberOfTrailingZeros(n - 1);
    long odd = (n - 1) >> twos;
    for (long base : BASES) {
      if (isWitness(modulus, base % n, odd, twos)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the base shows that the modulus is composite. */
  private static boolean isWitness(Modulus modulus, long base, long odd, int twos) {
    long minusOne = modulus.value() - 1;
    long x = modulus.power(base, odd);
    if (x == 1 || x == minusOne) {
      return false;
    }
    for (int i = 1; i < twos; i++) {
      x = modulus.times(x, x);
      if (x == minusOne) {
        return false;
      }
    }
    return true;
  }
}
