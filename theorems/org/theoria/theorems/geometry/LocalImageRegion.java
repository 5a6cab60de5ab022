package org.theoria.theorems.geometry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.theoria.arithmetic.ExactRank;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Forward;
import org.theoria.network.Network;
import org.theoria.network.OutputJacobian;
import org.theoria.sampling.Key;
import org.theoria.sampling.Kinks;
import org.theoria.sampling.Stream;

/**
 * The pattern of a ReLU network at θ, the rank of D f_θ(X), and exact bounds of r_j, the largest
 * rank of the pattern. On kinks the slope is 1, as the pattern counts them.
 *
 * <p>Ũ_j is the set of θ of the pattern without a pre-activation 0: such a θ is interior by
 * continuity, and where a pre-activation is 0, which counts as 1, a smaller bias of that neuron
 * makes it negative.
 *
 * @param network θ; σ_h = ReLU for h &lt; H, σ_H = Id
 * @param x X, n₀ × n
 * @param forward f_θ(X) with its pre-activations
 */
record LocalImageRegion(Network network, RationalMatrix x, Forward<RationalMatrix> forward) {

  /** Halvings of the step to a point nearby; more than any exponent of an instance. */
  private static final int HALVINGS = 400;

  LocalImageRegion(Network network, RationalMatrix x) {
    this(network, x, network.forward(RationalArithmetic.INSTANCE, x));
  }

  /** Whether no pre-activation is 0. */
  boolean isInterior() {
    return !Kinks.meets(network, x);
  }

  /** D f_θ(X), n·n_H × (|E| + |B|). */
  RationalMatrix jacobian() {
    return OutputJacobian.of(forward);
  }

  /** rank D f_θ(X). */
  int rank() {
    return ExactRank.rank(jacobian());
  }

  /** One word an example: 1 for each hidden neuron whose pre-activation is at least 0. */
  List<String> patterns() {
    List<String> words = new ArrayList<>();
    for (int j = 0; j < x.columns(); j++) {
      StringBuilder word = new StringBuilder();
      for (int h = 1; h < network.depth(); h++) {
        RationalMatrix z = forward.preActivation(h);
        for (int i = 0; i < z.rows(); i++) {
          word.append(z.get(i, j).signum() >= 0 ? '1' : '0');
        }
      }
      words.add(word.toString());
    }
    return words;
  }

  /** The examples of each pattern, ascending from 0, in the order of their first. */
  List<List<Integer>> classes() {
    Map<String, List<Integer>> classes = new LinkedHashMap<>();
    List<String> words = patterns();
    for (int j = 0; j < words.size(); j++) {
      classes.computeIfAbsent(words.get(j), w -> new ArrayList<>()).add(j);
    }
    return List.copyOf(classes.values());
  }

  /** (X; 𝟙ᵀ) on these examples, (n₀ + 1) × their number. */
  RationalMatrix extended(List<Integer> examples) {
    List<Integer> rows = new ArrayList<>();
    for (int i = 0; i < x.rows(); i++) {
      rows.add(i);
    }
    return x.select(rows, examples)
        .stack(RationalMatrix.constant(1, examples.size(), Rational.ONE));
  }

  /** Σ rank(X_C; 𝟙ᵀ) over the classes. */
  int affineRank() {
    return classes().stream().mapToInt(c -> ExactRank.rank(extended(c))).sum();
  }

  /**
   * An upper bound of r_j that depends on the pattern only, the smallest of
   *
   * <ul>
   *   <li>n_H·Σ_C rank(X_C; 𝟙ᵀ): D f(x) is affine in x on a class;
   *   <li>|E| + |B| − (n₁ + … + n_{H−1}) of the network without its dead neurons, and n_H where a
   *       layer is dead;
   *   <li>for one hidden layer n_H·dim span(𝟙, a_k, a_k∘x_l), which is r_j for n_H = 1.
   * </ul>
   */
  int upperBound() {
    int outputs = network.architecture().outputs();
    int bound = Math.min(outputs * affineRank(), symmetryBound());
    return network.depth() == 2 ? Math.min(bound, outputs * shallowDimension()) : bound;
  }

  /** Whether θ ∈ 𝒰_j follows: the rank is an upper bound of r_j. */
  boolean hasLargestRank() {
    return rank() == upperBound();
  }

