package org.theoria.arithmetic;

import static org.theoria.arithmetic.DirectedRounding.minusDown;
import static org.theoria.arithmetic.DirectedRounding.minusUp;
import static org.theoria.arithmetic.DirectedRounding.plusDown;
import static org.theoria.arithmetic.DirectedRounding.plusUp;
import static org.theoria.arithmetic.DirectedRounding.productLower;
import static org.theoria.arithmetic.DirectedRounding.productUpper;

import java.util.Arrays;

/**
 * A matrix of closed intervals with double endpoints, {@link Interval} entry by entry: every
 * operation encloses the exact result for all real matrices inside its operands. Lower and upper
 * endpoints are two arrays, stored row by row.
 *
 * <p>Immutable. Endpoints may be infinite where a bound is not known; they are never NaN.
 */
public final class IntervalMatrix implements Matrix<IntervalMatrix> {
  private final int rows;
  private final int columns;
  private final double[] lower;
  private final double[] upper;

  /** Takes the arrays as they are: they must not be changed afterwards. */
  private IntervalMatrix(int rows, int columns, double[] lower, double[] upper) {
    this.rows = rows;
    this.columns = columns;
    this.lower = lower;
    this.upper = upper;
  }

  /**
   * The matrix of these intervals, given row by row.
   *
   * @throws ShapeException unless there are rows·columns of them
   */
  public static IntervalMatrix of(int rows, int columns, Interval... rowMajor) {
    if (rows < 0 || columns < 0 || rowMajor.length != rows * columns) {
      throw new ShapeException(
          "interval matrix: "
              + rows
              + "×"
              + columns
              + " was asked for, got "
              + rowMajor.length
              + " entries");
    }
    double[] lo = new double[rowMajor.length];
    double[] hi = new double[rowMajor.length];
    for (int k = 0; k < rowMajor.length; k++) {
      lo[k] = rowMajor[k].lower();
      hi[k] = rowMajor[k].upper();
    }
    return new IntervalMatrix(rows, columns, lo, hi);
  }

  /** The narrowest intervals around the entries of an exact matrix. */
  public static IntervalMatrix of(RationalMatrix exact) {
    int r = exact.rows();
    int c = exact.columns();
    double[] lo = new double[r * c];
    double[] hi = new double[r * c];
    for (int i = 0; i < r; i++) {
      for (int j = 0; j < c; j++) {
        Rational entry = exact.get(i, j);
        lo[i * c + j] = entry.lowerDouble();
        hi[i * c + j] = entry.upperDouble();
      }
    }
    return new IntervalMatrix(r, c, lo, hi);
  }

