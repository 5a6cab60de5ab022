package org.theoria.arithmetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import org.hipparchus.dfp.Dfp;
import org.hipparchus.dfp.DfpField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.theoria.arithmetic.BigFloat.Side;

/**
 * The elementary functions of {@link PreciseFunctions}, against Hipparchus, a fixed-point
 * reference, doubles, and other precisions.
 */
class PreciseFunctionsTest {
  private static final int BITS = 192;

  private final PreciseFunctions f = new PreciseFunctions(BITS);

  private static BigFloat point(double d) {
    PreciseInterval p = PreciseInterval.of(Rational.ofDouble(d), BITS);
    assertTrue(p.isPoint());
    return p.lower();
  }

  /** log₂ of the relative width is at most this: 2 ulps of the last bit. */
  private static void requireNarrow(PreciseInterval e, int bits, String what) {
    BigFloat width = e.upper().minus(e.lower(), 64, Side.UP);
    if (width.signum() != 0) {
      assertTrue(
          width.top() <= e.abs().upper().top() - bits + 4, () -> what + ": " + width + " of " + e);
    }
  }

  private static double argument(Doubles random, ElementaryFunction function) {
    double t = random.argument();
    return function == ElementaryFunction.LOG ? Math.max(Double.MIN_VALUE, Math.abs(t)) : t;
  }

  /** 2,500 arguments each, near every landmark of a double implementation. */
  @ParameterizedTest
  @EnumSource(names = {"EXP", "LOG", "TANH", "SIGMOID", "SOFTPLUS"})
  void boundsHoldAgainstTheFixedPointReference(ElementaryFunction function) {
    Doubles random = new Doubles(function.name().hashCode());
    for (int n = 0; n < 2_500; n++) {
      double t = argument(random, function);
      if (Math.abs(t) > 7e17 && function != ElementaryFunction.LOG) {
        continue;
      }
      PreciseInterval e = f.at(function, point(t));
      String what = function + " " + t + ": " + e;
      assertTrue(HighPrecision.compare(e.lower().toDouble(Side.DOWN), function, t) <= 0, what);
      assertTrue(HighPrecision.compare(e.upper().toDouble(Side.UP), function, t) >= 0, what);
      requireNarrow(e, BITS, function + " " + t);
      Interval wide = Interval.point(t).apply(function);
      double low = e.lower().toDouble(Side.DOWN);
      double high = e.upper().toDouble(Side.UP);
      assertTrue(low <= wide.upper() && wide.lower() <= high, what + " and " + wide);
      boolean subnormal =
          Math.abs(high) <= Double.MIN_NORMAL; // there 0 and ±MIN_VALUE mean different things
      assertTrue(
          subnormal || (wide.lower() <= low && high <= wide.upper()), what + " is not in " + wide);
    }
  }

  /**
   * The result of 192 bits lies around that of 512 bits, whose guard bits, series and reductions
   * are all others.
   */
  @ParameterizedTest
  @EnumSource(names = {"EXP", "LOG", "TANH", "SIGMOID", "SOFTPLUS"})
  void precisionsAgree(ElementaryFunction function) {
    PreciseFunctions finer = new PreciseFunctions(512);
    Doubles random = new Doubles(~function.name().hashCode());
    for (int n = 0; n < 1_000; n++) {
      double t = argument(random, function);
      if (Math.abs(t) > 7e17 && function != ElementaryFunction.LOG) {
        continue;
      }
      PreciseInterval coarse = f.at(function, point(t));
      PreciseInterval fine = finer.at(function, point(t));
      assertTrue(
          coarse.lower().compareTo(fine.lower()) <= 0
              && fine.upper().compareTo(coarse.upper()) <= 0,
          function + " " + t + ": " + fine + " is not in " + coarse);
      requireNarrow(fine, 512, function + " " + t);
    }
  }

