package org.theoria.backend.near;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.theoria.network.linear.Regression;

/**
 * A regression in doubles, each matrix rounded once from its exact value.
 *
 * @param lambda λ_1 ≥ … ≥ λ_{d_y} of Σ
 * @param vectors U, d_y × d_y, a column an eigenvector
 * @param regressor Σ_YXΣ_XX⁻¹, d_y × d_x
 * @param sigmaXy Σ_XY, d_x × d_y
 */
record DataFrame(double[] lambda, Dense vectors, Dense regressor, Dense sigmaXy) {

  static DataFrame of(Regression data) {
    Dense sigma = Dense.of(data.sigma());
    int d = sigma.rows();
    EigenDecomposition_F64<DMatrixRMaj> eig = DecompositionFactory_DDRM.eig(d, true, true);
    if (!eig.decompose(sigma.data().copy())) {
      throw new ArithmeticException("eigenvectors of Σ: the iteration did not converge");
    }
    List<Integer> order =
        IntStream.range(0, d)
            .boxed()
            .sorted(Comparator.comparing((Integer k) -> -eig.getEigenvalue(k).getReal()))
            .toList();
    double[] lambda = new double[d];
    Dense u = Dense.zero(d, d);
    for (int k = 0; k < d; k++) {
      lambda[k] = eig.getEigenvalue(order.get(k)).getReal();
      DMatrixRMaj v = eig.getEigenVector(order.get(k));
      for (int i = 0; i < d; i++) {
        u.data().set(i, k, v.get(i, 0));
      }
    }
    return new DataFrame(lambda, u, Dense.of(data.regressor()), Dense.of(data.sigmaXY()));
  }

  int outputs() {
    return lambda.length;
  }

  /** See {@link Gap.Kind#EIGENVALUES}. */
  Gap gap() {
    double least = lambda[lambda.length - 1];
    for (int k = 1; k < lambda.length; k++) {
      least = Math.min(least, lambda[k - 1] - lambda[k]);
    }
    double tolerance = 64 * outputs() * 0x1p-53;
    return new Gap(Gap.Kind.EIGENVALUES, Math.max(0, least / lambda[0]), tolerance);
  }

  /** c_i = u_iᵀGΣ_XYu_i/λ_i. */
  double[] coefficients(Dense g) {
    Dense form = vectors.transpose().times(g).times(sigmaXy).times(vectors);
    double[] c = new double[outputs()];
    Arrays.setAll(c, i -> form.get(i, i) / lambda[i]);
    return c;
  }
}
