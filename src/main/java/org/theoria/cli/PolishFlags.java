package org.theoria.cli;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.theoria.backend.model.Model;
import org.theoria.network.Network;
import org.theoria.train.CriticalPoint;
import org.theoria.train.CriticalPointSolver;
import org.theoria.train.ModelProblem;
import org.theoria.train.ModelRun;
import org.theoria.train.TrainedPoints;
import org.theoria.train.TrainingProblem;
import picocli.CommandLine.Option;

/** Whether a critical point is solved for where training ended. */
final class PolishFlags {

  /** The most parameters whose Hessian is formed and decomposed, again and again. */
  private static final int MOST = 500;

  /** The part of the gradient's norm where training began that is aimed at. */
  private static final double GOAL = 1e-12;

  @Option(
      names = "--polish",
      paramLabel = "newton|trust-region",
      converter = PolishName.class,
      description = {
        "Then solve for a critical point by second derivatives: newton, the near",
        "one, also a saddle; trust-region, descending to a minimiser. Small",
        "fully connected networks."
      })
  CriticalPointSolver.@Nullable Method method;

  /** A method of second order. */
  static final class PolishName extends ById<CriticalPointSolver.Method> {
    PolishName() {
      super(List.of(CriticalPointSolver.Method.values()), CriticalPointSolver.Method::id);
    }
  }

  /** Refuses before the run what could not be solved after it. */
  void require(Model trained, ModelFlags flags) {
    if (method == null) {
      return;
    }
    if (flags.model != null || flags.dropout > 0) {
      throw new UsageException(
          "--polish: expected a fully connected network without dropout, got "
              + trained.describe());
    }
    if (trained.parameterCount() > MOST) {
      throw new UsageException(
          "--polish: expected at most "
              + MOST
              + " parameters, whose Hessian is decomposed, got "
              + trained.parameterCount());
    }
  }

  /** The critical point that is solved for from the end of a run, where that is asked for. */
  Optional<CriticalPoint> from(ModelProblem problem, ModelRun run) {
    if (method == null) {
      return Optional.empty();
    }
    Network network = problem.model().network(run.parameters());
    TrainingProblem small =
        new TrainingProblem(
            network.architecture(),
            network.activations(),
            true,
            problem.data(),
            problem.model().loss());
    double goal = GOAL * run.last().startGradientNorm();
    return Optional.of(
        new CriticalPointSolver(small)
            .solve(network, method, goal, TrainedPoints.DEFAULT_ITERATIONS));
  }
}
