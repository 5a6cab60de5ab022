package org.theoria.theorems.landscape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.theoria.network.Network;
import org.theoria.network.Sample;
import org.theoria.proposition.Proposition;
import org.theoria.proposition.Variant;
import org.theoria.sampling.Key;
import org.theoria.search.Search;
import org.theoria.theorems.PropositionContract;

final class WideGlobalFromLayerProperties
    extends PropositionContract<WideGlobalFromLayer.Instance> {

  private static final RationalArithmetic Q = RationalArithmetic.INSTANCE;

  @Override
  protected Proposition<WideGlobalFromLayer.Instance> proposition() {
    return new WideGlobalFromLayer();
  }

  @Override
  protected Map<String, Predicate<WideGlobalFromLayer.Instance>> boundaryCases() {
    Map<String, Predicate<WideGlobalFromLayer.Instance>> all = new TreeMap<>();
    all.put("no-features", i -> i.features() == 0);
    all.put("one-layer-of-features", i -> i.features() == 1);
    all.put("two-layers-of-features", i -> i.features() == 2);
    all.put("last-layer-alone", i -> i.features() == i.network().depth() - 1);
    all.put("one-example", i -> i.sample().size() == 1);
    all.put(
        "more-examples-than-the-inputs-allow",
        i -> i.sample().size() > i.network().architecture().inputs() + 1);
    all.put(
        "kinked-features",
        i ->
            i.network().activations().subList(0, i.features()).stream()
                .anyMatch(a -> a.equals(Activation.RELU)));
    all.put(
        "deficient-features",
        i ->
            i.network().weights().subList(0, i.features()).stream()
                .anyMatch(w -> !WideShapes.hasFullRowRank(w)));
    all.put("exact-fit", i -> WideRisk.of(Q, i).value().isZero());
    return all;
  }

  /**
   * The layers up to k enter through f_k(X) alone: the network above, on the features as inputs,
   * has the same risk and the same gradient in its layers.
   */
  @Property(tries = 60, seed = "5802")
  void theFeaturesAreInputs(@ForAll @LongRange(min = 0, max = 1_000_000) long index) {
    WideGlobalFromLayer.Instance i =
        Search.sampler(Problem.of(proposition(), new Variant.Stated()))
            .draw(new Key("wide", 58).stream(index));
    int k = i.features();
    Network n = i.network();
    int depth = n.depth();
    Network above =
        new Network(
            new Architecture(n.architecture().widths().subList(k, depth + 1)),
            n.activations().subList(k, depth),
            n.weights().subList(k, depth),
            n.biases().subList(k, depth));
    Sample features = new Sample(n.forward(Q, i.sample().x()).layer(k), i.sample().y());
    WideGlobal.Instance same = new WideGlobal.Instance(above, features, i.loss());
    WideRisk<RationalMatrix> risk = WideRisk.of(Q, i);
    WideRisk<RationalMatrix> other = WideRisk.of(Q, same);
    assertEquals(other.value(), risk.value());
    RationalMatrix partials = risk.partials();
    assertEquals(
        other.partials().block(0, 0, 1, other.partials().columns()),
        risk.layers(partials, k + 1, depth).block(0, 0, 1, other.partials().columns()));
    for (int j = 0; j < WideGlobal.HYPOTHESES.ranks().size() && j < depth - k; j++) {
      assertTrue(WideGlobal.HYPOTHESES.ranks().get(j).holds(same));
    }
    assertTrue(WideGlobal.HYPOTHESES.data().holds(same));
  }

  @Test
  void theLayerIsAnIntegerBelowTheDepth() {
    WideGlobalFromLayer.Instance i =
        Search.sampler(Problem.of(proposition(), new Variant.Stated()))
            .draw(new Key("wide", 58).stream(0));
    for (Rational k :
        new Rational[] {Rational.of(-1), Rational.of(1, 2), Rational.of(i.network().depth())}) {
      IllegalArgumentException refused =
          assertThrows(
              IllegalArgumentException.class,
              () -> new WideGlobalFromLayer.Instance(i.network(), i.sample(), i.loss(), k));
      assertEquals(
          "layer: expected an integer from 0 to " + (i.network().depth() - 1) + ", got " + k,
          refused.getMessage());
    }
  }
}
