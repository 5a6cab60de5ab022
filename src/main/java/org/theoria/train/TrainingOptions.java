package org.theoria.train;

import java.util.Locale;
import org.theoria.backend.Optimiser;
import org.theoria.backend.Precision;

/**
 * How to train.
 *
 * @param optimiser the method
 * @param batching which examples a step sees
 * @param steps the most steps, at least 0
 * @param gradientTarget training ends where ‖∇E‖ is at most this, at least 0; looked at after every
 *     step of full batches, after every epoch of mini-batches
 * @param precision the format of the parameters and products
 */
public record TrainingOptions(
    Optimiser optimiser,
    Batching batching,
    int steps,
    double gradientTarget,
    Precision precision) {

  public TrainingOptions {
    if (steps < 0 || !(gradientTarget >= 0)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "training: steps and gradient target must be at least 0, got %d and %s",
              steps,
              gradientTarget));
    }
  }

  /** Full batches in float64. */
  public static TrainingOptions full(Optimiser optimiser, int steps, double gradientTarget) {
    return new TrainingOptions(
        optimiser, new Batching.Full(), steps, gradientTarget, Precision.FLOAT64);
  }
}
