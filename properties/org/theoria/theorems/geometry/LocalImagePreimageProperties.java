package org.theoria.theorems.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
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

final class LocalImagePreimageProperties extends PropositionContract<ParameterInstance> {

  @Override
  protected Proposition<ParameterInstance> proposition() {
    return new LocalImagePreimage();
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
    cases.put(
        "a dead layer", i -> i.point().map().slopes().stream().anyMatch(RationalMatrix::isZero));
    cases.put("an image of lower dimension", i -> i.point().rank() < i.point().jacobian().rows());
    cases.put("no chart of one layer", i -> LayerChart.of(i.point()).isEmpty());
    return cases;
  }

  /** The first instance from this index on that has a chart. */
  private static ParameterInstance draw(long index) {
    LocalImagePreimage entry = new LocalImagePreimage();
    Key key = new Key("plain-image", 3);
    for (long at = index; ; at++) {
      ParameterInstance i =
          entry.sampler(Set.copyOf(entry.hypotheses()), Set.of()).draw(key.stream(at));
      if (LayerChart.of(i.point()).isPresent()) {
        return i;
      }
    }
  }

  /** Both ranks by difference quotients of f and integers; dimensions add up to |E| + |B|. */
  @Property(tries = 120, seed = "76")
  void theRankByOtherMeans(@ForAll @LongRange(min = 0, max = 1_000_000) long index) {
    ParameterInstance i = draw(index);
    ChartTest test = ChartTest.of(i);
    int rank = PlainRank.ofNetwork(i.network(), i.sample().x());
    assertEquals(rank, test.chart().rank(), i::toString);
    assertEquals(rank, PlainRank.ofNetwork(i.at(test.point()), i.sample().x()), i::toString);
    assertEquals(i.theta().entries().size(), rank + test.chart().others().size());
  }

  /** Different s give different points of the fibre, and different y different values. */
  @Property(tries = 80, seed = "77")
  void theCoordinatesAreCoordinates(@ForAll @LongRange(min = 0, max = 1_000_000) long index) {
    ParameterInstance i = draw(index);
    ChartTest test = ChartTest.of(i);
    LayerChart chart = test.chart();
    Set<List<Rational>> images = new HashSet<>();
    Set<Theta> fibre = new HashSet<>();
    for (int factor = 0; factor <= 3; factor++) {
      Rational f = Rational.of(factor, 1 << 20).times(test.half());
      List<Rational> y = chart.noFirst().stream().map(z -> f).toList();
      List<Rational> s = chart.noSecond().stream().map(z -> f).toList();
      images.add(PlainRank.outputs(i, chart.at(y, chart.noSecond()).orElseThrow()));
      fibre.add(chart.at(chart.noFirst(), s).orElseThrow());
    }
    assertEquals(4, images.size(), i::toString);
    assertEquals(chart.others().isEmpty() ? 1 : 4, fibre.size(), i::toString);
  }

  /**
   * w = v = 0, b = 1, X = (0, 1): rank 1, but the four points (w, v) = (±t, ±t) have f(1) − f(0) =
   * ±t², so that the image leaves every curve with the tangent (1, 1) and its mirror.
   */
  @Test
  void outsideTheRegionTheImageIsLarger() {
    RationalMatrix zero = RationalMatrix.zero(1, 1);
    RationalMatrix one = RationalMatrix.column(Rational.ONE);
    Network n =
        new Network(
            Architecture.of(1, 1, 1),
            List.of(Activation.RELU, Activation.IDENTITY),
            List.of(zero, zero),
            List.of(one, zero));
    ParameterInstance i =
        new ParameterInstance(
            n,
            new Sample(
                RationalMatrix.of(1, 2, Rational.ZERO, Rational.ONE), RationalMatrix.zero(1, 2)),
            one);
    assertEquals(1, PlainRank.ofNetwork(n, i.sample().x()));
    Rational t = Rational.of(1, 1024);
    Set<Rational> differences = new HashSet<>();
    for (int w = -1; w <= 1; w += 2) {
      for (int v = -1; v <= 1; v += 2) {
        Rational a = t.times(Rational.of(w));
        Rational b = t.times(Rational.of(v));
        List<Rational> f = PlainRank.outputs(i, new Theta(List.of(a, Rational.ONE, b, b.negate())));
        assertEquals(Rational.ZERO, f.getFirst());
        differences.add(f.getLast());
      }
    }
    assertEquals(Set.of(t.times(t), t.times(t).negate()), differences);
    assertTrue(!RegionHypotheses.MAXIMAL.holds(i));
  }
}
