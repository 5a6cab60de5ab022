package org.theoria.arithmetic;

/**
 * Rearrangements of matrices stored row by row in an array: entry (i, j) of an r × c matrix is at
 * i·c + j.
 */
final class RowMajor {

  private RowMajor() {}

  /** The number of entries of an r × c matrix. */
  static int size(int rows, int columns) {
    long size = (long) rows * columns;
    if (rows < 0 || columns < 0 || size > Integer.MAX_VALUE - 8) {
      throw new ShapeException("matrix: a shape of " + rows + "×" + columns + " is not possible");
    }
    return (int) size;
  }

  /** The transpose of an r × c matrix. */
  static double[] transpose(double[] entries, int rows, int columns) {
    double[] result = new double[entries.length];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        result[j * rows + i] = entries[i * columns + j];
      }
    }
    return result;
  }

  /** Refuses a block that is not inside the matrix. */
  static void requireBlock(Matrix<?> of, int firstRow, int firstColumn, int rows, int columns) {
    if (firstRow < 0
        || firstColumn < 0
        || rows < 0
        || columns < 0
        || firstRow > of.rows() - rows
        || firstColumn > of.columns() - columns) {
      throw new ShapeException(
          "block: "
              + rows
              + "×"
              + columns
              + " at ("
              + firstRow
              + ", "
              + firstColumn
              + ") is not inside "
              + of.rows()
              + "×"
              + of.columns());
    }
  }

  /** A block of a matrix with {@code stride} columns. */
  static double[] block(
      double[] entries, int stride, int firstRow, int firstColumn, int rows, int columns) {
    double[] result = new double[rows * columns];
    for (int i = 0; i < rows; i++) {
      System.arraycopy(
          entries, (firstRow + i) * stride + firstColumn, result, i * columns, columns);
    }
    return result;
  }

  /**
   * The entries of {@code above}, then those of {@code below}: both have the same number of
   * columns.
   */
  static double[] stack(double[] above, double[] below) {
    double[] result = new double[above.length + below.length];
    System.arraycopy(above, 0, result, 0, above.length);
    System.arraycopy(below, 0, result, above.length, below.length);
    return result;
  }

  /** An r × c matrix and an r × d matrix as one of r × (c + d). */
  static double[] beside(
      double[] left, int leftColumns, double[] right, int rightColumns, int rows) {
    int columns = leftColumns + rightColumns;
    double[] result = new double[rows * columns];
    for (int i = 0; i < rows; i++) {
      System.arraycopy(left, i * leftColumns, result, i * columns, leftColumns);
      System.arraycopy(right, i * rightColumns, result, i * columns + leftColumns, rightColumns);
    }
    return result;
  }

  /** Refuses an index outside the matrix. */
  static void requireEntry(Matrix<?> of, int row, int column) {
    if (row < 0 || row >= of.rows() || column < 0 || column >= of.columns()) {
      throw new ShapeException(
          "entry: (" + row + ", " + column + ") is not inside " + of.rows() + "×" + of.columns());
    }
  }

  static void requireSameShape(String operation, Matrix<?> left, Matrix<?> right) {
    if (left.rows() != right.rows() || left.columns() != right.columns()) {
      throw ShapeException.of(operation, left, right);
    }
  }

  static void requireInner(Matrix<?> left, Matrix<?> right) {
    if (left.columns() != right.rows()) {
      throw ShapeException.of("times", left, right);
    }
  }

  /** Refuses anything but a column with as many entries as the matrix has rows. */
  static void requireColumn(String operation, Matrix<?> matrix, Matrix<?> column) {
    if (column.columns() != 1 || column.rows() != matrix.rows()) {
      throw ShapeException.of(operation, matrix, column);
    }
  }

  static void requireNonEmpty(String operation, Matrix<?> matrix) {
    if (matrix.rows() == 0 || matrix.columns() == 0) {
      throw new ShapeException(
          operation
              + ": at least one entry is needed, got "
              + matrix.rows()
              + "×"
              + matrix.columns());
    }
  }
}
