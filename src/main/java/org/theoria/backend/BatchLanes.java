package org.theoria.backend;

import java.util.Arrays;

/**
 * Rows of many small networks (parameters, gradients, samples), one after the other on the device
 * by entry: entry p of network i is at p·stride + i, so that neighbours are networks. One array is
 * kept for those of one size, since a new one of some MB costs as much as turning it.
 */
public final class BatchLanes {
  /** Networks turned together: their rows, some 200 bytes each, stay in the first cache. */
  private static final int TILE = 64;

  private double[] kept = {};

  /** The array, of that size; what is in it is anything, and is gone at the next call. */
  public double[] array(int size) {
    if (kept.length != size) {
      kept = new double[size];
    }
    return kept;
  }

  /**
   * Rows become lanes, in the array.
   *
   * @param stride lanes, at least as many as rows; those that fill up are 0
   * @param length of each row
   */
  public double[] of(double[][] rows, int stride, int length) {
    double[] lanes = array(Math.multiplyExact(stride, length));
    for (int from = 0; from < rows.length; from += TILE) {
      int to = Math.min(rows.length, from + TILE);
      for (int p = 0; p < length; p++) {
        int at = p * stride;
        for (int i = from; i < to; i++) {
          lanes[at + i] = rows[i][p];
        }
      }
    }
    for (int p = 0; p < length; p++) {
      Arrays.fill(lanes, p * stride + rows.length, (p + 1) * stride, 0);
    }
    return lanes;
  }

  /** The rows of the first lanes, so many, of this length. */
  public static double[][] rows(double[] lanes, int count, int stride, int length) {
    double[][] rows = new double[count][length];
    for (int from = 0; from < count; from += TILE) {
      int to = Math.min(count, from + TILE);
      for (int p = 0; p < length; p++) {
        int at = p * stride;
        for (int i = from; i < to; i++) {
          rows[i][p] = lanes[at + i];
        }
      }
    }
    return rows;
  }
}
