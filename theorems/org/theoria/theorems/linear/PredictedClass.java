package org.theoria.theorems.linear;

import java.util.List;
import java.util.stream.IntStream;
import org.theoria.arithmetic.ExactRank;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Subset;
import org.theoria.network.linear.CriticalClass;
import org.theoria.network.linear.Pivot;
import org.theoria.network.linear.Regression;

/**
 * What slide 93 reads off a critical point: 𝒮, r, r_max and the ranks of the complementary blocks.
 * 𝒮 = {i : u_iᵀW_H⋯W_1X ≠ 0}; it is the 𝒮 of the product where Σ_XX is invertible, and still
 * defined where it is not.
 *
 * @param outputs d_y
 * @param subset 𝒮
 * @param rank r = rank(W_H⋯W_1)
 * @param maximalRank r_max
 * @param pivots all pivots
 */
record PredictedClass(int outputs, Subset subset, int rank, int maximalRank, List<Pivot> pivots) {

  /** One change of the theorem. */
  enum Change {
    NONE,
    ANY_SUBSET,
    SMALLEST,
    NEGATED,
    ONE_LESS,
    FIRST_BLOCK,
    SECOND_BLOCK,
    BOTH_BLOCKS,
    SOME_PIVOT,
    NEIGHBOURS,
    MAXIMAL_BLOCKS
  }

  static PredictedClass of(DeepLinearPoint p, Regression data) {
    RationalMatrix product = p.product();
    return new PredictedClass(
        data.outputs(),
        new Subset(AssociatedSubset.of(data, p.u()).support(product.times(p.sample().x()))),
        ExactRank.rank(product),
        p.maximalRank(),
        Pivot.all(p.weights(), data));
  }

  /** Whether every pivot is tightened. */
  boolean isTightened() {
    return pivots.stream().allMatch(Pivot::isTightened);
  }

  /** The class by the theorem. */
  CriticalClass byTheorem() {
    return byTheorem(Change.NONE);
  }

  /** The class by the theorem, or by a false variant of it. */
  CriticalClass byTheorem(Change change) {
    if (change != Change.ANY_SUBSET && !subset.elements().equals(extreme(change))) {
      return CriticalClass.STRICT_SADDLE;
    }
    if (rank >= maximalRank - (change == Change.ONE_LESS ? 1 : 0)) {
      return CriticalClass.GLOBAL_MINIMISER;
    }
    boolean tightened =
        change == Change.SOME_PIVOT
            ? pivots.stream().anyMatch(Pivot::isTightened)
            : pivots.stream()
                .filter(p -> change != Change.NEIGHBOURS || p.i() == p.j() + 1)
                .allMatch(p -> isTightened(p, change));
    return tightened != (change == Change.NEGATED)
        ? CriticalClass.NON_STRICT_SADDLE
        : CriticalClass.STRICT_SADDLE;
  }

  /** {1..r}; in one variant the r smallest singular values. */
  private List<Integer> extreme(Change change) {
    return (change == Change.SMALLEST
            ? IntStream.rangeClosed(outputs - rank + 1, outputs)
            : IntStream.rangeClosed(1, rank))
        .boxed()
        .toList();
  }

  private boolean isTightened(Pivot p, Change change) {
    int r = change == Change.MAXIMAL_BLOCKS ? maximalRank : rank;
    boolean first = p.firstRank() == r;
    boolean second = p.secondRank() == r;
    return switch (change) {
      case FIRST_BLOCK -> first;
      case SECOND_BLOCK -> second;
      case BOTH_BLOCKS -> first && second;
      default -> first || second;
    };
  }
}
