package org.theoria.train;

import java.util.Optional;

/**
 * Examples that are looked at and not trained on.
 *
 * @param data the examples
 * @param stopping when their loss ends the run; empty: never
 */
public record HeldOut(TrainingData data, Optional<EarlyStopping> stopping) {

  /**
   * What a look saw.
   *
   * @param loss the mean of L(f_θ(x), y) over them, in evaluation mode
   * @param accuracy the share whose largest output is where the target is largest (of equal ones
   *     the first); only of one output it says nothing
   */
  public record Measure(double loss, double accuracy) {}
}
