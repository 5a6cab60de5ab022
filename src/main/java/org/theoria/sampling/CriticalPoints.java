package org.theoria.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Architecture;
import org.theoria.network.linear.Echelon;

/**
 * Exact first-order critical points of deep linear networks, by construction: W_1 =
 * D_1[U_𝒮ᵀΣ_YXΣ_XX⁻¹ ; Z_1], W_h = D_h diag(I_r, Z_h) D_{h−1}⁻¹, W_H = [U_𝒮, U_QZ_H]D_{H−1}⁻¹,
 * with blocks Z that make it critical ({@link Strings}) and random gauges D_h.
 *
 * <p><b>Which kinds exist.</b> With M = Σ_XYU_Q ≠ 0 for r &lt; d_y, pivot (i, j) is tightened iff
 * Z_{j−1}⋯Z_1MZ_H⋯Z_{i+1} = 0 or Z_{i−1}⋯Z_{j+1} = 0 (see {@link
 * org.theoria.network.linear.Pivot}).
 *
 * <ul>
 *   <li>r = r_max: some layer h has n_h = r (or q = 0), that is, its Z-space is 0. Layers i, …, H,
 *       0, …, j − 1 are the ends and inner layers of the first product, j, …, i − 1 those of the
 *       second, so one of the two passes through the space 0 and vanishes: every critical point is
 *       tightened, and every choice of Z is critical.
 *   <li>r &lt; r_max, H ≥ 3: Z = 0 is tightened: if i = j + 1, the first product contains some Z_h,
 *       as not both i = H and j = 1; else the second one does. With Z_1 = Z_H = 0 and Z_{H−1}⋯Z_2 ≠
 *       0 (all Z-spaces are non-zero) the point is critical and pivot (H, 1), whose first product
 *       is M, is not tightened.
 *   <li>r &lt; r_max, H = 2: the only pivot (2, 1) has the products M ≠ 0 and I_{n_1−r} ≠ 0: no
 *       critical point is tightened.
 *   <li>H = 1: E is strictly convex, the only critical point has r = d_y = r_max.
 * </ul>
 */
public final class CriticalPoints {

  /** Which of the critical points associated with an 𝒮. */
  public enum Kind {
    /** All pivots are tightened. */
    TIGHTENED,
    /** Some pivot is not tightened. */
    LOOSE,
    /** Either. */
    ANY
  }

  /**
   * A critical point.
   *
   * @param weights W_1, …, W_H
   * @param subset its 𝒮, increasing, 1-based
   * @param tightened whether all pivots are tightened
   */
  public record Point(List<RationalMatrix> weights, List<Integer> subset, boolean tightened) {
    public Point {
      weights = List.copyOf(weights);
      subset = List.copyOf(subset);
    }
  }

  private CriticalPoints() {}

  /** r_max = min(n_0, …, n_H). */
  public static int maximalRank(Architecture architecture) {
    return Collections.min(architecture.widths());
  }

  /**
   * Whether an architecture has critical points of this rank and kind, for data that meet the
   * hypotheses: the list above.
   */
  public static boolean exist(Architecture architecture, int rank, Kind kind) {
    int maximal = maximalRank(architecture);
    int depth = architecture.depth();
    if (rank < 0 || rank > maximal || (depth == 1 && rank < maximal)) {
      return false;
    }
    return switch (kind) {
      case ANY -> true;
      case TIGHTENED -> rank == maximal || depth >= 3;
      case LOOSE -> rank < maximal;
    };
  }

  /**
   * The subsets 𝒮 of {1..d_y} with r = |𝒮| ≤ r_max that have critical points of this kind, by
   * size, then lexicographically.
   */
  public static List<List<Integer>> subsets(Architecture architecture, Kind kind) {
    List<List<Integer>> result = new ArrayList<>();
    for (int r = 0; r <= maximalRank(architecture); r++) {
      if (exist(architecture, r, kind)) {
        collect(architecture.outputs(), r, 1, new ArrayList<>(), result);
      }
    }
    return List.copyOf(result);
  }

  private static void collect(
      int d, int r, int from, List<Integer> chosen, List<List<Integer>> result) {
    if (chosen.size() == r) {
      result.add(List.copyOf(chosen));
      return;
    }
    for (int i = from; i <= d; i++) {
      chosen.add(i);
      collect(d, r, i + 1, chosen, result);
      chosen.removeLast();
    }
  }

