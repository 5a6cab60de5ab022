package org.theoria.theorems.firstproperties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import org.theoria.arbitraries.Networks;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.certify.Certificate;
import org.theoria.certify.Counterexample;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Loss;
import org.theoria.network.Network;
import org.theoria.network.Sample;
import org.theoria.proposition.Positive;
import org.theoria.proposition.Proposition;
import org.theoria.sampling.Key;
import org.theoria.sampling.Stream;
import org.theoria.theorems.BoundaryCases;
import org.theoria.theorems.PropositionContract;

final class ReluNonCoerciveProperties extends PropositionContract<ReluNonCoercive.Instance> {

  @Override
  protected Proposition<ReluNonCoercive.Instance> proposition() {
    return new ReluNonCoercive();
  }

  @Override
  protected Map<String, Predicate<ReluNonCoercive.Instance>> boundaryCases() {
    return BoundaryCases.of(
        ReluNonCoercive.Instance::network, ReluNonCoercive.Instance::sample, Set.of());
  }

  @Override
  protected boolean positiveStillStands(
      Proposition<ReluNonCoercive.Instance> p,
      Counterexample<ReluNonCoercive.Instance> c,
      Certificate.Coercivity k) {
    ReluNonCoercive.Instance i = c.instance();
    boolean linear =
        i.network().depth() == 1
            && i.network().activation(1).equals(Activation.IDENTITY)
            && i.loss().equals(Loss.SQUARE);
    return linear && k.c().signum() > 0 && isBoundedBelow(i, k.c(), k.constant());
  }

  /** E(θ) ≥ c‖θ‖² − C at many θ, near and far. */
  private static boolean isBoundedBelow(ReluNonCoercive.Instance i, Rational c, Rational constant) {
    Architecture a = i.network().architecture();
    int count = a.weightCount() + a.biasCount();
    Stream s = new Key("theta", 1).stream(0);
    for (int trial = 0; trial < 100; trial++) {
      List<Rational> theta = new ArrayList<>();
      Rational far = Rational.of(2).pow(trial % 20);
      for (int j = 0; j < count; j++) {
        theta.add(s.nextDyadic(2, 1).times(far));
      }
      Rational norm = theta.stream().map(t -> t.times(t)).reduce(Rational.ZERO, Rational::plus);
      Network n = Networks.network(a, i.network().activations(), theta);
      Rational risk = new PlainRisk(n, i.sample(), Loss.SQUARE).value();
      if (risk.compareTo(c.times(norm).minus(constant)) < 0) {
        return false;
      }
    }
    return true;
  }

  @Provide
  Arbitrary<Tuple.Tuple2<Network, Sample>> reluNetworksWithoutBiases() {
    Arbitrary<Network> networks =
        Networks.networks(
                Networks.architectures(2, 5, 3),
                List.of(Activation.RELU),
                List.of(Activation.IDENTITY))
            .map(
                n ->
                    n.withParameters(
                        n.weights(), n.biases().stream().map(b -> b.minus(b)).toList()));
    return Networks.withSamples(networks, 3);
  }

  @Provide
  Arbitrary<Rational> aboveOne() {
    return Networks.aboveOne();
  }

  private static Network moved(Network n, Rational lambda) {
    List<RationalMatrix> weights = new ArrayList<>();
    weights.add(n.weight(1).scale(lambda.pow(n.depth() - 1)));
    for (int h = 2; h <= n.depth(); h++) {
      weights.add(n.weight(h).scale(lambda.reciprocal()));
    }
    return n.withParameters(weights, n.biases());
  }

  private static Rational normSquared(Network n) {
    return Networks.theta(n).stream().map(t -> t.times(t)).reduce(Rational.ZERO, Rational::plus);
  }

  /** The whole of slide 42: E(θ^λ) = E(θ), and ‖θ^λ‖ passes every bound. */
  @Property(tries = 300, seed = "42")
  void theRiskStaysAndTheNormLeavesEveryBall(
      @ForAll("reluNetworksWithoutBiases") Tuple.Tuple2<Network, Sample> problem,
      @ForAll("aboveOne") Rational lambda) {
    Network n = problem.get1();
    for (Loss loss : List.of(Loss.SQUARE, Loss.QUARTIC)) {
      Rational risk = new PlainRisk(n, problem.get2(), loss).value();
      assertEquals(risk, new PlainRisk(moved(n, lambda), problem.get2(), loss).value());
    }
    Rational first = n.weight(1).sumOfSquares().get(0, 0);
    if (!first.isZero()) {
      Rational bound = Rational.of(1_000_000);
      Rational far = lambda.plus(bound).plus(bound.dividedBy(first));
      assertTrue(normSquared(moved(n, far)).compareTo(bound) > 0);
    }
    Statistics.label("depth")
        .collect(n.depth())
        .coverage(
            c -> {
              for (int depth = 2; depth <= 5; depth++) {
                c.check(depth).percentage(p -> p > 3);
              }
            });
    Statistics.label("first weights")
        .collect(first.isZero())
        .coverage(c -> c.check(true).count(k -> k > 0));
  }

