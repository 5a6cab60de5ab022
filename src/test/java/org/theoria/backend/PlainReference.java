package org.theoria.backend;

import org.theoria.arithmetic.DoubleArithmetic;
import org.theoria.arithmetic.DoubleMatrix;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.StandardActivation;
import org.theoria.network.StandardLoss;

/**
 * What the operations of a backend should give: plain loops on row-major arrays of doubles, and for
 * functions the catalogue's own definitions in doubles with error bounds, which share no code with
 * any backend.
 */
final class PlainReference {
  private static final DoubleArithmetic DOUBLES = new DoubleArithmetic();

  private PlainReference() {}

  /** A matrix of the tests: row by row. */
  record Plain(int rows, int columns, double[] entries) {
    double at(int i, int j) {
      return entries[i * columns + j];
    }

    Plain of(Form form) {
      if (form == Form.PLAIN) {
        return this;
      }
      double[] t = new double[entries.length];
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < columns; j++) {
          t[j * rows + i] = at(i, j);
        }
      }
      return new Plain(columns, rows, t);
    }
  }

  /** α·a·b + β·c, and the same with absolute values: the scale of the error. */
  static Plain[] product(double alpha, Plain a, Plain b, double beta, Plain c) {
    double[] value = new double[c.entries().length];
    double[] size = new double[value.length];
    for (int i = 0; i < a.rows(); i++) {
      for (int j = 0; j < b.columns(); j++) {
        double sum = 0;
        double absolute = 0;
        for (int l = 0; l < a.columns(); l++) {
          sum += a.at(i, l) * b.at(l, j);
          absolute += Math.abs(a.at(i, l) * b.at(l, j));
        }
        int k = i * c.columns() + j;
        value[k] = alpha * sum + (beta == 0 ? 0 : beta * c.entries()[k]);
        size[k] = Math.abs(alpha) * absolute + (beta == 0 ? 0 : Math.abs(beta * c.entries()[k]));
      }
    }
    return new Plain[] {
      new Plain(c.rows(), c.columns(), value), new Plain(c.rows(), c.columns(), size)
    };
  }

  private static DoubleMatrix matrix(Plain m) {
    Rational[] exact = new Rational[m.entries().length];
    for (int k = 0; k < exact.length; k++) {
      exact[k] = Rational.ofDouble(m.entries()[k]);
    }
    return DoubleMatrix.of(RationalMatrix.of(m.rows(), m.columns(), exact));
  }

  private static Plain plain(DoubleMatrix m) {
    double[] entries = new double[m.rows() * m.columns()];
    for (int k = 0; k < entries.length; k++) {
      entries[k] = m.value(k / m.columns(), k % m.columns());
    }
    return new Plain(m.rows(), m.columns(), entries);
  }

  static Plain value(StandardActivation activation, Plain z) {
    return plain(activation.value(DOUBLES, matrix(z)));
  }

  static Plain slope(StandardActivation activation, Plain z) {
    return plain(activation.slope(DOUBLES, matrix(z)));
  }

  /** Dσ(z)ᵀδ: for softmax by the full Jacobian matrix of each column. */
  static Plain pullBack(StandardActivation activation, Plain z, Plain delta) {
    double[] result = new double[delta.entries().length];
    Plain s = value(activation, z);
    Plain slope = slope(activation, z);
    for (int j = 0; j < z.columns(); j++) {
      for (int i = 0; i < z.rows(); i++) {
        int k = i * z.columns() + j;
        if (activation != StandardActivation.SOFTMAX) {
          result[k] = slope.at(i, j) * delta.at(i, j);
          continue;
        }
        for (int l = 0; l < z.rows(); l++) {
          double jacobian = (i == l ? s.at(i, j) : 0) - s.at(i, j) * s.at(l, j);
          result[k] += jacobian * delta.at(l, j);
        }
      }
    }
    return new Plain(z.rows(), z.columns(), result);
  }

  static double loss(StandardLoss loss, Plain prediction, Plain target) {
    return loss.value(DOUBLES, matrix(prediction), matrix(target)).value(0, 0);
  }

  static Plain lossGradient(StandardLoss loss, Plain prediction, Plain target) {
    return plain(loss.gradient(DOUBLES, matrix(prediction), matrix(target)));
  }

  /** The definition: the cross-entropy of the softmax. */
  static double softmaxCrossEntropy(Plain z, Plain target) {
    return loss(StandardLoss.CROSS_ENTROPY, value(StandardActivation.SOFTMAX, z), target);
  }

  /** The chain rule. */
  static Plain softmaxCrossEntropyGradient(Plain z, Plain target) {
    Plain s = value(StandardActivation.SOFTMAX, z);
    return pullBack(
        StandardActivation.SOFTMAX, z, lossGradient(StandardLoss.CROSS_ENTROPY, s, target));
  }
}
