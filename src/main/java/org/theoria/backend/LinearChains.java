package org.theoria.backend;

import org.theoria.network.Architecture;

/**
 * The products that the first two derivatives of E(W) = ‖W_H⋯W₁X − Y‖² are made of, for one point
 * at a time: B_h = W_{h−1}⋯W₁ (n_{h−1} × n₀), A_h = W_H⋯W_{h+1} (n_H × n_h), C_gh = W_{h−1}⋯W_{g+1}
 * (n_{h−1} × n_g) and M = W_H⋯W₁Σ_XX − Σ_YX (n_H × n₀, half the gradient by the product). A point
 * is W₁, …, W_H row by row, one after the other, without biases.
 */
final class LinearChains {
  private final Architecture architecture;
  private final LinearSample sample;
  private final int depth;
  private final int[] starts;

  /**
   * chain[g][h] = C_gh for 0 ≤ g &lt; h ≤ H+1; B_h = C_0h, A_h = C_{h,H+1}, the product C_{0,H+1}.
   */
  private final double[][][] chain;

  private final double[] residual;

  LinearChains(Architecture architecture, LinearSample sample) {
    if (architecture.inputs() != sample.inputs() || architecture.outputs() != sample.outputs()) {
      throw new IllegalArgumentException(
          "linear network: the sample must have "
              + architecture.inputs()
              + " inputs and "
              + architecture.outputs()
              + " outputs as the architecture "
              + architecture.widths()
              + " has, got "
              + sample.inputs()
              + " and "
              + sample.outputs());
    }
    this.architecture = architecture;
    this.sample = sample;
    depth = architecture.depth();
    starts = new int[depth + 2];
    for (int h = 1; h <= depth; h++) {
      starts[h + 1] = starts[h] + width(h) * width(h - 1);
    }
    chain = new double[depth + 1][depth + 2][];
    for (int g = 0; g <= depth; g++) {
      for (int h = g + 1; h <= depth + 1; h++) {
        chain[g][h] = new double[width(h - 1) * width(g)];
      }
      for (int i = 0; i < width(g); i++) {
        chain[g][g + 1][i * width(g) + i] = 1;
      }
    }
    residual = new double[width(depth) * width(0)];
  }

  /** Computes all of them at the point that begins at theta[from]. */
  void at(double[] theta, int from) {
    for (int g = 0; g < depth; g++) {
      System.arraycopy(theta, from + starts[g + 1], chain[g][g + 2], 0, size(g + 1));
      for (int h = g + 3; h <= depth + 1; h++) {
        SmallProduct.multiply(
            theta,
            from + starts[h - 1],
            chain[g][h - 1],
            chain[g][h],
            width(h - 1),
            width(h - 2),
            width(g));
      }
    }
    int in = width(0);
    SmallProduct.multiply(chain[0][depth + 1], 0, sample.sigmaXx(), residual, width(depth), in, in);
    for (int i = 0; i < residual.length; i++) {
      residual[i] -= sample.sigmaYx()[i];
    }
  }

  /** Additions and multiplications of {@link #at}. */
  long operations() {
    long count = 2L * width(depth) * width(0) * width(0) + residual.length;
    for (int g = 0; g < depth; g++) {
      for (int h = g + 3; h <= depth + 1; h++) {
        count += 2L * width(h - 1) * width(h - 2) * width(g);
      }
    }
    return count;
  }

  LinearSample sample() {
    return sample;
  }

  int depth() {
    return depth;
  }

  int width(int h) {
    return architecture.width(h);
  }

  /** Where W_h begins in a point, h = 1..H; H + 1 gives the number of parameters. */
  int start(int h) {
    return starts[h];
  }

  /** The number of entries of W_h. */
  int size(int h) {
    return width(h) * width(h - 1);
  }

  /** The number of parameters. */
  int count() {
    return starts[depth + 1];
  }

  /** A_h. */
  double[] above(int h) {
    return chain[h][depth + 1];
  }

  /** B_h. */
  double[] below(int h) {
    return chain[0][h];
  }

  /** C_gh, g &lt; h. */
  double[] between(int g, int h) {
    return chain[g][h];
  }

  /** M. */
  double[] residual() {
    return residual;
  }
}
