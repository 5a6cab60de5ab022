package org.theoria.symbolic;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.theoria.arithmetic.ElementaryFunction;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.ShapeException;
import org.theoria.symbolic.Expression.Constant;

/** A matrix of expressions; see {@link SymbolicArithmetic}. */
final class SymbolicMatrix implements Matrix<SymbolicMatrix> {
  private final SymbolicArithmetic arithmetic;
  private final int rows;
  private final int columns;

  /** Row by row. */
  private final List<Expression> entries;

  SymbolicMatrix(SymbolicArithmetic arithmetic, int rows, int columns, List<Expression> entries) {
    if (entries.size() != rows * columns) {
      throw new ShapeException(
          "symbolic matrix: " + rows + "×" + columns + " needs other than " + entries.size());
    }
    this.arithmetic = arithmetic;
    this.rows = rows;
    this.columns = columns;
    this.entries = List.copyOf(entries);
  }

  Expression get(int i, int j) {
    if (i < 0 || i >= rows || j < 0 || j >= columns) {
      throw new ShapeException(
          "symbolic matrix: no entry (" + i + ", " + j + ") in " + rows + "×" + columns);
    }
    return entries.get(i * columns + j);
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public int columns() {
    return columns;
  }

  private SymbolicMatrix map(UnaryOperator<Expression> function) {
    return with(rows, columns, entries.stream().map(function).toList());
  }

  private SymbolicMatrix with(int newRows, int newColumns, List<Expression> newEntries) {
    return new SymbolicMatrix(arithmetic, newRows, newColumns, newEntries);
  }

  private SymbolicMatrix entrywise(
      String operation, SymbolicMatrix other, BinaryOperator<Expression> function) {
    if (rows != other.rows || columns != other.columns) {
      throw ShapeException.of(operation, this, other);
    }
    List<Expression> result = new ArrayList<>(entries.size());
    for (int i = 0; i < entries.size(); i++) {
      result.add(function.apply(entries.get(i), other.entries.get(i)));
    }
    return with(rows, columns, result);
  }

  @Override
  public SymbolicMatrix plus(SymbolicMatrix other) {
    return entrywise("plus", other, Expression::plus);
  }

  @Override
  public SymbolicMatrix minus(SymbolicMatrix other) {
    return entrywise("minus", other, Expression::minus);
  }

  @Override
  public SymbolicMatrix hadamard(SymbolicMatrix other) {
    return entrywise("hadamard", other, arithmetic::product);
  }

  @Override
  public SymbolicMatrix dividedBy(SymbolicMatrix other) {
    return entrywise(
        "dividedBy",
        other,
        (a, b) -> arithmetic.product(a, Expression.power(b, Expression.Constant.MINUS_ONE)));
  }

  @Override
  public SymbolicMatrix times(SymbolicMatrix other) {
    if (columns != other.rows) {
      throw ShapeException.of("times", this, other);
    }
    List<Expression> result = new ArrayList<>(rows * other.columns);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < other.columns; j++) {
        List<Expression> terms = new ArrayList<>();
        for (int m = 0; m < columns; m++) {
          terms.add(arithmetic.product(get(i, m), other.get(m, j)));
        }
        result.add(sum(terms));
      }
    }
    return with(rows, other.columns, result);
  }

  private static Expression sum(List<Expression> terms) {
    return terms.isEmpty() ? Constant.ZERO : Expression.sum(terms);
  }

  @Override
  public SymbolicMatrix scale(Rational factor) {
    Expression by = arithmetic.tags().expression(factor);
    return map(entry -> arithmetic.product(by, entry));
  }

  @Override
  public SymbolicMatrix transpose() {
    List<Expression> result = new ArrayList<>(entries.size());
    for (int j = 0; j < columns; j++) {
      for (int i = 0; i < rows; i++) {
        result.add(get(i, j));
      }
    }
    return with(columns, rows, result);
  }

  @Override
  public SymbolicMatrix plusColumn(SymbolicMatrix column) {
    return byRow("plusColumn", column, Expression::plus);
  }

  @Override
  public SymbolicMatrix scaleRows(SymbolicMatrix column) {
    return byRow("scaleRows", column, arithmetic::product);
  }

  private SymbolicMatrix byRow(
      String operation, SymbolicMatrix column, BinaryOperator<Expression> function) {
    if (column.rows != rows || column.columns != 1) {
      throw ShapeException.of(operation, this, column);
    }
    List<Expression> result = new ArrayList<>(entries.size());
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        result.add(function.apply(get(i, j), column.get(i, 0)));
      }
    }
    return with(rows, columns, result);
  }

  @Override
  public SymbolicMatrix apply(ElementaryFunction function) {
    return map(entry -> arithmetic.apply(function, entry));
  }

  @Override
  public SymbolicMatrix sum() {
    return with(1, 1, List.of(sum(entries)));
  }

  @Override
  public SymbolicMatrix rowSums() {
    List<Expression> result = new ArrayList<>(rows);
    for (int i = 0; i < rows; i++) {
      result.add(sum(entries.subList(i * columns, (i + 1) * columns)));
    }
    return with(rows, 1, result);
  }

  @Override
  public SymbolicMatrix maxNorm() {
    List<Expression> sizes = entries.stream().map(arithmetic::absolute).toList();
    return with(
        1,
        1,
        List.of(
            switch (sizes.size()) {
              case 0 -> Constant.ZERO;
              case 1 -> sizes.getFirst();
              default -> new Expression.Max(sizes);
            }));
  }

  @Override
  public SymbolicMatrix smallestEntry() {
    if (entries.isEmpty()) {
      throw new ShapeException("smallestEntry: of an empty matrix, " + rows + "×" + columns);
    }
    return with(
        1,
        1,
        List.of(
            entries.size() == 1
                ? entries.getFirst()
                : new Expression.Max(entries.stream().map(Expression::negate).toList()).negate()));
  }

  @Override
  public SymbolicMatrix block(int firstRow, int firstColumn, int blockRows, int blockColumns) {
    List<Expression> result = new ArrayList<>(blockRows * blockColumns);
    for (int i = 0; i < blockRows; i++) {
      for (int j = 0; j < blockColumns; j++) {
        result.add(get(firstRow + i, firstColumn + j));
      }
    }
    return with(blockRows, blockColumns, result);
  }

  @Override
  public SymbolicMatrix stack(SymbolicMatrix below) {
    if (columns != below.columns) {
      throw ShapeException.of("stack", this, below);
    }
    List<Expression> result = new ArrayList<>(entries);
    result.addAll(below.entries);
    return with(rows + below.rows, columns, result);
  }

  @Override
  public SymbolicMatrix beside(SymbolicMatrix right) {
    if (rows != right.rows) {
      throw ShapeException.of("beside", this, right);
    }
    return transpose().stack(right.transpose()).transpose();
  }

  @Override
  public SymbolicMatrix flatten() {
    return with(rows * columns, 1, entries);
  }
}
