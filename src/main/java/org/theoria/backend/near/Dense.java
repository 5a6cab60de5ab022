package org.theoria.backend.near;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.theoria.arithmetic.RationalMatrix;

/**
 * A small matrix of doubles; dimensions may be 0. Never changed once made.
 *
 * @param data the entries
 */
record Dense(DMatrixRMaj data) {

  static Dense zero(int rows, int columns) {
    return new Dense(new DMatrixRMaj(rows, columns));
  }

  static Dense identity(int n) {
    return new Dense(CommonOps_DDRM.identity(n));
  }

  /** The nearest doubles. */
  static Dense of(RationalMatrix m) {
    Dense d = zero(m.rows(), m.columns());
    for (int i = 0; i < m.rows(); i++) {
      for (int j = 0; j < m.columns(); j++) {
        d.data.set(i, j, m.get(i, j).doubleValue());
      }
    }
    return d;
  }

  /** The product of a list from left to right; the identity of order n where it is empty. */
  static Dense product(List<Dense> factors, int n) {
    Dense p = identity(n);
    for (Dense f : factors) {
      p = p.times(f);
    }
    return p;
  }

  int rows() {
    return data.numRows;
  }

  int columns() {
    return data.numCols;
  }

  double get(int i, int j) {
    return data.get(i, j);
  }

  Dense times(Dense o) {
    Dense c = zero(rows(), o.columns());
    if (columns() > 0 && rows() > 0 && o.columns() > 0) {
      CommonOps_DDRM.mult(data, o.data, c.data);
    }
    return c;
  }

  Dense plus(Dense o) {
    Dense c = zero(rows(), columns());
    CommonOps_DDRM.add(data, o.data, c.data);
    return c;
  }

  Dense minus(Dense o) {
    Dense c = zero(rows(), columns());
    CommonOps_DDRM.subtract(data, o.data, c.data);
    return c;
  }

  Dense scale(double f) {
    Dense c = zero(rows(), columns());
    CommonOps_DDRM.scale(f, data, c.data);
    return c;
  }

  Dense transpose() {
    return new Dense(CommonOps_DDRM.transpose(data, null));
  }

  /** The columns of these indices, from 0. */
  Dense columns(List<Integer> chosen) {
    Dense c = zero(rows(), chosen.size());
    for (int j = 0; j < chosen.size(); j++) {
      for (int i = 0; i < rows(); i++) {
        c.data.set(i, j, get(i, chosen.get(j)));
      }
    }
    return c;
  }

  /** ‖A‖_F. */
  double norm() {
    return data.getNumElements() == 0 ? 0 : NormOps_DDRM.normF(data);
  }

  boolean isFinite() {
    for (int k = 0; k < data.getNumElements(); k++) {
      if (!Double.isFinite(data.data[k])) {
        return false;
      }
    }
    return true;
  }

  /** The singular values, decreasing. */
  double[] singularValues() {
    if (data.getNumElements() == 0) {
      return new double[0];
    }
    double[] values = svd(false).getSingularValues().clone();
    int count = Math.min(rows(), columns());
    double[] sorted = java.util.Arrays.copyOf(values, count);
    java.util.Arrays.sort(sorted);
    for (int k = 0; k < count / 2; k++) {
      double v = sorted[k];
      sorted[k] = sorted[count - 1 - k];
      sorted[count - 1 - k] = v;
    }
    return sorted;
  }

  private SingularValueDecomposition_F64<DMatrixRMaj> svd(boolean vectors) {
    SingularValueDecomposition_F64<DMatrixRMaj> svd =
        DecompositionFactory_DDRM.svd(rows(), columns(), vectors, vectors, true);
    if (!isFinite() || !svd.decompose(data.copy())) {
      throw new ArithmeticException(
          "singular values: no convergence on a " + rows() + "×" + columns() + " matrix");
    }
    return svd;
  }

  /** The nearest matrix whose singular values are 0 or greater than the threshold. */
  Dense truncated(double threshold) {
    return spectral(threshold, false);
  }

  /** A⁺, singular values up to the threshold taken as 0. */
  Dense pseudoInverse(double threshold) {
    return spectral(threshold, true);
  }

  /**
   * A ≈ left·right, of the numerical rank.
   *
   * @param left orthonormal columns
   * @param right the rest
   */
  record Factors(Dense left, Dense right) {}

  /** The factors for the singular values above the threshold. */
  Factors factors(double threshold) {
    if (data.getNumElements() == 0) {
      return new Factors(zero(rows(), 0), zero(0, columns()));
    }
    SingularValueDecomposition_F64<DMatrixRMaj> svd = svd(true);
    double[] s = svd.getSingularValues();
    List<Integer> kept =
        java.util.stream.IntStream.range(0, Math.min(rows(), columns()))
            .filter(k -> s[k] > threshold)
            .boxed()
            .toList();
    Dense left = new Dense(svd.getU(null, false)).columns(kept);
    return new Factors(left, left.transpose().times(this));
  }

  private Dense spectral(double threshold, boolean inverse) {
    if (data.getNumElements() == 0) {
      return inverse ? zero(columns(), rows()) : this;
    }
    SingularValueDecomposition_F64<DMatrixRMaj> svd = svd(true);
    Dense left = new Dense(svd.getU(null, false));
    Dense right = new Dense(svd.getV(null, false));
    double[] s = svd.getSingularValues();
    Dense middle = zero(left.columns(), right.columns());
    for (int k = 0; k < Math.min(left.columns(), right.columns()); k++) {
      middle.data.set(k, k, s[k] <= threshold ? 0 : inverse ? 1 / s[k] : s[k]);
    }
    Dense a = left.times(middle).times(right.transpose());
    return inverse ? a.transpose() : a;
  }
}
