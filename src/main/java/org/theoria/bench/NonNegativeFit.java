package org.theoria.bench;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Coefficients c ≥ 0 of t ≈ Σ_j c_j·x_j with the least Σ ((Σ_j c_j x_j − t)/t)²: relative errors,
 * so that short times count as much as long ones. By trying every set of positive coefficients,
 * which are few.
 *
 * @param coefficients c, of shape [features]
 * @param worst the largest relative error of a sample
 */
record NonNegativeFit(double[] coefficients, double worst) {

  /**
   * @param features x, of shape [samples][features], at least 0
   * @param times t, of shape [samples], positive
   */
  static NonNegativeFit of(double[][] features, double[] times) {
    int n = features[0].length;
    double least = Double.POSITIVE_INFINITY;
    double[] best = new double[n];
    for (int chosen = 1; chosen < (1 << n); chosen++) {
      double[] c = solve(features, times, chosen);
      double error = 0;
      boolean positive = true;
      for (double entry : c) {
        positive &= entry >= 0; // false for NaN
      }
      for (int i = 0; i < times.length; i++) {
        double relative = value(c, features[i]) / times[i] - 1;
        error += relative * relative;
      }
      if (positive && error < least) {
        least = error;
        best = c;
      }
    }
    return new NonNegativeFit(best, worst(best, features, times));
  }

  private static double worst(double[] c, double[][] features, double[] times) {
    OptionalDouble worst = OptionalDouble.empty();
    for (int i = 0; i < times.length; i++) {
      double relative = Math.abs(value(c, features[i]) / times[i] - 1);
      worst = OptionalDouble.of(Math.max(worst.orElse(0), relative));
    }
    return worst.orElseThrow(
        () -> new IllegalArgumentException("fit: at least one sample is needed, got none"));
  }

  /** Σ_j c_j·x_j. */
  double at(double... x) {
    return value(coefficients, x);
  }

  private static double value(double[] c, double[] x) {
    double sum = 0;
    for (int j = 0; j < c.length; j++) {
      sum += c[j] * x[j];
    }
    return sum;
  }

  /** Least squares in the features of the set, 0 in the others; NaN where they are dependent. */
  private static double[] solve(double[][] features, double[] times, int chosen) {
    int n = features[0].length;
    int[] index = new int[Integer.bitCount(chosen)];
    int count = 0;
    for (int j = 0; j < n; j++) {
      if (((chosen >> j) & 1) == 1) {
        index[count++] = j;
      }
    }
    double[] size = new double[n]; // columns of length 1 keep the system well conditioned
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < times.length; i++) {
        size[j] = Math.max(size[j], Math.abs(features[i][j] / times[i]));
      }
    }
    double[][] system = new double[count][count + 1];
    for (int i = 0; i < times.length; i++) {
      for (int p = 0; p < count; p++) {
        double x = features[i][index[p]] / times[i] / size[index[p]];
        for (int q = 0; q < count; q++) {
          system[p][q] += x * features[i][index[q]] / times[i] / size[index[q]];
        }
        system[p][count] += x;
      }
    }
    double[] solution = eliminate(system);
    double[] c = new double[n];
    for (int p = 0; p < count; p++) {
      c[index[p]] = solution[p] / size[index[p]];
    }
    return c;
  }

  /** Gauss and Jordan on a symmetric positive definite system: no pivoting is needed. */
  private static double[] eliminate(double[][] system) {
    int n = system.length;
    for (int p = 0; p < n; p++) {
      double pivot = system[p][p];
      for (int q = p; q <= n; q++) {
        system[p][q] /= pivot;
      }
      for (int r = 0; r < n; r++) {
        double factor = system[r][p];
        for (int q = p; r != p && q <= n; q++) {
          system[r][q] -= factor * system[p][q];
        }
      }
    }
    return Arrays.stream(system).mapToDouble(row -> row[n]).toArray();
  }
}
