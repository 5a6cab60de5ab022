package org.theoria.network;

import java.util.List;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;

/**
 * A network evaluated on n inputs in one arithmetic.
 *
 * @param network the network
 * @param arithmetic the arithmetic
 * @param weights W_1, …, W_H in the arithmetic
 * @param preActivations W_h f_{h−1} + b_h for h = 1..H, each n_h × n
 * @param layers f_0, …, f_H, each n_h × n
 */
public record Forward<M extends Matrix<M>>(
    Network network, OrderedArithmetic<M> arithmetic, List<M> weights, List<M> preActivations, List<M> layers) {

  public Forward {
    weights = List.copyOf(weights);
    preActivations = List.copyOf(preActivations);
    layers = List.copyOf(layers);
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

  /** d_h = σ_h'(W_h f_{h−1} + b_h), h = 1..H, n_h × n; on kinks by the convention of {@link Activation#slope}. */
  public M slope(int h) {
    return network.activation(h).slope(arithmetic, preActivation(h));
  }
}
