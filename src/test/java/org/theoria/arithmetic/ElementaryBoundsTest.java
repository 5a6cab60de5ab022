package org.theoria.arithmetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElementaryBoundsTest {
  private static final int ARGUMENTS = 25_000;

  /**
   * Every enclosure at a point holds the true value, and is at most so many ulps wide: 150,000
   * arguments in all.
   */
  @ParameterizedTest
  @CsvSource({"EXP,4", "LOG,4", "TANH,9", "SIGMOID,7", "SOFTPLUS,6", "SQRT,1"})
  void enclosesTheTrueValueTightly(ElementaryFunction f, int widestUlps) {
    Doubles doubles = new Doubles(1000 + f.ordinal());
    double widest = 0;
    double widestAt = 0;
    for (int n = 0; n < ARGUMENTS; n++) {
      double t = f == ElementaryFunction.LOG ? positive(doubles) : doubles.argument();
      t = f == ElementaryFunction.SQRT ? Math.abs(t) : t;
      Interval y = Interval.point(t).apply(f);
      requireHolds(f, t, y);
      if (Double.isFinite(y.upper())) {
        double ulps = y.width() / Math.ulp(y.lower() < 0 ? y.upper() : y.lower());
        if (ulps > widest) {
          widest = ulps;
          widestAt = t;
        }
      }
    }
    assertTrue(widest <= widestUlps, f + " is " + widest + " ulps wide at " + widestAt);
  }

  private static double positive(Doubles doubles) {
    double t = doubles.argument();
    double magnitude = doubles.nextInt(4) == 0 ? Math.abs(1 + t * 0x1p-30) : Math.abs(t);
    return magnitude > 0 ? magnitude : 1;
  }

  private static void requireHolds(ElementaryFunction f, double t, Interval y) {
    assertTrue(HighPrecision.compare(y.lower(), f, t) <= 0, f + "(" + t + ") is below " + y);
    assertTrue(HighPrecision.compare(y.upper(), f, t) >= 0, f + "(" + t + ") is above " + y);
  }

  /** An interval's image holds the image of its points. */
  @ParameterizedTest
  @CsvSource({"EXP", "LOG", "TANH", "SIGMOID", "SOFTPLUS", "SQRT"})
  void enclosesTheImageOfAnInterval(ElementaryFunction f) {
    Doubles doubles = new Doubles(2000 + f.ordinal());
    boolean positive = f == ElementaryFunction.LOG || f == ElementaryFunction.SQRT;
    for (int n = 0; n < 1_000; n++) {
      double a = positive ? positive(doubles) : doubles.argument();
      double b = positive ? positive(doubles) : doubles.argument();
      double c = Math.min(a, b) / 2 + Math.max(a, b) / 2;
      double inside = Math.min(Math.max(c, Math.min(a, b)), Math.max(a, b));
      Interval y = new Interval(Math.min(a, b), Math.max(a, b)).apply(f);
      requireHolds(f, inside, y);
      requireHolds(f, a, y);
      requireHolds(f, b, y);
    }
  }

  @Test
  void valuesThatAreExactArePoints() {
    assertEquals(Interval.ONE, Interval.ZERO.exp());
    assertEquals(Interval.ZERO, Interval.ONE.log());
    assertEquals(Interval.ZERO, Interval.ZERO.tanh());
    assertEquals(Interval.point(0.5), Interval.ZERO.sigmoid());
    assertEquals(Interval.point(1.5), Interval.point(2.25).sqrt());
    assertEquals(Interval.point(0x1p-537), Interval.point(Double.MIN_VALUE).sqrt());
    assertEquals(Interval.ZERO, Interval.point(-0.0).tanh());
  }

  @Test
  void extremesKeepTheirRanges() {
    Interval everything = Interval.REALS;
    assertEquals(new Interval(0, Double.POSITIVE_INFINITY), everything.exp());
    assertEquals(new Interval(-1, 1), everything.tanh());
    assertEquals(new Interval(0, 1), everything.sigmoid());
    assertEquals(new Interval(0, Double.POSITIVE_INFINITY), everything.softplus());
    assertEquals(
        new Interval(Double.MAX_VALUE, Double.POSITIVE_INFINITY), Interval.point(1e308).exp());
    assertEquals(0, Interval.point(-1e308).exp().lower());
    assertTrue(Interval.point(-1e308).exp().upper() > 0, "e^t is never 0");
    assertEquals(1, Interval.point(1e308).tanh().upper());
    assertTrue(Interval.point(1e308).tanh().lower() < 1, "tanh t is never 1");
    assertTrue(Interval.point(40).softplus().lower() >= 40);
    assertFalse(Interval.point(40).softplus().isPoint());
  }

  @Test
  void outsideTheDomainNothingIsReturned() {
    assertThrows(NotRepresentableException.class, () -> new Interval(0, 1).log());
    assertThrows(NotRepresentableException.class, () -> new Interval(-1e-300, 1).sqrt());
  }
}
