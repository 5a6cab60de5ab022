package org.theoria.arithmetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.theoria.sampling.Key;
import org.theoria.sampling.Stream;

class PrimeFieldTest {
  private static final long MERSENNE_61 = (1L << 61) - 1;

  /**
   * Primes at both ends of the range, so that the reduction's error bound is met where it is
   * tightest.
   */
  private static final List<Long> PRIMES =
      List.of(
          3L,
          5L,
          7L,
          11L,
          101L,
          65_537L,
          (1L << 31) - 1,
          1_000_000_007L,
          1_152_921_504_606_847_009L,
          MERSENNE_61);

  @Test
  void arithmeticAgreesWithBigIntegers() {
    Random random = new Random(31);
    for (long p : PRIMES) {
      PrimeField field = new PrimeField(p);
      BigInteger prime = BigInteger.valueOf(p);
      for (int i = 0; i < 10_000; i++) {
        long a = i < 3 ? p - 1 - i % p : Math.floorMod(random.nextLong(), p);
        long b = i < 3 ? p - 1 : Math.floorMod(random.nextLong(), p);
        BigInteger x = BigInteger.valueOf(a);
        BigInteger y = BigInteger.valueOf(b);
        assertEquals(
            x.multiply(y).mod(prime).longValueExact(),
            field.times(a, b),
            () -> a + "·" + b + " mod " + p);
        assertEquals(x.add(y).mod(prime).longValueExact(), field.plus(a, b));
        assertEquals(x.subtract(y).mod(prime).longValueExact(), field.minus(a, b));
        if (a != 0) {
          assertEquals(x.modInverse(prime).longValueExact(), field.inverse(a));
        }
      }
    }
  }

  /**
   * Just above 2⁶⁰ the estimate of the quotient may be too small by 2, about once in some thousand
   * products.
   */
  @Test
  void bothCorrectionsOfTheReductionAreNeeded() {
    Random random = new Random(33);
    int twice = 0;
    for (int k = 0; k < 6; k++) {
      long p =
          BigInteger.ONE
              .shiftLeft(60)
              .add(BigInteger.valueOf(random.nextLong() >>> 24))
              .nextProbablePrime()
              .longValueExact();
      BigInteger prime = BigInteger.valueOf(p);
      BigInteger reciprocal = BigInteger.ONE.shiftLeft(124).divide(prime);
      PrimeField field = new PrimeField(p);
      for (int i = 0; i < 20_000; i++) {
        long a = p - 1 - (random.nextLong() >>> 8);
        long b = p - 1 - (random.nextLong() >>> 8);
        BigInteger x = BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
        BigInteger estimate = x.shiftRight(60).multiply(reciprocal).shiftRight(64);
        twice += x.divide(prime).subtract(estimate).intValueExact() == 2 ? 1 : 0;
        assertEquals(
            x.mod(prime).longValueExact(), field.times(a, b), () -> a + "·" + b + " mod " + p);
      }
    }
    assertTrue(twice > 0, "no product needed the second subtraction");
  }

  @Test
  void primalityAgreesWithASieve() {
    int limit = 100_000;
    boolean[] composite = new boolean[limit];
    for (int i = 2; i < limit; i++) {
      assertEquals(!composite[i], Primality.isPrime(i), "primality of " + i);
      for (long j = (long) i * i; j < limit; j += i) {
        composite[(int) j] = true;
      }
    }
    assertFalse(Primality.isPrime(1));
    assertFalse(Primality.isPrime(0));
    assertFalse(Primality.isPrime(-7));
  }

  @Test
  void strongPseudoprimesAreSeenThrough() {
    // The least strong pseudoprimes to the first k prime bases, k = 1..7 (OEIS A014233): each needs
    // a further base.
    for (long n :
        new long[] {
          2_047L,
          1_373_653L,
          25_326_001L,
          3_215_031_751L,
          2_152_302_898_747L,
          3_474_749_660_383L,
          341_550_071_728_321L
        }) {
      assertFalse(Primality.isPrime(n), "primality of " + n);
    }
    for (long n : new long[] {561, 1105, 6601, MERSENNE_61 - 2, 1_000_000_007L * 998_244_353L}) {
      assertFalse(Primality.isPrime(n), "primality of " + n);
    }
  }

  @Test
  void onlyOddPrimesBelowTheLimitMakeAField() {
    for (long wrong :
        new long[] {
          -3, 0, 1, 2, 4, 9, 3_215_031_751L, 2_305_843_009_213_693_967L, Long.MAX_VALUE
        }) {
      assertEquals(
          "prime field: an odd prime below 2^61 is needed, got " + wrong,
          assertThrows(IllegalArgumentException.class, () -> new PrimeField(wrong)).getMessage());
    }
  }

  @Test
  void randomPrimesAreLargeDistinctAndRepeatable() {
    Set<Long> seen = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      long p = PrimeField.randomPrime61(new Key("prime-field", 1).stream(i)::nextLong).prime();
      assertEquals(
          p, PrimeField.randomPrime61(new Key("prime-field", 1).stream(i)::nextLong).prime());
      assertTrue(p >= 1L << 60 && p < 1L << 61, "range of " + p);
      assertTrue(BigInteger.valueOf(p).isProbablePrime(60), "primality of " + p);
      assertTrue(seen.add(p), "a repeated prime " + p);
    }
    assertTrue(
        seen.stream().anyMatch(p -> p < 3L << 59) && seen.stream().anyMatch(p -> p > 3L << 59));
  }

  @Test
  void rationalsAreReducedOrRefused() {
    PrimeField seven = new PrimeField(7);
    assertEquals(Optional.of(4L), seven.of(Rational.of(1, 2)));
    assertEquals(Optional.of(5L), seven.of(Rational.of(-9)));
    assertEquals(Optional.empty(), seven.of(Rational.of(3, 14)));
    Rational big = Rational.of(10).pow(40).plus(Rational.of(1, 3));
    BigInteger expected =
        big.numerator()
            .multiply(big.denominator().modInverse(BigInteger.valueOf(7)))
            .mod(BigInteger.valueOf(7));
    assertEquals(Optional.of(expected.longValueExact()), seven.of(big));
    assertEquals(Optional.empty(), seven.of(big.dividedBy(Rational.of(7).pow(30))));
    assertTrue(seven.of(RationalMatrix.of(1, 2, Rational.ONE, Rational.of(1, 7))).isEmpty());
    assertEquals(
        4L,
        seven.of(RationalMatrix.of(1, 2, Rational.ONE, Rational.of(1, 2))).orElseThrow().get(0, 1));
    assertThrows(ArithmeticException.class, () -> seven.inverse(0));
  }

  @Test
  void reductionIsARingHomomorphism() {
    Stream stream = new Key("homomorphism", 5).stream(0);
    PrimeField field = PrimeField.randomPrime61(stream::nextLong);
    Operands operands = new Operands(32);
    for (int i = 0; i < 2_000; i++) {
      Rational x = Rational.of(operands.integer(150), operands.denominator(150));
      Rational y = Rational.of(operands.integer(150), operands.denominator(150));
      Long a = field.of(x).orElseThrow();
      Long b = field.of(y).orElseThrow();
      assertEquals(field.of(x.plus(y)).orElseThrow(), field.add(a, b));
      assertEquals(field.of(x.minus(y)).orElseThrow(), field.sub(a, b));
      assertEquals(field.of(x.times(y)).orElseThrow(), field.mul(a, b));
      if (!y.isZero()) {
        assertEquals(field.of(y.reciprocal()).orElseThrow(), field.inv(b));
      }
    }
  }
}
