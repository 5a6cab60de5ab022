package org.theoria.arithmetic;

import java.math.BigInteger;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The field ℤ/p for an odd prime p &lt; 2⁶¹; its elements are the residues 0, …, p − 1.
 *
 * <p>A rank modulo p is a proven lower bound of the rank over ℚ. It is also, with an error
 * probability below B/60·2⁻⁵³ for a random prime of [2⁶⁰, 2⁶¹), equal to it, where B is the bit
 * length of some non-zero minor of that order: such a minor has at most B/60 prime divisors in the
 * interval, which holds more than 2⁵³ primes (Rosser, Schoenfeld 1962, doi:10.1215/ijm/1255631807,
 * corollary 3: π(2x) − π(x) &gt; 3x/(5 ln x)).
 */
public final class PrimeField implements Field<Long> {

  /** The elements are below 2⁶¹. */
  private static final long LIMIT = 1L << 61;

  private final long prime;
  private final Modulus modulus;
  private final BigInteger bigPrime;

  /**
   * The field of p elements; p that is not an odd prime below 2⁶¹ throws {@link
   * IllegalArgumentException}.
   */
  public PrimeField(long p) {
    if (p < 3 || p >= LIMIT || !Primality.isPrime(p)) {
      throw new IllegalArgumentException(
          "prime field: an odd prime below 2^61 is needed, got " + p);
    }
    this.prime = p;
    this.modulus = new Modulus(p);
    this.bigPrime = BigInteger.valueOf(p);
  }

  /** The field of a prime drawn uniformly from [2⁶⁰, 2⁶¹). */
  public static PrimeField randomPrime61(LongSupplier bits) {
    while (true) {
      long candidate = (bits.getAsLong() >>> 4) | (1L << 60) | 1;
      if (Primality.isPrime(candidate)) {
        return new PrimeField(candidate);
      }
    }
  }

  /** p. */
  public long prime() {
    return prime;
  }

  /** a + b for residues a, b. */
  public long plus(long a, long b) {
    long sum = a + b;
    return sum >= prime ? sum - prime : sum;
  }

  /** a − b for residues a, b. */
  public long minus(long a, long b) {
    long difference = a - b;
    return difference < 0 ? difference + prime : difference;
  }

  /** a · b for residues a, b. */
  public long times(long a, long b) {
    return modulus.times(a, b);
  }

  /** 1/a for a residue a; of 0 throws {@link ArithmeticException}. */
  public long inverse(long a) {
    if (a == 0) {
      throw new ArithmeticException("prime field: 0 has no inverse modulo " + prime);
    }
    // Extended Euclid; the invariant is r ≡ s·a, and |s| never exceeds p.
    long r0 = prime;
    long r1 = a;
    long s0 = 0;
    long s1 = 1;
    while (r1 != 0) {
      long q = r0 / r1;
      long r2 = r0 - q * r1;
      long s2 = s0 - q * s1;
      r0 = r1;
      r1 = r2;
      s0 = s1;
      s1 = s2;
    }
    return s0 < 0 ? s0 + prime : s0;
  }

  /** base to the power of a non-negative exponent, for a residue base; 0⁰ = 1. */
  public long power(long base, long exponent) {
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

  @Override
  public Long zero() {
    return 0L;
  }

  @Override
  public Long one() {
    return 1L;
  }

  @Override
  public Long add(Long a, Long b) {
    return plus(a, b);
  }

  @Override
  public Long sub(Long a, Long b) {
    return minus(a, b);
  }

  @Override
  public Long mul(Long a, Long b) {
    return times(a, b);
  }

  @Override
  public Long inv(Long a) {
    return inverse(a);
  }

  @Override
  public boolean isZero(Long a) {
    return a == 0;
  }

  /** numerator · denominator⁻¹ modulo p; empty when p divides the denominator. */
  @Override
  public Optional<Long> of(Rational value) {
    long residue = residue(value);
    return residue < 0 ? Optional.empty() : Optional.of(residue);
  }

  /** The residue of the value, or −1 when p divides the denominator. */
  long residue(Rational value) {
    long numerator;
    long denominator;
    if (value.isWord()) {
      numerator = Math.floorMod(value.wordNumerator(), prime);
      denominator = value.wordDenominator() % prime;
    } else {
      numerator = value.numerator().mod(bigPrime).longValueExact();
      denominator = value.denominator().mod(bigPrime).longValueExact();
    }
    if (denominator == 1) {
      return numerator;
    }
    return denominator == 0 ? -1 : modulus.times(numerator, inverse(denominator));
  }

  /** The matrix modulo p; empty when p divides the denominator of an entry. */
  public Optional<PrimeMatrix> of(RationalMatrix matrix) {
    long[] residues = new long[matrix.rows() * matrix.columns()];
    for (int i = 0; i < matrix.rows(); i++) {
      for (int j = 0; j < matrix.columns(); j++) {
        long residue = residue(matrix.get(i, j));
        if (residue < 0) {
          return Optional.empty();
        }
        residues[i * matrix.columns() + j] = residue;
      }
    }
    return Optional.of(new PrimeMatrix(this, matrix.rows(), matrix.columns(), residues));
  }

  /** "Z/7". */
  @Override
  public String toString() {
    return "Z/" + prime;
  }
}
