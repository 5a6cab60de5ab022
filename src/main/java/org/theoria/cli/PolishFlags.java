package org.theoria.cli;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.theoria.backend.model.Model;
import org.theoria.network.Network;
import org.theoria.report.TrainDocument.Polished;
import org.theoria.train.CriticalPoint;
import org.theoria.train.CriticalPointSolver;
import org.theoria.train.ModelProblem;
import org.theoria.train.ModelRun;
import org.theoria.train.TrainedPoints;
import org.theoria.train.TrainingData;
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
    if (flags.model != null || flags.drops()) {
      throw new UsageException(
          "--polish: expected a fully connected network without dropout, got "
              + trained.describe());
    }
    int parameters = ModelFlags.parameters(trained);
    if (parameters > MOST) {
      throw new UsageException(
          "--polish: expected at most "
              + MOST
              + " parameters, whose Hessian is decomposed, got "
              + parameters);
    }
  }

  /**
   * The critical point that is solved for from the end of a run, where that is asked for.
   *
   * @param biases whether they are variables
   * @param decays whether the run had a weight decay, which the solver leaves out
   */
  Optional<Polished> from(ModelProblem problem, ModelRun run, boolean biases, boolean decays) {
    if (method == null) {
      return Optional.empty();
    }
    Network trained = problem.model().network(run.parameters());
    double goal = GOAL * run.last().startGradientNorm();
    CriticalPointSolver solver = on(problem.data(), problem, trained, biases);
    CriticalPoint point = solver.solve(trained, method, goal, TrainedPoints.DEFAULT_ITERATIONS);
    int n = problem.data().size();
    OptionalDouble heldOut =
        problem
            .heldOut()
            .map(
                h ->
                    OptionalDouble.of(
                        on(h.data(), problem, trained, biases).risk(point.network())
                            / h.data().size()))
            .orElseGet(OptionalDouble::empty);
    return Optional.of(
        new Polished(
            point, solver.risk(trained) / n, solver.risk(point.network()) / n, heldOut, decays));
  }

  private static CriticalPointSolver on(
      TrainingData data, ModelProblem problem, Network network, boolean biases) {
    return new CriticalPointSolver(
        new TrainingProblem(
            network.architecture(), network.activations(), biases, data, problem.model().loss()));
  }
}
