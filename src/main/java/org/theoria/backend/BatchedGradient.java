package org.theoria.backend;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Parameters;

/**
 * Loss E(θ) = ‖f_θ(x) − y‖² and gradient ∇E(θ), by backpropagation, of many small fully connected
 * networks of one architecture at once, one example each, in double precision:
 *
 * <pre>
 *   f₀ = x,  z_h = b_h + W_h f_{h−1},  f_h = σ_h(z_h),      h = 1..H
 *   δ_H = 2(f_H − y) ∘ σ_H'(z_H),  δ_{h−1} = (W_hᵀ δ_h) ∘ σ_{h−1}'(z_{h−1}),
 *   ∂E/∂W_h = δ_h f_{h−1}ᵀ,  ∂E/∂b_h = δ_h.
 * </pre>
 *
 * <p>Each network is a lane of a {@link NetworkBlock}; lanes never mix, and each is computed by the
 * same IEEE operations in the same order. The result of a network therefore depends on nothing but
 * the network: not on its block, its lane, the number of lanes or of threads. {@link GradientCheck}
 * bounds the error.
 *
 * <p>An instance holds scratch rows and serves one thread.
 */
public final class BatchedGradient {

  /**
   * Blocks of this many small networks and their gradients fit in a second-level cache, and fill
   * the vector loops.
   */
  public static final int DEFAULT_LANES = 64;

  private final Architecture architecture;
  private final Parameters layout;
  private final int lanes;
  private final List<LaneActivation> activations;
  private final double[][][] layers;
  private final double[][][] preActivations;
  private final int[] weightStart;
  private final int[] biasStart;