  private int symmetryBound() {
    List<String> words = patterns();
    List<Integer> widths = new ArrayList<>(List.of(network.architecture().inputs()));
    int number = 0;
    int hidden = 0;
    for (int h = 1; h < network.depth(); h++) {
      int alive = 0;
      for (int i = 0; i < network.architecture().width(h); i++) {
        int place = number++;
        alive += words.stream().anyMatch(w -> w.charAt(place) == '1') ? 1 : 0;
      }
      if (alive == 0) {
        return network.architecture().outputs();
      }
      widths.add(alive);
      hidden += alive;
    }
    widths.add(network.architecture().outputs());
    int count = 0;
    for (int h = 1; h < widths.size(); h++) {
      count += widths.get(h) * (widths.get(h - 1) + 1);
    }
    return count - hidden;
  }

  /** dim span(𝟙, a_k, a_k∘x_l) of a network with one hidden layer. */
  int shallowDimension() {
    RationalMatrix pattern = ActivationPatterns.signs(forward.preActivation(1));
    return ExactRank.rank(
        ActivationPatterns.span(
            x,
            IntStream.range(0, pattern.rows())
                .mapToObj(k -> pattern.block(k, 0, 1, pattern.columns()))
                .toList()));
  }

  /**
   * θ + 2⁻ᵏg for a fixed direction g and the first k for which no pre-activation that is not 0
   * changes its sign.
   *
   * @param index which direction
   */
  LocalImageRegion nearby(int index) {
    Stream s = new Key("local-image-direction", 1).stream(index);
    List<RationalMatrix> weights = new ArrayList<>();
    List<RationalMatrix> biases = new ArrayList<>();
    for (int h = 1; h <= network.depth(); h++) {
      weights.add(direction(network.weight(h), s));
      biases.add(direction(network.bias(h), s));
    }
    Rational step = Rational.of(1, 2);
    for (int k = 0; k < HALVINGS; k++) {
      Network moved = moved(network, weights, biases, step);
      if (keepsSigns(moved)) {
        return new LocalImageRegion(moved, x);
      }
      step = step.times(Rational.of(1, 2));
    }
    throw new IllegalStateException("no point of the same signs within 2^-" + HALVINGS);
  }

  private static RationalMatrix direction(RationalMatrix shape, Stream s) {
    RationalMatrix result = shape;
    for (int i = 0; i < shape.rows(); i++) {
      for (int j = 0; j < shape.columns(); j++) {
        result = result.with(i, j, Rational.of(2L * s.nextInt(-32, 31) + 1, 16));
      }
    }
    return result;
  }

  /** θ + t·direction. */
  static Network moved(
      Network n, List<RationalMatrix> weights, List<RationalMatrix> biases, Rational t) {
    List<RationalMatrix> w = new ArrayList<>();
    List<RationalMatrix> b = new ArrayList<>();
    for (int h = 1; h <= n.depth(); h++) {
      w.add(n.weight(h).plus(weights.get(h - 1).scale(t)));
      b.add(n.bias(h).plus(biases.get(h - 1).scale(t)));
    }
    return n.withParameters(w, b);
  }

  /** Whether each hidden pre-activation that is not 0 here has the same sign there. */
  boolean keepsSigns(Network other) {
    Forward<RationalMatrix> there = other.forward(RationalArithmetic.INSTANCE, x);
    for (int h = 1; h < network.depth(); h++) {
      RationalMatrix z = forward.preActivation(h);
      RationalMatrix moved = there.preActivation(h);
      for (int i = 0; i < z.rows(); i++) {
        for (int j = 0; j < z.columns(); j++) {
          int sign = z.get(i, j).signum();
          if (sign != 0 && sign != moved.get(i, j).signum()) {
            return false;
          }
        }
      }
    }
    return true;
  }

  /**
   * The largest rank at two points nearby, 0 where they lie on kinks: a lower bound of the
   * dimension of the local image, for it contains that of a point nearby.
   */
  int nearbyRank() {
    int rank = 0;
    for (int index = 0; index < 2; index++) {
      LocalImageRegion near = nearby(index);
      rank = near.isInterior() ? Math.max(rank, near.rank()) : rank;
    }
    return rank;
  }
}
