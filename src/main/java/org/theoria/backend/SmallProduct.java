package org.theoria.backend;

/**
 * Products of small matrices stored row by row in flat arrays. Each overwrites {@code c} and reads
 * it never; {@code c} is neither a nor b. Sums of three and four terms, of which networks this
 * small mostly consist, are written out: a loop over them costs twice the sum.
 */
final class SmallProduct {
  private SmallProduct() {}

  /** C = A·B with A at {@code from} in a: A is p × q, B is q × r, C is p × r. */
  static void multiply(double[] a, int from, double[] b, double[] c, int p, int q, int r) {
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < r; j++) {
        c[i * r + j] = dot(a, from + i * q, 1, b, j, r, q);
      }
    }
  }

  /** C = Aᵀ·B: A is q × p, B is q × r, C is p × r. */
  static void transposedTimes(double[] a, double[] b, double[] c, int p, int q, int r) {
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < r; j++) {
        c[i * r + j] = dot(a, i, p, b, j, r, q);
      }
    }
  }

  /** C = A·Bᵀ: A is p × q, B is r × q, C is p × r. */
  static void timesTransposed(double[] a, double[] b, double[] c, int p, int q, int r) {
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < r; j++) {
        c[i * r + j] = dot(a, i * q, 1, b, j * q, 1, q);
      }
    }
  }

  /** C = Aᵀ·A, symmetric: A is q × p, C is p × p. */
  static void gram(double[] a, double[] c, int p, int q) {
    for (int i = 0; i < p; i++) {
      for (int j = 0; j <= i; j++) {
        double v = dot(a, i, p, a, j, p, q);
        c[i * p + j] = v;
        c[j * p + i] = v;
      }
    }
  }

  /** C = A·Bᵀ where it is known to be symmetric: A and B are p × q, C is p × p. */
  static void symmetric(double[] a, double[] b, double[] c, int p, int q) {
    for (int i = 0; i < p; i++) {
      for (int j = 0; j <= i; j++) {
        double v = dot(a, i * q, 1, b, j * q, 1, q);
        c[i * p + j] = v;
        c[j * p + i] = v;
      }
    }
  }

  /** Σ a[s + k·u]·b[t + k·v] over k = 0..q−1. */
  private static double dot(double[] a, int s, int u, double[] b, int t, int v, int q) {
    if (q == 3) {
      return a[s] * b[t] + a[s + u] * b[t + v] + a[s + 2 * u] * b[t + 2 * v];
    }
    if (q == 4) {
      return a[s] * b[t]
          + a[s + u] * b[t + v]
          + a[s + 2 * u] * b[t + 2 * v]
          + a[s + 3 * u] * b[t + 3 * v];
    }
    double sum = 0;
    for (int k = 0; k < q; k++) {
      sum += a[s + k * u] * b[t + k * v];
    }
    return sum;
  }
}
