package org.theoria.theorems.firstproperties;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.theoria.arithmetic.FormalArithmetic;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.FormalActivation;
import org.theoria.network.FormalLoss;
import org.theoria.network.Loss;
import org.theoria.network.Network;
import org.theoria.proposition.Claim;
import org.theoria.proposition.FormalClaims;
import org.theoria.proposition.Symbols;

/**
 * The backpropagation formula at one shape, for all weights, biases, inputs and targets, with σ_1,
 * …, σ_H and L uninterpreted: the derivatives of the network's own risk E(θ) = L(f_θ(x), y) against
 * the formula that the claims of the entry use.
 *
 * @param formula the formula, or a false variant
 * @param architecture (n₀, …, n_H)
 */
record BackpropShape(BackpropFormula formula, Architecture architecture) implements FormalClaims {

  static BackpropShape of(BackpropFormula.Change change, int... widths) {
    return new BackpropShape(
        new BackpropFormula(change), new Architecture(Arrays.stream(widths).boxed().toList()));
  }

  @Override
  public String shape() {
    return architecture.widths().stream()
        .map(String::valueOf)
        .collect(java.util.stream.Collectors.joining(",", "(", ")"));
  }

  @Override
  public <M extends Matrix<M>> List<Claim<M>> on(Symbols symbols, FormalArithmetic<M> k) {
    List<RationalMatrix> weights = new ArrayList<>();
    List<RationalMatrix> biases = new ArrayList<>();
    List<Activation> activations = new ArrayList<>();
    for (int h = 1; h <= architecture.depth(); h++) {
      int rows = architecture.width(h);
      weights.add(symbols.matrix("w" + h, rows, architecture.width(h - 1)));
      biases.add(symbols.matrix("b" + h, rows, 1));
      activations.add(new FormalActivation("s" + h));
    }
    Network network = new Network(architecture, activations, weights, biases);
    Loss loss = new FormalLoss("L");
    M x = k.of(symbols.matrix("x", architecture.width(0), 1));
    M y = k.of(symbols.matrix("y", architecture.width(architecture.depth()), 1));
    M risk = loss.value(k, network.forward(k, x).output(), y);
    BackpropFormula.Gradient<M> gradient = formula.gradient(k, network, loss, x, y);
    List<Claim<M>> claims = new ArrayList<>();
    for (int h = 1; h <= architecture.depth(); h++) {
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
