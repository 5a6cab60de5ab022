package org.theoria.backend.openblas;

import java.util.Arrays;

/**
 * Softmax s = e^{z − m}/Σ e^{z − m}, m = max z, of every column of a matrix at once, row after row:
 * columns are side by side in memory. All in doubles; z, r × c row by row.
 */
final class SoftmaxColumns {
  private final int rows;
  private final int columns;

  /** s, row by row. */
  private final double[] softmax;

  /** z_i − m_j. */
  private final double[] shifted;

  /** Σ_i e^{z_ij − m_j}. */
  private final double[] sums;

  SoftmaxColumns(double[] z, int rows, int columns) {
    this.rows = rows;
    this.columns = columns;
    double[] largest = new double[columns];
    Arrays.fill(largest, Double.NEGATIVE_INFINITY);
    this.shifted = z;
    this.softmax = new double[z.length];
    this.sums = new double[columns];
    for (int k = 0; k < z.length; k++) {
      largest[k % columns] = Math.max(largest[k % columns], z[k]); // NaN if one is
    }
    for (int k = 0; k < z.length; k++) {
      shifted[k] = z[k] - largest[k % columns];
      softmax[k] = Math.exp(shifted[k]);
      sums[k % columns] += softmax[k];
    }
    for (int k = 0; k < z.length; k++) {
      softmax[k] /= sums[k % columns];
    }
  }

  double[] value() {
    return softmax;
  }

  /** s(1 − s), the diagonal of the Jacobian. */
  double[] slope() {
    double[] slope = new double[softmax.length];
    for (int k = 0; k < slope.length; k++) {
      slope[k] = softmax[k] * (1 - softmax[k]);
    }
    return slope;
  }

  /** s∘(delta − ⟨s, delta⟩), column by column, in place. */
  void pullBack(double[] delta) {
    double[] inner = new double[columns];
    for (int k = 0; k < delta.length; k++) {
      inner[k % columns] += softmax[k] * delta[k];
    }
    for (int k = 0; k < delta.length; k++) {
      delta[k] = softmax[k] * (delta[k] - inner[k % columns]);
    }
  }

  /** −Σ y·log s; a term with y = 0 is 0. */
  double crossEntropy(double[] y) {
    double total = 0;
    for (int j = 0; j < columns; j++) {
      double log = Math.log(sums[j]);
      for (int i = 0; i < rows; i++) {
        double weight = y[i * columns + j];
        total -= weight == 0 ? 0 : weight * (shifted[i * columns + j] - log);
      }
    }
    return total;
  }

  /** (Σ_k y_k)·s − y, column by column. */
  double[] crossEntropyGradient(double[] y) {
    double[] weight = new double[columns];
    for (int k = 0; k < y.length; k++) {
      weight[k % columns] += y[k];
    }
    double[] gradient = new double[y.length];
    for (int k = 0; k < y.length; k++) {
      gradient[k] = weight[k % columns] * softmax[k] - y[k];
    }
    return gradient;
  }
}
