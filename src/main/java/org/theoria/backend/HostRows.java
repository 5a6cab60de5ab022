package org.theoria.backend;

/**
 * The rows of a matrix on the host, in doubles.
 *
 * @param entries row by row; the operations change them
 */
record HostRows(int rows, int columns, double[] entries) {

  /**
   * Mean and scale of each row.
   *
   * @param mean one entry a row
   * @param scale one entry a row
   */
  record Moments(double[] mean, double[] scale) {}

  /** {@link Session#normaliseRows}. */
  Moments normalise(double epsilon) {
    double[] means = new double[rows];
    double[] scales = new double[rows];
    for (int i = 0; i < rows; i++) {
      int from = i * columns;
      double sum = 0;
      for (int k = from; k < from + columns; k++) {
        sum += entries[k];
      }
      double mean = share(sum);
      double squares = 0;
      for (int k = from; k < from + columns; k++) {
        entries[k] -= mean;
        squares += entries[k] * entries[k];
      }
      double scale = 1 / Math.sqrt(share(squares) + epsilon);
      for (int k = from; k < from + columns; k++) {
        entries[k] *= scale;
      }
      means[i] = mean;
      scales[i] = scale;
    }
    return new Moments(means, scales);
  }

  /** {@link Session#pullBackNormalised}. */
  void pullBack(double[] normalised, double[] scale) {
    for (int i = 0; i < rows; i++) {
      int from = i * columns;
      double sum = 0;
      double inner = 0;
      for (int k = from; k < from + columns; k++) {
        sum += entries[k];
        inner += entries[k] * normalised[k];
      }
      double mean = share(sum);
      double along = share(inner);
      for (int k = from; k < from + columns; k++) {
        entries[k] = scale[i] * (entries[k] - mean - normalised[k] * along);
      }
    }
  }

  private double share(double sum) {
    return columns == 0 ? 0 : sum / columns;
  }
}
