package org.theoria.arithmetic;

/** Exact rational arithmetic: every value and every comparison is exact. */
public final class RationalArithmetic implements OrderedArithmetic<RationalMatrix> {

  /** The arithmetic; it has no state. */
  public static final RationalArithmetic INSTANCE = new RationalArithmetic();

  private RationalArithmetic() {}

  @Override
  public String name() {
    return "rational";
  }

  @Override
  public boolean isExact() {
    return true;
  }

  @Override
  public boolean supports(ElementaryFunction function) {
    return function.isRational();
  }

  @Override
  public RationalMatrix of(RationalMatrix exact) {
    return exact;
  }

  @Override
  public Enclosure entry(RationalMatrix matrix, int row, int column) {
    return Enclosure.exactly(matrix.get(row, column));
  }

  /**
   * {@inheritDoc} A non-zero value between 0 and the smallest double gives −{@link
   * Double#MIN_VALUE}, since 0 means exactly 0.
   */
  @Override
  public double lower(RationalMatrix matrix, int row, int column) {
    Rational value = matrix.get(row, column);
    double lower = value.lowerDouble();
    return lower == 0 && !value.isZero() ? -Double.MIN_VALUE : lower;
  }

  /**
   * {@inheritDoc} A non-zero value between the smallest negative double and 0 gives {@link
   * Double#MIN_VALUE}, since 0 means exactly 0.
   */
  @Override
  public double upper(RationalMatrix matrix, int row, int column) {
    Rational value = matrix.get(row, column);
    double upper = value.upperDouble();
    return upper == 0 && !value.isZero() ? Double.MIN_VALUE : upper;
  }

  @Override
  public int signOfLower(RationalMatrix matrix, int row, int column) {
    return matrix.get(row, column).signum();
  }

  @Override
  public int signOfUpper(RationalMatrix matrix, int row, int column) {
    return matrix.get(row, column).signum();
  }

  @Override
  public String toString() {
    return name();
  }
}
