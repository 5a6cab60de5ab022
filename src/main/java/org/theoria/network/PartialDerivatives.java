package org.theoria.network;

import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.RationalMatrix;

/**
 * The one-sided partial derivatives of θ ↦ L(f_θ(x), y), by forward differentiation: lim_{t↓0} (E(θ
 * + t·e) − E(θ))/t for e = ±(each coordinate vector).
 *
 * <p>They exist everywhere, on kinks too: every layer is directionally differentiable and locally
 * Lipschitz, so the chain rule for one-sided directional derivatives holds, z'(θ; v) first and then
 * σ'(z; z'(θ; v)). Where E is differentiable the two sides are opposite and the right one is the
 * gradient. No backpropagation is involved.
 */
public final class PartialDerivatives {

  /** The direction along each coordinate. */
  public enum Side {
    /** t ↓ 0 along +e. */
    RIGHT,
    /** t ↓ 0 along −e. */
    LEFT
  }

  private PartialDerivatives() {}

  /**
   * One row of |E| + |B| one-sided derivatives, in the order of {@link Parameters}.
   *
   * @param x the input, n₀ × 1
   * @param y the target, n_H × 1
   */
  public static <M extends Matrix<M>> M of(
      OrderedArithmetic<M> k,
      Network network,
      Loss loss,
      RationalMatrix x,
      RationalMatrix y,
      Side side) {
    Forward<M> f = network.forward(k, k.of(x));
    M tangents = null; // of f_{h−1}, n_{h−1} × (parameters of the layers before h)
    for (int h = 1; h <= network.depth(); h++) {
      M own = ownDirections(k, f.layer(h - 1), network.architecture().width(h), side);
      M direction = tangents == null ? own : f.weight(h).times(tangents).beside(own);
      tangents = network.activation(h).along(k, f.preActivation(h), direction);
    }
    if (tangents == null) {
      throw new IllegalStateException("a network has at least one layer");
    }
    return loss.gradient(k, f.output(), k.of(y)).transpose().times(tangents);
  }

  /**
   * The derivative of W·f + b along each entry of W (row by row) and of b: (I ⊗ fᵀ | I), n ×
   * n(m+1), with the sign of the side.
   */
  private static <M extends Matrix<M>> M ownDirections(
      OrderedArithmetic<M> k, M f, int n, Side side) {
    M identity = k.identity(n);
    M row = f.transpose();
    M result = identity.block(0, 0, n, 1).times(row);
    for (int i = 1; i < n; i++) {
      result = result.beside(identity.block(0, i, n, 1).times(row));
    }
    result = result.beside(identity);
    return side == Side.RIGHT ? result : result.negate();
  }
}
