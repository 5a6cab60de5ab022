package org.theoria.network.rank;

/** The Jacobian matrix of softmax outputs in doubles, from that of the logits. */
public final class SoftmaxRows {
  private SoftmaxRows() {}

  /**
   * Replaces the K rows J of an example by S·J with S_kl = s_l(δ_kl − s_k), s = softmax(z), each
   * entry of S rounded as automatic differentiation computes it.
   *
   * @param z the K logits; overwritten by s
   * @param rows a matrix row by row
   * @param from where the first of the K rows begins
   * @param columns of the matrix
   */
  public static void pull(double[] z, double[] rows, int from, int columns) {
    softmax(z);
    double[] column = new double[z.length];
    for (int c = from; c < from + columns; c++) {
      for (int k = 0; k < z.length; k++) {
        column[k] = rows[c + k * columns];
      }
      for (int k = 0; k < z.length; k++) {
        double sum = 0;
        for (int l = 0; l < z.length; l++) {
          sum += z[l] * ((k == l ? 1 : 0) - z[k]) * column[l];
        }
        rows[c + k * columns] = sum;
      }
    }
  }

  private static void softmax(double[] z) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double value : z) {
      largest = Math.max(largest, value);
    }
    double sum = 0;
    for (int k = 0; k < z.length; k++) {
      z[k] = StrictMath.exp(z[k] - largest);
      sum += z[k];
    }
    for (int k = 0; k < z.length; k++) {
      z[k] /= sum;
    }
  }
}
