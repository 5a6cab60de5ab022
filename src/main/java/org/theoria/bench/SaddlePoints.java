package org.theoria.bench;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.SingularOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.theoria.backend.LinearSample;
import org.theoria.network.Architecture;
import org.theoria.sampling.Key;
import org.theoria.sampling.Stream;

/**
 * Critical points of E(W) = ‖W_H⋯W₁X − Y‖² in double precision, made as in peers.py's
 * saddle_points: X and Y standard normal, U the left singular vectors of Σ_YXΣ_XX⁻¹X, and for each
 * subset 𝒮 of size r
 *
 * <pre>
 *   W₁ = D₁ [U_𝒮ᵀΣ_YXΣ_XX⁻¹; 0],   W_h = D_h diag(I_r, Z_h) D_{h−1}⁻¹,   W_H = [U_𝒮, 0] D_{H−1}⁻¹
 * </pre>
 *
 * with Z_h = 0 or, loose, standard normal, and random gauges D_h = standard normal + 2I. What each
 * is follows from the theorem (Achour, Malgouyres, Gerchinovitz, JMLR 2024; slide 92).
 *
 * @param architecture (n₀, …, n_H), n_H ≤ n₀
 * @param sample X and Y
 * @param points one after the other, parameters as SaddleKernel takes them
 * @param kinds what each point is
 */
