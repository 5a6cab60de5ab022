package org.theoria.arithmetic;

/**
 * Intervals with outward rounding: every value is a proven enclosure, and every elementary function
 * is supported. An equality of values that are not points cannot be decided here.
 */
public final class IntervalArithmetic implements OrderedArithmetic<IntervalMatrix> {

  @Override
  public String name() {
    return "interval";
  }

  @Override
  public boolean isExact() {
    return false;
  }

  @Override
  public boolean supports(ElementaryFunction function) {
    return true;
  }

  /**
   * {@inheritDoc} Each entry becomes the narrowest interval that holds it, a point when it is a
   * double.
   */
  @Override
  public IntervalMatrix of(RationalMatrix exact) {
    return IntervalMatrix.of(exact);
  }

  @Override
  public IntervalMatrix between(RationalMatrix lower, RationalMatrix upper) {
    return IntervalMatrix.between(lower, upper);
  }

  /** {@inheritDoc} An infinite endpoint throws {@link NotRepresentableException}. */
  @Override
  public Enclosure entry(IntervalMatrix matrix, int row, int column) {
    return matrix.get(row, column).toEnclosure();
  }

  @Override
  public double lower(IntervalMatrix matrix, int row, int column) {
    return matrix.lower(row, column);
  }

  @Override
  public double upper(IntervalMatrix matrix, int row, int column) {
    return matrix.upper(row, column);
  }

  @Override
  public String toString() {
    return name();
  }
}
