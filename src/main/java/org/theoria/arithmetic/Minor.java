package org.theoria.arithmetic;

import java.util.List;

/**
 * The rows and columns of a square sub-matrix, listed in the order of the pivots. Where its
 * determinant is not 0, the rank is at least its order.
 *
 * @param rows the rows, 0-based, distinct
 * @param columns the columns, 0-based, distinct, as many as rows
 */
public record Minor(List<Integer> rows, List<Integer> columns) {

  public Minor {
    rows = List.copyOf(rows);
    columns = List.copyOf(columns);
    if (rows.size() != columns.size()) {
      throw new ShapeException(
          "minor: " + rows.size() + " rows and " + columns.size() + " columns are not square");
    }
    requireDistinct("row", rows);
    requireDistinct("column", columns);
  }

  private static void requireDistinct(String what, List<Integer> indices) {
    if (indices.stream().distinct().count() != indices.size()) {
      throw new ShapeException("minor: a " + what + " occurs twice in " + indices);
    }
  }

  /** The number of rows, and of columns. */
  public int order() {
    return rows.size();
  }
}
