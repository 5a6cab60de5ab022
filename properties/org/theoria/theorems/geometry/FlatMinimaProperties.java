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
import org.theoria.arithmetic.ExactRank;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Loss;
import org.theoria.network.Network;
import org.theoria.network.Parameters;
import org.theoria.network.Sample;
import org.theoria.proposition.Proposition;
import org.theoria.sampling.Key;
import org.theoria.sampling.Stream;
import org.theoria.theorems.PropositionContract;
import org.theoria.theorems.geometry.FlatFamily.Change;
import org.theoria.theorems.geometry.FlatMinima.Instance;

final class FlatMinimaProperties extends PropositionContract<Instance> {

  @Override
  protected Proposition<Instance> proposition() {
    return new FlatMinima();
  }

  @Override
  protected boolean claimsAreCounts() {
    return true;
  }

  @Override
  protected Map<String, Predicate<Instance>> boundaryCases() {
    Map<String, Predicate<Instance>> cases = new TreeMap<>();
    cases.put("no hidden layer", i -> i.network().depth() == 1);
    cases.put("three layers", i -> i.network().depth() == 3);
    cases.put("one example", i -> i.sample().size() == 1);
    cases.put("two outputs", i -> i.network().architecture().outputs() == 2);
    cases.put("a risk above 0", i -> i.point().value().signum() > 0);
    cases.put("the quartic loss", i -> i.loss().equals(Loss.QUARTIC));
    cases.put(
        "everything dead",
        i -> i.point().region().patterns().stream().noneMatch(w -> w.isEmpty() || w.contains("1")));
    cases.put("the whole fibre explicit", i -> FlatClaims.isExplicit(i.point().region()));
    return cases;
  }

  private static Instance drawn(String what, long index) {
    FlatMinima entry = new FlatMinima();
    return entry
        .sampler(Set.copyOf(entry.hypotheses()), Set.of())
        .draw(new Key(what, 4).stream(index));
  }

  /** Σ (f − y)² or Σ (f − y)⁴ from plain values. */
  private static Rational risk(Instance i, Network n) {
    Rational sum = Rational.ZERO;
    for (int e = 0; e < i.sample().size(); e++) {
      List<Rational> output = PlainRank.values(n, i.sample().x(), e).getLast();
      for (int o = 0; o < output.size(); o++) {
        Rational r = output.get(o).minus(i.sample().y().get(o, e));
        sum = sum.plus(r.pow(i.loss().equals(Loss.QUARTIC) ? 4 : 2));
      }
    }
    return sum;
  }

  private static Network shifted(Network n, Stream s, Rational size) {
    RationalMatrix column = RationalMatrix.zero(new Parameters(n.architecture()).count(), 1);
    for (int j = 0; j < column.rows(); j++) {
      column = column.with(j, 0, Rational.of(s.nextInt(-8, 8), 8));
    }
    return FlatPoint.moved(n, column, size);
  }

  /** No parameters near θ, or near an exact point of the fibre, have a smaller risk. */
  @Property(tries = 100, seed = "80")
  void nothingNearbyIsLower(@ForAll @LongRange(min = 0, max = 1_000_000) long index) {
    Instance i = drawn("nearby", index);
    LocalImageRegion region = i.point().region();
    Network there = new FlatFamily(Change.NONE).point(region, i.direction());
    Rational risk = risk(i, i.network());
    assertEquals(risk, risk(i, there), i::toString);
    Stream s = new Key("shifts", 4).stream(index);
    for (int trial = 0; trial < 8; trial++) {
      // far below every number of the instances
      Rational size = Rational.of(2).pow(-60);
      assertTrue(risk(i, shifted(i.network(), s, size)).compareTo(risk) >= 0, i::toString);
      assertTrue(risk(i, shifted(there, s, size)).compareTo(risk) >= 0, i::toString);
    }
  }

  /** Where every outgoing weight is not 0: as many explicit directions as the dimension says. */
  @Property(tries = 150, seed = "81")
  void theExplicitDirectionsAreTheKernel(@ForAll @LongRange(min = 0, max = 1_000_000) long index) {
    Instance i = drawn("explicit", index);
    LocalImageRegion region = i.point().region();
    RationalMatrix tangents = new FlatFamily(Change.NONE).tangents(region);
    assertTrue(tangents.columns() == 0 || region.jacobian().times(tangents).isZero(), i::toString);
    int kernel =
        new Parameters(i.network().architecture()).count()
            - PlainRank.ofNetwork(i.network(), i.sample().x());
    int explicit = ExactRank.rank(tangents);
    assertTrue(explicit <= kernel, i::toString);
    assertTrue(!FlatClaims.isExplicit(region) || explicit == kernel, i::toString);
  }

