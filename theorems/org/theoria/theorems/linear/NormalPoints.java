package org.theoria.theorems.linear;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Architecture;
import org.theoria.network.linear.Echelon;
import org.theoria.network.linear.Regression;
import org.theoria.sampling.LinearData;
import org.theoria.sampling.Stream;

/**
 * Weights in normal form: W_1 = D_1[U_𝒮ᵀΣ_YXΣ_XX⁻¹; Z_1], W_h = D_h diag(I_r, Z_h)D_{h−1}⁻¹, W_H =
 * [U_𝒮, U_QZ_H]D_{H−1}⁻¹, with r = |𝒮| and Q the complement of 𝒮. Then W_H⋯W_1 =
 * U_𝒮U_𝒮ᵀΣ_YXΣ_XX⁻¹ + U_QZ_H⋯Z_1.
 *
 * <p>The gradient is 0 iff (Z_H⋯Z_{h+1})ᵀ(Z_H⋯Z_1Σ_XX − U_QᵀΣ_YX)(Z_{h−1}⋯Z_1)ᵀ = 0 for every h:
 * two of the Z_h being 0 is enough.
 */
final class NormalPoints {

  private NormalPoints() {}

  /**
   * A critical point: two layers p ≠ q with Z_p = Z_q = 0, or with a Z-space of dimension 0. It
   * needs no hypothesis on the data, and H = 1 with |𝒮| = d_y or H ≥ 2.
   */
  static List<RationalMatrix> withCuts(
      Stream s, Architecture a, LinearData data, List<Integer> subset) {
    int depth = a.depth();
    int r = subset.size();
    int p = s.nextInt(1, depth);
    int q = depth == 1 ? p : 1 + (p - 1 + s.nextInt(1, depth - 1)) % depth;
    List<RationalMatrix> blocks = new ArrayList<>();
    for (int h = 1; h <= depth; h++) {
      int rows = a.width(h) - r;
      int columns = h == 1 ? a.inputs() : a.width(h - 1) - r;
      blocks.add(
          h == p || h == q || s.chance(1, 6)
              ? RationalMatrix.zero(rows, columns)
              : DeepLinearOutside.integers(s, rows, columns, 1));
    }
    List<RationalMatrix> frames = new ArrayList<>();
    for (int h = 1; h < depth; h++) {
      frames.add(DeepLinearOutside.invertible(s, a.width(h)));
    }
    return assemble(data.u(), subset, data.regression(), blocks, frames);
  }

  /**
   * @param blocks Z_1, …, Z_H
   * @param frames D_1, …, D_{H−1}, invertible
   */
  static List<RationalMatrix> assemble(
      RationalMatrix u,
      List<Integer> subset,
      Regression data,
      List<RationalMatrix> blocks,
      List<RationalMatrix> frames) {
    int depth = blocks.size();
    int r = subset.size();
    List<Integer> complement =
        IntStream.rangeClosed(1, u.rows()).filter(i -> !subset.contains(i)).boxed().toList();
    RationalMatrix us = columns(u, subset);
    List<RationalMatrix> weights = new ArrayList<>();
    for (int h = 1; h <= depth; h++) {
      RationalMatrix z = blocks.get(h - 1);
      RationalMatrix w =
          h == 1
              ? us.transpose().times(data.regressor()).stack(z)
              : RationalMatrix.identity(r)
                  .beside(RationalMatrix.zero(r, z.columns()))
                  .stack(RationalMatrix.zero(z.rows(), r).beside(z));
      w = h == depth ? us.beside(columns(u, complement)).times(w) : frames.get(h - 1).times(w);
      weights.add(h == 1 ? w : w.times(Echelon.inverse(frames.get(h - 2))));
    }
    return List.copyOf(weights);
  }

  /** U_𝒮, d_y × |𝒮|. */
  static RationalMatrix columns(RationalMatrix u, List<Integer> subset) {
    return u.select(
        IntStream.range(0, u.rows()).boxed().toList(), subset.stream().map(i -> i - 1).toList());
  }
}
