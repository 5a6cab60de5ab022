package org.theoria.theorems.linear;

import java.util.ArrayList;
import java.util.List;
import org.theoria.network.Architecture;
import org.theoria.network.Subset;
import org.theoria.sampling.CriticalPoints;
import org.theoria.sampling.CriticalPoints.Kind;
import org.theoria.sampling.Stream;

/**
 * A kind of critical point: an architecture, an 𝒮, and whether its pivots are tightened.
 *
 * @param architecture (d_x, n_1, …, d_y)
 * @param subset 𝒮
 * @param kind tightened, loose (some pivot is not tightened), or any
 */
record DeepLinearCell(Architecture architecture, Subset subset, Kind kind) {

  /** Every kind of critical point that these architectures have (and no other exists). */
  static List<DeepLinearCell> all(List<Architecture> architectures) {
    List<DeepLinearCell> cells = new ArrayList<>();
    for (Architecture a : architectures) {
      for (List<Integer> subset : CriticalPoints.subsets(a, Kind.ANY)) {
        for (Kind kind : List.of(Kind.TIGHTENED, Kind.LOOSE)) {
          if (CriticalPoints.exist(a, subset.size(), kind)) {
            cells.add(new DeepLinearCell(a, new Subset(subset), kind));
          }
        }
      }
    }
    return List.copyOf(cells);
  }

  /** An architecture with d_y ≤ d_x and any 𝒮 that it has, all equally likely. */
  static DeepLinearCell any(Stream s) {
    return any(s, architecture(s, 1));
  }

  /** Any 𝒮 of the architecture, all equally likely. */
  static DeepLinearCell any(Stream s, Architecture architecture) {
    return new DeepLinearCell(
        architecture, new Subset(CriticalPoints.subset(s, architecture, Kind.ANY)), Kind.ANY);
  }

  /**
   * H = 1, …, 5 with weights 1 : 3 : 5 : 2 : 1; d_x and the hidden widths up to 5 for H = 2, 4 for
   * H = 3, 3 for H = 4, 2 for H = 5; d_y ≤ d_x.
   *
   * @param outputs the least d_y, 1 or 2
   */
  static Architecture architecture(Stream s, int outputs) {
    int depth = s.oneOf(1, 2, 2, 2, 3, 3, 3, 3, 3, 4, 4, 5);
    int widest = Math.min(5, depth == 5 ? 2 : 7 - depth);
    int inputs = s.nextInt(outputs, widest);
    List<Integer> widths = new ArrayList<>();
    widths.add(inputs);
    for (int h = 1; h < depth; h++) {
      widths.add(s.nextInt(1, widest));
    }
    widths.add(s.nextInt(outputs, Math.min(inputs, 4)));
    return new Architecture(widths);
  }
}
