package org.theoria.backend;

import java.util.Arrays;

/** {@link SecondDerivative} for many points side by side, in the units of {@link LaneChains}. */
final class LaneCurvature {
  private final LaneChains chains;
  private final int lanes;
  private double[][] first;
  private double[][] second;
  private double[][] nextFirst;
  private double[][] nextSecond;
  private final double[][] term;
  private final double[][] sigma;
  private final double[] norm;
  private final double[] nu;

  LaneCurvature(LaneChains chains, int lanes) {
    this.chains = chains;
    this.lanes = lanes;
    LinearChains shape = chains.shape();
    int in = shape.width(0);
    int size = 0;
    for (int h = 0; h <= shape.depth(); h++) {
      size = Math.max(size, shape.width(h) * in);
    }
    first = new double[size][lanes];
    second = new double[size][lanes];
    nextFirst = new double[size][lanes];
    nextSecond = new double[size][lanes];
    term = new double[size][lanes];
    sigma = new double[in * in][lanes];
    for (int i = 0; i < sigma.length; i++) {
      Arrays.fill(sigma[i], shape.sample().sigmaXx()[i]);
    }
    norm = new double[lanes];
    nu = new double[lanes];
  }

  /** Additions and multiplications of {@link #relative}, a lane. */
  long operations() {
    LinearChains shape = chains.shape();
    int in = shape.width(0);
    long count = 2L * shape.width(shape.depth()) * in * (in + 2) + 2L * shape.count();
    for (int h = 1; h <= shape.depth(); h++) {
      count += (8L * shape.width(h - 1) + 3) * shape.width(h) * in;
    }
    return count;
  }

  /** Overwrites {@code result} with E''(W)[V, V] / (scale·ν²) of each lane's direction. */
  void relative(double[][] v, double[] result) {
    LinearChains shape = chains.shape();
    int depth = shape.depth();
    int in = shape.width(0);
    Arrays.fill(nu, 0);
    for (double[][] rows : new double[][][] {first, second}) {
      for (double[] row : rows) {
        Arrays.fill(row, 0);
      }
    }
    for (int h = 1; h <= depth; h++) {
      int p = shape.width(h);
      int q = shape.width(h - 1);
      int start = shape.start(h);
      addNorm(v, start, shape.start(h + 1));
      LaneProduct.multiply(chains.weights, start, second, nextSecond, p, q, in, lanes);
      LaneProduct.multiply(v, start, first, term, p, q, in, lanes);
      for (int i = 0; i < p * in; i++) {
        addTwice(nextSecond[i], term[i], lanes);
      }
      LaneProduct.multiply(chains.weights, start, first, nextFirst, p, q, in, lanes);
      LaneProduct.multiply(v, start, chains.below(h), term, p, q, in, lanes);
      for (int i = 0; i < p * in; i++) {
        add(nextFirst[i], term[i], lanes);
      }
      double[][] f = first;
      first = nextFirst;
      nextFirst = f;
      double[][] s = second;
      second = nextSecond;
      nextSecond = s;
    }
    int out = shape.width(depth);
    LaneProduct.multiply(first, 0, sigma, term, out, in, in, lanes);
    double[] quadratic = nextFirst[0];
    double[] linear = nextSecond[0];
    LaneProduct.dot(quadratic, term, 0, 1, first, 0, 1, out * in, lanes);
    LaneProduct.dot(linear, chains.residual, 0, 1, second, 0, 1, out * in, lanes);
    LaneProduct.two(result, quadratic, chains.quadratic, linear, chains.linear, lanes);
    for (int l = 0; l < lanes; l++) {
      result[l] = result[l] / (nu[l] * nu[l]);
    }
  }

  private void addNorm(double[][] v, int from, int to) {
    Arrays.fill(norm, 0);
    for (int i = from; i < to; i++) {
      LaneKernels.addProduct(norm, norm, v[i], v[i], lanes);
    }
    for (int l = 0; l < lanes; l++) {
      nu[l] += Math.sqrt(norm[l]);
    }
  }

  private static void add(double[] r, double[] a, int n) {
    for (int l = 0; l < n; l++) {
      r[l] += a[l];
    }
  }

  private static void addTwice(double[] r, double[] a, int n) {
    for (int l = 0; l < n; l++) {
      r[l] += 2 * a[l];
    }
  }
}
