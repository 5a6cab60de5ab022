package org.theoria.theorems.linear;

import java.util.List;
import org.theoria.arithmetic.FormalArithmetic;
import org.theoria.arithmetic.Matrix;
import org.theoria.proposition.Claim;
import org.theoria.proposition.FormalClaims;
import org.theoria.proposition.Symbols;

/**
 * Matrix identities at one shape (n₀,n₁,n₂) with matrices of symbols, entry by entry.
 *
 * @param inputs n₀
 * @param hidden n₁
 * @param outputs n₂
 * @param examples n
 * @param identities what is claimed
 */
record TwoLayerShape(int inputs, int hidden, int outputs, int examples, Identities identities)
    implements FormalClaims {

  /** Claims of matrices of symbols. */
  interface Identities {
    <M extends Matrix<M>> List<Claim<M>> on(
        TwoLayerShape shape, Symbols symbols, FormalArithmetic<M> k);
  }

  @Override
  public String shape() {
    return "(" + inputs + "," + hidden + "," + outputs + ") with n=" + examples;
  }

  @Override
  public <M extends Matrix<M>> List<Claim<M>> on(Symbols symbols, FormalArithmetic<M> k) {
    return identities.on(this, symbols, k);
  }

  /** A, B, X, Y of symbols. */
  <M extends Matrix<M>> TwoLayerRisk<M> risk(Symbols s, FormalArithmetic<M> k) {
    return new TwoLayerRisk<>(
        k.of(s.matrix("x", inputs, examples)),
        k.of(s.matrix("y", outputs, examples)),
        k.of(s.matrix("a", outputs, hidden)),
        k.of(s.matrix("b", hidden, inputs)));
  }

  /** The identities at the shapes (n₀,n₁,n₂,n). */
  static List<FormalClaims> at(Identities identities, List<List<Integer>> shapes) {
    return shapes.stream()
        .<FormalClaims>map(
            s -> new TwoLayerShape(s.get(0), s.get(1), s.get(2), s.get(3), identities))
        .toList();
  }
}
