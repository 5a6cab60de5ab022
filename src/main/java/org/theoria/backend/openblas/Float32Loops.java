package org.theoria.backend.openblas;

import org.theoria.backend.DropoutMask;
import org.theoria.backend.Precision;

/** The loops on floats. */
final class Float32Loops implements Loops<float[]> {
  /** LARGE² times the least positive number is more than 1. */
  private static final float LARGE = 1e38f;

  private final Blas blas;

  Float32Loops(Blas blas) {
    this.blas = blas;
  }

  @Override
  public Precision precision() {
    return Precision.FLOAT32;
  }

  @Override
  public float[] allocate(int size) {
    return new float[size];
  }

  @Override
  public void toDoubles(float[] a, int from, double[] into, int count) {
    for (int k = 0; k < count; k++) {
      into[k] = a[from + k];
    }
  }

  @Override
  public void fromDoubles(double[] from, float[] a, int at, int count) {
    for (int k = 0; k < count; k++) {
      a[at + k] = (float) from[k];
    }
  }

  @Override
  public void multiply(
      Blas.Shape shape,
      double alpha,
      float[] a,
      Blas.Place placeA,
      float[] b,
      Blas.Place placeB,
      double beta,
      float[] c,
      Blas.Place placeC) {
    blas.multiply(shape, (float) alpha, a, placeA, b, placeB, (float) beta, c, placeC);
  }

  @Override
  public void gather(float[] source, int width, int[] indices, float[] target, int from, int to) {
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
      float[] examples, int width, int[] rows, float[] target, int from, int to) {
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
  public void spread(float[] source, int[] index, float[] target, int from, int to) {
    for (int k = from; k < to; k++) {
      target[k] = index[k] < 0 ? 0 : source[index[k]];
    }
  }

  @Override
  public void collect(float[] full, int[] starts, int[] positions, float[] out, int from, int to) {
    for (int s = from; s < to; s++) {
      double sum = 0;
      for (int p = starts[s]; p < starts[s + 1]; p++) {
        sum += full[positions[p]];
      }
      out[s] = (float) sum;
    }
  }

  @Override
  public void dropout(DropoutMask mask, float[] m, int from, int to) {
    for (int k = from; k < to; k++) {
      m[k] = (float) mask.apply(k, m[k]);
    }
  }

  @Override
  public void scaleRows(float[] column, float[] m, int columns, int from, int to) {
    for (int i = from; i < to; i++) {
      float factor = column[i];
      for (int k = i * columns; k < (i + 1) * columns; k++) {
        m[k] = factor * m[k];
      }
    }
  }

  @Override
  public void addColumn(float[] column, float[] m, int columns, int from, int to) {
    for (int i = from; i < to; i++) {
      float shift = column[i];
      for (int k = i * columns; k < (i + 1) * columns; k++) {
        m[k] += shift;
      }
    }
  }

  @Override
  public void positivePart(float[] z, float[] out, int from, int to) {
    for (int k = from; k < to; k++) {
      out[k] = Math.max(0, z[k]);
    }
  }

  /**
   * The step function without a branch, which the compiler would not vectorise: z·LARGE·LARGE is 0
   * for ±0, at least 1 in size for every other z, and NaN for NaN.
   */
  @Override
  public void rampBack(float[] z, float[] delta, int from, int to) {
    for (int k = from; k < to; k++) {
      delta[k] = Math.max(0, Math.min(1, 1 + z[k] * LARGE * LARGE)) * delta[k];
    }
  }

  @Override
  public void hadamard(float[] a, float[] b, float[] out, int from, int to) {
    for (int k = from; k < to; k++) {
      out[k] = a[k] * b[k];
    }
  }

  @Override
  public void axpy(double alpha, float[] x, float[] y, int from, int to) {
    float factor = (float) alpha;
    for (int k = from; k < to; k++) {
      y[k] = factor * x[k] + y[k];
    }
  }

  @Override
  public void scale(double alpha, float[] m, int from, int to) {
    float factor = (float) alpha;
    for (int k = from; k < to; k++) {
      m[k] = factor * m[k];
    }
  }

  /** Four sums side by side: one alone would wait for each addition. */
  @Override
  public double sum(float[] m, int from, int to) {
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
  public double dot(float[] x, float[] y, int from, int to) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int k = from;
    for (; k + 4 <= to; k += 4) {
      a += (double) x[k] * y[k];
      b += (double) x[k + 1] * y[k + 1];
      c += (double) x[k + 2] * y[k + 2];
      d += (double) x[k + 3] * y[k + 3];
    }
    for (; k < to; k++) {
      a += (double) x[k] * y[k];
    }
    return (a + b) + (c + d);
  }

  @Override
  public void decayedSum(double decay, float[] g, float[] v, int from, int to) {
    float factor = (float) decay;
    for (int k = from; k < to; k++) {
      v[k] = factor * v[k] + g[k];
    }
  }

  @Override
  public void nesterovStep(
      double rate, double momentum, float[] g, float[] v, float[] theta, int from, int to) {
    float eta = (float) rate;
    float mu = (float) momentum;
    for (int k = from; k < to; k++) {
      theta[k] = theta[k] - eta * (g[k] + mu * v[k]);
    }
  }

  @Override
  public void movingMean(double beta, float[] g, float[] m, int from, int to) {
    float old = (float) beta;
    float fresh = (float) (1 - beta);
    for (int k = from; k < to; k++) {
      m[k] = old * m[k] + fresh * g[k];
    }
  }

  @Override
  public void movingSquare(double beta, float[] g, float[] v, int from, int to) {
    float old = (float) beta;
    float fresh = (float) (1 - beta);
    for (int k = from; k < to; k++) {
      v[k] = old * v[k] + fresh * (g[k] * g[k]);
    }
  }

  @Override
  public void adamStep(
      double rate,
      double root,
      double epsilon,
      float[] m,
      float[] v,
      float[] theta,
      int from,
      int to) {
    float a = (float) rate;
    float r = (float) root;
    float e = (float) epsilon;
    for (int k = from; k < to; k++) {
      theta[k] = theta[k] - a * m[k] / ((float) Math.sqrt(v[k]) * r + e);
    }
  }
}
