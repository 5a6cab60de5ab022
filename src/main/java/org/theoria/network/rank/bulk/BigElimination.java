package org.theoria.network.rank.bulk;

import java.math.BigInteger;

/** The steps of a {@link FractionFreeRank} whose numbers do not fit into words. */
final class BigElimination {
  private final BigInteger[][] a;
  private final int width;

  private BigElimination(long[][] matrix, int from, int count, int width) {
    this.width = width - from;
    this.a = new BigInteger[count - from][this.width];
    for (int i = from; i < count; i++) {
      for (int c = from; c < width; c++) {
        a[i - from][c - from] = BigInteger.valueOf(matrix[i][c]);
      }
    }
  }

  /**
   * The rank of a matrix of which {@code done} steps are done.
   *
   * @param previous the pivot of the step before
   */
  static int rank(long[][] matrix, int done, int count, int width, long previous) {
    return done
        + new BigElimination(matrix, done, count, width).steps(BigInteger.valueOf(previous));
  }

  private int steps(BigInteger first) {
    BigInteger previous = first;
    int rank = 0;
    while (rank < Math.min(a.length, width) && pivot(rank)) {
      BigInteger[] pivot = a[rank];
      for (int i = rank + 1; i < a.length; i++) {
        reduce(a[i], pivot, rank, previous);
      }
      previous = pivot[rank];
      rank++;
    }
    return rank;
  }

  private void reduce(BigInteger[] row, BigInteger[] pivot, int at, BigInteger previous) {
    BigInteger lead = pivot[at];
    BigInteger factor = row[at];
    for (int c = at + 1; c < width; c++) {
      BigInteger value = row[c].signum() == 0 ? BigInteger.ZERO : lead.multiply(row[c]);
      if (factor.signum() != 0 && pivot[c].signum() != 0) {
        value = value.subtract(factor.multiply(pivot[c]));
      }
      row[c] = value.signum() == 0 ? value : value.divide(previous);
    }
  }

  /** Brings the shortest entry that is not 0 to place (at, at); false where all are 0. */
  private boolean pivot(int at) {
    int best = Integer.MAX_VALUE;
    int row = -1;
    int column = -1;
    for (int i = at; i < a.length; i++) {
      for (int c = at; c < width; c++) {
        BigInteger value = a[i][c];
        if (value.signum() != 0 && value.bitLength() < best) {
          best = value.bitLength();
          row = i;
          column = c;
        }
      }
    }
    if (row < 0) {
      return false;
    }
    BigInteger[] pivot = a[row];
    a[row] = a[at];
    a[at] = pivot;
    if (column != at) {
      for (int i = at; i < a.length; i++) {
        BigInteger value = a[i][at];
        a[i][at] = a[i][column];
        a[i][column] = value;
      }
    }
    return true;
  }
}
