package org.theoria.theorems.firstproperties;

import java.util.ArrayList;
import java.util.List;
import org.theoria.arbitraries.Networks;
import org.theoria.arithmetic.Rational;
import org.theoria.network.Activation;
import org.theoria.network.Loss;
import org.theoria.network.Network;
import org.theoria.network.Parameters;
import org.theoria.network.Sample;
import org.theoria.network.StandardActivation;
import org.theoria.network.StandardLoss;

/**
 * The empirical risk from its definition, in loops over rational numbers, and derivatives read off
 * its values alone. No matrix, no forward pass and no derivative of the program is used.
 */
final class PlainRisk {

  private static final Rational EIGHTH = Rational.of(1, 8);

  private final Network network;
  private final Sample sample;
  private final Loss loss;

  PlainRisk(Network network, Sample sample, Loss loss) {
    this.network = network;
    this.sample = sample;
    this.loss = loss;
  }

  /** E(θ) = Σ_i L(f_θ(x_i), y_i). */
  Rational value() {
    Rational total = Rational.ZERO;
    for (int e = 0; e < sample.size(); e++) {
      List<Rational> out = output(e, new ArrayList<>());
      for (int i = 0; i < out.size(); i++) {
        Rational d = out.get(i).minus(sample.y().get(i, e));
        total = total.plus(d.pow(power()));
      }
    }
    return total;
  }

  private int power() {
    return switch (loss) {
      case StandardLoss.SQUARE -> 2;
      case StandardLoss.QUARTIC -> 4;
      default ->
          throw new IllegalArgumentException("loss: expected a polynomial one, got " + loss.id());
    };
  }

  /** f_θ(x_e); the pre-activations of every layer are appended to {@code met}. */
  List<Rational> output(int e, List<Rational> met) {
    List<Rational> layer = new ArrayList<>();
    for (int j = 0; j < network.architecture().inputs(); j++) {
      layer.add(sample.x().get(j, e));
    }
    for (int h = 1; h <= network.depth(); h++) {
      List<Rational> next = new ArrayList<>();
      for (int i = 0; i < network.architecture().width(h); i++) {
        Rational z = network.bias(h).get(i, 0);
        for (int j = 0; j < layer.size(); j++) {
          z = z.plus(network.weight(h).get(i, j).times(layer.get(j)));
        }
        met.add(z);
        next.add(activate(network.activation(h), z));
      }
      layer = next;
    }
    return layer;
  }

  private static Rational activate(Activation a, Rational z) {
    return switch (a) {
      case StandardActivation.IDENTITY -> z;
      case StandardActivation.SQUARE -> z.times(z);
      case StandardActivation.CUBE -> z.times(z).times(z);
      case StandardActivation.RELU -> z.signum() > 0 ? z : Rational.ZERO;
      case StandardActivation.LEAKY_RELU -> z.signum() > 0 ? z : z.times(EIGHTH);
      case StandardActivation.ABSOLUTE -> z.signum() < 0 ? z.negate() : z;
      default ->
          throw new IllegalArgumentException(
              "activation: expected a polynomial or piecewise linear one, got " + a.id());
    };
  }

  private PlainRisk at(int parameter, Rational t) {
    return new PlainRisk(Networks.shifted(network, parameter, t), sample, loss);
  }

  /**
   * An upper bound of the degree of E in one parameter of a network whose activations are
   * polynomials.
   */
  static int degree(Network n, Loss loss) {
    int degree = loss.equals(Loss.SQUARE) ? 2 : 4;
    for (Activation a : n.activations()) {
      degree *= a.equals(Activation.CUBE) ? 3 : a.equals(Activation.SQUARE) ? 2 : 1;
    }
    return degree;
  }

  /**
   * ∂E/∂θ_p exactly, for polynomial activations: E is a polynomial in t = the change of θ_p, of
   * degree at most D, and its linear coefficient is Σ_{k=1..D} (−1)^{k+1} Δᵏ/k, with the forward
   * differences Δᵏ of its values at t = 0, 1, …, D (Newton's interpolation).
   */
  Rational polynomialDerivative(int parameter) {
    return fromDifferences(parameter, Rational.ONE, degree(network, loss));
  }

  /**
   * The right derivative of E along θ_p (or the left one, the limit of (E(θ + t·e_p) − E(θ))/t for
   * t ↑ 0), exactly, for piecewise linear activations, on kinks too.
   *
   * <p>While each pre-activation that is not 0 at t = 0 has the same sign at t = s, the
   * pre-activations are affine in t on [0, s]: for the layer of θ_p this is clear, and a layer
   * whose pre-activations are affine and do not change sign inside is affine there. So E is a
   * polynomial of degree at most 4 on [0, s], and the difference formula with nodes in [0, s] is
   * exact.
   */
  Rational oneSidedDerivative(int parameter, boolean right) {
    int degree = power();
    Rational s = right ? Rational.ONE : Rational.of(-1);
    while (!sameSigns(signs(this), signs(at(parameter, s)))) {
      s = s.times(Rational.of(1, 2));
    }
    Rational step = s.dividedBy(Rational.of(degree));
    return fromDifferences(parameter, step, degree);
  }

  private static List<Integer> signs(PlainRisk r) {
    List<Rational> met = new ArrayList<>();
    for (int e = 0; e < r.sample.size(); e++) {
      List<Rational> output = r.output(e, met);
      met.subList(met.size() - output.size(), met.size()).clear(); // the last layer has no kink
    }
    return met.stream().map(Rational::signum).toList();
  }

  private static boolean sameSigns(List<Integer> here, List<Integer> there) {
    for (int i = 0; i < here.size(); i++) {
      if (here.get(i) != 0 && !here.get(i).equals(there.get(i))) {
        return false;
      }
    }
    return true;
  }

  /**
   * The network with one bias of its first layer moved so that a pre-activation is 0 on the first
   * example.
   */
  static Network onKink(Network n, Sample s) {
    List<Rational> met = new ArrayList<>();
    new PlainRisk(n, s, Loss.SQUARE).output(0, met);
    return Networks.shifted(
        n, new Parameters(n.architecture()).biasStart(1), met.getFirst().negate());
  }

  /** Whether a pre-activation of a hidden layer is 0 on some example. */
  boolean meetsKink() {
    return signs(this).contains(0);
  }

  /** dE/dt at 0 from the values at 0, step, …, degree·step. */
  private Rational fromDifferences(int parameter, Rational step, int degree) {
    List<Rational> differences = new ArrayList<>();
    for (int k = 0; k <= degree + 1; k++) {
      differences.add(at(parameter, step.times(Rational.of(k))).value());
    }
    boolean inside =
        step.abs()
            .equals(
                Rational
                    .ONE); // the extra node tells that the degree is enough, where it may be used
    Rational derivative = Rational.ZERO;
    for (int k = 1; k <= degree + 1; k++) {
      for (int i = 0; i + k <= degree + 1; i++) {
        differences.set(i, differences.get(i + 1).minus(differences.get(i)));
      }
      if (k == degree + 1) {
        if (inside && !differences.getFirst().isZero()) {
          throw new IllegalStateException(
              "E is of degree more than " + degree + " in parameter " + parameter);
        }
      } else {
        Rational term = differences.getFirst().dividedBy(Rational.of(k));
        derivative = k % 2 == 1 ? derivative.plus(term) : derivative.minus(term);
      }
    }
    return derivative.dividedBy(step);
  }

  /** The number of parameters. */
  int parameters() {
    return new Parameters(network.architecture()).count();
  }
}