  /** The narrowest intervals that hold the entries of two exact matrices of one shape. */
  static IntervalMatrix between(RationalMatrix lower, RationalMatrix upper) {
    RowMajor.requireSameShape("between", lower, upper);
    IntervalMatrix low = of(lower);
    IntervalMatrix high = of(upper);
    return new IntervalMatrix(low.rows, low.columns, low.lower, high.upper);
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public int columns() {
    return columns;
  }

  /** Entry (i, j), 0-based. */
  public Interval get(int i, int j) {
    return new Interval(lower(i, j), upper(i, j));
  }

  /** The lower endpoint of entry (i, j). */
  public double lower(int i, int j) {
    RowMajor.requireEntry(this, i, j);
    return lower[i * columns + j];
  }

  /** The upper endpoint of entry (i, j). */
  public double upper(int i, int j) {
    RowMajor.requireEntry(this, i, j);
    return upper[i * columns + j];
  }

  /** The largest width of an entry, rounded up; 0 for an empty matrix. */
  public double width() {
    double width = 0;
    for (int k = 0; k < lower.length; k++) {
      width = Math.max(width, minusUp(upper[k], lower[k]));
    }
    return width;
  }

  @Override
  public IntervalMatrix plus(IntervalMatrix other) {
    RowMajor.requireSameShape("plus", this, other);
    double[] lo = new double[lower.length];
    double[] hi = new double[lower.length];
    for (int k = 0; k < lo.length; k++) {
      lo[k] = plusDown(lower[k], other.lower[k]);
      hi[k] = plusUp(upper[k], other.upper[k]);
    }
    return new IntervalMatrix(rows, columns, lo, hi);
  }

  @Override
  public IntervalMatrix minus(IntervalMatrix other) {
    RowMajor.requireSameShape("minus", this, other);
    double[] lo = new double[lower.length];
    double[] hi = new double[lower.length];
    for (int k = 0; k < lo.length; k++) {
      lo[k] = minusDown(lower[k], other.upper[k]);
      hi[k] = minusUp(upper[k], other.lower[k]);
    }
    return new IntervalMatrix(rows, columns, lo, hi);
  }

  @Override
  public IntervalMatrix times(IntervalMatrix other) {
    RowMajor.requireInner(this, other);
    IntervalProduct product =
        new IntervalProduct(rows, columns, other.columns, lower, upper, other.lower, other.upper);
    product.run();
    return new IntervalMatrix(rows, other.columns, product.lower, product.upper);
  }

  @Override
  public IntervalMatrix hadamard(IntervalMatrix other) {
    RowMajor.requireSameShape("hadamard", this, other);
    double[] lo = new double[lower.length];
    double[] hi = new double[lower.length];
    for (int k = 0; k < lo.length; k++) {
      lo[k] = productLower(lower[k], upper[k], other.lower[k], other.upper[k]);
      hi[k] = productUpper(lower[k], upper[k], other.lower[k], other.upper[k]);
    }
    return new IntervalMatrix(rows, columns, lo, hi);
  }

  @Override
  public IntervalMatrix dividedBy(IntervalMatrix other) {
    RowMajor.requireSameShape("dividedBy", this, other);
    double[] lo = new double[lower.length];
    double[] hi = new double[lower.length];
    for (int k = 0; k < lo.length; k++) {
      double bl = other.lower[k];
      double bh = other.upper[k];
      if (bl <= 0 && bh >= 0) {
        throw new NotRepresentableException(
            "dividedBy: entry "
                + other.position(k)
                + " of the divisor, ["
                + bl
                + ", "
                + bh
                + "], contains 0");
      }
      lo[k] = DirectedRounding.quotientLower(lower[k], upper[k], bl, bh);
      hi[k] = DirectedRounding.quotientUpper(lower[k], upper[k], bl, bh);
    }
    return new IntervalMatrix(rows, columns, lo, hi);
  }

  @Override
  public IntervalMatrix scale(Rational factor) {
    double al = factor.lowerDouble();
    double ah = factor.upperDouble();
    double[] lo = new double[lower.length];
    double[] hi = new double[lower.length];
    for (int k = 0; k < lo.length; k++) {
      lo[k] = productLower(al, ah, lower[k], upper[k]);
      hi[k] = productUpper(al, ah, lower[k], upper[k]);
    }
    return new IntervalMatrix(rows, columns, lo, hi);
  }

  @Override
  public IntervalMatrix negate() {
    double[] lo = new double[lower.length];
    double[] hi = new double[lower.length];
    for (int k = 0; k < lo.length; k++) {
      lo[k] = 0.0 - upper[k];
      hi[k] = 0.0 - lower[k];
    }
    return new IntervalMatrix(rows, columns, lo, hi);
  }

  @Override
  public IntervalMatrix transpose() {
    return new IntervalMatrix(
        columns,
        rows,
        RowMajor.transpose(lower, rows, columns),
        RowMajor.transpose(upper, rows, columns));
  }

  @Override
  public IntervalMatrix plusColumn(IntervalMatrix column) {
    RowMajor.requireColumn("plusColumn", this, column);
    double[] lo = new double[lower.length];
    double[] hi = new double[lower.length];
    for (int i = 0; i < rows; i++) {
      for (int k = i * columns; k < (i + 1) * columns; k++) {
        lo[k] = plusDown(lower[k], column.lower[i]);
        hi[k] = plusUp(upper[k], column.upper[i]);
      }
    }
    return new IntervalMatrix(rows, columns, lo, hi);
  }

  @Override
  public IntervalMatrix scaleRows(IntervalMatrix column) {
    RowMajor.requireColumn("scaleRows", this, column);
    double[] lo = new double[lower.length];
    double[] hi = new double[lower.length];
    for (int i = 0; i < rows; i++) {
      double al = column.lower[i];
      double ah = column.upper[i];
      for (int k = i * columns; k < (i + 1) * columns; k++) {
        lo[k] = productLower(al, ah, lower[k], upper[k]);
        hi[k] = productUpper(al, ah, lower[k], upper[k]);
      }
    }
    return new IntervalMatrix(rows, columns, lo, hi);
  }

  /**
   * {@inheritDoc} The logarithm of an interval that reaches 0 and the root of one that reaches
   * below 0 throw {@link NotRepresentableException}.
   */
  @Override
  public IntervalMatrix apply(ElementaryFunction function) {
    double[] lo = new double[lower.length];
    double[] hi = new double[lower.length];
    for (int k = 0; k < lo.length; k++) {
      Interval image = new Interval(lower[k], upper[k]).apply(function);
      lo[k] = image.lower();
      hi[k] = image.upper();
    }
    return new IntervalMatrix(rows, columns, lo, hi);
  }

  @Override
  public IntervalMatrix sum() {
    double lo = 0;
    double hi = 0;
    for (int k = 0; k < lower.length; k++) {
      lo = plusDown(lo, lower[k]);
      hi = plusUp(hi, upper[k]);
    }
    return single(lo, hi);
  }

  @Override
  public IntervalMatrix rowSums() {
    double[] lo = new double[rows];
    double[] hi = new double[rows];
    for (int i = 0; i < rows; i++) {
      for (int k = i * columns; k < (i + 1) * columns; k++) {
        lo[i] = plusDown(lo[i], lower[k]);
        hi[i] = plusUp(hi[i], upper[k]);
      }
    }
    return new IntervalMatrix(rows, 1, lo, hi);
  }

  @Override
  public IntervalMatrix maxNorm() {
    double lo = 0;
    double hi = 0;
    for (int k = 0; k < lower.length; k++) {
      lo = Math.max(lo, Interval.absLower(lower[k], upper[k]));
      hi = Math.max(hi, Interval.absUpper(lower[k], upper[k]));
    }
    return single(lo, hi);
  }

  @Override
  public IntervalMatrix smallestEntry() {
    RowMajor.requireNonEmpty("smallestEntry", this);
    double lo = lower[0];
    double hi = upper[0];
    for (int k = 1; k < lower.length; k++) {
      lo = Math.min(lo, lower[k]);
      hi = Math.min(hi, upper[k]);
    }
    return single(lo, hi);
  }

  private static IntervalMatrix single(double lo, double hi) {
    return new IntervalMatrix(1, 1, new double[] {lo}, new double[] {hi});
  }

  @Override
  public IntervalMatrix block(int firstRow, int firstColumn, int blockRows, int blockColumns) {
    RowMajor.requireBlock(this, firstRow, firstColumn, blockRows, blockColumns);
    return new IntervalMatrix(
        blockRows,
        blockColumns,
        RowMajor.block(lower, columns, firstRow, firstColumn, blockRows, blockColumns),
        RowMajor.block(upper, columns, firstRow, firstColumn, blockRows, blockColumns));
  }

  @Override
  public IntervalMatrix stack(IntervalMatrix below) {
    if (columns != below.columns) {
      throw ShapeException.of("stack", this, below);
    }
    return new IntervalMatrix(
        rows + below.rows,
        columns,
        RowMajor.stack(lower, below.lower),
        RowMajor.stack(upper, below.upper));
  }

  @Override
  public IntervalMatrix beside(IntervalMatrix right) {
    if (rows != right.rows) {
      throw ShapeException.of("beside", this, right);
    }
    return new IntervalMatrix(
        rows,
        columns + right.columns,
        RowMajor.beside(lower, columns, right.lower, right.columns, rows),
        RowMajor.beside(upper, columns, right.upper, right.columns, rows));
  }

  @Override
  public IntervalMatrix flatten() {
    return new IntervalMatrix(rows * columns, 1, lower, upper);
  }

  private String position(int k) {
    return "(" + k / columns + ", " + k % columns + ")";
  }

  /** The intervals row by row, for messages. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder().append(rows).append('×').append(columns);
    for (int i = 0; i < rows; i++) {
      text.append(i == 0 ? " " : "; ");
      for (int j = 0; j < columns; j++) {
        text.append(j == 0 ? "" : " ").append(get(i, j));
      }
    }
    return text.toString();
  }

  /** Whether shapes and endpoints are the same (not whether the enclosed numbers are). */
  boolean sameEndpoints(IntervalMatrix other) {
    return rows == other.rows
        && columns == other.columns
        && Arrays.equals(lower, other.lower)
        && Arrays.equals(upper, other.upper);
  }
}
