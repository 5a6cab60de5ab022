package org.theoria.train;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.theoria.network.Backpropagation;
import org.theoria.network.Curvature.Kinks;
import org.theoria.network.Gradient;

/**
 * E with its derivatives in bare doubles, as functions of all parameters; derivatives are in the
 * variables of the problem alone.
 */
final class PlainObjective {
  private final Objective<PlainMatrix> objective;
  private final List<Integer> variables;

  PlainObjective(TrainingProblem problem) {
    this.objective = new Objective<>(problem, new PlainArithmetic());
    this.variables = problem.variables();
  }

  List<Integer> variables() {
    return variables;
  }

  /** The variables of all parameters. */
  double[] select(double[] theta) {
    return variables.stream().mapToDouble(p -> theta[p]).toArray();
  }

  /** All parameters, with these variables. */
  double[] fill(double[] theta, double[] t) {
    double[] all = theta.clone();
    for (int i = 0; i < t.length; i++) {
      all[variables.get(i)] = t[i];
    }
    return all;
  }

  private Gradient<PlainMatrix> unflatten(double[] theta) {
    return objective.unflatten(new PlainMatrix(theta.length, 1, theta));
  }

  private Backpropagation<PlainMatrix> at(double[] theta) {
    Gradient<PlainMatrix> p = unflatten(theta);
    return objective.at(p.weights(), p.biases());
  }

  /** E. */
  double value(double[] theta) {
    Gradient<PlainMatrix> p = unflatten(theta);
    return objective.value(objective.forward(p.weights(), p.biases())).get(0, 0);
  }

  /** ∇E. */
  double[] gradient(double[] theta) {
    return objective.gradient(at(theta), variables).toArray();
  }

  /** ∇²E; on kinks that of one side. */
  DMatrixRMaj hessian(double[] theta) {
    return ejml(objective.hessian(at(theta), variables, variables, Kinks.IGNORED));
  }

  static DMatrixRMaj ejml(PlainMatrix m) {
    return DMatrixRMaj.wrap(m.rows(), m.columns(), m.toArray());
  }

  /** E, ∇E and ∇²E as functions of the variables, the other parameters as they are here. */
  NewtonDescent.Smooth smooth(double[] base) {
    return new NewtonDescent.Smooth(
        t -> value(fill(base, t)), t -> gradient(fill(base, t)), t -> hessian(fill(base, t)));
  }

  /** ∇E = 0, as a least-squares problem. */
  LeastSquares.Residual gradients(double[] base) {
    return new LeastSquares.Residual() {
      @Override
      public double[] value(double[] t) {
        return gradient(fill(base, t));
      }

      @Override
      public DMatrixRMaj jacobian(double[] t) {
        return hessian(fill(base, t));
      }
    };
  }

  /** f_θ(X) − Y. */
  LeastSquares.Residual residuals(double[] base) {
    return new LeastSquares.Residual() {
      @Override
      public double[] value(double[] t) {
        Gradient<PlainMatrix> p = unflatten(fill(base, t));
        return objective.residuals(objective.forward(p.weights(), p.biases())).toArray();
      }

      @Override
      public DMatrixRMaj jacobian(double[] t) {
        Gradient<PlainMatrix> p = unflatten(fill(base, t));
        return ejml(
            objective.residualJacobian(objective.forward(p.weights(), p.biases()), variables));
      }
    };
  }
}
