package org.theoria.network.rank;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.theoria.arithmetic.Minor;

/**
 * Gaussian elimination modulo a prime of 26 bits on dense rows of doubles ({@link DoubleResidues}),
 * recursive over the columns (Toledo 1997, doi:10.1137/S0895479896297744), with the pivots that
 * turn up: P·A = L·U with U in echelon form. The factors of L stand where the entries that they
 * eliminate stood, negated. Wide updates are shared among processors by columns, so that no result
 * depends on how many there are.
 *
 * <p>It goes panel by panel of columns: between two of them what is left to do depends on the rows
 * and columns without a pivot alone, and the rows of pivots are let go.
 *
 * <p>Rows at the end may be a reserve: one of them becomes a pivot only in a column in which every
 * other row without a pivot is 0, so that it changes none of those. Hence the pivots that are not
 * of the reserve are as many as the rank of the rows that are not.
 */
final class DenseElimination {
  /** Columns that are eliminated entry by entry. */
  private static final int NARROW = 8;

  /** Pivot rows applied together: with a chunk of columns they stay in the second-level cache. */
  private static final int BLOCK = 64;

  /** Columns of a chunk, at least and at most. */
  private static final int NARROWEST_CHUNK = 64;

  private static final int WIDEST_CHUNK = 128;

  /** Chunks that a width is cut into where it is narrow, so that processors have equal shares. */
  private static final int CHUNKS = 4;

  /** Rows of a tile, which stay in the first-level cache through a block. */
  private static final int TILE = 8;

  /** Columns of a panel, at least and at most. */
  private static final int NARROWEST_PANEL = 64;

  private static final int WIDEST_PANEL = 256;

  /** Multiply-adds between two panels that are aimed at: some seconds. */
  private static final double PANEL_WORK = 2e10;

  private static final double[] GONE = new double[0];

  private final DoubleResidues k;
  private final double[][] a;
  private final int columns;
  private final int[] origin;
  private final int[] pivotColumns;
  private int rank;
  private int column;

  /** Where the reserve begins. */
  private int reserve;

  private int fromReserve;

  /**
   * @param a residues, rows of equal length; overwritten
   * @param columns their length
   * @param reserve how many rows at the end are the reserve
   */
  DenseElimination(DoubleResidues k, double[][] a, int columns, int reserve) {
    this.k = k;
    this.a = a;
    this.columns = columns;
    this.reserve = a.length - reserve;
    this.origin = IntStream.range(0, a.length).toArray();
    this.pivotColumns = new int[a.length];
  }

  /** How many pivots were found: the rank of the columns that are done. */
  int rank() {
    return rank;
  }

  /** How many of the pivots are rows of the reserve. */
  int fromReserve() {
    return fromReserve;
  }

  /** How many columns are done. */
  int column() {
    return column;
  }

  /** The rows without a pivot; their entries from {@link #column} on are the Schur complement. */
  double[][] rest() {
    return Arrays.copyOfRange(a, rank, a.length);
  }

  /** Eliminates the next panel; false where nothing is left. */
  boolean step() {
    if (column == columns || rank == a.length) {
      return false;
    }
    double left = (double) (a.length - rank) * (columns - column);
    int width = (int) Math.clamp(PANEL_WORK / left, NARROWEST_PANEL, WIDEST_PANEL);
    int end = Math.min(columns, column + width);
    int before = rank;
    factor(column, end);
    apply(before, rank, end, columns);
    Arrays.fill(a, before, rank, GONE);
    column = end;
    return true;
  }

  /**
   * Multiply-adds that the first {@code done} pivots of a matrix cost, where each stands in the
   * next column: Σ_{t &lt; done} (rows − t)(columns − t).
   */
  static double work(double rows, double columns, double done) {
    return done * rows * columns
        - (rows + columns) * done * (done - 1) / 2
        + (done - 1) * done * (2 * done - 1) / 6;
  }

  /**
   * A minor that is not 0 modulo p, of the order of the rank modulo p.
   *
   * @param rows residues, rows of equal length; overwritten
   * @param cancelled asked now and then; {@link StoppedException} where it says so
   */
  static Minor minor(DoubleResidues k, double[][] rows, BooleanSupplier cancelled) {
    DenseElimination e = new DenseElimination(k, rows, rows.length == 0 ? 0 : rows[0].length, 0);
    do {
      if (cancelled.getAsBoolean()) {
        throw new StoppedException();
      }
    } while (e.step());
    List<Integer> pivotRows = new ArrayList<>();
    List<Integer> columns = new ArrayList<>();
    for (int i = 0; i < e.rank; i++) {
      pivotRows.add(e.origin[i]);
      columns.add(e.pivotColumns[i]);
    }
    return new Minor(pivotRows, columns);
  }

  /** Finds the pivots of the columns [from, to), which earlier pivots have been applied to. */
  private void factor(int from, int to) {
    if (rank == a.length) {
      return;
    }
    if (to - from <= NARROW) {
      narrow(from, to);
      return;
    }
    int middle = from + Math.ceilDiv((to - from) / 2, NARROW) * NARROW;
    int before = rank;
    factor(from, middle);
    apply(before, rank, middle, to);
    factor(middle, to);
  }

