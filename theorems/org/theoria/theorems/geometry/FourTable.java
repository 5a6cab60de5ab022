package org.theoria.theorems.geometry;

import java.util.List;
import java.util.Map;
import org.theoria.arithmetic.RationalMatrix;

/**
 * dim⁻, dim⁺ and d(θ) by the signs of (c, a+c, 2a+c): six open regions, six half-planes between
 * neighbours, and a = c = 0, where all meet. The signs that are not here do not occur.
 */
final class FourTable {
  private FourTable() {}

  /** dim⁻ and dim⁺ of slide 79: the least and the largest r_j of the regions around θ. */
  record Dimensions(int minus, int plus) {}

  private static final Map<String, Dimensions> DIMENSIONS =
      Map.ofEntries(
          Map.entry("---", new Dimensions(1, 1)),
          Map.entry("--0", new Dimensions(1, 2)),
          Map.entry("--+", new Dimensions(2, 2)),
          Map.entry("-0+", new Dimensions(2, 3)),
          Map.entry("-++", new Dimensions(3, 3)),
          Map.entry("0++", new Dimensions(2, 3)),
          Map.entry("+++", new Dimensions(2, 2)),
          Map.entry("++0", new Dimensions(2, 3)),
          Map.entry("++-", new Dimensions(3, 3)),
          Map.entry("+0-", new Dimensions(2, 3)),
          Map.entry("+--", new Dimensions(2, 2)),
          Map.entry("0--", new Dimensions(1, 2)),
          Map.entry("000", new Dimensions(1, 3)));

  /** The signs, once round the plane of (a, c), and 000. */
  static final List<String> SIGNS =
      List.of(
          "---", "--0", "--+", "-0+", "-++", "0++", "+++", "++0", "++-", "+0-", "+--", "0--",
          "000");

  /** 0 and 0 for signs that do not occur. */
  static Dimensions dimensions(String signs) {
    return DIMENSIONS.getOrDefault(signs, new Dimensions(0, 0));
  }

  static Dimensions dimensions(FourPoint p, RationalMatrix x) {
    return dimensions(p.signs(x));
  }

  /** d(θ), the lower semicontinuous envelope of the rank; 0 for signs that do not occur. */
  static int envelope(FourPoint p, RationalMatrix x) {
    String signs = p.signs(x);
    if (signs.contains("0")) {
      return dimensions(p, x).minus();
    }
    return p.region(x).map(j -> j.rank(p)).orElse(0);
  }
}
