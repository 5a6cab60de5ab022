package org.theoria.network;

import org.theoria.arithmetic.RationalMatrix;
import org.theoria.arithmetic.ShapeException;

/**
 * A training sample: n examples, one a column.
 *
 * @param x the inputs, n₀ × n
 * @param y the targets, n_H × n
 */
public record Sample(RationalMatrix x, RationalMatrix y) {

  public Sample {
    if (x.columns() != y.columns()) {
      throw new ShapeException(
          "sample: x has " + x.columns() + " examples (columns), y has " + y.columns());
    }
    if (x.columns() < 1) {
      throw new ShapeException("sample: at least one example is needed, got none");
    }
  }

  /** n, the number of examples. */
  public int size() {
    return x.columns();
  }
}
