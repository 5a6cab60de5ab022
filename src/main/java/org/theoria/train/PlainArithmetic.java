package org.theoria.train;

import org.theoria.arithmetic.ElementaryFunction;
import org.theoria.arithmetic.Enclosure;
import org.theoria.arithmetic.NotRepresentableException;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.RationalMatrix;

/**
 * Bare doubles ({@link PlainMatrix}): nothing is known of the error, so an entry is enclosed by all
 * real numbers, and no relation is ever decided with them.
 */
final class PlainArithmetic implements OrderedArithmetic<PlainMatrix> {

  @Override
  public String name() {
    return "plain-double";
  }

  @Override
  public boolean isExact() {
    return false;
  }

  @Override
  public boolean supports(ElementaryFunction function) {
    return true;
  }

  @Override
  public PlainMatrix of(RationalMatrix exact) {
    return PlainMatrix.of(exact);
  }

  @Override
  public Enclosure entry(PlainMatrix matrix, int row, int column) {
    throw new NotRepresentableException(
        "entry: bare doubles have no bound of their error, got (" + row + ", " + column + ")");
  }

  @Override
  public double lower(PlainMatrix matrix, int row, int column) {
    return Double.NEGATIVE_INFINITY;
  }

  @Override
  public double upper(PlainMatrix matrix, int row, int column) {
    return Double.POSITIVE_INFINITY;
  }
}
