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
    for (int i = 0; i < rows; i++) {
      int at = i * columns;
      for (int j = 0; j < columns; j++) {
        largest[j] = Math.max(largest[j], z[at + j]); // NaN if one is
      }
    }
    for (int i = 0; i < rows; i++) {
      int at = i * columns;
      for (int j = 0; j < columns; j++) {
        shifted[at + j] = z[at + j] - largest[j];
        softmax[at + j] = Math.exp(shifted[at + j]);
        sums[j] += softmax[at + j];
      }
    }
    for (int i = 0; i < rows; i++) {
      int at = i * columns;
      for (int j = 0; j < columns; j++) {
        softmax[at + j] /= sums[j];
      }
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
    for (int i = 0; i < rows; i++) {
      int at = i * columns;
      for (int j = 0; j < columns; j++) {
        inner[j] += softmax[at + j] * delta[at + j];
      }
    }
    for (int i = 0; i < rows; i++) {
      int at = i * columns;
      for (int j = 0; j < columns; j++) {
        delta[at + j] = softmax[at + j] * (delta[at + j] - inner[j]);
      }
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
    for (int i = 0; i < rows; i++) {
      int at = i * columns;
      for (int j = 0; j < columns; j++) {
        weight[j] += y[at + j];
      }
    }
    double[] gradient = new double[y.length];
    for (int i = 0; i < rows; i++) {
      int at = i * columns;
      for (int j = 0; j < columns; j++) {
        gradient[at + j] = weight[j] * softmax[at + j] - y[at + j];
      }
    }
    return gradient;
  }
}
