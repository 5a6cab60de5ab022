package org.theoria.train;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.theoria.arithmetic.ElementaryFunction;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.arithmetic.ShapeException;
import org.theoria.backend.ScalarActivation;

/**
 * A matrix of bare doubles, without any bound of their error: what iterative solvers run the
 * generic code of {@code network} on. Nothing is decided with it. Functions outside their domain
 * give NaN, as in IEEE 754.
 */
final class PlainMatrix implements Matrix<PlainMatrix> {
  private final int rows;
  private final int columns;
  private final double[] entries;

  /** Takes the array as it is. */
  PlainMatrix(int rows, int columns, double[] entries) {
    this.rows = rows;
    this.columns = columns;
    this.entries = entries;
  }

  static PlainMatrix of(RationalMatrix exact) {
    return new PlainMatrix(exact.rows(), exact.columns(), TrainingProblem.doubles(exact));
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public int columns() {
    return columns;
  }

  double get(int i, int j) {
    return entries[i * columns + j];
  }

  private PlainMatrix map(DoubleUnaryOperator f) {
    double[] r = new double[entries.length];
    for (int k = 0; k < r.length; k++) {
      r[k] = f.applyAsDouble(entries[k]);
    }
    return new PlainMatrix(rows, columns, r);
  }

  private PlainMatrix zip(String operation, PlainMatrix other, DoubleBinaryOperator f) {
    if (rows != other.rows || columns != other.columns) {
      throw ShapeException.of(operation, this, other);
    }
    double[] r = new double[entries.length];
    for (int k = 0; k < r.length; k++) {
      r[k] = f.applyAsDouble(entries[k], other.entries[k]);
    }
    return new PlainMatrix(rows, columns, r);
  }

  @Override
  public PlainMatrix plus(PlainMatrix other) {
    return zip("plus", other, (a, b) -> a + b);
  }

  @Override
  public PlainMatrix minus(PlainMatrix other) {
    return zip("minus", other, (a, b) -> a - b);
  }

  @Override
  public PlainMatrix times(PlainMatrix other) {
    if (columns != other.rows) {
      throw ShapeException.of("times", this, other);
    }
    int n = other.columns;
    double[] r = new double[rows * n];
    for (int i = 0; i < rows; i++) {
      for (int l = 0; l < columns; l++) {
        double factor = entries[i * columns + l];
        if (factor != 0) { // directions are mostly zeros
          for (int j = 0; j < n; j++) {
            r[i * n + j] += factor * other.entries[l * n + j];
          }
        }
      }
    }
    return new PlainMatrix(rows, n, r);
  }

  @Override
  public PlainMatrix hadamard(PlainMatrix other) {
    return zip("hadamard", other, (a, b) -> a * b);
  }

  @Override
  public PlainMatrix dividedBy(PlainMatrix other) {
    return zip("dividedBy", other, (a, b) -> a / b);
  }

  @Override
  public PlainMatrix scale(Rational factor) {
    double f = factor.doubleValue();
    return map(t -> f * t);
  }

  @Override
  public PlainMatrix transpose() {
    double[] r = new double[entries.length];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        r[j * rows + i] = entries[i * columns + j];
      }
    }
    return new PlainMatrix(columns, rows, r);
  }

  private void requireColumn(String operation, PlainMatrix column) {
    if (column.rows != rows || column.columns != 1) {
      throw ShapeException.of(operation, this, column);
    }
  }

  @Override
  public PlainMatrix plusColumn(PlainMatrix column) {
    requireColumn("plusColumn", column);
    double[] r = new double[entries.length];
    for (int k = 0; k < r.length; k++) {
      r[k] = entries[k] + column.entries[k / columns];
    }
    return new PlainMatrix(rows, columns, r);
  }

  @Override
  public PlainMatrix scaleRows(PlainMatrix column) {
    requireColumn("scaleRows", column);
    double[] r = new double[entries.length];
    for (int k = 0; k < r.length; k++) {
      r[k] = entries[k] * column.entries[k / columns];
    }
    return new PlainMatrix(rows, columns, r);
  }

  @Override
  public PlainMatrix apply(ElementaryFunction function) {
    return switch (function) {
      case SQUARE -> map(t -> t * t);
      case CUBE -> map(t -> t * t * t);
      case ABSOLUTE -> map(Math::abs);
      case POSITIVE_PART -> map(t -> Math.max(0, t));
      case INDICATOR_POSITIVE -> map(t -> t > 0 ? 1 : 0);
      case INDICATOR_NON_NEGATIVE -> map(t -> t >= 0 ? 1 : 0);
      case INDICATOR_ZERO -> map(t -> t == 0 ? 1 : 0);
      case SIGN -> map(Math::signum);
      case EXP -> map(StrictMath::exp);
      case LOG -> map(StrictMath::log);
      case SQRT -> map(Math::sqrt);
      case TANH -> map(StrictMath::tanh);
      case SIGMOID -> map(ScalarActivation::sigmoid);
      case SOFTPLUS -> map(ScalarActivation::softplus);
    };
  }

  @Override
  public PlainMatrix sum() {
    double sum = 0;
    for (double e : entries) {
      sum += e;
    }
    return new PlainMatrix(1, 1, new double[] {sum});
  }

  @Override
  public PlainMatrix rowSums() {
    double[] r = new double[rows];
    for (int k = 0; k < entries.length; k++) {
      r[k / columns] += entries[k];
    }
    return new PlainMatrix(rows, 1, r);
  }

  @Override
  public PlainMatrix maxNorm() {
    double m = 0;
    for (double e : entries) {
      m = Math.max(m, Math.abs(e));
    }
    return new PlainMatrix(1, 1, new double[] {m});
  }

  @Override
  public PlainMatrix smallestEntry() {
    if (entries.length == 0) {
      throw new ShapeException("smallestEntry: at least one entry is needed, got none");
    }
    double m = entries[0];
    for (double e : entries) {
      m = Math.min(m, e);
    }
    return new PlainMatrix(1, 1, new double[] {m});
  }

  @Override
  public PlainMatrix block(int firstRow, int firstColumn, int blockRows, int blockColumns) {
    if (firstRow < 0
        || firstColumn < 0
        || blockRows < 0
        || blockColumns < 0
        || firstRow + blockRows > rows
        || firstColumn + blockColumns > columns) {
      throw new ShapeException(
          "block: "
              + blockRows
              + "×"
              + blockColumns
              + " at ("
              + firstRow
              + ", "
              + firstColumn
              + ") is not inside "
              + rows
              + "×"
              + columns);
    }
    double[] r = new double[blockRows * blockColumns];
    for (int i = 0; i < blockRows; i++) {
      System.arraycopy(
          entries, (firstRow + i) * columns + firstColumn, r, i * blockColumns, blockColumns);
    }
    return new PlainMatrix(blockRows, blockColumns, r);
  }

  @Override
  public PlainMatrix stack(PlainMatrix below) {
    if (columns != below.columns) {
      throw ShapeException.of("stack", this, below);
    }
    double[] r = new double[entries.length + below.entries.length];
    System.arraycopy(entries, 0, r, 0, entries.length);
    System.arraycopy(below.entries, 0, r, entries.length, below.entries.length);
    return new PlainMatrix(rows + below.rows, columns, r);
  }

  @Override
  public PlainMatrix beside(PlainMatrix right) {
    if (rows != right.rows) {
      throw ShapeException.of("beside", this, right);
    }
    int c = columns + right.columns;
    double[] r = new double[rows * c];
    for (int i = 0; i < rows; i++) {
      System.arraycopy(entries, i * columns, r, i * c, columns);
      System.arraycopy(right.entries, i * right.columns, r, i * c + columns, right.columns);
    }
    return new PlainMatrix(rows, c, r);
  }

  @Override
  public PlainMatrix flatten() {
    return new PlainMatrix(rows * columns, 1, entries);
  }

  double[] toArray() {
    return entries.clone();
  }
}
