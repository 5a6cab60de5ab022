package org.theoria.theorems.linear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.linear.Echelon;

/**
 * A point written in the form of slide 94, with r = r_max, S = [1, r] and Q = [r + 1, d_y]:
 *
 * <pre>
 *   W_H = [U_S, U_QA_R]D_{H−1}⁻¹,  W_h = D_h diag(I_r, (W_h)_DR)D_{h−1}⁻¹,  W_1 = D_1[U_SᵀZ ; M_D]
 * </pre>
 *
 * Z = Σ_YXΣ_XX⁻¹. A point has this form iff
 *
 * <ul>
 *   <li>U_SᵀW_H⋯W_1 = U_SᵀZ, and
 *   <li>the columns of U_S are in the range of W_H⋯W_2.
 * </ul>
 *
 * Only if: both are read off the products of the factors (U_SᵀU_Q = 0). If: take F_1 with
 * W_H⋯W_2F_1 = U_S, F_h = W_hF_{h−1} and T_h = U_SᵀW_H⋯W_{h+1}. Then T_hF_h = I_r, so that D_h =
 * [F_h, N_h] is invertible, N_h a basis of ker T_h, and the first r rows of D_h⁻¹ are T_h. Now
 * W_hF_{h−1} = F_h and T_hW_h = T_{h−1} make D_h⁻¹W_hD_{h−1} block diagonal with the block I_r,
 * T_1W_1 = U_SᵀZ, and U_SᵀW_HN_{H−1} = T_{H−1}N_{H−1} = 0 makes W_HN_{H−1} = U_QA_R.
 *
 * @param frames D_1, …, D_{H−1}
 * @param last A_R, (d_y − r) × (n_{H−1} − r)
 * @param middle (W_2)_DR, …, (W_{H−1})_DR
 * @param first M_D, (n_1 − r) × d_x
 */
record GlobalForm(
    List<RationalMatrix> frames,
    RationalMatrix last,
    List<RationalMatrix> middle,
    RationalMatrix first) {

  GlobalForm {
    frames = List.copyOf(frames);
    middle = List.copyOf(middle);
  }

  /**
   * The form of a point, H ≥ 2; empty where there is none.
   *
   * @param weights W_1, …, W_H
   * @param leading U_S, d_y × r, with orthonormal columns
   * @param trailing U_Q, d_y × (d_y − r), the others of an orthogonal matrix
   * @param regressor Z, d_y × d_x
   */
  static Optional<GlobalForm> of(
      List<RationalMatrix> weights,
      RationalMatrix leading,
      RationalMatrix trailing,
      RationalMatrix regressor) {
    int depth = weights.size();
    int r = leading.columns();
    RationalMatrix ut = leading.transpose();
    List<RationalMatrix> rows = new ArrayList<>(); // T_1, …, T_{H−1}
    RationalMatrix after = RationalMatrix.identity(leading.rows());
    for (int h = depth - 1; h >= 1; h--) {
      after = after.times(weights.get(h));
      rows.addFirst(ut.times(after));
    }
    if (!rows.getFirst().times(weights.getFirst()).equals(ut.times(regressor))) {
      return Optional.empty();
    }
    Optional<RationalMatrix> preimage = preimage(after, leading);
    if (preimage.isEmpty()) {
      return Optional.empty();
    }
    List<RationalMatrix> frames = new ArrayList<>();
    List<RationalMatrix> middle = new ArrayList<>();
    RationalMatrix f = preimage.get();
    for (int h = 1; h < depth; h++) {
      RationalMatrix frame = f.beside(Echelon.of(rows.get(h - 1)).kernel());
      if (h > 1) {
        RationalMatrix block =
            Echelon.inverse(frame).times(weights.get(h - 1)).times(frames.getLast());
        middle.add(block.block(r, r, block.rows() - r, block.columns() - r));
      }
      frames.add(frame);
      f = weights.get(h).times(f);
    }
    RationalMatrix out = weights.getLast().times(frames.getLast());
    RationalMatrix last =
        trailing.transpose().times(out.block(0, r, out.rows(), out.columns() - r));
    RationalMatrix in = Echelon.inverse(frames.getFirst()).times(weights.getFirst());
    return Optional.of(
        new GlobalForm(frames, last, middle, in.block(r, 0, in.rows() - r, in.columns())));
  }

  /** W_1, …, W_H from the factors: the formulas of the slide. */
  List<RationalMatrix> weights(
      RationalMatrix leading, RationalMatrix trailing, RationalMatrix regressor) {
    int r = leading.columns();
    List<RationalMatrix> result = new ArrayList<>();
    result.add(frames.getFirst().times(leading.transpose().times(regressor).stack(first)));
    for (int h = 2; h <= frames.size(); h++) {
      RationalMatrix inverse = Echelon.inverse(frames.get(h - 2));
      result.add(frames.get(h - 1).times(diagonal(r, middle.get(h - 2))).times(inverse));
    }
    result.add(leading.beside(trailing.times(last)).times(Echelon.inverse(frames.getLast())));
    return List.copyOf(result);
  }

  /** An F with A·F = B, 0 outside independent columns of A; empty where there is none. */
  private static Optional<RationalMatrix> preimage(RationalMatrix a, RationalMatrix b) {
    Echelon echelon = Echelon.of(a.beside(b));
    List<Integer> pivots = echelon.pivots();
    if (pivots.stream().anyMatch(p -> p >= a.columns())) {
      return Optional.empty();
    }
    Rational[] entries = new Rational[a.columns() * b.columns()];
    Arrays.fill(entries, Rational.ZERO);
    for (int i = 0; i < pivots.size(); i++) {
      for (int j = 0; j < b.columns(); j++) {
        entries[pivots.get(i) * b.columns() + j] = echelon.reduced().get(i, a.columns() + j);
      }
    }
    return Optional.of(RationalMatrix.of(a.columns(), b.columns(), entries));
  }

  /** diag(I_r, block). */
  static RationalMatrix diagonal(int r, RationalMatrix block) {
    return RationalMatrix.identity(r)
        .beside(RationalMatrix.zero(r, block.columns()))
        .stack(RationalMatrix.zero(block.rows(), r).beside(block));
  }
}
