package org.theoria.backend;

import java.util.Arrays;

/**
 * Entries of a matrix that are one variable each time: entry k, row by row, is variable index[k],
 * or 0. A circulant matrix is tied along its diagonals.
 */
public final class Ties {
  /** The index of an entry that is always 0. */
  public static final int NONE = -1;

  private final int sources;
  private final int[] index;
  private final int[] starts;
  private final int[] positions;

  /**
   * Ties of these entries.
   *
   * @param sources the number of variables, at least 0
   * @param index for each entry its variable, of 0 … sources − 1, or {@link #NONE}
   */
  public Ties(int sources, int... index) {
    if (sources < 0) {
      throw new IllegalArgumentException("ties: at least 0 sources are needed, got " + sources);
    }
    this.sources = sources;
    this.index = index.clone();
    starts = new int[sources + 1];
    for (int k = 0; k < index.length; k++) {
      int s = index[k];
      if (s < NONE || s >= sources) {
        throw new IllegalArgumentException(
            "ties: entry "
                + k
                + " must name a source of 0 … "
                + (sources - 1)
                + " or "
                + NONE
                + ", got "
                + s);
      }
      if (s != NONE) {
        starts[s + 1]++;
      }
    }
    Arrays.parallelPrefix(starts, Integer::sum);
    positions = new int[starts[sources]];
    int[] next = starts.clone();
    for (int k = 0; k < index.length; k++) {
      if (index[k] != NONE) {
        positions[next[index[k]]++] = k;
      }
    }
  }

  /** The number of variables. */
  public int sources() {
    return sources;
  }

  /** The number of entries. */
  public int size() {
    return index.length;
  }

  /** A copy of the variable of each entry. */
  public int[] index() {
    return index.clone();
  }

  /** A copy of: the entries of variable s are positions[starts[s] … starts[s + 1] − 1]. */
  public int[] starts() {
    return starts.clone();
  }

  /** A copy of the entries, ascending within each variable. */
  public int[] positions() {
    return positions.clone();
  }

  /** The entries of these variables. */
  public double[] spread(double[] source) {
    double[] target = new double[index.length];
    for (int k = 0; k < target.length; k++) {
      target[k] = index[k] == NONE ? 0 : source[index[k]];
    }
    return target;
  }

  /** The sums over the entries of each variable, in their order. */
  public double[] collect(double[] full) {
    double[] out = new double[sources];
    for (int s = 0; s < sources; s++) {
      for (int p = starts[s]; p < starts[s + 1]; p++) {
        out[s] += full[positions[p]];
      }
    }
    return out;
  }
}