  /**
   * 55 digits of Hipparchus' decimal numbers: the endpoints are on their sides of them, up to its
   * own error.
   */
  @Test
  void boundsHoldAgainstHipparchus() {
    DfpField field = new DfpField(150);
    Doubles random = new Doubles(33);
    for (int n = 0; n < 60; n++) {
      double t =
          n % 3 == 0
              ? random.within(100)
              : n % 3 == 1 ? random.within(2) : random.ofExponent(-30, 5);
      Dfp e = field.newDfp(t).exp();
      Dfp one = field.getOne();
      Dfp square = e.multiply(e);
      requireNear(ElementaryFunction.EXP, t, e);
      requireNear(ElementaryFunction.SIGMOID, t, e.divide(e.add(one)));
      requireNear(ElementaryFunction.SOFTPLUS, t, e.add(one).log());
      requireNear(ElementaryFunction.TANH, t, square.subtract(one).divide(square.add(one)));
      requireNear(ElementaryFunction.LOG, Math.abs(t), field.newDfp(Math.abs(t)).log());
    }
  }

  private void requireNear(ElementaryFunction function, double t, Dfp expected) {
    BigDecimal value = new BigDecimal(expected.toString());
    BigDecimal slack = value.abs().scaleByPowerOfTen(-75); // 150 digits less what 1 + e⁻¹⁰⁰ takes
    PreciseInterval e = f.at(function, point(t));
    String what = function + " " + t + ": " + value + " is not in " + e;
    assertTrue(decimal(e.lower(), RoundingMode.FLOOR).subtract(slack).compareTo(value) <= 0, what);
    assertTrue(decimal(e.upper(), RoundingMode.CEILING).add(slack).compareTo(value) >= 0, what);
    BigDecimal width =
        decimal(e.upper(), RoundingMode.CEILING).subtract(decimal(e.lower(), RoundingMode.FLOOR));
    assertTrue(width.compareTo(value.abs().scaleByPowerOfTen(-55)) <= 0, what + ", too wide");
  }

  private static BigDecimal decimal(BigFloat x, RoundingMode mode) {
    Rational r = x.toRational(mode == RoundingMode.FLOOR ? Side.DOWN : Side.UP);
    return new BigDecimal(r.numerator())
        .divide(new BigDecimal(r.denominator()), new MathContext(120, mode));
  }

  @Test
  void exactPointsStayPoints() {
    assertEquals(PreciseInterval.ONE, f.at(ElementaryFunction.EXP, BigFloat.ZERO));
    assertEquals(PreciseInterval.ZERO, f.at(ElementaryFunction.TANH, BigFloat.ZERO));
    assertEquals(PreciseInterval.ZERO, f.at(ElementaryFunction.LOG, BigFloat.ONE));
    PreciseInterval half = f.at(ElementaryFunction.SIGMOID, BigFloat.ZERO);
    assertTrue(half.isPoint() && half.lower().compareTo(BigFloat.powerOfTwo(-1)) == 0);
  }

  /**
   * e^±t for t = 2⁵⁹·log 2, roughly: exponents far beyond memory; t = 2⁶² is refused or underflows,
   * at once.
   */
  @Test
  void hugeArgumentsNeitherHangNorOverflow() {
    BigFloat huge = BigFloat.powerOfTwo(59);
    PreciseInterval e = f.at(ElementaryFunction.EXP, huge);
    PreciseInterval inverse = f.at(ElementaryFunction.EXP, huge.negate());
    requireNarrow(e, BITS, "exp 2^59");
    PreciseInterval product = e.times(inverse, BITS);
    assertTrue(
        product.lower().compareTo(BigFloat.ONE) <= 0
            && product.upper().compareTo(BigFloat.ONE) >= 0);
    requireNarrow(product, BITS - 3, "exp 2^59 · exp −2^59");
    // 2⁵⁹/log 2 = 831,656,…: the exponent is the quotient by log 2
    assertEquals(Math.scalb(1 / Math.log(2), 59), (double) e.upper().top(), 1e5);

    BigFloat beyond = BigFloat.powerOfTwo(62);
    assertThrows(NotRepresentableException.class, () -> f.at(ElementaryFunction.EXP, beyond));
    assertThrows(
        NotRepresentableException.class,
        () -> f.at(ElementaryFunction.EXP, BigFloat.powerOfTwo(60)));
    for (BigFloat t : new BigFloat[] {beyond.negate(), BigFloat.powerOfTwo(50_000).negate()}) {
      for (ElementaryFunction g :
          new ElementaryFunction[] {
            ElementaryFunction.EXP, ElementaryFunction.SIGMOID, ElementaryFunction.SOFTPLUS
          }) {
        PreciseInterval tiny = f.at(g, t);
        assertEquals(0, tiny.lower().signum());
        assertTrue(
            tiny.upper().compareTo(BigFloat.TINY) >= 0
                && tiny.upper().compareTo(BigFloat.TINY.shift(2)) < 0);
      }
      PreciseInterval minusOne = f.at(ElementaryFunction.TANH, t);
      assertEquals(0, minusOne.lower().compareTo(BigFloat.ONE.negate()));
      assertTrue(minusOne.upper().compareTo(BigFloat.ONE.negate()) > 0);
      PreciseInterval softplus = f.at(ElementaryFunction.SOFTPLUS, t.negate());
      assertTrue(
          softplus.lower().compareTo(t.negate()) <= 0
              && softplus.upper().compareTo(t.negate()) > 0);
    }
  }

