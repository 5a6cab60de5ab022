package org.theoria.network.rank;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Network;

/**
 * Small networks on a grid of rationals, dead neurons, zero weights and equal examples included.
 */
final class RandomNetworks {
  static final List<Architecture> SHAPES =
      List.of(
          Architecture.of(1, 3, 1),
          Architecture.of(1, 8, 1),
          Architecture.of(2, 1),
          Architecture.of(3, 2, 2),
          Architecture.of(2, 3, 3),
          Architecture.of(2, 3, 3, 2),
          Architecture.of(4, 2, 2, 2, 2),
          Architecture.of(5, 4, 3),
          Architecture.of(1, 1, 1, 1),
          Architecture.of(3, 5, 1));

  private RandomNetworks() {}

  static Network network(SplittableRandom random, Architecture a, Activation hidden) {
    List<RationalMatrix> weights = new ArrayList<>();
    List<RationalMatrix> biases = new ArrayList<>();
    for (int h = 1; h <= a.depth(); h++) {
      weights.add(matrix(random, a.width(h), a.width(h - 1)));
      RationalMatrix bias = matrix(random, a.width(h), 1);
      if (random.nextInt(4) == 0) {
        bias = bias.minus(RationalMatrix.constant(a.width(h), 1, Rational.of(10)));
      }
      biases.add(bias);
    }
    List<Activation> activations = new ArrayList<>(Collections.nCopies(a.depth(), hidden));
    activations.set(a.depth() - 1, Activation.IDENTITY);
    return new Network(a, activations, weights, biases);
  }

  static RationalMatrix matrix(SplittableRandom random, int rows, int columns) {
    int zeros = random.nextInt(1, 8);
    Rational[] entries = new Rational[rows * columns];
    for (int i = 0; i < entries.length; i++) {
      entries[i] =
          random.nextInt(8) < zeros / 3 ? Rational.ZERO : Rational.of(random.nextInt(-64, 65), 16);
    }
    return RationalMatrix.of(rows, columns, entries);
  }
}
