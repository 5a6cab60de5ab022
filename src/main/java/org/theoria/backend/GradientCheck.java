package org.theoria.backend;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Parameters;

/**
 * Is ⟨∇E(θ), v⟩ = dE(θ)[v]? For each lane, the difference between the inner product of a given
 * gradient with a direction v and the directional derivative by forward-mode differentiation, and a
 * rigorous bound of what rounding can make of it. A lane whose difference exceeds its bound, or
 * whose bound is not finite, is <em>not cleared</em>: it says nothing yet, and goes to exact
 * arithmetic.
 *
 * <p>Forward mode shares no code with {@link BatchedGradient} but the loops over lanes and σ
 * itself, and takes σ' from another formula (1/cosh² instead of 1 − tanh²): with V_h, v_h the parts
 * of v,
 *
 * <pre>
 *   ż_h = v_h + V_h f_{h−1} + W_h ḟ_{h−1},  ḟ_h = σ_h'(z_h) ∘ ż_h,  ḟ₀ = 0,   D = ⟨2(f_H − y), ḟ_H⟩.
 * </pre>
 *
 * <p><b>The bound.</b> u = 2⁻⁵³; for a sum or product computed in floating point write "count k,
 * majorant m" when |computed − exact| ≤ ((1+u)ᵏ − 1)·m and |exact| ≤ m. Products add counts and
 * multiply majorants, and add 1; sums take the largest count plus 1 for each addition passed, and
 * add majorants.
 *
 * <p>(i) Both passes form z_h in the same order with the same σ, so f_h and r = f_H − y are <em>the
 * same doubles</em> in both (if a defect in either makes them differ, the difference shows, which
 * is what is wanted). For <em>any</em> numbers f_h, r and slopes d_h, the two recursions give the
 * same real number: unfolding δ, Σ_h ⟨δ_h, v_h + V_h f_{h−1}⟩ = ⟨δ_H, ż_H⟩ by transposition, layer
 * by layer. Hence no error of f enters, and for d_h the true slopes σ_h'(ẑ_h) at the computed ẑ_h
 * the exact values agree.
 *
 * <p>(ii) |σ'| ≤ 1 for tanh, sigmoid, identity and ReLU, and each pass's slope is within s·u of it
 * ({@link LaneActivation#SLOPE_ERROR}, s = {@value #SLOPE_COUNT}): count s, majorant 1. Replacing
 * slopes by 1 and all else by absolute values, m_h = |v_h| + |V_h||f_{h−1}| + |W_h| m_{h−1} is a
 * majorant of ż_h and M = ⟨2|r|, m_H⟩ one of D; by the transposition of (i) M is also the majorant
 * Σ|g_p||v_p| of the inner product.
 *
 * <p>(iii) Counts. Forward: ż_h is a sum of at most 2n_{h−1}+1 terms (1 product, 2n_{h−1}
 * additions), then the slope (s + 1): C_f = Σ_h (2n_{h−1} + 2 + s) + n_H + 1. Backward: slope and
 * product s + 1 at H; for each h below, n_{h+1} products and additions, s + 1; the outer product 1;
 * the inner product with v 1 and P additions: C_b = H(s+1) + Σ_{h≥2} (n_h + 1) + P + 2. So
 *
 * <pre>  |computed difference| ≤ ((1+u)^{C_f} + (1+u)^{C_b} − 2)·M ≤ 1.01·(C_f + C_b)·u·M̂,</pre>
 *
 * the 1.01 covering the second order, the rounding of M̂ itself (count ≤ C_f), of the difference,
 * and of this product, for C_f + C_b ≤ 10⁹ (checked).
 *
 * <p>(iv) Underflow. Each operation may add an absolute error of 2⁻¹⁰⁷⁵. One in ż or ḟ of layer h
 * reaches D multiplied by at most the majorant of δ_h; adding τ = 2⁻⁹⁶⁰ to every entry of m_h
 * covers it, as u·τ exceeds any number of them. One in δ_h is multiplied by m_h, one in g by |v|,
 * one in the inner product by 1: τ(Σ m_h + Σ|v| + P) is added to M̂. Overflow makes the bound or
 * the difference infinite or NaN, and the lane is not cleared.
 *
 * <p>An instance holds scratch rows and serves one thread.
 */
