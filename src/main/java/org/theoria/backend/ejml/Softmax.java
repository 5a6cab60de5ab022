package org.theoria.backend.ejml;

/**
 * Softmax s = e^{z − m}/Σ e^{z − m}, m = max z, column by column, and what is built on it. A matrix
 * that is written may be one that is read: each column is read before it is written.
 */
final class Softmax {

  private Softmax() {}

  private static double[] column(EjmlMatrix m, int j) {
    double[] c = new double[m.rows()];
    for (int i = 0; i < c.length; i++) {
      c[i] = m.at(i, j);
    }
    return c;
  }

  private static void put(double[] column, EjmlMatrix m, int j) {
    for (int i = 0; i < column.length; i++) {
      m.put(i * m.columns() + j, column[i]);
    }
  }

  private static double largest(double[] z) {
    double m = z[0];
    for (double t : z) {
      m = Math.max(m, t); // NaN if one is
    }
    return m;
  }

  private static double[] softmax(double[] z) {
    double m = largest(z);
    double[] s = new double[z.length];
    double sum = 0;
    for (int i = 0; i < s.length; i++) {
      s[i] = StrictMath.exp(z[i] - m);
      sum += s[i];
    }
    for (int i = 0; i < s.length; i++) {
      s[i] /= sum;
    }
    return s;
  }

  static void value(EjmlMatrix z, EjmlMatrix out) {
    for (int j = 0; j < z.columns(); j++) {
      put(softmax(column(z, j)), out, j);
    }
  }

  /** s(1 − s), the diagonal of the Jacobian. */
  static void slope(EjmlMatrix z, EjmlMatrix out) {
    for (int j = 0; j < z.columns(); j++) {
      double[] s = softmax(column(z, j));
      for (int i = 0; i < s.length; i++) {
        s[i] *= 1 - s[i];
      }
      put(s, out, j);
    }
  }

  static void pullBack(EjmlMatrix z, EjmlMatrix delta) {
    for (int j = 0; j < z.columns(); j++) {
      double[] s = softmax(column(z, j));
      double[] d = column(delta, j);
      double inner = 0;
      for (int i = 0; i < s.length; i++) {
        inner += s[i] * d[i];
      }
      for (int i = 0; i < s.length; i++) {
        d[i] = s[i] * (d[i] - inner);
      }
      put(d, delta, j);
    }
  }

  static double crossEntropy(EjmlMatrix z, EjmlMatrix target) {
    double total = 0;
    for (int j = 0; j < z.columns(); j++) {
      double[] logits = column(z, j);
      double m = largest(logits);
      double sum = 0;
      for (double t : logits) {
        sum += StrictMath.exp(t - m);
      }
      double log = StrictMath.log(sum);
      for (int i = 0; i < logits.length; i++) {
        double y = target.at(i, j);
        total -= y == 0 ? 0 : y * (logits[i] - m - log);
      }
    }
    return total;
  }

  static void crossEntropyGradient(EjmlMatrix z, EjmlMatrix target, EjmlMatrix out) {
    for (int j = 0; j < z.columns(); j++) {
      double[] s = softmax(column(z, j));
      double[] y = column(target, j);
      double weight = 0;
      for (double t : y) {
        weight += t;
      }
      for (int i = 0; i < s.length; i++) {
        s[i] = weight * s[i] - y[i];
      }
      put(s, out, j);
    }
  }
}
