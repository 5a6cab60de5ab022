package org.theoria.arithmetic;

/**
 * Doubles with a rigorous error radius: what screens and searches run on. A value is read as the
 * enclosure value ± radius, so a margin within its error is seen to be undecided.
 */
public final class DoubleArithmetic implements OrderedArithmetic<DoubleMatrix> {

  @Override
  public String name() {
    return "double";
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
   * {@inheritDoc} Each entry becomes the nearest double; its radius is 0 when it is that double.
   */
  @Override
  public DoubleMatrix of(RationalMatrix exact) {
    return DoubleMatrix.of(exact);
  }

  @Override
  public DoubleMatrix between(RationalMatrix lower, RationalMatrix upper) {
    return DoubleMatrix.between(lower, upper);
  }

  /** {@inheritDoc} An unknown entry throws {@link NotRepresentableException}. */
  @Override
  public Enclosure entry(DoubleMatrix matrix, int row, int column) {
    double radius = matrix.radius(row, column);
    if (Double.isInfinite(radius)) {
      throw new NotRepresentableException(
          "entry: (" + row + ", " + column + ") is unknown, its value or radius overflowed");
    }
    Rational value = Rational.ofDouble(matrix.value(row, column));
    Rational r = Rational.ofDouble(radius);
    return new Enclosure(value.minus(r), value.plus(r));
  }

  @Override
  public double lower(DoubleMatrix matrix, int row, int column) {
    return DirectedRounding.minusDown(matrix.value(row, column), matrix.radius(row, column));
  }

  @Override
  public double upper(DoubleMatrix matrix, int row, int column) {
    return DirectedRounding.plusUp(matrix.value(row, column), matrix.radius(row, column));
  }

  @Override
  public String toString() {
    return name();
  }
}
