package org.theoria.theorems.linear;

import java.util.ArrayList;
import java.util.List;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.linear.Echelon;
import org.theoria.network.linear.Regression;

/**
 * The subsets of {1, …, d_y} and the products U_𝒯U_𝒯ᵀΣ_YXΣ_XX⁻¹ that they stand for.
 *
 * @param data the Σ's of the sample
 * @param u U, d_y × d_y
 * @param regressor Σ_YXΣ_XX⁻¹, d_y × d_x, with the Moore-Penrose inverse where Σ_XX is singular
 */
record AssociatedSubset(Regression data, RationalMatrix u, RationalMatrix regressor) {

  static AssociatedSubset of(DeepLinearPoint p) {
    return of(p.regression(), p.u());
  }

  static AssociatedSubset of(Regression data, RationalMatrix u) {
    return new AssociatedSubset(data, u, regressor(data));
  }

  /**
   * Σ_YXΣ_XX⁺: a least squares solution D of DX = Y with its rows projected onto the range of X.
   */
  private static RationalMatrix regressor(Regression data) {
    if (data.inputRank() == data.inputs()) {
      return data.regressor();
    }
    RationalMatrix c = Echelon.range(data.sample().x());
    return data.regressor().times(c).times(Echelon.leftInverse(c));
  }

  /** {i : u_iᵀA ≠ 0}, increasing, for A of d_y rows. */
  List<Integer> support(RationalMatrix a) {
    RationalMatrix rows = u.transpose().times(a);
    List<Integer> support = new ArrayList<>();
    for (int i = 1; i <= rows.rows(); i++) {
      if (!rows.block(i - 1, 0, 1, rows.columns()).isZero()) {
        support.add(i);
      }
    }
    return List.copyOf(support);
  }

  /** How many 𝒯 of this size have U_𝒯U_𝒯ᵀΣ_YXΣ_XX⁻¹ = A: every one is tried. */
  int count(RationalMatrix a, int size) {
    int count = 0;
    for (List<Integer> t : subsets(u.rows(), size)) {
      RationalMatrix ut = NormalPoints.columns(u, t);
      count += ut.times(ut.transpose()).times(regressor).equals(a) ? 1 : 0;
    }
    return count;
  }

  /** λ_i = u_iᵀΣu_i, i from 1: δ_i² where U is a basis of singular vectors. */
  Rational eigenvalue(int i) {
    RationalMatrix ui = u.block(0, i - 1, u.rows(), 1);
    return ui.transpose().times(data.sigma()).times(ui).get(0, 0);
  }

  /** The 𝒯 ⊂ {1, …, d} of this size. */
  static List<List<Integer>> subsets(int d, int size) {
    List<List<Integer>> result = new ArrayList<>();
    for (int mask = 0; mask < 1 << d; mask++) {
      if (Integer.bitCount(mask) == size) {
        List<Integer> t = new ArrayList<>();
        for (int i = 1; i <= d; i++) {
          if ((mask >> (i - 1) & 1) == 1) {
            t.add(i);
          }
        }
        result.add(List.copyOf(t));
      }
    }
    return List.copyOf(result);
  }
}
