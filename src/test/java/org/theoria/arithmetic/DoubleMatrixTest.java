package org.theoria.arithmetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoubleMatrixTest {
  private final DoubleArithmetic k = new DoubleArithmetic();

  /**
   * f(x) is within the radius of y for the ends of the ball and a point inside: 24,000 balls, radii
   * from 0 to huge.
   */
  @ParameterizedTest
  @CsvSource({"EXP", "LOG", "TANH", "SIGMOID", "SOFTPLUS", "SQRT"})
  void elementaryFunctionsOnBalls(ElementaryFunction f) {
    Doubles random = new Doubles(500 + f.ordinal());
    boolean positive = f == ElementaryFunction.LOG || f == ElementaryFunction.SQRT;
    for (int n = 0; n < 4_000; n++) {
      double v = positive ? Math.abs(random.argument()) : random.argument();
      double r = radius(random, v);
      if (positive && !(v > r)) {
        assertThrows(
            NotRepresentableException.class,
            () -> BallFunctions.value(f, v, Math.max(r, Math.nextUp(v))));
        continue;
      }
      double y = BallFunctions.value(f, v, r);
      double e = BallFunctions.radius(f, v, r, y);
      if (!Double.isFinite(y) || !(e <= Double.MAX_VALUE)) {
        assertTrue(
            f == ElementaryFunction.EXP ? v + r > 709 : v + r > 1e300, f + " " + v + " ± " + r);
        continue;
      }
      // the exact ends y ± e, each replaced by a double beyond it: less than 2 ulps of slack
      double low = DirectedRounding.minusDown(y, e);
      double high = DirectedRounding.plusUp(y, e);
      double[] points = {
        v,
        DirectedRounding.minusUp(v, r),
        DirectedRounding.plusDown(v, r),
        v + r * (random.nextUnit() - 0.5)
      };
      for (double x : points) {
        if (Double.isFinite(x) && (!positive || x > 0)) {
          String message = f + "(" + x + "), ball " + v + " ± " + r + ": " + y + " ± " + e;
          assertTrue(HighPrecision.compare(low, f, x) <= 0, message);
          assertTrue(HighPrecision.compare(high, f, x) >= 0, message);
        }
      }
    }
  }

  private static double radius(Doubles random, double v) {
    return switch (random.nextInt(6)) {
      case 0, 1 -> 0.0;
      case 2 -> Math.abs(v) * random.nextUnit() * 0x1p-50;
      case 3 -> Math.abs(v) * random.nextUnit() * 0x1p-12;
      case 4 -> Math.abs(random.ofExponent(-40, -5));
      default -> Math.abs(random.ofExponent(-12, 12));
    };
  }

  /**
   * At a point, the error of an elementary function is a few ulps; in a ball, near the derivative
   * times the radius.
   */
  @Test
  void radiiAreTight() {
    Doubles random = new Doubles(600);
    for (int n = 0; n < 5_000; n++) {
      double v = random.within(30);
      for (ElementaryFunction f :
          new ElementaryFunction[] {
            ElementaryFunction.EXP,
            ElementaryFunction.TANH,
            ElementaryFunction.SIGMOID,
            ElementaryFunction.SOFTPLUS
          }) {
        double y = BallFunctions.value(f, v, 0);
        assertTrue(BallFunctions.radius(f, v, 0, y) <= 7 * Math.ulp(y), f + " " + v);
      }
      double y = Math.abs(BallFunctions.value(ElementaryFunction.EXP, v, 0x1p-30));
      assertTrue(
          BallFunctions.radius(ElementaryFunction.EXP, v, 0x1p-30, y) <= 1.001 * 0x1p-30 * y);
    }
    double t = BallFunctions.value(ElementaryFunction.TANH, 15, 0x1p-20);
    assertTrue(
        BallFunctions.radius(ElementaryFunction.TANH, 15, 0x1p-20, t) < 1e-15,
        "tanh is flat at 15");
  }

  /** Larger products, by EJML, with exact and with uncertain factors. */
  @Test
  void largeProductsHoldTheExactOnes() {
    Doubles random = new Doubles(700);
    for (int trial = 0; trial < 2; trial++) {
      boolean uncertain = trial == 1;
      int n = 52;
      assertTrue((long) n * n * n >= BallProduct.EJML_FROM, "this test is about the EJML path");
      Rational[] a = new Rational[n * n];
      Rational[] b = new Rational[n * n];
      for (int l = 0; l < n * n; l++) {
        a[l] =
            uncertain
                ? Rational.of(random.nextInt(199) - 99, 49)
                : Rational.ofDouble(random.within(8));
        b[l] =
            uncertain
                ? Rational.of(random.nextInt(199) - 99, 81)
                : Rational.ofDouble(random.within(8));
      }
      RationalMatrix ea = RationalMatrix.of(n, n, a);
      RationalMatrix eb = RationalMatrix.of(n, n, b);
      RationalMatrix exact = ea.times(eb);
      DoubleMatrix product = k.of(ea).times(k.of(eb));
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          assertTrue(k.entry(product, i, j).contains(exact.get(i, j)), i + ", " + j);
        }
      }
      double bound = 64 * (n + 2) * Radius.UNIT_ROUNDOFF * n;
      assertTrue(
          product.largestRadius() > 0 && product.largestRadius() < 4 * bound,
          "radius " + product.largestRadius());
    }
  }

  /** A rounding error that is known exactly is the radius: 1/10 + 2/10 as doubles. */
  @Test
  void theRadiusOfASumIsItsRoundingError() {
    DoubleMatrix a = k.scalar(Rational.ofDouble(0.1));
    DoubleMatrix b = k.scalar(Rational.ofDouble(0.2));
    DoubleMatrix sum = a.plus(b);
    BigDecimal error =
        new BigDecimal(0.1)
            .add(new BigDecimal(0.2))
            .subtract(new BigDecimal(sum.value(0, 0)))
            .abs();
    assertEquals(error.doubleValue(), sum.radius(0, 0));
    assertTrue(sum.radius(0, 0) > 0);
  }

  @Test
  void overflowIsUnknownAndNeverNaN() {
    DoubleMatrix huge = k.scalar(Rational.ofDouble(1e300));
    DoubleMatrix unknown = huge.hadamard(huge);
    assertEquals(0.0, unknown.value(0, 0));
    assertEquals(Double.POSITIVE_INFINITY, unknown.radius(0, 0));
    assertEquals(Double.NEGATIVE_INFINITY, k.lower(unknown, 0, 0));
    assertEquals(Double.POSITIVE_INFINITY, k.upper(unknown, 0, 0));
    assertThrows(NotRepresentableException.class, () -> k.entry(unknown, 0, 0));
    DoubleMatrix zero = k.scalar(Rational.ZERO);
    assertEquals(0.0, zero.times(unknown).radius(0, 0));
    assertEquals(0.0, unknown.hadamard(zero).radius(0, 0));
    assertEquals(1.0, k.upper(unknown.apply(ElementaryFunction.TANH), 0, 0));
    assertEquals(-1.0, k.lower(unknown.apply(ElementaryFunction.TANH), 0, 0));
    for (ElementaryFunction f : ElementaryFunction.values()) {
      if (f == ElementaryFunction.LOG || f == ElementaryFunction.SQRT) {
        assertThrows(NotRepresentableException.class, () -> unknown.apply(f));
      } else {
        DoubleMatrix y =
            unknown.apply(f).minus(unknown).plus(unknown.maxNorm().plus(unknown.smallestEntry()));
        assertEquals(Double.POSITIVE_INFINITY, y.radius(0, 0), f.toString());
        assertTrue(unknown.apply(f).radius(0, 0) > 0, f.toString());
      }
    }
    assertThrows(NotRepresentableException.class, () -> huge.dividedBy(unknown));
    assertThrows(NotRepresentableException.class, () -> huge.dividedBy(zero));
  }

  @Test
  void undecidedIndicatorsAreHalfPlusMinusHalf() {
    DoubleMatrix third = k.scalar(Rational.of(1, 3));
    DoubleMatrix nearZero = third.minus(k.scalar(Rational.ofDouble(1.0 / 3)));
    assertTrue(nearZero.radius(0, 0) > 0);
    for (ElementaryFunction f :
        new ElementaryFunction[] {
          ElementaryFunction.INDICATOR_POSITIVE,
          ElementaryFunction.INDICATOR_NON_NEGATIVE,
          ElementaryFunction.INDICATOR_ZERO
        }) {
      assertEquals(0.5, nearZero.apply(f).value(0, 0), f.toString());
      assertEquals(0.5, nearZero.apply(f).radius(0, 0), f.toString());
    }
    assertEquals(1.0, nearZero.apply(ElementaryFunction.SIGN).radius(0, 0));
    DoubleMatrix exactZero = k.scalar(Rational.ZERO);
    assertEquals(1.0, k.lower(exactZero.apply(ElementaryFunction.INDICATOR_ZERO), 0, 0));
    assertEquals(0.0, k.upper(exactZero.apply(ElementaryFunction.INDICATOR_POSITIVE), 0, 0));
  }

  /** Underflowing products keep a radius: 2⁻⁶⁰⁰·2⁻⁶⁰⁰ is not 0. */
  @Test
  void underflowHasARadius() {
    DoubleMatrix tiny = k.scalar(Rational.ofDouble(0x1p-600));
    assertTrue(k.upper(tiny.times(tiny), 0, 0) > 0);
    assertTrue(k.upper(tiny.hadamard(tiny), 0, 0) > 0);
    assertTrue(k.upper(tiny.apply(ElementaryFunction.SQUARE), 0, 0) > 0);
    assertTrue(k.upper(tiny.scale(Rational.ofDouble(0x1p-600)), 0, 0) > 0);
  }
}
