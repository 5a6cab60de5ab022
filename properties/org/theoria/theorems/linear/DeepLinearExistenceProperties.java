package org.theoria.theorems.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.proposition.Proposition;
import org.theoria.proposition.Sampler;
import org.theoria.sampling.Key;
import org.theoria.theorems.PropositionContract;

final class DeepLinearExistenceProperties extends PropositionContract<DeepLinearTarget> {

  @Override
  protected Proposition<DeepLinearTarget> proposition() {
    return new DeepLinearExistence();
  }

  @Override
  protected Map<String, Predicate<DeepLinearTarget>> boundaryCases() {
    Map<String, Predicate<DeepLinearTarget>> cases = new LinkedHashMap<>();
    cases.put("the empty set", t -> t.subset().size() == 0);
    cases.put("the largest size", t -> t.subset().size() == t.maximalRank());
    cases.put("all outputs", t -> t.subset().size() == t.architecture().outputs());
    cases.put("not the largest values", t -> !t.subset().isInitial());
    cases.put("one output", t -> t.architecture().outputs() == 1);
    cases.put("width 1", t -> Collections.min(t.architecture().widths()) == 1);
    cases.put("four layers or more", t -> t.architecture().depth() >= 4);
    cases.put("as many examples as inputs", t -> t.sample().size() == t.sample().x().rows());
    return cases;
  }

  /** The constructed point is critical by values of the risk alone, and has rank |𝒮|. */
  @Test
  void theConstructedPointIsCritical() {
    Proposition<DeepLinearTarget> entry = proposition();
    Sampler<DeepLinearTarget> sampler = entry.sampler(Set.copyOf(entry.hypotheses()), Set.of());
    for (int i = 0; i < 250; i++) {
      DeepLinearTarget t = sampler.draw(new Key("plain", 92).stream(i));
      List<RationalMatrix> weights =
          new AssociatedPoint(AssociatedPoint.Change.NONE).weights(t, RationalArithmetic.INSTANCE);
      PlainLinear plain = new PlainLinear(weights, t.sample());
      assertTrue(plain.isCritical(), t::toString);
      assertEquals(t.subset().size(), PlainLinear.rank(plain.product()), t::toString);
    }
  }

  /**
   * Without a hidden layer the slide's sentence is false: the only critical point has full rank.
   */
  @Test
  void withoutAHiddenLayerThereIsOnePoint() {
    List<List<RationalMatrix>> all = IntegerCriticalPoints.all(new int[] {2, 2}, -5, 5);
    assertEquals(1, all.size());
    assertEquals(
        2,
        PlainLinear.rank(new PlainLinear(all.getFirst(), IntegerCriticalPoints.SAMPLE).product()));
  }
}
