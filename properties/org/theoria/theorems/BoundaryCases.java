package org.theoria.theorems;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Activation;
import org.theoria.network.Network;
import org.theoria.network.Sample;

/**
 * The boundary cases that a design of a sampler names, recognised on what was drawn. Nothing here
 * asks the sampler what it meant to draw.
 */
public final class BoundaryCases {

  /** Generic weights are k/4 with |k| ≤ 12: a larger or a smaller one comes from a scaling. */
  private static final Rational LARGEST_GENERIC = Rational.of(3);

  private static final Rational SMALLEST_GENERIC = Rational.of(1, 4);

  private BoundaryCases() {}

  /** The cases of a network with a sample: "zero-weights" and so on. */
  public static <I> Map<String, Predicate<I>> of(
      java.util.function.Function<I, Network> network,
      java.util.function.Function<I, Sample> sample,
      Set<String> without) {
    Map<String, Predicate<I>> all = new TreeMap<>();
    all.put(
        "zero-weights", i -> network.apply(i).weights().stream().anyMatch(RationalMatrix::isZero));
    all.put("equal-rows", i -> hasEqualRows(network.apply(i)));
    all.put("point-on-kink", i -> meetsZero(network.apply(i), sample.apply(i).x()));
    all.put(
        "width-one", i -> network.apply(i).architecture().widths().stream().allMatch(w -> w == 1));
    all.put("no-hidden-layer", i -> network.apply(i).depth() == 1);
    all.put("one-example", i -> sample.apply(i).size() == 1);
    all.put("repeated-points", i -> hasRepeatedPoints(sample.apply(i)));
    all.put(
        "huge-scale",
        i -> anyWeight(network.apply(i), w -> w.abs().compareTo(LARGEST_GENERIC) > 0));
    all.put(
        "tiny-scale",
        i ->
            anyWeight(
                network.apply(i), w -> !w.isZero() && w.abs().compareTo(SMALLEST_GENERIC) < 0));
    if (!all.keySet().containsAll(without)) {
      throw new IllegalArgumentException(
          "boundary cases: expected some of " + all.keySet() + ", got " + without);
    }
    all.keySet().removeAll(without);
    return all;
  }

  private static boolean anyWeight(Network n, Predicate<Rational> test) {
    return n.weights().stream()
        .flatMap(w -> w.toRows().stream())
        .flatMap(List::stream)
        .anyMatch(test);
  }

  private static boolean hasEqualRows(Network n) {
    for (int h = 1; h <= n.depth(); h++) {
      RationalMatrix all = n.weight(h).beside(n.bias(h));
      if (new HashSet<>(all.toRows()).size() < all.rows()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether a pre-activation of a hidden layer is 0, up to the first layer that is not rational.
   */
  private static boolean meetsZero(Network n, RationalMatrix x) {
    RationalMatrix layer = x;
    for (int h = 1; h < n.depth(); h++) {
      RationalMatrix z = n.weight(h).times(layer).plusColumn(n.bias(h));
      if (z.toRows().stream().flatMap(List::stream).anyMatch(Rational::isZero)) {
        return true;
      }
      Activation a = n.activation(h);
      if (!a.isRational()) {
        return false;
      }
      layer = a.value(org.theoria.arithmetic.RationalArithmetic.INSTANCE, z);
    }
    return false;
  }

  private static boolean hasRepeatedPoints(Sample s) {
    return new HashSet<>(s.x().transpose().toRows()).size() < s.size();
  }
}
