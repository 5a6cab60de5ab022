package org.theoria.theorems.linear;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Network;
import org.theoria.network.Sample;

/** The boundary cases of two linear layers, recognised on what was drawn. */
final class TwoLayerCases {
  private TwoLayerCases() {}

  static <I> Map<String, Predicate<I>> of(
      Function<I, Network> network, Function<I, Sample> sample) {
    Map<String, Predicate<I>> cases = new TreeMap<>();
    cases.put("n1 = 1", i -> network.apply(i).architecture().width(1) == 1);
    cases.put("n1 = n2", i -> width(network.apply(i), 1) == width(network.apply(i), 2));
    cases.put("n1 < n2", i -> width(network.apply(i), 1) < width(network.apply(i), 2));
    cases.put("n0 < n2", i -> width(network.apply(i), 0) < width(network.apply(i), 2));
    cases.put("n0 = 1", i -> width(network.apply(i), 0) == 1);
    cases.put("n2 = 4", i -> width(network.apply(i), 2) == 4);
    cases.put("n1 = 3", i -> width(network.apply(i), 1) == 3);
    cases.put("n = n0", i -> sample.apply(i).size() == width(network.apply(i), 0));
    cases.put("one example", i -> sample.apply(i).size() == 1);
    cases.put("B = 0", i -> PlainTwoLayer.isZero(network.apply(i).weight(1)));
    cases.put(
        "Σ_XY = 0",
        i ->
            PlainTwoLayer.isZero(
                PlainTwoLayer.times(
                    sample.apply(i).x(), PlainTwoLayer.transposed(sample.apply(i).y()))));
    cases.put("huge A", i -> largest(network.apply(i).weight(2)).compareTo(Rational.of(1000)) > 0);
    cases.put(
        "tiny A", i -> largest(network.apply(i).weight(2)).compareTo(Rational.of(1, 1000)) < 0);
    return cases;
  }

  private static int width(Network n, int h) {
    return n.architecture().width(h);
  }

  private static Rational largest(RationalMatrix m) {
    return m.maxNorm().get(0, 0);
  }

  static PlainTwoLayer plain(Network n, Sample s) {
    return new PlainTwoLayer(s.x(), s.y(), n.weight(2), n.weight(1));
  }
}
