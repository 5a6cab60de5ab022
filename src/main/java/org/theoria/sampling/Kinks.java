package org.theoria.sampling;

import java.util.ArrayList;
import java.util.List;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Activation;
import org.theoria.network.Forward;
import org.theoria.network.Network;

/**
 * Where a network with piecewise linear activations meets a kink: a pre-activation of an activation
 * that is not C¹ is exactly 0 on some example. Everything is decided in exact rationals, so the
 * activations below the last layer with a kink must be rational; those above it do not matter.
 */
public final class Kinks {

  private Kinks() {}

  /**
   * Whether some pre-activation of a layer with a kink is 0 on a column of x (n₀ × n). A network
   * without such a layer meets none, and nothing of it is evaluated.
   *
   * @throws org.theoria.arithmetic.NotRepresentableException if no kink is met below a layer that
   *     is not rational and a layer with a kink follows it: its pre-activations are not rational
   *     numbers, so it cannot be decided
   */
  public static boolean meets(Network network, RationalMatrix x) {
    int last = lastKink(network);
    RationalMatrix layer = x;
    for (int h = 1; h <= last; h++) {
      RationalMatrix z = network.weight(h).times(layer).plusColumn(network.bias(h));
      if (hasKink(network, h) && firstZeroRow(z) >= 0) {
        return true;
      }
      if (h < last) {
        layer = network.activation(h).value(RationalArithmetic.INSTANCE, z);
      }
    }
    return false;
  }

  /**
   * The network with biases moved, layer by layer, until it meets no kink on x. Each move adds a
   * power of two below the smallest non-zero |pre-activation| of that neuron, so no other example
   * is put on the kink.
   */
  public static Network avoid(Network network, RationalMatrix x) {
    Network current = network;
    for (int h = 1; h <= network.depth(); h++) {
      if (!hasKink(network, h)) {
        continue;
      }
      RationalMatrix z = forward(current, x).preActivation(h);
      for (int row = firstZeroRow(z); row >= 0; row = firstZeroRow(z)) {
        current = withBias(current, h, row, current.bias(h).get(row, 0).plus(step(z, row)));
        z = forward(current, x).preActivation(h);
      }
    }
    return current;
  }

  /**
   * The network with one bias moved so that a pre-activation of a layer with a kink is 0 on one
   * column of x. The network must have such a layer.
   */
  public static Network meet(Network network, RationalMatrix x, Stream s) {
    List<Integer> layers = new ArrayList<>();
    for (int h = 1; h <= network.depth(); h++) {
      if (hasKink(network, h)) {
        layers.add(h);
      }
    }
    int h = s.oneOf(layers);
    int row = s.nextInt(network.architecture().width(h));
    int example = s.nextInt(x.columns());
    Rational z = forward(network, x).preActivation(h).get(row, example);
    return withBias(network, h, row, network.bias(h).get(row, 0).minus(z));
  }

  private static boolean hasKink(Network network, int h) {
    return !network.activation(h).isContinuouslyDifferentiable();
  }

  /** The last layer with a kink, or 0. */
  private static int lastKink(Network network) {
    for (int h = network.depth(); h >= 1; h--) {
      if (hasKink(network, h)) {
        return h;
      }
    }
    return 0;
  }

  /**
   * The pre-activations up to the last layer with a kink; the activations from there on (a softmax,
   * say) are not needed, so the identity stands in for them.
   */
  private static Forward<RationalMatrix> forward(Network n, RationalMatrix x) {
    List<Activation> activations = new ArrayList<>(n.activations());
    for (int h = Math.max(lastKink(n), 1); h <= n.depth(); h++) {
      activations.set(h - 1, Activation.IDENTITY);
    }
    return new Network(n.architecture(), activations, n.weights(), n.biases())
        .forward(RationalArithmetic.INSTANCE, x);
  }

  private static int firstZeroRow(RationalMatrix z) {
    for (int i = 0; i < z.rows(); i++) {
      for (int j = 0; j < z.columns(); j++) {
        if (z.get(i, j).isZero()) {
          return i;
        }
      }
    }
    return -1;
  }

  private static Rational step(RationalMatrix z, int row) {
    Rational step = Rational.ONE;
    for (int j = 0; j < z.columns(); j++) {
      Rational size = z.get(row, j).abs();
      while (!size.isZero() && step.compareTo(size) >= 0) {
        step = step.times(Rational.of(1, 2));
      }
    }
    return step;
  }

  private static Network withBias(Network n, int h, int row, Rational value) {
    List<RationalMatrix> biases = new ArrayList<>(n.biases());
    biases.set(h - 1, n.bias(h).with(row, 0, value));
    return n.withParameters(n.weights(), biases);
  }
}
