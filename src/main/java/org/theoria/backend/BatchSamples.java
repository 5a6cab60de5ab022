package org.theoria.backend;

import java.util.Locale;
import org.theoria.network.Architecture;
import org.theoria.network.Parameters;

/**
 * The samples of a {@link NetworkBatch}: one for all networks, or one for each.
 *
 * @param examples n, the columns of each sample
 * @param x of shape [1 or count][n₀·n], each row by row
 * @param y of shape [1 or count][n_H·n], each row by row
 */
public record BatchSamples(int examples, double[][] x, double[][] y) {

  /** One sample for all networks. */
  public static BatchSamples shared(int examples, double[] x, double[] y) {
    return new BatchSamples(examples, new double[][] {x}, new double[][] {y});
  }

  /** The sample of network i. */
  public int index(int i) {
    return x.length == 1 ? 0 : i;
  }

  /**
   * Refuses samples or parameters that do not fit.
   *
   * @param parameters θ_i, of shape [count][P]
   */
  public void requireFor(Architecture architecture, double[][] parameters) {
    requireFor(architecture, parameters.length);
    int expected = new Parameters(architecture).count();
    for (int i = 0; i < parameters.length; i++) {
      if (parameters[i].length != expected) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "batch: network %d of %s needs %d parameters, got %d",
                i,
                architecture.widths(),
                expected,
                parameters[i].length));
      }
    }
  }

  private void requireFor(Architecture architecture, int count) {
    if (examples < 1 || x.length != y.length || (x.length != 1 && x.length != count)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "batch samples: at least one example and one sample for all or for each of %d"
                  + " networks are needed, got %d examples, %d x and %d y",
              count,
              examples,
              x.length,
              y.length));
    }
    for (int i = 0; i < x.length; i++) {
      requireLength("x", i, x[i].length, architecture.inputs());
      requireLength("y", i, y[i].length, architecture.outputs());
    }
  }

  private void requireLength(String what, int i, int got, int rows) {
    if (got != rows * examples) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "batch samples: %s of sample %d must have %d×%d entries, got %d",
              what,
              i,
              rows,
              examples,
              got));
    }
  }
}
