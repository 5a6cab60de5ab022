package org.theoria.network.rank.bulk;

import org.theoria.arithmetic.WordGcd;

/**
 * The rank over ℚ, by fraction-free elimination over the integers (Bareiss 1968,
 * doi:10.1090/S0025-5718-1968-0226829-0): no prime, no rounding. Every entry met is a minor of the
 * integer matrix, so that each division by the pivot before is exact.
 *
 * <p>First each column, then each row is divided by the greatest common divisor of its entries,
 * which changes no rank. While the minors fit into words, products are of 128 bits and the exact
 * quotient is checked by multiplication; from the step on at which one does not fit, {@link
 * BigElimination} goes on. The pivot is the entry of least magnitude in the whole remaining matrix.
 */
public final class FractionFreeRank implements RankMethod {
  private final int rows;
  private final int columns;
  private long[][] current;
  private long[][] next;
  private long bigSteps;

  /**
   * @param rows the most rows of a matrix
   * @param columns the most columns
   */
  public FractionFreeRank(int rows, int columns) {
    this.rows = rows;
    this.columns = columns;
    this.current = new long[rows][columns];
    this.next = new long[rows][columns];
  }

  /** How many steps of all eliminations so far had numbers beyond a word. */
  public long bigSteps() {
    return bigSteps;
  }

  @Override
  public int rank(long[][] matrix, int count, int width) {
    if (count > rows || width > columns) {
      throw new IllegalArgumentException(
          "rank: at most " + rows + "x" + columns + " entries, got " + count + "x" + width);
    }
    for (int i = 0; i < count; i++) {
      System.arraycopy(matrix[i], 0, current[i], 0, width);
    }
    makePrimitive(count, width);
    long previous = 1;
    int rank = 0;
    int steps = Math.min(count, width);
    while (rank < steps && pivot(rank, count, width)) {
      if (!step(rank, count, width, previous)) {
        int all = BigElimination.rank(current, rank, count, width, previous);
        bigSteps += all - rank;
        return all;
      }
      previous = current[rank][rank];
      long[][] swap = current;
      current = next;
      next = swap;
      rank++;
    }
    return rank;
  }

  private void makePrimitive(int count, int width) {
    for (int c = 0; c < width; c++) {
      long gcd = 0;
      for (int i = 0; i < count && gcd != 1; i++) {
        gcd = WordGcd.gcd(gcd, Math.abs(current[i][c]));
      }
      for (int i = 0; i < count && gcd > 1; i++) {
        current[i][c] /= gcd;
      }
    }
    for (int i = 0; i < count; i++) {
      long gcd = 0;
      for (int c = 0; c < width && gcd != 1; c++) {
        gcd = WordGcd.gcd(gcd, Math.abs(current[i][c]));
      }
      for (int c = 0; c < width && gcd > 1; c++) {
        current[i][c] /= gcd;
      }
    }
  }

  /** Brings the least entry that is not 0 to place (at, at); false where all are 0. */
  private boolean pivot(int at, int count, int width) {
    long best = Long.MAX_VALUE;
    int row = -1;
    int column = -1;
    for (int i = at; i < count && best > 1; i++) {
      for (int c = at; c < width; c++) {
        long size = Math.abs(current[i][c]);
        if (size != 0 && size < best) {
          best = size;
          row = i;
          column = c;
        }
      }
    }
    if (row < 0) {
      return false;
    }
    long[] pivot = current[row];
    current[row] = current[at];
    current[at] = pivot;
    if (column != at) {
      for (int i = at; i < count; i++) {
        long value = current[i][at];
        current[i][at] = current[i][column];
        current[i][column] = value;
      }
    }
    return true;
  }

  /**
   * One step from {@code current} to {@code next}; false where a minor does not fit into a word.
   */
  private boolean step(int at, int count, int width, long previous) {
    long[] pivot = current[at];
    int twos = Long.numberOfTrailingZeros(previous);
    long odd = previous >> twos;
    long inverse = inverse(odd);
    for (int i = at + 1; i < count; i++) {
      if (!reduce(current[i], pivot, next[i], at, width, twos, odd, inverse)) {
        return false;
      }
    }
    return true;
  }

  /** target = (pivot·row − lead·pivot row)/(2^twos·odd), exactly. */
  private static boolean reduce(
      long[] row,
      long[] pivot,
      long[] target,
      int at,
      int width,
      int twos,
      long odd,
      long inverse) {
    long lead = pivot[at];
    long factor = row[at];
    for (int c = at + 1; c < width; c++) {
      long a = row[c];
      long b = pivot[c];
      long low = lead * a;
      long subtracted = factor * b;
      long high = Math.multiplyHigh(lead, a) - Math.multiplyHigh(factor, b);
      if (Long.compareUnsigned(low, subtracted) < 0) {
        high--;
      }
      low -= subtracted;
      if (twos != 0) {
        low = (low >>> twos) | (high << (Long.SIZE - twos));
        high >>= twos;
      }
      long quotient = low * inverse;
      // the quotient is an integer; it is this word if and only if the product is the dividend
      if (Math.multiplyHigh(quotient, odd) != high || quotient == Long.MIN_VALUE) {
        return false;
      }
      target[c] = quotient;
    }
    return true;
  }

  /** 1/odd modulo 2⁶⁴: odd itself is right to 3 bits, each step doubles them (Hensel). */
  private static long inverse(long odd) {
    long x = odd;
    for (int bits = 3; bits < Long.SIZE; bits *= 2) {
      x *= 2 - odd * x;
    }
    return x;
  }
}
