package org.theoria.backend;

import java.util.Arrays;
import org.theoria.network.Architecture;

/**
 * {@link LinearChains} and the scaled Hessian of {@link LinearHessian} for many points side by
 * side: every entry of every matrix is a row of lanes, one lane a point. The weights are divided by
 * the units s_h first, so that with π = Π s_h the blocks are
 *
 * <pre>
 *   (2π²/scale)·(Ã_gᵀÃ_h) ⊗ (B̃_gΣB̃_hᵀ) + (2π/scale)·C̃_gh ⊗ (Ã_hᵀMB̃_gᵀ),   M = πP̃Σ_XX − Σ_YX.
 * </pre>
 */
final class LaneChains {
  private final LinearChains shape;
  private final int depth;
  private final int lanes;

  /** W̃_1, …, W̃_H row by row. */
  final double[][] weights;

  /** π, 2π²/scale and 2π/scale. */
  final double[] size;

  final double[] quadratic;
  final double[] linear;

  /** M. */
  final double[][] residual;

  /** The lower triangle of the Hessian, row by row. */
  final double[][] triangle;

  /** max_h (s_h‖∇_h E‖_F / scale)². */
  final double[] gradient;

  private final double[][][][] chain;
  private final double[][] sigma;
  private final double[][] moment;
  private final double[][] pulled;
  private final double[][] outer;
  private final double[][] inner;
  private final double[][] mixed;
  private final double[] square;

  LaneChains(Architecture architecture, LinearSample sample, int lanes) {
    this.shape = new LinearChains(architecture, sample);
    this.depth = shape.depth();
    this.lanes = lanes;
    int in = shape.width(0);
    int out = shape.width(depth);
    weights = new double[shape.count()][lanes];
    size = new double[lanes];
    quadratic = new double[lanes];
    linear = new double[lanes];
    gradient = new double[lanes];
    square = new double[lanes];
    residual = new double[out * in][lanes];
    triangle = new double[shape.count() * (shape.count() + 1) / 2][lanes];
    sigma = new double[in * in][lanes];
    for (int i = 0; i < sigma.length; i++) {
      Arrays.fill(sigma[i], sample.sigmaXx()[i]);
    }
    chain = chains();
    int widest = 0;
    for (int h = 0; h <= depth; h++) {
      widest = Math.max(widest, shape.width(h));
    }
    moment = new double[widest * in][lanes];
    pulled = new double[widest * in][lanes];
    outer = new double[widest * widest][lanes];
    inner = new double[widest * widest][lanes];
    mixed = new double[widest * widest][lanes];
  }

  private double[][][][] chains() {
    double[][][][] all = new double[depth + 1][depth + 2][][];
    for (int g = 0; g <= depth; g++) {
      int width = shape.width(g);
      all[g][g + 1] = new double[width * width][lanes];
      for (int i = 0; i < width; i++) {
        Arrays.fill(all[g][g + 1][i * width + i], 1);
      }
      if (g < depth) {
        all[g][g + 2] =
            Arrays.copyOfRange(weights, shape.start(g + 1), shape.start(g + 1) + shape.size(g + 1));
      }
      for (int h = g + 3; h <= depth + 1; h++) {
        all[g][h] = new double[shape.width(h - 1) * width][lanes];
      }
    }
    return all;
  }

  /** What depends on the shape alone. */
  LinearChains shape() {
    return shape;
  }

  /** Additions and multiplications of {@link #compute}, a lane. */
  long operations() {
    long count = shape.operations();
    int in = shape.width(0);
    int out = shape.width(depth);
    for (int h = 1; h <= depth; h++) {
      long s = shape.width(h - 1);
      long r = shape.width(h);
      count += s * in * (2 * in + 1) + r * in * (2 * out + 1);
      for (int g = 1; g <= h; g++) {
        long p = shape.width(g);
        long q = shape.width(g - 1);
        count += 2 * (r * p * out + s * q * in + r * q * in);
      }
    }
    return count + 2L * triangle.length;
  }

  /** B̃_h. */
  double[][] below(int h) {
    return chain[0][h];
  }

  /** Computes everything from the weights, the sizes and the factors. */
  void compute() {
    int in = shape.width(0);
    int out = shape.width(depth);
    for (int g = 0; g < depth; g++) {
      for (int h = g + 3; h <= depth + 1; h++) {
        LaneProduct.multiply(
            weights,
            shape.start(h - 1),
            chain[g][h - 1],
            chain[g][h],
            shape.width(h - 1),
            shape.width(h - 2),
            shape.width(g),
            lanes);
      }
    }
    LaneProduct.multiply(chain[0][depth + 1], 0, sigma, residual, out, in, in, lanes);
    for (int i = 0; i < residual.length; i++) {
      scaleAndSubtract(residual[i], size, shape.sample().sigmaYx()[i], lanes);
    }
    Arrays.fill(gradient, 0);
    for (int h = 1; h <= depth; h++) {
      LaneProduct.multiply(chain[0][h], 0, sigma, moment, shape.width(h - 1), in, in, lanes);
      for (int k = 0; k < shape.width(h - 1) * in; k++) {
        LaneKernels.product(moment[k], moment[k], quadratic, lanes);
      }
      LaneProduct.transposedTimes(
          chain[h][depth + 1], residual, pulled, shape.width(h), out, in, lanes);
      for (int k = 0; k < shape.width(h) * in; k++) {
        LaneKernels.product(pulled[k], pulled[k], linear, lanes);
      }
      for (int g = 1; g <= h; g++) {
        block(g, h);
      }
    }
  }

  private static void scaleAndSubtract(double[] r, double[] s, double c, int n) {
    for (int l = 0; l < n; l++) {
      r[l] = s[l] * r[l] - c;
    }
  }

  private void block(int g, int h) {
    int in = shape.width(0);
    int out = shape.width(depth);
    int p = shape.width(g);
    int q = shape.width(g - 1);
    int r = shape.width(h);
    int s = shape.width(h - 1);
    double[][] o = outer;
    double[][] f = inner;
    double[][] m = mixed;
    LaneProduct.transposedTimes(chain[h][depth + 1], chain[g][depth + 1], o, r, out, p, lanes);
    LaneProduct.timesTransposed(moment, chain[0][g], f, s, in, q, lanes);
    LaneProduct.timesTransposed(pulled, chain[0][g], m, r, in, q, lanes);
    if (g == h) {
      addGradient(r * q);
    }
    for (int b = 0; b < r; b++) {
      for (int j = 0; j < s; j++) {
        int i = shape.start(h) + b * s + j;
        int row = i * (i + 1) / 2;
        for (int a = 0; a < p; a++) {
          for (int k = 0; k < q; k++) {
            int c = shape.start(g) + a * q + k;
            if (c > i) {
              break;
            }
            if (g == h) {
              LaneKernels.product(triangle[row + c], o[b * p + a], f[j * q + k], lanes);
            } else if (g + 1 == h && j != a) { // C_gh is the identity
              LaneKernels.product(triangle[row + c], o[b * p + a], f[j * q + k], lanes);
            } else {
              LaneProduct.two(
                  triangle[row + c],
                  o[b * p + a],
                  f[j * q + k],
                  chain[g][h][j * p + a],
                  m[b * q + k],
                  lanes);
            }
          }
        }
      }
    }
  }

  private void addGradient(int entries) {
    Arrays.fill(square, 0);
    for (int k = 0; k < entries; k++) {
      LaneKernels.addProduct(square, square, mixed[k], mixed[k], lanes);
    }
    for (int l = 0; l < lanes; l++) {
      gradient[l] = Math.max(gradient[l], square[l]);
    }
  }
}
