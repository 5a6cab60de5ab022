package org.theoria.backend;

import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.NormOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.theoria.network.Architecture;

/**
 * How many eigenvalues of the Hessian at W, in the units s_h and the scale of {@link SaddleKernel},
 * lie below −bound, within it, and above. The bound is that of the kernel: H·(γ_m + (1+δ)^{2H} − 1)
 * for rounding and for moving every layer by δ (E''[V,V] moves by at most scale·ν² of it, and ν² ≤
 * H‖v‖²), plus P²·u·‖Ĥ‖_F for the eigenvalues as computed (backward stability; the factor P² is
 * generous). By Weyl's inequality every point within δ of W therefore has at least {@code below}
 * negative and {@code above} positive eigenvalues.
 *
 * @param below the number of eigenvalues below −bound
 * @param within in [−bound, bound]: doubles do not tell their sign
 * @param above above bound
 * @param bound relative to the scale of the kernel
 */
public record HessianCounts(int below, int within, int above, double bound) {

  /**
   * The counts at one point; empty where its norms are beyond what the kernel judges.
   *
   * @param theta W_1, …, W_H row by row
   * @param displacement δ, in [0, 1]
   */
  public static Optional<HessianCounts> at(
      Architecture architecture, LinearSample sample, double[] theta, double displacement) {
    LinearChains chains = new LinearChains(architecture, sample);
    PointScale scale = new PointScale(chains);
    if (!scale.at(theta, 0)) {
      return Optional.empty();
    }
    chains.at(theta, 0);
    LinearHessian hessian = new LinearHessian(chains);
    hessian.prepare(scale);
    int n = chains.count();
    DMatrixRMaj matrix = new DMatrixRMaj(n, n);
    double[] column = new double[n];
    for (int p = 0; p < n; p++) {
      hessian.column(p, column);
      for (int q = 0; q <= p; q++) {
        matrix.set(q, p, column[q]);
        matrix.set(p, q, column[q]);
      }
    }
    double norm = NormOps_DDRM.normF(matrix);
    double tolerance = new SaddleKernel(architecture, sample, displacement).tolerance();
    double bound = chains.depth() * tolerance + (double) n * n * 0x1p-53 * norm;
    EigenDecomposition_F64<DMatrixRMaj> eig = DecompositionFactory_DDRM.eig(n, false, true);
    if (!Double.isFinite(norm) || !eig.decompose(matrix)) {
      return Optional.empty();
    }
    int below = 0;
    int above = 0;
    for (int k = 0; k < n; k++) {
      double value = eig.getEigenvalue(k).getReal();
      below += value < -bound ? 1 : 0;
      above += value > bound ? 1 : 0;
    }
    return Optional.of(new HessianCounts(below, n - below - above, above, bound));
  }
}
