package org.theoria.backend.openblas;

/**
 * Normalisation of rows and its derivative. A row is converted to doubles, computed, and rounded
 * once.
 *
 * @param <A> double[] or float[]
 */
final class RowNormaliser<A> {
  private final Loops<A> loops;
  private final int columns;

  RowNormaliser(Loops<A> loops, int columns) {
    this.loops = loops;
    this.columns = columns;
  }

  /** An empty mean is 0. */
  private double share(double sum) {
    return columns == 0 ? 0 : sum / columns;
  }

  /** mean ← of m, scale ← 1/√(variance + ε), m ← (m − mean)·scale, in rows from..to. */
  void normalise(double epsilon, A m, A mean, A scale, int from, int to) {
    double[] row = new double[columns];
    double[] means = new double[to - from];
    double[] scales = new double[to - from];
    for (int i = from; i < to; i++) {
      loops.toDoubles(m, i * columns, row, columns);
      double middle = share(sum(row));
      for (int j = 0; j < columns; j++) {
        row[j] -= middle;
      }
      double factor = 1 / Math.sqrt(share(dot(row, row)) + epsilon);
      for (int j = 0; j < columns; j++) {
        row[j] *= factor;
      }
      loops.fromDoubles(row, m, i * columns, columns);
      means[i - from] = middle;
      scales[i - from] = factor;
    }
    loops.fromDoubles(means, mean, from, means.length);
    loops.fromDoubles(scales, scale, from, scales.length);
  }

  /** delta ← scale·(delta − mean(delta) − normalised·mean(delta∘normalised)), rows from..to. */
  void pullBack(A normalised, A scale, A delta, int from, int to) {
    double[] row = new double[columns];
    double[] d = new double[columns];
    double[] scales = new double[to - from];
    loops.toDoubles(scale, from, scales, scales.length);
    for (int i = from; i < to; i++) {
      loops.toDoubles(normalised, i * columns, row, columns);
      loops.toDoubles(delta, i * columns, d, columns);
      double mean = share(sum(d));
      double along = share(dot(d, row));
      double factor = scales[i - from];
      for (int j = 0; j < columns; j++) {
        d[j] = factor * (d[j] - mean - row[j] * along);
      }
      loops.fromDoubles(d, delta, i * columns, columns);
    }
  }

  /** Four sums side by side: one alone would wait for each addition. */
  private static double sum(double[] row) {
    double[] s = new double[4];
    int whole = row.length & -4;
    for (int j = 0; j < whole; j += 4) {
      s[0] += row[j];
      s[1] += row[j + 1];
      s[2] += row[j + 2];
      s[3] += row[j + 3];
    }
    for (int j = whole; j < row.length; j++) {
      s[0] += row[j];
    }
    return (s[0] + s[1]) + (s[2] + s[3]);
  }

  private static double dot(double[] x, double[] y) {
    double[] s = new double[4];
    int whole = x.length & -4;
    for (int j = 0; j < whole; j += 4) {
      s[0] += x[j] * y[j];
      s[1] += x[j + 1] * y[j + 1];
      s[2] += x[j + 2] * y[j + 2];
      s[3] += x[j + 3] * y[j + 3];
    }
    for (int j = whole; j < x.length; j++) {
      s[0] += x[j] * y[j];
    }
    return (s[0] + s[1]) + (s[2] + s[3]);
  }
}
