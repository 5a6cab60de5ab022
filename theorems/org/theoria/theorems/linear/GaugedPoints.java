package org.theoria.theorems.linear;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.theoria.arithmetic.ExactRank;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.linear.Echelon;
import org.theoria.sampling.LinearData;
import org.theoria.sampling.Stream;

/**
 * Points W_1 = D_1[U_SᵀZ ; Z_1], W_h = D_h diag(I_r, Z_h)D_{h−1}⁻¹, W_H = [U_S, U_QZ_H]D_{H−1}⁻¹ (H
 * ≥ 2), Z = Σ_YXΣ_XX⁻¹, made without any hypothesis on the data but that U is an eigenbasis of Σ.
 *
 * <p>With two blocks Z_a = Z_b = 0 the point is critical: every product of the others that stands
 * in a gradient contains one of them. With three every pivot has a complementary block of rank r.
 */
final class GaugedPoints {
  private final Stream s;
  private final LinearData data;
  private final List<Integer> widths;

  GaugedPoints(Stream s, LinearData data, List<Integer> widths) {
    this.s = s;
    this.data = data;
    this.widths = List.copyOf(widths);
  }

  private int depth() {
    return widths.size() - 1;
  }

  /** All blocks random: with S = [1, r_max] the global minimisers of the slide's form. */
  List<RationalMatrix> free(List<Integer> subset) {
    return point(subset, Set.of());
  }

  /** Random blocks but for this many that are 0, at least 2: critical. */
  List<RationalMatrix> critical(List<Integer> subset, int zeros) {
    Set<Integer> chosen = new HashSet<>();
    while (chosen.size() < Math.min(zeros, depth())) {
      chosen.add(s.nextInt(1, depth()));
    }
    return point(subset, chosen);
  }

  private List<RationalMatrix> point(List<Integer> subset, Set<Integer> zeros) {
    int r = subset.size();
    int depth = depth();
    List<Integer> others =
        IntStream.rangeClosed(1, data.u().rows()).filter(i -> !subset.contains(i)).boxed().toList();
    RationalMatrix us = data.columns(subset);
    RationalMatrix uq = data.columns(others);
    List<RationalMatrix> weights = new ArrayList<>();
    RationalMatrix before = RationalMatrix.identity(widths.getFirst());
    for (int h = 1; h <= depth; h++) {
      int rows = widths.get(h) - r;
      int columns = h == 1 ? widths.getFirst() : widths.get(h - 1) - r;
      RationalMatrix z =
          zeros.contains(h) || s.chance(1, 8)
              ? RationalMatrix.zero(rows, columns)
              : integers(rows, columns, 1);
      RationalMatrix middle =
          h == 1
              ? us.transpose().times(data.regression().regressor()).stack(z)
              : GlobalForm.diagonal(r, z);
      RationalMatrix frame = h == depth ? us.beside(uq) : frame(widths.get(h));
      weights.add(frame.times(middle).times(before));
      before = h == depth ? before : Echelon.inverse(frame);
    }
    return List.copyOf(weights);
  }

  /**
   * Weights whose product is G, found without U: a rank factorisation G = CR, and then random
   * changes of one layer at a time that leave the product as it is.
   *
   * @param g a matrix of rank at most r_max, d_y × d_x
   */
  List<RationalMatrix> factors(RationalMatrix g) {
    int depth = depth();
    RationalMatrix c = Echelon.range(g);
    int r = c.columns();
    RationalMatrix ct = c.transpose();
    RationalMatrix rows = Echelon.solve(ct.times(c), ct.times(g));
    List<RationalMatrix> weights = new ArrayList<>();
    for (int h = 1; h <= depth; h++) {
      RationalMatrix w = h == 1 ? rows : RationalMatrix.identity(r);
      w = h == depth ? (h == 1 ? g : c) : w;
      int height = widths.get(h);
      int width = widths.get(h - 1);
      w = w.stack(RationalMatrix.zero(height - w.rows(), w.columns()));
      weights.add(w.beside(RationalMatrix.zero(height, width - w.columns())));
    }
    for (int step = s.nextInt(0, 2 * depth); step > 0; step--) {
      change(weights, s.nextInt(1, depth));
    }
    return List.copyOf(weights);
  }

  /** Adds to W_h a random N with W_H⋯W_{h+1} N W_{h−1}⋯W_1 = 0, or changes the basis between. */
  private void change(List<RationalMatrix> weights, int h) {
    if (h < depth() && s.chance(1, 3)) {
      RationalMatrix d = frame(widths.get(h));
      weights.set(h - 1, d.times(weights.get(h - 1)));
      weights.set(h, weights.get(h).times(Echelon.inverse(d)));
      return;
    }
    RationalMatrix before = RationalMatrix.identity(widths.getFirst());
    for (int k = 1; k < h; k++) {
      before = weights.get(k - 1).times(before);
    }
    RationalMatrix after = RationalMatrix.identity(widths.getLast());
    for (int k = depth(); k > h; k--) {
      after = after.times(weights.get(k - 1));
    }
    RationalMatrix kernel = Echelon.of(after).kernel();
    RationalMatrix cokernel = Echelon.of(before.transpose()).kernel();
    RationalMatrix w = weights.get(h - 1);
    RationalMatrix change =
        kernel
            .times(integers(kernel.columns(), w.columns(), 1))
            .plus(integers(w.rows(), cokernel.columns(), 1).times(cokernel.transpose()));
    weights.set(h - 1, w.plus(change));
  }

  /** An invertible matrix with entries −1, 0, 1, now and then the identity or not unimodular. */
  private RationalMatrix frame(int size) {
    RationalMatrix frame = RationalMatrix.identity(size);
    if (s.chance(1, 5)) {
      return frame;
    }
    for (int tries = 0; tries < 4; tries++) {
      RationalMatrix drawn = integers(size, size, 1);
      if (ExactRank.rank(drawn) == size) {
        return drawn;
      }
    }
    for (int i = 1; i < size; i++) {
      frame = frame.with(i, i - 1, Rational.of(s.nextInt(-1, 1)));
    }
    return frame;
  }

  private RationalMatrix integers(int rows, int columns, int bound) {
    Rational[] entries = new Rational[rows * columns];
    for (int k = 0; k < entries.length; k++) {
      entries[k] = Rational.of(s.nextInt(-bound, bound));
    }
    return RationalMatrix.of(rows, columns, entries);
  }
}
