package org.theoria.train;

import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * Descent of E by steps −(|H| + μI)⁻¹∇E in plain doubles, |H| the Hessian with the absolute values
 * of its eigenvalues (Dauphin et al. 2014, arXiv:1406.2572): negative curvature is descended along,
 * and near a minimiser the steps are Newton's. Proves nothing.
 */
final class NewtonDescent {
  private static final double FIRST_DAMPING = 1e-3;
  private static final double LEAST_DAMPING = 1e-30;
  private static final double LARGEST_DAMPING = 1e16;

  private NewtonDescent() {}

  /** E, ∇E and ∇²E at t. */
  record Smooth(
      ToDoubleFunction<double[]> value,
      Function<double[], double[]> gradient,
      Function<double[], DMatrixRMaj> hessian) {}

  /** Runs until ‖∇E‖ ≤ goal, nothing improves E any more, or the iterations are used up. */
  static LeastSquares.End run(Smooth f, double[] start, double goal, int iterations) {
    double[] t = start;
    double value = f.value().applyAsDouble(t);
    double[] g = f.gradient().apply(t);
    double damping = FIRST_DAMPING;
    int done = 0;
    boolean moved = true;
    while (moved && done < iterations && !(Math.sqrt(LeastSquares.squaredNorm(g)) <= goal)) {
      done++;
      EigenDecomposition_F64<DMatrixRMaj> eigen =
          DecompositionFactory_DDRM.eig(t.length, true, true);
      DMatrixRMaj hessian = f.hessian().apply(t);
      if (MatrixFeatures_DDRM.hasUncountable(hessian) || !eigen.decompose(hessian)) {
        break;
      }
      moved = false;
      while (!moved && damping <= LARGEST_DAMPING) {
        double[] next = step(eigen, t, g, damping);
        double newValue = f.value().applyAsDouble(next);
        if (newValue < value) {
          t = next;
          value = newValue;
          g = f.gradient().apply(t);
          damping = Math.max(LEAST_DAMPING, damping * 0.1);
          moved = true;
        } else {
          damping *= 10;
        }
      }
    }
    return new LeastSquares.End(t, done);
  }

  /** t − (|H| + μ·max|λ|·I)⁻¹g. */
  private static double[] step(
      EigenDecomposition_F64<DMatrixRMaj> eigen, double[] t, double[] g, double damping) {
    int n = t.length;
    double largest = 0;
    for (int i = 0; i < n; i++) {
      largest = Math.max(largest, Math.abs(eigen.getEigenvalue(i).getReal()));
    }
    double[] next = t.clone();
    for (int i = 0; i < n; i++) {
      double curvature = Math.abs(eigen.getEigenvalue(i).getReal()) + damping * largest;
      DMatrixRMaj v = eigen.getEigenVector(i);
      double inner = 0;
      for (int j = 0; j < n; j++) {
        inner += v.data[j] * g[j];
      }
      for (int j = 0; j < n && curvature > 0; j++) {
        next[j] -= inner / curvature * v.data[j];
      }
    }
    return next;
  }
}
