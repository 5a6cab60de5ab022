package org.theoria.arithmetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Every operation against the same operation on {@link BigInteger}s alone. */
class RationalTest {
  private static final int PAIRS = 100_000;
  private static final BigInteger LARGEST_WORD = BigInteger.valueOf(Long.MAX_VALUE);

  /** n/d must be the value, in lowest terms, in the word form exactly when it fits. */
  private static void assertIs(BigInteger n, BigInteger d, Rational value, Supplier<String> what) {
    BigInteger g = n.gcd(d).max(BigInteger.ONE);
    BigInteger sign = BigInteger.valueOf(d.signum());
    BigInteger numerator = n.divide(g).multiply(sign);
    BigInteger denominator = d.divide(g).multiply(sign);
    if (!numerator.equals(value.numerator()) || !denominator.equals(value.denominator())) {
      throw new AssertionError(
          what.get() + ": expected " + numerator + "/" + denominator + ", got " + value);
    }
    boolean fits =
        numerator.abs().compareTo(LARGEST_WORD) <= 0 && denominator.compareTo(LARGEST_WORD) <= 0;
    if (fits != value.isWord()) {
      throw new AssertionError(what.get() + " = " + value + ": word form expected " + fits);
    }
  }

  @Test
  void operationsAgreeWithBigIntegers() {
    Operands operands = new Operands(20_250_101);
    int leftWords = 0;
    int cameBack = 0;
    for (int i = 0; i < PAIRS; i++) {
      BigInteger a = operands.integer(200);
      BigInteger c = operands.denominator(200);
      BigInteger b = operands.integer(200);
      BigInteger d = operands.random().nextInt(4) == 0 ? c : operands.denominator(200);
      Rational x = Rational.of(a, c);
      Rational y = Rational.of(b, d);
      Supplier<String> what = () -> x + " and " + y;
      assertIs(a, c, x, what);
      Rational sum = x.plus(y);
      Rational product = x.times(y);
      assertIs(a.multiply(d).add(b.multiply(c)), c.multiply(d), sum, () -> "sum of " + what.get());
      assertIs(
          a.multiply(d).subtract(b.multiply(c)),
          c.multiply(d),
          x.minus(y),
          () -> "difference of " + what.get());
      assertIs(a.multiply(b), c.multiply(d), product, () -> "product of " + what.get());
      if (b.signum() != 0) {
        assertIs(a.multiply(d), c.multiply(b), x.dividedBy(y), () -> "quotient of " + what.get());
        assertIs(d, b, y.reciprocal(), () -> "reciprocal of " + y);
        assertEquals(x, product.dividedBy(y));
        assertEquals(x.hashCode(), product.dividedBy(y).hashCode());
      }
      assertIs(a.negate(), c, x.negate(), () -> "opposite of " + x);
      assertEquals(x, sum.minus(y));
      int order =
          a.multiply(BigInteger.valueOf(c.signum()))
              .multiply(d.abs())
              .compareTo(b.multiply(BigInteger.valueOf(d.signum())).multiply(c.abs()));
      assertEquals(order, Integer.signum(x.compareTo(y)), what);
      assertEquals(order == 0, x.equals(y), what);
      assertEquals(order <= 0 ? x : y, x.min(y));
      assertEquals(order >= 0 ? x : y, x.max(y));
      assertEquals(x.numerator().signum(), x.signum());
      assertEquals(x.denominator().bitCount() == 1, x.isDyadic());
      assertEquals(x.numerator().abs().bitLength() + x.denominator().bitLength(), x.bitSize());
      if (i % 16 == 0) {
        assertEquals(x, Rational.parse(x.toString()));
      }
      leftWords += x.isWord() && y.isWord() && !product.isWord() ? 1 : 0;
      cameBack += !x.isWord() && sum.minus(x).isWord() ? 1 : 0;
    }
    // Without these the loop would say nothing of the two transitions.
    assertTrue(leftWords > PAIRS / 20, "pairs of words with a big product: " + leftWords);
    assertTrue(cameBack > PAIRS / 20, "sums that came back to words: " + cameBack);
  }

  @Test
  void wordConstructorsAgreeWithBigIntegers() {
    Operands operands = new Operands(3);
    for (int i = 0; i < PAIRS; i++) {
      long a = operands.word();
      long c = operands.word();
      if (c == 0) {
        continue;
      }
      assertIs(BigInteger.valueOf(a), BigInteger.valueOf(c), Rational.of(a, c), () -> a + "/" + c);
      assertIs(BigInteger.valueOf(a), BigInteger.ONE, Rational.of(a), () -> "" + a);
    }
  }

