package org.theoria.theorems.landscape;

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
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.certify.Problem;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Loss;
import org.theoria.network.Network;
import org.theoria.network.Sample;
import org.theoria.proposition.Hypothesis;
import org.theoria.proposition.Proposition;
import org.theoria.proposition.TrainedPoints;
import org.theoria.proposition.Variant;
import org.theoria.sampling.Key;
import org.theoria.search.Search;
import org.theoria.theorems.BoundaryCases;
import org.theoria.theorems.PropositionContract;

final class WideGlobalProperties extends PropositionContract<WideGlobal.Instance> {

  private static final RationalArithmetic Q = RationalArithmetic.INSTANCE;

  @Override
  protected Proposition<WideGlobal.Instance> proposition() {
    return new WideGlobal();
  }

  @Override
  protected Map<String, Predicate<WideGlobal.Instance>> boundaryCases() {
    Map<String, Predicate<WideGlobal.Instance>> all =
        new TreeMap<>(
            BoundaryCases.of(
                WideGlobal.Instance::network,
                WideGlobal.Instance::sample,
                // ranks are full; scales are those of the generic weights
                Set.of(
                    "zero-weights", "repeated-points", "huge-scale", "tiny-scale", "equal-rows")));
    all.put("most-examples", i -> i.sample().size() == i.network().architecture().inputs() + 1);
    all.put("exact-fit", i -> risk(i).value().isZero());
    all.put(
        "all-but-first-weights",
        i -> !risk(i).value().isZero() && nonZeroBlocks(i).equals(Set.of("W1")));
    all.put(
        "last-layer-critical",
        i -> !risk(i).value().isZero() && !nonZeroBlocks(i).contains("W" + i.network().depth()));
    return all;
  }

  private static WideRisk<RationalMatrix> risk(WideInstance i) {
    return WideRisk.of(Q, i);
  }

  /** The blocks of the gradient that are not 0, by backpropagation in loops over the examples. */
  private static Set<String> nonZeroBlocks(WideInstance i) {
    Set<String> blocks = new java.util.TreeSet<>();
    WideBackprop<RationalMatrix> b =
        WideBackprop.of(Q, i.network(), i.loss(), i.sample().x(), i.sample().y());
    for (int h = 1; h <= i.network().depth(); h++) {
      RationalMatrix g = b.gradient(h);
      if (!g.block(0, 0, g.rows(), g.columns() - 1).isZero()) {
        blocks.add("W" + h);
      }
      if (!g.block(0, g.columns() - 1, g.rows(), 1).isZero()) {
        blocks.add("b" + h);
      }
    }
    return blocks;
  }

  private WideGlobal.Instance drawn(Variant v, long index) {
    Problem<WideGlobal.Instance> problem = Problem.of(proposition(), v);
    return Search.sampler(problem).draw(new Key("wide", 58).stream(index));
  }

  /** Backpropagation over the sample and forward differentiation give the same gradient. */
  @Property(tries = 60, seed = "5801")
  void bothGradientsAgree(@ForAll @LongRange(min = 0, max = 1_000_000) long index) {
    WideGlobal.Instance i = drawn(new Variant.Stated(), index);
    WideRisk<RationalMatrix> risk = risk(i);
    RationalMatrix partials = risk.partials();
    WideBackprop<RationalMatrix> b =
        WideBackprop.of(Q, i.network(), i.loss(), i.sample().x(), i.sample().y());
    for (int h = 1; h <= i.network().depth(); h++) {
      RationalMatrix g = b.gradient(h);
      assertEquals(
          g.block(0, 0, g.rows(), g.columns() - 1).flatten().transpose(),
          risk.weights(partials, h));
      assertEquals(g.block(0, g.columns() - 1, g.rows(), 1).transpose(), risk.biases(partials, h));
    }
  }

