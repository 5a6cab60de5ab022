package org.theoria.network.rank;

import java.util.ArrayList;
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
 */
final class DenseElimination {
  /** Columns that are eliminated entry by entry. */
  private static final int NARROW = 8;

  /** Pivot rows applied together: with a chunk of columns they stay in the second-level cache. */
  private static final int BLOCK = 64;

  /** Columns of a chunk, at least and at most. */
  private static final int NARROWEST_CHUNK = 64;

  private static final int WIDEST_CHUNK = 256;

  /** Chunks that a width is cut into where it is narrow, so that processors have equal shares. */
  private static final int CHUNKS = 4;

  /** Rows of a tile, which stay in the first-level cache through a block. */
  private static final int TILE = 8;

  private final DoubleResidues k;
  private final double[][] a;
  private final int[] origin;
  private final BooleanSupplier cancelled;
  private final int[] pivotColumns;
  private int rank;

  private DenseElimination(DoubleResidues k, double[][] a, BooleanSupplier cancelled) {
    this.k = k;
    this.a = a;
    this.origin = IntStream.range(0, a.length).toArray();
    this.cancelled = cancelled;
    this.pivotColumns = new int[a.length];
  }

  /**
   * A minor that is not 0 modulo p, of the order of the rank modulo p.
   *
   * @param rows residues, rows of equal length; overwritten
   * @param cancelled asked now and then; {@link StoppedException} where it says so
   */
  static Minor minor(DoubleResidues k, double[][] rows, BooleanSupplier cancelled) {
    DenseElimination e = new DenseElimination(k, rows, cancelled);
    if (rows.length > 0 && rows[0].length > 0) {
      e.factor(0, rows[0].length);
    }
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
      swap(rank, p);
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
    if (cancelled.getAsBoolean()) {
      throw new StoppedException();
    }
    int chunk =
        Math.clamp(
            Math.ceilDiv(Math.ceilDiv(to - from, CHUNKS), NARROW) * NARROW,
            NARROWEST_CHUNK,
            WIDEST_CHUNK);
    int chunks = Math.ceilDiv(to - from, chunk);
    IntStream.range(0, chunks)
        .parallel()
        .forEach(
            s ->
                applyTo(first, last, from + s * chunk, Math.min(to, from + (s + 1) * chunk)));
  }

  private void applyTo(int first, int last, int from, int to) {
    double[] factors = new double[TILE * BLOCK];
    double[] eight = new double[DoubleResidues.GROUP];
    for (int block = first; block < last; block += BLOCK) {
      int end = Math.min(last, block + BLOCK);
      for (int i = block + 1; i < end; i++) {
        gather(i, block, i - block, factors, 0);
        k.addAll(a[i], factors, a, block, i - block, eight, from, to);
      }
      for (int i = end; i < a.length; i += TILE) {
        tile(i, Math.min(a.length, i + TILE), block, end, factors, eight, from, to);
      }
    }
  }

  /** Applies a block of pivots to a few rows, eight pivots at a time to each of them. */
  private void tile(
      int i0, int i1, int block, int end, double[] factors, double[] eight, int from, int to) {
    int count = end - block;
    for (int i = i0; i < i1; i++) {
      gather(i, block, count, factors, (i - i0) * BLOCK);
    }
    int t = 0;
    for (; t + DoubleResidues.GROUP <= count; t += DoubleResidues.GROUP) {
      int s = block + t;
      for (int i = i0; i < i1; i++) {
        System.arraycopy(factors, (i - i0) * BLOCK + t, eight, 0, DoubleResidues.GROUP);
        k.addEight(
            a[i], eight, a[s], a[s + 1], a[s + 2], a[s + 3], a[s + 4], a[s + 5], a[s + 6],
            a[s + 7], from, to);
      }
    }
    for (; t < count; t++) {
      for (int i = i0; i < i1; i++) {
        double f = factors[(i - i0) * BLOCK + t];
        if (f != 0) {
          k.addMultiple(a[i], f, a[block + t], from, to);
        }
      }
    }
  }

  /** The factors of row i for the pivots block, …, block + count − 1. */
  private void gather(int i, int block, int count, double[] factors, int at) {
    double[] row = a[i];
    int first = pivotColumns[block];
    if (count > 0 && pivotColumns[block + count - 1] - first == count - 1) {
      System.arraycopy(row, first, factors, at, count);
      return;
    }
    for (int t = 0; t < count; t++) {
      factors[at + t] = row[pivotColumns[block + t]];
    }
  }
}
