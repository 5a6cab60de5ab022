package org.theoria.theorems.linear;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Sample;
import org.theoria.sampling.Stream;
import org.theoria.theorems.linear.TwoLayerSampler.Part;

/**
 * Data (X,Y) whose Σ has rational eigenvectors: X = LQ and Y = UDQ + NQ' for an orthogonal matrix
 * with rows Q, Q', L of full column rank and D with orthogonal rows. Then XᵀΣ_XX⁺X = QᵀQ and Σ =
 * UDDᵀUᵀ.
 *
 * @param sample X, n₀ × n, and Y, n₂ × n
 * @param basis U, n₂ × n₂, orthogonal with UᵀΣU diagonal
 * @param eigenvalues the diagonal of UᵀΣU
 */
record TwoLayerData(Sample sample, RationalMatrix basis, List<Rational> eigenvalues) {

  /**
   * What is asked of the data.
   *
   * @param invertible whether Σ_XX is to be invertible; else it is singular
   * @param distinct whether the eigenvalues of Σ are to be distinct; else two are equal, n₂ ≥ 2
   * @param ordered whether they are not to increase; else, where they are not all equal, they do
   */
  record Asked(boolean invertible, boolean distinct, Part ordered) {}

  /** n₂ ≥ 1, and n₂ ≥ 2 where two eigenvalues are to be equal. */
  static TwoLayerData draw(Stream s, Asked asked, int outputs) {
    int least = asked.distinct() ? outputs - 1 : 0; // at most one eigenvalue is 0
    int rank = asked.invertible() ? s.nextInt(Math.max(1, least), 4) : s.nextInt(least, 3);
    int inputs = asked.invertible() ? rank : s.nextInt(rank + 1, 4);
    int examples = Math.max(1, rank + s.nextInt(3));
    RationalMatrix q = RationalDraws.orthogonal(s, examples);
    RationalMatrix used = q.block(0, 0, rank, examples);
    RationalMatrix x =
        rank == 0
            ? RationalMatrix.zero(inputs, examples)
            : RationalDraws.fullColumnRank(s, inputs, rank).times(used);
    List<Rational> roots = roots(s, asked, outputs, rank);
    RationalMatrix u = RationalDraws.orthogonal(s, outputs);
    RationalMatrix y = RationalMatrix.zero(outputs, examples);
    boolean twice = rank == 2 && s.chance(1, 4); // eigenvalues 2δ²: not squares
    if (rank > 0) {
      RationalMatrix v = twice ? HADAMARD : RationalDraws.orthogonal(s, rank);
      y = y.plus(u.times(diagonal(roots, rank)).times(v).times(used));
    }
    if (examples > rank && s.chance(3, 4)) {
      RationalMatrix rest = q.block(rank, 0, examples - rank, examples);
      y = y.plus(RationalDraws.any(s, outputs, examples - rank).times(rest));
    }
    Rational factor = Rational.of(twice ? 2 : 1);
    return new TwoLayerData(
        new Sample(x, y), u, roots.stream().map(d -> d.times(d).times(factor)).toList());
  }

  private static final RationalMatrix HADAMARD =
      RationalMatrix.of(2, 2, Rational.ONE, Rational.ONE, Rational.ONE, Rational.of(-1));

  /** Data without any structure, but for the rank of X. */
  static Sample general(Stream s, boolean invertible, int outputs) {
    int inputs = s.nextInt(1, 4);
    int rank = invertible ? inputs : s.nextInt(inputs);
    int examples = Math.max(1, rank + s.nextInt(3));
    RationalMatrix x =
        rank == 0
            ? RationalMatrix.zero(inputs, examples)
            : RationalDraws.fullColumnRank(s, inputs, rank)
                .times(RationalDraws.fullColumnRank(s, examples, rank).transpose());
    return new Sample(x, RationalDraws.any(s, outputs, examples));
  }

  /** δ_1, …, δ_{n₂} ≥ 0, at most {@code rank} of them not 0; the eigenvalues are δ² (or 2δ²). */
  private static List<Rational> roots(Stream s, Asked asked, int outputs, int rank) {
    boolean close = s.chance(1, 12);
    List<Integer> order = RationalDraws.permutation(s, 8);
    List<Rational> roots = new ArrayList<>();
    boolean zero = s.chance(1, 4);
    for (int i = 0; i < outputs; i++) {
      boolean last = i >= rank || (i == outputs - 1 && zero);
      Rational generic = Rational.of(1 + order.get(i), 2);
      Rational near = Rational.ONE.plus(Rational.of(i, 1024));
      roots.add(last ? Rational.ZERO : close ? near : generic);
    }
    if (!asked.distinct() && roots.stream().distinct().count() == outputs) {
      int i = s.nextInt(outputs - 1);
      roots.set(i + 1, roots.get(i));
      if (i + 1 == rank) {
        roots.set(i, Rational.ZERO); // the row after the last that may differ from 0
        roots.set(i + 1, Rational.ZERO);
      }
    }
    switch (asked.ordered()) {
      case HOLDS -> roots.sort(Comparator.reverseOrder());
      case FREE -> {
        if (s.chance(1, 2)) {
          roots.sort(Comparator.reverseOrder());
        }
      }
      case FAILS -> {
        List<Rational> ordered = new ArrayList<>(roots);
        ordered.sort(Comparator.reverseOrder());
        if (ordered.equals(roots)) {
          Collections.reverse(roots);
        }
      }
    }
    return roots;
  }

  /** Row i is δ_i times a unit row of its own, n₂ × rank; rows with δ_i = 0 need none. */
  private static RationalMatrix diagonal(List<Rational> roots, int rank) {
    RationalMatrix d = RationalMatrix.zero(roots.size(), rank);
    int column = 0;
    for (int i = 0; i < roots.size(); i++) {
      if (!roots.get(i).isZero()) {
        d = d.with(i, column++, roots.get(i));
      }
    }
    return d;
  }
}
