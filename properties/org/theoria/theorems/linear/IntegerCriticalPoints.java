package org.theoria.theorems.linear;

import java.util.ArrayList;
import java.util.List;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Sample;

/**
 * All critical points with integer weights in a box, found by trying every one: no theory of their
 * form is used. X = [I, 0], Y = [diag(2, 1), noise], so that λ = (4, 1) and U = I.
 */
final class IntegerCriticalPoints {

  private IntegerCriticalPoints() {}

  static final Sample SAMPLE =
      new Sample(matrix(2, 3, 1, 0, 0, 0, 1, 0), matrix(2, 3, 2, 0, 3, 0, 1, -1));

  private static RationalMatrix matrix(int rows, int columns, int... entries) {
    Rational[] numbers = new Rational[entries.length];
    for (int i = 0; i < entries.length; i++) {
      numbers[i] = Rational.of(entries[i]);
    }
    return RationalMatrix.of(rows, columns, numbers);
  }

  /** Every critical point of this architecture (2, …, 2) with weights in {low, …, high}. */
  static List<List<RationalMatrix>> all(int[] widths, int low, int high) {
    int depth = widths.length - 1;
    int count = 0;
    for (int h = 1; h <= depth; h++) {
      count += widths[h] * widths[h - 1];
    }
    int[] entries = new int[count];
    java.util.Arrays.fill(entries, low);
    List<List<RationalMatrix>> found = new ArrayList<>();
    int at = 0;
    while (at < count) {
      if (isCritical(widths, entries)) {
        found.add(weights(widths, entries));
      }
      at = 0;
      while (at < count && entries[at] == high) {
        entries[at++] = low;
      }
      if (at < count) {
        entries[at]++;
      }
    }
    return found;
  }

  /** In integers: A_hᵀ(W_H⋯W_1 − diag(2, 1))B_hᵀ = 0 for every h. */
  private static boolean isCritical(int[] widths, int[] entries) {
    int depth = widths.length - 1;
    int[][][] before = new int[depth + 1][][];
    before[0] = new int[][] {{1, 0}, {0, 1}};
    int start = 0;
    int[] starts = new int[depth];
    for (int h = 1; h <= depth; h++) {
      starts[h - 1] = start;
      before[h] = new int[widths[h]][2];
      for (int i = 0; i < widths[h]; i++) {
        for (int j = 0; j < 2; j++) {
          for (int k = 0; k < widths[h - 1]; k++) {
            before[h][i][j] += entries[start + i * widths[h - 1] + k] * before[h - 1][k][j];
          }
        }
      }
      start += widths[h] * widths[h - 1];
    }
    int[][] left = before[depth]; // A_hᵀ·residual, n_h × 2, from the last layer down
    left[0][0] -= 2;
    left[1][1] -= 1;
    for (int h = depth; h >= 1; h--) {
      for (int i = 0; i < widths[h]; i++) {
        for (int k = 0; k < widths[h - 1]; k++) {
          if (left[i][0] * before[h - 1][k][0] + left[i][1] * before[h - 1][k][1] != 0) {
            return false;
          }
        }
      }
      int[][] next = new int[widths[h - 1]][2];
      for (int k = 0; k < widths[h - 1]; k++) {
        for (int i = 0; i < widths[h]; i++) {
          int w = entries[starts[h - 1] + i * widths[h - 1] + k];
          next[k][0] += w * left[i][0];
          next[k][1] += w * left[i][1];
        }
      }
      left = next;
    }
    return true;
  }

  private static List<RationalMatrix> weights(int[] widths, int[] entries) {
    List<RationalMatrix> weights = new ArrayList<>();
    int start = 0;
    for (int h = 1; h < widths.length; h++) {
      int size = widths[h] * widths[h - 1];
      weights.add(
          matrix(
              widths[h],
              widths[h - 1],
              java.util.Arrays.copyOfRange(entries, start, start + size)));
      start += size;
    }
    return List.copyOf(weights);
  }
}
