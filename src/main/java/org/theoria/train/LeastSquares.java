package org.theoria.train;

import java.util.function.ToDoubleFunction;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;

/**
 * Levenberg and Marquardt's method (Moré 1978, doi:10.1007/BFb0067700) for ‖r(t)‖² in plain
 * doubles: steps δ that minimise ‖r + Jδ‖² + λ‖δ‖², from the singular values of J, so that a J of
 * deficient rank (critical points here are never isolated) gives the shortest step. A step is taken
 * when it makes ‖r‖ smaller. Proves nothing.
 */
final class LeastSquares {
  /** λ = μ·σ_max², and μ begins here. */
  private static final double FIRST_DAMPING = 1e-3;

  /** μ below this would not change a step in double precision. */
  private static final double LEAST_DAMPING = 1e-30;

  /** With μ above this no step moves a double: the method is stuck. */
  private static final double LARGEST_DAMPING = 1e16;

  /** After this many steps in a row that hardly improve, the method has found its minimum. */
  private static final int PATIENCE = 8;

  /** What hardly improves: ‖r‖² shrinks by less than this part of itself. */
  private static final double HARDLY = 1e-4;

  private LeastSquares() {}

  /** r and its Jacobian at t. */
  interface Residual {
    double[] value(double[] t);

    DMatrixRMaj jacobian(double[] t);
  }

  /**
   * Where the method ended.
   *
   * @param t the point
   * @param iterations Jacobian matrices evaluated
   */
  record End(double[] t, int iterations) {}

  /**
   * Runs until the measure is at most the goal, nothing improves, or the iterations are used up.
   *
   * @param measure what is to become small, a function of t
   */
  static End run(
      Residual residual,
      double[] start,
      ToDoubleFunction<double[]> measure,
      double goal,
      int iterations) {
    double[] t = start;
    double[] r = residual.value(t);
    double size = squaredNorm(r);
    double damping = FIRST_DAMPING;
    int done = 0;
    int idle = 0;
    while (done < iterations
        && idle < PATIENCE
        && isFinite(size) && !(measure.applyAsDouble(t) <= goal)) {
      done++;
      DMatrixRMaj jacobian = residual.jacobian(t);
      if (!isFinite(NormOps_DDRM.normF(jacobian))) {
        break;
      }
      Spectrum spectrum = Spectrum.of(jacobian);
      boolean moved = false;
      while (!moved && damping <= LARGEST_DAMPING) {
        double[] step = spectrum.dampedStep(r, damping);
        double[] next = new double[t.length];
        for (int i = 0; i < t.length; i++) {
          next[i] = t[i] + step[i];
        }
        double[] newR = residual.value(next);
        double newSize = squaredNorm(newR);
        if (newSize < size) {
          double promised = size - predicted(jacobian, r, step);
          boolean good = size - newSize > 0.5 * promised;
          damping = Math.max(LEAST_DAMPING, damping * (good ? 0.05 : 0.5));
          idle = size - newSize < HARDLY * size ? idle + 1 : 0;
          t = next;
          r = newR;
          size = newSize;
          moved = true;
        } else {
          damping *= 10;
        }
      }
      if (!moved) {
        break;
      }
    }
    return new End(t, done);
  }

  private static double predicted(DMatrixRMaj jacobian, double[] r, double[] step) {
    DMatrixRMaj change = new DMatrixRMaj(jacobian.numRows, 1);
    CommonOps_DDRM.mult(jacobian, DMatrixRMaj.wrap(step.length, 1, step), change);
    double sum = 0;
    for (int i = 0; i < r.length; i++) {
      double e = r[i] + change.data[i];
      sum += e * e;
    }
    return sum;
  }

  static double squaredNorm(double[] v) {
    double sum = 0;
    for (double e : v) {
      sum += e * e;
    }
    return sum;
  }

  private static boolean isFinite(double value) {
    return Math.abs(value) <= Double.MAX_VALUE;
  }
}
