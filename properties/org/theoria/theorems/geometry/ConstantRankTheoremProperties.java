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

final class ConstantRankTheoremProperties extends PropositionContract<ParameterInstance> {

  @Override
  protected Proposition<ParameterInstance> proposition() {
    return new ConstantRankTheorem();
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
    cases.put("several examples", i -> i.sample().size() > 2);
    cases.put("the slice misses", i -> !ChartTest.of(i).isInSlice());
    cases.put("the slice reaches", i -> ChartTest.of(i).isInSlice());
    cases.put("the image is curved or flat", i -> i.point().rank() < i.point().jacobian().rows());
    cases.put("a chart in a hidden layer", i -> !chartOfLastLayer(i));
    return cases;
  }

  private static boolean chartOfLastLayer(ParameterInstance i) {
    int first = ChartTest.of(i).chart().minor().columns().getFirst();
    return first
        >= new org.theoria.network.Parameters(i.network().architecture()).layerStart(i.depth());
  }

  private static ParameterInstance draw(long index) {
    ConstantRankTheorem entry = new ConstantRankTheorem();
    return entry
        .sampler(
            Set.of(RegionHypotheses.INTERIOR, RegionHypotheses.MAXIMAL, ChartHypotheses.LAYER),
            Set.of())
        .draw(new Key("plain-charts", 3).stream(index));
  }

  /**
   * φ by its definition: f_I(φ(y, s)) = f_I(θ) + y and the parameters outside J moved by s; the
   * other values are those at φ(y, 0), and those at θ where y = 0.
   */
  @Property(tries = 150, seed = "78")
  void theChartByItsDefinition(@ForAll @LongRange(min = 0, max = 1_000_000) long index) {
    ParameterInstance i = draw(index);
    ChartTest test = ChartTest.of(i);
    LayerChart chart = test.chart();
    List<Rational> atBase = PlainRank.outputs(i, i.theta());
    List<Rational> atPoint = PlainRank.outputs(i, test.point());
    List<Rational> atSlice = PlainRank.outputs(i, test.slice());
    assertEquals(atPoint, atSlice, i::toString);
    assertEquals(atBase, PlainRank.outputs(i, test.fibre()), i::toString);
    for (int k = 0; k < chart.rank(); k++) {
      int row = chart.minor().rows().get(k);
      assertEquals(atBase.get(row).plus(test.y().get(k)), atPoint.get(row), i::toString);
    }
    List<Rational> theta = i.theta().entries();
    for (int k = 0; k < chart.others().size(); k++) {
      int p = chart.others().get(k);
      assertEquals(theta.get(p), test.slice().entries().get(p), i::toString);
      assertEquals(test.point().entries().get(p), test.fibre().entries().get(p), i::toString);
    }
    assertEquals(PlainRank.ofNetwork(i.network(), i.sample().x()), chart.rank(), i::toString);
  }

  /** The test point and the ball of radius ε stay in the cube, and θ′ is in the ball. */
  @Property(tries = 150, seed = "79")
  void theBallIsInsideTheChart(@ForAll @LongRange(min = 0, max = 1_000_000) long index) {
    ChartTest test = ChartTest.of(draw(index));
    assertTrue(test.squaredRadius().compareTo(test.half().times(test.half())) <= 0, test::toString);
    assertTrue(test.pointDistance().compareTo(test.squaredRadius()) < 0, test::toString);
  }

  /** f = w + b at 0: ‖θ′‖² = 2t², the slice point (2t, 0) has 4t², which is not below 3t². */
  @Test
  void theSliceMissesTheSum() {
    RationalMatrix one = RationalMatrix.column(Rational.ONE);
    RationalMatrix zero = RationalMatrix.zero(1, 1);
    Network n =
        new Network(
            Architecture.of(1, 1), List.of(Activation.IDENTITY), List.of(zero), List.of(zero));
    ParameterInstance i = new ParameterInstance(n, new Sample(one, zero), one.stack(one));
    ChartTest test = ChartTest.of(i);
    Rational t = test.point().entries().getFirst();
    assertEquals(List.of(t.times(Rational.of(2)), Rational.ZERO), test.slice().entries());
    assertEquals(t.times(t).times(Rational.of(4)), test.sliceDistance());
    assertEquals(t.times(t).times(Rational.of(3)), test.squaredRadius());
    assertFalse(test.isInSlice());
  }

  /**
   * One neuron, one active example: v(wx + b) + c at (w, b, v, c) = (1, 0, 2, 0), x = 1, by hand.
   */
  @Test
  void aNeuronByHand() {
    RationalMatrix one = RationalMatrix.column(Rational.ONE);
    RationalMatrix zero = RationalMatrix.zero(1, 1);
    Network n =
        new Network(
            Architecture.of(1, 1, 1),
            List.of(Activation.RELU, Activation.IDENTITY),
            List.of(one, RationalMatrix.column(Rational.of(2))),
            List.of(zero, zero));
    ParameterInstance i =
        new ParameterInstance(
            n,
            new Sample(one, zero),
            RationalMatrix.column(
                Rational.of(0), Rational.of(1, 8), Rational.of(1, 8), Rational.of(0)));
    ChartTest test = ChartTest.of(i);
    assertEquals(List.of(0), test.chart().minor().columns(), "J = {w}");
    Rational t = test.point().entries().get(1);
    // f(θ′) − f(θ) = (2 + t)(1 + t) − 2, and w alone: 2(w − 1)
    Rational y = t.times(Rational.of(3)).plus(t.times(t));
    assertEquals(List.of(y), test.y());
    assertEquals(Rational.ONE.plus(y.dividedBy(Rational.of(2))), test.slice().entries().getFirst());
    // on the fibre (2 + t)(w + t) = 2
    assertEquals(
        Rational.of(2).dividedBy(t.plus(Rational.of(2))).minus(t),
        test.fibre().entries().getFirst());
  }
}
