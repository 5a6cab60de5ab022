package org.theoria.theorems.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import org.theoria.network.Activation;
import org.theoria.network.Network;
import org.theoria.network.Sample;
import org.theoria.proposition.Proposition;
import org.theoria.sampling.Key;
import org.theoria.theorems.PropositionContract;

final class ConstantRankRegionsProperties extends PropositionContract<ParameterInstance> {

  @Override
  protected Proposition<ParameterInstance> proposition() {
    return new ConstantRankRegions();
  }

  @Override
  protected boolean claimsAreCounts() {
    return true;
  }

  @Override
  protected Map<String, Predicate<ParameterInstance>> boundaryCases() {
    Map<String, Predicate<ParameterInstance>> cases = new TreeMap<>();
    cases.put("no hidden layer", i -> i.depth() == 1);
    cases.put("four layers", i -> i.depth() == 4);
    cases.put("one example", i -> i.sample().size() == 1);
    cases.put("softmax", i -> i.network().activation(i.depth()).equals(Activation.SOFTMAX));
    cases.put(
        "a dead layer", i -> i.point().map().slopes().stream().anyMatch(RationalMatrix::isZero));
    cases.put(
        "a lower rank at θ + δ",
        i -> i.point().frozenRank(i.theta().plus(Rational.ONE, i.delta())) < i.point().rank());
    return cases;
  }

  private static ParameterInstance draw(String name, long index) {
    ConstantRankRegions entry = new ConstantRankRegions();
    return entry
        .sampler(Set.copyOf(entry.hypotheses()), Set.of())
        .draw(new Key(name, 3).stream(index));
  }

  /** The rank at θ and at a random point of the cube, by difference quotients and integers. */
  @Property(tries = 120, seed = "75")
  void theRankNearbyByOtherMeans(@ForAll @LongRange(min = 0, max = 1_000_000) long index) {
    ParameterInstance i = draw("plain-regions", index);
    RationalMatrix x = i.sample().x();
    int rank = PlainRank.ofNetwork(i.network(), x);
    assertEquals(i.point().rank(), rank, i::toString);
    Rational radius = i.point().rankRadius();
    assertTrue(radius.signum() > 0, i::toString);
    Theta inside = i.delta().map(e -> e.dividedBy(e.abs().plus(Rational.ONE)));
    assertEquals(rank, PlainRank.ofNetwork(i.at(i.theta().plus(radius, inside)), x), i::toString);
  }

  /**
   * The largest rank is that of a generic point of the pattern: no point of the cube has more, for
   * any θ of the interior, and some point has as much.
   */
  @Property(tries = 60, seed = "76")
  void theLargestRankIsAttained(@ForAll @LongRange(min = 0, max = 1_000_000) long index) {
    PiecewisePolynomial entry = new PiecewisePolynomial();
    ParameterInstance i =
        entry
            .sampler(Set.copyOf(entry.hypotheses()), Set.of())
            .draw(new Key("largest-rank", 3).stream(index));
    Rational radius = i.point().radius();
    int largest = 0;
    for (int trial = 1; trial <= 4; trial++) {
      int step = 2 * trial + 1;
      List<Rational> entries = new ArrayList<>();
      for (int k = 0; k < i.theta().entries().size(); k++) {
        entries.add(Rational.of((long) (k * k + 7) * step * step % 97 - 48, 50));
      }
      Network near = i.at(i.theta().plus(radius, new Theta(entries)));
      largest = Math.max(largest, PlainRank.ofNetwork(near, i.sample().x()));
    }
    assertEquals(largest, i.point().largestRank(), i::toString);
  }

  /** Softmax on two outputs: D f by hand, p(1 − p)·(1, −1)ᵀ·(J₁ − J₂), has the rank of J₁ − J₂. */
  @Test
  void theRankWithSoftmaxIsThatOfTheDifference() {
    int met = 0;
    for (int index = 0; index < 400; index++) {
      PiecewisePolynomial entry = new PiecewisePolynomial();
      ParameterInstance i =
          entry
              .sampler(Set.of(RegionHypotheses.INTERIOR, RegionHypotheses.RELU), Set.of())
              .draw(new Key("softmax", 3).stream(index));
      if (!i.network().activation(i.depth()).equals(Activation.SOFTMAX)
          || i.network().architecture().outputs() != 2) {
        continue;
      }
      met++;
      List<List<Rational>> logits =
          PlainRank.jacobian(FrozenMap.logits(i.network()), i.sample().x());
      List<List<Rational>> differences = new ArrayList<>();
      for (int row = 0; row < logits.size(); row += 2) {
        List<Rational> difference = new ArrayList<>();
        for (int c = 0; c < logits.get(row).size(); c++) {
          difference.add(logits.get(row).get(c).minus(logits.get(row + 1).get(c)));
        }
        differences.add(difference);
      }
      assertEquals(PlainRank.of(differences), i.point().rank(), i::toString);
    }
    assertTrue(met > 20, "met " + met);
  }

  /** X = (0, 1), w = 0, b = 1: rank 1 at v = 0, and 2 at v = 1. */
  @Test
  void aWeightOfZeroIsOutside() {
    ParameterInstance closed = shallow(0);
    assertEquals(1, closed.point().rank());
    assertEquals(2, closed.point().largestRank());
    ParameterInstance open = shallow(1);
    assertEquals(2, open.point().rank());
    assertEquals(2, open.point().largestRank());
  }

  private static ParameterInstance shallow(long v) {
    RationalMatrix zero = RationalMatrix.zero(1, 1);
    Network n =
        new Network(
            org.theoria.network.Architecture.of(1, 1, 1),
            List.of(Activation.RELU, Activation.IDENTITY),
            List.of(zero, RationalMatrix.column(Rational.of(v))),
            List.of(RationalMatrix.column(Rational.ONE), zero));
    return new ParameterInstance(
        n,
        new Sample(RationalMatrix.of(1, 2, Rational.ZERO, Rational.ONE), RationalMatrix.zero(1, 2)),
        RationalMatrix.column(Rational.ONE));
  }
}
