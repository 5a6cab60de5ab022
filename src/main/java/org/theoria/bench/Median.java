package org.theoria.bench;

import java.util.List;

/** The median: one disturbed measurement among several does not move it far. */
final class Median {
  private Median() {}

  /** The middle value, or the mean of the two middle ones. */
  static double of(List<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("median: at least one value is needed, got none");
    }
    List<Double> sorted = values.stream().sorted().toList();
    int n = sorted.size();
    return (sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2;
  }
}
