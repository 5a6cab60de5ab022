package org.theoria.arithmetic;

import java.util.Arrays;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/**
 * A matrix whose entries are objects, stored row by row in one array: everything that only moves
 * entries about, or combines them one by one, written once. What an operation computes is the
 * subclass's business.
 *
 * @param <M> the implementing type itself
 * @param <E> its entries, immutable
 */
public abstract class EntryMatrix<M extends EntryMatrix<M, E>, E> implements Matrix<M> {
  /** Number of rows. */
  protected final int rows;

  /** Number of columns. */
  protected final int columns;

  protected EntryMatrix(int rows, int columns) {
    this.rows = rows;
    this.columns = columns;
  }

  /** The entries row by row: the array itself, which nobody modifies. */
  protected abstract E[] entries();

  /** An array of this length, to be filled. */
  protected abstract E[] array(int length);

  /** A matrix like this one with other entries, which it takes as they are. */
  protected abstract M with(int newRows, int newColumns, E[] newEntries);

  @Override
  public final int rows() {
    return rows;
  }

  @Override
  public final int columns() {
    return columns;
  }

  /** The function of each entry. */
  protected final M map(UnaryOperator<E> function) {
    E[] entries = entries();
    E[] result = array(entries.length);
    Arrays.setAll(result, k -> function.apply(entries[k]));
    return with(rows, columns, result);
  }

  /** The function of each entry and the other's at the same place. */
  protected final M entrywise(String operation, M other, BinaryOperator<E> function) {
    RowMajor.requireSameShape(operation, this, other);
    E[] entries = entries();
    E[] others = other.entries();
    E[] result = array(entries.length);
    Arrays.setAll(result, k -> function.apply(entries[k], others[k]));
    return with(rows, columns, result);
  }

  /** The function of each entry and that of the column in the same row. */
  protected final M rowwise(String operation, M column, BinaryOperator<E> function) {
    RowMajor.requireColumn(operation, this, column);
    E[] entries = entries();
    E[] others = column.entries();
    E[] result = array(entries.length);
    Arrays.setAll(result, k -> function.apply(entries[k], others[k / columns]));
    return with(rows, columns, result);
  }

  @Override
  public final M transpose() {
    E[] entries = entries();
    E[] result = array(entries.length);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        result[j * rows + i] = entries[i * columns + j];
      }
    }
    return with(columns, rows, result);
  }

  @Override
  public final M block(int firstRow, int firstColumn, int blockRows, int blockColumns) {
    RowMajor.requireBlock(this, firstRow, firstColumn, blockRows, blockColumns);
    E[] result = array(blockRows * blockColumns);
    for (int i = 0; i < blockRows; i++) {
      int from = (firstRow + i) * columns + firstColumn;
      System.arraycopy(entries(), from, result, i * blockColumns, blockColumns);
    }
    return with(blockRows, blockColumns, result);
  }

  @Override
  public final M stack(M below) {
    if (columns != below.columns()) {
      throw ShapeException.of("stack", this, below);
    }
    E[] entries = entries();
    E[] others = below.entries();
    E[] result = Arrays.copyOf(entries, RowMajor.size(rows + below.rows(), columns));
    System.arraycopy(others, 0, result, entries.length, others.length);
    return with(rows + below.rows(), columns, result);
  }

  @Override
  public final M beside(M right) {
    if (rows != right.rows()) {
      throw ShapeException.of("beside", this, right);
    }
    int more = right.columns();
    int width = columns + more;
    E[] result = array(RowMajor.size(rows, width));
    for (int i = 0; i < rows; i++) {
      System.arraycopy(entries(), i * columns, result, i * width, columns);
      System.arraycopy(right.entries(), i * more, result, i * width + columns, more);
    }
    return with(rows, width, result);
  }

  @Override
  public final M flatten() {
    return with(rows * columns, 1, entries());
  }
}
