package org.theoria.theorems.firstproperties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
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
import org.theoria.arithmetic.NotRepresentableException;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.certify.Problem;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Loss;
import org.theoria.network.Network;
import org.theoria.network.Parameters;
import org.theoria.network.PartialDerivatives;
import org.theoria.network.Sample;
import org.theoria.proposition.Proposition;
import org.theoria.proposition.Sampler;
import org.theoria.proposition.Variant;
import org.theoria.sampling.Key;
import org.theoria.sampling.Kinks;
import org.theoria.search.Outcome;
import org.theoria.search.Search;
import org.theoria.search.SearchOptions;
import org.theoria.search.Sweep;
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

  /** The formula with a value of one's own for σ'(0), in loops over rational numbers. */
  private static List<Rational> formula(Network n, Loss loss, Sample s, Rational atZero) {
    List<Rational> met = new ArrayList<>();
    List<Rational> output = new PlainRisk(n, s, loss).output(0, met);
    int power = loss.equals(Loss.SQUARE) ? 2 : 4;
    List<Rational> delta = new ArrayList<>();
    for (int i = 0; i < output.size(); i++) {
      Rational difference = output.get(i).minus(s.y().get(i, 0));
      delta.add(difference.pow(power - 1).times(Rational.of(power)));
    }
    List<RationalMatrix> weights = new ArrayList<>();
    List<RationalMatrix> biases = new ArrayList<>();
    int end = met.size();
    for (int h = n.depth(); h >= 1; h--) {
      int rows = n.architecture().width(h);
      int columns = n.architecture().width(h - 1);
      RationalMatrix w = RationalMatrix.zero(rows, columns);
      RationalMatrix b = RationalMatrix.zero(rows, 1);
      List<Rational> below = new ArrayList<>(Collections.nCopies(columns, Rational.ZERO));
      for (int i = 0; i < rows; i++) {
        Rational z = met.get(end - rows + i);
        Rational error = slope(n.activation(h), z, atZero).times(delta.get(i));
        b = b.with(i, 0, error);
        for (int j = 0; j < columns; j++) {
          Rational input =
              h == 1
                  ? s.x().get(j, 0)
                  : value(n.activation(h - 1), met.get(end - rows - columns + j));
          w = w.with(i, j, error.times(input));
          below.set(j, below.get(j).plus(n.weight(h).get(i, j).times(error)));
        }
      }
      weights.addFirst(w);
      biases.addFirst(b);
      delta = below;
      end -= rows;
    }
    return Networks.theta(n.withParameters(weights, biases));
  }

  private static Rational slope(Activation a, Rational z, Rational atZero) {
    if (a.equals(Activation.IDENTITY) || z.signum() > 0) {
      return Rational.ONE;
    }
    return z.isZero() ? atZero : value(a, Rational.of(-1)).negate();
  }

  private static Rational value(Activation a, Rational z) {
    return a.value(RationalArithmetic.INSTANCE, RationalMatrix.of(1, 1, z)).get(0, 0);
  }

  /**
   * On kinks: where E has all its partial derivatives in the biases, the formula gives every
   * partial derivative, whatever value σ'(0) is given; and where it has not, the formula cannot.
   */
  @Test
  void whereTheBiasDerivativesExistTheFormulaHoldsWhateverTheSlopeAtZero() {
    BackpropGradientRelu relu = new BackpropGradientRelu();
    Sampler<BackpropGradient.Instance> onKinks =
        relu.sampler(
            Set.of(BackpropGradientRelu.PIECEWISE_LINEAR), Set.of(BackpropGradientRelu.OFF_KINKS));
    Key key = new Key("differentiable-on-a-kink", 4503);
    int premise = 0;
    int movedByTheSlope = 0;
    for (long index = 0; index < 2_500; index++) {
      BackpropGradient.Instance i = onKinks.draw(key.stream(index));
      Network n = i.network();
      assertTrue(Kinks.meets(n, i.sample().x()));
      RationalMatrix right = sided(n, i.loss(), i.sample(), PartialDerivatives.Side.RIGHT);
      RationalMatrix left = sided(n, i.loss(), i.sample(), PartialDerivatives.Side.LEFT).negate();
      List<Rational> derivatives = right.toRows().getFirst();
      if (!BackpropClaims.biasesOf(n, right).equals(BackpropClaims.biasesOf(n, left))) {
        assertNotEquals(right, left);
        movedByTheSlope +=
            formula(n, i.loss(), i.sample(), Rational.ONE)
                    .equals(formula(n, i.loss(), i.sample(), Rational.ZERO))
                ? 0
                : 1;
        continue;
      }
      premise++;
      assertEquals(right, left, () -> "a partial derivative does not exist: " + i);
      assertEquals(derivatives, formula(n, i.loss(), i.sample()), () -> "the formula: " + i);
      for (Rational atZero : List.of(Rational.ONE, Rational.ZERO, Rational.of(-7, 3))) {
        assertEquals(
            derivatives,
            formula(n, i.loss(), i.sample(), atZero),
            () -> "with slope " + atZero + " at 0: " + i);
      }
    }
    int met = premise;
    int moved = movedByTheSlope;
    assertTrue(met >= 100, () -> "all derivatives in the biases exist in " + met);
    assertTrue(moved >= 100, () -> "the slope at 0 matters in only " + moved);
  }

  /**
   * E = (max(0,t) − max(0,−t) + 1/2)² = (t + 1/2)² at t = 0: the partial derivative in w is 1, the
   * formula gives 2, or 0 with σ'(0) = 0. E is not differentiable there: it has no partial
   * derivative in the biases of the second layer.
   */
  @Test
  void theFormulaCanMissAPartialDerivativeWhereTheRiskIsNotDifferentiable() {
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
    assertEquals(Rational.of(2), formula(n, Loss.SQUARE, s, Rational.ONE).getFirst());
    assertEquals(Rational.ZERO, formula(n, Loss.SQUARE, s, Rational.ZERO).getFirst());
    int secondBiases = new Parameters(n.architecture()).biasStart(2);
    for (int p = secondBiases; p < secondBiases + 2; p++) {
      assertNotEquals(risk.oneSidedDerivative(p, true), risk.oneSidedDerivative(p, false));
    }
  }

  private static Network network(Activation... activations) {
    List<Integer> widths = Collections.nCopies(activations.length + 1, 1);
    return Networks.network(
        new Architecture(widths),
        List.of(activations),
        Collections.nCopies(2 * activations.length, Rational.ONE));
  }

  /** Kinks are decided where they can be, and said to be undecidable where they cannot. */
  @Test
  void kinksBehindALayerThatIsNotRationalCannotBeDecided() {
    RationalMatrix one = RationalMatrix.of(1, 1, Rational.ONE);
    RationalMatrix minusOne = RationalMatrix.of(1, 1, Rational.of(-1)); // z₁ = 0
    assertFalse(Kinks.meets(network(Activation.TANH, Activation.SOFTPLUS), one));
    assertFalse(Kinks.meets(network(Activation.RELU, Activation.TANH, Activation.SOFTMAX), one));
    assertTrue(
        Kinks.meets(network(Activation.RELU, Activation.TANH, Activation.SOFTMAX), minusOne));
    assertTrue(Kinks.meets(network(Activation.RELU, Activation.TANH, Activation.RELU), minusOne));
    assertThrows(
        NotRepresentableException.class,
        () -> Kinks.meets(network(Activation.TANH, Activation.RELU, Activation.IDENTITY), one));
  }

  /** "ReLU network, regression": with softmax the formula is false, and that is certified. */
  @Test
  void theIdentityOnTheLastLayerIsNeeded() {
    BackpropGradientRelu relu = new BackpropGradientRelu();
    assertEquals(BackpropGradientRelu.PIECEWISE_LINEAR, relu.hypotheses().getFirst());
    Search.Found<BackpropGradient.Instance> found =
        Search.run(
            Problem.of(relu, new Variant.Without("piecewise-linear")),
            SearchOptions.of(500, 4504, 1),
            Sweep.Until.FIRST_REFUTATION);
    assertInstanceOf(Outcome.Refuted.class, found.outcome());
    BackpropGradient.Instance i = found.smallest().orElseThrow().instance();
    assertEquals(Activation.SOFTMAX, i.network().activations().getLast());
    assertTrue(Problem.of(relu, new Variant.Stated()).whyNot(i).isPresent());
  }
}
