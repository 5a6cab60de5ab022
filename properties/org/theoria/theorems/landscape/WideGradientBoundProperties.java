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
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Loss;
import org.theoria.network.Network;
import org.theoria.network.Sample;
import org.theoria.proposition.Claim;
import org.theoria.proposition.Proposition;
import org.theoria.sampling.Key;
import org.theoria.sampling.NetworkSampler;
import org.theoria.theorems.BoundaryCases;
import org.theoria.theorems.PropositionContract;

final class WideGradientBoundProperties extends PropositionContract<WideGradientBound.Instance> {

  private static final RationalArithmetic Q = RationalArithmetic.INSTANCE;

  @Override
  protected Proposition<WideGradientBound.Instance> proposition() {
    return new WideGradientBound();
  }

  @Override
  protected Map<String, Predicate<WideGradientBound.Instance>> boundaryCases() {
    Map<String, Predicate<WideGradientBound.Instance>> all =
        new TreeMap<>(
            BoundaryCases.of(
                WideGradientBound.Instance::network, WideGradientBound.Instance::sample, Set.of()));
    all.put("too-many-examples", i -> i.sample().size() > i.network().architecture().inputs() + 1);
    all.put(
        "as-many-examples-as-possible",
        i -> i.sample().size() == i.network().architecture().inputs() + 1);
    all.put(
        "deficient-above-the-first",
        i -> i.network().weights().stream().skip(1).anyMatch(w -> !WideShapes.hasFullRowRank(w)));
    all.put("deficient-first", i -> !WideShapes.hasFullRowRank(i.network().weight(1)));
    all.put(
        "exact-fit",
        i ->
            i.network().isRational()
                && i.network().forward(Q, i.sample().x()).output().equals(i.sample().y()));
    all.put(
        "positive-bound",
        i ->
            WideShapes.isAffinelyIndependent(i.sample().x())
                && i.network().weights().stream().skip(1).allMatch(WideShapes::hasFullRowRank));
    return all;
  }

  /** λ_min of a 2 × 2 Gram matrix lies where the characteristic polynomial changes its sign. */
  @Property(tries = 200, seed = "5803")
  void theEnclosureHoldsARootOfTheCharacteristicPolynomial(
      @ForAll @IntRange(min = -9, max = 9) int a,
      @ForAll @IntRange(min = -9, max = 9) int b,
      @ForAll @IntRange(min = -9, max = 9) int c,
      @ForAll @IntRange(min = -9, max = 9) int d) {
    RationalMatrix m =
        RationalMatrix.of(
            2, 2, Rational.of(a, 4), Rational.of(b), Rational.of(c), Rational.of(d, 8));
    RationalMatrix g = m.times(m.transpose());
    Rational trace = g.get(0, 0).plus(g.get(1, 1));
    Rational det = g.get(0, 0).times(g.get(1, 1)).minus(g.get(0, 1).times(g.get(1, 0)));
    WideSpectrum.Bounds bounds = WideSpectrum.ofRows(m);
    // below the smaller root the polynomial is positive, between the two it is negative
    assertTrue(polynomial(bounds.lower(), trace, det).signum() >= 0);
    assertTrue(polynomial(bounds.upper(), trace, det).signum() <= 0);
    assertTrue(bounds.lower().times(Rational.of(2)).compareTo(trace) <= 0, "the smaller root");
    assertEquals(det.isZero(), bounds.upper().isZero());
    Rational width = bounds.upper().minus(bounds.lower());
    assertTrue(width.times(Rational.of(1L << 24)).compareTo(bounds.upper()) <= 0, bounds::toString);
  }

  private static Rational polynomial(Rational x, Rational trace, Rational det) {
    return x.times(x).minus(trace.times(x)).plus(det);
  }

  @Test
  void rationalEigenvaluesAreExact() {
    RationalMatrix g =
        RationalMatrix.of(
            3,
            3,
            Rational.of(2),
            Rational.ONE,
            Rational.ZERO,
            Rational.ONE,
            Rational.of(2),
            Rational.ZERO,
            Rational.ZERO,
            Rational.ZERO,
            Rational.of(7, 3));
    assertEquals(new WideSpectrum.Bounds(Rational.ONE, Rational.ONE), WideSpectrum.smallest(g));
    RationalMatrix golden =
        RationalMatrix.of(2, 2, Rational.of(2), Rational.ONE, Rational.ONE, Rational.ONE);
    assertFalse(WideSpectrum.smallest(golden).isExact(), "(3 − √5)/2 is no rational number");
    RationalMatrix tiny = golden.scale(Rational.of(2).pow(-1_100));
    WideSpectrum.Bounds bounds = WideSpectrum.smallest(tiny);
    assertTrue(bounds.lower().signum() > 0, "where doubles underflow it is bisected");
    assertTrue(
        bounds.upper().minus(bounds.lower()).times(Rational.of(1L << 36)).compareTo(bounds.upper())
            <= 0);
  }

  /** The ratio is exactly 1: the identity, orthogonal weights, orthogonal columns of A. */
  @Test
  void theBoundIsAttained() {
    Rational three = Rational.of(3, 5);
    Rational four = Rational.of(4, 5);
    RationalMatrix rotation = RationalMatrix.of(2, 2, three, four.negate(), four, three);
    Network n =
        new Network(
            Architecture.of(2, 2, 2, 2),
            List.of(Activation.IDENTITY, Activation.IDENTITY, Activation.IDENTITY),
            List.of(RationalMatrix.identity(2), rotation, rotation.scale(Rational.of(2))),
            List.of(
                RationalMatrix.zero(2, 1), RationalMatrix.zero(2, 1), RationalMatrix.zero(2, 1)));
    Sample s =
        new Sample(
            RationalMatrix.of(2, 2, Rational.ONE, Rational.of(-1), Rational.ZERO, Rational.ZERO),
            RationalMatrix.of(
                2, 2, Rational.of(1), Rational.of(2), Rational.of(5), Rational.of(-7)));
    WideGradientBound.Instance i = new WideGradientBound.Instance(n, s, Loss.SQUARE);
    assertTrue(proposition().claims().isRational(i));
    Claim<RationalMatrix> bound = proposition().claims().on(i, Q).getFirst();
    assertEquals(bound.left(), bound.right());
    assertTrue(bound.left().get(0, 0).signum() > 0);
  }

  /** The right side is the gradient of backpropagation, computed another way. */
  @Property(tries = 60, seed = "5804")
  void theGradientIsThatOfBackpropagation(@ForAll @LongRange(min = 0, max = 1_000_000) long index) {
    NetworkSampler.Drawn d =
        new NetworkSampler(
                1,
                3,
                3,
                4,
                List.of(Activation.SOFTSIGN, Activation.SQUARE),
                true,
                List.of(new NetworkSampler.Output(Activation.SOFTSIGN, Loss.DOUBLE_WELL)),
                false,
                4)
            .draw(new Key("bound", 58).stream(index));
    WideGradientBound.Instance i =
        new WideGradientBound.Instance(d.network(), d.sample(), d.loss());
    RationalMatrix g =
        WideBackprop.of(Q, d.network(), d.loss(), d.sample().x(), d.sample().y()).gradient(1);
    RationalMatrix weights = g.block(0, 0, g.rows(), g.columns() - 1);
    RationalMatrix biases = g.block(0, g.columns() - 1, g.rows(), 1);
    assertEquals(
        weights.flatten().transpose().beside(biases.transpose()), WideBound.firstLayer(i, Q));
  }
}
