package org.theoria.theorems.landscape;

import java.util.ArrayList;
import java.util.List;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.network.Forward;
import org.theoria.network.Loss;
import org.theoria.network.Network;

/**
 * Backpropagation over a whole sample (slides 45-46 summed over the examples), column i for example
 * i: Δ_H = [∇L], Δ̃_h = d_h ⊙ Δ_h, Δ_{h−1} = W_hᵀΔ̃_h. The gradient in (W_h, b_h) is Δ̃_h(f_{h−1};
 * 𝟙ᵀ)ᵀ.
 *
 * @param forward the layers f_0, …, f_H
 * @param slopes d_1, …, d_H, each n_h × n
 * @param deltas Δ_1, …, Δ_H, each n_h × n
 * @param errors Δ̃_1, …, Δ̃_H, each n_h × n
 */
record WideBackprop<M extends Matrix<M>>(
    Forward<M> forward, List<M> slopes, List<M> deltas, List<M> errors) {

  WideBackprop {
    slopes = List.copyOf(slopes);
    deltas = List.copyOf(deltas);
    errors = List.copyOf(errors);
  }

  /**
   * @param x the inputs, n₀ × n
   * @param y the targets, n_H × n
   */
  static <M extends Matrix<M>> WideBackprop<M> of(
      OrderedArithmetic<M> k, Network network, Loss loss, M x, M y) {
    Forward<M> f = network.forward(k, x);
    List<M> slopes = new ArrayList<>();
    List<M> deltas = new ArrayList<>();
    List<M> errors = new ArrayList<>();
    M delta = loss.gradient(k, f.output(), y);
    for (int h = f.depth(); h >= 1; h--) {
      M d = f.slope(h);
      slopes.addFirst(d);
      deltas.addFirst(delta);
      errors.addFirst(d.hadamard(delta));
      delta = f.weight(h).transpose().times(errors.getFirst());
    }
    return new WideBackprop<>(f, slopes, deltas, errors);
  }

  /** d_h, h = 1..H. */
  M slope(int h) {
    return slopes.get(h - 1);
  }

  /** Δ_h, h = 1..H. */
  M delta(int h) {
    return deltas.get(h - 1);
  }

  /** Δ̃_h, h = 1..H. */
  M error(int h) {
    return errors.get(h - 1);
  }

  /** ∇_{(W_h, b_h)}E, n_h × (n_{h−1}+1). */
  M gradient(int h) {
    return error(h)
        .times(WideShapes.augmented(forward.arithmetic(), forward.layer(h - 1)).transpose());
  }
}
