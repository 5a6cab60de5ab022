package org.theoria.backend;

/**
 * The inner loops over lanes. Each is one counted loop at one common index, small enough that the
 * compiler unrolls and vectorises it: four products a loop is the largest that it still takes, and
 * amortises the load and store of the sum. Sums are formed from left to right in every one of them,
 * so grouping terms by four or one by one gives the same bits.
 */
final class LaneKernels {
  private LaneKernels() {}

  /** r = s + a·b; r may be s. */
  static void addProduct(double[] r, double[] s, double[] a, double[] b, int n) {
    for (int l = 0; l < n; l++) {
      r[l] = s[l] + a[l] * b[l];
    }
  }

  /** r = s + a₀·b₀ + a₁·b₁ + a₂·b₂ + a₃·b₃ with four successive rows of each; r may be s. */
  static void addProducts(
      double[] r,
      double[] s,
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
      r[l] = s[l] + a0[l] * b0[l] + a1[l] * b1[l] + a2[l] * b2[l] + a3[l] * b3[l];
    }
  }

  /** r = a·b. */
  static void product(double[] r, double[] a, double[] b, int n) {
    for (int l = 0; l < n; l++) {
      r[l] = a[l] * b[l];
    }
  }

  /** r = 2(f − y) and loss += (f − y)². */
  static void residual(double[] r, double[] loss, double[] f, double[] y, int n) {
    for (int l = 0; l < n; l++) {
      double d = f[l] - y[l];
      r[l] = 2 * d;
      loss[l] = loss[l] + d * d;
    }
  }

  /** r = s + |a·b|; r may be s. */
  static void addAbsoluteProduct(double[] r, double[] s, double[] a, double[] b, int n) {
    for (int l = 0; l < n; l++) {
      r[l] = s[l] + Math.abs(a[l] * b[l]);
    }
  }

  /** r = r + |a|. */
  static void addAbsolute(double[] r, double[] a, int n) {
    for (int l = 0; l < n; l++) {
      r[l] = r[l] + Math.abs(a[l]);
    }
  }
}
