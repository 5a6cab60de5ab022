package org.theoria.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.theoria.arithmetic.IntervalArithmetic;
import org.theoria.arithmetic.NotRepresentableException;
import org.theoria.arithmetic.PreciseArithmetic;
import org.theoria.arithmetic.PreciseMatrix;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Curvature.Kinks;
import org.theoria.network.PartialDerivatives.Side;
import org.theoria.sampling.Key;
import org.theoria.sampling.NetworkSampler;
import org.theoria.sampling.Stream;

/** Gradient, Hessian products and output Jacobian, against each other and against differences. */
final class GradientTest {
  private static final PreciseArithmetic PRECISE = new PreciseArithmetic();

  /** h = 2⁻⁶⁰: a central difference is wrong by h²·(third derivative)/6 and 2⁻¹⁹²·2⁶⁰. */
  private static final Rational STEP = Rational.of(1, 1L << 60);

  private static final double DIFFERENCE = 1e-25;

  private static NetworkSampler sampler(
      List<Activation> hidden, List<NetworkSampler.Output> outputs) {
    return new NetworkSampler(1, 3, 3, 3, hidden, true, outputs, false, 4);
  }

  private static final NetworkSampler RATIONAL =
      sampler(
          List.of(
              Activation.IDENTITY, Activation.RELU, Activation.LEAKY_RELU, Activation.ABSOLUTE,
              Activation.SQUARE, Activation.SQUARED_RELU, Activation.CUBE),
          List.of(
              new NetworkSampler.Output(Activation.IDENTITY, Loss.SQUARE),
              new NetworkSampler.Output(Activation.SQUARE, Loss.QUARTIC)));

  private static final NetworkSampler SMOOTH =
      sampler(
          List.of(
              Activation.IDENTITY, Activation.TANH, Activation.SIGMOID, Activation.SOFTPLUS,
              Activation.SOFTMAX, Activation.SQUARE, Activation.CUBE),
          List.of(
              new NetworkSampler.Output(Activation.TANH, Loss.SQUARE),
              new NetworkSampler.Output(Activation.SIGMOID, Loss.QUARTIC),
              new NetworkSampler.Output(Activation.SOFTPLUS, Loss.LOGISTIC),
              new NetworkSampler.Output(Activation.SOFTMAX, Loss.CROSS_ENTROPY),
              new NetworkSampler.Output(Activation.SOFTMAX, Loss.SQUARE)));

  @Test
  void exactlyTheRightDerivativesOffKinks() {
    int compared = 0;
    for (int i = 0; i < 300; i++) {
      NetworkSampler.Drawn d = RATIONAL.draw(new Key("gradient", 1).stream(i));
      RationalArithmetic k = RationalArithmetic.INSTANCE;
      RationalMatrix expected = null;
      boolean smooth = true;
      for (int j = 0; j < d.sample().size(); j++) {
        RationalMatrix x = d.sample().x().block(0, j, d.sample().x().rows(), 1);
        RationalMatrix y = d.sample().y().block(0, j, d.sample().y().rows(), 1);
        RationalMatrix right =
            PartialDerivatives.of(k, d.network(), d.loss(), x, y, Side.RIGHT);
        RationalMatrix left = PartialDerivatives.of(k, d.network(), d.loss(), x, y, Side.LEFT);
        smooth &= right.plus(left).isZero();
        expected = expected == null ? right : expected.plus(right);
      }
      if (smooth) {
        compared++;
        assertEquals(
            expected,
            Gradient.of(k, d.network(), d.loss(), d.sample()).flatten().transpose());
      }
    }
    assertTrue(compared > 150, "only " + compared + " were smooth");
  }

  private static Network shifted(Network n, Gradient<RationalMatrix> v, Rational t) {
    List<RationalMatrix> w = new ArrayList<>();
    List<RationalMatrix> b = new ArrayList<>();
    for (int h = 1; h <= n.depth(); h++) {
      w.add(n.weight(h).plus(v.weights().get(h - 1).scale(t)));
      b.add(n.bias(h).plus(v.biases().get(h - 1).scale(t)));
    }
    return n.withParameters(w, b);
  }

  private static Gradient<RationalMatrix> direction(Network n, Stream s) {
    List<RationalMatrix> w = new ArrayList<>();
    List<RationalMatrix> b = new ArrayList<>();
    for (int h = 1; h <= n.depth(); h++) {
      w.add(random(s, n.weight(h).rows(), n.weight(h).columns()));
      b.add(random(s, n.bias(h).rows(), 1));
    }
    return new Gradient<>(w, b);
  }

  private static RationalMatrix random(Stream s, int rows, int columns) {
    Rational[] e = new Rational[rows * columns];
    for (int k = 0; k < e.length; k++) {
      e[k] = s.nextDyadic(1, 3);
    }
    return RationalMatrix.of(rows, columns, e);
  }

