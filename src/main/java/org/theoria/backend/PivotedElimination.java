package org.theoria.backend;

import java.util.Arrays;

/**
 * LDLᵀ of a symmetric matrix with complete diagonal pivoting, as far as its positive pivots go,
 * with the square roots of D inside L: PAPᵀ = LLᵀ + S, L lower trapezoidal of k columns, and S the
 * Schur complement on the remaining n − k indices. The largest diagonal entry is the pivot. Where A
 * is positive semidefinite S is 0 but for rounding; where it is not, S shows a direction of
 * negative curvature: a negative diagonal entry, or an entry off the diagonal larger than the
 * diagonal permits (a 2 × 2 block of negative determinant).
 *
 * <p>Left-looking: a column of A is asked for when it is a pivot, and the others only when S is
 * looked at as a whole, since most strict saddles show themselves on the diagonal after a few
 * pivots. One for every thread.
 */
final class PivotedElimination {

  /** The matrix, of order {@code order}. */
  interface Columns {
    void diagonal(double[] result);

    void column(int p, double[] result);

    /** At least the entries of column p above the diagonal. */
    void upperColumn(int p, double[] result);
  }

  private final int n;
  private final double[] diagonal;
  private final double[][] factor;
  private final int[] pivot;
  private final boolean[] done;
  private final double[] column;
  private final double[] rowsOfFactor;
  private final int[] rest;
  private int pivots;
  private double smallestPivot;
  private double largestEntry;
  private int first;
  private int second;
  private double sign;
  private double least;

  PivotedElimination(int n) {
    this.n = n;
    this.diagonal = new double[n];
    this.factor = new double[n][n];
    this.pivot = new int[n];
    this.done = new boolean[n];
    this.column = new double[n];
    this.rowsOfFactor = new double[n * n];
    this.rest = new int[n];
  }

  /** Begins with a matrix; nothing is eliminated yet. */
  void begin(Columns matrix) {
    matrix.diagonal(diagonal);
    Arrays.fill(done, false);
    pivots = 0;
    smallestPivot = Double.POSITIVE_INFINITY;
    largestEntry = 0;
    for (int i = 0; i < n; i++) {
      largestEntry = Math.max(largestEntry, diagonal[i]);
    }
  }

  /**
   * Eliminates pivots until the largest diagonal entry left is at most {@code stop}, or one below
   * {@code -negative} appears.
   *
   * @return whether one appeared; its direction is then the one of {@link #direction}
   */
  boolean findsNegative(Columns matrix, double stop, double negative) {
    while (pivots < n) {
      int best = -1;
      int lowest = -1;
      for (int i = 0; i < n; i++) {
        if (!done[i]) {
          best = best < 0 || diagonal[i] > diagonal[best] ? i : best;
          lowest = lowest < 0 || diagonal[i] < diagonal[lowest] ? i : lowest;
        }
      }
      if (diagonal[lowest] < -negative) {
        choose(lowest, -1, 0, diagonal[lowest]);
        return true;
      }
      if (!(diagonal[best] > stop)) {
        return false;
      }
      eliminate(matrix, best);
    }
    return false;
  }

  private void eliminate(Columns matrix, int p) {
    double[] l = factor[pivots];
    matrix.column(p, l);
    complement(p, l);
    double root = Math.sqrt(diagonal[p]);
    double inverse = 1 / root;
    for (int i = 0; i < n; i++) {
      l[i] = l[i] * inverse;
    }
    for (int m = 0; m < pivots; m++) {
      l[pivot[m]] = 0;
    }
    l[p] = root;
    subtractSquares(diagonal, l, n);
    smallestPivot = Math.min(smallestPivot, root * root);
    done[p] = true;
    pivot[pivots++] = p;
  }

  /** From column p of A to column p of S; the rows of pivots lose their meaning. */
  private void complement(int p, double[] values) {
    for (int m = 0; m < pivots; m++) {
      double f = factor[m][p];
      if (f != 0) {
        subtract(values, f, factor[m], n);
      }
    }
  }

  private static void subtract(double[] r, double f, double[] l, int n) {
    for (int i = 0; i < n; i++) {
      r[i] -= f * l[i];
    }
  }

  private static void subtractSquares(double[] r, double[] l, int n) {
    for (int i = 0; i < n; i++) {
      r[i] -= l[i] * l[i];
    }
  }

  /**
   * Looks at S, and chooses the direction of most negative curvature among e_i and e_i ± e_j of it.
   * It looks no further once it has one below {@code -negative}.
   *
   * @return ‖S‖_F; +∞ where it looked no further
   */
  double remainder(Columns matrix, double negative) {
    least = Double.POSITIVE_INFINITY;
    int m = 0;
    for (int i = 0; i < n; i++) {
      if (!done[i]) {
        for (int k = 0; k < pivots; k++) {
          rowsOfFactor[m * n + k] = factor[k][i];
        }
        rest[m++] = i;
      }
    }
    double sum = 0;
    for (int q = 0; q < m; q++) {
      int j = rest[q];
      if (diagonal[j] < least) {
        choose(j, -1, 0, diagonal[j]);
      }
      sum += diagonal[j] * diagonal[j];
      matrix.upperColumn(j, column);
      for (int p = 0; p < q; p++) {
        int i = rest[p];
        double e = column[i] - dot(rowsOfFactor, p * n, q * n, pivots);
        sum += 2 * e * e;
        double curvature = (diagonal[i] + diagonal[j]) / 2 - Math.abs(e);
        if (curvature < least) {
          choose(i, j, -Math.signum(e), curvature);
        }
      }
      if (least < -negative) {
        return Double.POSITIVE_INFINITY;
      }
    }
    return Math.sqrt(sum);
  }

  private static double dot(double[] r, int a, int b, int k) {
    double even = 0;
    double odd = 0;
    int i = 0;
    for (; i + 1 < k; i += 2) {
      even += r[a + i] * r[b + i];
      odd += r[a + i + 1] * r[b + i + 1];
    }
    return i < k ? even + odd + r[a + i] * r[b + i] : even + odd;
  }

  private void choose(int i, int j, double s, double value) {
    first = i;
    second = j;
    sign = s;
    least = value;
  }

  /** The curvature of the chosen direction in S, before any error; +∞ where S is empty. */
  double least() {
    return least;
  }

  /**
   * Writes to v (shape [n]) the chosen direction, extended to the eliminated indices so that vᵀAv
   * is its curvature in S: Lᵀv = 0 by substitution.
   */
  void direction(double[] v) {
    Arrays.fill(v, 0);
    v[first] = 1;
    if (second >= 0) {
      v[second] = sign;
    }
    for (int m = pivots - 1; m >= 0; m--) {
      double[] l = factor[m];
      double sum = 0;
      for (int i = 0; i < n; i++) {
        sum += l[i] * v[i];
      }
      v[pivot[m]] = -sum / l[pivot[m]];
    }
  }

  /** k, the number of pivots so far, all positive. */
  int pivots() {
    return pivots;
  }

  /** The smallest of them; +∞ if there is none. */
  double smallestPivot() {
    return smallestPivot;
  }

  /** The largest diagonal entry of the matrix at the beginning, at least 0. */
  double largestDiagonal() {
    return largestEntry;
  }
}
