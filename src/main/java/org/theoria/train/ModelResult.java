package org.theoria.train;

import org.theoria.backend.BackendException;

/** How training a model ended. */
public sealed interface ModelResult {

  /** The run up to its last good point. */
  ModelRun run();

  /** ‖∇E‖ reached the target. */
  record Converged(ModelRun run) implements ModelResult {}

  /** The steps ran out before. */
  record StepsExhausted(ModelRun run) implements ModelResult {}

  /** The observer stopped it. */
  record Stopped(ModelRun run) implements ModelResult {}

  /** The held-out loss did not fall for as many looks as {@link EarlyStopping} waits. */
  record EarlyStopped(ModelRun run) implements ModelResult {}

  /**
   * The loss or its gradient ceased to be finite.
   *
   * @param run the run up to the step before
   * @param step the step after which the whole sample's loss or gradient is not finite, while it is
   *     after the step before
   * @param loss its loss: NaN or ∞, or finite when the gradient is not
   * @param gradientNorm that of its gradient
   */
  record Diverged(ModelRun run, int step, double loss, double gradientNorm)
      implements ModelResult {}

  /**
   * The start itself has no finite loss and gradient: there is no good point.
   *
   * @param loss E(θ₀)
   */
  record NotFiniteAtStart(ModelRun run, double loss) implements ModelResult {}

  /**
   * The backend failed half-way.
   *
   * @param run the run up to the last look before, where the device still had it; else up to the
   *     last look whose state an observer had asked for, or the start
   * @param step the step, from 1, in which or in the look after which it failed
   * @param cause what the backend says
   */
  record BackendFailed(ModelRun run, int step, BackendException cause) implements ModelResult {}
}
