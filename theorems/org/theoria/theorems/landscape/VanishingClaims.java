package org.theoria.theorems.landscape;

import java.util.List;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.Rational;
import org.theoria.proposition.Claim;
import org.theoria.proposition.Claims;
import org.theoria.theorems.landscape.VanishingExploding.Instance;

/**
 * Both bounds of the backpropagated errors: over all the layers (h = 1, 1 × 1; 0 ≤ 0 for H = 1),
 * and one entry for each 1 &lt; h &lt; H.
 *
 * @param change what a mutant changes; NONE for the bounds
 */
record VanishingClaims(Change change) implements Claims<Instance> {

  enum Change {
    NONE,
    /** H − h + 1. */
    ONE_LAYER_MORE,
    /** H − h − 1. */
    ONE_LAYER_LESS,
    /** q^{H−h} in place of q^{2(H−h)}. */
    NOT_SQUARED,
    /** q₋ and q₊ exchanged. */
    EXCHANGED,
    /** Δ_{h+1} in place of Δ_H. */
    NEXT_LAYER,
    /** ‖Δ_H‖_∞. */
    LARGEST_ENTRY,
    /** ≥ for ≤. */
    REVERSED
  }

  static <M extends Matrix<M>> WideBackprop<M> backprop(Instance i, OrderedArithmetic<M> k) {
    return WideBackprop.of(k, i.network(), i.loss(), k.of(i.sample().x()), k.of(i.sample().y()));
  }

  @Override
  public boolean isRational(Instance i) {
    return i.network().isRational() && i.loss().isRational();
  }

  @Override
  public <M extends Matrix<M>> List<Claim<M>> on(Instance i, OrderedArithmetic<M> k) {
    WideBackprop<M> b = backprop(i, k);
    int depth = i.network().depth();
    boolean exchanged = change == Change.EXCHANGED;
    M norms = k.constant(0, 1, Rational.ZERO);
    M above = norms;
    M below = norms;
    for (int h = depth - 1; h >= 1; h--) {
      M top = b.delta(change == Change.NEXT_LAYER ? h + 1 : depth);
      M norm =
          change == Change.LARGEST_ENTRY
              ? top.maxNorm().hadamard(top.maxNorm())
              : top.sumOfSquares();
      norms = b.delta(h).sumOfSquares().stack(norms);
      above = norm.scale(power(exchanged ? i.lower() : i.upper(), depth - h)).stack(above);
      below = norm.scale(power(exchanged ? i.upper() : i.lower(), depth - h)).stack(below);
    }
    M none = k.scalar(Rational.ZERO);
    boolean layers = depth > 1;
    return List.of(
        claim("vanishing", layers ? first(norms) : none, layers ? first(above) : none),
        claim("exploding", layers ? first(below) : none, layers ? first(norms) : none),
        claim("vanishing-above", layers ? rest(norms) : none, layers ? rest(above) : none),
        claim("exploding-above", layers ? rest(below) : none, layers ? rest(norms) : none));
  }

  /** h = 1. */
  private static <M extends Matrix<M>> M first(M column) {
    return column.block(0, 0, 1, 1);
  }

  /** 1 &lt; h &lt; H. */
  private static <M extends Matrix<M>> M rest(M column) {
    return column.block(1, 0, column.rows() - 1, 1);
  }

  private <M extends Matrix<M>> Claim<M> claim(String id, M small, M large) {
    return change == Change.REVERSED
        ? Claim.atMost(id, large, small)
        : Claim.atMost(id, small, large);
  }

  private Rational power(Rational q, int layers) {
    int exponent =
        switch (change) {
          case ONE_LAYER_MORE -> 2 * (layers + 1);
          case ONE_LAYER_LESS -> 2 * (layers - 1);
          case NOT_SQUARED -> layers;
          default -> 2 * layers;
        };
    return q.pow(exponent);
  }
}