  /** One of {@link #subsets}, all equally likely. */
  public static List<Integer> subset(Stream s, Architecture architecture, Kind kind) {
    List<List<Integer>> all = subsets(architecture, kind);
    if (all.isEmpty()) {
      throw new IllegalArgumentException(
          "critical points: " + architecture.widths() + " has none of kind " + kind);
    }
    return s.oneOf(all);
  }

  /**
   * A critical point associated with 𝒮. One in eight has D_h = I, one in eight Z = 0 where ANY.
   * The data may break hypotheses, as long as |𝒮| ≤ rank Σ_XY, 𝒮 has no i with λ_i = 0, and a
   * loose one is not asked for with |𝒮| = rank Σ_XY; the point is critical all the same.
   */
  public static Point point(
      Stream s, Architecture architecture, LinearData data, List<Integer> subset, Kind kind) {
    requireFit(architecture, data);
    int r = subset.size();
    if (!exist(architecture, r, kind)) {
      throw new IllegalArgumentException(
          "critical points: "
              + architecture.widths()
              + " has none of rank "
              + r
              + " and kind "
              + kind);
    }
    int[] sizes = sizes(architecture, r);
    if (Arrays.stream(sizes).min().orElse(0) == 0) {
      List<RationalMatrix> free = new ArrayList<>();
      for (int h = 1; h <= architecture.depth(); h++) {
        free.add(LinearData.integers(s, sizes[h], sizes[h - 1], 2));
      }
      return new Point(assemble(s, architecture, data, subset, free), subset, true);
    }
    Strings strings = strings(architecture, data, subset);
    if (kind == Kind.LOOSE) {
      strings.loosen(s);
    }
    if (kind != Kind.ANY || !s.chance(1, 8)) {
      strings.fill(s, kind == Kind.TIGHTENED);
    }
    List<RationalMatrix> blocks = blocks(s, architecture, data, subset, strings);
    return new Point(
        assemble(s, architecture, data, subset, blocks), subset, strings.isTightened());
  }

  /**
   * A point with W_H⋯W_1 = U_𝒮U_𝒮ᵀΣ_YXΣ_XX⁻¹, |𝒮| &lt; r_max, that is <em>not</em> critical: in
   * the normal form some product of H consecutive arrows through M is not 0, though Z_H⋯Z_1 is.
   * (With |𝒮| = r_max every point with such a product is critical.)
   */
  public static List<RationalMatrix> rightProductOnly(
      Stream s, Architecture architecture, LinearData data, List<Integer> subset) {
    requireFit(architecture, data);
    if (subset.size() >= maximalRank(architecture)) {
      throw new IllegalArgumentException(
          "critical points: a product of rank "
              + subset.size()
              + " = r_max makes every point of "
              + architecture.widths()
              + " critical");
    }
    Strings strings = strings(architecture, data, subset);
    strings.breakCriticality(s);
    List<RationalMatrix> blocks = blocks(s, architecture, data, subset, strings);
    return assemble(s, architecture, data, subset, blocks);
  }

  /** The weights with one entry moved by ±2^(−e), 0 ≤ e ≤ 10: mostly no longer critical. */
  public static List<RationalMatrix> perturbed(Stream s, List<RationalMatrix> weights) {
    List<RationalMatrix> result = new ArrayList<>(weights);
    int h = s.nextInt(weights.size());
    RationalMatrix w = weights.get(h);
    int i = s.nextInt(w.rows());
    int j = s.nextInt(w.columns());
    Rational step = Rational.of(s.chance(1, 2) ? 1 : -1, 1L << s.nextInt(0, 10));
    result.set(h, w.with(i, j, w.get(i, j).plus(step)));
    return List.copyOf(result);
  }

  /** Weights with entries k/2, |k| ≤ 4. */
  public static List<RationalMatrix> random(Stream s, Architecture architecture) {
    List<RationalMatrix> result = new ArrayList<>();
    for (int h = 1; h <= architecture.depth(); h++) {
      result.add(
          LinearData.integers(s, architecture.width(h), architecture.width(h - 1), 4)
              .scale(Rational.of(1, 2)));
    }
    return List.copyOf(result);
  }

  private static void requireFit(Architecture a, LinearData data) {
    if (a.inputs() != data.sample().x().rows() || a.outputs() != data.sample().y().rows()) {
      throw new IllegalArgumentException(
          "critical points: data with d_x = "
              + data.sample().x().rows()
              + " and d_y = "
              + data.sample().y().rows()
              + " do not fit "
              + a.widths());
    }
  }

  /** m_0 = d_x, m_h = n_h − r. */
  private static int[] sizes(Architecture architecture, int r) {
    int[] sizes = new int[architecture.depth() + 1];
    sizes[0] = architecture.inputs();
    for (int h = 1; h < sizes.length; h++) {
      sizes[h] = architecture.width(h) - r;
    }
    return sizes;
  }