  @Provide
  Arbitrary<ReluNonCoercive.Instance> withoutHiddenLayer() {
    Arbitrary<Network> networks =
        Networks.networks(
            Networks.architectures(1, 1, 3),
            List.of(Activation.RELU),
            List.of(Activation.IDENTITY));
    return Combinators.combine(Networks.withSamples(networks, 5), Arbitraries.just(Rational.of(2)))
        .as((t, lambda) -> new ReluNonCoercive.Instance(t.get1(), t.get2(), Loss.SQUARE, lambda));
  }

  /**
   * H = 1: with a certificate, E(θ) ≥ c‖θ‖² − C everywhere we look; without one, E is constant on a
   * line.
   */
  @Property(tries = 200, seed = "4201")
  void withoutAHiddenLayerTheRiskIsCoerciveExactlyAtFullRank(
      @ForAll("withoutHiddenLayer") ReluNonCoercive.Instance i) {
    Optional<Positive> positive = new ReluNonCoercive().positive().positive(i);
    RationalMatrix a =
        i.sample().x().stack(RationalMatrix.constant(1, i.sample().size(), Rational.ONE));
    Optional<List<Rational>> kernel = leftKernelVector(a);
    assertEquals(kernel.isEmpty(), positive.isPresent(), () -> "A = " + a);
    if (positive.isPresent()) {
      Positive.Coercive c = (Positive.Coercive) positive.get();
      assertTrue(c.c().signum() > 0);
      assertTrue(isBoundedBelow(i, c.c(), c.constant()));
    } else {
      Rational far = Rational.of(1 << 20);
      assertEquals(
          new PlainRisk(i.network(), i.sample(), Loss.SQUARE).value(),
          along(i, kernel.get(), far).value());
    }
    Statistics.label("coercive")
        .collect(positive.isPresent())
        .coverage(
            c -> {
              c.check(true).percentage(p -> p > 5);
              c.check(false).percentage(p -> p > 5);
            });
  }

  /** E with t·v added to every row of (W, b). */
  private static PlainRisk along(ReluNonCoercive.Instance i, List<Rational> v, Rational t) {
    RationalMatrix w = i.network().weight(1);
    RationalMatrix b = i.network().bias(1);
    for (int r = 0; r < w.rows(); r++) {
      for (int j = 0; j < w.columns(); j++) {
        w = w.with(r, j, w.get(r, j).plus(v.get(j).times(t)));
      }
      b = b.with(r, 0, b.get(r, 0).plus(v.getLast().times(t)));
    }
    return new PlainRisk(
        i.network().withParameters(List.of(w), List.of(b)), i.sample(), Loss.SQUARE);
  }

  /** A non-zero v with vᵀA = 0, by elimination on the rows of (A | I). */
  private static Optional<List<Rational>> leftKernelVector(RationalMatrix a) {
    List<List<Rational>> rows = new ArrayList<>();
    a.beside(RationalMatrix.identity(a.rows())).toRows().forEach(r -> rows.add(new ArrayList<>(r)));
    int rank = 0;
    for (int col = 0; col < a.columns(); col++) {
      for (int r = rank; r < rows.size(); r++) {
        if (!rows.get(r).get(col).isZero()) {
          java.util.Collections.swap(rows, rank, r);
          for (int below = rank + 1; below < rows.size(); below++) {
            Rational f = rows.get(below).get(col).dividedBy(rows.get(rank).get(col));
            for (int k = 0; k < rows.get(below).size(); k++) {
              rows.get(below).set(k, rows.get(below).get(k).minus(f.times(rows.get(rank).get(k))));
            }
          }
          rank++;
          break;
        }
      }
    }
    return rank == a.rows()
        ? Optional.empty()
        : Optional.of(rows.get(rank).subList(a.columns(), a.columns() + a.rows()));
  }
}
