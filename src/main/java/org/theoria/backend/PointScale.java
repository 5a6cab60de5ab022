package org.theoria.backend;

import java.util.Arrays;

/**
 * The units in which a point is judged. Each layer has its own, s_h ≥ ‖W_h‖_F, so that scaling one
 * layer up and another down (which changes neither the network nor the inertia of the Hessian)
 * changes nothing; a layer of zeros takes the unit that makes Π s_h the size ‖Σ_YX‖/‖Σ_XX‖ of what
 * it should learn. In these units every entry of the Hessian of E(W) = ‖W_H⋯W₁X − Y‖², and every
 * sum of products of absolute values that it is computed from, is at most
 *
 * <pre>  scale = 2π(2π‖X‖² + ‖X‖‖Y‖),   π = Π s_h,   all norms Frobenius's,</pre>
 *
 * as s_g s_h·|A_g|ᵀ|A_h| ⊗ |B_g||X||X|ᵀ|B_h|ᵀ ≤ π²‖X‖², and s_g s_h·|C_gh| ⊗ |A_h|ᵀ|M||B_g|ᵀ ≤
 * π(π‖X‖² + ‖X‖‖Y‖). For a direction V with ν = Σ ‖V_h‖/s_h therefore |E''(W)[V, V]| ≤ scale·ν²,
 * and the layers of the gradient satisfy s_h‖∇_h E‖ ≤ scale.
 */
final class PointScale {

  /** Computed norms are raised by this factor, which covers their rounding up to 10⁶ terms. */
  private static final double ROUND_UP = 1 + 0x1p-30;

  private final LinearChains chains;
  private final double[] units;
  private double scale;

  PointScale(LinearChains chains) {
    this.chains = chains;
    this.units = new double[chains.depth() + 1];
    Arrays.fill(units, 1);
  }

  /**
   * Computes the units of a point.
   *
   * @return whether no product of them can overflow, nor underflow beside the others: norms between
   *     2^−480/(H+1) and its inverse. A point outside is not judged.
   */
  boolean at(double[] theta, int from) {
    int depth = chains.depth();
    double product = 1;
    int zeros = 0;
    for (int h = 1; h <= depth; h++) {
      double sum = 0;
      for (int i = from + chains.start(h); i < from + chains.start(h + 1); i++) {
        sum += theta[i] * theta[i];
      }
      units[h] = Math.sqrt(sum) * ROUND_UP;
      if (sum == 0) {
        zeros++;
      } else {
        product *= units[h];
      }
    }
    double x = chains.sample().normX() * ROUND_UP;
    double y = chains.sample().normY() * ROUND_UP;
    if (zeros > 0) {
      double target = y > 0 ? y / x : 1;
      double unit = Math.pow(target / product, 1.0 / zeros);
      for (int h = 1; h <= depth; h++) {
        if (units[h] == 0) {
          units[h] = unit;
          product *= unit;
        }
      }
    }
    scale = 2 * product * (2 * product * x * x + x * y) * ROUND_UP;
    double limit = Math.scalb(1.0, 480 / (depth + 1));
    boolean tame = x < limit && x > 1 / limit && y < limit;
    for (int h = 1; h <= depth; h++) {
      tame &= units[h] < limit && units[h] > 1 / limit;
    }
    return tame;
  }

  /** s_h, h = 1..H. */
  double unit(int h) {
    return units[h];
  }

  double scale() {
    return scale;
  }
}
