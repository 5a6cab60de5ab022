package org.theoria.train;

import java.util.Locale;

/**
 * When a run ends because the loss of examples that are not trained on no longer falls. The
 * parameters of the best look are what is returned.
 *
 * @param patience so many looks in a row without improvement end the run; at least 1
 * @param leastImprovement a look improves where its mean loss is below the best by more than this;
 *     at least 0
 */
public record EarlyStopping(int patience, double leastImprovement) {
  public EarlyStopping {
    if (patience < 1 || !(leastImprovement >= 0 && leastImprovement <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "early stopping: a patience of at least 1 and a least improvement of at least 0 are"
                  + " needed, got %d and %s",
              patience,
              leastImprovement));
    }
  }

  /** Whether a mean loss is better than the best so far. */
  boolean improves(double loss, double best) {
    return loss < best - leastImprovement;
  }
}
