package org.theoria.arithmetic;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The product of two matrices of balls, (A ± rA)·(B ± rB), as values and radii.
 *
 * <p>With u = 2⁻⁵³ and k the inner dimension, the true entry differs from the computed one by at
 * most
 *
 * <ul>
 *   <li>the propagated radii, |A|·rB + rA·(|B| + rB), and
 *   <li>the rounding of the product. Small products know it term by term: |a·b − p| by a fused
 *       multiply-add, |s + p − s'| by TwoSum; so a product that is exact has no rounding term.
 *       Larger ones, computed by EJML, use γ_k·|A||B| with γ_k = ku/(1−ku), which holds for every
 *       order of summation (Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., §3.1;
 *       doi:10.1137/1.9780898718027).
 * </ul>
 *
 * <p>The radii are computed to nearest, and inflated at the end by 1 + (8k+8)·2u: a sum of
 * non-negative terms, each rounded at most 2k + 8 times on its way, is at least the exact one times
 * (1−u)^(2k+8).
 *
 * <p>Underflow: where the smallest non-zero factors leave room ({@link #ROOM}), no product
 * underflows; else an entry-by-entry kernel rounds every radius up and adds the smallest double
 * wherever a residual may be lost.
 */
final class BallProduct {
  /**
   * From this number of multiplications on EJML computes the product. Measured (JDK 25, one core):
   * the term-by-term kernel needs about as long as EJML's two or three products at this size, and
   * is the sharper one below it.
   */
  static final int EJML_FROM = 1 << 17;

  /**
   * Products of factors this large are above 2⁻⁹⁶⁰ (see {@link DirectedRounding#RESIDUAL_SAFE}),
   * also after a factor γ.
   */
  private static final double ROOM = 0x1p-900;

  private static final double U = Radius.UNIT_ROUNDOFF;

  /** Values and radii, not yet checked to be finite. */
  record Result(double[] values, double[] radii) {}

  private BallProduct() {}

  /** (m × k)·(k × n). */
  static Result of(double[] a, double[] ra, double[] b, double[] rb, int m, int k, int n) {
    boolean exactA = isZero(ra);
    boolean exactB = isZero(rb);
    double smallest = Math.min(smallest(a), smallest(ra)) * Math.min(smallest(b), smallest(rb));
    if (!(smallest >= ROOM) || hasUnknown(ra) || hasUnknown(rb)) {
      return careful(a, ra, b, rb, m, k, n);
    }
    return (long) m * k * n >= EJML_FROM
        ? ejml(a, ra, exactA, b, rb, m, k, n)
        : termByTerm(a, ra, exactA, b, rb, exactB, m, k, n);
  }

  private static boolean isZero(double[] radii) {
    for (double r : radii) {
      if (r != 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasUnknown(double[] radii) {
    for (double r : radii) {
      if (r == Double.POSITIVE_INFINITY) {
        return true;
      }
    }
    return false;
  }

  /** The smallest non-zero magnitude; +∞ when there is none. */
  private static double smallest(double[] entries) {
    double smallest = Double.POSITIVE_INFINITY;
    for (double e : entries) {
      double magnitude = e == 0 ? Double.POSITIVE_INFINITY : Math.abs(e);
      smallest = Math.min(smallest, magnitude);
    }
    return smallest;
  }

  private static Result termByTerm(
      double[] a,
      double[] ra,
      boolean exactA,
      double[] b,
      double[] rb,
      boolean exactB,
      int m,
      int k,
      int n) {
    double[] values = new double[m * n];
    double[] radii = new double[m * n];
    for (int i = 0; i < m; i++) {
      int to = i * n;
      for (int l = 0; l < k; l++) {
        double x = a[i * k + l];
        int from = l * n;
        if (x != 0) {
          addTerms(x, b, from, values, radii, to, n);
        }
        if (!exactB) {
          addScaled(Math.abs(x), rb, from, radii, to, n);
        }
        if (!exactA) {
          addSpread(ra[i * k + l], b, rb, from, radii, to, n);
        }
      }
    }
    inflate(radii, k);
    return new Result(values, radii);
  }

  /** values += x·b, radii += the rounding errors of both operations, exactly. */
  private static void addTerms(
      double x, double[] b, int from, double[] values, double[] radii, int to, int n) {
    for (int j = 0; j < n; j++) {
      double y = b[from + j];
      double p = x * y;
      double productError = Math.fma(x, y, -p);
      double before = values[to + j];
      double s = before + p;
      double bb = s - before;
      double sumError = (before - (s - bb)) + (p - bb);
      values[to + j] = s;
      radii[to + j] += Math.abs(productError) + Math.abs(sumError);
    }
  }

  private static void addScaled(double x, double[] rb, int from, double[] radii, int to, int n) {
    for (int j = 0; j < n; j++) {
      radii[to + j] += x * rb[from + j];
    }
  }

  private static void addSpread(
      double r, double[] b, double[] rb, int from, double[] radii, int to, int n) {
    if (r == 0) {
      return;
    }
    for (int j = 0; j < n; j++) {
      radii[to + j] += r * (Math.abs(b[from + j]) + rb[from + j]);
    }
  }

  private static Result ejml(
      double[] a, double[] ra, boolean exactA, double[] b, double[] rb, int m, int k, int n) {
    DMatrixRMaj values = new DMatrixRMaj(m, n);
    CommonOps_DDRM.mult(DMatrixRMaj.wrap(m, k, a), DMatrixRMaj.wrap(k, n, b), values);
    double gamma =
        (k + 1)
            * U
            / (1 - (k + 1) * U); // its own rounding is far less than the step from k to k + 1
    double[] magnitudeB = magnitudes(b);
    double[] errorB = new double[b.length];
    for (int l = 0; l < b.length; l++) {
      errorB[l] = rb[l] + gamma * magnitudeB[l];
      magnitudeB[l] += rb[l];
    }
    DMatrixRMaj radii = new DMatrixRMaj(m, n);
    CommonOps_DDRM.mult(
        DMatrixRMaj.wrap(m, k, magnitudes(a)), DMatrixRMaj.wrap(k, n, errorB), radii);
    if (!exactA) {
      CommonOps_DDRM.multAdd(DMatrixRMaj.wrap(m, k, ra), DMatrixRMaj.wrap(k, n, magnitudeB), radii);
    }
    inflate(radii.data, k);
    return new Result(values.data, radii.data);
  }

  private static double[] magnitudes(double[] entries) {
    double[] result = new double[entries.length];
    for (int l = 0; l < result.length; l++) {
      result[l] = Math.abs(entries[l]);
    }
    return result;
  }

  private static void inflate(double[] radii, int k) {
    double factor = 1 + (8.0 * k + 8) * 2 * U;
    for (int l = 0; l < radii.length; l++) {
      radii[l] *= factor;
    }
  }

  /**
   * Every radius rounded up, underflow and unknown entries allowed; an exact 0 times an unknown
   * number is 0.
   */
  private static Result careful(
      double[] a, double[] ra, double[] b, double[] rb, int m, int k, int n) {
    double[] values = new double[m * n];
    double[] radii = new double[m * n];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        double radius = 0;
        for (int l = 0; l < k; l++) {
          double x = a[i * k + l];
          double rx = ra[i * k + l];
          double y = b[l * n + j];
          double ry = rb[l * n + j];
          double p = x * y;
          double s = sum + p;
          radius = Radius.plus(radius, Radius.ofProduct(x, rx, y, ry, p));
          radius = Radius.plus(radius, Radius.ofSum(sum, p, s));
          sum = s;
        }
        values[i * n + j] = sum;
        radii[i * n + j] = radius;
      }
    }
    return new Result(values, radii);
  }
}
