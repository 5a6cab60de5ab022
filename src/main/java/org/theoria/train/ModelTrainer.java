package org.theoria.train;

import java.util.Optional;
import org.theoria.arithmetic.ShapeException;
import org.theoria.backend.Backend;
import org.theoria.backend.BackendException;
import org.theoria.backend.Session;

/**
 * First-order training of a model, written once against the compute service: the run stays on the
 * device. A deterministic function of the problem, the start, the options and the seed on one
 * backend, however many threads it has.
 */
public final class ModelTrainer {
  private final Backend backend;
  private final int threads;

  /** On one thread of the processor. */
  public ModelTrainer(Backend backend) {
    this(backend, 1);
  }

  /** On at most so many threads of the processor; their number changes no bit. */
  public ModelTrainer(Backend backend, int threads) {
    this.backend = backend;
    this.threads = Backend.requireThreads(threads);
  }

  /**
   * Trains from a start.
   *
   * @param start θ₀, rounded to the precision of the options
   * @param seed decides the order of mini-batches and the masks of dropout
   * @throws BackendException where the backend is not there; where it fails later that is a {@link
   *     ModelResult.BackendFailed}
   */
  public ModelResult train(
      ModelProblem problem,
      double[] start,
      TrainingOptions options,
      long seed,
      ModelObserver observer) {
    requireCount(problem, start.length);
    return run(
        problem,
        new TrainingState(0, start, new double[0], Double.NaN, Double.NaN, Optional.empty(), 0),
        false,
        options,
        seed,
        observer);
  }

  /**
   * Goes on from the state of an earlier run. With the same problem, options (but for the number of
   * steps) and seed on the same backend the two together are, bit for bit, the run that was not
   * interrupted.
   *
   * @param from what {@link ModelLook#state} or {@link ModelRun#last} returned
   */
  public ModelResult resume(
      ModelProblem problem,
      TrainingState from,
      TrainingOptions options,
      long seed,
      ModelObserver observer) {
    requireCount(problem, from.parameters().length);
    return run(problem, from, true, options, seed, observer);
  }

  private ModelResult run(
      ModelProblem problem,
      TrainingState from,
      boolean resumed,
      TrainingOptions options,
      long seed,
      ModelObserver observer) {
    problem.requireTarget(options.gradientTarget());
    try (Session session = backend.open(options.precision(), threads)) {
      return new TrainingLoop(session, problem, options, seed, observer).run(from, resumed);
    }
  }

  private static void requireCount(ModelProblem problem, int got) {
    int expected = problem.model().parameterCount();
    if (got != expected) {
      throw new ShapeException(
          "training: "
              + problem.model().describe()
              + " has "
              + expected
              + " parameters, got "
              + got);
    }
  }
}
