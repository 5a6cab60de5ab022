package org.theoria.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.theoria.arithmetic.IntervalArithmetic;
import org.theoria.arithmetic.IntervalMatrix;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.backend.ScalarActivation;

/** t/(1+|t|), and the losses that each fail one hypothesis of slide 58. */
final class SoftsignAndLossesTest {
  private static final RationalArithmetic Q = RationalArithmetic.INSTANCE;
  private static final List<Rational> POINTS =
      List.of(
          Rational.of(-7, 2),
          Rational.of(-1),
          Rational.of(-1, 8),
          Rational.ZERO,
          Rational.of(2, 3),
          Rational.of(5));

  private static RationalMatrix scalar(Rational t) {
    return RationalMatrix.of(1, 1, t);
  }

  @Test
  void softsignAtSomePoints() {
    assertEquals(
        "-7/9", Activation.SOFTSIGN.value(Q, scalar(Rational.of(-7, 2))).get(0, 0).toString());
    assertEquals(
        "2/5", Activation.SOFTSIGN.value(Q, scalar(Rational.of(2, 3))).get(0, 0).toString());
    assertEquals(
        "9/25", Activation.SOFTSIGN.slope(Q, scalar(Rational.of(2, 3))).get(0, 0).toString());
    assertEquals("1", Activation.SOFTSIGN.slope(Q, scalar(Rational.ZERO)).get(0, 0).toString());
    assertEquals("softsign", Activation.SOFTSIGN.id());
    assertTrue(
        Activation.SOFTSIGN.isRational() && Activation.SOFTSIGN.isContinuouslyDifferentiable());
  }

  /** |σ(t+s) − σ(t) − s·σ′(t)| ≤ s², since |σ″| ≤ 2; likewise σ″ is the slope of σ′ off 0. */
  @Test
  void softsignAndItsDerivatives() {
    Rational s = Rational.of(1, 1024);
    IntervalArithmetic k = new IntervalArithmetic();
    for (Rational t : POINTS) {
      Rational difference = at(t.plus(s)).minus(at(t));
      Rational slope = Activation.SOFTSIGN.slope(Q, scalar(t)).get(0, 0);
      assertTrue(
          difference.minus(slope.times(s)).abs().compareTo(s.times(s)) <= 0, "slope at " + t);
      IntervalMatrix enclosed = Activation.SOFTSIGN.slope(k, k.of(scalar(t)));
      assertTrue(k.entry(enclosed, 0, 0).contains(slope));
      assertEquals(
          slope.doubleValue(),
          ScalarActivation.slope(StandardActivation.SOFTSIGN, t.doubleValue()),
          1e-15);
      assertEquals(
          at(t).doubleValue(),
          ScalarActivation.value(StandardActivation.SOFTSIGN, t.doubleValue()),
          1e-15);
      if (!t.isZero()) {
        Rational next = Activation.SOFTSIGN.slope(Q, scalar(t.plus(s))).get(0, 0);
        Rational curvature =
            Curvature.of(Q, Activation.SOFTSIGN, scalar(t), Curvature.Kinks.REFUSED).get(0, 0);
        assertTrue(
            next.minus(slope)
                    .minus(curvature.times(s))
                    .abs()
                    .compareTo(s.times(s).times(Rational.of(6)))
                <= 0,
            "curvature at " + t);
      }
    }
  }

  private static Rational at(Rational t) {
    return Activation.SOFTSIGN.value(Q, scalar(t)).get(0, 0);
  }

  /** On an interval around 0 the curvature is the hull of both sides. */
  @Test
  void theCurvatureAroundZeroIsAHull() {
    IntervalArithmetic k = new IntervalArithmetic();
    IntervalMatrix z = k.between(scalar(Rational.of(-1, 1024)), scalar(Rational.of(1, 1024)));
    IntervalMatrix c = Curvature.of(k, Activation.SOFTSIGN, z, Curvature.Kinks.REFUSED);
    assertTrue(k.lower(c, 0, 0) <= -1.99 && k.upper(c, 0, 0) >= 1.99, () -> "" + k.entry(c, 0, 0));
  }

  /**
   * The gradient and the second derivative of each loss, from four values: a polynomial of degree
   * at most 4 is met exactly by central differences with one correction.
   */
  @Test
  void lossesAndTheirDerivatives() {
    for (Loss loss :
        List.of(
            Loss.SQUARE,
            Loss.QUARTIC,
            Loss.SHIFTED_SQUARE,
            Loss.NEGATIVE_SQUARE,
            Loss.DOUBLE_WELL)) {
      for (Rational t : POINTS) {
        Rational y = Rational.of(1, 3);
        Rational first = central(loss, t, y, Rational.ONE);
        Rational second = central(loss, t, y, Rational.of(2));
        // (4·δ_1 − δ_2)/3 removes the third derivative
        Rational derivative = first.times(Rational.of(4)).minus(second).dividedBy(Rational.of(3));
        assertEquals(
            derivative, loss.gradient(Q, scalar(t), scalar(y)).get(0, 0), loss.id() + " at " + t);
        Rational step = Rational.of(1, 4096);
        Rational change =
            loss.gradient(Q, scalar(t.plus(step)), scalar(y))
                .minus(loss.gradient(Q, scalar(t.minus(step)), scalar(y)))
                .get(0, 0)
                .dividedBy(step.times(Rational.of(2)));
        Rational curvature = Curvature.of(Q, loss, scalar(t), scalar(y)).get(0, 0);
        assertTrue(
            change.minus(curvature).abs().compareTo(Rational.of(1, 100_000)) <= 0,
            loss.id() + " at " + t);
      }
    }
    assertEquals(Rational.of(6), value(Loss.SHIFTED_SQUARE, RationalMatrix.zero(2, 3)));
    assertEquals(Rational.of(-4), value(Loss.NEGATIVE_SQUARE, scalar(Rational.of(2))));
    assertEquals(Rational.of(1, 16), value(Loss.DOUBLE_WELL, scalar(Rational.of(1, 2))));
    assertTrue(
        Loss.DOUBLE_WELL.gradient(Q, scalar(Rational.of(1, 2)), scalar(Rational.ZERO)).isZero());
  }

  private static Rational value(Loss loss, RationalMatrix r) {
    return loss.value(Q, r, RationalMatrix.zero(r.rows(), r.columns())).get(0, 0);
  }

  private static Rational central(Loss loss, Rational t, Rational y, Rational step) {
    return loss.value(Q, scalar(t.plus(step)), scalar(y))
        .minus(loss.value(Q, scalar(t.minus(step)), scalar(y)))
        .get(0, 0)
        .dividedBy(step.times(Rational.of(2)));
  }
}
