package org.theoria.theorems.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.theoria.network.Architecture;
import org.theoria.network.Network;
import org.theoria.network.Sample;
import org.theoria.proposition.Proposition;
import org.theoria.sampling.Key;
import org.theoria.theorems.PropositionContract;

final class LocalImageOfRankProperties extends PropositionContract<LocalImageInstance> {

  @Override
  protected Proposition<LocalImageInstance> proposition() {
    return new LocalImageOfRank();
  }

  @Override
  protected boolean claimsAreCounts() {
    return true;
  }

  @Override
  protected Map<String, Predicate<LocalImageInstance>> boundaryCases() {
    Map<String, Predicate<LocalImageInstance>> cases = new TreeMap<>();
    cases.put("no hidden layer", i -> i.network().depth() == 1);
    cases.put("three layers", i -> i.network().depth() == 3);
    cases.put("one example", i -> i.sample().size() == 1);
    cases.put("one pattern", i -> i.region().classes().size() == 1);
    cases.put("three patterns", i -> i.region().classes().size() == 3);
    cases.put("two outputs", i -> i.network().architecture().outputs() == 2);
    cases.put(
        "repeated points",
        i -> i.sample().x().transpose().toRows().stream().distinct().count() < i.sample().size());
    cases.put(
        "everything dead",
        i -> i.region().patterns().stream().noneMatch(w -> w.isEmpty() || w.contains("1")));
    cases.put("a smaller rank", i -> !i.region().hasLargestRank());
    return cases;
  }

  private LocalImageInstance drawn(String what, long index) {
    LocalImageOfRank entry = new LocalImageOfRank();
    return entry
        .sampler(Set.copyOf(entry.hypotheses()), Set.of())
        .draw(new Key(what, 3).stream(index));
  }

  /** On 𝒰_j: the rank by difference quotients of f, at θ, at points around it, never larger. */
  @Property(tries = 150, seed = "65")
  void theRankIsTheLargestAround(@ForAll @LongRange(min = 0, max = 1_000_000) long index) {
    LocalImageInstance i = drawn("around", index);
    RationalMatrix x = i.sample().x();
    int rank = PlainRank.ofNetwork(i.network(), x);
    assertEquals(i.region().rank(), rank, i::toString);
    for (int direction = 2; direction < 5; direction++) {
      Network near = i.region().nearby(direction).network();
      assertTrue(PlainRank.ofNetwork(near, x) <= rank, i::toString);
    }
  }

  /** x(s) = s·x₁ + (1−s)·x₂ of one pattern: the derivative there is that combination. */
  @Property(tries = 150, seed = "66")
  void theDerivativeIsAffineInTheExample(@ForAll @LongRange(min = 0, max = 1_000_000) long index) {
    LocalImageInstance i = drawn("affine", index);
    for (List<Integer> examples : i.region().classes()) {
      if (examples.size() < 2) {
        continue;
      }
      RationalMatrix x = i.sample().x();
      RationalMatrix first = x.block(0, examples.get(0), x.rows(), 1);
      RationalMatrix second = x.block(0, examples.get(1), x.rows(), 1);
      Rational s = Rational.of(1, 3);
      RationalMatrix between = first.scale(s).plus(second.scale(Rational.ONE.minus(s)));
      List<List<Rational>> j =
          PlainRank.jacobian(i.network(), first.beside(second).beside(between));
      int outputs = i.network().architecture().outputs();
      for (int o = 0; o < outputs; o++) {
        for (int c = 0; c < j.getFirst().size(); c++) {
          assertEquals(
              j.get(o).get(c).times(s).plus(j.get(outputs + o).get(c).times(Rational.of(2, 3))),
              j.get(2 * outputs + o).get(c),
              i::toString);
        }
      }
    }
  }

  /** X = (0, 1), w = v = 0, b = 1: rank 1, and four points of the local image of affine rank 2. */
  @Test
  void theRankIsSmallerThanTheDimension() {
    RationalMatrix x = RationalMatrix.of(1, 2, Rational.ZERO, Rational.ONE);
    Network n = network(0, 1, 0);
    LocalImageInstance i = new LocalImageInstance(n, new Sample(x, RationalMatrix.zero(1, 2)));
    assertTrue(i.region().isInterior());
    assertEquals(1, i.region().rank());
    assertEquals(2, i.region().upperBound());
    assertFalse(i.region().hasLargestRank());
    assertEquals(2, i.region().nearbyRank());
    // f(1) − f(0) = vw takes both signs and f(0) = v + c any value: an open set around 0
    Rational t = Rational.of(1, 1024);
    Network up =
        n.withParameters(List.of(RationalMatrix.column(t), RationalMatrix.column(t)), n.biases());
    assertEquals(
        t.times(t),
        PlainRank.values(up, x, 1)
            .getLast()
            .getFirst()
            .minus(PlainRank.values(up, x, 0).getLast().getFirst()));
  }

  /** On a kink: X = (0, 1, 2), w = 1, b = 0, v = 1 has rank 2, and b = −ε rank 3. */
  @Test
  void onAKinkTheRankMayBeSmallerThanNearby() {
    RationalMatrix x = RationalMatrix.of(1, 3, Rational.ZERO, Rational.ONE, Rational.of(2));
    LocalImageInstance on =
        new LocalImageInstance(network(1, 0, 1), new Sample(x, RationalMatrix.zero(1, 3)));
    assertEquals(2, on.region().rank());
    Network below =
        on.network()
            .withParameters(
                on.network().weights(),
                List.of(RationalMatrix.column(Rational.of(-1, 1000)), RationalMatrix.zero(1, 1)));
    assertEquals(3, PlainRank.ofNetwork(below, x));
  }

  private static Network network(long w, long b, long v) {
    return new Network(
        Architecture.of(1, 1, 1),
        List.of(Activation.RELU, Activation.IDENTITY),
        List.of(RationalMatrix.column(Rational.of(w)), RationalMatrix.column(Rational.of(v))),
        List.of(RationalMatrix.column(Rational.of(b)), RationalMatrix.zero(1, 1)));
  }
}
