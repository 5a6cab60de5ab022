package org.theoria.network.linear;

import java.util.ArrayList;
import java.util.List;
import org.theoria.arithmetic.ExactRank;
import org.theoria.arithmetic.RationalMatrix;

/**
 * A pivot (i, j), i &gt; j, of a point W with the exact ranks of its complementary blocks (slide
 * 93). It is tightened if one of them has rank r = rank(W_H⋯W_1).
 *
 * <p>At a critical point in normal form (see {@link NormalForm}) the first block has rank r +
 * rank(Z_{j−1}⋯Z_1MZ_H⋯Z_{i+1}) and the second r + rank(Z_{i−1}⋯Z_{j+1}): no rank is below r, and a
 * pivot is tightened iff one of these two products is 0.
 *
 * @param i from 2 to H
 * @param j from 1 to i − 1
 * @param firstRank the rank of W_{j−1}⋯W_1Σ_XYW_H⋯W_{i+1}
 * @param secondRank the rank of W_{i−1}⋯W_{j+1}, the identity of order n_j where i = j + 1
 * @param rank r
 */
public record Pivot(int i, int j, int firstRank, int secondRank, int rank) {

  public boolean isTightened() {
    return firstRank == rank || secondRank == rank;
  }

  /** W_{j−1}⋯W_1Σ_XYW_H⋯W_{i+1}, n_{j−1} × n_i. */
  public static RationalMatrix firstBlock(
      List<RationalMatrix> weights, RationalMatrix sigmaXY, int i, int j) {
    LinearProducts p = LinearProducts.of(weights);
    return p.before(j).times(sigmaXY).times(p.after(i));
  }

  /** W_{i−1}⋯W_{j+1}, n_{i−1} × n_j. */
  public static RationalMatrix secondBlock(List<RationalMatrix> weights, int i, int j) {
    return LinearProducts.of(weights).between(i, j);
  }

  /** All pivots, i = 2..H, j = 1..i−1; none where H = 1. */
  public static List<Pivot> all(List<RationalMatrix> weights, Regression data) {
    LinearProducts p = LinearProducts.of(weights);
    return all(p, data, ExactRank.rank(p.whole()));
  }

  static List<Pivot> all(LinearProducts p, Regression data, int rank) {
    List<Pivot> pivots = new ArrayList<>();
    for (int i = 2; i <= p.depth(); i++) {
      RationalMatrix right = data.sigmaXY().times(p.after(i));
      for (int j = 1; j < i; j++) {
        int first = ExactRank.rank(p.before(j).times(right));
        int second = ExactRank.rank(p.between(i, j));
        pivots.add(new Pivot(i, j, first, second, rank));
      }
    }
    return List.copyOf(pivots);
  }
}
