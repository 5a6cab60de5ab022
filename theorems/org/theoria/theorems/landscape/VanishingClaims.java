package org.theoria.theorems.landscape;

import java.util.List;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.Rational;
import org.theoria.proposition.Claim;
import org.theoria.proposition.Claims;
import org.theoria.theorems.landscape.VanishingExploding.Instance;

/**
 * Both bounds of the backpropagated errors, one entry for each h &lt; H; nothing for H = 1.
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
    for (int h = 1; h < depth; h++) {
      M top = b.delta(change == Change.NEXT_LAYER ? h + 1 : depth);
      M norm =
          change == Change.LARGEST_ENTRY
              ? top.maxNorm().hadamard(top.maxNorm())
              : top.sumOfSquares();
      norms = norms.stack(b.delta(h).sumOfSquares());
      above = above.stack(norm.scale(power(exchanged ? i.lower() : i.upper(), depth - h)));
      below = below.stack(norm.scale(power(exchanged ? i.upper() : i.lower(), depth - h)));
    }
    return change == Change.REVERSED
        ? List.of(Claim.atMost("vanishing", above, norms), Claim.atMost("exploding", norms, below))
        : List.of(Claim.atMost("vanishing", norms, above), Claim.atMost("exploding", below, norms));
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
