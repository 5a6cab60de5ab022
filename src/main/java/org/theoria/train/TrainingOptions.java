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
 * @param gradientTarget training ends at a look where ‖∇E‖ is at most this, at least 0
 * @param precision the format of the parameters and products
 * @param lookEvery after how many steps of full batches, or epochs of mini-batches, loss and
 *     gradient of the whole sample are looked at, at least 1; the last step is looked at in any case
 */
public record TrainingOptions(
    Optimiser optimiser,
    Batching batching,
    int steps,
    double gradientTarget,
    Precision precision,
    int lookEvery) {

  public TrainingOptions {
    if (steps < 0 || !(gradientTarget >= 0)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "training: steps and gradient target must be at least 0, got %d and %s",
              steps,
              gradientTarget));
    }
    if (lookEvery < 1) {
      throw new IllegalArgumentException(
          "training: a look after at least 1 step or epoch is needed, got " + lookEvery);
    }
  }

  /** With a look after every step of full batches, every epoch of mini-batches. */
  public TrainingOptions(
      Optimiser optimiser,
      Batching batching,
      int steps,
      double gradientTarget,
      Precision precision) {
    this(optimiser, batching, steps, gradientTarget, precision, 1);
  }

  /** The same with a look after so many steps of full batches, epochs of mini-batches. */
  public TrainingOptions lookingEvery(int steps) {
    return new TrainingOptions(optimiser, batching, this.steps, gradientTarget, precision, steps);
  }

  /** Full batches in float64. */
  public static TrainingOptions full(Optimiser optimiser, int steps, double gradientTarget) {
    return new TrainingOptions(
        optimiser, new Batching.Full(), steps, gradientTarget, Precision.FLOAT64);
  }
}
