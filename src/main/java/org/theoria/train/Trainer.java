package org.theoria.train;

import java.util.Optional;
import org.theoria.backend.Backend;
import org.theoria.backend.model.Model;
import org.theoria.network.Network;
import org.theoria.sampling.Stream;

/**
 * First-order training of a fully connected network: {@link ModelTrainer} for the problems whose
 * critical points are spoken of, with parameters in and out as exact networks. A single-threaded,
 * deterministic function of the problem, the start, the options and the stream (which only orders
 * mini-batches), on one backend.
 */
public final class Trainer {
  private final Backend backend;

  public Trainer(Backend backend) {
    this.backend = backend;
  }

  /**
   * Trains from a start.
   *
   * @param start the parameters, in the order of {@link org.theoria.network.Parameters}; rounded to
   *     the precision of the options. Biases that are not trained must be 0
   * @param order draws the order of mini-batches
   */
  public TrainingResult train(
      TrainingProblem problem, Network start, TrainingOptions options, Stream order) {
    return train(problem, start, options, order, TrainingObserver.NONE);
  }

  /**
   * The same with someone who looks on, on this thread, before the first step and at every look.
   *
   * @param observer may stop the run
   * @throws org.theoria.backend.BackendException where the backend fails
   */
  public TrainingResult train(
      TrainingProblem problem,
      Network start,
      TrainingOptions options,
      Stream order,
      TrainingObserver observer) {
    problem.requireOwn(start);
    if (!problem.biases() && !start.biases().stream().allMatch(b -> b.isZero())) {
      throw new IllegalArgumentException(
          "training: biases are not trained here, so those of the start must be 0");
    }
    Model model =
        Model.of(problem.architecture(), problem.activations(), problem.loss(), problem.biases());
    ModelResult result =
        new ModelTrainer(backend)
            .train(
                new ModelProblem(model, problem.data(), Optional.empty()),
                TrainingProblem.parameters(start),
                options,
                order.nextLong(),
                look -> observer.look(new Look(problem, look)));
    return switch (result) {
      case ModelResult.Converged(ModelRun run) -> new TrainingResult.Converged(of(problem, run));
      case ModelResult.StepsExhausted(ModelRun run) ->
          new TrainingResult.StepsExhausted(of(problem, run));
      case ModelResult.Stopped(ModelRun run) -> new TrainingResult.Stopped(of(problem, run));
      case ModelResult.EarlyStopped e ->
          throw new IllegalStateException("training: ended early without held-out examples");
      case ModelResult.Diverged(ModelRun run, int step, double loss, double norm) ->
          new TrainingResult.Diverged(of(problem, run), step, loss);
      case ModelResult.NotFiniteAtStart(ModelRun run, double loss) ->
          new TrainingResult.NotFiniteAtStart(
              new TrainingRun(start, 0, loss, loss, run.gradientNorm(), run.gradientNorm()), loss);
      case ModelResult.BackendFailed f -> throw f.cause();
    };
  }

  private static TrainingRun of(TrainingProblem problem, ModelRun run) {
    return new TrainingRun(
        problem.network(run.parameters()),
        run.step(),
        run.last().startLoss(),
        run.loss(),
        run.last().startGradientNorm(),
        run.gradientNorm());
  }

  /** What an observer sees. */
  private record Look(TrainingProblem problem, ModelLook look) implements TrainingLook {
    @Override
    public int step() {
      return look.step();
    }

    @Override
    public int epoch() {
      return look.epoch();
    }

    @Override
    public double loss() {
      return look.loss();
    }

    @Override
    public double gradientNorm() {
      return look.gradientNorm();
    }

    @Override
    public double[] parameters() {
      return look.parameters();
    }

    @Override
    public Network network() {
      return problem.network(parameters());
    }
  }
}
