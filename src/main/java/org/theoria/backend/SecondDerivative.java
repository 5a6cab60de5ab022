package org.theoria.backend;

/**
 * E''(W)[V, V] of E(W) = ‖W_H⋯W₁X − Y‖² by Taylor expansion of the product along W + tV: with P_h =
 * W_h P_{h−1},
 *
 * <pre>  P'_h = V_h P_{h−1} + W_h P'_{h−1},   P''_h = 2 V_h P'_{h−1} + W_h P''_{h−1},
 *   E'' = 2 tr(P'_H Σ_XX P'_Hᵀ) + 2 ⟨M, P''_H⟩.</pre>
 *
 * <p>It shares M and the P_h with the Hessian, and neither its entries nor its elimination: a
 * direction found there is judged here.
 */
final class SecondDerivative {
  private final LinearChains chains;
  private final double[] direction;
  private double[] first;
  private double[] second;
  private double[] nextFirst;
  private double[] nextSecond;
  private final double[] term;

  SecondDerivative(LinearChains chains) {
    this.chains = chains;
    int size = 0;
    for (int h = 0; h <= chains.depth(); h++) {
      size = Math.max(size, chains.width(h) * chains.width(0));
    }
    direction = new double[chains.count()];
    first = new double[size];
    second = new double[size];
    nextFirst = new double[size];
    nextSecond = new double[size];
    term = new double[size];
  }

  /** Additions and multiplications of {@link #relative}. */
  long operations() {
    int in = chains.width(0);
    long count = 2L * chains.width(chains.depth()) * in * (in + 2) + 3L * chains.count();
    for (int h = 1; h <= chains.depth(); h++) {
      count += (8L * chains.width(h - 1) + 3) * chains.width(h) * in;
    }
    return count;
  }

  /**
   * E''(W)[V, V] / (scale·ν²) with V_h = s_h v_h and ν = Σ ‖v_h‖_F: between −1 and 1 (see {@link
   * PointScale}).
   *
   * @param v the direction in the units s_h, shape of a point; not 0
   */
  double relative(double[] theta, int from, double[] v, PointScale scale) {
    int depth = chains.depth();
    int in = chains.width(0);
    double nu = 0;
    for (int h = 1; h <= depth; h++) {
      double sum = 0;
      for (int i = chains.start(h); i < chains.start(h + 1); i++) {
        sum += v[i] * v[i];
        direction[i] = scale.unit(h) * v[i];
      }
      nu += Math.sqrt(sum);
    }
    java.util.Arrays.fill(first, 0);
    java.util.Arrays.fill(second, 0);
    for (int h = 1; h <= depth; h++) {
      int p = chains.width(h);
      int q = chains.width(h - 1);
      int entries = p * in;
      SmallProduct.multiply(theta, from + chains.start(h), second, nextSecond, p, q, in);
      SmallProduct.multiply(direction, chains.start(h), first, term, p, q, in);
      for (int i = 0; i < entries; i++) {
        nextSecond[i] += 2 * term[i];
      }
      SmallProduct.multiply(theta, from + chains.start(h), first, nextFirst, p, q, in);
      SmallProduct.multiply(direction, chains.start(h), chains.below(h), term, p, q, in);
      for (int i = 0; i < entries; i++) {
        nextFirst[i] += term[i];
      }
      double[] f = first;
      first = nextFirst;
      nextFirst = f;
      double[] s = second;
      second = nextSecond;
      nextSecond = s;
    }
    int out = chains.width(depth);
    SmallProduct.multiply(first, 0, chains.sample().sigmaXx(), term, out, in, in);
    double sum = 0;
    for (int i = 0; i < out * in; i++) {
      sum += term[i] * first[i] + chains.residual()[i] * second[i];
    }
    return 2 * sum / (scale.scale() * nu * nu);
  }
}
