package org.theoria.arithmetic;

import java.util.ArrayList;
import java.util.List;

/** An immutable dense matrix over a prime field, made by {@link PrimeField#of(RationalMatrix)}. */
public final class PrimeMatrix {
  private final PrimeField field;
  private final int rows;
  private final int columns;
  private final long[] residues;

  PrimeMatrix(PrimeField field, int rows, int columns, long[] residues) {
    this.field = field;
    this.rows = rows;
    this.columns = columns;
    this.residues = residues;
  }

  public PrimeField field() {
    return field;
  }

  public int rows() {
    return rows;
  }

  public int columns() {
    return columns;
  }

  /** Entry (i, j), a residue of [0, p). */
  public long get(int i, int j) {
    if (i < 0 || i >= rows || j < 0 || j >= columns) {
      throw new ShapeException(
          "entry: (" + i + ", " + j + ") is outside a " + rows + "×" + columns + " matrix");
    }
    return residues[i * columns + j];
  }

  /** The rank over the prime field: at most the rank over ℚ of the matrix that was reduced. */
  public int rank() {
    return minor().order();
  }

  /** A minor that is not 0, of the order of the rank. It is not 0 over ℚ either. */
  public Minor minor() {
    long[] a = residues.clone();
    int[] order = new int[rows];
    for (int i = 0; i < rows; i++) {
      order[i] = i;
    }
    List<Integer> pivotRows = new ArrayList<>();
    List<Integer> pivotColumns = new ArrayList<>();
    for (int c = 0; c < columns && pivotRows.size() < rows; c++) {
      int rank = pivotRows.size();
      int p = rank;
      while (p < rows && a[order[p] * columns + c] == 0) {
        p++;
      }
      if (p == rows) {
        continue;
      }
      int pivot = order[p];
      // The place of the pivot row itself is not read again.
      order[p] = order[rank];
      pivotRows.add(pivot);
      pivotColumns.add(c);
      long inverse = field.inverse(a[pivot * columns + c]);
      for (int i = rank + 1; i < rows; i++) {
        eliminate(a, pivot * columns, order[i] * columns, c, inverse);
      }
    }
    return new Minor(pivotRows, pivotColumns);
  }

  /**
   * Subtracts a multiple of the pivot row, so that the target row gets 0 in column c; columns left
   * of c are not used again.
   */
  private void eliminate(long[] a, int pivot, int target, int c, long inverse) {
    if (a[target + c] == 0) {
      return;
    }
    long factor = field.times(a[target + c], inverse);
    for (int j = c + 1; j < columns; j++) {
      a[target + j] = field.minus(a[target + j], field.times(factor, a[pivot + j]));
    }
  }
}