  /** The second derivative along a line, by three values of f. */
  @Property(tries = 100, seed = "82")
  void theSecondDerivativeByDifferences(@ForAll @LongRange(min = 0, max = 1_000_000) long index) {
    Instance i = drawn("second", index);
    if (i.network().depth() > 2) {
      return; // of degree 3 along a line: three values do not determine it
    }
    LocalImageRegion region = i.point().region();
    RationalMatrix kappa = new FlatFamily(Change.NONE).kernelDirection(region, i.direction());
    RationalMatrix second = FlatFamily.secondOrder(region, kappa);
    Rational t = Rational.of(2).pow(-60);
    Network up = FlatPoint.moved(i.network(), kappa, t);
    Network down = FlatPoint.moved(i.network(), kappa, t.negate());
    int row = 0;
    for (int e = 0; e < i.sample().size(); e++) {
      for (int o = 0; o < i.network().architecture().outputs(); o++) {
        Rational difference =
            value(up, i, e, o)
                .plus(value(down, i, e, o))
                .minus(value(i.network(), i, e, o).times(Rational.of(2)))
                .dividedBy(t.times(t));
        assertEquals(difference, second.get(row++, 0), i::toString);
      }
    }
  }

  private static Rational value(Network n, Instance i, int example, int output) {
    return PlainRank.values(n, i.sample().x(), example).getLast().get(output);
  }

  /** X = (0, 1), Y = 0, w = v = c = 0, b = 1: rank 1, and the zeros of E are two surfaces. */
  @Test
  void aGlobalMinimiserThatIsNotFlat() {
    RationalMatrix x = RationalMatrix.of(1, 2, Rational.ZERO, Rational.ONE);
    Network n =
        new Network(
            Architecture.of(1, 1, 1),
            List.of(Activation.RELU, Activation.IDENTITY),
            List.of(RationalMatrix.zero(1, 1), RationalMatrix.zero(1, 1)),
            List.of(RationalMatrix.column(Rational.ONE), RationalMatrix.zero(1, 1)));
    Instance i =
        new Instance(
            n,
            new Sample(x, RationalMatrix.zero(1, 2)),
            Loss.SQUARE,
            RationalMatrix.of(1, 3, Rational.ONE, Rational.ONE, Rational.ONE));
    assertTrue(FlatMinima.MINIMISER.holds(i));
    assertTrue(FlatMinima.INTERIOR.holds(i));
    assertFalse(FlatMinima.LARGEST.holds(i));
    RationalMatrix kappa =
        RationalMatrix.column(
            Rational.ONE, Rational.ZERO, Rational.ONE, Rational.of(-1)); // w, b, v, c
    LocalImageRegion region = i.point().region();
    assertTrue(region.jacobian().times(kappa).isZero());
    assertEquals(1, region.rank());
    assertEquals(
        2, ExactRank.rank(region.jacobian().beside(FlatFamily.secondOrder(region, kappa))));
  }

  /** X = (0), Y = 0, v = w = 1, b = c = 0: the fibre c = −v·max(0, b) is not smooth. */
  @Test
  void aGlobalMinimiserOnAKinkThatIsNotFlat() {
    RationalMatrix zero = RationalMatrix.zero(1, 1);
    RationalMatrix one = RationalMatrix.column(Rational.ONE);
    Network n =
        new Network(
            Architecture.of(1, 1, 1),
            List.of(Activation.RELU, Activation.IDENTITY),
            List.of(one, one),
            List.of(zero, zero));
    Instance i =
        new Instance(
            n,
            new Sample(zero, zero),
            Loss.SQUARE,
            RationalMatrix.of(1, 3, Rational.ONE, Rational.ONE, Rational.ONE));
    assertTrue(FlatMinima.MINIMISER.holds(i));
    assertTrue(FlatMinima.LARGEST.holds(i));
    assertFalse(FlatMinima.INTERIOR.holds(i));
    assertEquals(1, i.point().region().rank());
    assertEquals(2, new FlatKink(i.point().region()).rankWithKink().orElseThrow());
  }

  /** Where the neuron has no effect on the output there is no kink of f: nothing is said. */
  @Test
  void aKinkWithoutEffectRefutesNothing() {
    RationalMatrix zero = RationalMatrix.zero(1, 1);
    Network n =
        new Network(
            Architecture.of(1, 1, 1),
            List.of(Activation.RELU, Activation.IDENTITY),
            List.of(RationalMatrix.column(Rational.ONE), zero),
            List.of(zero, zero));
    LocalImageRegion region = new LocalImageRegion(n, zero);
    assertEquals(region.rank(), new FlatKink(region).rankWithKink().orElseThrow());
  }
}
