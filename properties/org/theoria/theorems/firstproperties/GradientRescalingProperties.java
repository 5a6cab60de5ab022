package org.theoria.theorems.firstproperties;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
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
import org.theoria.arbitraries.Networks;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Activation;
import org.theoria.network.Loss;
import org.theoria.network.Network;
import org.theoria.network.Parameters;
import org.theoria.network.Sample;
import org.theoria.proposition.Proposition;
import org.theoria.theorems.BoundaryCases;
import org.theoria.theorems.PropositionContract;

final class GradientRescalingProperties extends PropositionContract<GradientRescaling.Instance> {

  @Override
  protected Proposition<GradientRescaling.Instance> proposition() {
    return new GradientRescaling();
  }

  /** The statement is about points off the kinks; those on them are drawn by its ablation. */
  @Override
  protected Map<String, Predicate<GradientRescaling.Instance>> boundaryCases() {
    Map<String, Predicate<GradientRescaling.Instance>> cases =
        BoundaryCases.of(
            GradientRescaling.Instance::network,
            GradientRescaling.Instance::sample,
            Set.of("point-on-kink"));
    cases.put("tiny lambda", i -> i.lambda().compareTo(Rational.of(1, 256)) < 0);
    cases.put("huge lambda", i -> i.lambda().compareTo(Rational.of(256)) > 0);
    cases.put("lambda one", i -> i.lambda().equals(Rational.ONE));
    return cases;
  }

  @Provide
  Arbitrary<Tuple.Tuple2<Network, Sample>> networks() {
    List<Activation> homogeneous =
        List.of(Activation.RELU, Activation.LEAKY_RELU, Activation.ABSOLUTE, Activation.IDENTITY);
    return Networks.withSamples(
        Networks.networks(
            Networks.architectures(1, 5, 3), homogeneous, List.of(Activation.IDENTITY)),
        2);
  }

  @Provide
  Arbitrary<Rational> lambdas() {
    return Networks.positiveRationals();
  }

  /**
   * Slide 48 with one-sided derivatives from values of E alone, on kinks and off them, at every
   * depth: along W_1 the factor is λ^{−(H−1)}, along W_h (h ≥ 2) λ, along b_h λ^{−(H−h)}; and E
   * itself is unchanged.
   */
  @Property(tries = 120, seed = "48")
  void theDerivativesAreRescaled(
      @ForAll("networks") Tuple.Tuple2<Network, Sample> problem,
      @ForAll("lambdas") Rational lambda,
      @ForAll boolean kink) {
    Network n = kink ? PlainRisk.onKink(problem.get1(), problem.get2()) : problem.get1();
    int depth = n.depth();
    List<RationalMatrix> weights = new ArrayList<>();
    List<RationalMatrix> biases = new ArrayList<>();
    for (int h = 1; h <= depth; h++) {
      weights.add(n.weight(h).scale(h == 1 ? lambda.pow(depth - 1) : lambda.reciprocal()));
      biases.add(n.bias(h).scale(lambda.pow(depth - h)));
    }
    PlainRisk before = new PlainRisk(n, problem.get2(), Loss.SQUARE);
    PlainRisk after = new PlainRisk(n.withParameters(weights, biases), problem.get2(), Loss.SQUARE);
    assertEquals(before.value(), after.value());
    Parameters p = new Parameters(n.architecture());
    for (int h = 1; h <= depth; h++) {
      int end = h == depth ? p.count() : p.layerStart(h + 1);
      for (int j = p.layerStart(h); j < end; j++) {
        boolean weight = j < p.biasStart(h);
        int exponent = weight ? (h == 1 ? 1 - depth : 1) : h - depth;
        for (boolean right : List.of(true, false)) {
          assertEquals(
              before.oneSidedDerivative(j, right).times(lambda.pow(exponent)),
              after.oneSidedDerivative(j, right),
              "layer " + h + ", parameter " + j + (right ? ", right" : ", left"));
        }
      }
    }
    Statistics.label("depth")
        .collect(depth)
        .coverage(
            c -> {
              for (int d = 1; d <= 5; d++) {
                c.check(d).percentage(x -> x > 3);
              }
            });
    Statistics.label("kink")
        .collect(before.meetsKink())
        .coverage(
            c -> {
              c.check(true).percentage(x -> x > 20);
              c.check(false).percentage(x -> x > 20);
            });
  }
}
