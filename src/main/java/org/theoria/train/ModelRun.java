package org.theoria.train;

import java.util.Optional;

/**
 * Where training a model ended: its last good point, as the backend's arithmetic saw it.
 *
 * @param last the last parameters whose loss and gradient are finite, with all that the run needs
 *     to go on from there
 * @param loss E(θ) there
 * @param gradientNorm ‖∇E(θ)‖ there
 * @param heldOut what the held-out examples say there
 * @param best where the run may end early, the best point that was measured: of its looks, or the
 *     last point if that is better and no look, which a run that goes on does not count
 */
public record ModelRun(
    TrainingState last,
    double loss,
    double gradientNorm,
    Optional<HeldOut.Measure> heldOut,
    Optional<TrainingState.Best> best) {

  /** The result: of the best point on held-out examples where the run may end early, else last. */
  public double[] parameters() {
    return best.map(TrainingState.Best::parameters).orElse(last.parameters()).clone();
  }

  /** Optimiser state and running statistics that belong to {@link #parameters}. */
  public double[] modelState() {
    return best.map(TrainingState.Best::modelState).orElse(last.modelState()).clone();
  }

  /** The steps that led to {@link #parameters}. */
  public int step() {
    return best.map(TrainingState.Best::step).orElse(last.step());
  }
}
