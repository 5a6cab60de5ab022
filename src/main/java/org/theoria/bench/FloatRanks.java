package org.theoria.bench;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.theoria.backend.shallow.ShallowNetwork;
import org.theoria.network.rank.DoubleRank;

/**
 * The two ways in which peers.py finds the rank of D f_θ(X), in double precision, with their
 * thresholds: what such ranks are worth on a population can then be counted.
 */
final class FloatRanks {

  /**
   * On eigenvalues of J·Jᵀ, relative to the largest. It is the number in peers.py, copied, for what
   * is counted is how often that choice is wrong; it has no derivation of its own.
   */
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
    return DoubleRank.of(jacobian(net)).rank();
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
    double largest = 0;
    for (int i = 0; i < j.numRows; i++) {
      largest = Math.max(largest, eigen.getEigenvalue(i).getReal());
    }
    int above = 0;
    for (int i = 0; i < j.numRows; i++) {
      above += eigen.getEigenvalue(i).getReal() > GRAM_THRESHOLD * largest ? 1 : 0;
    }
    return above;
  }
}
