package org.theoria.train;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.arithmetic.ShapeException;
import org.theoria.network.Sample;

/**
 * The examples of a training problem: exact, or as doubles where there are millions of numbers.
 * Either gives the other; what was given costs nothing.
 */
public sealed interface TrainingData {

  /** n₀, the numbers of an input. */
  int inputs();

  /** n_H, the numbers of a target. */
  int outputs();

  /** n, the number of examples, at least 1. */
  int size();

  /** The inputs, n₀ × n, row by row (row i is coordinate i of every example); a fresh array. */
  double[] x();

  /** The targets, n_H × n, row by row; a fresh array. */
  double[] y();

  /** The exact examples; of doubles the dyadic rationals that they are, made at every call. */
  Sample sample();

  /** Exact examples. */
  static TrainingData of(Sample sample) {
    return new Exact(sample);
  }

  /**
   * Examples as doubles, one a column; NaN and ∞ are refused by entry.
   *
   * @param x n₀ × n, row by row; copied
   * @param y n_H × n, row by row; copied
   */
  static TrainingData ofDoubles(int inputs, int outputs, int size, double[] x, double[] y) {
    return new Doubles(inputs, outputs, size, x.clone(), y.clone());
  }

  /** Exact examples. */
  record Exact(Sample sample) implements TrainingData {
    @Override
    public int inputs() {
      return sample.x().rows();
    }

    @Override
    public int outputs() {
      return sample.y().rows();
    }

    @Override
    public int size() {
      return sample.size();
    }

    @Override
    public double[] x() {
      return TrainingProblem.doubles(sample.x());
    }

    @Override
    public double[] y() {
      return TrainingProblem.doubles(sample.y());
    }
  }

  /** Doubles. */
  final class Doubles implements TrainingData {
    private final int inputs;
    private final int outputs;
    private final int size;
    private final double[] x;
    private final double[] y;

    private Doubles(int inputs, int outputs, int size, double[] x, double[] y) {
      if (size < 1) {
        throw new ShapeException("sample: at least one example is needed, got none");
      }
      this.inputs = inputs;
      this.outputs = outputs;
      this.size = size;
      this.x = x;
      this.y = y;
      require("x", inputs, size, x);
      require("y", outputs, size, y);
    }

    private static void require(String name, int rows, int columns, double[] entries) {
      if ((long) rows * columns != entries.length) {
        throw new ShapeException(
            String.format(
                Locale.ROOT,
                "sample: %s of %d×%d has %d entries, got %d",
                name,
                rows,
                columns,
                (long) rows * columns,
                entries.length));
      }
      for (int k = 0; k < entries.length; k++) {
        if (!Double.isFinite(entries[k])) {
          throw new IllegalArgumentException(
              String.format(
                  Locale.ROOT,
                  "sample: finite numbers are needed, got %s as row %d of %s in example %d",
                  entries[k],
                  k / columns + 1,
                  name,
                  k % columns + 1));
        }
      }
    }

    @Override
    public int inputs() {
      return inputs;
    }

    @Override
    public int outputs() {
      return outputs;
    }

    @Override
    public int size() {
      return size;
    }

    @Override
    public double[] x() {
      return x.clone();
    }

    @Override
    public double[] y() {
      return y.clone();
    }

    @Override
    public Sample sample() {
      return new Sample(exact(inputs, x), exact(outputs, y));
    }

    private RationalMatrix exact(int rows, double[] entries) {
      return RationalMatrix.of(
          rows, size, Arrays.stream(entries).mapToObj(Rational::ofDouble).toArray(Rational[]::new));
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Doubles d
          && inputs == d.inputs
          && outputs == d.outputs
          && size == d.size
          && Arrays.equals(x, d.x)
          && Arrays.equals(y, d.y);
    }

    @Override
    public int hashCode() {
      return 31 * Arrays.hashCode(x) + Arrays.hashCode(y);
    }

    @Override
    public String toString() {
      return "doubles, x " + inputs + "×" + size + ", y " + outputs + "×" + size;
    }
  }

  /**
   * A matrix of one example a row as one of an example a column, or back.
   *
   * @param m rows × columns, row by row
   * @return columns × rows, row by row
   */
  public static double[] transposed(double[] m, int rows, int columns) {
    double[] t = new double[m.length];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        t[j * rows + i] = m[i * columns + j];
      }
    }
    return t;
  }
}
