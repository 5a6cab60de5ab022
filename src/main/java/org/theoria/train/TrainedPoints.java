package org.theoria.train;

import org.theoria.arithmetic.Rational;
import org.theoria.backend.Backends;
import org.theoria.backend.Optimiser;
import org.theoria.network.Network;
import org.theoria.sampling.Stream;

/**
 * Points that are trained to be critical: a random start, first-order training, second-order
 * polish, certified gradient norms, enclosure. A single-threaded, deterministic function of the
 * problem and the stream. It runs on the reference backend, so that no instance depends on the
 * machine.
 *
 * @param start how the start is drawn
 * @param training the first-order part; 0 steps leave the start to the polish
 * @param method what the polish solves for
 * @param iterations the most of each second-order method
 */
public record TrainedPoints(
    Initialisation start, TrainingOptions training, Polisher.Method method, int iterations) {

  /** Enough for quadratic convergence after a slow beginning. */
  public static final int DEFAULT_ITERATIONS = 200;

  /** Random starts, gradient descent, then descent to a minimiser. */
  public static TrainedPoints descending() {
    return new TrainedPoints(
        Initialisation.GLOROT_WITH_BIASES,
        TrainingOptions.full(new Optimiser.GradientDescent(0x1p-6), 300, 0),
        Polisher.Method.DESCEND,
        DEFAULT_ITERATIONS);
  }

  /** The same by Adam. */
  public static TrainedPoints adam() {
    return new TrainedPoints(
        Initialisation.GLOROT_WITH_BIASES,
        TrainingOptions.full(Optimiser.Adam.of(0x1p-6), 300, 0),
        Polisher.Method.DESCEND,
        DEFAULT_ITERATIONS);
  }

  /** Starts near a saddle, a few steps, then Newton to whatever critical point is near. */
  public static TrainedPoints nearSaddles(Initialisation start) {
    return new TrainedPoints(
        start,
        TrainingOptions.full(new Optimiser.GradientDescent(0x1p-8), 20, 0),
        Polisher.Method.NEWTON,
        DEFAULT_ITERATIONS);
  }

  /**
   * A run that ends with a larger loss than it began with is repeated with this part of its rate.
   */
  private static final double SLOWER = 0x1p-4;

  /** So often. */
  private static final int RETRIES = 4;

  /** Draws a start and trains from it. */
  public TrainedPoint draw(TrainingProblem problem, Stream stream) {
    double[] theta = start.draw(problem.architecture(), stream);
    if (!problem.biases()) {
      for (int h = 1; h <= problem.architecture().depth(); h++) {
        for (int i = 0; i < problem.architecture().width(h); i++) {
          theta[problem.layout().bias(h, i)] = 0;
        }
      }
    }
    return from(problem, problem.network(theta), stream);
  }

  /** Trains from these parameters. */
  public TrainedPoint from(TrainingProblem problem, Network theta, Stream stream) {
    Trainer trainer = new Trainer(Backends.installed().named("ejml"));
    TrainingOptions options = training;
    TrainingResult result = trainer.train(problem, theta, options, stream);
    int retries = 0;
    while (retries < RETRIES && !isDescent(result)) {
      retries++;
      options = options.with(options.optimiser().scaled(SLOWER));
      result = trainer.train(problem, theta, options, stream);
    }
    Network trained = result.run().network();
    GradientNorm startNorm = GradientNorm.of(problem, theta);
    GradientNorm trainedNorm = GradientNorm.of(problem, trained);
    double goal = TrainedPoint.CONVERGED.times(Rational.ofDouble(startNorm.lower())).lowerDouble();
    Polisher.Polished polished = new Polisher(problem).polish(trained, method, goal, iterations);
    return new TrainedPoint(
        problem,
        theta,
        options,
        retries,
        result,
        polished,
        startNorm,
        trainedNorm,
        GradientNorm.of(problem, polished.network()),
        CriticalEnclosure.near(problem, polished.network()));
  }

  private static boolean isDescent(TrainingResult result) {
    return switch (result) {
      case TrainingResult.Converged c -> true;
      case TrainingResult.StepsExhausted(TrainingRun run) -> run.loss() <= run.startLoss();
      case TrainingResult.Stopped(TrainingRun run) -> run.loss() <= run.startLoss();
      case TrainingResult.Diverged d -> false;
      case TrainingResult.NotFiniteAtStart n -> true; // slower steps would not help
    };
  }
}