  /**
   * Z_h from the strings: Z_H = E·Z̃_H in a random basis E of ℝ^q, Z_1 = Z̃_1·T with TME = [I_q ;
   * 0]. With M⁺ = Λ_Q⁻¹U_QᵀΣ_YXΣ_XX⁻¹ (so M⁺M = I) and the rows of K a basis of {v : vM = 0}, T =
   * [E⁻¹M⁺ + CK ; K] with any C. Where the last λ are 0, M does not see these coordinates: E is
   * block triangular, and only its upper block meets M⁺.
   */
  private static List<RationalMatrix> blocks(
      Stream s, Architecture architecture, LinearData data, List<Integer> subset, Strings strings) {
    int depth = architecture.depth();
    List<RationalMatrix> blocks = new ArrayList<>();
    for (int h = 1; h <= depth; h++) {
      blocks.add(strings.block(s, h));
    }
    List<Integer> others = complement(data, subset);
    RationalMatrix uq = data.columns(others);
    RationalMatrix m = data.regression().sigmaXY().times(uq);
    RationalMatrix rows = uq.transpose().times(data.regression().regressor());
    RationalMatrix plus = RationalMatrix.zero(0, architecture.inputs());
    for (int k = 0; k < others.size(); k++) {
      Rational lambda = data.eigenvalues().get(others.get(k) - 1);
      if (!lambda.isZero()) {
        RationalMatrix row = rows.block(k, 0, 1, rows.columns());
        plus = plus.stack(row.scale(lambda.reciprocal()));
      }
    }
    RationalMatrix kernel = Echelon.of(m.transpose()).kernel().transpose();
    RationalMatrix c = LinearData.integers(s, plus.rows(), kernel.rows(), 1);
    int seen = plus.rows();
    int unseen = uq.columns() - seen;
    RationalMatrix first = LinearData.invertible(s, seen);
    RationalMatrix e =
        first
            .beside(RationalMatrix.zero(seen, unseen))
            .stack(
                LinearData.integers(s, unseen, seen, 1).beside(LinearData.invertible(s, unseen)));
    RationalMatrix dual = Echelon.inverse(first).times(plus);
    RationalMatrix top = dual.plus(c.times(kernel));
    blocks.set(0, blocks.getFirst().times(top.stack(kernel)));
    blocks.set(depth - 1, e.times(blocks.getLast()));
    return blocks;
  }

  /** The strings of 𝒮 with no arrow but M: it maps the vectors with λ ≠ 0 to 0, 1, 2, …. */
  private static Strings strings(Architecture architecture, LinearData data, List<Integer> subset) {
    List<Integer> others = complement(data, subset);
    int[] image = new int[others.size()];
    int count = 0;
    for (int k = 0; k < image.length; k++) {
      image[k] = data.singularValues().get(others.get(k) - 1).isZero() ? -1 : count++;
    }
    return new Strings(sizes(architecture, subset.size()), image);
  }

  private static List<Integer> complement(LinearData data, List<Integer> subset) {
    return IntStream.rangeClosed(1, data.u().rows())
        .filter(i -> !subset.contains(i))
        .boxed()
        .toList();
  }

  private static List<RationalMatrix> assemble(
      Stream s,
      Architecture architecture,
      LinearData data,
      List<Integer> subset,
      List<RationalMatrix> blocks) {
    int depth = architecture.depth();
    int r = subset.size();
    RationalMatrix us = data.columns(subset);
    RationalMatrix uq = data.columns(complement(data, subset));
    boolean plain = s.chance(1, 8);
    List<RationalMatrix> weights = new ArrayList<>();
    RationalMatrix previous = RationalMatrix.identity(architecture.inputs());
    for (int h = 1; h <= depth; h++) {
      RationalMatrix z = blocks.get(h - 1);
      RationalMatrix middle =
          h == 1
              ? us.transpose().times(data.regression().regressor()).stack(z)
              : RationalMatrix.identity(r)
                  .beside(RationalMatrix.zero(r, z.columns()))
                  .stack(RationalMatrix.zero(z.rows(), r).beside(z));
      int width = architecture.width(h);
      RationalMatrix frame =
          h == depth
              ? us.beside(uq)
              : plain ? RationalMatrix.identity(width) : LinearData.invertible(s, width);
      weights.add(frame.times(middle).times(previous));
      previous = h == depth ? previous : Echelon.inverse(frame);
    }
    return List.copyOf(weights);
  }
}
