package org.theoria.theorems.geometry;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.theoria.arithmetic.ExactRank;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.proposition.Claim;
import org.theoria.proposition.Claims;

/**
 * The pattern by 𝟙_α; the rank by the e where θ ∈ 𝒰_j (elsewhere that says nothing: 0 = 0); and
 * r_j ≤ rank, which says that θ ∈ 𝒰_j. Ranks are integers, decided over ℚ.
 *
 * @param change what a mutant changes
 */
record ShallowFormulaClaims(Change change) implements Claims<ShallowInstance> {

  /** What a mutant changes. */
  enum Change {
    NONE,
    /** rank(e_{α_k−1}, e_{α_k}), 𝟙 left out. */
    NO_ONES,
    /** e_{α_k}, e_{α_k+1} in place of e_{α_k−1}, e_{α_k}. */
    SHIFTED,
    /** e_{α_k} alone. */
    ONE_VECTOR,
    /** e_i in place of e_{n+i}. */
    NO_ORIENTATION,
    /** i ones in 𝟙_{n+i}. */
    LONGER_STEPS,
    /** min(n, 2n₁ + 1). */
    GENERIC,
    /** One more than the number of distinct e: none depends on the others. */
    INDEPENDENT
  }

  @Override
  public <M extends Matrix<M>> List<Claim<M>> on(ShallowInstance i, OrderedArithmetic<M> k) {
    ShallowPoint point = i.point();
    RationalMatrix pattern = point.pattern();
    ShallowVectors vectors = new ShallowVectors(i.sample().x());
    int[] alpha = vectors.alphas(pattern);
    int rank = point.rank();
    int largest = point.largestRank(rank);
    boolean maximal = rank == largest;
    return List.of(
        Claim.equal("pattern", k.of(pattern), k.of(steps(vectors, alpha))),
        Claim.equal(
            "rank-formula",
            k.scalar(Rational.of(maximal ? rank : 0)),
            k.scalar(Rational.of(maximal ? rank(i, vectors, alpha) : 0))),
        Claim.atMost("regions-equal", k.scalar(Rational.of(largest)), k.scalar(Rational.of(rank))));
  }

  private RationalMatrix steps(ShallowVectors vectors, int[] alpha) {
    int shorter = change == Change.LONGER_STEPS ? 0 : 1;
    RationalMatrix result = vectors.step(alpha[0], shorter);
    for (int k = 1; k < alpha.length; k++) {
      result = result.stack(vectors.step(alpha[k], shorter));
    }
    return result;
  }

  /** rank(𝟙, e_{α_1−1}, e_{α_1}, …). */
  private int rank(ShallowInstance i, ShallowVectors vectors, int[] alpha) {
    int n = i.examples();
    if (change == Change.GENERIC) {
      return Math.min(n, 2 * i.neurons() + 1);
    }
    Set<RationalMatrix> rows = new LinkedHashSet<>();
    for (int a : alpha) {
      int j = change == Change.NO_ORIENTATION && a > n ? a - n : a;
      int first = change == Change.SHIFTED ? j + 1 : change == Change.ONE_VECTOR ? j : j - 1;
      rows.add(vectors.e(first == 2 * n + 1 ? 1 : first));
      rows.add(vectors.e(j));
    }
    if (change == Change.INDEPENDENT) {
      return 1 + (int) rows.stream().filter(e -> !e.isZero()).count();
    }
    RationalMatrix all = change == Change.NO_ONES ? RationalMatrix.zero(1, n) : vectors.ones();
    for (RationalMatrix e : rows) {
      all = all.stack(e);
    }
    return ExactRank.rank(all);
  }

  /** α as a 1 × n₁ row. */
  static RationalMatrix alphaRow(ShallowInstance i) {
    int[] alpha = new ShallowVectors(i.sample().x()).alphas(i.point().pattern());
    Rational[] entries = new Rational[alpha.length];
    for (int k = 0; k < alpha.length; k++) {
      entries[k] = Rational.of(alpha[k]);
    }
    return RationalMatrix.of(1, entries.length, entries);
  }

  @Override
  public boolean isRational(ShallowInstance i) {
    return true;
  }
}
