package org.theoria.train;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.theoria.arithmetic.Interval;
import org.theoria.arithmetic.IntervalMatrix;

/**
 * Krawczyk's test (1969, doi:10.1007/BF02234767; Neumaier 1990, Theorem 5.1.8) in outward-rounded
 * double intervals: for g of m equations in m unknowns, a centre c, a box |t − c| ≤ ρ, an enclosure
 * J of the (Clarke) derivatives of g on the box and any matrix A, let K = −A·g(c) + (I − A·J)·[−ρ,
 * ρ]. If K lies in the interior of [−ρ, ρ], then g has exactly one zero in the box.
 */
final class Krawczyk {

  private Krawczyk() {}

  /** An approximate inverse of the middle of J; NaN everywhere where that is singular. */
  static DMatrixRMaj inverse(IntervalMatrix jacobian) {
    int m = jacobian.rows();
    DMatrixRMaj middle = new DMatrixRMaj(m, m);
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < m; j++) {
        middle.set(i, j, jacobian.lower(i, j) / 2 + jacobian.upper(i, j) / 2);
      }
    }
    return inverse(middle);
  }

  /** An approximate inverse of a square matrix; NaN everywhere where it is singular. */
  static DMatrixRMaj inverse(DMatrixRMaj middle) {
    int m = middle.numRows;
    DMatrixRMaj inverse = new DMatrixRMaj(m, m);
    if (m > 0 && !CommonOps_DDRM.invert(middle, inverse)) {
      CommonOps_DDRM.fill(inverse, Double.NaN);
    }
    return inverse;
  }

  private static boolean isFinite(DMatrixRMaj a) {
    for (double e : a.data) {
      if (!Double.isFinite(e)) {
        return false;
      }
    }
    return true;
  }

  private static IntervalMatrix points(DMatrixRMaj a) {
    Interval[] entries = new Interval[a.numRows * a.numCols];
    for (int k = 0; k < entries.length; k++) {
      entries[k] = Interval.point(a.data[k]);
    }
    return IntervalMatrix.of(a.numRows, a.numCols, entries);
  }

  /** The column of intervals [−ρ_i, ρ_i]. */
  private static IntervalMatrix symmetric(double[] radii) {
    Interval[] entries = new Interval[radii.length];
    for (int i = 0; i < radii.length; i++) {
      entries[i] = new Interval(-radii[i], radii[i]);
    }
    return IntervalMatrix.of(radii.length, 1, entries);
  }

  private static IntervalMatrix identity(int m) {
    Interval[] entries = new Interval[m * m];
    for (int k = 0; k < entries.length; k++) {
      entries[k] = k / m == k % m ? Interval.ONE : Interval.ZERO;
    }
    return IntervalMatrix.of(m, m, entries);
  }

  /** |A·g(c)|, upper bounds: how far the zero is, about. */
  static double[] distance(DMatrixRMaj inverse, IntervalMatrix value) {
    double[] far = new double[value.rows()];
    if (!isFinite(inverse)) {
      Arrays.fill(far, Double.POSITIVE_INFINITY);
      return far;
    }
    IntervalMatrix step = points(inverse).times(value);
    for (int i = 0; i < far.length; i++) {
      far[i] = Math.max(-step.lower(i, 0), step.upper(i, 0));
    }
    return far;
  }

  /**
   * Whether K lies inside the box.
   *
   * @param value encloses g(c), m × 1
   * @param jacobian encloses the derivatives on the box, m × m
   */
  static boolean proves(
      DMatrixRMaj inverse, IntervalMatrix value, IntervalMatrix jacobian, double[] radii) {
    if (!isFinite(inverse)) {
      return false;
    }
    IntervalMatrix a = points(inverse);
    IntervalMatrix rest = identity(radii.length).minus(a.times(jacobian));
    IntervalMatrix k = rest.times(symmetric(radii)).minus(a.times(value));
    for (int i = 0; i < radii.length; i++) {
      if (!(k.lower(i, 0) > -radii[i] && k.upper(i, 0) < radii[i])) {
        return false;
      }
    }
    return true;
  }

  /** Whether every matrix inside is invertible: ‖I − B·M‖ in the maximum norm is below 1. */
  static boolean isInvertible(IntervalMatrix m) {
    double[] ones = new double[m.rows()];
    Arrays.fill(ones, 1);
    DMatrixRMaj inverse = inverse(m);
    return proves(inverse, zero(m.rows()), m, ones);
  }

  private static IntervalMatrix zero(int rows) {
    Interval[] entries = new Interval[rows];
    Arrays.fill(entries, Interval.ZERO);
    return IntervalMatrix.of(rows, 1, entries);
  }
}
