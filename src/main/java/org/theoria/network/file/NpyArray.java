package org.theoria.network.file;

import java.util.List;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;

/**
 * An array of numbers, each a finite double that is exactly what the file holds.
 *
 * @param name the file and the member, for messages
 * @param shape the lengths of its axes, each at least 0; none for a single number
 * @param values its entries, the last index running fastest; not to be modified
 */
public record NpyArray(String name, List<Integer> shape, double[] values) {

  public NpyArray {
    shape = List.copyOf(shape);
    long size = 1;
    for (int n : shape) {
      size *= n;
    }
    if (size != values.length) {
      throw new IllegalArgumentException(
          "array "
              + name
              + ": shape "
              + shape
              + " needs "
              + size
              + " values, got "
              + values.length);
    }
  }

  /**
   * The array as a matrix of the exact rationals that its doubles are.
   *
   * @throws ArrayFileException when it has not two axes, or one of length 0
   */
  public RationalMatrix matrix() {
    if (shape.size() != 2) {
      throw new ArrayFileException(name, "an array of 2 axes (rows, columns)", "shape " + shape);
    }
    return matrix(shape.get(0), shape.get(1));
  }

  /**
   * The array as a column: of shape [n] or [n, 1].
   *
   * @throws ArrayFileException when it has another shape, or n = 0
   */
  public RationalMatrix column() {
    if (shape.size() != 1 && !(shape.size() == 2 && shape.get(1) == 1)) {
      throw new ArrayFileException(name, "an array of shape [n] or [n, 1]", "shape " + shape);
    }
    return matrix(shape.getFirst(), 1);
  }

  private RationalMatrix matrix(int rows, int columns) {
    if (rows == 0 || columns == 0) {
      throw new ArrayFileException(name, "axes of length at least 1", "shape " + shape);
    }
    Rational[] entries = new Rational[values.length];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = Rational.ofDouble(values[i]);
    }
    return RationalMatrix.of(rows, columns, entries);
  }
}
