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

final class ImageSetReformulationProperties extends PropositionContract<ShallowInstance> {

  @Override
  protected Proposition<ShallowInstance> proposition() {
    return new ImageSetReformulation();
  }

  @Override
  protected Map<String, Predicate<ShallowInstance>> boundaryCases() {
    Map<String, Predicate<ShallowInstance>> cases = new TreeMap<>();
    cases.put("one example", i -> i.examples() == 1);
    cases.put("four examples", i -> i.examples() == 4);
    cases.put("two neurons", i -> i.neurons() == 2);
    cases.put("on a kink", i -> !i.point().isInterior());
    cases.put("everything dead", i -> i.point().alive().isEmpty());
    cases.put(
        "a neuron at 0",
        i -> i.network().weight(1).get(0, 0).isZero() && i.network().bias(1).get(0, 0).isZero());
    cases.put("an outgoing weight 0", i -> i.network().weight(2).get(0, 0).isZero());
    cases.put(
        "repeated points",
        i -> i.sample().x().transpose().toRows().stream().distinct().count() < i.examples());
    cases.put("a local minimiser of the parameters only", i -> sides(i).place() == 2);
    cases.put("a local minimiser on both sides, not global", i -> sides(i).place() == 1);
    return cases;
  }

  private static ImageSetSides sides(ShallowInstance i) {
    return ImageSetSides.of(i, ImageSetPieces.Change.NONE);
  }

  private static ShallowInstance drawn(String what, long index) {
    ImageSetReformulation entry = new ImageSetReformulation();
    return entry
        .sampler(Set.copyOf(entry.hypotheses()), Set.of())
        .draw(new Key(what, 5).stream(index));
  }

  /** What is called a local minimiser has no lower neighbour; what is not has one, often enough. */
  @Property(tries = 200, seed = "62")
  void localMinimisersHaveNoLowerNeighbours(
      @ForAll @LongRange(min = 0, max = 1_000_000) long index) {
    ShallowInstance i = drawn("neighbours", index);
    Rational risk = PlainShallow.risk(i.network(), i.sample());
    assertEquals(risk, ImageSetPoint.of(i).value(), i::toString);
    if (!ImageSetPoint.of(i).isLocalMinimiser()) {
      return;
    }
    Stream s = new Key("neighbour", 5).stream(index);
    for (int trial = 0; trial < 24; trial++) {
      Network other = PlainShallow.shifted(i.network(), s, Rational.of(2).pow(-40), 2);
      assertTrue(PlainShallow.risk(other, i.sample()).compareTo(risk) >= 0, i::toString);
    }
  }

  /** Of the points that are called not minimal, random neighbours show most to be so. */
  @Test
  void whatIsNotMinimalHasLowerNeighbours() {
    int not = 0;
    int shown = 0;
    for (long index = 0; index < 300; index++) {
      ShallowInstance i = drawn("lower", index);
      if (ImageSetPoint.of(i).isLocalMinimiser()) {
        continue;
      }
      not++;
      Rational risk = PlainShallow.risk(i.network(), i.sample());
      Stream s = new Key("lower-neighbour", 5).stream(index);
      boolean found = false;
      for (int trial = 0; trial < 2_000 && !found; trial++) {
        Rational size = Rational.of(2).pow(-4 * (1 + trial % 8));
        Network other = PlainShallow.shifted(i.network(), s, size, 2);
        other = trial % 2 == 0 ? other : PlainShallow.shifted(other, s, size.times(size), 2);
        found = PlainShallow.risk(other, i.sample()).compareTo(risk) < 0;
      }
      shown += found ? 1 : 0;
    }
    int all = not;
    int seen = shown;
    assertTrue(all > 60, () -> "not minimal: " + all);
    assertEquals(all, seen, "how many of them have a lower neighbour");
  }

  /** No network of a grid comes nearer than the least distance, and many points are met. */
  @Property(tries = 60, seed = "63")
  void noNetworkIsNearer(@ForAll @LongRange(min = 0, max = 1_000_000) long index) {
    ShallowInstance i = drawn("grid", index);
    Rational least = sides(i).nearest().squaredDistance();
    assertEquals(least, PlainShallow.risk(sides(i).nearest().network(), i.sample()), i::toString);
    Stream s = new Key("networks", 5).stream(index);
    for (int trial = 0; trial < 60; trial++) {
      Network other = ImageSetSampler.network(s, i.sample().x(), i.neurons());
      assertTrue(PlainShallow.risk(other, i.sample()).compareTo(least) >= 0, i::toString);
      Network near = PlainShallow.shifted(sides(i).nearest().network(), s, Rational.of(1, 8), 2);
      assertTrue(
          trial % 10 != 0 || PlainShallow.risk(near, i.sample()).compareTo(least) >= 0,
          i::toString);
    }
  }

  /** X = Y = (0, 1), a neuron dead on both, c = ½. */
  @Test
  void aLocalMinimiserWhoseImageIsNone() {
    ShallowInstance dead =
        PlainShallow.of(new long[] {0, 1}, new long[] {-1}, new long[] {-1}, new long[] {1});
    List<RationalMatrix> biases = new ArrayList<>(dead.network().biases());
    biases.set(1, RationalMatrix.column(Rational.of(1, 2)));
    ShallowInstance i =
        new ShallowInstance(
            dead.network().withParameters(dead.network().weights(), biases),
            new Sample(dead.sample().x(), RationalMatrix.of(1, 2, Rational.ZERO, Rational.ONE)));
    assertTrue(sides(i).localTheta());
    assertFalse(sides(i).localImage());
    assertEquals(Rational.ZERO, sides(i).nearest().squaredDistance());
    assertEquals(Rational.of(1, 2), ImageSetPoint.of(i).value());
  }
}
