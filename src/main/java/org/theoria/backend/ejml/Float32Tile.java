package org.theoria.backend.ejml;

import java.util.Arrays;

/** Of floats. */
final class Float32Tile implements Tile<float[]> {
  private final float[][] packed;

  Float32Tile(int width) {
    packed = new float[DEPTH][width];
  }

  @Override
  public float[] row(int width) {
    return new float[width];
  }

  @Override
  public void load(double beta, float[] c, int at, int stride, int count, float[] row) {
    float factor = (float) beta;
    for (int j = 0; j < count; j++) {
      row[j] = factor == 0 ? 0 : factor * c[at + j * stride];
    }
  }

  @Override
  public void store(float[] row, float[] c, int at, int stride, int count) {
    if (stride == 1) {
      System.arraycopy(row, 0, c, at, count);
      return;
    }
    for (int j = 0; j < count; j++) {
      c[at + j * stride] = row[j];
    }
  }

  @Override
  public void pack(float[] b, int at, int rowStride, int columnStride, int depth, int count) {
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
  private void packColumns(float[] b, int at, int columnStride, int count) {
    float[] b0 = packed[0];
    float[] b1 = packed[1];
    float[] b2 = packed[2];
    float[] b3 = packed[3];
    float[] b4 = packed[4];
    float[] b5 = packed[5];
    float[] b6 = packed[6];
    float[] b7 = packed[7];
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
  public void add(double alpha, float[] a, int at, int stride, int depth, int count, float[] row) {
    float s = (float) alpha;
    float[] p = new float[DEPTH];
    for (int l = 0; l < depth; l++) {
      p[l] = s * a[at + l * stride];
    }
    float[][] b = packed;
    add(
        row, b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7], p[0], p[1], p[2], p[3], p[4], p[5],
        p[6], p[7], count);
  }

  /** One sum from left to right: the compiler (JDK 25) does not vectorise sums of pairs. */
  private static void add(
      float[] row,
      float[] b0,
      float[] b1,
      float[] b2,
      float[] b3,
      float[] b4,
      float[] b5,
      float[] b6,
      float[] b7,
      float p0,
      float p1,
      float p2,
      float p3,
      float p4,
      float p5,
      float p6,
      float p7,
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
