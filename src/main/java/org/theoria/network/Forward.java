package org.theoria.network;

import java.util.ArrayList;
import java.util.List;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;

/**
 * A network evaluated on n inputs in one arithmetic.
 *
 * @param activations σ_1, …, σ_H
 * @param arithmetic the arithmetic
 * @param weights W_1, …, W_H in the arithmetic
 * @param preActivations W_h f_{h−1} + b_h for h = 1..H, each n_h × n
 * @param layers f_0, …, f_H, each n_h × n
 */
public record Forward<M extends Matrix<M>>(
    List<Activation> activations,
    OrderedArithmetic<M> arithmetic,
    List<M> weights,
    List<M> preActivations,
    List<M> layers) {

  public Forward {
    activations = List.copyOf(activations);
    weights = List.copyOf(weights);
    preActivations = List.copyOf(preActivations);
    layers = List.copyOf(layers);
  }

  /**
   * Evaluates f_h = σ_h(W_h f_{h−1} + b_h), h = 1..H.
   *
   * @param weights W_h, n_h × n_{h−1}
   * @param biases b_h, n_h × 1
   * @param x the inputs, n₀ × n
   */
  public static <M extends Matrix<M>> Forward<M> of(
      OrderedArithmetic<M> k, List<Activation> activations, List<M> weights, List<M> biases, M x) {
    List<M> pre = new ArrayList<>();
    List<M> layers = new ArrayList<>();
    layers.add(x);
    for (int h = 1; h <= activations.size(); h++) {
      M z = weights.get(h - 1).times(layers.get(h - 1)).plusColumn(biases.get(h - 1));
      pre.add(z);
      layers.add(activations.get(h - 1).value(k, z));
    }
    return new Forward<>(activations, k, weights, pre, layers);
  }

  /** H. */
  public int depth() {
    return activations.size();
  }

  /** W_h, h = 1..H. */
  public M weight(int h) {
    return weights.get(h - 1);
  }

  /** The pre-activation of layer h = 1..H, n_h × n. */
  public M preActivation(int h) {
    return preActivations.get(h - 1);
  }

  /** f_h, h = 0..H, n_h × n. */
  public M layer(int h) {
    return layers.get(h);
  }

  /** f_θ = f_H, n_H × n. */
  public M output() {
    return layers.getLast();
  }

  /**
   * d_h = σ_h'(W_h f_{h−1} + b_h), h = 1..H, n_h × n; on kinks by the convention of {@link
   * Activation#slope}.
   */
  public M slope(int h) {
    return activations.get(h - 1).slope(arithmetic, preActivation(h));
  }
}
