package org.theoria.symbolic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.theoria.arithmetic.ElementaryFunction;
import org.theoria.arithmetic.EntryMatrix;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.ShapeException;
import org.theoria.symbolic.Expression.Constant;

/** A matrix of expressions; see {@link SymbolicArithmetic}. */
final class SymbolicMatrix extends EntryMatrix<SymbolicMatrix, Expression> {
  private final SymbolicArithmetic arithmetic;

  /** Row by row; never modified after construction. */
  private final Expression[] entries;

  private SymbolicMatrix(
      SymbolicArithmetic arithmetic, int rows, int columns, Expression[] entries) {
    super(rows, columns);
    this.arithmetic = arithmetic;
    this.entries = entries;
  }

  SymbolicMatrix(SymbolicArithmetic arithmetic, int rows, int columns, List<Expression> rowMajor) {
    this(arithmetic, rows, columns, rowMajor.toArray(Expression[]::new));
    if (rowMajor.size() != rows * columns) {
      throw new ShapeException(
          "symbolic matrix: "
              + rows
              + "×"
              + columns
              + " needs "
              + rows * columns
              + " entries, got "
              + rowMajor.size());
    }
  }

  @Override
  protected Expression[] entries() {
    return entries;
  }

  @Override
  protected Expression[] array(int length) {
    return new Expression[length];
  }

  @Override
  protected SymbolicMatrix with(int newRows, int newColumns, Expression[] newEntries) {
    return new SymbolicMatrix(arithmetic, newRows, newColumns, newEntries);
  }

  Expression get(int i, int j) {
    if (i < 0 || i >= rows || j < 0 || j >= columns) {
      throw new ShapeException(
          "symbolic matrix: no entry (" + i + ", " + j + ") in " + rows + "×" + columns);
    }
    return entries[i * columns + j];
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
    Expression[] result = array(rows * other.columns);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < other.columns; j++) {
        List<Expression> terms = new ArrayList<>();
        for (int m = 0; m < columns; m++) {
          terms.add(arithmetic.product(get(i, m), other.get(m, j)));
        }
        result[i * other.columns + j] = sum(terms);
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
  public SymbolicMatrix plusColumn(SymbolicMatrix column) {
    return rowwise("plusColumn", column, Expression::plus);
  }

  @Override
  public SymbolicMatrix scaleRows(SymbolicMatrix column) {
    return rowwise("scaleRows", column, arithmetic::product);
  }

  @Override
  public SymbolicMatrix apply(ElementaryFunction function) {
    return map(entry -> arithmetic.apply(function, entry));
  }

  @Override
  public SymbolicMatrix sum() {
    return scalar(sum(Arrays.asList(entries)));
  }

  @Override
  public SymbolicMatrix rowSums() {
    List<Expression> all = Arrays.asList(entries);
    Expression[] result = array(rows);
    Arrays.setAll(result, i -> sum(all.subList(i * columns, (i + 1) * columns)));
    return with(rows, 1, result);
  }

  @Override
  public SymbolicMatrix maxNorm() {
    List<Expression> sizes = Arrays.stream(entries).map(arithmetic::absolute).toList();
    return scalar(sizes.isEmpty() ? Constant.ZERO : largest(sizes));
  }

  @Override
  public SymbolicMatrix smallestEntry() {
    if (entries.length == 0) {
      throw new ShapeException("smallestEntry: of an empty matrix, " + rows + "×" + columns);
    }
    return scalar(
        entries.length == 1
            ? entries[0]
            : largest(Arrays.stream(entries).map(Expression::negate).toList()).negate());
  }

  private static Expression largest(List<Expression> several) {
    return several.size() == 1 ? several.getFirst() : new Expression.Max(several);
  }

  private SymbolicMatrix scalar(Expression entry) {
    return with(1, 1, new Expression[] {entry});
  }
}
