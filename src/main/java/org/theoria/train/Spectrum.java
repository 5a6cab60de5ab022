package org.theoria.train;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.theoria.backend.Precision;

/**
 * A singular value decomposition J = U·diag(σ)·Vᵀ in doubles.
 *
 * @param u m × q, q = min(m, n)
 * @param values σ, of shape [q]
 * @param vt Vᵀ, q × n
 */
record Spectrum(DMatrixRMaj u, double[] values, DMatrixRMaj vt) {

  static Spectrum of(DMatrixRMaj jacobian) {
    SingularValueDecomposition_F64<DMatrixRMaj> svd =
        DecompositionFactory_DDRM.svd(jacobian.numRows, jacobian.numCols, true, true, true);
    if (!svd.decompose(jacobian.copy())) {
      throw new ArithmeticException(
          "singular values: the iteration did not converge on a "
              + jacobian.numRows
              + "×"
              + jacobian.numCols
              + " matrix");
    }
    return new Spectrum(
        svd.getU(null, false), svd.getSingularValues().clone(), svd.getV(null, true));
  }

  double largest() {
    double m = 0;
    for (double s : values) {
      m = Math.max(m, s);
    }
    return m;
  }

  /**
   * Singular values at most this are 0 up to the rounding of the decomposition: max(m, n)·u·σ_max.
   */
  double noise() {
    return Math.max(u.numRows, vt.numCols) * Precision.FLOAT64.unitRoundoff() * 2 * largest();
  }

  /** The shortest minimiser δ of ‖r + Jδ‖² + μσ_max²‖δ‖². */
  double[] dampedStep(double[] r, double damping) {
    double noise = noise();
    double lambda = damping * largest() * largest();
    DMatrixRMaj coefficients = new DMatrixRMaj(values.length, 1);
    CommonOps_DDRM.multTransA(u, DMatrixRMaj.wrap(r.length, 1, r), coefficients);
    for (int i = 0; i < values.length; i++) {
      double s = values[i];
      coefficients.data[i] *= s <= noise ? 0 : -s / (s * s + lambda);
    }
    DMatrixRMaj step = new DMatrixRMaj(vt.numCols, 1);
    CommonOps_DDRM.multTransA(vt, coefficients, step);
    return step.data;
  }
}
