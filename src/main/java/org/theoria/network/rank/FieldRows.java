package org.theoria.network.rank;

import java.util.ArrayList;
import java.util.List;
import org.theoria.arithmetic.PrimeField;

/** Elimination of a few rows over any prime field, row by row. */
final class FieldRows {
  private final PrimeField field;
  private final List<long[]> echelon = new ArrayList<>();
  private final List<Integer> leading = new ArrayList<>();

  FieldRows(PrimeField field) {
    this.field = field;
  }

  /**
   * Adds a row, reduced by the rows before it; whether it was independent of them on its first
   * columns.
   *
   * @param row overwritten; where it was dependent, what is left of it
   * @param columns among how many of its columns a pivot may stand
   */
  boolean add(long[] row, int columns) {
    for (int t = 0; t < echelon.size(); t++) {
      long value = row[leading.get(t)];
      if (value != 0) {
        subtract(row, echelon.get(t), value, leading.get(t));
      }
    }
    for (int c = 0; c < columns; c++) {
      if (row[c] != 0) {
        long inverse = field.inverse(row[c]);
        for (int l = c; l < row.length; l++) {
          row[l] = row[l] == 0 ? 0 : field.times(row[l], inverse);
        }
        echelon.add(row);
        leading.add(c);
        return true;
      }
    }
    return false;
  }

  private void subtract(long[] row, long[] pivot, long value, int from) {
    for (int l = from; l < row.length; l++) {
      if (pivot[l] != 0) {
        row[l] = field.minus(row[l], field.times(value, pivot[l]));
      }
    }
  }

  /** How many independent rows were added. */
  int rank() {
    return echelon.size();
  }
}
