package org.theoria.theorems.firstproperties;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.FormalActivation;
import org.theoria.network.Network;
import org.theoria.network.Sample;
import org.theoria.proposition.Symbols;

/**
 * Networks and samples made of symbols: w1_21 is entry (2,1) of W_1, b1_2 entry 2 of b_1, x_1 and
 * y_1 entries of an example (x_12 entry 1 of the second one where there are several).
 *
 * @param architecture (n₀, …, n_H)
 */
record FormalShape(Architecture architecture) {

  static FormalShape of(int... widths) {
    return new FormalShape(new Architecture(Arrays.stream(widths).boxed().toList()));
  }

  /** "(2,3,1)". */
  @Override
  public String toString() {
    return architecture.widths().stream()
        .map(String::valueOf)
        .collect(Collectors.joining(",", "(", ")"));
  }

  /** σ_1, …, σ_H uninterpreted. */
  List<Activation> uninterpreted() {
    List<Activation> activations = new ArrayList<>();
    for (int h = 1; h <= architecture.depth(); h++) {
      activations.add(new FormalActivation("s" + h));
    }
    return activations;
  }

  /** This activation in the hidden layers, the identity in the last. */
  List<Activation> hidden(Activation activation) {
    List<Activation> activations = new ArrayList<>();
    for (int h = 1; h <= architecture.depth(); h++) {
      activations.add(h < architecture.depth() ? activation : Activation.IDENTITY);
    }
    return activations;
  }

  /** The network of these activations, with biases or with zero ones. */
  Network network(Symbols symbols, List<Activation> activations, boolean biases) {
    List<RationalMatrix> w = new ArrayList<>();
    List<RationalMatrix> b = new ArrayList<>();
    for (int h = 1; h <= architecture.depth(); h++) {
      int rows = architecture.width(h);
      w.add(symbols.matrix("w" + h, rows, architecture.width(h - 1)));
      b.add(biases ? symbols.matrix("b" + h, rows, 1) : RationalMatrix.zero(rows, 1));
    }
    return new Network(architecture, activations, w, b);
  }

  /** n examples. */
  Sample sample(Symbols symbols, int n) {
    return new Sample(
        symbols.matrix("x", architecture.inputs(), n),
        symbols.matrix("y", architecture.outputs(), n));
  }
}
