package org.theoria.theorems.geometry;

import java.util.stream.IntStream;
import org.theoria.proposition.Strata;
import org.theoria.proposition.Text;

/** Shallow networks counted apart: rank against the number of patterns. */
final class ShallowStrata {
  private ShallowStrata() {}

  /** The columns of {@link #ranks}: |𝒜| = 1, …, and the ranks that a search must meet. */
  private static final int COUNTED = 6;

  /** Every |𝒜| ≤ r_j ≤ min(2|𝒜|, 6) with |𝒜| ≤ 5. */
  static Strata<ShallowInstance> ranks() {
    return new Strata<>(
        Text.of(
            "The rank on $\\mathcal U_j$ by the number of patterns",
            "Le rang sur $\\mathcal U_j$ selon le nombre de motifs"),
        Text.of("rank", "rang"),
        IntStream.rangeClosed(1, ShallowSampler.EXAMPLES)
            .mapToObj(c -> Text.of("|𝒜| = " + c, "|𝒜| = " + c))
            .toList(),
        IntStream.rangeClosed(1, COUNTED).mapToObj(String::valueOf).toList(),
        (row, column) -> {
          int patterns = column + 1;
          int rank = Integer.parseInt(row);
          return patterns <= 5 && patterns <= rank && rank <= 2 * patterns && rank <= COUNTED;
        },
        i -> new Strata.Place(String.valueOf(i.point().largestRank()), i.point().patterns() - 1));
  }
}