public final class GradientCheck {
  static final int SLOPE_COUNT = 46;

  private static final double UNDERFLOW = 0x1p-960;
  private static final double LARGEST_COUNT = 1e9;

  private final Architecture architecture;
  private final Parameters layout;
  private final int lanes;
  private final List<LaneActivation> activations;
  private final double factor;
  private final Rows[] layers;
  private final double[] preActivation;
  private final double[] slope;
  private final double[] doubledResidual;
  private final double[] unusedLoss;
  private final double[] inner;
  private final double[] derivative;
  private final double[] majorant;
  private final double[] small;

  /** Layer h: f_h, ḟ_h and m_h, each [n_h][lanes]. */
  private record Rows(double[][] value, double[][] tangent, double[][] majorant) {}

  /**
   * @param activations σ_1, …, σ_H, each tanh, sigmoid, identity or relu
   * @param lanes the lanes of the blocks that it will be given
   */
  public GradientCheck(Architecture architecture, List<Activation> activations, int lanes) {
    if (activations.size() != architecture.depth()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "gradient check: one activation for each of the %d layers is needed, got %s",
              architecture.depth(),
              activations));
    }
    this.architecture = architecture;
    this.layout = new Parameters(architecture);
    this.lanes = lanes;
    this.activations = activations.stream().map(a -> new LaneActivation(a, lanes)).toList();
    this.factor = factor(architecture);
    this.layers = new Rows[architecture.depth() + 1];
    for (int h = 0; h < layers.length; h++) {
      int n = architecture.width(h);
      layers[h] = new Rows(new double[n][lanes], new double[n][lanes], new double[n][lanes]);
    }
    this.preActivation = new double[lanes];
    this.slope = new double[lanes];
    this.doubledResidual = new double[lanes];
    this.unusedLoss = new double[lanes];
    this.inner = new double[lanes];
    this.derivative = new double[lanes];
    this.majorant = new double[lanes];
    this.small = new double[lanes];
  }

  /** The same activation on every layer. */
  public GradientCheck(Architecture architecture, Activation activation, int lanes) {
    this(architecture, Collections.nCopies(architecture.depth(), activation), lanes);
  }

  /** 1.01·(C_f + C_b)·u of the class comment: bound = factor × majorant. */
  public static double factor(Architecture architecture) {
    double forward = architecture.outputs() + 1.0;
    double backward = new Parameters(architecture).count() + 2.0;
    for (int h = 1; h <= architecture.depth(); h++) {
      forward += 2.0 * architecture.width(h - 1) + 2 + SLOPE_COUNT;
      backward += SLOPE_COUNT + 1 + (h >= 2 ? architecture.width(h) + 1 : 0);
    }
    if (forward + backward > LARGEST_COUNT) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "gradient check: at most %.0f roundings are covered by its bound, %s has %.0f",
              LARGEST_COUNT,
              architecture.widths(),
              forward + backward));
    }
    return 1.01 * (forward + backward) * 0x1p-53;
  }

  /**
   * Checks one block.
   *
   * @param block the networks and examples
   * @param gradient what {@link BatchedGradient} made of it, shape [P][lanes]
   * @param direction v, shape [P][lanes], rows in the order of {@link Parameters}
   * @param difference overwritten: ⟨g, v⟩ − D, shape [lanes]
   * @param bound overwritten: what rounding may account for, shape [lanes]
   */
  public void check(
      NetworkBlock block,
      double[][] gradient,
      double[][] direction,
      double[] difference,
      double[] bound) {
    requireShapes(block, gradient, direction, difference, bound);
    forward(block, direction);
    Arrays.fill(inner, 0);
    for (int p = 0; p < direction.length; p++) {
      LaneKernels.addProduct(inner, inner, gradient[p], direction[p], lanes);
      LaneKernels.addAbsolute(small, direction[p], lanes);
    }
    Arrays.fill(derivative, 0);
    Arrays.fill(majorant, 0);
    Rows top = layers[layers.length - 1];
    for (int k = 0; k < top.value().length; k++) {
      LaneKernels.residual(doubledResidual, unusedLoss, top.value()[k], block.targets()[k], lanes);
      LaneKernels.addProduct(derivative, derivative, doubledResidual, top.tangent()[k], lanes);
      LaneKernels.addAbsoluteProduct(majorant, majorant, doubledResidual, top.majorant()[k], lanes);
    }
    for (int l = 0; l < lanes; l++) {
      difference[l] = inner[l] - derivative[l];
      bound[l] = factor * (majorant[l] + UNDERFLOW * (small[l] + direction.length));
    }
  }

  /** Whether rounding accounts for a lane's difference. False when anything is infinite or NaN. */
  public static boolean isCleared(double difference, double bound) {
    return Math.abs(difference) <= bound && bound < Double.POSITIVE_INFINITY;
  }

  /** Fills the layers, and {@code small} with Σ m_h. */
  private void forward(NetworkBlock block, double[][] direction) {
    Arrays.fill(small, 0);
    for (int j = 0; j < architecture.inputs(); j++) {
      System.arraycopy(block.inputs()[j], 0, layers[0].value()[j], 0, lanes);
    }
    for (int h = 1; h < layers.length; h++) {
      for (int i = 0; i < architecture.width(h); i++) {
        neuron(block.parameters(), direction, h, i);
      }
    }
  }

  private void neuron(double[][] theta, double[][] direction, int h, int i) {
    Rows below = layers[h - 1];
    Rows here = layers[h];
    double[] tangent = here.tangent()[i];
    double[] m = here.majorant()[i];
    int bias = layout.bias(h, i);
    System.arraycopy(theta[bias], 0, preActivation, 0, lanes);
    System.arraycopy(direction[bias], 0, tangent, 0, lanes);
    Arrays.fill(m, UNDERFLOW);
    LaneKernels.addAbsolute(m, direction[bias], lanes);
    for (int j = 0; j < architecture.width(h - 1); j++) {
      int weight = layout.weight(h, i, j);
      double[] f = below.value()[j];
      LaneKernels.addProduct(preActivation, preActivation, theta[weight], f, lanes);
      LaneKernels.addProduct(tangent, tangent, direction[weight], f, lanes);
      LaneKernels.addAbsoluteProduct(m, m, direction[weight], f, lanes);
      if (h > 1) {
        LaneKernels.addProduct(tangent, tangent, theta[weight], below.tangent()[j], lanes);
        LaneKernels.addAbsoluteProduct(m, m, theta[weight], below.majorant()[j], lanes);
      }
    }
    LaneActivation activation = activations.get(h - 1);
    activation.value(preActivation, here.value()[i]);
    activation.slope(preActivation, slope);
    LaneKernels.product(tangent, tangent, slope, lanes);
    LaneKernels.addAbsolute(small, m, lanes);
  }

  private void requireShapes(
      NetworkBlock block,
      double[][] gradient,
      double[][] direction,
      double[] difference,
      double[] bound) {
    boolean fits =
        block.lanes() == lanes
            && block.architecture().equals(architecture)
            && gradient.length == layout.count()
            && direction.length == layout.count()
            && difference.length == lanes
            && bound.length == lanes;
    if (!fits) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "gradient check: %d lanes of %s with %d parameters are needed, got a block of %d"
                  + " lanes of %s, a gradient of %d rows, a direction of %d rows, results of %d and"
                  + " %d lanes",
              lanes,
              architecture.widths(),
              layout.count(),
              block.lanes(),
              block.architecture().widths(),
              gradient.length,
              direction.length,
              difference.length,
              bound.length));
    }
  }
}
