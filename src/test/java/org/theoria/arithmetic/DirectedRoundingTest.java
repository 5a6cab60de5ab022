package org.theoria.arithmetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/**
 * Every operation on points gives the narrowest interval around the exact rational result: proven
 * and tight at once.
 */
class DirectedRoundingTest {
  private static final int PAIRS = 25_000;

  @Test
  void operationsOnPointsAreTheNarrowestEnclosures() {
    Doubles doubles = new Doubles(41);
    for (int n = 0; n < PAIRS; n++) {
      double a = doubles.operand();
      double b = n % 5 == 0 ? -a * (1 + doubles.nextInt(3) * 0x1p-52) : doubles.operand();
      if (!Double.isFinite(b)) {
        continue;
      }
      Interval x = Interval.point(a);
      Interval y = Interval.point(b);
      Rational p = Rational.ofDouble(a);
      Rational q = Rational.ofDouble(b);
      String pair = a + ", " + b;
      assertEquals(Interval.of(p.plus(q)), x.plus(y), () -> "+ " + pair);
      assertEquals(Interval.of(p.minus(q)), x.minus(y), () -> "- " + pair);
      assertEquals(Interval.of(p.times(q)), x.times(y), () -> "* " + pair);
      if (b != 0) {
        assertEquals(Interval.of(p.dividedBy(q)), x.dividedBy(y), () -> "/ " + pair);
      }
      assertEquals(Interval.of(p.times(p)), x.square(), () -> "square " + a);
    }
  }

  @Test
  void cubesAreEnclosedAndExactWhenTheyAreDoubles() {
    Doubles doubles = new Doubles(42);
    for (int n = 0; n < 5_000; n++) {
      double a = doubles.operand();
      Rational cube = Rational.ofDouble(a).pow(3);
      Interval found = Interval.point(a).cube();
      assertTrue(found.contains(cube), () -> a + ": " + found);
      if (Interval.of(cube).isPoint()) {
        assertTrue(found.isPoint(), () -> a + ": " + found);
      }
    }
  }

  @Test
  void rootsAreTheNarrowestEnclosures() {
    Doubles doubles = new Doubles(43);
    for (int n = 0; n < 10_000; n++) {
      double a = Math.abs(n % 2 == 0 ? doubles.operand() : square(doubles));
      Interval root = Interval.point(a).sqrt();
      Rational low = Rational.ofDouble(root.lower());
      Rational high = Rational.ofDouble(root.upper());
      Rational x = Rational.ofDouble(a);
      int below = low.times(low).compareTo(x);
      int above = high.times(high).compareTo(x);
      assertTrue(below <= 0 && above >= 0, () -> "sqrt " + a + " in " + root);
      assertTrue(below == 0 ? root.isPoint() : root.upper() == Math.nextUp(root.lower()));
    }
  }

  private static double square(Doubles doubles) {
    double d = Math.scalb((double) doubles.nextInt(1 << 26), doubles.nextInt(1000) - 520);
    return d * d;
  }

  /**
   * On proper intervals, against the exact products, quotients and sums of all four pairs of
   * endpoints.
   */
  @Test
  void operationsOnIntervalsAreTheNarrowestEnclosures() {
    Doubles doubles = new Doubles(44);
    for (int n = 0; n < 6_000; n++) {
      Interval x = interval(doubles);
      Interval y = interval(doubles);
      Rational[] p = {Rational.ofDouble(x.lower()), Rational.ofDouble(x.upper())};
      Rational[] q = {Rational.ofDouble(y.lower()), Rational.ofDouble(y.upper())};
      assertEquals(hull(p[0].plus(q[0]), p[1].plus(q[1])), x.plus(y));
      assertEquals(hull(p[0].minus(q[1]), p[1].minus(q[0])), x.minus(y));
      assertEquals(
          hull(p[0].times(q[0]), p[0].times(q[1]), p[1].times(q[0]), p[1].times(q[1])),
          x.times(y),
          () -> x + " * " + y);
      if (y.contains(0)) {
        assertThrows(NotRepresentableException.class, () -> x.dividedBy(y));
      } else {
        assertEquals(
            hull(
                p[0].dividedBy(q[0]),
                p[0].dividedBy(q[1]),
                p[1].dividedBy(q[0]),
                p[1].dividedBy(q[1])),
            x.dividedBy(y),
            () -> x + " / " + y);
      }
    }
  }

  private static Interval interval(Doubles doubles) {
    double a = doubles.operand();
    double b = doubles.nextInt(4) == 0 ? a : doubles.operand();
    return new Interval(Math.min(a, b), Math.max(a, b));
  }

  private static Interval hull(Rational... values) {
    Rational low = values[0];
    Rational high = values[0];
    for (Rational v : values) {
      low = low.min(v);
      high = high.max(v);
    }
    return new Interval(low.lowerDouble(), high.upperDouble());
  }

  @Test
  void unboundedIntervals() {
    double inf = Double.POSITIVE_INFINITY;
    Interval positive = new Interval(0, inf);
    Interval atLeastOne = new Interval(1, inf);
    assertEquals(Interval.ZERO, Interval.ZERO.times(Interval.REALS));
    assertEquals(Interval.ZERO, Interval.REALS.times(Interval.ZERO));
    assertEquals(positive, positive.times(positive));
    assertEquals(Interval.REALS, positive.minus(positive));
    assertEquals(positive, atLeastOne.dividedBy(atLeastOne));
    assertEquals(new Interval(-inf, 0), atLeastOne.dividedBy(atLeastOne.negate()));
    assertEquals(Interval.REALS, Interval.REALS.dividedBy(atLeastOne));
    assertEquals(new Interval(0, 1), Interval.ONE.dividedBy(atLeastOne));
    assertEquals(positive, Interval.REALS.square());
    assertEquals(positive, Interval.REALS.abs());
    assertEquals(Interval.REALS, Interval.REALS.cube());
    assertEquals(positive, Interval.REALS.positivePart());
    assertEquals(new Interval(Double.MAX_VALUE, inf), Interval.point(1e200).square());
    assertThrows(NotRepresentableException.class, positive::toEnclosure);
  }

  @Test
  void functionsWithKinks() {
    Interval straddling = new Interval(-2, 3);
    assertEquals(new Interval(0, 9), straddling.square());
    assertEquals(new Interval(-8, 27), straddling.cube());
    assertEquals(new Interval(0, 3), straddling.abs());
    assertEquals(new Interval(2, 3), new Interval(-3, -2).abs());
    assertEquals(new Interval(0, 3), straddling.positivePart());
    assertEquals(new Interval(0, 1), straddling.indicatorPositive());
    assertEquals(new Interval(0, 1), straddling.indicatorZero());
    assertEquals(new Interval(-1, 1), straddling.sign());
    assertEquals(Interval.ZERO, new Interval(-2, 0).indicatorPositive());
    assertEquals(new Interval(0, 1), new Interval(-2, 0).indicatorNonNegative());
    assertEquals(Interval.ONE, new Interval(0, 2).indicatorNonNegative());
    assertEquals(new Interval(0, 1), new Interval(0, 2).indicatorPositive());
    assertEquals(Interval.ONE, Interval.point(-0.0).indicatorZero());
    assertEquals(new Interval(-1, 0), new Interval(-2, 0).sign());
  }

  @Test
  void endpointsThatAreNoIntervalAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Interval(Double.NaN, 1));
    assertThrows(IllegalArgumentException.class, () -> new Interval(2, 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Interval(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY));
  }
}
