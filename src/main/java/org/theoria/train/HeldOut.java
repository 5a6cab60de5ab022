package org.theoria.train;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

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
   * @param accuracy the share whose largest output (of equal ones the first) is that of the class;
   *     empty where the targets are no classes
   */
  public record Measure(double loss, OptionalDouble accuracy) {}

  /** Whether every target is 1 in one row and 0 in the others, of which there is one at least. */
  boolean isClassified() {
    int n = data.size();
    double[] y = data.y();
    int[] ones = new int[n];
    for (int k = 0; k < y.length; k++) {
      if (y[k] != 0 && y[k] != 1) {
        return false;
      }
      ones[k % n] += (int) y[k];
    }
    return data.outputs() > 1 && Arrays.stream(ones).allMatch(c -> c == 1);
  }
}
