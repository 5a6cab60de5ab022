package org.theoria.backend;

import java.util.Locale;

/**
 * What the risk E(W) = ‖W_H⋯W₁X − Y‖² of linear networks needs of a sample in double precision: the
 * second moments Σ_XX = XXᵀ and Σ_YX = YXᵀ (E differs from their quadratic form by tr Σ_YY), and
 * the norms that error bounds need. Shapes: X is d_x × n, Y is d_y × n, Σ_XX d_x × d_x, Σ_YX d_y ×
 * d_x, the matrices row by row.
 */
public final class LinearSample {
  private final int inputs;
  private final int outputs;
  private final int examples;
  private final double[] sigmaXx;
  private final double[] sigmaYx;
  private final double normX;
  private final double normY;

  /**
   * @param x X, d_x rows of n numbers
   * @param y Y, d_y rows of n numbers
   * @throws IllegalArgumentException when the rows differ in length, there are none, or a number is
   *     not finite; it names the matrix and the entry
   */
  public LinearSample(double[][] x, double[][] y) {
    examples = x.length == 0 ? 0 : x[0].length;
    inputs = x.length;
    outputs = y.length;
    require("X", x);
    require("Y", y);
    sigmaXx = product(x, x);
    sigmaYx = product(y, x);
    normX = norm(x);
    normY = norm(y);
  }

  private void require(String name, double[][] rows) {
    if (rows.length == 0 || examples == 0) {
      throw new IllegalArgumentException(
          "linear sample: at least one row and one example are needed, got none in " + name);
    }
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].length != examples) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "linear sample: row %d of %s must have %d examples, as row 0 of X has, got %d",
                i,
                name,
                examples,
                rows[i].length));
      }
      for (int k = 0; k < examples; k++) {
        if (!Double.isFinite(rows[i][k])) {
          throw new IllegalArgumentException(
              String.format(
                  Locale.ROOT,
                  "linear sample: %s[%d][%d] must be finite, got %s",
                  name,
                  i,
                  k,
                  rows[i][k]));
        }
      }
    }
  }

  private static double[] product(double[][] a, double[][] b) {
    double[] result = new double[a.length * b.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b.length; j++) {
        double sum = 0;
        for (int k = 0; k < a[i].length; k++) {
          sum += a[i][k] * b[j][k];
        }
        result[i * b.length + j] = sum;
      }
    }
    return result;
  }

  private static double norm(double[][] rows) {
    double sum = 0;
    for (double[] row : rows) {
      for (double v : row) {
        sum += v * v;
      }
    }
    return Math.sqrt(sum);
  }

  /** d_x. */
  public int inputs() {
    return inputs;
  }

  /** d_y. */
  public int outputs() {
    return outputs;
  }

  /** n. */
  public int examples() {
    return examples;
  }

  double[] sigmaXx() {
    return sigmaXx;
  }

  double[] sigmaYx() {
    return sigmaYx;
  }

  /** ‖X‖_F. */
  double normX() {
    return normX;
  }

  /** ‖Y‖_F. */
  double normY() {
    return normY;
  }
}
