package org.theoria.theorems.firstproperties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;
import org.theoria.arbitraries.Networks;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Loss;
import org.theoria.network.Network;
import org.theoria.network.PartialDerivatives;
import org.theoria.network.Sample;
import org.theoria.proposition.Proposition;
import org.theoria.sampling.Kinks;
import org.theoria.theorems.BoundaryCases;
import org.theoria.theorems.PropositionContract;

final class BackpropGradientReluProperties extends PropositionContract<BackpropGradient.Instance> {

  @Override
  protected Proposition<BackpropGradient.Instance> proposition() {
    return new BackpropGradientRelu();
  }

  /** The statement is about points off the kinks; those on them are drawn by its ablation. */
  @Override
  protected Map<String, Predicate<BackpropGradient.Instance>> boundaryCases() {
    return BoundaryCases.of(
        BackpropGradient.Instance::network,
        BackpropGradient.Instance::sample,
        Set.of("repeated-points", "point-on-kink"));
  }

  @Provide
  Arbitrary<Tuple.Tuple2<Network, Sample>> networks() {
    return Networks.withSamples(
        Networks.networks(
            Networks.architectures(1, 5, 3), BackpropGradient.KINKED, List.of(Activation.IDENTITY)),
        1);
  }

  private static List<Rational> formula(Network n, Loss loss, Sample s) {
    BackpropFormula.Gradient<RationalMatrix> g =
        new BackpropFormula(BackpropFormula.Change.NONE)
            .gradient(RationalArithmetic.INSTANCE, n, loss, s.x(), s.y());
    return Networks.theta(n.withParameters(g.weights(), g.biases()));
  }

  private static RationalMatrix sided(
      Network n, Loss loss, Sample s, PartialDerivatives.Side side) {
    return PartialDerivatives.of(RationalArithmetic.INSTANCE, n, loss, s.x(), s.y(), side);
  }

  /**
   * On kinks and off them: the one-sided derivatives are those read off exact values of E; off them
   * the formula is both.
   */
  @Property(tries = 150, seed = "4502")
  void oneSidedDerivativesComeFromTheRiskAlone(
      @ForAll("networks") Tuple.Tuple2<Network, Sample> problem, @ForAll boolean kink) {
    Sample s = problem.get2();
    Network n = kink ? PlainRisk.onKink(problem.get1(), s) : problem.get1();
    Loss loss = n.depth() % 2 == 0 ? Loss.SQUARE : Loss.QUARTIC;
    PlainRisk risk = new PlainRisk(n, s, loss);
    RationalMatrix right = sided(n, loss, s, PartialDerivatives.Side.RIGHT);
    RationalMatrix left = sided(n, loss, s, PartialDerivatives.Side.LEFT);
    List<Rational> formula = formula(n, loss, s);
    boolean onKink = Kinks.meets(n, s.x());
    assertEquals(risk.meetsKink(), onKink);
    boolean formulaHolds = true;
    for (int p = 0; p < risk.parameters(); p++) {
      assertEquals(risk.oneSidedDerivative(p, true), right.get(0, p), "right, parameter " + p);
      // Side.LEFT is the derivative along −e_p, the opposite of the left derivative
      assertEquals(
          risk.oneSidedDerivative(p, false), left.get(0, p).negate(), "left, parameter " + p);
      boolean both =
          formula.get(p).equals(right.get(0, p)) && formula.get(p).equals(left.get(0, p).negate());
      assertTrue(both || onKink, () -> "off the kinks the formula is the partial derivative");
      formulaHolds &= both;
    }
    Statistics.label("kink")
        .collect(onKink)
        .coverage(
            c -> {
              c.check(true).percentage(x -> x > 20);
              c.check(false).percentage(x -> x > 20);
            });
    Statistics.label("formula")
        .collect(formulaHolds)
        .coverage(c -> c.check(false).count(k -> k > 0));
  }

  /**
   * E = (max(0,t) − max(0,−t) + 1/2)² = (t + 1/2)² at t = 0: differentiable with derivative 1, and
   * the formula gives 2.
   */
  @Test
  void theFormulaCanFailWhereTheRiskIsDifferentiable() {
    // z₁ = w·1 + 1 with w = 0, so t = z₁ − 1 = w; the second layer is (t, −t), the third its
    // difference
    List<Rational> theta =
        List.of("0", "1", "1", "-1", "-1", "1", "1", "-1", "0").stream()
            .map(Rational::parse)
            .toList();
    Network n =
        Networks.network(
            Architecture.of(1, 1, 2, 1),
            List.of(Activation.RELU, Activation.RELU, Activation.IDENTITY),
            theta);
    Sample s =
        new Sample(
            RationalMatrix.of(1, 1, Rational.ONE), RationalMatrix.of(1, 1, Rational.of(-1, 2)));
    PlainRisk risk = new PlainRisk(n, s, Loss.SQUARE);
    assertEquals(Rational.ONE, risk.oneSidedDerivative(0, true));
    assertEquals(Rational.ONE, risk.oneSidedDerivative(0, false));
    assertEquals(Rational.of(2), formula(n, Loss.SQUARE, s).getFirst());
  }
}
