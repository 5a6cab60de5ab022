package org.theoria.backend.openblas;

import org.theoria.backend.DropoutMask;
import org.theoria.backend.Precision;

/** The loops on doubles. */
final class Float64Loops implements Loops<double[]> {
  /** LARGE² times the least positive number is more than 1. */
  private static final double LARGE = 1e300;

  private final Blas blas;

  Float64Loops(Blas blas) {
    this.blas = blas;
  }

  @Override
  public Precision precision() {
    return Precision.FLOAT64;
  }

  @Override
  public double[] allocate(int size) {
    return new double[size];
  }

  @Override
  public void toDoubles(double[] a, int from, double[] into, int count) {
    System.arraycopy(a, from, into, 0, count);
  }

  @Override
  public void fromDoubles(double[] from, double[] a, int at, int count) {
    System.arraycopy(from, 0, a, at, count);
  }

  @Override
  public void multiply(
      Blas.Shape shape,
      double alpha,
      double[] a,
      Blas.Place placeA,
      double[] b,
      Blas.Place placeB,
      double beta,
      double[] c,
      Blas.Place placeC) {
    blas.multiply(shape, alpha, a, placeA, b, placeB, beta, c, placeC);
  }

  @Override
  public void gather(double[] source, int width, int[] indices, double[] target, int from, int to) {
    int n = indices.length;
    for (int i = from; i < to; i++) {
      for (int j = 0; j < n; j++) {
        target[i * n + j] = source[i * width + indices[j]];
      }
    }
  }

  /** Eight rows at a time: what lies together in an example is then read at once. */
  @Override
  public void gatherExamples(
      double[] examples, int width, int[] rows, double[] target, int from, int to) {
    int n = rows.length;
    for (int first = from; first < to; first += 8) {
      int last = Math.min(to, first + 8);
      for (int j = 0; j < n; j++) {
        int start = rows[j] * width;
        for (int i = first; i < last; i++) {
          target[i * n + j] = examples[start + i];
        }
      }
    }
  }

  @Override
  public void spread(double[] source, int[] index, double[] target, int from, int to) {
    for (int k = from; k < to; k++) {
      target[k] = index[k] < 0 ? 0 : source[index[k]];
    }
  }

  @Override
  public void collect(
      double[] full, int[] starts, int[] positions, double[] out, int from, int to) {
    for (int s = from; s < to; s++) {
      double sum = 0;
      for (int p = starts[s]; p < starts[s + 1]; p++) {
        sum += full[positions[p]];
      }
      out[s] = sum;
    }
  }

  @Override
  public void dropout(DropoutMask mask, double[] m, int from, int to) {
    for (int k = from; k < to; k++) {
      m[k] = mask.apply(k, m[k]);
    }
  }

  @Override
  public void scaleRows(double[] column, double[] m, int columns, int from, int to) {
    for (int i = from; i < to; i++) {
      double factor = column[i];
      for (int k = i * columns; k < (i + 1) * columns; k++) {
        m[k] = factor * m[k];
      }
    }
  }

  @Override
  public void addColumn(double[] column, double[] m, int columns, int from, int to) {
    for (int i = from; i < to; i++) {
      double shift = column[i];
      for (int k = i * columns; k < (i + 1) * columns; k++) {
        m[k] += shift;
      }
    }
  }

  @Override
  public void positivePart(double[] z, double[] out, int from, int to) {
    for (int k = from; k < to; k++) {
      out[k] = Math.max(0, z[k]);
    }
  }

  /**
   * The step function without a branch, which the compiler would not vectorise: z·LARGE·LARGE is 0
   * for ±0, at least 1 in size for every other z, and NaN for NaN.
   */
  @Override
  public void rampBack(double[] z, double[] delta, int from, int to) {
    for (int k = from; k < to; k++) {
      delta[k] = Math.max(0, Math.min(1, 1 + z[k] * LARGE * LARGE)) * delta[k];
    }
  }

  @Override
  public void hadamard(double[] a, double[] b, double[] out, int from, int to) {
    for (int k = from; k < to; k++) {
      out[k] = a[k] * b[k];
    }
  }

  @Override
  public void axpy(double alpha, double[] x, double[] y, int from, int to) {
    double factor = alpha;
    for (int k = from; k < to; k++) {
      y[k] = factor * x[k] + y[k];
    }
  }

  @Override
  public void scale(double alpha, double[] m, int from, int to) {
    double factor = alpha;
    for (int k = from; k < to; k++) {
      m[k] = factor * m[k];
    }
  }

  /** Four sums side by side: one alone would wait for each addition. */
  @Override
  public double sum(double[] m, int from, int to) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int k = from;
    for (; k + 4 <= to; k += 4) {
      a += m[k];
      b += m[k + 1];
      c += m[k + 2];
      d += m[k + 3];
    }
    for (; k < to; k++) {
      a += m[k];
    }
    return (a + b) + (c + d);
  }

  @Override
  public double dot(double[] x, double[] y, int from, int to) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int k = from;
    for (; k + 4 <= to; k += 4) {
      a += x[k] * y[k];
      b += x[k + 1] * y[k + 1];
      c += x[k + 2] * y[k + 2];
      d += x[k + 3] * y[k + 3];
    }
    for (; k < to; k++) {
      a += x[k] * y[k];
    }
    return (a + b) + (c + d);
  }

  @Override
  public void decayedSum(double decay, double[] g, double[] v, int from, int to) {
    double factor = decay;
    for (int k = from; k < to; k++) {
      v[k] = factor * v[k] + g[k];
    }
  }

  @Override
  public void nesterovStep(
      double rate, double momentum, double[] g, double[] v, double[] theta, int from, int to) {
    double eta = rate;
    double mu = momentum;
    for (int k = from; k < to; k++) {
      theta[k] = theta[k] - eta * (g[k] + mu * v[k]);
    }
  }

  @Override
  public void movingMean(double beta, double[] g, double[] m, int from, int to) {
    double old = beta;
    double fresh = (1 - beta);
    for (int k = from; k < to; k++) {
      m[k] = old * m[k] + fresh * g[k];
    }
  }

  @Override
  public void movingSquare(double beta, double[] g, double[] v, int from, int to) {
    double old = beta;
    double fresh = (1 - beta);
    for (int k = from; k < to; k++) {
      v[k] = old * v[k] + fresh * (g[k] * g[k]);
    }
  }

  @Override
  public void adamStep(
      double rate,
      double root,
      double epsilon,
      double[] m,
      double[] v,
      double[] theta,
      int from,
      int to) {
    double a = rate;
    double r = root;
    double e = epsilon;
    for (int k = from; k < to; k++) {
      theta[k] = theta[k] - a * m[k] / (Math.sqrt(v[k]) * r + e);
    }
  }
}
