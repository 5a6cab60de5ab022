package org.theoria.train;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.theoria.backend.Precision;

/**
 * The eigenvalues and orthonormal eigenvectors of a symmetric matrix in doubles.
 *
 * @param values of shape [n]
 * @param vectors vectors[i] belongs to values[i]
 */
record Eigen(double[] values, double[][] vectors) {

  static Eigen of(DMatrixRMaj symmetric) {
    int n = symmetric.numRows;
    EigenDecomposition_F64<DMatrixRMaj> d = DecompositionFactory_DDRM.eig(n, true, true);
    if (!d.decompose(symmetric.copy())) {
      throw new ArithmeticException(
          "eigenvalues: the iteration did not converge on a " + n + "×" + n + " matrix");
    }
    double[] values = new double[n];
    double[][] vectors = new double[n][];
    for (int i = 0; i < n; i++) {
      values[i] = d.getEigenvalue(i).getReal();
      vectors[i] = d.getEigenVector(i).data.clone();
    }
    return new Eigen(values, vectors);
  }

  /** The index of the least eigenvalue. */
  int leastIndex() {
    int least = 0;
    for (int i = 1; i < values.length; i++) {
      least = values[i] < values[least] ? i : least;
    }
    return least;
  }

  double least() {
    return values[leastIndex()];
  }

  /**
   * Eigenvalues at most this in size are 0 up to the rounding of the decomposition and of the
   * matrix: n·2u·max|λ| for the first, and again as much for each of some operations of the second.
   */
  double noise() {
    double largest = 0;
    for (double v : values) {
      largest = Math.max(largest, Math.abs(v));
    }
    return SOME * values.length * 2 * Precision.FLOAT64.unitRoundoff() * largest;
  }

  private static final double SOME = 16;

  /** Whether the matrix has a negative eigenvalue beyond rounding. */
  boolean isNegative() {
    return least() < -noise();
  }
}
