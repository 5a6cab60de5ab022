package org.theoria.arithmetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The conversions to and from double, against the definition of rounding in exact {@link
 * BigDecimal}s.
 */
class RationalRoundingTest {
  private static final BigDecimal HALF = new BigDecimal("0.5");
  private static final BigDecimal TWO_1024 = new BigDecimal(BigInteger.ONE.shiftLeft(1024));

  /** The exact value; ±2¹⁰²⁴ stands for ±∞, as in the definition of IEEE 754 overflow. */
  private static BigDecimal exact(double d) {
    return Double.isInfinite(d) ? (d > 0 ? TWO_1024 : TWO_1024.negate()) : new BigDecimal(d);
  }

  private static int compare(Rational r, BigDecimal value) {
    return new BigDecimal(r.numerator()).compareTo(value.multiply(new BigDecimal(r.denominator())));
  }

  private static void check(Rational r) {
    double nearest = r.doubleValue();
    boolean even = (Double.doubleToLongBits(nearest) & 1) == 0;
    if (nearest != Double.POSITIVE_INFINITY) {
      int upper = compare(r, exact(nearest).add(exact(Math.nextUp(nearest))).multiply(HALF));
      assertTrue(upper < 0 || (upper == 0 && even), () -> r + " rounded down to " + nearest);
    }
    if (nearest != Double.NEGATIVE_INFINITY) {
      int lower = compare(r, exact(nearest).add(exact(Math.nextDown(nearest))).multiply(HALF));
      assertTrue(lower > 0 || (lower == 0 && even), () -> r + " rounded up to " + nearest);
    }
    double low = r.lowerDouble();
    double high = r.upperDouble();
    assertTrue(
        low == Double.NEGATIVE_INFINITY || compare(r, exact(low)) >= 0, () -> r + " lower " + low);
    assertTrue(
        compare(r, exact(Math.nextUp(low))) < 0 || low == Double.MAX_VALUE,
        () -> r + " lower " + low);
    assertTrue(
        high == Double.POSITIVE_INFINITY || compare(r, exact(high)) <= 0,
        () -> r + " upper " + high);
    assertTrue(
        compare(r, exact(Math.nextDown(high))) > 0 || high == -Double.MAX_VALUE,
        () -> r + " upper " + high);
    assertTrue(Double.doubleToRawLongBits(low) != Long.MIN_VALUE, "no -0.0");
    assertTrue(Double.doubleToRawLongBits(high) != Long.MIN_VALUE, "no -0.0");
  }

  @Test
  void everyRoundingFollowsItsDefinition() {
    Operands operands = new Operands(11);
    for (int i = 0; i < 60_000; i++) {
      check(Rational.of(operands.integer(150), operands.denominator(150)));
    }
  }

  @Test
  void smallFractions() {
    Operands operands = new Operands(17);
    for (int i = 0; i < 20_000; i++) {
      check(operands.small(1_000_000, 1_000));
    }
  }

  @Test
  void hugeTinyAndTies() {
    Random random = new Random(12);
    for (int i = 0; i < 5_000; i++) {
      // k + 1/2 ulp, and next to it, at every exponent, subnormal and overflowing ones included.
      BigInteger odd = new BigInteger(random.nextInt(54), random).shiftLeft(1).setBit(0);
      BigInteger fine = odd.shiftLeft(120).add(BigInteger.valueOf(random.nextInt(3) - 1L));
      int exponent = random.nextInt(2300) - 1200 - 120 - 54;
      BigInteger n = exponent > 0 ? fine.shiftLeft(exponent) : fine;
      BigInteger d = exponent < 0 ? BigInteger.ONE.shiftLeft(-exponent) : BigInteger.ONE;
      check(Rational.of(random.nextBoolean() ? n : n.negate(), d));
      check(
          Rational.of(
              n.multiply(BigInteger.valueOf(3)),
              d.multiply(BigInteger.valueOf(1 + random.nextInt(9)))));
    }
  }

  @Test
  void theEnds() {
    Rational max = Rational.ofDouble(Double.MAX_VALUE);
    Rational beyond = max.plus(Rational.of(1, 3));
    assertEquals(Double.MAX_VALUE, beyond.doubleValue());
    assertEquals(Double.MAX_VALUE, beyond.lowerDouble());
    assertEquals(Double.POSITIVE_INFINITY, beyond.upperDouble());
    assertEquals(Double.NEGATIVE_INFINITY, beyond.negate().lowerDouble());
    assertEquals(-Double.MAX_VALUE, beyond.negate().upperDouble());
    Rational tie = max.plus(Rational.of(2).pow(970));
    assertEquals(Double.POSITIVE_INFINITY, tie.doubleValue());
    assertEquals(Double.MAX_VALUE, tie.minus(Rational.ONE).doubleValue());
    assertEquals(Double.POSITIVE_INFINITY, Rational.of(10).pow(5000).doubleValue());
    assertEquals(0.0, Rational.of(10).pow(-5000).doubleValue());
    assertEquals(0.0, Rational.of(10).pow(-5000).lowerDouble());
    assertEquals(Double.MIN_VALUE, Rational.of(10).pow(-5000).upperDouble());
    assertEquals(-0.0, Rational.of(-10).pow(-5001).doubleValue());
    assertEquals(0.0, Rational.of(2).pow(-1075).doubleValue(), "the tie goes to the even 0");
    assertEquals(
        Double.MIN_VALUE, Rational.of(2).pow(-1075).plus(Rational.of(2).pow(-1200)).doubleValue());
  }

  @Test
  void aDoubleIsTakenExactly() {
    Random random = new Random(13);
    for (int i = 0; i < 100_000; i++) {
      double d =
          Double.longBitsToDouble(
              random.nextLong() & (random.nextInt(4) == 0 ? 0x800fffffffffffffL : -1L));
      double value = random.nextInt(3) == 0 ? (random.nextInt(2000) - 1000) / 64.0 : d;
      if (Double.isFinite(value)) {
        Rational r = Rational.ofDouble(value);
        assertEquals(0, compare(r, exact(value)), () -> "exact value of " + value);
        assertEquals(Rational.of(r.numerator(), r.denominator()), r);
        assertEquals(value + 0.0, r.doubleValue() + 0.0);
        assertEquals(value + 0.0, r.lowerDouble());
        assertEquals(value + 0.0, r.upperDouble());
      }
    }
    for (double d :
        new double[] {
          0x1p62,
          -0x1p62,
          0x1p63,
          -0x1p63,
          0x1.8p62,
          0x1p-62,
          0x1p-63,
          Double.MIN_VALUE,
          0x1.fffffffffffffp62
        }) {
      assertEquals(0, compare(Rational.ofDouble(d), exact(d)));
      assertEquals(
          Rational.of(Rational.ofDouble(d).numerator(), Rational.ofDouble(d).denominator()),
          Rational.ofDouble(d));
    }
    assertEquals(Rational.ZERO, Rational.ofDouble(-0.0));
    assertEquals(
        "rational: a finite double is needed, got NaN",
        assertThrows(IllegalArgumentException.class, () -> Rational.ofDouble(Double.NaN))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> Rational.ofDouble(Double.NEGATIVE_INFINITY));
  }
}
