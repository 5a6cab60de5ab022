package org.theoria.network.linear;

import java.util.ArrayList;
import java.util.List;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.arithmetic.RationalMatrix;

/**
 * The products of consecutive weights that the derivatives are made of, each computed once.
 *
 * @param weights W_1, …, W_H
 * @param beforeAll W_{h−1}⋯W_1 for h = 1..H+1
 * @param afterAll W_H⋯W_{h+1} for h = 1..H
 */
record LinearProducts(
    List<RationalMatrix> weights, List<RationalMatrix> beforeAll, List<RationalMatrix> afterAll) {

  LinearProducts {
    weights = List.copyOf(weights);
    beforeAll = List.copyOf(beforeAll);
    afterAll = List.copyOf(afterAll);
  }

  static LinearProducts of(List<RationalMatrix> weights) {
    List<RationalMatrix> before = new ArrayList<>();
    before.add(RationalMatrix.identity(weights.getFirst().columns()));
    before.add(weights.getFirst());
    for (int h = 1; h < weights.size(); h++) {
      before.add(weights.get(h).times(before.getLast()));
    }
    List<RationalMatrix> after = new ArrayList<>();
    after.add(RationalMatrix.identity(weights.getLast().rows()));
    for (int h = weights.size(); h > 1; h--) {
      after.addFirst(
          h == weights.size() ? weights.getLast() : after.getFirst().times(weights.get(h - 1)));
    }
    return new LinearProducts(weights, before, after);
  }

  /** H. */
  int depth() {
    return weights.size();
  }

  /** W_h. */
  RationalMatrix weight(int h) {
    return weights.get(h - 1);
  }

  /** B_h = W_{h−1}⋯W_1, n_{h−1} × d_x, h = 1..H. */
  RationalMatrix before(int h) {
    return beforeAll.get(h - 1);
  }

  /** A_h = W_H⋯W_{h+1}, d_y × n_h, h = 1..H. */
  RationalMatrix after(int h) {
    return afterAll.get(h - 1);
  }

  /** W_{h−1}⋯W_{g+1}, n_{h−1} × n_g, h &gt; g. */
  RationalMatrix between(int h, int g) {
    return LinearRisk.product(RationalArithmetic.INSTANCE, weights, h - 1, g + 1);
  }

  /** G = W_H⋯W_1, d_y × d_x. */
  RationalMatrix whole() {
    return beforeAll.getLast();
  }
}
