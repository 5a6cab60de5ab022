package org.theoria.theorems.linear;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.theoria.arithmetic.ExactRank;
import org.theoria.arithmetic.RationalMatrix;

/** The boundary cases of the statements on deep linear networks. */
final class DeepLinearBoundaries {

  private DeepLinearBoundaries() {}

  static Map<String, Predicate<DeepLinearPoint>> cases() {
    Map<String, Predicate<DeepLinearPoint>> cases = new LinkedHashMap<>();
    cases.put("no hidden layer", p -> p.network().depth() == 1);
    cases.put("four layers or more", p -> p.network().depth() >= 4);
    cases.put("product 0", p -> p.product().isZero());
    cases.put("all weights 0", p -> p.weights().stream().allMatch(RationalMatrix::isZero));
    cases.put("a layer 0", p -> p.weights().stream().anyMatch(RationalMatrix::isZero));
    cases.put("largest rank", p -> ExactRank.rank(p.product()) == p.maximalRank());
    cases.put("a layer of width 1", p -> Collections.min(hidden(p)) == 1);
    cases.put(
        "a layer wider than the inputs",
        p -> Collections.max(hidden(p)) > p.network().architecture().inputs());
    cases.put("one output", p -> p.network().architecture().outputs() == 1);
    cases.put(
        "as many outputs as inputs",
        p -> p.network().architecture().outputs() == p.network().architecture().inputs());
    cases.put(
        "as many examples as inputs",
        p -> p.sample().size() == p.network().architecture().inputs());
    cases.put("U the identity", p -> p.u().equals(RationalMatrix.identity(p.u().rows())));
    return cases;
  }

  private static List<Integer> hidden(DeepLinearPoint p) {
    List<Integer> widths = p.network().architecture().widths();
    return widths.size() == 2 ? List.of(2) : widths.subList(1, widths.size() - 1);
  }
}
