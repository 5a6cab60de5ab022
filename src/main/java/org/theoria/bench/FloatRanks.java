package org.theoria.bench;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.theoria.backend.shallow.ShallowNetwork;

/**
 * The two ways in which peers.py finds the rank of D f_θ(X), in double precision, with their
 * thresholds: what such ranks are worth on a population can then be counted.
 */
final class FloatRanks {

  /** The threshold of peers.py on eigenvalues of J·Jᵀ, relative to the largest. */
  private static final double GRAM_THRESHOLD = 1e-13;

  private FloatRanks() {}

  /** Columns v_k(a_k∘x), v_ka_k, max(0, w_kX + b_k) and 𝟙: n × (3n₁ + 1). */
  private static DMatrixRMaj jacobian(ShallowNetwork net) {
    int n1 = net.neurons();
    DMatrixRMaj j = new DMatrixRMaj(net.points(), 3 * n1 + 1);
    for (int i = 0; i < net.points(); i++) {
      for (int k = 0; k < n1; k++) {
        double z = net.preActivation(k, i) / (double) net.denominator();
        double v = z >= 0 ? net.v()[k] : 0;
        j.set(i, k, v * net.x()[i]);
        j.set(i, n1 + k, v);
        j.set(i, 2 * n1 + k, Math.max(0, z));
      }
      j.set(i, 3 * n1, 1);
    }
    return j;
  }

  /** Singular values above σ_max·max(rows, columns)·2⁻⁵², the threshold of matrix_rank. */
  static int bySingularValues(ShallowNetwork net) {
    DMatrixRMaj j = jacobian(net);
    SingularValueDecomposition_F64<DMatrixRMaj> svd =
        DecompositionFactory_DDRM.svd(j.numRows, j.numCols, false, false, true);
    if (!svd.decompose(j)) {
      throw new ArithmeticException("singular values: the iteration does not converge");
    }
    double threshold = Math.max(j.numRows, j.numCols) * 0x1p-52;
    return above(svd.getSingularValues(), svd.numberOfSingularValues(), threshold);
  }

  /** Eigenvalues of J·Jᵀ above λ_max·10⁻¹³. */
  static int byGram(ShallowNetwork net) {
    DMatrixRMaj j = jacobian(net);
    DMatrixRMaj gram = new DMatrixRMaj(j.numRows, j.numRows);
    CommonOps_DDRM.multOuter(j, gram);
    EigenDecomposition_F64<DMatrixRMaj> eigen =
        DecompositionFactory_DDRM.eig(j.numRows, false, true);
    if (!eigen.decompose(gram)) {
      throw new ArithmeticException("eigenvalues: the iteration does not converge");
    }
    double[] values = new double[j.numRows];
    for (int i = 0; i < values.length; i++) {
      values[i] = eigen.getEigenvalue(i).getReal();
    }
    return above(values, values.length, GRAM_THRESHOLD);
  }

  private static int above(double[] values, int count, double threshold) {
    double largest = 0;
    for (int i = 0; i < count; i++) {
      largest = Math.max(largest, values[i]);
    }
    int above = 0;
    for (int i = 0; i < count; i++) {
      above += values[i] > threshold * largest ? 1 : 0;
    }
    return above;
  }
}