  private void narrow(int from, int to) {
    for (int c = from; c < to && rank < a.length; c++) {
      int p = rank;
      while (p < a.length && a[p][c] == 0) {
        p++;
      }
      if (p == a.length) {
        continue;
      }
      if (p < reserve) {
        swap(rank, p);
      } else {
        // one by one, so that the rest of the reserve stays at the end
        for (int i = p; i > rank; i--) {
          swap(i - 1, i);
        }
        reserve++;
        fromReserve++;
      }
      double[] pivot = a[rank];
      double inverse = -k.reciprocal(pivot[c]);
      for (int i = rank + 1; i < a.length; i++) {
        double[] row = a[i];
        if (row[c] != 0) {
          double factor = k.reduce(row[c] * inverse);
          row[c] = factor;
          for (int l = c + 1; l < to; l++) {
            row[l] = k.reduce(Math.fma(factor, pivot[l], row[l]));
          }
        }
      }
      pivotColumns[rank++] = c;
    }
  }

  private void swap(int i, int j) {
    double[] row = a[i];
    a[i] = a[j];
    a[j] = row;
    int o = origin[i];
    origin[i] = origin[j];
    origin[j] = o;
  }

  /** Applies the pivots [first, last) to the columns [from, to) of every row below each. */
  private void apply(int first, int last, int from, int to) {
    if (first == last || from >= to) {
      return;
    }
    int chunk =
        Math.max(
            NARROWEST_CHUNK,
            Math.min(WIDEST_CHUNK, Math.ceilDiv(Math.ceilDiv(to - from, CHUNKS), NARROW) * NARROW));
    int chunks = Math.ceilDiv(to - from, chunk);
    IntStream.range(0, chunks)
        .parallel()
        .forEach(s -> applyTo(first, last, from + s * chunk, Math.min(to, from + (s + 1) * chunk)));
  }

  /** Applies them to few columns, which are copied to rows of their own: see the kernels. */
  private void applyTo(int first, int last, int from, int to) {
    int n = to - from;
    double[][] pivots = new double[Math.min(BLOCK, last - first)][n];
    double[][] rows = new double[TILE][n];
    double[] factors = new double[TILE * BLOCK];
    double[] eight = new double[DoubleResidues.GROUP];
    for (int block = first; block < last; block += BLOCK) {
      int end = Math.min(last, block + BLOCK);
      for (int i = block; i < end; i++) {
        double[] pivot = pivots[i - block];
        System.arraycopy(a[i], from, pivot, 0, n);
        gather(i, block, i - block, factors, 0);
        k.addAll(pivot, factors, 0, pivots, i - block, eight, n);
        System.arraycopy(pivot, 0, a[i], from, n);
      }
      for (int i = end; i < a.length; i += TILE) {
        int i1 = Math.min(a.length, i + TILE);
        for (int r = i; r < i1; r++) {
          System.arraycopy(a[r], from, rows[r - i], 0, n);
          gather(r, block, end - block, factors, (r - i) * BLOCK);
        }
        tile(rows, i1 - i, pivots, end - block, factors, eight, n);
        for (int r = i; r < i1; r++) {
          System.arraycopy(rows[r - i], 0, a[r], from, n);
        }
      }
    }
  }

  /** Applies a block of pivots to a few rows, eight pivots at a time to each of them. */
  private void tile(
      double[][] rows,
      int height,
      double[][] pivots,
      int count,
      double[] factors,
      double[] eight,
      int n) {
    int t = 0;
    for (; t + DoubleResidues.GROUP <= count; t += DoubleResidues.GROUP) {
      for (int i = 0; i < height; i++) {
        System.arraycopy(factors, i * BLOCK + t, eight, 0, DoubleResidues.GROUP);
        k.addEight(
            rows[i],
            eight,
            pivots[t],
            pivots[t + 1],
            pivots[t + 2],
            pivots[t + 3],
            pivots[t + 4],
            pivots[t + 5],
            pivots[t + 6],
            pivots[t + 7],
            n);
      }
    }
    for (; t < count; t++) {
      for (int i = 0; i < height; i++) {
        double f = factors[i * BLOCK + t];
        if (f != 0) {
          k.addMultiple(rows[i], f, pivots[t], n);
        }
      }
    }
  }

  /** The factors of row i for the pivots block, …, block + count − 1. */
  private void gather(int i, int block, int count, double[] factors, int at) {
    double[] row = a[i];
    if (count == 0) {
      return;
    }
    int first = pivotColumns[block];
    if (pivotColumns[block + count - 1] - first == count - 1) {
      System.arraycopy(row, first, factors, at, count);
      return;
    }
    for (int t = 0; t < count; t++) {
      factors[at + t] = row[pivotColumns[block + t]];
    }
  }
}