  private static void assertNear(PreciseMatrix difference, PreciseMatrix scale, String what) {
    for (int i = 0; i < difference.rows(); i++) {
      double size = Math.max(1, PRECISE.upper(scale.maxNorm(), 0, 0));
      double d =
          Math.max(-PRECISE.lower(difference, i, 0), PRECISE.upper(difference, i, 0));
      assertTrue(d <= DIFFERENCE * size, () -> what + ": off by " + d + " of " + size);
    }
  }

  @Test
  void theGradientIsTheDifferenceQuotientOfTheLoss() {
    for (int i = 0; i < 120; i++) {
      Stream s = new Key("gradient-difference", 1).stream(i);
      NetworkSampler.Drawn d = SMOOTH.draw(s);
      Gradient<RationalMatrix> v = direction(d.network(), s);
      PreciseMatrix quotient =
          loss(d, shifted(d.network(), v, STEP))
              .minus(loss(d, shifted(d.network(), v, STEP.negate())))
              .scale(STEP.times(Rational.of(2)).reciprocal());
      PreciseMatrix inner =
          Gradient.of(PRECISE, d.network(), d.loss(), d.sample())
              .flatten()
              .transpose()
              .times(PRECISE.of(v.flatten()));
      assertNear(inner.minus(quotient), inner, "gradient of " + d);
    }
  }

  private static PreciseMatrix loss(NetworkSampler.Drawn d, Network n) {
    return d.loss()
        .value(
            PRECISE,
            n.forward(PRECISE, PRECISE.of(d.sample().x())).output(),
            PRECISE.of(d.sample().y()));
  }

  @Test
  void hessianProductsAreDifferenceQuotientsOfTheGradient() {
    for (int i = 0; i < 120; i++) {
      Stream s = new Key("hessian", 1).stream(i);
      NetworkSampler.Drawn d = SMOOTH.draw(s);
      Gradient<RationalMatrix> v = direction(d.network(), s);
      PreciseMatrix quotient =
          gradient(d, shifted(d.network(), v, STEP))
              .minus(gradient(d, shifted(d.network(), v, STEP.negate())))
              .scale(STEP.times(Rational.of(2)).reciprocal());
      PreciseMatrix product =
          backpropagation(d)
              .hessianTimes(
                  new Gradient<>(
                      v.weights().stream().map(PRECISE::of).toList(),
                      v.biases().stream().map(PRECISE::of).toList()),
                  Kinks.REFUSED)
              .flatten();
      assertNear(product.minus(quotient), product, "Hessian of " + d);
    }
  }

  private static PreciseMatrix gradient(NetworkSampler.Drawn d, Network n) {
    return Gradient.of(PRECISE, n, d.loss(), d.sample()).flatten();
  }

  private static Backpropagation<PreciseMatrix> backpropagation(NetworkSampler.Drawn d) {
    return Backpropagation.of(
        d.network().forward(PRECISE, PRECISE.of(d.sample().x())),
        d.loss(),
        PRECISE.of(d.sample().y()));
  }

  @Test
  void theOutputJacobianTimesTheLossGradientIsTheGradient() {
    for (int i = 0; i < 120; i++) {
      NetworkSampler.Drawn d = SMOOTH.draw(new Key("jacobian", 1).stream(i));
      Forward<PreciseMatrix> f = d.network().forward(PRECISE, PRECISE.of(d.sample().x()));
      PreciseMatrix top =
          d.loss().gradient(PRECISE, f.output(), PRECISE.of(d.sample().y())).transpose().flatten();
      PreciseMatrix expected = OutputJacobian.of(f).transpose().times(top);
      PreciseMatrix got = gradient(d, d.network());
      assertNear(got.minus(expected), expected, "Jacobian of " + d);
    }
  }

  @Test
  void aKinkIsRefusedOrIgnoredAsAsked() {
    IntervalArithmetic k = new IntervalArithmetic();
    for (Activation a : List.of(Activation.RELU, Activation.LEAKY_RELU, Activation.ABSOLUTE)) {
      NotRepresentableException e =
          assertThrows(
              NotRepresentableException.class,
              () -> Curvature.of(k, a, k.scalar(Rational.ZERO), Kinks.REFUSED));
      assertEquals(
          "curvature: "
              + a.id()
              + " is not differentiable at 0, and the pre-activation of neuron 1 on example 1 is"
              + " not proved to differ from 0",
          e.getMessage());
      assertEquals(0, Curvature.of(k, a, k.scalar(Rational.ZERO), Kinks.IGNORED).upper(0, 0));
      assertEquals(0, Curvature.of(k, a, k.scalar(Rational.ONE), Kinks.REFUSED).upper(0, 0));
    }
  }
}
