package org.theoria.backend;

import org.theoria.sampling.Stream;

/** Matrices whose products are exact in both precisions, whatever the order of the sums. */
public final class TestMatrices {
  private TestMatrices() {}

  /** Entries k/8, |k| ≤ 24: exact in both precisions, and on kinks now and then. */
  public static double[] eighths(Stream r, int count) {
    double[] e = new double[count];
    for (int k = 0; k < count; k++) {
      e[k] = r.nextInt(-24, 24) / 8.0;
    }
    return e;
  }

  /** The matrix M of these entries such that op(M) is rows × columns. */
  public static DeviceMatrix factor(Session s, Form form, int rows, int columns, double[] e) {
    return form == Form.PLAIN ? s.upload(rows, columns, e) : s.upload(columns, rows, e);
  }
}
