package org.theoria.theorems.geometry;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Network;
import org.theoria.network.Parameters;
import org.theoria.network.Subset;

/**
 * The rescalings and permutations of hidden neurons, which are numbered 1, 2, … layer by layer from
 * the first hidden layer on; numbers beyond the last neuron have no effect.
 *
 * @param change what a mutant changes
 */
record HiddenSymmetry(Change change) {

  /** What a mutant changes. */
  enum Change {
    NONE,
    /** The bias is not rescaled. */
    BIAS_KEPT,
    /** The outgoing weights are multiplied by λ too. */
    OUTGOING_TOO,
    /** The outgoing weights are not permuted. */
    INCOMING_ONLY,
    /** The biases are not permuted. */
    BIASES_STAY,
    /** The kernel direction has + the outgoing weights. */
    PLUS_OUTGOING,
    /** The kernel direction has no bias. */
    NO_BIAS,
    /** The bound is one less. */
    BOUND_LESS_ONE,
    /** The output neurons are taken away from the bound too. */
    OUTPUTS_TOO
  }

  /** θ with incoming weights and bias of these neurons times λ, their outgoing weights by λ⁻¹. */
  Network rescaled(Network n, Subset neurons, Rational factor) {
    List<RationalMatrix> weights = new ArrayList<>(n.weights());
    List<RationalMatrix> biases = new ArrayList<>(n.biases());
    Rational outgoing = change == Change.OUTGOING_TOO ? factor : factor.reciprocal();
    int number = 0;
    for (int h = 1; h < n.depth(); h++) {
      for (int i = 0; i < n.architecture().width(h); i++) {
        if (!neurons.contains(++number)) {
          continue;
        }
        weights.set(h - 1, rowTimes(weights.get(h - 1), i, factor));
        if (change != Change.BIAS_KEPT) {
          biases.set(h - 1, rowTimes(biases.get(h - 1), i, factor));
        }
        weights.set(h, rowTimes(weights.get(h).transpose(), i, outgoing).transpose());
      }
    }
    return n.withParameters(weights, biases);
  }

  private static RationalMatrix rowTimes(RationalMatrix m, int i, Rational factor) {
    RationalMatrix result = m;
    for (int j = 0; j < m.columns(); j++) {
      result = result.with(i, j, m.get(i, j).times(factor));
    }
    return result;
  }

  /** For each hidden layer, where each neuron goes: these neurons one on, cyclically, by layer. */
  static List<int[]> cycles(Network n, Subset neurons) {
    List<int[]> all = new ArrayList<>();
    int number = 0;
    for (int h = 1; h < n.depth(); h++) {
      int width = n.architecture().width(h);
      int[] target = new int[width];
      List<Integer> chosen = new ArrayList<>();
      for (int i = 0; i < width; i++) {
        target[i] = i;
        if (neurons.contains(++number)) {
          chosen.add(i);
        }
      }
      for (int c = 0; c < chosen.size(); c++) {
        target[chosen.get(c)] = chosen.get((c + 1) % chosen.size());
      }
      all.add(target);
    }
    return all;
  }

  /** θ with these neurons permuted cyclically inside their layers. */
  Network permuted(Network n, Subset neurons) {
    List<int[]> cycles = cycles(n, neurons);
    List<RationalMatrix> weights = new ArrayList<>(n.weights());
    List<RationalMatrix> biases = new ArrayList<>(n.biases());
    for (int h = 1; h < n.depth(); h++) {
      int[] target = cycles.get(h - 1);
      weights.set(h - 1, rowsMoved(weights.get(h - 1), target));
      if (change != Change.BIASES_STAY) {
        biases.set(h - 1, rowsMoved(biases.get(h - 1), target));
      }
      if (change != Change.INCOMING_ONLY) {
        weights.set(h, rowsMoved(weights.get(h).transpose(), target).transpose());
      }
    }
    return n.withParameters(weights, biases);
  }

  private static RationalMatrix rowsMoved(RationalMatrix m, int[] target) {
    RationalMatrix result = m;
    for (int i = 0; i < target.length; i++) {
      for (int j = 0; j < m.columns(); j++) {
        result = result.with(target[i], j, m.get(i, j));
      }
    }
    return result;
  }

  /**
   * One column a hidden neuron, (|E| + |B|) × (n₁ + … + n_{H−1}): its incoming weights, its bias,
   * and minus its outgoing weights, in the order of {@link Parameters}. At least one hidden neuron.
   */
  RationalMatrix directions(Network n) {
    Parameters p = new Parameters(n.architecture());
    int hidden = hidden(n);
    RationalMatrix result = RationalMatrix.zero(p.count(), hidden);
    int column = 0;
    for (int h = 1; h < n.depth(); h++) {
      for (int i = 0; i < n.architecture().width(h); i++) {
        for (int j = 0; j < n.architecture().width(h - 1); j++) {
          result = result.with(p.weight(h, i, j), column, n.weight(h).get(i, j));
        }
        if (change != Change.NO_BIAS) {
          result = result.with(p.bias(h, i), column, n.bias(h).get(i, 0));
        }
        for (int l = 0; l < n.architecture().width(h + 1); l++) {
          Rational out = n.weight(h + 1).get(l, i);
          result =
              result.with(
                  p.weight(h + 1, l, i),
                  column,
                  change == Change.PLUS_OUTGOING ? out : out.negate());
        }
        column++;
      }
    }
    return result;
  }

  /** n₁ + … + n_{H−1}. */
  static int hidden(Network n) {
    return n.architecture().biasCount() - n.architecture().outputs();
  }

  /** |E| + |B| − (n₁ + … + n_{H−1}). */
  int bound(Network n) {
    int bound = new Parameters(n.architecture()).count() - hidden(n);
    return switch (change) {
      case BOUND_LESS_ONE -> bound - 1;
      case OUTPUTS_TOO -> bound - n.architecture().outputs();
      default -> bound;
    };
  }

  /** The factor of each parameter under {@link #rescaled}, (|E| + |B|) × 1. */
  RationalMatrix factors(Network n, Subset neurons, Rational factor) {
    List<RationalMatrix> ones =
        n.weights().stream()
            .map(w -> RationalMatrix.constant(w.rows(), w.columns(), Rational.ONE))
            .toList();
    List<RationalMatrix> biases =
        n.biases().stream().map(b -> RationalMatrix.constant(b.rows(), 1, Rational.ONE)).toList();
    return Theta.of(rescaled(n.withParameters(ones, biases), neurons, factor)).column();
  }

  /** The permutation matrix Π with θ^π = Πθ, (|E| + |B|) square. */
  RationalMatrix permutation(Network n, Subset neurons) {
    int count = new Parameters(n.architecture()).count();
    Theta numbers = new Theta(IntStream.range(0, count).mapToObj(Rational::of).toList());
    List<Rational> from = Theta.of(permuted(numbers.onto(n), neurons)).entries();
    RationalMatrix result = RationalMatrix.zero(count, count);
    for (int i = 0; i < count; i++) {
      result = result.with(i, from.get(i).numerator().intValueExact(), Rational.ONE);
    }
    return result;
  }
}
