package org.theoria.network.file;

import java.util.ArrayList;
import java.util.Arrays;
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
public record FileArray(String name, List<Integer> shape, double[] values) {

  /** The largest number of entries of one array that is read: 128 MiB of doubles. */
  public static final int MAXIMUM_ENTRIES = 1 << 24;

  private static final int MAXIMUM_AXES = 32;

  public FileArray {
    shape = List.copyOf(shape);
    if (size(shape) != values.length) {
      throw new IllegalArgumentException(
          "array "
              + name
              + ": shape "
              + shape
              + " needs "
              + size(shape)
              + " values, got "
              + values.length);
    }
  }

  /**
   * The shape that a header claims.
   *
   * @throws ArrayFileException where it has an axis of negative length, more than 32 axes, or more
   *     than 2²⁴ entries in all
   */
  public static List<Integer> axes(String name, List<Long> lengths) {
    long entries = 1;
    List<Integer> axes = new ArrayList<>();
    for (long length : lengths) {
      if (length < 0) {
        throw new ArrayFileException(name, "a shape of whole numbers", lengths.toString());
      }
      entries = length > MAXIMUM_ENTRIES ? Long.MAX_VALUE : entries * length;
      if (entries > MAXIMUM_ENTRIES || axes.size() == MAXIMUM_AXES) {
        throw new ArrayFileException(
            name,
            "at most " + MAXIMUM_ENTRIES + " entries and " + MAXIMUM_AXES + " axes",
            "shape " + lengths + bytes(lengths));
      }
      axes.add((int) length);
    }
    return axes;
  }

  private static String bytes(List<Long> lengths) {
    double bytes = 8;
    for (long length : lengths) {
      bytes *= length;
    }
    return bytes < 0x1p60 ? ", " + ((long) bytes >> 20) + " MiB as doubles" : "";
  }

  /** The number of entries of a shape of {@link #axes}. */
  public static int size(List<Integer> shape) {
    int product = 1;
    for (int n : shape) {
      product *= n;
    }
    return product;
  }

  /**
   * The array as a matrix of the exact rationals that its doubles are.
   *
   * @throws ArrayFileException when it has not two axes, or one of length 0, or does not fit into
   *     memory
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

  /**
   * The same entries with the axes after the first made one: [n, 1, 28, 28] becomes [n, 784].
   *
   * @throws ArrayFileException where it has fewer than two axes
   */
  public FileArray flat() {
    if (shape.size() < 2) {
      throw new ArrayFileException(
          name, "an array of 2 axes or more, the first for the examples", "shape " + shape);
    }
    int rest = size(shape.subList(1, shape.size()));
    return new FileArray(name, List.of(shape.getFirst(), rest), values);
  }

  /** Those of the rows of a matrix that a range names. */
  public FileArray rows(ExampleRange range) {
    int from = range.from(shape.getFirst(), name);
    int count = range.count(shape.getFirst(), name);
    int width = shape.get(1);
    return new FileArray(
        name,
        List.of(count, width),
        Arrays.copyOfRange(values, from * width, (from + count) * width));
  }

  /** Those of the columns of a matrix that a range names. */
  public FileArray columns(ExampleRange range) {
    int width = shape.get(1);
    int from = range.from(width, name);
    int count = range.count(width, name);
    double[] chosen = new double[shape.getFirst() * count];
    for (int i = 0; i < shape.getFirst(); i++) {
      System.arraycopy(values, i * width + from, chosen, i * count, count);
    }
    return new FileArray(name, List.of(shape.getFirst(), count), chosen);
  }

  /** Whether the exact value has a numerator or denominator beyond 2⁶². */
  static boolean isWide(double value) {
    int exponent = Math.getExponent(value);
    long fraction = Double.doubleToLongBits(value) | (1L << 52);
    int last = exponent - 52 + Long.numberOfTrailingZeros(fraction);
    return value != 0 && (exponent >= 62 || last < -62);
  }

  private RationalMatrix matrix(int rows, int columns) {
    if (rows == 0 || columns == 0) {
      throw new ArrayFileException(name, "axes of length at least 1", "shape " + shape);
    }
    Heap.requireNumbers(
        name, rows, columns, Arrays.stream(values).filter(FileArray::isWide).count());
    Rational[] entries = new Rational[values.length];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = Rational.ofDouble(values[i]);
    }
    return RationalMatrix.of(rows, columns, entries);
  }
}
