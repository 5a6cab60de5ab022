package org.theoria.arithmetic;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * A matrix of doubles with a rigorous error radius for each entry: the exact value of entry (i, j)
 * is within {@link #radius} of {@link #value}, by a running error analysis of every operation
 * ({@link Radius}, {@link BallProduct}, {@link BallFunctions}). Operations whose results are
 * doubles add no radius: exact values stay exact.
 *
 * <p>An entry whose value or radius overflows is unknown: value 0, radius +∞. It is still a real
 * number, so 0 times it is 0. No entry is ever NaN.
 *
 * <p>Immutable. Values and radii are stored row by row, the layout of EJML, which computes the
 * larger products.
 */
public final class DoubleMatrix implements Matrix<DoubleMatrix> {
  private final int rows;
  private final int columns;
  private final double[] values;
  private final double[] radii;

  /** Takes the arrays as they are. */
  private DoubleMatrix(int rows, int columns, double[] values, double[] radii) {
    this.rows = rows;
    this.columns = columns;
    this.values = values;
    this.radii = radii;
  }

  /** Takes the arrays, and turns entries that are not finite into unknown ones. */
  private static DoubleMatrix checked(int rows, int columns, double[] values, double[] radii) {
    for (int k = 0; k < values.length; k++) {
      if (!(Math.abs(values[k]) <= Double.MAX_VALUE && radii[k] <= Double.MAX_VALUE)) {
        values[k] = 0;
        radii[k] = Double.POSITIVE_INFINITY;
      }
    }
    return new DoubleMatrix(rows, columns, values, radii);
  }

  /** The nearest doubles to an exact matrix; a radius is 0 where the entry is a double. */
  public static DoubleMatrix of(RationalMatrix exact) {
    int r = exact.rows();
    int c = exact.columns();
    double[] v = new double[r * c];
    double[] e = new double[r * c];
    for (int i = 0; i < r; i++) {
      for (int j = 0; j < c; j++) {
        Rational entry = exact.get(i, j);
        v[i * c + j] = entry.doubleValue();
        e[i * c + j] = conversionRadius(entry, v[i * c + j]);
      }
    }
    return checked(r, c, v, e);
  }

  /** The centres of the intervals between two exact matrices of one shape, with their radii. */
  static DoubleMatrix between(RationalMatrix lower, RationalMatrix upper) {
    RowMajor.requireSameShape("between", lower, upper);
    int r = lower.rows();
    int c = lower.columns();
    double[] v = new double[r * c];
    double[] e = new double[r * c];
    for (int i = 0; i < r; i++) {
      for (int j = 0; j < c; j++) {
        Rational low = lower.get(i, j);
        Rational high = upper.get(i, j);
        double near = low.plus(high).times(Rational.of(1, 2)).doubleValue();
        v[i * c + j] = near;
        e[i * c + j] = Math.max(conversionRadius(low, near), conversionRadius(high, near));
      }
    }
    return checked(r, c, v, e);
  }

  /**
   * The larger distance from {@code near} to the two doubles around the exact number, rounded up.
   */
  private static double conversionRadius(Rational exact, double near) {
    return Math.max(
        DirectedRounding.minusUp(exact.upperDouble(), near),
        DirectedRounding.minusUp(near, exact.lowerDouble()));
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public int columns() {
    return columns;
  }

  /** The computed value of entry (i, j): finite. */
  public double value(int i, int j) {
    RowMajor.requireEntry(this, i, j);
    return values[i * columns + j];
  }

  /** The error radius of entry (i, j), in [0, +∞]. */
  public double radius(int i, int j) {
    RowMajor.requireEntry(this, i, j);
    return radii[i * columns + j];
  }

  /** The computed values, rows × columns, a copy. */
  public DMatrixRMaj values() {
    return new DMatrixRMaj(rows, columns, true, values);
  }

  /** The largest radius; 0 for an empty matrix. */
  public double largestRadius() {
    double largest = 0;
    for (double r : radii) {
      largest = Math.max(largest, r);
    }
    return largest;
  }

  @Override
  public DoubleMatrix plus(DoubleMatrix other) {
    RowMajor.requireSameShape("plus", this, other);
    return combine(other, 1);
  }

  @Override
  public DoubleMatrix minus(DoubleMatrix other) {
    RowMajor.requireSameShape("minus", this, other);
    return combine(other, -1);
  }

  private DoubleMatrix combine(DoubleMatrix other, double sign) {
    double[] v = new double[values.length];
    double[] e = new double[values.length];
    for (int k = 0; k < v.length; k++) {
      double b = sign * other.values[k];
      v[k] = values[k] + b;
      e[k] = Radius.plus(Radius.ofSum(values[k], b, v[k]), Radius.plus(radii[k], other.radii[k]));
    }
    return checked(rows, columns, v, e);
  }

  @Override
  public DoubleMatrix times(DoubleMatrix other) {
    RowMajor.requireInner(this, other);
    BallProduct.Result product =
        BallProduct.of(values, radii, other.values, other.radii, rows, columns, other.columns);
    return checked(rows, other.columns, product.values(), product.radii());
  }

  @Override
  public DoubleMatrix hadamard(DoubleMatrix other) {
    RowMajor.requireSameShape("hadamard", this, other);
    double[] v = new double[values.length];
    double[] e = new double[values.length];
    for (int k = 0; k < v.length; k++) {
      v[k] = values[k] * other.values[k];
      e[k] = Radius.ofProduct(values[k], radii[k], other.values[k], other.radii[k], v[k]);
    }
    return checked(rows, columns, v, e);
  }

  @Override
  public DoubleMatrix dividedBy(DoubleMatrix other) {
    RowMajor.requireSameShape("dividedBy", this, other);
    double[] v = new double[values.length];
    double[] e = new double[values.length];
    for (int k = 0; k < v.length; k++) {
      double b = other.values[k];
      double rb = other.radii[k];
      if (!(Math.abs(b) > rb)) {
        throw new NotRepresentableException(
            "dividedBy: entry ("
                + k / columns
                + ", "
                + k % columns
                + ") of the divisor, "
                + b
                + " ± "
                + rb
                + ", may be 0");
      }
      v[k] = values[k] / b;
      e[k] = Radius.ofQuotient(values[k], radii[k], b, rb, v[k]);
    }
    return checked(rows, columns, v, e);
  }

  @Override
  public DoubleMatrix scale(Rational factor) {
    double a = factor.doubleValue();
    double ra = conversionRadius(factor, a);
    if (!(ra <= Double.MAX_VALUE)) { // the factor is beyond the doubles
      a = 0;
      ra = Double.POSITIVE_INFINITY;
    }
    double[] v = new double[values.length];
    double[] e = new double[values.length];
    for (int k = 0; k < v.length; k++) {
      v[k] = a * values[k];
      e[k] = Radius.ofProduct(a, ra, values[k], radii[k], v[k]);
    }
    return checked(rows, columns, v, e);
  }

  @Override
  public DoubleMatrix negate() {
    double[] v = new double[values.length];
    for (int k = 0; k < v.length; k++) {
      v[k] = 0.0 - values[k];
    }
    return new DoubleMatrix(rows, columns, v, radii);
  }

  @Override
  public DoubleMatrix transpose() {
    return new DoubleMatrix(
        columns,
        rows,
        RowMajor.transpose(values, rows, columns),
        RowMajor.transpose(radii, rows, columns));
  }

  @Override
  public DoubleMatrix plusColumn(DoubleMatrix column) {
    RowMajor.requireColumn("plusColumn", this, column);
    double[] v = new double[values.length];
    double[] e = new double[values.length];
    for (int i = 0; i < rows; i++) {
      double b = column.values[i];
      double rb = column.radii[i];
      for (int k = i * columns; k < (i + 1) * columns; k++) {
        v[k] = values[k] + b;
        e[k] = Radius.plus(Radius.ofSum(values[k], b, v[k]), Radius.plus(radii[k], rb));
      }
    }
    return checked(rows, columns, v, e);
  }

  @Override
  public DoubleMatrix scaleRows(DoubleMatrix column) {
    RowMajor.requireColumn("scaleRows", this, column);
    double[] v = new double[values.length];
    double[] e = new double[values.length];
    for (int i = 0; i < rows; i++) {
      double a = column.values[i];
      double ra = column.radii[i];
      for (int k = i * columns; k < (i + 1) * columns; k++) {
        v[k] = a * values[k];
        e[k] = Radius.ofProduct(a, ra, values[k], radii[k], v[k]);
      }
    }
    return checked(rows, columns, v, e);
  }

  /**
   * {@inheritDoc} A logarithm whose argument may be ≤ 0 and a root whose argument may be negative
   * throw {@link NotRepresentableException}; an indicator that its argument's radius does not
   * decide is 1/2 ± 1/2.
   */
  @Override
  public DoubleMatrix apply(ElementaryFunction function) {
    double[] v = new double[values.length];
    double[] e = new double[values.length];
    for (int k = 0; k < v.length; k++) {
      v[k] = BallFunctions.value(function, values[k], radii[k]);
      e[k] = BallFunctions.radius(function, values[k], radii[k], v[k]);
    }
    return checked(rows, columns, v, e);
  }

  @Override
  public DoubleMatrix sum() {
    double[] v = new double[1];
    double[] e = new double[1];
    addRange(0, values.length, v, e, 0);
    return checked(1, 1, v, e);
  }

  @Override
  public DoubleMatrix rowSums() {
    double[] v = new double[rows];
    double[] e = new double[rows];
    for (int i = 0; i < rows; i++) {
      addRange(i * columns, (i + 1) * columns, v, e, i);
    }
    return checked(rows, 1, v, e);
  }

  private void addRange(int from, int to, double[] v, double[] e, int into) {
    double sum = 0;
    double radius = 0;
    for (int k = from; k < to; k++) {
      double s = sum + values[k];
      radius = Radius.plus(radius, Radius.plus(Radius.ofSum(sum, values[k], s), radii[k]));
      sum = s;
    }
    v[into] = sum;
    e[into] = radius;
  }

  /** {@inheritDoc} The maximum of balls lies between the maxima of their ends. */
  @Override
  public DoubleMatrix maxNorm() {
    double value = 0;
    double least = 0;
    double most = 0;
    for (int k = 0; k < values.length; k++) {
      double magnitude = Math.abs(values[k]);
      value = Math.max(value, magnitude);
      least = Math.max(least, DirectedRounding.minusDown(magnitude, radii[k]));
      most = Math.max(most, DirectedRounding.plusUp(magnitude, radii[k]));
    }
    return around(value, least, most);
  }

  @Override
  public DoubleMatrix smallestEntry() {
    RowMajor.requireNonEmpty("smallestEntry", this);
    double value = Double.POSITIVE_INFINITY;
    double least = Double.POSITIVE_INFINITY;
    double most = Double.POSITIVE_INFINITY;
    for (int k = 0; k < values.length; k++) {
      value = Math.min(value, values[k]);
      least = Math.min(least, DirectedRounding.minusDown(values[k], radii[k]));
      most = Math.min(most, DirectedRounding.plusUp(values[k], radii[k]));
    }
    return around(value, least, most);
  }

  private static DoubleMatrix around(double value, double least, double most) {
    double radius =
        Math.max(
            0.0,
            Math.max(
                DirectedRounding.minusUp(most, value), DirectedRounding.minusUp(value, least)));
    return checked(1, 1, new double[] {value}, new double[] {radius});
  }

  @Override
  public DoubleMatrix block(int firstRow, int firstColumn, int blockRows, int blockColumns) {
    RowMajor.requireBlock(this, firstRow, firstColumn, blockRows, blockColumns);
    return new DoubleMatrix(
        blockRows,
        blockColumns,
        RowMajor.block(values, columns, firstRow, firstColumn, blockRows, blockColumns),
        RowMajor.block(radii, columns, firstRow, firstColumn, blockRows, blockColumns));
  }

  @Override
  public DoubleMatrix stack(DoubleMatrix below) {
    if (columns != below.columns) {
      throw ShapeException.of("stack", this, below);
    }
    return new DoubleMatrix(
        rows + below.rows,
        columns,
        RowMajor.stack(values, below.values),
        RowMajor.stack(radii, below.radii));
  }

  @Override
  public DoubleMatrix beside(DoubleMatrix right) {
    if (rows != right.rows) {
      throw ShapeException.of("beside", this, right);
    }
    return new DoubleMatrix(
        rows,
        columns + right.columns,
        RowMajor.beside(values, columns, right.values, right.columns, rows),
        RowMajor.beside(radii, columns, right.radii, right.columns, rows));
  }

  @Override
  public DoubleMatrix flatten() {
    return new DoubleMatrix(rows * columns, 1, values, radii);
  }

  /** Values and radii row by row, for messages. */
  @Override
  public String toString() {
    return rows + "×" + columns + " " + Arrays.toString(values) + " ± " + Arrays.toString(radii);
  }
}
