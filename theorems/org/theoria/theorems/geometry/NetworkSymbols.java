package org.theoria.theorems.geometry;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Network;
import org.theoria.proposition.Symbols;

/** Networks made of symbols: w1_21 is entry (2,1) of W_1, b1_2 entry 2 of b_1. */
final class NetworkSymbols {
  private NetworkSymbols() {}

  /** This activation on the hidden layers, the identity on the last. */
  static Network network(Symbols symbols, List<Integer> widths, Activation hidden) {
    Architecture a = new Architecture(widths);
    List<Activation> activations = new ArrayList<>();
    List<RationalMatrix> weights = new ArrayList<>();
    List<RationalMatrix> biases = new ArrayList<>();
    for (int h = 1; h <= a.depth(); h++) {
      activations.add(h == a.depth() ? Activation.IDENTITY : hidden);
      weights.add(symbols.matrix("w" + h, a.width(h), a.width(h - 1)));
      biases.add(symbols.matrix("b" + h, a.width(h), 1));
    }
    return new Network(a, activations, weights, biases);
  }

  /** "(2,3,1)". */
  static String shape(List<Integer> widths) {
    return widths.stream().map(String::valueOf).collect(Collectors.joining(",", "(", ")"));
  }
}
