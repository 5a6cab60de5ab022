package org.theoria.backend;

/**
 * Products of small matrices stored row by row in flat arrays. Each overwrites {@code c} and reads
 * it never; {@code c} is neither a nor b.
 */
final class SmallProduct {
  private SmallProduct() {}

  /** C = A·B with A at {@code from} in a: A is p × q, B is q × r, C is p × r. */
  static void multiply(double[] a, int from, double[] b, double[] c, int p, int q, int r) {
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < r; j++) {
        double sum = 0;
        for (int k = 0; k < q; k++) {
          sum += a[from + i * q + k] * b[k * r + j];
        }
        c[i * r + j] = sum;
      }
    }
  }

  /** C = Aᵀ·B: A is q × p, B is q × r, C is p × r. */
  static void transposedTimes(double[] a, double[] b, double[] c, int p, int q, int r) {
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < r; j++) {
        double sum = 0;
        for (int k = 0; k < q; k++) {
          sum += a[k * p + i] * b[k * r + j];
        }
        c[i * r + j] = sum;
      }
    }
  }

  /** C = A·Bᵀ: A is p × q, B is r × q, C is p × r. */
  static void timesTransposed(double[] a, double[] b, double[] c, int p, int q, int r) {
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < r; j++) {
        double sum = 0;
        for (int k = 0; k < q; k++) {
          sum += a[i * q + k] * b[j * q + k];
        }
        c[i * r + j] = sum;
      }
    }
  }
}
