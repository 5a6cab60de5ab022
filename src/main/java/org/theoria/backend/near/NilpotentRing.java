package org.theoria.backend.near;

import java.util.ArrayList;
import java.util.List;

/**
 * The condition that is left of criticality once W_H⋯W_1 = U_𝒮U_𝒮ᵀΣ_YXΣ_XX⁻¹: with the parts N_h
 * of the layers that do not carry the signal and M = Σ_XY(I − U_𝒮U_𝒮ᵀ), the gradient in W_h is
 * −2T_hᵀ, T_h = N_{h−1}⋯N_1·M·N_H⋯N_{h+1}, so that every product around the ring that leaves one
 * N_h out must be 0. Solved by Gauss-Newton with shortest steps.
 */
final class NilpotentRing {
  /** ‖T_h‖/‖M‖ up to this is 0 but for rounding (every ‖N_h‖ is about 1). */
  static final double ZERO = 0x1p-48;

  /** Up to this, W* is judged by the gradient at W*, with error bounds, and not by the ring. */
  static final double NEARLY = 0x1p-36;

  /** Gauss-Newton converges quadratically where it does: 2^(−2^10) is past rounding. */
  private static final int STEPS = 12;

  private final Dense m;
  private final List<Dense> projectors;
  private final double radius;

  /**
   * @param m M, of norm about 1
   * @param projectors Π_0 = I, Π_1, …, Π_H: N_h = Π_hN_hΠ_{h−1}
   * @param radius singular values of the Jacobian below this times the largest count as 0
   */
  NilpotentRing(Dense m, List<Dense> projectors, double radius) {
    this.m = m;
    this.projectors = List.copyOf(projectors);
    this.radius = radius;
  }

  private static int depth(List<Dense> n) {
    return n.size();
  }

  /** The factors of T_g, from left to right, with their layers; 0 stands for M. */
  private static List<Integer> order(int depth, int g) {
    List<Integer> layers = new ArrayList<>();
    for (int h = g - 1; h >= 1; h--) {
      layers.add(h);
    }
    layers.add(0);
    for (int h = depth; h > g; h--) {
      layers.add(h);
    }
    return layers;
  }

  private Dense factor(List<Dense> n, int layer) {
    return layer == 0 ? m : n.get(layer - 1);
  }

  private Dense product(List<Dense> n, List<Integer> layers, int size) {
    return Dense.product(layers.stream().map(h -> factor(n, h)).toList(), size);
  }

  /** T_g, n_{g−1} × n_g. */
  private Dense around(List<Dense> n, int g) {
    return product(n, order(depth(n), g), n.get(g - 1).columns());
  }

  /** max_h ‖T_h‖. */
  double residual(List<Dense> n) {
    double largest = 0;
    for (int g = 1; g <= depth(n); g++) {
      largest = Math.max(largest, around(n, g).norm());
    }
    return largest;
  }

  /** The N_h moved to a solution, or as near to one as Gauss-Newton came. */
  List<Dense> solve(List<Dense> start) {
    List<Dense> n = start;
    double residual = residual(n);
    for (int k = 0; k < STEPS && residual > ZERO; k++) {
      List<Dense> next = step(n);
      double after = residual(next);
      if (!(after < residual)) {
        return n;
      }
      n = next;
      residual = after;
    }
    return n;
  }

  private List<Dense> step(List<Dense> n) {
    int depth = depth(n);
    int[] at = new int[depth + 1];
    for (int h = 1; h <= depth; h++) {
      at[h] = at[h - 1] + n.get(h - 1).rows() * n.get(h - 1).columns();
    }
    int count = at[depth];
    Dense jacobian = Dense.zero(count, count);
    Dense value = Dense.zero(count, 1);
    for (int g = 1; g <= depth; g++) {
      Dense t = around(n, g);
      for (int k = 0; k < t.rows() * t.columns(); k++) {
        value.data().set(at[g - 1] + k, 0, -t.data().data[k]);
      }
      List<Integer> order = order(depth, g);
      for (int p = 0; p < order.size(); p++) {
        int h = order.get(p);
        if (h > 0) {
          Dense left =
              product(n, order.subList(0, p), n.get(g - 1).columns()).times(projectors.get(h));
          Dense right =
              projectors
                  .get(h - 1)
                  .times(product(n, order.subList(p + 1, order.size()), n.get(h - 1).columns()));
          fill(jacobian, at[g - 1], at[h - 1], left, right);
        }
      }
    }
    double scale = jacobian.norm();
    Dense change = jacobian.pseudoInverse(radius * scale).times(value);
    List<Dense> next = new ArrayList<>();
    for (int h = 1; h <= depth; h++) {
      Dense old = n.get(h - 1);
      Dense d = Dense.zero(old.rows(), old.columns());
      System.arraycopy(change.data().data, at[h - 1], d.data().data, 0, old.rows() * old.columns());
      next.add(old.plus(projectors.get(h).times(d).times(projectors.get(h - 1))));
    }
    return next;
  }

  /** The derivative of left·N·right by the entries of N. */
  private static void fill(Dense jacobian, int row, int column, Dense left, Dense right) {
    for (int i = 0; i < left.rows(); i++) {
      for (int j = 0; j < right.columns(); j++) {
        int r = row + i * right.columns() + j;
        for (int a = 0; a < left.columns(); a++) {
          double l = left.get(i, a);
          for (int b = 0; b < right.rows(); b++) {
            jacobian.data().add(r, column + a * right.rows() + b, l * right.get(b, j));
          }
        }
      }
    }
  }
}
