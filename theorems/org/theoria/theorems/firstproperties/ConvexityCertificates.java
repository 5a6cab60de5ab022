package org.theoria.theorems.firstproperties;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Loss;
import org.theoria.network.Network;
import org.theoria.network.Parameters;
import org.theoria.network.Sample;
import org.theoria.proposition.Positive;
import org.theoria.theorems.firstproperties.ReluNonConvexGeneral.Instance;

/** Certificates that a risk is convex: the other half of {@link ReluNonConvexGeneral}. */
final class ConvexityCertificates {

  private ConvexityCertificates() {}

  /**
   * E is a quadratic function of all its parameters, with this Hessian: H = 1 with the identity and
   * the square loss; or E is constant (softmax over one class, or targets that are all 0).
   */
  static Optional<Positive> convex(Instance i) {
    Network n = i.network();
    Activation last = n.activation(n.depth());
    boolean noTarget = i.sample().y().isZero();
    boolean constant =
        (i.loss().equals(Loss.CROSS_ENTROPY)
                && last.equals(Activation.SOFTMAX)
                && (n.architecture().outputs() == 1 || noTarget))
            || (i.loss().equals(Loss.LOGISTIC) && last.equals(Activation.IDENTITY) && noTarget);
    if (constant) {
      int count = new Parameters(n.architecture()).count();
      return Optional.of(new Positive.ConvexQuadratic(RationalMatrix.zero(count, count)));
    }
    return n.depth() == 1 && last.equals(Activation.IDENTITY) && i.loss().equals(Loss.SQUARE)
        ? Optional.of(inLastLayer(n, i.sample()))
        : Optional.empty();
  }

  /** The problem of the architecture (n₀, n_H) with the identity and the square loss. */
  static Optional<Positive> convexWithoutHiddenLayers(Instance i) {
    Architecture a = i.network().architecture();
    Network linear =
        new Network(
            Architecture.of(a.inputs(), a.outputs()),
            List.of(Activation.IDENTITY),
            List.of(RationalMatrix.zero(a.outputs(), a.inputs())),
            List.of(RationalMatrix.zero(a.outputs(), 1)));
    return Optional.of(inLastLayer(linear, i.sample()));
  }

  /** E as a function of (W_H, b_H), the other layers being those of the instance. */
  static Optional<Positive> convexInLastLayer(Instance i) {
    Network n = i.network();
    List<Activation> activations = new ArrayList<>(n.activations());
    activations.set(n.depth() - 1, Activation.IDENTITY);
    return Optional.of(
        inLastLayer(
            new Network(n.architecture(), activations, n.weights(), n.biases()), i.sample()));
  }

  /**
   * The Hessian in the last layer, where f is affine in it and the loss is the square: exactly the
   * second differences E(e_p+e_q) − E(e_p) − E(e_q) + E(0) of the network's own risk.
   */
  private static Positive inLastLayer(Network n, Sample sample) {
    int h = n.depth();
    int inputs = n.architecture().width(h - 1);
    int count = n.architecture().outputs() * (inputs + 1);
    Rational zero = risk(n, sample, List.of());
    List<Rational> single = new ArrayList<>();
    for (int p = 0; p < count; p++) {
      single.add(risk(n, sample, List.of(p)));
    }
    RationalMatrix hessian = RationalMatrix.zero(count, count);
    for (int p = 0; p < count; p++) {
      for (int q = 0; q <= p; q++) {
        Rational entry =
            risk(n, sample, List.of(p, q)).minus(single.get(p)).minus(single.get(q)).plus(zero);
        hessian = hessian.with(p, q, entry).with(q, p, entry);
      }
    }
    return new Positive.ConvexQuadratic(hessian);
  }

  /** E with the square loss where the last layer is the sum of these unit vectors. */
  private static Rational risk(Network n, Sample sample, List<Integer> units) {
    int h = n.depth();
    RationalMatrix w = ConvexitySegments.zeroLike(n.weight(h));
    RationalMatrix b = ConvexitySegments.zeroLike(n.bias(h));
    int weights = w.rows() * w.columns();
    for (int p : units) {
      if (p < weights) {
        int row = p / w.columns();
        int column = p % w.columns();
        w = w.with(row, column, w.get(row, column).plus(Rational.ONE));
      } else {
        b = b.with(p - weights, 0, b.get(p - weights, 0).plus(Rational.ONE));
      }
    }
    List<RationalMatrix> allWeights = new ArrayList<>(n.weights());
    List<RationalMatrix> allBiases = new ArrayList<>(n.biases());
    allWeights.set(h - 1, w);
    allBiases.set(h - 1, b);
    RationalArithmetic k = RationalArithmetic.INSTANCE;
    RationalMatrix output = n.withParameters(allWeights, allBiases).forward(k, sample.x()).output();
    return Loss.SQUARE.value(k, output, sample.y()).get(0, 0);
  }
}
