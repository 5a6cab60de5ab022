package org.theoria.theorems.firstproperties;

import java.util.ArrayList;
import java.util.List;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.Rational;
import org.theoria.network.Activation;
import org.theoria.network.Forward;
import org.theoria.network.Loss;
import org.theoria.network.Network;

/**
 * The right-hand side of the backpropagation formula of slides 45-46, and its false variants.
 *
 * <p>∂E/∂(W_h)_{ij} = [f_{h−1}]_j [d_h]_i [Δ_h]_i and ∂E/∂(b_h)_i = [d_h]_i [Δ_h]_i, with d_h =
 * σ_h'(W_h f_{h−1} + b_h), Δ_H = ∇_{y₁}L(f_θ(x), y) and Δ_h = W_{h+1}ᵀ diag(d_{h+1}) Δ_{h+1}.
 *
 * @param change what a mutant changes; NONE for the formula itself
 */
record BackpropFormula(Change change) {

  enum Change {
    NONE,
    /** W_{h+1} instead of its transpose, where it is square. */
    NO_TRANSPOSE,
    /** Δ_H = ½∇L. */
    HALF,
    /** Δ_H = −∇L. */
    SIGN,
    /** diag(d_{h+1}) left out of the recursion. */
    NO_SLOPE_IN_RECURSION,
    /** d_h left out of ∂E/∂b_h. */
    NO_SLOPE_IN_BIAS,
    /** The pre-activation of layer h−1 instead of f_{h−1}, for h ≥ 2. */
    PRE_ACTIVATION,
    /** ∂E/∂(W_h)_{ij} and ∂E/∂(W_h)_{ji} exchanged, where W_h is square. */
    TRANSPOSED_GRADIENT
  }

  /**
   * The gradient of one example.
   *
   * @param weights ∂E/∂W_h for h = 1..H, n_h × n_{h−1}
   * @param biases ∂E/∂b_h for h = 1..H, n_h × 1
   */
  record Gradient<M extends Matrix<M>>(List<M> weights, List<M> biases) {

    /** One row of |E| entries: W_1 row by row, W_2, … */
    M weightRow() {
      return row(weights);
    }

    /** One row of |B| entries: b_1, b_2, … */
    M biasRow() {
      return row(biases);
    }

    private static <M extends Matrix<M>> M row(List<M> matrices) {
      M result = matrices.getFirst().flatten();
      for (M m : matrices.subList(1, matrices.size())) {
        result = result.stack(m.flatten());
      }
      return result.transpose();
    }
  }

  <M extends Matrix<M>> Gradient<M> gradient(
      OrderedArithmetic<M> k, Network n, Loss loss, M x, M y) {
    return gradient(
        k,
        n.activations(),
        loss,
        n.weights().stream().map(k::of).toList(),
        n.biases().stream().map(k::of).toList(),
        x,
        y);
  }

  /**
   * @param x the input, n₀ × 1
   * @param y the target, n_H × 1
   */
  <M extends Matrix<M>> Gradient<M> gradient(
      OrderedArithmetic<M> k,
      List<Activation> activations,
      Loss loss,
      List<M> w,
      List<M> b,
      M x,
      M y) {
    Forward<M> f = Forward.of(k, activations, w, b, x);
    int depth = f.depth();
    List<M> weights = new ArrayList<>();
    List<M> biases = new ArrayList<>();
    M delta = top(loss.gradient(k, f.output(), y));
    for (int h = depth; h >= 1; h--) {
      M d = f.slope(h);
      M error = d.hadamard(delta); // [d_h]_i [Δ_h]_i
      biases.addFirst(change == Change.NO_SLOPE_IN_BIAS ? delta : error);
      M input = change == Change.PRE_ACTIVATION && h >= 2 ? f.preActivation(h - 1) : f.layer(h - 1);
      M gradient = error.times(input.transpose());
      weights.addFirst(
          change == Change.TRANSPOSED_GRADIENT && isSquare(gradient)
              ? gradient.transpose()
              : gradient);
      M through = change == Change.NO_SLOPE_IN_RECURSION ? delta : error;
      M matrix = f.weight(h);
      delta =
          (change == Change.NO_TRANSPOSE && isSquare(matrix) ? matrix : matrix.transpose())
              .times(through);
    }
    return new Gradient<>(List.copyOf(weights), List.copyOf(biases));
  }

  private <M extends Matrix<M>> M top(M gradient) {
    return switch (change) {
      case HALF -> gradient.scale(Rational.of(1, 2));
      case SIGN -> gradient.negate();
      default -> gradient;
    };
  }

  private static boolean isSquare(Matrix<?> m) {
    return m.rows() == m.columns();
  }
}
