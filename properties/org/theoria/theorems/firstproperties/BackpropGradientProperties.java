package org.theoria.theorems.firstproperties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.theoria.network.Loss;
import org.theoria.network.Network;
import org.theoria.network.Sample;
import org.theoria.proposition.Oracle;
import org.theoria.proposition.Proposition;
import org.theoria.sampling.Key;
import org.theoria.sampling.NetworkSampler;
import org.theoria.theorems.BoundaryCases;
import org.theoria.theorems.PropositionContract;

final class BackpropGradientProperties extends PropositionContract<BackpropGradient.Instance> {

  private static final List<Activation> POLYNOMIAL =
      List.of(Activation.IDENTITY, Activation.SQUARE, Activation.CUBE);

  /** The largest degree that is interpolated: 2·3·2 and 4·3 reach it. */
  private static final int LARGEST_DEGREE = 12;

  @Override
  protected Proposition<BackpropGradient.Instance> proposition() {
    return new BackpropGradient();
  }

  @Override
  protected Map<String, Predicate<BackpropGradient.Instance>> boundaryCases() {
    return BoundaryCases.of(
        BackpropGradient.Instance::network,
        BackpropGradient.Instance::sample,
        Set.of("repeated-points")); // one example
  }

  private static BackpropGradient.Instance drawn(
      int depth, Activation hidden, Activation last, Loss loss, long index) {
    NetworkSampler sampler =
        new NetworkSampler(
            depth,
            depth,
            3,
            1,
            List.of(hidden),
            false,
            List.of(new NetworkSampler.Output(last, loss)),
            false,
            4);
    NetworkSampler.Drawn d = sampler.draw(new Key("oracles", depth).stream(index));
    return new BackpropGradient.Instance(d.network(), d.sample(), d.loss());
  }

  /**
   * Automatic differentiation and the mean value enclosure, at every depth, with every activation
   * and loss that the issue names.
   */
  @Test
  void bothOraclesAgreeWithTheFormulaEverywhere() {
    for (Oracle<BackpropGradient.Instance> oracle :
        List.of(new AutomaticDifferentiationOracle(), new MeanValueOracle())) {
      for (int depth = 1; depth <= 6; depth++) {
        for (Activation a :
            List.of(
                Activation.TANH, Activation.SIGMOID, Activation.SOFTPLUS, Activation.IDENTITY)) {
          for (Loss loss : List.of(Loss.SQUARE, Loss.LOGISTIC)) {
            String what = oracle.id() + ", depth " + depth + ", " + a.id() + ", " + loss.id();
            int compared = 0;
            int depthMet = 0;
            for (long index = 0; index < 3; index++) {
              BackpropGradient.Instance i = drawn(depth, a, Activation.IDENTITY, loss, index);
              depthMet += i.network().depth() == depth ? 1 : 0;
              Optional<Oracle.Agreement> agreement = oracle.compare(i);
              agreement.ifPresent(x -> assertTrue(x.agrees(), () -> what + ": " + x + " on " + i));
              compared += agreement.map(Oracle.Agreement::compared).orElse(0);
            }
            assertTrue(compared > 0 && depthMet > 0, what + ": nothing was compared");
          }
        }
      }
    }
  }

  /**
   * Each false formula is told from the derivative by each oracle, on some instance of the same
   * families.
   */
  @Test
  void bothOraclesSeeEveryFalseFormula() {
    for (BackpropFormula.Change change : BackpropFormula.Change.values()) {
      if (change == BackpropFormula.Change.NONE) {
        continue;
      }
      BackpropFormula wrong = new BackpropFormula(change);
      for (Oracle<BackpropGradient.Instance> oracle :
          List.of(new AutomaticDifferentiationOracle(wrong), new MeanValueOracle(wrong))) {
        boolean seen = false;
        for (long index = 0; index < 60 && !seen; index++) {
          BackpropGradient.Instance i =
              drawn(
                  2 + (int) (index % 3), Activation.TANH, Activation.IDENTITY, Loss.SQUARE, index);
          seen = oracle.compare(i).filter(x -> !x.agrees()).isPresent();
        }
        assertTrue(seen, () -> oracle.id() + " does not see " + change);
      }
    }
  }

