package org.theoria.arithmetic;

import java.util.Arrays;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.theoria.arithmetic.BigFloat.Side;

/**
 * A matrix of closed intervals whose endpoints are binary floating-point numbers of a chosen number
 * of bits, with exponents far beyond those of doubles: every operation encloses the exact result
 * for all real matrices inside its operands. For what double intervals ({@link IntervalMatrix})
 * leave too wide or overflow; some hundred times slower.
 *
 * <p>Immutable. Every endpoint is finite: a magnitude beyond 2^(2⁶⁰) throws {@link
 * NotRepresentableException}. An operation on two matrices rounds to the bits of the left one.
 */
public final class PreciseMatrix implements Matrix<PreciseMatrix> {
  private final PreciseFunctions functions;
  private final int rows;
  private final int columns;
  private final PreciseInterval[] entries;

  /** Takes the array as it is: it must not be changed afterwards. */
  private PreciseMatrix(
      PreciseFunctions functions, int rows, int columns, PreciseInterval[] entries) {
    this.functions = functions;
    this.rows = rows;
    this.columns = columns;
    this.entries = entries;
  }

  /** The narrowest intervals of these bits around the entries of an exact matrix. */
  static PreciseMatrix of(RationalMatrix exact, PreciseFunctions functions) {
    int c = exact.columns();
    PreciseInterval[] entries = new PreciseInterval[exact.rows() * c];
    Arrays.setAll(entries, k -> PreciseInterval.of(exact.get(k / c, k % c), functions.bits()));
    return new PreciseMatrix(functions, exact.rows(), c, entries);
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public int columns() {
    return columns;
  }

  /** The bits to which endpoints are rounded. */
  public int bits() {
    return functions.bits();
  }

  /** Entry (i, j), 0-based. */
  PreciseInterval get(int i, int j) {
    RowMajor.requireEntry(this, i, j);
    return entries[i * columns + j];
  }

  /**
   * An enclosure of entry (i, j) in exact numbers; beyond 2^32,000 {@link
   * NotRepresentableException}.
   */
  public Enclosure enclosure(int i, int j) {
    PreciseInterval e = get(i, j);
    return new Enclosure(e.lower().toRational(Side.DOWN), e.upper().toRational(Side.UP));
  }

  /** A double at most entry (i, j), 0 only where the endpoint is 0. */
  public double lower(int i, int j) {
    return get(i, j).lower().toDouble(Side.DOWN);
  }

  /** A double at least entry (i, j), 0 only where the endpoint is 0. */
  public double upper(int i, int j) {
    return get(i, j).upper().toDouble(Side.UP);
  }

  private PreciseMatrix map(UnaryOperator<PreciseInterval> f) {
    PreciseInterval[] result = new PreciseInterval[entries.length];
    Arrays.setAll(result, k -> f.apply(entries[k]));
    return new PreciseMatrix(functions, rows, columns, result);
  }

  private PreciseMatrix combine(
      String operation, PreciseMatrix other, BinaryOperator<PreciseInterval> f) {
    RowMajor.requireSameShape(operation, this, other);
    PreciseInterval[] result = new PreciseInterval[entries.length];
    Arrays.setAll(result, k -> f.apply(entries[k], other.entries[k]));
    return new PreciseMatrix(functions, rows, columns, result);
  }

  private PreciseMatrix combineRows(
      String operation, PreciseMatrix column, BinaryOperator<PreciseInterval> f) {
    RowMajor.requireColumn(operation, this, column);
    PreciseInterval[] result = new PreciseInterval[entries.length];
    Arrays.setAll(result, k -> f.apply(entries[k], column.entries[k / columns]));
    return new PreciseMatrix(functions, rows, columns, result);
  }

  @Override
  public PreciseMatrix plus(PreciseMatrix other) {
    return combine("plus", other, (a, b) -> a.plus(b, bits()));
  }

  @Override
  public PreciseMatrix minus(PreciseMatrix other) {
    return combine("minus", other, (a, b) -> a.minus(b, bits()));
  }

  @Override
  public PreciseMatrix hadamard(PreciseMatrix other) {
    return combine("hadamard", other, (a, b) -> a.times(b, bits()));
  }

  @Override
  public PreciseMatrix dividedBy(PreciseMatrix other) {
    return combine("dividedBy", other, (a, b) -> a.dividedBy(b, bits()));
  }

  @Override
  public PreciseMatrix plusColumn(PreciseMatrix column) {
    return combineRows("plusColumn", column, (a, b) -> a.plus(b, bits()));
  }

  @Override
  public PreciseMatrix scaleRows(PreciseMatrix column) {
    return combineRows("scaleRows", column, (a, b) -> a.times(b, bits()));
  }

  @Override
  public PreciseMatrix scale(Rational factor) {
    PreciseInterval f = PreciseInterval.of(factor, bits());
    return map(a -> a.times(f, bits()));
  }

  @Override
  public PreciseMatrix negate() {
    return map(PreciseInterval::negate);
  }

  /**
   * {@inheritDoc} The logarithm of an interval that reaches 0, the root of one that reaches below
   * 0, and the exponential of what is above 2⁶⁰·log 2 throw {@link NotRepresentableException}.
   */
  @Override
  public PreciseMatrix apply(ElementaryFunction function) {
    return map(a -> a.apply(function, functions));
  }

  /**
   * {@inheritDoc} Products are exact, sums keep more than twice the bits, and each entry is rounded
   * once more at the end: as if once in all unless the products differ by more than all those bits.
   */
  @Override
  public PreciseMatrix times(PreciseMatrix other) {
    RowMajor.requireInner(this, other);
    PreciseInterval[] result = new PreciseInterval[rows * other.columns];
    Arrays.setAll(result, k -> dot(other, k / other.columns, k % other.columns));
    return new PreciseMatrix(functions, rows, other.columns, result);
  }

  private PreciseInterval dot(PreciseMatrix other, int i, int j) {
    int wide = 2 * bits() + 64;
    BigFloat low = BigFloat.ZERO;
    BigFloat high = BigFloat.ZERO;
    for (int l = 0; l < columns; l++) {
      PreciseInterval a = entries[i * columns + l];
      PreciseInterval b = other.entries[l * other.columns + j];
      low = low.plus(a.productLower(b), wide, Side.DOWN);
      high = high.plus(a.productUpper(b), wide, Side.UP);
    }
    return new PreciseInterval(low, high).round(bits());
  }

  private PreciseInterval total(int from, int to) {
    PreciseInterval sum = PreciseInterval.ZERO;
    for (int k = from; k < to; k++) {
      sum = sum.plus(entries[k], 2 * bits());
    }
    return sum.round(bits());
  }

  private PreciseMatrix single(PreciseInterval entry) {
    return new PreciseMatrix(functions, 1, 1, new PreciseInterval[] {entry});
  }

  @Override
  public PreciseMatrix sum() {
    return single(total(0, entries.length));
  }

  @Override
  public PreciseMatrix rowSums() {
    PreciseInterval[] result = new PreciseInterval[rows];
    Arrays.setAll(result, i -> total(i * columns, (i + 1) * columns));
    return new PreciseMatrix(functions, rows, 1, result);
  }

  @Override
  public PreciseMatrix maxNorm() {
    PreciseInterval norm = PreciseInterval.ZERO;
    for (PreciseInterval e : entries) {
      norm = norm.max(e.abs());
    }
    return single(norm);
  }

  @Override
  public PreciseMatrix smallestEntry() {
    RowMajor.requireNonEmpty("smallestEntry", this);
    PreciseInterval least = entries[0];
    for (PreciseInterval e : entries) {
      least = least.min(e);
    }
    return single(least);
  }

  @Override
  public PreciseMatrix transpose() {
    PreciseInterval[] result = new PreciseInterval[entries.length];
    Arrays.setAll(result, k -> entries[k % rows * columns + k / rows]);
    return new PreciseMatrix(functions, columns, rows, result);
  }

  @Override
  public PreciseMatrix block(int firstRow, int firstColumn, int blockRows, int blockColumns) {
    RowMajor.requireBlock(this, firstRow, firstColumn, blockRows, blockColumns);
    PreciseInterval[] result = new PreciseInterval[blockRows * blockColumns];
    Arrays.setAll(
        result,
        k -> entries[(firstRow + k / blockColumns) * columns + firstColumn + k % blockColumns]);
    return new PreciseMatrix(functions, blockRows, blockColumns, result);
  }

  @Override
  public PreciseMatrix stack(PreciseMatrix below) {
    if (columns != below.columns) {
      throw ShapeException.of("stack", this, below);
    }
    PreciseInterval[] result = Arrays.copyOf(entries, entries.length + below.entries.length);
    System.arraycopy(below.entries, 0, result, entries.length, below.entries.length);
    return new PreciseMatrix(functions, rows + below.rows, columns, result);
  }

  @Override
  public PreciseMatrix beside(PreciseMatrix right) {
    if (rows != right.rows) {
      throw ShapeException.of("beside", this, right);
    }
    int both = columns + right.columns;
    PreciseInterval[] result = new PreciseInterval[rows * both];
    for (int i = 0; i < rows; i++) {
      System.arraycopy(entries, i * columns, result, i * both, columns);
      System.arraycopy(right.entries, i * right.columns, result, i * both + columns, right.columns);
    }
    return new PreciseMatrix(functions, rows, both, result);
  }

  @Override
  public PreciseMatrix flatten() {
    return new PreciseMatrix(functions, rows * columns, 1, entries);
  }

  /** The intervals row by row, for messages. */
  @Override
  public String toString() {
    return rows + "×" + columns + " " + Arrays.toString(entries);
  }
}
