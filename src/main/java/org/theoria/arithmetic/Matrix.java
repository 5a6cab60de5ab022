package org.theoria.arithmetic;

/**
 * A real matrix in one arithmetic. A claim of the catalogue is written once against this interface
 * and evaluated in each arithmetic: double with an error bound, exact rational, interval.
 *
 * <p>No method modifies its receiver or its arguments; every method returns a new matrix (or a
 * receiver that it does not change). Shapes are checked: an operation on shapes that do not fit
 * throws {@link ShapeException}, whose message gives both shapes.
 *
 * <p>An arithmetic that cannot represent a value throws {@link NotRepresentableException} (for
 * example exp in the rationals): never a rounded value, never a NaN.
 *
 * @param <M> the implementing type itself
 */
public interface Matrix<M extends Matrix<M>> {

  /** Number of rows, at least 0. */
  int rows();

  /** Number of columns, at least 0. */
  int columns();

  /** Entrywise sum; both of shape r × c. */
  M plus(M other);

  /** Entrywise difference; both of shape r × c. */
  M minus(M other);

  /** Matrix product: (r × k) · (k × c) gives r × c. */
  M times(M other);

  /** Entrywise (Hadamard) product; both of shape r × c. */
  M hadamard(M other);

  /**
   * Entrywise quotient; both of shape r × c. A divisor that is, or may be, zero throws {@link
   * NotRepresentableException}.
   */
  M dividedBy(M other);

  /** The product with an exact scalar. */
  M scale(Rational factor);

  /** The transpose, c × r. */
  M transpose();

  /**
   * Adds the column {@code column} (r × 1) to each column of this r × c matrix: W·X + b·1ᵀ is
   * {@code W.times(X).plusColumn(b)}.
   */
  M plusColumn(M column);

  /** Multiplies row i by entry i of {@code column} (r × 1): diag(column)·this. */
  M scaleRows(M column);

  /** The function applied to each entry. */
  M apply(ElementaryFunction function);

  /** The sum of all entries, 1 × 1; 0 for an empty matrix. */
  M sum();

  /** The sum of each row, r × 1. */
  M rowSums();

  /** The largest absolute value of the entries, 1 × 1; 0 for an empty matrix. */
  M maxNorm();

  /** The smallest entry, 1 × 1. An empty matrix throws {@link ShapeException}. */
  M smallestEntry();

  /**
   * The sub-matrix of rows [firstRow, firstRow+rows) and columns [firstColumn,
   * firstColumn+columns).
   */
  M block(int firstRow, int firstColumn, int rows, int columns);

  /** This matrix with {@code below} (same number of columns) put under it. */
  M stack(M below);

  /** This matrix with {@code right} (same number of rows) put to its right. */
  M beside(M right);

  /** The entries row by row as one column, (r·c) × 1. */
  M flatten();

  /** The sum of the squares of the entries (the square of the Frobenius norm), 1 × 1. */
  default M sumOfSquares() {
    return apply(ElementaryFunction.SQUARE).sum();
  }

  /** The opposite matrix. */
  default M negate() {
    return scale(Rational.ONE.negate());
  }
}