  @Test
  void theEndsOfTheRange() {
    Rational largest = Rational.of(Long.MAX_VALUE);
    Rational smallest = Rational.of(Long.MIN_VALUE);
    assertEquals("9223372036854775808", largest.plus(Rational.ONE).toString());
    assertEquals("9223372036854775808", smallest.negate().toString());
    assertEquals("9223372036854775808", smallest.abs().toString());
    assertEquals("-1/9223372036854775808", smallest.reciprocal().toString());
    assertEquals("1", smallest.dividedBy(smallest).toString());
    assertEquals(smallest, largest.negate().minus(Rational.ONE));
    assertEquals("85070591730234615865843651857942052864", smallest.times(smallest).toString());
    assertEquals("1/2", Rational.of(Long.MIN_VALUE / 2, Long.MIN_VALUE).toString());
    assertEquals("-9223372036854775808", Rational.of(1L << 62).times(Rational.of(-2)).toString());
    assertTrue(smallest.compareTo(largest) < 0);
  }

  @Test
  void powers() {
    Operands operands = new Operands(5);
    for (int i = 0; i < 2_000; i++) {
      Rational x = operands.small(12, 12);
      int n = operands.random().nextInt(61) - 30;
      if (x.isZero() && n < 0) {
        assertThrows(ArithmeticException.class, () -> x.pow(n));
        continue;
      }
      Rational product = Rational.ONE;
      for (int k = 0; k < Math.abs(n); k++) {
        product = product.times(n > 0 ? x : x.reciprocal());
      }
      assertEquals(product, x.pow(n), x + " to the " + n);
      assertEquals(
          product.numerator().bitLength() <= 63 && product.denominator().bitLength() <= 63,
          x.pow(n).isWord());
    }
    assertEquals(Rational.ONE, Rational.ZERO.pow(0));
    assertEquals(Rational.ONE, Rational.ONE.negate().pow(Integer.MIN_VALUE));
    assertEquals(Rational.ONE.negate(), Rational.ONE.negate().pow(Integer.MAX_VALUE));
    ArithmeticException e =
        assertThrows(ArithmeticException.class, () -> Rational.of(3).pow(Integer.MAX_VALUE));
    assertEquals("rational: power 2147483647 of a number of 3 bits is too large", e.getMessage());
  }

  @Test
  void divisionByZeroIsSaidPlainly() {
    assertEquals(
        "rational: division of 3/4 by 0",
        assertThrows(ArithmeticException.class, () -> Rational.of(3, 4).dividedBy(Rational.ZERO))
            .getMessage());
    assertEquals(
        "rational: 0 has no reciprocal",
        assertThrows(ArithmeticException.class, Rational.ZERO::reciprocal).getMessage());
    assertEquals(
        "rational: the denominator of 5/0 must not be 0",
        assertThrows(ArithmeticException.class, () -> Rational.of(5, 0)).getMessage());
    assertThrows(ArithmeticException.class, () -> Rational.of(BigInteger.ONE, BigInteger.ZERO));
  }

  @Test
  void textIsStrict() {
    assertEquals(Rational.of(-3, 2), Rational.parse("-6/4"));
    assertEquals(Rational.ZERO, Rational.parse("-0"));
    assertEquals(Rational.of(7), Rational.parse("007"));
    assertTrue(Rational.parse("9".repeat(RationalText.MAXIMUM_LENGTH)).isInteger());
    String form =
        "rational: \"p\" or \"p/q\" in decimal digits with an optional leading '-' is needed, got ";
    for (String wrong :
        new String[] {
          "", "-", "+1", "1.5", "NaN", " 1", "1 ", "1/", "/2", "1/-2", "--1", "1//2", "1/2/3",
          "0x10", "1e3", "−1", "١", "1_0"
        }) {
      NumberFormatException e =
          assertThrows(NumberFormatException.class, () -> Rational.parse(wrong), wrong);
      assertEquals(form + '"' + wrong + '"', e.getMessage());
    }
    assertEquals(
        "rational: the denominator must not be 0, got \"1/0\"",
        assertThrows(NumberFormatException.class, () -> Rational.parse("1/0")).getMessage());
    String tooLong = "9".repeat(RationalText.MAXIMUM_LENGTH + 1);
    assertEquals(
        "rational: at most 10000 characters are read, got 10001: \"" + "9".repeat(40) + "…\"",
        assertThrows(NumberFormatException.class, () -> Rational.parse(tooLong)).getMessage());
    assertEquals(
        form + "\"1?2\"",
        assertThrows(NumberFormatException.class, () -> Rational.parse("1\n2")).getMessage());
  }

  @Test
  void equalityIsOfValues() {
    assertEquals(Rational.of(2, 4), Rational.of(-1, -2));
    assertNotEquals(Rational.of(1, 2), Rational.of(1, 3));
    assertNotEquals(Rational.ONE, Long.valueOf(1));
    assertFalse(Rational.parse("9223372036854775808").equals(Rational.ZERO));
    assertEquals(5, Rational.of(3, 4).bitSize());
    assertEquals(1, Rational.ZERO.bitSize());
    assertEquals("-3/4", Rational.of(6, -8).toString());
  }
}