  @Provide
  Arbitrary<Tuple.Tuple2<Network, Sample>> polynomialNetworks() {
    Arbitrary<Network> networks =
        Networks.networks(Networks.architectures(1, 6, 2), POLYNOMIAL, POLYNOMIAL)
            .map(BackpropGradientProperties::tamed);
    return Networks.withSamples(networks, 1);
  }

  /**
   * The same network with the identity in place of the activations that would make the degree too
   * large, from the first layer on.
   */
  private static Network tamed(Network n) {
    List<Activation> activations = new ArrayList<>(n.activations());
    int h = 0;
    while (PlainRisk.degree(
            new Network(n.architecture(), activations, n.weights(), n.biases()), Loss.SQUARE)
        > LARGEST_DEGREE) {
      activations.set(h++, Activation.IDENTITY);
    }
    return new Network(n.architecture(), activations, n.weights(), n.biases());
  }

  private static List<Rational> formula(
      BackpropFormula.Change change, Network n, Loss loss, Sample s) {
    BackpropFormula.Gradient<RationalMatrix> g =
        new BackpropFormula(change).gradient(RationalArithmetic.INSTANCE, n, loss, s.x(), s.y());
    return Networks.theta(n.withParameters(g.weights(), g.biases()));
  }

  /**
   * A third oracle, exact: the linear coefficient of E along each coordinate, from values of E
   * alone.
   */
  @Property(tries = 60, seed = "4501")
  void theFormulaIsTheLinearCoefficientOfTheRisk(
      @ForAll("polynomialNetworks") Tuple.Tuple2<Network, Sample> problem) {
    Network n = problem.get1();
    Loss loss = PlainRisk.degree(n, Loss.QUARTIC) <= LARGEST_DEGREE ? Loss.QUARTIC : Loss.SQUARE;
    List<Rational> formula = formula(BackpropFormula.Change.NONE, n, loss, problem.get2());
    PlainRisk risk = new PlainRisk(n, problem.get2(), loss);
    assertEquals(risk.parameters(), formula.size());
    for (int p = 0; p < formula.size(); p++) {
      assertEquals(risk.polynomialDerivative(p), formula.get(p), "parameter " + p);
    }
    Statistics.label("depth")
        .collect(n.depth())
        .coverage(
            c -> {
              for (int depth = 1; depth <= 6; depth++) {
                c.check(depth).percentage(x -> x > 3);
              }
            });
    Statistics.label("loss")
        .collect(loss)
        .coverage(
            c -> {
              c.check(Loss.SQUARE).percentage(x -> x > 5);
              c.check(Loss.QUARTIC).percentage(x -> x > 5);
            });
  }

  /** The exact oracle tells every false formula from the derivative. */
  @Test
  void theExactOracleSeesEveryFalseFormula() {
    for (BackpropFormula.Change change : BackpropFormula.Change.values()) {
      boolean seen = false;
      for (long index = 0; index < 60 && !seen; index++) {
        BackpropGradient.Instance i =
            drawn(
                2 + (int) (index % 2), Activation.SQUARE, Activation.IDENTITY, Loss.SQUARE, index);
        List<Rational> formula = formula(change, i.network(), i.loss(), i.sample());
        PlainRisk risk = new PlainRisk(i.network(), i.sample(), i.loss());
        for (int p = 0; p < formula.size(); p++) {
          seen |= !risk.polynomialDerivative(p).equals(formula.get(p));
        }
      }
      assertEquals(change != BackpropFormula.Change.NONE, seen, () -> "seen: " + change);
    }
  }

  /**
   * With softmax on the last layer and n_H ≥ 2 the formula is false: the exact enclosures are
   * apart.
   */
  @Test
  void softmaxIsNotCoordinatewise() {
    Network n =
        Networks.network(
            org.theoria.network.Architecture.of(1, 2),
            List.of(Activation.SOFTMAX),
            Collections.nCopies(4, Rational.ONE));
    Sample s =
        new Sample(
            RationalMatrix.of(1, 1, Rational.ONE),
            RationalMatrix.column(Rational.ONE, Rational.ZERO));
    BackpropGradient.Instance i = new BackpropGradient.Instance(n, s, Loss.CROSS_ENTROPY);
    assertFalse(BackpropGradient.COORDINATEWISE.holds(i));
    assertTrue(
        org.theoria.certify.Certifier.certify(new BackpropGradient().claims(), i)
                .judgements()
                .get("biases")
            instanceof org.theoria.certify.Judgement.Violated);
  }
}
