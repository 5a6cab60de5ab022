package org.theoria.arithmetic;

import java.util.Arrays;
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
public final class PreciseMatrix extends EntryMatrix<PreciseMatrix, PreciseInterval> {
  private final PreciseFunctions functions;
  private final PreciseInterval[] entries;

  /** Takes the array as it is: it must not be changed afterwards. */
  private PreciseMatrix(
      PreciseFunctions functions, int rows, int columns, PreciseInterval[] entries) {
    super(rows, columns);
    this.functions = functions;
    this.entries = entries;
  }

  @Override
  protected PreciseInterval[] entries() {
    return entries;
  }

  @Override
  protected PreciseInterval[] array(int length) {
    return new PreciseInterval[length];
  }

  @Override
  protected PreciseMatrix with(int newRows, int newColumns, PreciseInterval[] newEntries) {
    return new PreciseMatrix(functions, newRows, newColumns, newEntries);
  }

  /** The narrowest intervals of these bits around the entries of an exact matrix. */
  static PreciseMatrix of(RationalMatrix exact, PreciseFunctions functions) {
    int c = exact.columns();
    PreciseInterval[] entries = new PreciseInterval[exact.rows() * c];
    Arrays.setAll(entries, k -> PreciseInterval.of(exact.get(k / c, k % c), functions.bits()));
    return new PreciseMatrix(functions, exact.rows(), c, entries);
  }

  /** The narrowest intervals of these bits that hold the entries of two exact matrices. */
  static PreciseMatrix between(
      RationalMatrix lower, RationalMatrix upper, PreciseFunctions functions) {
    RowMajor.requireSameShape("between", lower, upper);
    int c = lower.columns();
    PreciseInterval[] entries = new PreciseInterval[lower.rows() * c];
    Arrays.setAll(
        entries,
        k ->
            new PreciseInterval(
                PreciseInterval.of(lower.get(k / c, k % c), functions.bits()).lower(),
                PreciseInterval.of(upper.get(k / c, k % c), functions.bits()).upper()));
    return new PreciseMatrix(functions, lower.rows(), c, entries);
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

  @Override
  public PreciseMatrix plus(PreciseMatrix other) {
    return entrywise("plus", other, (a, b) -> a.plus(b, bits()));
  }

  @Override
  public PreciseMatrix minus(PreciseMatrix other) {
    return entrywise("minus", other, (a, b) -> a.minus(b, bits()));
  }

  @Override
  public PreciseMatrix hadamard(PreciseMatrix other) {
    return entrywise("hadamard", other, (a, b) -> a.times(b, bits()));
  }

  @Override
  public PreciseMatrix dividedBy(PreciseMatrix other) {
    return entrywise("dividedBy", other, (a, b) -> a.dividedBy(b, bits()));
  }

  @Override
  public PreciseMatrix plusColumn(PreciseMatrix column) {
    return rowwise("plusColumn", column, (a, b) -> a.plus(b, bits()));
  }

  @Override
  public PreciseMatrix scaleRows(PreciseMatrix column) {
    return rowwise("scaleRows", column, (a, b) -> a.times(b, bits()));
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

  /** The intervals row by row, for messages. */
  @Override
  public String toString() {
    return rows + "×" + columns + " " + Arrays.toString(entries);
  }
}
