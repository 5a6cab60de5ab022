package org.theoria.network.rank;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.theoria.arithmetic.DoubleArithmetic;
import org.theoria.arithmetic.DoubleMatrix;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Activation;
import org.theoria.network.Forward;
import org.theoria.network.Network;
import org.theoria.network.StandardActivation;

/**
 * The slopes σ_h'(W_h f_{h−1}(x) + b_h) of a piecewise linear network on every example, each
 * proven: by a double with its error radius where that decides the sign, in rational arithmetic
 * where it does not. With its slopes frozen the network is f_h = slope ∘ (W_h f_{h−1} + b_h), for
 * its activations are homogeneous.
 */
public final class FrozenPattern {
  private final Network network;
  private final int examples;
  private final byte[][][] signs;
  private final int exactExamples;
  private final boolean strict;

  private FrozenPattern(
      Network network, int examples, byte[][][] signs, int exactExamples, boolean strict) {
    this.strict = strict;
    this.network = network;
    this.examples = examples;
    this.signs = signs;
    this.exactExamples = exactExamples;
  }

  /**
   * The pattern on the columns of x.
   *
   * @param network its activations identity, relu, leaky-relu or absolute; the last may be softmax,
   *     which is left out: see {@link OutputRows}
   * @param x n₀ × n
   * @throws KinkException where a pre-activation is exactly 0 and the policy refuses that
   * @throws IllegalArgumentException for another activation, naming its layer
   */
  public static FrozenPattern of(Network network, RationalMatrix x, KinkPolicy policy) {
    Network frozen = withoutSoftmax(network);
    for (int h = 1; h <= frozen.depth(); h++) {
      if (!isPiecewiseLinear(frozen.activation(h))) {
        throw new IllegalArgumentException(
            "activations: expected identity, relu, leaky-relu or absolute (and softmax on the last"
                + " layer), got "
                + frozen.activation(h).id()
                + " on layer "
                + h);
      }
    }
    int n = x.columns();
    byte[][][] signs = new byte[n][][];
    DoubleArithmetic k = new DoubleArithmetic();
    Forward<DoubleMatrix> forward = frozen.forward(k, k.of(x));
    int exact = 0;
    for (int j = 0; j < n; j++) {
      signs[j] = new byte[frozen.depth()][];
      if (!decided(frozen, forward, j, signs[j])) {
        exact(frozen, x.block(0, j, x.rows(), 1), j, policy, signs[j]);
        exact++;
      }
    }
    return new FrozenPattern(frozen, n, signs, exact, policy == KinkPolicy.REFUSE);
  }

  private static Network withoutSoftmax(Network f) {
    if (!f.activation(f.depth()).equals(Activation.SOFTMAX)) {
      return f;
    }
    Activation[] activations = f.activations().toArray(new Activation[0]);
    activations[activations.length - 1] = Activation.IDENTITY;
    return new Network(f.architecture(), Arrays.asList(activations), f.weights(), f.biases());
  }

  private static boolean isPiecewiseLinear(Activation a) {
    return hasKink(a) || a.equals(Activation.IDENTITY);
  }

  static boolean hasKink(Activation a) {
    return a.equals(Activation.RELU)
        || a.equals(Activation.LEAKY_RELU)
        || a.equals(Activation.ABSOLUTE);
  }

  /** The signs of an example from doubles; false where one of them is in doubt. */
  private static boolean decided(Network f, Forward<DoubleMatrix> forward, int j, byte[][] signs) {
    for (int h = 1; h <= f.depth(); h++) {
      DoubleMatrix z = forward.preActivation(h);
      signs[h - 1] = new byte[z.rows()];
      for (int i = 0; i < z.rows(); i++) {
        if (!hasKink(f.activation(h))) {
          signs[h - 1][i] = 1;
        } else if (Math.abs(z.value(i, j)) > z.radius(i, j)) {
          signs[h - 1][i] = (byte) (z.value(i, j) > 0 ? 1 : -1);
        } else {
          return false;
        }
      }
    }
    return true;
  }

  private static void exact(
      Network f, RationalMatrix column, int j, KinkPolicy policy, byte[][] signs) {
    Forward<RationalMatrix> forward = f.forward(RationalArithmetic.INSTANCE, column);
    for (int h = 1; h <= f.depth(); h++) {
      RationalMatrix z = forward.preActivation(h);
      signs[h - 1] = new byte[z.rows()];
      for (int i = 0; i < z.rows(); i++) {
        int sign = hasKink(f.activation(h)) ? z.get(i, 0).signum() : 1;
        if (sign == 0 && policy == KinkPolicy.REFUSE) {
          throw new KinkException(h, i, j);
        }
        signs[h - 1][i] = (byte) (sign < 0 ? -1 : 1);
      }
    }
  }

  /** The network, a softmax of its last layer replaced by the identity. */
  public Network network() {
    return network;
  }

  /** n. */
  public int examples() {
    return examples;
  }

  /** On how many examples some sign needed rational arithmetic. */
  public int exactExamples() {
    return exactExamples;
  }

  /** Whether the pre-activation of neuron i of layer h on example j is positive; i, j from 0. */
  public boolean isPositive(int h, int i, int j) {
    return signs[j][h - 1][i] > 0;
  }

  /** σ_h' there. */
  public Rational slope(int h, int i, int j) {
    return slope(network.activation(h), isPositive(h, i, j));
  }

  /** σ' on the side. */
  static Rational slope(Activation activation, boolean positive) {
    if (positive) {
      return Rational.ONE;
    }
    return switch (activation) {
      case StandardActivation.RELU -> Rational.ZERO;
      case StandardActivation.LEAKY_RELU -> Rational.of(1, 8);
      case StandardActivation.ABSOLUTE -> Rational.of(-1);
      default -> Rational.ONE;
    };
  }

  /** Whether no pre-activation is 0 where an activation has a kink, because that was refused. */
  boolean isStrict() {
    return strict;
  }

  /** Whether neuron i of layer h has slope 0 on every example. */
  public boolean isDead(int h, int i) {
    if (!network.activation(h).equals(Activation.RELU)) {
      return false;
    }
    for (int j = 0; j < examples; j++) {
      if (isPositive(h, i, j)) {
        return false;
      }
    }
    return true;
  }

  /** How many hidden neurons are dead. */
  public int deadNeurons() {
    int dead = 0;
    for (int h = 1; h < network.depth(); h++) {
      for (int i = 0; i < network.architecture().width(h); i++) {
        dead += isDead(h, i) ? 1 : 0;
      }
    }
    return dead;
  }

  /** For each example the number, from 0, of its pattern of hidden neurons; equal ones share it. */
  public int[] classes() {
    Map<String, Integer> known = new HashMap<>();
    int[] classes = new int[examples];
    for (int j = 0; j < examples; j++) {
      StringBuilder key = new StringBuilder();
      for (int h = 1; h < network.depth(); h++) {
        for (byte sign : signs[j][h - 1]) {
          key.append(sign > 0 ? '1' : '0');
        }
      }
      Integer next = known.size();
      Integer before = known.putIfAbsent(key.toString(), next);
      classes[j] = before == null ? next : before;
    }
    return classes;
  }

  /** |𝒜|: the number of distinct patterns of hidden neurons (slide 80). */
  public int patterns() {
    return Arrays.stream(classes()).max().orElse(-1) + 1;
  }
}