record SaddlePoints(
    Architecture architecture, LinearSample sample, double[] points, List<Kind> kinds) {

  /**
   * @param subset 𝒮, from 1, increasing
   * @param loose whether the blocks Z_h are random
   * @param strict whether it is a strict saddle
   */
  record Kind(List<Integer> subset, boolean loose, boolean strict) {}

  /**
   * Every subset of at most min n_h indices, tightened and loose, each in {@code gauges} gauges.
   *
   * @param examples n ≥ n₀
   */
  static SaddlePoints draw(Architecture architecture, int examples, int gauges, long seed) {
    Stream stream = new Key("bench/saddle-classification", seed).stream(0);
    DMatrixRMaj x = normal(architecture.inputs(), examples, stream);
    DMatrixRMaj y = normal(architecture.outputs(), examples, stream);
    DMatrixRMaj best = regression(x, y);
    DMatrixRMaj u = leftSingularVectors(times(best, x));
    List<List<Integer>> subsets = subsets(architecture);
    List<Kind> kinds = new ArrayList<>();
    double[] points = new double[subsets.size() * 2 * gauges * architecture.weightCount()];
    int at = 0;
    for (int k = 0; k < gauges; k++) {
      for (List<Integer> subset : subsets) {
        for (boolean loose : new boolean[] {false, true}) {
          for (DMatrixRMaj w : point(architecture, best, u, subset, loose, stream)) {
            System.arraycopy(w.data, 0, points, at, w.getNumElements());
            at += w.getNumElements();
          }
          kinds.add(new Kind(subset, loose, isStrict(architecture, subset, loose)));
        }
      }
    }
    LinearSample sample = new LinearSample(rows(x), rows(y));
    return new SaddlePoints(architecture, sample, points, List.copyOf(kinds));
  }

  private static int maximalRank(Architecture a) {
    return a.widths().stream().mapToInt(Integer::intValue).min().orElseThrow();
  }

  private static boolean isStrict(Architecture a, List<Integer> subset, boolean loose) {
    int r = subset.size();
    boolean leading = r == 0 || subset.getLast() == r;
    boolean minimiser = leading && r == maximalRank(a);
    boolean tightened = !loose && a.depth() >= 3;
    return !minimiser && !(leading && tightened);
  }

  private static List<List<Integer>> subsets(Architecture a) {
    List<List<Integer>> all = new ArrayList<>();
    for (int mask = 0; mask < 1 << a.outputs(); mask++) {
      List<Integer> subset = new ArrayList<>();
      for (int i = 0; i < a.outputs(); i++) {
        if ((mask >> i & 1) == 1) {
          subset.add(i + 1);
        }
      }
      if (subset.size() <= maximalRank(a)) {
        all.add(List.copyOf(subset));
      }
    }
    return all;
  }

  private static List<DMatrixRMaj> point(
      Architecture a,
      DMatrixRMaj best,
      DMatrixRMaj u,
      List<Integer> subset,
      boolean loose,
      Stream stream) {
    int r = subset.size();
    int depth = a.depth();
    DMatrixRMaj chosen = new DMatrixRMaj(a.outputs(), r);
    for (int i = 0; i < r; i++) {
      for (int row = 0; row < a.outputs(); row++) {
        chosen.set(row, i, u.get(row, subset.get(i) - 1));
      }
    }
    DMatrixRMaj first = new DMatrixRMaj(a.width(1), a.inputs());
    if (r > 0) {
      DMatrixRMaj projected = new DMatrixRMaj(r, a.inputs());
      CommonOps_DDRM.multTransA(chosen, best, projected);
      CommonOps_DDRM.insert(projected, first, 0, 0);
    }
    DMatrixRMaj last = new DMatrixRMaj(a.outputs(), a.width(depth - 1));
    CommonOps_DDRM.insert(chosen, last, 0, 0);
    List<DMatrixRMaj> weights = new ArrayList<>();
    DMatrixRMaj inverse = CommonOps_DDRM.identity(a.inputs());
    for (int h = 1; h <= depth; h++) {
      DMatrixRMaj core = h == 1 ? first : h == depth ? last : middle(a, h, r, loose, stream);
      DMatrixRMaj right = times(core, inverse);
      if (h == depth) {
        weights.add(right);
      } else {
        DMatrixRMaj gauge = normal(a.width(h), a.width(h), stream);
        for (int i = 0; i < a.width(h); i++) {
          gauge.add(i, i, 2);
        }
        weights.add(times(gauge, right));
        inverse = inverse(gauge);
      }
    }
    return weights;
  }

  private static DMatrixRMaj middle(Architecture a, int h, int r, boolean loose, Stream stream) {
    DMatrixRMaj core = new DMatrixRMaj(a.width(h), a.width(h - 1));
    for (int i = 0; i < r; i++) {
      core.set(i, i, 1);
    }
    if (loose && r < maximalRank(a)) {
      CommonOps_DDRM.insert(normal(a.width(h) - r, a.width(h - 1) - r, stream), core, r, r);
    }
    return core;
  }

  /** Σ_YX Σ_XX⁻¹. */
  private static DMatrixRMaj regression(DMatrixRMaj x, DMatrixRMaj y) {
    DMatrixRMaj xx = new DMatrixRMaj(x.numRows, x.numRows);
    CommonOps_DDRM.multTransB(x, x, xx);
    DMatrixRMaj yx = new DMatrixRMaj(y.numRows, x.numRows);
    CommonOps_DDRM.multTransB(y, x, yx);
    return times(yx, inverse(xx));
  }

  /** By decreasing singular value. */
  private static DMatrixRMaj leftSingularVectors(DMatrixRMaj m) {
    SingularValueDecomposition_F64<DMatrixRMaj> svd =
        DecompositionFactory_DDRM.svd(m.numRows, m.numCols, true, true, false);
    if (!svd.decompose(m.copy())) {
      throw new IllegalStateException("saddle points: the singular values were not found");
    }
    DMatrixRMaj u = svd.getU(new DMatrixRMaj(m.numRows, m.numRows), false);
    DMatrixRMaj w = svd.getW(new DMatrixRMaj(m.numRows, m.numCols));
    DMatrixRMaj v = svd.getV(new DMatrixRMaj(m.numCols, m.numCols), false);
    SingularOps_DDRM.descendingOrder(u, false, w, v, false);
    return u;
  }

  private static DMatrixRMaj times(DMatrixRMaj a, DMatrixRMaj b) {
    DMatrixRMaj c = new DMatrixRMaj(a.numRows, b.numCols);
    CommonOps_DDRM.mult(a, b, c);
    return c;
  }

  private static DMatrixRMaj inverse(DMatrixRMaj m) {
    DMatrixRMaj inverse = new DMatrixRMaj(m.numRows, m.numRows);
    if (!CommonOps_DDRM.invert(m, inverse)) {
      throw new IllegalStateException("saddle points: a random matrix is singular");
    }
    return inverse;
  }

  private static DMatrixRMaj normal(int rows, int columns, Stream stream) {
    DMatrixRMaj m = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < m.getNumElements(); i++) {
      double radius = StrictMath.sqrt(-2 * StrictMath.log(uniform(stream)));
      m.data[i] = radius * StrictMath.cos(2 * StrictMath.PI * uniform(stream));
    }
    return m;
  }

  /** In (0, 1]. */
  private static double uniform(Stream stream) {
    return ((stream.nextLong() >>> 11) + 1) * 0x1p-53;
  }

  private static double[][] rows(DMatrixRMaj m) {
    double[][] rows = new double[m.numRows][m.numCols];
    for (int i = 0; i < m.numRows; i++) {
      System.arraycopy(m.data, i * m.numCols, rows[i], 0, m.numCols);
    }
    return rows;
  }
}