  /**
   * Each needed hypothesis is failed by critical points that are no global minimisers, in at least
   * a tenth of the draws; without the rank of W_1 there are critical points, and all have E = 0.
   */
  @Test
  void outsideEachNeededHypothesisThereAreBadCriticalPoints() {
    for (Hypothesis<WideGlobal.Instance> h : proposition().hypotheses()) {
      if (h.origin() == Hypothesis.Origin.NARROWING) {
        continue;
      }
      int bad = 0;
      int critical = 0;
      for (long index = 0; index < 100; index++) {
        WideGlobal.Instance i = drawn(new Variant.Without(h.id()), index);
        WideRisk<RationalMatrix> risk = risk(i);
        if (risk.partials().isZero()) {
          critical++;
          Rational value = risk.value().get(0, 0);
          Rational elsewhere = risk.shifted(WideClaims.SHIFT).value().get(0, 0);
          bad += !value.isZero() || elsewhere.compareTo(value) < 0 ? 1 : 0;
        }
      }
      if (h.redundantBy().isPresent()) {
        assertEquals(0, bad, h.id());
        assertTrue(critical >= 10, h.id() + ": " + critical);
      } else {
        assertTrue(bad >= 10, h.id() + ": " + bad);
      }
    }
  }

  private static RationalMatrix row(long... entries) {
    return RationalMatrix.ofRows(
        List.of(java.util.Arrays.stream(entries).mapToObj(Rational::of).toList()));
  }

  /**
   * By hand: (2,1,1), the identity, W_1 = (0,1) maps (±1,0) to 0, W_2 = 0: f = b_2 = 0 at both, the
   * targets are ±1. Every derivative is 0, E = 2, and rank W_2 = 0 alone is wrong.
   */
  @Test
  void aZeroLastWeightIsABadCriticalPoint() {
    Network n =
        new Network(
            Architecture.of(2, 1, 1),
            List.of(Activation.IDENTITY, Activation.IDENTITY),
            List.of(row(0, 1), row(0)),
            List.of(row(0), row(0)));
    Sample s =
        new Sample(
            RationalMatrix.ofRows(
                List.of(
                    List.of(Rational.ONE, Rational.of(-1)), List.of(Rational.ZERO, Rational.ZERO))),
            row(1, -1));
    WideGlobal.Instance i = new WideGlobal.Instance(n, s, Loss.SQUARE);
    assertTrue(risk(i).partials().isZero());
    assertEquals(Rational.of(2), risk(i).value().get(0, 0));
    for (Hypothesis<WideGlobal.Instance> h : proposition().hypotheses()) {
      assertEquals(!h.id().equals("rank-w-2"), h.holds(i), h.id());
    }
  }

  /** By hand: two equal inputs with targets ±1, f = 0: critical, E = 2, rank A = 1 < 2. */
  @Test
  void twoEqualInputsWithDifferentTargetsAreABadCriticalPoint() {
    Network n =
        new Network(
            Architecture.of(1, 1), List.of(Activation.TANH), List.of(row(1)), List.of(row(0)));
    WideGlobal.Instance i =
        new WideGlobal.Instance(n, new Sample(row(0, 0), row(1, -1)), Loss.SQUARE);
    assertFalse(WideGlobal.HYPOTHESES.data().holds(i));
    assertTrue(
        nonZeroBlocks(
                new WideGlobal.Instance(
                    new Network(
                        n.architecture(), List.of(Activation.SOFTSIGN), n.weights(), n.biases()),
                    i.sample(),
                    i.loss()))
            .isEmpty());
  }

  /** Some points of each kind of training are confirmed, none is contradicted. */
  @Test
  void trainedPointsAreConfirmed() {
    TrainedPoints trained = proposition().trained().getFirst();
    int confirmed = 0;
    for (long index = 0; index < 4; index++) {
      TrainedPoints.Point p = trained.at(new Key("trained", 58).stream(index));
      assertFalse(p.finding() == TrainedPoints.Finding.CONTRADICTED, p::toString);
      confirmed += p.finding() == TrainedPoints.Finding.CONFIRMED ? 1 : 0;
      assertTrue(
          p.finding() != TrainedPoints.Finding.CONFIRMED || p.gradientRatio() <= 1e-12,
          p::toString);
    }
    assertTrue(confirmed >= 2, "confirmed: " + confirmed);
  }
}
