package org.theoria.theorems.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
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
import org.theoria.network.Network;
import org.theoria.network.Sample;
import org.theoria.proposition.Proposition;
import org.theoria.sampling.Key;
import org.theoria.sampling.Stream;
import org.theoria.theorems.PropositionContract;
import org.theoria.theorems.geometry.ConstrainedProblem.Instance;

final class ConstrainedProblemProperties extends PropositionContract<Instance> {

  @Override
  protected Proposition<Instance> proposition() {
    return new ConstrainedProblem();
  }

  @Override
  protected Map<String, Predicate<Instance>> boundaryCases() {
    Map<String, Predicate<Instance>> cases = new TreeMap<>();
    cases.put("one example", i -> i.sample().size() == 1);
    cases.put("four examples", i -> i.sample().size() == 4);
    cases.put("two neurons", i -> i.network().architecture().width(1) == 2);
    cases.put("in a region", i -> i.point().isInARegion());
    cases.put("dim⁻ < dim⁺", i -> i.point().lower() < i.point().upper());
    cases.put(
        "a neuron at 0",
        i -> i.network().weight(1).get(0, 0).isZero() && i.network().bias(1).get(0, 0).isZero());
    cases.put("an outgoing weight 0", i -> i.network().weight(2).get(0, 0).isZero());
    cases.put("the point nearby is the point", i -> i.direction().isZero());
    cases.put("a saddle point", i -> i.point().isSaddle(r -> true));
    return cases;
  }

  private static Instance drawn(String what, long index) {
    ConstrainedProblem entry = new ConstrainedProblem();
    return entry
        .sampler(Set.copyOf(entry.hypotheses()), Set.of())
        .draw(new Key(what, 6).stream(index));
  }

  private static boolean isOnKink(Network n, RationalMatrix x) {
    for (int e = 0; e < x.columns(); e++) {
      if (PlainRank.values(n, x, e).getFirst().stream().anyMatch(Rational::isZero)) {
        return true;
      }
    }
    return false;
  }

  /** The ranks around θ, by difference quotients at random points at a distance of 2⁻⁴⁰. */
  @Property(tries = 60, seed = "79")
  void theDimensionsByTheRanksAround(@ForAll @LongRange(min = 0, max = 1_000_000) long index) {
    Instance i = drawn("around", index);
    Stream s = new Key("shifts", 6).stream(index);
    int least = Integer.MAX_VALUE;
    int most = 0;
    for (int trial = 0; trial < 80; trial++) {
      Network near = PlainShallow.shifted(i.network(), s, Rational.of(2).pow(-40), 16);
      if (isOnKink(near, i.sample().x())
          || near.weight(2).toRows().getFirst().contains(Rational.ZERO)) {
        continue;
      }
      int rank = PlainRank.ofNetwork(near, i.sample().x());
      least = Math.min(least, rank);
      most = Math.max(most, rank);
    }
    ConstrainedPoint point = i.point();
    assertTrue(point.lower() <= least && most <= point.upper(), i::toString);
    if (point.regions().size() <= 2) {
      assertEquals(point.lower(), least, i::toString);
      assertEquals(point.upper(), most, i::toString);
    }
  }

  /** Feasible points nearby are not lower, for k = dim⁺ and for k = dim⁻. */
  @Property(tries = 100, seed = "80")
  void nothingFeasibleNearbyIsLower(@ForAll @LongRange(min = 0, max = 1_000_000) long index) {
    Instance i = drawn("feasible", index);
    ConstrainedPoint point = i.point();
    Rational risk = PlainShallow.risk(i.network(), i.sample());
    for (int k : List.of(point.lower(), point.upper())) {
      if (!point.isLocalMinimiser(rank -> rank <= k)) {
        continue;
      }
      Stream s = new Key("feasible-shift", 6).stream(index);
      for (int trial = 0; trial < 16; trial++) {
        Network near = PlainShallow.shifted(i.network(), s, Rational.of(2).pow(-40), 2);
        ConstrainedPoint there = ConstrainedPoint.of(new ShallowInstance(near, i.sample()));
        assertTrue(
            there.lower() > k || PlainShallow.risk(near, i.sample()).compareTo(risk) >= 0,
            i::toString);
      }
    }
  }

  /** X = Y = (0, 1), w = v = 1, b = −1, c = ½: a local minimiser of (P_1), not of (P). */
  @Test
  void dimMinusIsNotEnough() {
    ShallowInstance kink =
        PlainShallow.of(new long[] {0, 1}, new long[] {1}, new long[] {-1}, new long[] {1});
    List<RationalMatrix> biases = new ArrayList<>(kink.network().biases());
    biases.set(1, RationalMatrix.column(Rational.of(1, 2)));
    ConstrainedPoint point =
        ConstrainedPoint.of(
            new ShallowInstance(
                kink.network().withParameters(kink.network().weights(), biases),
                new Sample(
                    kink.sample().x(), RationalMatrix.of(1, 2, Rational.ZERO, Rational.ONE))));
    assertEquals(1, point.lower());
    assertEquals(2, point.upper());
    assertTrue(point.isLocalMinimiser(rank -> rank <= 1));
    assertFalse(point.isLocalMinimiser(rank -> rank <= 2));
    assertFalse(point.isLocalMinimiser(rank -> rank <= 0));
  }
}
