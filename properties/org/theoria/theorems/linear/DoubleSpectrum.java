package org.theoria.theorems.linear;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Sample;

/**
 * Eigenvalues in doubles, to judge what the entries decide exactly: another algorithm, and no
 * rational eigenbasis.
 */
final class DoubleSpectrum {

  private DoubleSpectrum() {}

  /** The eigenvalues of a symmetric matrix, decreasing. */
  static double[] of(RationalMatrix symmetric) {
    int n = symmetric.rows();
    DMatrixRMaj m = new DMatrixRMaj(n, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        m.set(i, j, symmetric.get(i, j).doubleValue());
      }
    }
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(n, false, true);
    if (!eigen.decompose(m)) {
      throw new IllegalStateException("no eigenvalues of " + symmetric);
    }
    double[] values = new double[n];
    for (int k = 0; k < n; k++) {
      values[n - 1 - k] = eigen.getEigenvalue(k).getReal();
    }
    Arrays.sort(values);
    for (int k = 0; k < n / 2; k++) {
      double swap = values[k];
      values[k] = values[n - 1 - k];
      values[n - 1 - k] = swap;
    }
    return values;
  }

  /**
   * min ‖GX − Y‖² over rank G ≤ r: ‖Y‖² less the r largest eigenvalues of Y·Xᵀ(XXᵀ)⁻¹X·Yᵀ, taken
   * from those of the pencil through X alone (XXᵀ invertible).
   */
  static double leastRisk(Sample sample, RationalMatrix inverseGram, int r) {
    RationalMatrix y = sample.y();
    RationalMatrix yx = y.times(sample.x().transpose());
    double[] lambda = of(yx.times(inverseGram).times(yx.transpose()));
    double value = y.sumOfSquares().get(0, 0).doubleValue();
    for (int k = 0; k < r; k++) {
      value -= lambda[k];
    }
    return value;
  }
}
