package org.theoria.theorems.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

final class LinearTwoLayerEquationsProperties
    extends PropositionContract<LinearTwoLayerEquations.Instance> {

  @Override
  protected Proposition<LinearTwoLayerEquations.Instance> proposition() {
    return new LinearTwoLayerEquations();
  }

  @Override
  protected Map<String, Predicate<LinearTwoLayerEquations.Instance>> boundaryCases() {
    return TwoLayerCases.of(
        LinearTwoLayerEquations.Instance::network, LinearTwoLayerEquations.Instance::sample);
  }

  /**
   * The gradient by difference quotients of E alone, the equations by Cramer's rule: they agree on
   * every draw, and each side holds and fails often.
   */
  @Property(tries = 400, seed = "100")
  void criticalPointsSolveTheEquations(@ForAll @LongRange(min = 0, max = 1_000_000) long index) {
    LinearTwoLayerEquations entry = new LinearTwoLayerEquations();
    Sampler<LinearTwoLayerEquations.Instance> sampler =
        entry.sampler(Set.copyOf(entry.hypotheses()), Set.of());
    LinearTwoLayerEquations.Instance i = sampler.draw(new Key("plain-equations", 1).stream(index));
    PlainTwoLayer p = TwoLayerCases.plain(i.network(), i.sample());
    assertTrue(PlainTwoLayer.determinant(p.sigmaXX()).signum() > 0);
    RationalMatrix gram = PlainTwoLayer.times(PlainTwoLayer.transposed(p.a), p.a);
    assertTrue(PlainTwoLayer.determinant(gram).signum() > 0);
    RationalMatrix bt = PlainTwoLayer.transposed(p.b);
    boolean first =
        PlainTwoLayer.equal(
            PlainTwoLayer.times(
                PlainTwoLayer.times(PlainTwoLayer.times(p.a, p.b), p.sigmaXX()), bt),
            PlainTwoLayer.times(p.sigmaYX(), bt));
    boolean second =
        PlainTwoLayer.equal(p.b, PlainTwoLayer.times(p.leftInverse(), p.regression()));
    assertEquals(p.isCritical(), first && second, i::toString);
    assertEquals(PlainTwoLayer.isZero(p.gradientA()), first, i::toString);
    assertEquals(PlainTwoLayer.isZero(p.gradientB()), second, i::toString);
    Statistics.label("sides")
        .collect(first, second)
        .coverage(
            c -> {
              for (boolean f : new boolean[] {false, true}) {
                for (boolean s : new boolean[] {false, true}) {
                  c.check(f, s).percentage(x -> x > 3);
                }
              }
            });
  }

  /** The remark: with Moore–Penrose inverses only "only if" needs the hypotheses. */
  @Test
  void withoutAHypothesisOnlyOneDirectionFails() {
    OneDirection.without(proposition(), "invertible-inputs", 400, Set.of("only-if"));
    OneDirection.without(proposition(), "full-rank", 400, Set.of("only-if"));
  }
}
