package org.theoria.theorems.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.proposition.Proposition;
import org.theoria.proposition.Sampler;
import org.theoria.sampling.Key;
import org.theoria.theorems.PropositionContract;

final class LinearTwoLayerProjectionProperties
    extends PropositionContract<LinearTwoLayerProjection.Instance> {

  @Override
  protected Proposition<LinearTwoLayerProjection.Instance> proposition() {
    return new LinearTwoLayerProjection();
  }

  @Override
  protected Map<String, Predicate<LinearTwoLayerProjection.Instance>> boundaryCases() {
    return TwoLayerCases.of(
        LinearTwoLayerProjection.Instance::network, LinearTwoLayerProjection.Instance::sample);
  }

  /**
   * Critical by difference quotients of E alone; P_A, T and Σ by Cramer's rule. Either equality of
   * the chain decides the other.
   */
  @Property(tries = 300, seed = "101")
  void criticalPointsProject(@ForAll @LongRange(min = 0, max = 1_000_000) long index) {
    LinearTwoLayerProjection entry = new LinearTwoLayerProjection();
    Sampler<LinearTwoLayerProjection.Instance> sampler =
        entry.sampler(Set.copyOf(entry.hypotheses()), Set.of());
    LinearTwoLayerProjection.Instance i =
        sampler.draw(new Key("plain-projection", 1).stream(index));
    PlainTwoLayer p = TwoLayerCases.plain(i.network(), i.sample());
    RationalMatrix projection = PlainTwoLayer.times(p.a, p.leftInverse());
    RationalMatrix sigma = p.sigma();
    boolean product =
        PlainTwoLayer.equal(
            PlainTwoLayer.times(p.a, p.b), PlainTwoLayer.times(projection, p.regression()));
    RationalMatrix left = PlainTwoLayer.times(projection, sigma);
    RationalMatrix right = PlainTwoLayer.times(sigma, projection);
    RationalMatrix both = PlainTwoLayer.times(left, projection);
    boolean commutes = PlainTwoLayer.equal(left, right);
    assertEquals(commutes, PlainTwoLayer.equal(left, both), i::toString);
    assertEquals(commutes, PlainTwoLayer.equal(both, right), i::toString);
    assertEquals(p.isCritical(), product && commutes, i::toString);
    Statistics.label("sides")
        .collect(product, commutes)
        .coverage(
            c -> {
              for (boolean f : new boolean[] {false, true}) {
                for (boolean s : new boolean[] {false, true}) {
                  c.check(f, s).percentage(x -> x > 3);
                }
              }
            });
  }

  /** The remark: which direction needs which hypothesis. */
  @Test
  void withoutAHypothesisOnlyOneDirectionFails() {
    OneDirection.without(proposition(), "invertible-inputs", 400, Set.of("only-if"));
    OneDirection.without(proposition(), "full-rank", 400, Set.of("if"));
  }
}
