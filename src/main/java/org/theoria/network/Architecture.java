package org.theoria.network;

import java.util.List;

/**
 * The widths (n₀, …, n_H) of a fully connected network: H ≥ 1 layers, H − 1 of them hidden (slide
 * 19).
 *
 * @param widths the widths, each at least 1
 */
public record Architecture(List<Integer> widths) {

  /**
   * The largest number of layers taken from a file: beyond it an exact evaluation could not end.
   */
  public static final int MAXIMUM_DEPTH = 1_000;

  public Architecture {
    widths = List.copyOf(widths);
    if (widths.size() < 2) {
      throw new IllegalArgumentException(
          "architecture: at least two widths (n0, nH) are needed, got " + widths);
    }
    if (widths.size() - 1 > MAXIMUM_DEPTH) {
      throw new IllegalArgumentException(
          "architecture: at most "
              + MAXIMUM_DEPTH
              + " layers are accepted, got "
              + (widths.size() - 1));
    }
    for (int n : widths) {
      if (n < 1) {
        throw new IllegalArgumentException(
            "architecture: every width must be at least 1, got " + widths);
      }
    }
  }

  public static Architecture of(Integer... widths) {
    return new Architecture(List.of(widths));
  }

  /** H, the number of layers with weights. */
  public int depth() {
    return widths.size() - 1;
  }

  /** n_h, h = 0..H. */
  public int width(int h) {
    return widths.get(h);
  }

  public int inputs() {
    return widths.getFirst();
  }

  public int outputs() {
    return widths.getLast();
  }

  /** |E| = Σ n_h·n_{h−1}, the number of weights. */
  public int weightCount() {
    int count = 0;
    for (int h = 1; h <= depth(); h++) {
      count += width(h) * width(h - 1);
    }
    return count;
  }

  /** |E| + |B|, the number of parameters. */
  public int parameterCount() {
    return weightCount() + biasCount();
  }

  /** n_1 + … + n_{H−1}, the number of hidden neurons. */
  public int hiddenCount() {
    return biasCount() - outputs();
  }

  /** |B| = Σ n_h, the number of biases. */
  public int biasCount() {
    int count = 0;
    for (int h = 1; h <= depth(); h++) {
      count += width(h);
    }
    return count;
  }
}
