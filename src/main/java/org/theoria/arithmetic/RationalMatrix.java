package org.theoria.arithmetic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An immutable dense matrix of exact rationals. Indices are 0-based. */
public final class RationalMatrix extends EntryMatrix<RationalMatrix, Rational> {
  /** Row by row; never modified after construction. */
  private final Rational[] entries;

  private RationalMatrix(int rows, int columns, Rational[] entries) {
    super(rows, columns);
    this.entries = entries;
  }

  @Override
  protected Rational[] entries() {
    return entries;
  }

  @Override
  protected Rational[] array(int length) {
    return new Rational[length];
  }

  @Override
  protected RationalMatrix with(int newRows, int newColumns, Rational[] newEntries) {
    return new RationalMatrix(newRows, newColumns, newEntries);
  }

  /** Takes a fresh array that the caller gives away. */
  static RationalMatrix owning(int rows, int columns, Rational[] rowMajor) {
    return new RationalMatrix(rows, columns, rowMajor);
  }

  /** The rows × columns matrix of these entries, row by row. */
  public static RationalMatrix of(int rows, int columns, Rational... rowMajor) {
    if (rowMajor.length != RowMajor.size(rows, columns)) {
      throw new ShapeException(
          "matrix: "
              + rows
              + "×"
              + columns
              + " needs "
              + RowMajor.size(rows, columns)
              + " entries, got "
              + rowMajor.length);
    }
    return new RationalMatrix(rows, columns, rowMajor.clone());
  }

