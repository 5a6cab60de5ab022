package org.theoria.network;

import java.util.ArrayList;
import java.util.List;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.Rational;
import org.theoria.network.Curvature.Kinks;

/**
 * A backward pass at one θ in one arithmetic: the gradient, and products of the Hessian with
 * vectors by differentiating the backward pass once more along a direction (Pearlmutter 1994,
 * doi:10.1162/neco.1994.6.1.147). Dots are derivatives along (Ẇ, ḃ):
 *
 * <pre>
 *   Δ_h = Dσ_h(Z_h)ᵀ G_h,  G_H = ∇L(f_H, Y),  G_h = W_{h+1}ᵀ Δ_{h+1},  ∂E/∂W_h = Δ_h f_{h−1}ᵀ,
 *   Ż_h = Ẇ_h f_{h−1} + W_h ḟ_{h−1} + ḃ_h 𝟙ᵀ,  ḟ_h = Dσ_h(Z_h) Ż_h,  ḟ_0 = 0,
 *   Ġ_H = L''(f_H, Y)∘ḟ_H,  Ġ_h = Ẇ_{h+1}ᵀ Δ_{h+1} + W_{h+1}ᵀ Δ̇_{h+1},
 *   (∂E/∂W_h)˙ = Δ̇_h f_{h−1}ᵀ + Δ_h ḟ_{h−1}ᵀ,  (∂E/∂b_h)˙ = Δ̇_h 𝟙.
 * </pre>
 *
 * @param forward the forward pass
 * @param loss the loss
 * @param y the targets, n_H × n
 * @param above G_h for h = 1..H, n_h × n
 * @param errors Δ_h for h = 1..H, n_h × n
 */
public record Backpropagation<M extends Matrix<M>>(
    Forward<M> forward, Loss loss, M y, List<M> above, List<M> errors) {

  public Backpropagation {
    above = List.copyOf(above);
    errors = List.copyOf(errors);
  }

  /**
   * The backward pass after a forward one.
   *
   * @param y the targets, n_H × n
   */
  public static <M extends Matrix<M>> Backpropagation<M> of(Forward<M> f, Loss loss, M y) {
    List<M> above = new ArrayList<>();
    List<M> errors = new ArrayList<>();
    M g = loss.gradient(f.arithmetic(), f.output(), y);
    for (int h = f.depth(); h >= 1; h--) {
      M delta = pull(f, h, g);
      above.addFirst(g);
      errors.addFirst(delta);
      g = f.weight(h).transpose().times(delta);
    }
    return new Backpropagation<>(f, loss, y, above, errors);
  }

  /** Dσ_h(Z_h)ᵀ v, column by column; Dσ_h is symmetric. */
  private static <M extends Matrix<M>> M pull(Forward<M> f, int h, M v) {
    if (f.activations().get(h - 1).isCoordinatewise()) {
      return f.slope(h).hadamard(v);
    }
    M s = f.layer(h);
    return s.hadamard(v.minus(spread(f.arithmetic(), s.hadamard(v))));
  }

  /** The sums of the columns in every row: 𝟙𝟙ᵀm. */
  private static <M extends Matrix<M>> M spread(OrderedArithmetic<M> k, M m) {
    return k.constant(m.rows(), m.rows(), Rational.ONE).times(m);
  }

  /** ∇E(θ). */
  public Gradient<M> gradient() {
    List<M> weights = new ArrayList<>();
    List<M> biases = new ArrayList<>();
    for (int h = 1; h <= forward.depth(); h++) {
      M delta = errors.get(h - 1);
      weights.add(delta.times(forward.layer(h - 1).transpose()));
      biases.add(delta.rowSums());
    }
    return new Gradient<>(weights, biases);
  }

  /**
   * ∇²E(θ)·v.
   *
   * @param v a direction, in the shape of θ
   * @param kinks what to do where an activation is not twice differentiable
   */
  public Gradient<M> hessianTimes(Gradient<M> v, Kinks kinks) {
    OrderedArithmetic<M> k = forward.arithmetic();
    int depth = forward.depth();
    List<M> zDots = new ArrayList<>();
    List<M> fDots = new ArrayList<>();
    M below = k.constant(
        forward.layer(0).rows(), forward.layer(0).columns(), Rational.ZERO);
    fDots.add(below);
    for (int h = 1; h <= depth; h++) {
      M z =
          v.weights()
              .get(h - 1)
              .times(forward.layer(h - 1))
              .plus(forward.weight(h).times(below))
              .plusColumn(v.biases().get(h - 1));
      below = pull(forward, h, z);
      zDots.add(z);
      fDots.add(below);
    }
    List<M> weights = new ArrayList<>();
    List<M> biases = new ArrayList<>();
    M gDot = Curvature.of(k, loss, forward.output(), y).hadamard(below);
    for (int h = depth; h >= 1; h--) {
      M delta = errors.get(h - 1);
      M deltaDot = pullDot(h, zDots.get(h - 1), fDots.get(h), gDot, kinks);
      weights.addFirst(
          deltaDot
              .times(forward.layer(h - 1).transpose())
              .plus(delta.times(fDots.get(h - 1).transpose())));
      biases.addFirst(deltaDot.rowSums());
      gDot =
          v.weights()
              .get(h - 1)
              .transpose()
              .times(delta)
              .plus(forward.weight(h).transpose().times(deltaDot));
    }
    return new Gradient<>(weights, biases);
  }

  /** The derivative of Dσ_h(Z_h)ᵀ G_h. */
  private M pullDot(int h, M zDot, M fDot, M gDot, Kinks kinks) {
    OrderedArithmetic<M> k = forward.arithmetic();
    M g = above.get(h - 1);
    Activation activation = forward.activations().get(h - 1);
    if (activation.isCoordinatewise()) {
      return Curvature.of(k, activation, forward.preActivation(h), kinks)
          .hadamard(zDot)
          .hadamard(g)
          .plus(forward.slope(h).hadamard(gDot));
    }
    M s = forward.layer(h);
    M inner = spread(k, s.hadamard(g));
    M innerDot = spread(k, fDot.hadamard(g).plus(s.hadamard(gDot)));
    return fDot.hadamard(g.minus(inner)).plus(s.hadamard(gDot.minus(innerDot)));
  }
}
