package org.theoria.theorems.landscape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
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
import org.theoria.network.PartialDerivatives;
import org.theoria.network.Sample;
import org.theoria.proposition.Proposition;
import org.theoria.proposition.Variant;
import org.theoria.sampling.Key;
import org.theoria.search.Search;
import org.theoria.theorems.PropositionContract;

final class VanishingExplodingProperties extends PropositionContract<VanishingExploding.Instance> {

  private static final RationalArithmetic Q = RationalArithmetic.INSTANCE;

  @Override
  protected Proposition<VanishingExploding.Instance> proposition() {
    return new VanishingExploding();
  }

  @Override
  protected Map<String, Predicate<VanishingExploding.Instance>> boundaryCases() {
    Map<String, Predicate<VanishingExploding.Instance>> all = new TreeMap<>();
    all.put("contracting", i -> i.upper().compareTo(Rational.ONE) < 0);
    all.put("expanding", i -> i.lower().compareTo(Rational.ONE) > 0);
    all.put("width-one", i -> i.network().architecture().widths().stream().allMatch(w -> w == 1));
    all.put(
        "homothetic", i -> i.lower().equals(i.upper()) && i.network().architecture().width(1) > 1);
    all.put("one-factor", i -> i.network().depth() == 2);
    all.put("most-layers", i -> i.network().depth() == VanishingExploding.DEPTH);
    all.put("zero-weights", i -> i.network().weights().stream().anyMatch(RationalMatrix::isZero));
    all.put("fitted", i -> VanishingClaims.backprop(i, Q).deltas().getLast().isZero());
    all.put(
        "widening",
        i -> {
          List<Integer> w = i.network().architecture().widths();
          return w.get(w.size() - 1) > w.get(w.size() - 2);
        });
    return all;
  }

  /** Δ_1 is the product of the factors times ∇L, and d_1 ⊙ Δ_1 the derivative in b_1. */
  @Property(tries = 100, seed = "4701")
  void theErrorsAreProductsOfTheFactors(@ForAll @LongRange(min = 0, max = 1_000_000) long index) {
    VanishingExploding.Instance i =
        Search.sampler(Problem.of(proposition(), new Variant.Stated()))
            .draw(new Key("vanishing", 47).stream(index));
    int depth = i.network().depth();
    RationalMatrix output = i.network().forward(Q, i.sample().x()).output();
    RationalMatrix product = i.loss().gradient(Q, output, i.sample().y());
    for (int h = depth - 1; h >= 1; h--) {
      product = VanishingExploding.factor(i.network(), i.sample(), h).times(product);
      assertEquals(product, VanishingClaims.backprop(i, Q).delta(h));
    }
    boolean smooth =
        i.network().activations().stream().allMatch(Activation::isContinuouslyDifferentiable);
    if (smooth) {
      RationalMatrix partials =
          PartialDerivatives.of(
              Q,
              i.network(),
              i.loss(),
              i.sample().x(),
              i.sample().y(),
              PartialDerivatives.Side.RIGHT);
      RationalMatrix slope = i.network().forward(Q, i.sample().x()).slope(1);
      int weights = i.network().architecture().width(0) * i.network().architecture().width(1);
      assertEquals(
          slope.hadamard(product).transpose(),
          partials.block(0, weights, 1, i.network().architecture().width(1)));
    }
  }

  /** By hand: the identity, W_2 = W_3 = 1/2: ‖Δ_1‖ = ‖Δ_3‖/4, equality with q₋ = q₊ = 1/2. */
  @Test
  void bothBoundsAreAttainedByOneNeuronALayer() {
    Rational half = Rational.of(1, 2);
    RationalMatrix one = RationalMatrix.identity(1);
    Network n =
        new Network(
            Architecture.of(1, 1, 1, 1),
            List.of(Activation.IDENTITY, Activation.IDENTITY, Activation.IDENTITY),
            List.of(one, one.scale(half), one.scale(half)),
            List.of(
                RationalMatrix.zero(1, 1), RationalMatrix.zero(1, 1), RationalMatrix.zero(1, 1)));
    VanishingExploding.Instance i =
        new VanishingExploding.Instance(
            n, new Sample(one, RationalMatrix.zero(1, 1)), Loss.SQUARE, half, half);
    proposition().hypotheses().forEach(h -> assertTrue(h.holds(i), h.id()));
    proposition()
        .claims()
        .on(i, Q)
        .forEach(claim -> assertEquals(claim.left(), claim.right(), claim.id()));
    assertEquals(
        Rational.of(1, 16), // Δ_3 = 2·(1/4), Δ_1 = 1/8: squared 1/64 = 1/4·1/16
        VanishingClaims.backprop(i, Q)
            .delta(1)
            .sumOfSquares()
            .get(0, 0)
            .dividedBy(VanishingClaims.backprop(i, Q).delta(3).sumOfSquares().get(0, 0)));
  }
}
