package org.theoria.theorems.landscape;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.theoria.sampling.Stream;
import org.theoria.theorems.landscape.DepthCase.Slope;

/**
 * One network of depth H and one example (x, y), in doubles: Δ_h = ∂E/∂f_h for E = ‖f_H − y‖².
 *
 * <p>Plain layers: f_h = σ_h(W_hf_{h−1}). Residual blocks of two layers (slide 49): for even h, f_h
 * = σ_h(W_hf_{h−1} + f_{h−2}). σ_H is the identity. Biases are 0.
 *
 * @param deltas ‖Δ_1‖, …, ‖Δ_H‖
 * @param gradients ‖∂E/∂W_1‖_F, …, ‖∂E/∂W_H‖_F
 * @param lower q₋, the least singular value of the W_{h+1}ᵀdiag(d_{h+1}), 1 ≤ h &lt; H; NaN for
 *     residual blocks, where Δ_h is not the image of Δ_{h+1} by such a matrix
 * @param upper q₊, the largest one; NaN for residual blocks
 */
record DepthNetwork(double[] deltas, double[] gradients, double lower, double upper) {

  /**
   * How much the computed norms may exceed the bounds, relative: n·u for each product of a matrix
   * and a vector, some 10·n·u for a singular value, over H layers: 64·11·64·2⁻⁵³ &lt; 10⁻¹¹ for the
   * largest H and n.
   */
  static final double ROUNDING = 1e-10;

  /** Draws a network and an example of normal entries. */
  static DepthNetwork of(DepthCase c, int width, int depth, Stream s) {
    double[][][] w = new double[depth][][];
    for (int h = 1; h <= depth; h++) {
      w[h - 1] = c.draw(width, s);
    }
    double[] x = new double[width];
    double[] y = new double[width];
    for (int i = 0; i < width; i++) {
      x[i] = s.nextNormal();
      y[i] = s.nextNormal();
    }
    return of(c.activation, c.residual, w, x, y);
  }

  /**
   * @param w W_1, …, W_H, all n × n for residual blocks
   * @param x of length n_0
   * @param y of length n_H
   */
  static DepthNetwork of(
      Slope activation, boolean residual, double[][][] w, double[] x, double[] y) {
    int depth = w.length;
    if (residual && depth % 2 != 0) {
      throw new IllegalArgumentException("residual blocks: an even depth is needed, got " + depth);
    }
    double[][] f = new double[depth + 1][];
    double[][] d = new double[depth + 1][];
    f[0] = x;
    d[0] = new double[0];
    for (int h = 1; h <= depth; h++) {
      Slope sigma = h < depth ? activation : Slope.IDENTITY;
      double[] z = times(w[h - 1], f[h - 1]);
      if (residual && h % 2 == 0) {
        add(z, f[h - 2]);
      }
      f[h] = new double[z.length];
      d[h] = new double[z.length];
      for (int i = 0; i < z.length; i++) {
        f[h][i] = sigma.value(z[i]);
        d[h][i] = sigma.slope(z[i]);
      }
    }
    double[] deltas = new double[depth];
    double[] gradients = new double[depth];
    double[] delta = new double[y.length];
    for (int i = 0; i < y.length; i++) {
      delta[i] = 2 * (f[depth][i] - y[i]);
    }
    double[] skipped = new double[0];
    for (int h = depth; h >= 1; h--) {
      deltas[h - 1] = norm(delta);
      double[] inner = new double[delta.length];
      for (int i = 0; i < inner.length; i++) {
        inner[i] = d[h][i] * delta[i];
      }
      gradients[h - 1] = norm(inner) * norm(f[h - 1]);
      delta = transposeTimes(w[h - 1], inner);
      if (residual && h % 2 == 0) {
        skipped = inner;
      } else if (residual) {
        add(delta, skipped);
      }
    }
    double lower = residual ? Double.NaN : Double.POSITIVE_INFINITY;
    double upper = residual ? Double.NaN : 0;
    for (int h = 1; h < depth && !residual; h++) {
      double[] values = singularValues(w[h], d[h + 1]);
      lower = Math.min(lower, values[0]);
      upper = Math.max(upper, values[1]);
    }
    return new DepthNetwork(deltas, gradients, lower, upper);
  }

  /** H. */
  int depth() {
    return deltas.length;
  }

  /** ‖Δ_h‖/‖Δ_H‖. */
  double ratio(int h) {
    return deltas[h - 1] / deltas[depth() - 1];
  }

  /** Whether every layer contracts by a factor below 1: the first hypothesis of slide 47. */
  boolean contracts() {
    return upper < 1 - ROUNDING;
  }

  /** Whether every layer expands by a factor above 1: the second one. */
  boolean expands() {
    return lower > 1 + ROUNDING;
  }

  /** The layers h at which a bound of the theorem is exceeded by more than the rounding. */
  int exceeded() {
    int count = 0;
    for (int h = 1; h < depth(); h++) {
      boolean above = ratio(h) > StrictMath.pow(upper, depth() - h) * (1 + ROUNDING);
      boolean below = ratio(h) < StrictMath.pow(lower, depth() - h) * (1 - ROUNDING);
      count += above || below ? 1 : 0;
    }
    return count;
  }

  /** The least gain ‖Mv‖/‖v‖ over all v and the largest, of M = Wᵀdiag(d). */
  private static double[] singularValues(double[][] w, double[] d) {
    DMatrixRMaj m = new DMatrixRMaj(w[0].length, w.length);
    for (int i = 0; i < w.length; i++) {
      for (int j = 0; j < w[0].length; j++) {
        m.set(j, i, w[i][j] * d[i]);
      }
    }
    SingularValueDecomposition_F64<DMatrixRMaj> svd =
        DecompositionFactory_DDRM.svd(m.numRows, m.numCols, false, false, true);
    if (!svd.decompose(m)) {
      throw new ArithmeticException("singular values: the iteration did not converge");
    }
    double least = w.length > w[0].length ? 0 : Double.POSITIVE_INFINITY;
    double largest = 0;
    double[] values = svd.getSingularValues();
    for (int i = 0; i < Math.min(w.length, w[0].length); i++) {
      least = Math.min(least, values[i]);
      largest = Math.max(largest, values[i]);
    }
    return new double[] {least, largest};
  }

  private static double[] times(double[][] w, double[] v) {
    double[] r = new double[w.length];
    for (int i = 0; i < r.length; i++) {
      for (int j = 0; j < v.length; j++) {
        r[i] += w[i][j] * v[j];
      }
    }
    return r;
  }

  private static double[] transposeTimes(double[][] w, double[] v) {
    double[] r = new double[w[0].length];
    for (int i = 0; i < v.length; i++) {
      for (int j = 0; j < r.length; j++) {
        r[j] += w[i][j] * v[i];
      }
    }
    return r;
  }

  private static void add(double[] to, double[] v) {
    for (int i = 0; i < to.length; i++) {
      to[i] += v[i];
    }
  }

  static double norm(double[] v) {
    double sum = 0;
    for (double t : v) {
      sum += t * t;
    }
    return Math.sqrt(sum);
  }
}
