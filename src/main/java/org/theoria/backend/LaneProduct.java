package org.theoria.backend;

/**
 * Sums of products of rows of lanes, lane by lane: the inner products of matrices whose entries are
 * rows. Up to four products a loop, as in {@link LaneKernels}.
 */
final class LaneProduct {
  private LaneProduct() {}

  /** C = A·B, entry (i, j) the row c[i·r + j]; A is p × q from {@code from} on, B is q × r. */
  static void multiply(
      double[][] a, int from, double[][] b, double[][] c, int p, int q, int r, int n) {
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < r; j++) {
        dot(c[i * r + j], a, from + i * q, 1, b, j, r, q, n);
      }
    }
  }

  /** C = Aᵀ·B: A is q × p, B is q × r, C is p × r. */
  static void transposedTimes(
      double[][] a, double[][] b, double[][] c, int p, int q, int r, int n) {
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < r; j++) {
        dot(c[i * r + j], a, i, p, b, j, r, q, n);
      }
    }
  }

  /** C = A·Bᵀ: A is p × q, B is r × q, C is p × r. */
  static void timesTransposed(
      double[][] a, double[][] b, double[][] c, int p, int q, int r, int n) {
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < r; j++) {
        dot(c[i * r + j], a, i * q, 1, b, j * q, 1, q, n);
      }
    }
  }

  /** r = Σ a[s + k·u]·b[t + k·v] over k = 0..q−1, q ≥ 1; r is none of them. */
  static void dot(
      double[] r, double[][] a, int s, int u, double[][] b, int t, int v, int q, int n) {
    int k = first(r, a, s, u, b, t, v, q, n);
    for (; k + 4 <= q; k += 4) {
      int i = s + k * u;
      int j = t + k * v;
      LaneKernels.addProducts(
          r,
          r,
          a[i],
          a[i + u],
          a[i + 2 * u],
          a[i + 3 * u],
          b[j],
          b[j + v],
          b[j + 2 * v],
          b[j + 3 * v],
          n);
    }
    for (; k < q; k++) {
      LaneKernels.addProduct(r, r, a[s + k * u], b[t + k * v], n);
    }
  }

  /** The first terms, which need no sum before them; how many. */
  private static int first(
      double[] r, double[][] a, int s, int u, double[][] b, int t, int v, int q, int n) {
    if (q >= 4) {
      four(
          r,
          a[s],
          a[s + u],
          a[s + 2 * u],
          a[s + 3 * u],
          b[t],
          b[t + v],
          b[t + 2 * v],
          b[t + 3 * v],
          n);
      return 4;
    }
    if (q == 3) {
      three(r, a[s], a[s + u], a[s + 2 * u], b[t], b[t + v], b[t + 2 * v], n);
      return 3;
    }
    LaneKernels.product(r, a[s], b[t], n);
    return 1;
  }

  private static void three(
      double[] r,
      double[] a0,
      double[] a1,
      double[] a2,
      double[] b0,
      double[] b1,
      double[] b2,
      int n) {
    for (int l = 0; l < n; l++) {
      r[l] = a0[l] * b0[l] + a1[l] * b1[l] + a2[l] * b2[l];
    }
  }

  private static void four(
      double[] r,
      double[] a0,
      double[] a1,
      double[] a2,
      double[] a3,
      double[] b0,
      double[] b1,
      double[] b2,
      double[] b3,
      int n) {
    for (int l = 0; l < n; l++) {
      r[l] = a0[l] * b0[l] + a1[l] * b1[l] + a2[l] * b2[l] + a3[l] * b3[l];
    }
  }

  /** r = a·b + c·d. */
  static void two(double[] r, double[] a, double[] b, double[] c, double[] d, int n) {
    for (int l = 0; l < n; l++) {
      r[l] = a[l] * b[l] + c[l] * d[l];
    }
  }

  /** r = r − a·b. */
  static void subtract(double[] r, double[] a, double[] b, int n) {
    for (int l = 0; l < n; l++) {
      r[l] -= a[l] * b[l];
    }
  }

  /** r = r − a₀·b₀ − a₁·b₁ − a₂·b₂ − a₃·b₃. */
  static void subtractFour(
      double[] r,
      double[] a0,
      double[] a1,
      double[] a2,
      double[] a3,
      double[] b0,
      double[] b1,
      double[] b2,
      double[] b3,
      int n) {
    for (int l = 0; l < n; l++) {
      r[l] = r[l] - a0[l] * b0[l] - a1[l] * b1[l] - a2[l] * b2[l] - a3[l] * b3[l];
    }
  }
}