  /**
   * sigmoid t = eᵗ/(1+eᵗ), softplus t ~ eᵗ and tanh t ~ t keep their digits where they are tiny.
   */
  @Test
  void tinyResultsKeepTheirRelativeAccuracy() {
    for (double t : new double[] {-1e3, -1e6, -1e12, -3e17}) {
      PreciseInterval e = f.at(ElementaryFunction.EXP, point(t));
      for (ElementaryFunction g :
          new ElementaryFunction[] {ElementaryFunction.SIGMOID, ElementaryFunction.SOFTPLUS}) {
        PreciseInterval value = f.at(g, point(t));
        requireNarrow(value, BITS, g + " " + t);
        // eᵗ − eᵗ²: below e^t, by a factor that 192 bits do not see
        assertTrue(
            value.lower().compareTo(e.upper()) <= 0 && value.upper().compareTo(e.lower()) >= 0,
            g + " " + t);
      }
    }
    BigFloat small = BigFloat.powerOfTwo(-1_000_000);
    PreciseInterval tanh = f.at(ElementaryFunction.TANH, small);
    requireNarrow(tanh, BITS, "tanh");
    assertTrue(tanh.lower().compareTo(small) <= 0 && tanh.upper().compareTo(small) >= 0);
    BigFloat nearOne = BigFloat.ONE.plus(BigFloat.powerOfTwo(-150), 4 * BITS, Side.DOWN);
    requireNarrow(f.at(ElementaryFunction.LOG, nearOne), BITS, "log");
    requireNarrow(
        f.at(
            ElementaryFunction.LOG,
            BigFloat.ONE.minus(BigFloat.powerOfTwo(-150), 4 * BITS, Side.DOWN)),
        BITS,
        "log");
  }

  @Test
  void logarithmsOfHugeAndTinyNumbers() {
    PreciseInterval two = f.at(ElementaryFunction.LOG, BigFloat.TWO);
    for (long n : new long[] {-(1L << 50), -12_345, 3, 1L << 40}) {
      PreciseInterval expected = two.times(PreciseInterval.point(BigFloat.of(n)), BITS);
      PreciseInterval found = f.at(ElementaryFunction.LOG, BigFloat.powerOfTwo(n));
      assertTrue(
          found.lower().compareTo(expected.upper()) <= 0
              && expected.lower().compareTo(found.upper()) <= 0);
      requireNarrow(found, BITS, "log 2^" + n);
    }
  }

  /** The intervals do not swallow everything: 2⁻¹⁸⁰ beside the value is outside. */
  @Test
  void neighboursAreOutside() {
    PreciseInterval e = f.at(ElementaryFunction.EXP, BigFloat.ONE);
    // e to 60 digits, OEIS A001113
    Rational digits =
        Rational.of(
            new BigInteger("271828182845904523536028747135266249775724709369995957496696"),
            BigInteger.TEN.pow(59));
    Enclosure enclosure =
        new Enclosure(e.lower().toRational(Side.DOWN), e.upper().toRational(Side.UP));
    Rational off = Rational.of(BigInteger.ONE, BigInteger.TEN.pow(57));
    assertTrue(
        enclosure.lower().compareTo(digits.plus(off)) < 0
            && enclosure.upper().compareTo(digits) > 0);
    assertFalse(enclosure.contains(digits.minus(off)));
    assertFalse(enclosure.contains(digits.plus(off)));
  }
}
