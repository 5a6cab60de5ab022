package org.theoria.train;

import java.util.Locale;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.theoria.network.Network;

/**
 * From a trained point to a critical point of E, by second derivatives, in bare doubles; for
 * problems whose Hessian is small enough to be decomposed. {@link Polisher} goes further, to where
 * enclosures are proved.
 */
public final class CriticalPointSolver {

  /** What is solved for. */
  public enum Method {
    /**
     * Levenberg and Marquardt's method on ∇E(θ) = 0 with the Hessian as Jacobian: damped Newton
     * steps, to the critical point that is near, a saddle or a maximum included.
     */
    NEWTON,
    /**
     * Newton steps in a region of trust ({@link TrustRegion}): E falls in every step, and negative
     * curvature is descended along, so that it ends at a point of second order, as a minimiser is.
     */
    TRUST_REGION;

    /** The name in options and reports. */
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private final TrainingProblem problem;
  private final PlainObjective objective;

  public CriticalPointSolver(TrainingProblem problem) {
    this.problem = problem;
    this.objective = new PlainObjective(problem);
  }

  /** E at a network of the problem, whose parameters are rounded to doubles first. */
  public double risk(Network at) {
    problem.requireOwn(at);
    return objective.value(TrainingProblem.parameters(at));
  }

  /**
   * Solves from a point.
   *
   * @param from its parameters are rounded to doubles first
   * @param goal ‖∇E‖ to reach, at least 0
   * @param iterations the most Hessian matrices
   */
  public CriticalPoint solve(Network from, Method method, double goal, int iterations) {
    problem.requireOwn(from);
    if (!(goal >= 0) || iterations < 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "critical point: goal and iterations must be at least 0, got %s and %d",
              goal,
              iterations));
    }
    double[] start = TrainingProblem.parameters(from);
    NewtonDescent.Smooth e = objective.smooth(start);
    double[] t = objective.select(start);
    DMatrixRMaj hessian = e.hessian().apply(t);
    boolean finite =
        Double.isFinite(e.value().applyAsDouble(t))
            && Double.isFinite(norm(e.gradient().apply(t)))
            && !MatrixFeatures_DDRM.hasUncountable(hessian);
    if (!finite) {
      return new CriticalPoint.NotFinite(problem.network(start), 1);
    }
    LeastSquares.End end =
        switch (method) {
          case NEWTON -> {
            LeastSquares.Residual gradients = objective.gradients(start);
            yield LeastSquares.run(gradients, t, s -> norm(gradients.value(s)), goal, iterations);
          }
          case TRUST_REGION -> TrustRegion.run(e, t, goal, iterations);
        };
    return found(e, problem.network(objective.fill(start, end.t())), end, method, goal);
  }

  private static CriticalPoint found(
      NewtonDescent.Smooth e, Network network, LeastSquares.End end, Method method, double goal) {
    double norm = norm(e.gradient().apply(end.t()));
    DMatrixRMaj hessian = e.hessian().apply(end.t());
    if (MatrixFeatures_DDRM.hasUncountable(hessian)) {
      return new CriticalPoint.Stalled(network, norm, Double.NaN, end.iterations());
    }
    Eigen eigen = Eigen.of(hessian);
    boolean second = method == Method.NEWTON || !eigen.isNegative();
    return norm <= goal && second
        ? new CriticalPoint.Converged(network, norm, eigen.least(), end.iterations())
        : new CriticalPoint.Stalled(network, norm, eigen.least(), end.iterations());
  }

  private static double norm(double[] v) {
    return Math.sqrt(LeastSquares.squaredNorm(v));
  }
}