  /** The matrix of these rows, all of the same length; no row at all gives the 0 × 0 matrix. */
  public static RationalMatrix ofRows(List<List<Rational>> rows) {
    int columns = rows.isEmpty() ? 0 : rows.getFirst().size();
    Rational[] entries = new Rational[RowMajor.size(rows.size(), columns)];
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).size() != columns) {
        throw new ShapeException(
            "matrix: row 0 has " + columns + " entries, row " + i + " has " + rows.get(i).size());
      }
      for (int j = 0; j < columns; j++) {
        entries[i * columns + j] = rows.get(i).get(j);
      }
    }
    return new RationalMatrix(rows.size(), columns, entries);
  }

  /** The rows × columns matrix with this value in every entry. */
  public static RationalMatrix constant(int rows, int columns, Rational value) {
    Rational[] entries = new Rational[RowMajor.size(rows, columns)];
    Arrays.fill(entries, value);
    return new RationalMatrix(rows, columns, entries);
  }

  /** The rows × columns matrix of zeros. */
  public static RationalMatrix zero(int rows, int columns) {
    return constant(rows, columns, Rational.ZERO);
  }

  /** The identity matrix of shape size × size. */
  public static RationalMatrix identity(int size) {
    RationalMatrix result = zero(size, size);
    for (int i = 0; i < size; i++) {
      result.entries[i * size + i] = Rational.ONE;
    }
    return result;
  }

  /** The column of these entries, entries × 1. */
  public static RationalMatrix column(Rational... entries) {
    return of(entries.length, 1, entries);
  }

  /** Entry (i, j). */
  public Rational get(int i, int j) {
    return entries[index(i, j)];
  }

  private int index(int i, int j) {
    if (i < 0 || i >= rows || j < 0 || j >= columns) {
      throw new ShapeException(
          "entry: (" + i + ", " + j + ") is outside a " + rows + "×" + columns + " matrix");
    }
    return i * columns + j;
  }

  /** This matrix with another value in entry (i, j). */
  public RationalMatrix with(int i, int j, Rational value) {
    Rational[] result = entries.clone();
    result[index(i, j)] = value;
    return new RationalMatrix(rows, columns, result);
  }

  /** Whether every entry is 0. */
  public boolean isZero() {
    return Arrays.stream(entries).allMatch(Rational::isZero);
  }

  /** This matrix without row i, (r−1) × c. */
  public RationalMatrix withoutRow(int i) {
    if (i < 0 || i >= rows) {
      throw new ShapeException("withoutRow: " + rows + "×" + columns + " has no row " + i);
    }
    return block(0, 0, i, columns).stack(block(i + 1, 0, rows - i - 1, columns));
  }

  /** This matrix without column j, r × (c−1). */
  public RationalMatrix withoutColumn(int j) {
    if (j < 0 || j >= columns) {
      throw new ShapeException("withoutColumn: " + rows + "×" + columns + " has no column " + j);
    }
    return block(0, 0, rows, j).beside(block(0, j + 1, rows, columns - j - 1));
  }

  /** The sub-matrix of these rows and columns, in this order. */
  public RationalMatrix select(List<Integer> chosenRows, List<Integer> chosenColumns) {
    Rational[] result = new Rational[RowMajor.size(chosenRows.size(), chosenColumns.size())];
    int next = 0;
    for (int i : chosenRows) {
      for (int j : chosenColumns) {
        result[next++] = get(i, j);
      }
    }
    return new RationalMatrix(chosenRows.size(), chosenColumns.size(), result);
  }

  /** The entries as an unmodifiable list of rows. */
  public List<List<Rational>> toRows() {
    List<List<Rational>> result = new ArrayList<>(rows);
    for (int i = 0; i < rows; i++) {
      result.add(List.of(Arrays.copyOfRange(entries, i * columns, (i + 1) * columns)));
    }
    return List.copyOf(result);
  }

  /** The rows, each entry rounded to the nearest double. */
  public double[][] toDoubles() {
    double[][] result = new double[rows][columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        result[i][j] = entries[i * columns + j].doubleValue();
      }
    }
    return result;
  }

  @Override
  public RationalMatrix plus(RationalMatrix other) {
    return entrywise("plus", other, Rational::plus);
  }

  @Override
  public RationalMatrix minus(RationalMatrix other) {
    return entrywise("minus", other, Rational::minus);
  }

  @Override
  public RationalMatrix hadamard(RationalMatrix other) {
    return entrywise("hadamard", other, Rational::times);
  }

  @Override
  public RationalMatrix dividedBy(RationalMatrix other) {
    for (int k = 0; k < other.entries.length; k++) {
      if (other.entries[k].isZero()) {
        throw new NotRepresentableException(
            "dividedBy: entry ("
                + k / other.columns
                + ", "
                + k % other.columns
                + ") of the divisor is 0");
      }
    }
    return entrywise("dividedBy", other, Rational::dividedBy);
  }

  /** {@inheritDoc} Zero entries cost nothing: the Jacobians of networks are sparse. */
  @Override
  public RationalMatrix times(RationalMatrix other) {
    if (columns != other.rows) {
      throw ShapeException.of("times", this, other);
    }
    int width = other.columns;
    Rational[] result = new Rational[RowMajor.size(rows, width)];
    Arrays.fill(result, Rational.ZERO);
    for (int i = 0; i < rows; i++) {
      for (int k = 0; k < columns; k++) {
        Rational factor = entries[i * columns + k];
        if (factor.isZero()) {
          continue;
        }
        for (int j = 0; j < width; j++) {
          Rational term = other.entries[k * width + j];
          if (!term.isZero()) {
            result[i * width + j] = result[i * width + j].plus(factor.times(term));
          }
        }
      }
    }
    return new RationalMatrix(rows, width, result);
  }

  @Override
  public RationalMatrix scale(Rational factor) {
    return map(factor::times);
  }

  @Override
  public RationalMatrix negate() {
    return map(Rational::negate);
  }

  @Override
  public RationalMatrix plusColumn(RationalMatrix column) {
    return rowwise("plusColumn", column, Rational::plus);
  }

  @Override
  public RationalMatrix scaleRows(RationalMatrix column) {
    return rowwise("scaleRows", column, Rational::times);
  }

  /**
   * {@inheritDoc} Exact, so a function that leaves ℚ throws {@link NotRepresentableException},
   * whatever the entries.
   */
  @Override
  public RationalMatrix apply(ElementaryFunction function) {
    return switch (function) {
      case SQUARE -> map(t -> t.times(t));
      case CUBE -> map(t -> t.times(t).times(t));
      case ABSOLUTE -> map(Rational::abs);
      case POSITIVE_PART -> map(t -> t.signum() > 0 ? t : Rational.ZERO);
      case INDICATOR_POSITIVE -> map(t -> indicator(t.signum() > 0));
      case INDICATOR_NON_NEGATIVE -> map(t -> indicator(t.signum() >= 0));
      case INDICATOR_ZERO -> map(t -> indicator(t.isZero()));
      case SIGN -> map(t -> Rational.of(t.signum()));
      case EXP, LOG, SQRT, TANH, SIGMOID, SOFTPLUS ->
          throw new NotRepresentableException(
              function
                  + ": its values are not rational in general, and exact rational arithmetic never"
                  + " approximates");
    };
  }

  private static Rational indicator(boolean condition) {
    return condition ? Rational.ONE : Rational.ZERO;
  }

  @Override
  public RationalMatrix sum() {
    return scalar(sum(0, entries.length));
  }

  @Override
  public RationalMatrix rowSums() {
    Rational[] result = new Rational[rows];
    for (int i = 0; i < rows; i++) {
      result[i] = sum(i * columns, (i + 1) * columns);
    }
    return new RationalMatrix(rows, 1, result);
  }

  private Rational sum(int from, int to) {
    Rational sum = Rational.ZERO;
    for (int k = from; k < to; k++) {
      sum = sum.plus(entries[k]);
    }
    return sum;
  }

  private static RationalMatrix scalar(Rational value) {
    return new RationalMatrix(1, 1, new Rational[] {value});
  }

  @Override
  public RationalMatrix maxNorm() {
    Rational norm = Rational.ZERO;
    for (Rational entry : entries) {
      norm = norm.max(entry.abs());
    }
    return scalar(norm);
  }

  @Override
  public RationalMatrix smallestEntry() {
    if (entries.length == 0) {
      throw new ShapeException("smallestEntry: a " + rows + "×" + columns + " matrix has no entry");
    }
    Rational smallest = entries[0];
    for (Rational entry : entries) {
      smallest = smallest.min(entry);
    }
    return scalar(smallest);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RationalMatrix m
        && rows == m.rows
        && columns == m.columns
        && Arrays.equals(entries, m.entries);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * rows + columns) + Arrays.hashCode(entries);
  }

  /** "2×2 [[1, 1/2], [0, -3]]". */
  @Override
  public String toString() {
    return rows + "×" + columns + " " + toRows();
  }
}
