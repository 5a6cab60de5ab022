package org.theoria.train;

/** How training ended. */
public sealed interface TrainingResult {

  /** The run up to its last good parameters. */
  TrainingRun run();

  /** ‖∇E‖ reached the target. */
  record Converged(TrainingRun run) implements TrainingResult {}

  /** The steps ran out before. */
  record StepsExhausted(TrainingRun run) implements TrainingResult {}

  /** The observer stopped it. */
  record Stopped(TrainingRun run) implements TrainingResult {}

  /**
   * The loss or its gradient ceased to be finite.
   *
   * @param run the run up to the last finite loss and gradient
   * @param step the step at which a look found what is not finite, from 1
   * @param loss its loss: NaN or ∞, or finite when the gradient is not
   */
  record Diverged(TrainingRun run, int step, double loss) implements TrainingResult {}

  /**
   * The start itself has no finite loss and gradient: there is no good point.
   *
   * @param loss E(θ₀)
   */
  record NotFiniteAtStart(TrainingRun run, double loss) implements TrainingResult {}
}
