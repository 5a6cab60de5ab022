package org.theoria.arithmetic;

/**
 * An arithmetic in which claims are evaluated and compared.
 *
 * <p>Comparison never rounds a doubt away: an entry is read as a proven enclosure of the exact
 * value ({@link #lower}, {@link #upper}, or exactly as {@link #entry}), and the caller sees whether
 * that enclosure decides the relation.
 *
 * @param <M> the matrices of the arithmetic
 */
public interface OrderedArithmetic<M extends Matrix<M>> {

  /**
   * The name used in reports and in JSON: "double", "rational", "interval" or "precise-interval".
   */
  String name();

  /** Whether every value is exact, so that an equality can be decided. */
  boolean isExact();

  /** Whether the arithmetic can apply the function at all. */
  boolean supports(ElementaryFunction function);

  /** The exact matrix, taken into this arithmetic (enclosed where it cannot be exact). */
  M of(RationalMatrix exact);

  /**
   * A matrix that is only known to lie between two exact ones of its shape (an eigenvalue, a
   * singular value), entry by entry.
   *
   * @throws NotRepresentableException where the two differ and the arithmetic has no enclosures
   */
  default M between(RationalMatrix lower, RationalMatrix upper) {
    if (!lower.equals(upper)) {
      throw new NotRepresentableException(
          "a number between " + lower + " and " + upper + " has no value in " + name());
    }
    return of(lower);
  }

  /**
   * An enclosure of entry (row, column): {@code lower ≤ exact value ≤ upper}, equal when the value
   * is exact.
   */
  Enclosure entry(M matrix, int row, int column);

  /**
   * A double that is at most the exact value of the entry; −∞ when nothing better is known, never
   * NaN. 0 exactly when the value is exactly 0.
   */
  double lower(M matrix, int row, int column);

  /**
   * A double that is at least the exact value of the entry; +∞ when nothing better is known, never
   * NaN. 0 exactly when the value is exactly 0.
   */
  double upper(M matrix, int row, int column);

  /**
   * The sign of the lower bound of the entry, −1, 0 or 1: also where that bound is below the
   * doubles.
   */
  default int signOfLower(M matrix, int row, int column) {
    return (int) Math.signum(lower(matrix, row, column));
  }

  /**
   * The sign of the upper bound of the entry, −1, 0 or 1: also where that bound is below the
   * doubles.
   */
  default int signOfUpper(M matrix, int row, int column) {
    return (int) Math.signum(upper(matrix, row, column));
  }

  /** An upper bound of the absolute value of the entry: also where it is beyond the doubles. */
  default Magnitude magnitude(M matrix, int row, int column) {
    return Magnitude.of(Math.max(-lower(matrix, row, column), upper(matrix, row, column)));
  }

  /** The 1 × 1 matrix of an exact number. */
  default M scalar(Rational value) {
    return of(RationalMatrix.of(1, 1, value));
  }

  /** A rows × columns matrix with this exact number in every entry. */
  default M constant(int rows, int columns, Rational value) {
    return of(RationalMatrix.constant(rows, columns, value));
  }

  /** The identity matrix of this size. */
  default M identity(int size) {
    return of(RationalMatrix.identity(size));
  }
}
