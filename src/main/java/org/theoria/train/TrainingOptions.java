package org.theoria.train;

import java.util.Locale;
import org.theoria.backend.Optimiser;
import org.theoria.backend.Precision;
import org.theoria.backend.WeightDecay;

/**
 * How to train.
 *
 * @param optimiser the method
 * @param batching which examples a step sees
 * @param steps the most steps, at least 0
 * @param gradientTarget training ends at a look where ‖∇E‖ is at most this, at least 0
 * @param precision the format of the parameters and products
 * @param lookEvery after how many steps of full batches, or epochs of mini-batches, loss and
 *     gradient of the whole sample are looked at, at least 1; the last step is looked at in any
 *     case
 * @param schedule how the learning rate goes
 * @param decay of the weights; E and ∇E as they are looked at do not have it
 */
public record TrainingOptions(
    Optimiser optimiser,
    Batching batching,
    int steps,
    double gradientTarget,
    Precision precision,
    int lookEvery,
    Schedule schedule,
    WeightDecay decay) {

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

  /** With a constant rate and no decay. */
  public TrainingOptions(
      Optimiser optimiser,
      Batching batching,
      int steps,
      double gradientTarget,
      Precision precision,
      int lookEvery) {
    this(
        optimiser,
        batching,
        steps,
        gradientTarget,
        precision,
        lookEvery,
        new Schedule.Constant(),
        new WeightDecay.None());
  }

  /** The same with a look after every step of full batches, every epoch of mini-batches. */
  public TrainingOptions(
      Optimiser optimiser,
      Batching batching,
      int steps,
      double gradientTarget,
      Precision precision) {
    this(optimiser, batching, steps, gradientTarget, precision, 1);
  }

  /** Full batches in float64. */
  public static TrainingOptions full(Optimiser optimiser, int steps, double gradientTarget) {
    return new TrainingOptions(
        optimiser, new Batching.Full(), steps, gradientTarget, Precision.FLOAT64);
  }

  /** The same with another method. */
  public TrainingOptions with(Optimiser other) {
    return new TrainingOptions(
        other, batching, steps, gradientTarget, precision, lookEvery, schedule, decay);
  }

  /** The same with another schedule. */
  public TrainingOptions with(Schedule other) {
    return new TrainingOptions(
        optimiser, batching, steps, gradientTarget, precision, lookEvery, other, decay);
  }

  /** The same with another decay. */
  public TrainingOptions with(WeightDecay other) {
    return new TrainingOptions(
        optimiser, batching, steps, gradientTarget, precision, lookEvery, schedule, other);
  }

  /** The same with a look after so many steps of full batches, epochs of mini-batches. */
  public TrainingOptions lookingEvery(int every) {
    return new TrainingOptions(
        optimiser, batching, steps, gradientTarget, precision, every, schedule, decay);
  }

  /** The same with so many steps. */
  public TrainingOptions ofSteps(int most) {
    return new TrainingOptions(
        optimiser, batching, most, gradientTarget, precision, lookEvery, schedule, decay);
  }
}
