package org.theoria.theorems.firstproperties;

import java.util.ArrayList;
import java.util.List;
import org.theoria.arithmetic.FormalArithmetic;
import org.theoria.arithmetic.Matrix;
import org.theoria.network.FormalLoss;
import org.theoria.network.Loss;
import org.theoria.network.Network;
import org.theoria.network.Sample;
import org.theoria.proposition.Claim;
import org.theoria.proposition.FormalClaims;
import org.theoria.proposition.Symbols;

/**
 * The backpropagation formula at one shape, for all weights, biases, inputs and targets, with σ_1,
 * …, σ_H and L uninterpreted: the derivatives of the network's own risk E(θ) = L(f_θ(x), y) against
 * the formula that the claims of the entry use.
 *
 * @param formula the formula, or a false variant
 * @param layers (n₀, …, n_H)
 */
record BackpropShape(BackpropFormula formula, FormalShape layers) implements FormalClaims {

  static BackpropShape of(BackpropFormula.Change change, int... widths) {
    return new BackpropShape(new BackpropFormula(change), FormalShape.of(widths));
  }

  @Override
  public String shape() {
    return layers.toString();
  }

  @Override
  public <M extends Matrix<M>> List<Claim<M>> on(Symbols symbols, FormalArithmetic<M> k) {
    Network network = layers.network(symbols, layers.uninterpreted(), true);
    Sample sample = layers.sample(symbols, 1);
    Loss loss = new FormalLoss("L");
    M x = k.of(sample.x());
    M y = k.of(sample.y());
    M risk = loss.value(k, network.forward(k, x).output(), y);
    BackpropFormula.Gradient<M> gradient = formula.gradient(k, network, loss, x, y);
    List<Claim<M>> claims = new ArrayList<>();
    for (int h = 1; h <= network.depth(); h++) {
      claims.add(
          Claim.equal(
              "weights-" + h,
              k.derivative(risk, k.of(network.weight(h))),
              gradient.weights().get(h - 1)));
      claims.add(
          Claim.equal(
              "biases-" + h,
              k.derivative(risk, k.of(network.bias(h))),
              gradient.biases().get(h - 1)));
    }
    return List.copyOf(claims);
  }
}
