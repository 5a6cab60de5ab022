package org.theoria.theorems.regularisation;

import org.theoria.sampling.Key;
import org.theoria.sampling.Stream;

/**
 * Examples (x, sin 2πx + noise) with x uniform in [0, 1]: those of training, and fresh ones of the
 * same law.
 */
record WidthSample(double[] x, double[] y, double[] testX, double[] testY) {

  static WidthSample draw(WidthSettings s, double noise, Key key, int run) {
    Stream train = new Key(key.domain() + " examples", key.seed()).stream(run);
    Stream test = new Key(key.domain() + " tests", key.seed()).stream(run);
    double[] x = inputs(s.examples(), train);
    double[] testX = inputs(s.tests(), test);
    return new WidthSample(x, targets(x, noise, train), testX, targets(testX, noise, test));
  }

  private static double[] inputs(int count, Stream stream) {
    double[] x = new double[count];
    for (int i = 0; i < count; i++) {
      x[i] = Draws.uniform(stream);
    }
    return x;
  }

  private static double[] targets(double[] x, double noise, Stream stream) {
    return Marks.map(x, v -> GapTarget.SINE.at(v) + noise * Draws.normal(stream));
  }

  /** The mean squared error on the fresh examples. */
  double testError(LineNetwork network, double[] theta) {
    double[] f = network.values(theta, testX);
    double sum = 0;
    for (int i = 0; i < f.length; i++) {
      sum += (f[i] - testY[i]) * (f[i] - testY[i]);
    }
    return sum / f.length;
  }

  /** The variance of y over the fresh examples: the error of the best constant. */
  double variance() {
    double mean = 0;
    for (double v : testY) {
      mean += v / testY.length;
    }
    double sum = 0;
    for (double v : testY) {
      sum += (v - mean) * (v - mean) / testY.length;
    }
    return sum;
  }
}
