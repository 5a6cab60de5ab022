package org.theoria.theorems.geometry;

import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Network;

/**
 * The terms of highest degree of θ ↦ f_θ(xⁱ) on a pattern, σ_H = Id. With L the last hidden layer
 * all of whose slopes are 0 on xⁱ (0 if there is none) the paths that survive start at the biases
 * of the layers L+1, …, H, or, for L = 0, at the inputs too. A path from b_h has degree H − h + 1,
 * one from the inputs H, and different paths are different monomials; so the degree is H − L.
 *
 * @param map the pattern
 * @param change what a mutant changes
 */
record LeadingForm(FrozenMap map, PolynomialClaims.Change change) {

  private boolean isDead(int h, int example) {
    RationalMatrix slopes = map.slopes().get(h - 1);
    return slopes.block(0, example, slopes.rows(), 1).isZero();
  }

  /** L. */
  private int lastDead(int example) {
    for (int h = map.network().depth() - 1; h >= 1; h--) {
      if (isDead(h, example)) {
        return h;
      }
    }
    return 0;
  }

  /** H − L. */
  int degree(int example) {
    int depth = map.network().depth();
    if (change == PolynomialClaims.Change.DEAD_COUNT) {
      int dead = 0;
      for (int h = 1; h < depth; h++) {
        dead += isDead(h, example) ? 1 : 0;
      }
      return depth - dead;
    }
    return depth - lastDead(example);
  }

  /** The leading form at δ, n_H × 1. */
  RationalMatrix at(Theta delta, int example) {
    Network n = delta.onto(map.network());
    int first = lastDead(example) + 1;
    RationalMatrix z =
        first == 1 ? n.weight(1).times(column(map.x(), example)).plus(n.bias(1)) : n.bias(first);
    for (int h = first + 1; h <= n.depth(); h++) {
      z = n.weight(h).times(z.scaleRows(column(map.slopes().get(h - 2), example)));
      if (change == PolynomialClaims.Change.LATER_BIASES) {
        z = z.plus(n.bias(h));
      }
    }
    return z;
  }

  /** Whether the form is not 0 at δ on some example of the largest degree H. */
  boolean attainsDepth(Theta delta) {
    for (int e = 0; e < map.x().columns(); e++) {
      if (degree(e) == map.network().depth() && !at(delta, e).isZero()) {
        return true;
      }
    }
    return false;
  }

  private static RationalMatrix column(RationalMatrix m, int j) {
    return m.block(0, j, m.rows(), 1);
  }
}
