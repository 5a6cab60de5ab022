package org.theoria.theorems.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.proposition.Proposition;
import org.theoria.proposition.Sampler;
import org.theoria.sampling.Key;
import org.theoria.theorems.PropositionContract;
import org.theoria.theorems.linear.TwoLayerInvarianceAndProjection.Instance;

final class TwoLayerInvarianceAndProjectionProperties extends PropositionContract<Instance> {

  @Override
  protected Proposition<Instance> proposition() {
    return new TwoLayerInvarianceAndProjection();
  }

  @Override
  protected Map<String, Predicate<Instance>> boundaryCases() {
    Map<String, Predicate<Instance>> cases = new TreeMap<>();
    cases.put("n1 = 1", i -> i.gauge().rows() == 1);
    cases.put("n1 > n2", i -> i.gauge().rows() > i.sample().y().rows());
    cases.put("n = n0", i -> i.sample().size() == i.sample().x().rows());
    cases.put("one example", i -> i.sample().size() == 1);
    cases.put("Y = 0", i -> PlainTwoLayer.isZero(i.sample().y()));
    cases.put(
        "C = I", i -> PlainTwoLayer.equal(i.gauge(), RationalMatrix.identity(i.gauge().rows())));
    cases.put("huge C", i -> i.gauge().get(0, 0).abs().compareTo(Rational.of(1000)) > 0);
    cases.put("p = 1", i -> i.frame().columns() == 1);
    cases.put("p = n", i -> i.frame().columns() == i.frame().rows());
    cases.put("D = D*", i -> PlainTwoLayer.equal(i.map(), plain(i).regression()));
    cases.put(
        "x in the range",
        i ->
            i.frame().columns() < i.frame().rows()
                && PlainTwoLayer.equal(projected(i.frame(), i.vector()), i.vector()));
    return cases;
  }

  private static PlainTwoLayer plain(Instance i) {
    return TwoLayerCases.plain(i.network(), i.sample());
  }

  /** Px by Gram and Schmidt: no normal equations. */
  private static RationalMatrix projected(RationalMatrix m, RationalMatrix x) {
    RationalMatrix sum = PlainTwoLayer.times(x, Rational.ZERO);
    RationalMatrix[] orthogonal = new RationalMatrix[m.columns()];
    for (int j = 0; j < m.columns(); j++) {
      RationalMatrix v = m.block(0, j, m.rows(), 1);
      for (int k = 0; k < j; k++) {
        v = PlainTwoLayer.plus(v, along(orthogonal[k], v).negate());
      }
      orthogonal[j] = v;
      sum = PlainTwoLayer.plus(sum, along(v, x));
    }
    return sum;
  }

  /** The component of x along v ≠ 0. */
  private static RationalMatrix along(RationalMatrix v, RationalMatrix x) {
    Rational vx = PlainTwoLayer.times(PlainTwoLayer.transposed(v), x).get(0, 0);
    Rational vv = PlainTwoLayer.times(PlainTwoLayer.transposed(v), v).get(0, 0);
    return PlainTwoLayer.times(v, vx.dividedBy(vv));
  }

  /** F as E of the network D·I. */
  private static Rational risk(Instance i, RationalMatrix d) {
    RationalMatrix unit = RationalMatrix.identity(d.columns());
    return new PlainTwoLayer(i.sample().x(), i.sample().y(), d, unit).value();
  }

  /**
   * The gauge by Cramer's rule; D* from the difference quotients of F, all 0 there; P_Mx by Gram
   * and Schmidt.
   */
  @Property(tries = 400, seed = "99")
  void theThreeRemarks(@ForAll @LongRange(min = 0, max = 1_000_000) long index) {
    TwoLayerInvarianceAndProjection entry = new TwoLayerInvarianceAndProjection();
    Sampler<Instance> sampler = entry.sampler(Set.copyOf(entry.hypotheses()), Set.of());
    Instance i = sampler.draw(new Key("plain-invariance", 1).stream(index));
    PlainTwoLayer p = plain(i);
    PlainTwoLayer moved =
        p.at(
            PlainTwoLayer.times(p.a, i.gauge()),
            PlainTwoLayer.times(PlainTwoLayer.inverse(i.gauge()), p.b));
    assertTrue(
        PlainTwoLayer.equal(PlainTwoLayer.times(p.a, p.b), PlainTwoLayer.times(moved.a, moved.b)));
    assertEquals(p.value(), moved.value());
    RationalMatrix best = p.regression();
    RationalMatrix unit = RationalMatrix.identity(best.columns());
    assertTrue(PlainTwoLayer.isZero(p.at(best, unit).gradientA()), i::toString);
    assertTrue(risk(i, best).compareTo(risk(i, i.map())) <= 0);
    assertEquals(
        PlainTwoLayer.equal(best, i.map()), risk(i, best).equals(risk(i, i.map())), i::toString);
    PlainTwoLayer frame = p.at(i.frame(), p.b);
    assertTrue(
        PlainTwoLayer.equal(
            projected(i.frame(), i.vector()),
            PlainTwoLayer.times(i.frame(), PlainTwoLayer.times(frame.leftInverse(), i.vector()))),
        i::toString);
  }

  /** The remarks: two of the hypotheses only make sense of the formulas. */
  @Test
  void whatEachHypothesisIsNeededFor() {
    OneDirection.without(proposition(), "invertible-gauge", 300, Set.of("invariance"));
    OneDirection.without(proposition(), "invertible-inputs", 300, Set.of());
    OneDirection.without(proposition(), "full-column-rank", 300, Set.of());
  }
}
