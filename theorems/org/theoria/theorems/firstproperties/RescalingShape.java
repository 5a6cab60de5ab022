package org.theoria.theorems.firstproperties;

import java.util.List;
import org.theoria.arithmetic.FormalArithmetic;
import org.theoria.arithmetic.Matrix;
import org.theoria.network.Activation;
import org.theoria.network.FormalLoss;
import org.theoria.network.Network;
import org.theoria.proposition.Claim;
import org.theoria.proposition.Claims;
import org.theoria.proposition.FormalClaims;
import org.theoria.proposition.Symbols;

/**
 * The claims of {@link GradientRescaling} at one shape, one example, L uninterpreted: for all
 * weights, biases, inputs, targets and λ &gt; 0, off the kinks.
 *
 * @param claims the claims, or those of a false variant
 * @param activation the hidden activation
 * @param layers (n₀, …, n_H)
 */
record RescalingShape(
    Claims<GradientRescaling.Instance> claims, Activation activation, FormalShape layers)
    implements FormalClaims {

  @Override
  public String shape() {
    return layers + " with " + activation.id();
  }

  private Network network(Symbols symbols) {
    return layers.network(symbols, layers.hidden(activation), true);
  }

  @Override
  public <M extends Matrix<M>> List<Claim<M>> on(Symbols symbols, FormalArithmetic<M> k) {
    return claims.on(
        new GradientRescaling.Instance(
            network(symbols),
            layers.sample(symbols, 1),
            new FormalLoss("L"),
            symbols.positive("l")),
        k);
  }

  @Override
  public <M extends Matrix<M>> List<M> nonZero(Symbols symbols, FormalArithmetic<M> k) {
    return network(symbols)
        .forward(k, k.of(layers.sample(symbols, 1).x()))
        .preActivations()
        .subList(0, layers.architecture().depth() - 1);
  }
}
