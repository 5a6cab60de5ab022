package org.theoria.network;

import java.util.ArrayList;
import java.util.List;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;

/**
 * The gradient of E(θ) = Σ_i L(f_θ(xⁱ), yⁱ) in all weights and biases, by backpropagation (slides
 * 45-46), written once for every arithmetic. On kinks, the value by the convention of {@link
 * Activation#slope}.
 *
 * <p>A vector in the space of parameters, more generally: a direction along which to differentiate
 * has the same shape.
 *
 * @param weights ∂E/∂W_h for h = 1..H, n_h × n_{h−1}
 * @param biases ∂E/∂b_h for h = 1..H, n_h × 1
 */
public record Gradient<M extends Matrix<M>>(List<M> weights, List<M> biases) {

  public Gradient {
    weights = List.copyOf(weights);
    biases = List.copyOf(biases);
  }

  /**
   * The gradient at θ.
   *
   * @param weights W_h, n_h × n_{h−1}
   * @param biases b_h, n_h × 1
   * @param x the inputs, n₀ × n
   * @param y the targets, n_H × n
   */
  public static <M extends Matrix<M>> Gradient<M> of(
      OrderedArithmetic<M> k,
      List<Activation> activations,
      Loss loss,
      List<M> weights,
      List<M> biases,
      M x,
      M y) {
    return Backpropagation.of(Forward.of(k, activations, weights, biases, x), loss, y).gradient();
  }

  /** The gradient at the exact parameters of a network, enclosed where it cannot be exact. */
  public static <M extends Matrix<M>> Gradient<M> of(
      OrderedArithmetic<M> k, Network network, Loss loss, Sample sample) {
    return Backpropagation.of(network.forward(k, k.of(sample.x())), loss, k.of(sample.y()))
        .gradient();
  }

  /** All entries as one column of |E| + |B|, in the order of {@link Parameters}. */
  public M flatten() {
    M result = weights.getFirst().flatten().stack(biases.getFirst());
    for (int h = 1; h < weights.size(); h++) {
      result = result.stack(weights.get(h).flatten()).stack(biases.get(h));
    }
    return result;
  }

  /** ‖∇E‖², 1 × 1. */
  public M squaredNorm() {
    List<M> terms = new ArrayList<>(weights);
    terms.addAll(biases);
    return terms.stream().map(Matrix::sumOfSquares).reduce(Matrix::plus).orElseThrow();
  }
}