  /**
   * @param activations σ_1, …, σ_H, each tanh, sigmoid, identity or relu
   * @param lanes the lanes of the blocks that it will be given
   */
  public BatchedGradient(Architecture architecture, List<Activation> activations, int lanes) {
    if (activations.size() != architecture.depth()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "batched gradient: one activation for each of the %d layers is needed, got %s",
              architecture.depth(),
              activations));
    }
    this.architecture = architecture;
    this.layout = new Parameters(architecture);
    this.lanes = lanes;
    this.activations = activations.stream().map(a -> new LaneActivation(a, lanes)).toList();
    int depth = architecture.depth();
    this.layers = new double[depth + 1][][];
    this.preActivations = new double[depth + 1][][];
    this.weightStart = new int[depth + 1];
    this.biasStart = new int[depth + 1];
    layers[0] = new double[0][];
    double[] shared = new double[lanes];
    for (int h = 1; h <= depth; h++) {
      int width = architecture.width(h);
      layers[h] = new double[width][lanes];
      preActivations[h] = new double[width][];
      for (int i = 0; i < width; i++) {
        preActivations[h][i] =
            this.activations.get(h - 1).needsPreActivation() ? new double[lanes] : shared;
      }
      weightStart[h] = layout.weight(h, 0, 0);
      biasStart[h] = layout.bias(h, 0);
    }
  }

  /** The same activation σ on every layer, the last one too. */
  public BatchedGradient(Architecture architecture, Activation activation, int lanes) {
    this(architecture, Collections.nCopies(architecture.depth(), activation), lanes);
  }

  /**
   * Floating-point operations (additions and multiplications, each counted 1) of the matrix
   * products of one gradient: 2·n_h·n_{h−1} forward, 2·n_h·n_{h−1} backward for h ≥ 2, n_h·n_{h−1}
   * for the outer products. Activations come on top.
   */
  public static long productOperations(Architecture architecture) {
    long count = 0;
    for (int h = 1; h <= architecture.depth(); h++) {
      long entries = (long) architecture.width(h) * architecture.width(h - 1);
      count += (h == 1 ? 3 : 5) * entries;
    }
    return count;
  }

  /**
   * Floating-point operations of one tanh with its derivative (36 for the value, of which one
   * division; 3 for the factor 1 − t²), times the number of neurons.
   */
  public static long tanhOperations(Architecture architecture) {
    return 39L * architecture.biasCount();
  }

  /**
   * Overwrites {@code gradient} (shape [P][lanes], rows in the order of {@link Parameters}) and
   * {@code loss} (shape [lanes]). The block is not modified.
   */
  public void gradient(NetworkBlock block, double[][] gradient, double[] loss) {
    requireShape("block", block.lanes(), block.architecture());
    if (gradient.length != layout.count() || loss.length != lanes) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "batched gradient: a result of %d rows of %d lanes is needed, got %d rows of %d"
                  + " lanes",
              layout.count(),
              lanes,
              gradient.length,
              loss.length));
    }
    forward(block);
    backward(block, gradient, loss);
  }

  private void requireShape(String what, int givenLanes, Architecture given) {
    if (givenLanes != lanes || !given.equals(architecture)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "batched gradient: a %s of %d lanes of %s is needed, got %d lanes of %s",
              what,
              lanes,
              architecture.widths(),
              givenLanes,
              given.widths()));
    }
  }

  private void forward(NetworkBlock block) {
    double[][] theta = block.parameters();
    layers[0] = block.inputs();
    for (int h = 1; h < layers.length; h++) {
      double[][] below = layers[h - 1];
      int fan = below.length;
      LaneActivation activation = activations.get(h - 1);
      for (int i = 0; i < layers[h].length; i++) {
        double[] z = preActivations[h][i];
        double[] sum = theta[biasStart[h] + i];
        int row = weightStart[h] + i * fan;
        int j = 0;
        for (; j + 4 <= fan; j += 4) {
          LaneKernels.addProducts(
              z,
              sum,
              theta[row + j],
              theta[row + j + 1],
              theta[row + j + 2],
              theta[row + j + 3],
              below[j],
              below[j + 1],
              below[j + 2],
              below[j + 3],
              lanes);
          sum = z;
        }
        for (; j < fan; j++) {
          LaneKernels.addProduct(z, sum, theta[row + j], below[j], lanes);
          sum = z;
        }
        activation.value(z, layers[h][i]);
      }
    }
  }

  /** The rows of ∂E/∂b_h are δ_h: they are where the recursion works. */
  private void backward(NetworkBlock block, double[][] gradient, double[] loss) {
    double[][] theta = block.parameters();
    int depth = layers.length - 1;
    Arrays.fill(loss, 0);
    for (int i = 0; i < layers[depth].length; i++) {
      double[] delta = gradient[biasStart[depth] + i];
      LaneKernels.residual(delta, loss, layers[depth][i], block.targets()[i], lanes);
      activations.get(depth - 1).timesSlope(delta, layers[depth][i], preActivations[depth][i]);
    }
    for (int h = depth; h >= 1; h--) {
      outerProducts(h, gradient);
      if (h > 1) {
        for (int j = 0; j < layers[h - 1].length; j++) {
          double[] delta = gradient[biasStart[h - 1] + j];
          columnSum(h, j, theta, gradient, delta);
          activations.get(h - 2).timesSlope(delta, layers[h - 1][j], preActivations[h - 1][j]);
        }
      }
    }
  }

  /**
   * ∂E/∂W_h = δ_h f_{h−1}ᵀ, one row a loop: four at once were measured slower by a quarter, as
   * writes to memory then interleave.
   */
  private void outerProducts(int h, double[][] gradient) {
    double[][] below = layers[h - 1];
    int fan = below.length;
    for (int i = 0; i < layers[h].length; i++) {
      double[] delta = gradient[biasStart[h] + i];
      int row = weightStart[h] + i * fan;
      for (int j = 0; j < fan; j++) {
        LaneKernels.product(gradient[row + j], delta, below[j], lanes);
      }
    }
  }

  /** result = (W_hᵀ δ_h)_j. */
  private void columnSum(int h, int j, double[][] theta, double[][] gradient, double[] result) {
    int rows = layers[h].length;
    int fan = layers[h - 1].length;
    int w = weightStart[h] + j;
    int b = biasStart[h];
    LaneKernels.product(result, theta[w], gradient[b], lanes);
    int i = 1;
    for (; i + 4 <= rows; i += 4) {
      LaneKernels.addProducts(
          result,
          result,
          theta[w + i * fan],
          theta[w + (i + 1) * fan],
          theta[w + (i + 2) * fan],
          theta[w + (i + 3) * fan],
          gradient[b + i],
          gradient[b + i + 1],
          gradient[b + i + 2],
          gradient[b + i + 3],
          lanes);
    }
    for (; i < rows; i++) {
      LaneKernels.addProduct(result, result, theta[w + i * fan], gradient[b + i], lanes);
    }
  }
}
