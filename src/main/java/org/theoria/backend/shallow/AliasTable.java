package org.theoria.backend.shallow;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Draws from a finite distribution with one comparison: Walker's method (1977,
 * doi:10.1145/355744.355749). The weights are met to within 2⁻⁵⁰.
 */
final class AliasTable {
  private final int bits;
  private final long[] threshold;
  private final int[] alias;

  /**
   * @param weights at least 0, with a positive sum; as doubles exact below 2⁵³
   */
  AliasTable(double[] weights) {
    bits = Math.max(1, 32 - Integer.numberOfLeadingZeros(weights.length - 1));
    int size = 1 << bits;
    threshold = new long[size];
    alias = new int[size];
    double sum = 0;
    for (double w : weights) {
      sum += w;
    }
    double[] share = new double[size];
    Deque<Integer> small = new ArrayDeque<>();
    Deque<Integer> large = new ArrayDeque<>();
    for (int i = 0; i < size; i++) {
      share[i] = i < weights.length ? weights[i] / sum * size : 0;
      (share[i] < 1 ? small : large).add(i);
    }
    while (!small.isEmpty() && !large.isEmpty()) {
      int s = small.remove();
      int l = large.remove();
      threshold[s] = (long) (share[s] * 0x1p62);
      alias[s] = l;
      share[l] -= 1 - share[s];
      (share[l] < 1 ? small : large).add(l);
    }
    small.addAll(large); // what is left has a share of 1 but for rounding
    for (int i : small) {
      threshold[i] = 1L << 62;
      alias[i] = i;
    }
  }

  /** The outcome that a random word stands for: its upper bits choose a column, the rest a side. */
  int outcome(long word) {
    int column = (int) (word >>> (64 - bits));
    return (word << bits) >>> 2 < threshold[column] ? column : alias[column];
  }
}
