package org.theoria.backend.ejml;

import java.util.Arrays;

/** Of doubles. */
final class Float64Tile implements Tile<double[]> {
  private final double[][] packed;

  Float64Tile(int width) {
    packed = new double[DEPTH][width];
  }

  @Override
  public double[] row(int width) {
    return new double[width];
  }

  @Override
  public void load(double beta, double[] c, int at, int stride, int count, double[] row) {
    double factor = beta;
    for (int j = 0; j < count; j++) {
      row[j] = factor == 0 ? 0 : factor * c[at + j * stride];
    }
  }

  @Override
  public void store(double[] row, double[] c, int at, int stride, int count) {
    if (stride == 1) {
      System.arraycopy(row, 0, c, at, count);
      return;
    }
    for (int j = 0; j < count; j++) {
      c[at + j * stride] = row[j];
    }
  }

  @Override
  public void pack(double[] b, int at, int rowStride, int columnStride, int depth, int count) {
    for (int l = depth; l < DEPTH; l++) {
      Arrays.fill(packed[l], 0, count, 0);
    }
    if (columnStride == 1) {
      for (int l = 0; l < depth; l++) {
        System.arraycopy(b, at + l * rowStride, packed[l], 0, count);
      }
      return;
    }
    if (depth == DEPTH && rowStride == 1) {
      packColumns(b, at, columnStride, count);
      return;
    }
    for (int j = 0; j < count; j++) {
      int from = at + j * columnStride;
      for (int l = 0; l < depth; l++) {
        packed[l][j] = b[from + l * rowStride];
      }
    }
  }

  /** What lies together is read at once. */
  private void packColumns(double[] b, int at, int columnStride, int count) {
    double[] b0 = packed[0];
    double[] b1 = packed[1];
    double[] b2 = packed[2];
    double[] b3 = packed[3];
    double[] b4 = packed[4];
    double[] b5 = packed[5];
    double[] b6 = packed[6];
    double[] b7 = packed[7];
    for (int j = 0; j < count; j++) {
      int from = at + j * columnStride;
      b0[j] = b[from];
      b1[j] = b[from + 1];
      b2[j] = b[from + 2];
      b3[j] = b[from + 3];
      b4[j] = b[from + 4];
      b5[j] = b[from + 5];
      b6[j] = b[from + 6];
      b7[j] = b[from + 7];
    }
  }

  @Override
  public void add(
      double alpha, double[] a, int at, int stride, int depth, int count, double[] row) {
    double s = alpha;
    double[] p = new double[DEPTH];
    for (int l = 0; l < depth; l++) {
      p[l] = s * a[at + l * stride];
    }
    double[][] b = packed;
    add(
        row, b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7], p[0], p[1], p[2], p[3], p[4], p[5],
        p[6], p[7], count);
  }

  /** One sum from left to right: the compiler (JDK 25) does not vectorise sums of pairs. */
  private static void add(
      double[] row,
      double[] b0,
      double[] b1,
      double[] b2,
      double[] b3,
      double[] b4,
      double[] b5,
      double[] b6,
      double[] b7,
      double p0,
      double p1,
      double p2,
      double p3,
      double p4,
      double p5,
      double p6,
      double p7,
      int count) {
    for (int j = 0; j < count; j++) {
      row[j] =
          row[j]
              + p0 * b0[j]
              + p1 * b1[j]
              + p2 * b2[j]
              + p3 * b3[j]
              + p4 * b4[j]
              + p5 * b5[j]
              + p6 * b6[j]
              + p7 * b7[j];
    }
  }
}
