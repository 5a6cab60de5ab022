package org.theoria.theorems.firstproperties;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Activation;
import org.theoria.network.Forward;
import org.theoria.network.Network;
import org.theoria.proposition.Claim;
import org.theoria.proposition.Claims;
import org.theoria.theorems.firstproperties.ReluNonConvexGeneral.Instance;

/**
 * The two segments of {@link ReluNonConvexGeneral}, for W_H and for −W_H, and what they show.
 *
 * @param change what a mutant changes
 */
record ConvexitySegments(Change change) implements Claims<Instance> {

  private static final Rational HALF = Rational.of(1, 2);
  private static final Rational QUARTER = Rational.of(1, 4);

  /** What a mutant changes. */
  enum Change {
    NONE,
    HALF,
    REVERSED,
    ONE_SIGN,
    FIRST_BIAS_KEPT,
    LAST_WEIGHTS_KEPT
  }

  /**
   * The ends of a segment in parameter space, and its middle, computed from the ends.
   *
   * @param start the parameters at one end
   * @param middle their mean
   * @param end the parameters at the other end
   */
  private record Segment<M extends Matrix<M>>(Theta<M> start, Theta<M> middle, Theta<M> end) {

    /**
     * The first layer grows from 0 to its value, the last weights shrink from theirs to 0.
     *
     * @param sign 1, or −1 for −W_H in place of W_H
     */
    static <M extends Matrix<M>> Segment<M> of(
        Network n, int sign, Change change, OrderedArithmetic<M> k) {
      List<M> weights = new ArrayList<>(n.weights().stream().map(k::of).toList());
      List<M> biases = n.biases().stream().map(k::of).toList();
      int last = n.depth() - 1;
      weights.set(last, sign < 0 ? weights.get(last).negate() : weights.get(last));
      List<M> startWeights = new ArrayList<>(weights);
      List<M> startBiases = new ArrayList<>(biases);
      List<M> endWeights = new ArrayList<>(weights);
      startWeights.set(0, k.of(zeroLike(n.weight(1))));
      if (change != Change.FIRST_BIAS_KEPT && last > 0) {
        startBiases.set(0, k.of(zeroLike(n.bias(1))));
      }
      startWeights.set(last, weights.get(last)); // without a hidden layer it is the first as well
      if (change != Change.LAST_WEIGHTS_KEPT) {
        endWeights.set(last, k.of(zeroLike(n.weight(n.depth()))));
      }
      Theta<M> start = new Theta<>(startWeights, startBiases);
      Theta<M> end = new Theta<>(endWeights, biases);
      return new Segment<>(start, start.mean(end), end);
    }
  }

  /** Parameters in one arithmetic: W_1, …, W_H and b_1, …, b_H. */
  private record Theta<M extends Matrix<M>>(List<M> weights, List<M> biases) {

    Theta<M> mean(Theta<M> other) {
      return new Theta<>(means(weights, other.weights), means(biases, other.biases));
    }

    private static <M extends Matrix<M>> List<M> means(List<M> a, List<M> b) {
      List<M> means = new ArrayList<>();
      for (int h = 0; h < a.size(); h++) {
        means.add(a.get(h).plus(b.get(h)).scale(HALF));
      }
      return means;
    }
  }

  @Override
  public <M extends Matrix<M>> List<Claim<M>> on(Instance i, OrderedArithmetic<M> k) {
    return List.of(
        closedForm(i, k),
        above("two-segments", i, i.network(), k),
        above(
            "every-sample", i, alongOnePath(i.network(), true, zeroLike(i.network().weight(1))), k),
        withoutBiases(i, k));
  }

  /** The last pre-activation at the start, the middle and the end of the segment. */
  <M extends Matrix<M>> Claim<M> closedForm(Instance i, OrderedArithmetic<M> k) {
    Network n = i.network();
    M x = k.of(i.sample().x());
    Segment<M> segment = Segment.of(n, 1, change, k);
    M none = k.constant(n.architecture().outputs(), i.sample().size(), Rational.ZERO);
    M middle = reached(k, n, i.sample().x()).scale(change == Change.HALF ? HALF : QUARTER);
    return Claim.equal(
        "closed-form",
        lastPreActivation(k, n, segment.start(), x)
            .beside(lastPreActivation(k, n, segment.middle(), x))
            .beside(lastPreActivation(k, n, segment.end(), x)),
        none.beside(middle).beside(none).plusColumn(k.of(n.bias(n.depth()))));
  }

  /** For the square loss: over both segments the middles exceed the ends by Σ‖g_i/4‖². */
  <M extends Matrix<M>> Claim<M> squareExcess(Instance i, OrderedArithmetic<M> k) {
    M reached = reached(k, i.network(), i.sample().x());
    return Claim.equal(
        "square-excess",
        middles(i, i.network(), k).minus(ends(i, i.network(), k)),
        reached.scale(change == Change.HALF ? HALF : QUARTER).sumOfSquares());
  }

  /**
   * Over both segments of this network, the mean of E at the ends lies below that in the middle.
   */
  private <M extends Matrix<M>> Claim<M> above(
      String id, Instance i, Network n, OrderedArithmetic<M> k) {
    M ends = ends(i, n, k);
    M middles = middles(i, n, k);
    return change == Change.REVERSED
        ? Claim.less(id, middles, ends)
        : Claim.less(id, ends, middles);
  }

  /** Without biases: the same where some input is not 0; where X = 0, the output is always 0. */
  private <M extends Matrix<M>> Claim<M> withoutBiases(Instance i, OrderedArithmetic<M> k) {
    Network n = i.network();
    RationalMatrix x = i.sample().x();
    for (int e = 0; e < x.columns(); e++) {
      RationalMatrix point = x.block(0, e, x.rows(), 1);
      if (!point.isZero()) {
        RationalMatrix first = zeroLike(n.weight(1));
        for (int j = 0; j < x.rows(); j++) {
          first = first.with(0, j, point.get(j, 0));
        }
        return above("without-biases", i, alongOnePath(n, false, first), k);
      }
    }
    List<M> weights = n.weights().stream().map(k::of).toList();
    List<M> biases = n.biases().stream().map(b -> k.of(zeroLike(b))).toList();
    return Claim.equal(
        "without-biases",
        lastPreActivation(k, n, new Theta<>(weights, biases), k.of(x)),
        k.constant(n.architecture().outputs(), x.columns(), Rational.ZERO));
  }

  /** The mean of E over the ends of both segments, 1 × 1. */
  private <M extends Matrix<M>> M ends(Instance i, Network n, OrderedArithmetic<M> k) {
    Segment<M> segment = Segment.of(n, 1, change, k);
    M mean = risk(i, n, segment.start(), k).plus(risk(i, n, segment.end(), k)).scale(HALF);
    if (change == Change.ONE_SIGN) {
      return mean;
    }
    Segment<M> other = Segment.of(n, -1, change, k);
    return risk(i, n, other.start(), k)
        .plus(risk(i, n, other.end(), k))
        .scale(HALF)
        .plus(mean)
        .scale(HALF);
  }

  /** The mean of E over the middles of both segments, 1 × 1. */
  private <M extends Matrix<M>> M middles(Instance i, Network n, OrderedArithmetic<M> k) {
    M one = risk(i, n, Segment.of(n, 1, change, k).middle(), k);
    return change == Change.ONE_SIGN
        ? one
        : risk(i, n, Segment.of(n, -1, change, k).middle(), k).plus(one).scale(HALF);
  }

  /** E of the instance's problem at these parameters, 1 × 1. */
  private static <M extends Matrix<M>> M risk(
      Instance i, Network n, Theta<M> at, OrderedArithmetic<M> k) {
    M output =
        Forward.of(k, n.activations(), at.weights(), at.biases(), k.of(i.sample().x())).output();
    return i.loss().value(k, output, k.of(i.sample().y()));
  }

  /** W_H f_{H−1}(X), n_H × n. */
  static <M extends Matrix<M>> M reached(OrderedArithmetic<M> k, Network n, RationalMatrix x) {
    List<M> weights = n.weights().stream().map(k::of).toList();
    List<M> biases = n.biases().stream().map(k::of).toList();
    int h = n.depth();
    return weights
        .get(h - 1)
        .times(hidden(k, n, new Theta<>(weights, biases), k.of(x)).layer(h - 1));
  }

  /** W_H f_{H−1}(X) + b_H, n_H × n: what σ_H and L are applied to. */
  private static <M extends Matrix<M>> M lastPreActivation(
      OrderedArithmetic<M> k, Network n, Theta<M> at, M x) {
    return hidden(k, n, at, x).preActivation(n.depth());
  }

  /** The network with the identity for σ_H, which no claim about pre-activations needs. */
  private static <M extends Matrix<M>> Forward<M> hidden(
      OrderedArithmetic<M> k, Network n, Theta<M> at, M x) {
    List<Activation> activations = new ArrayList<>(n.activations());
    activations.set(n.depth() - 1, Activation.IDENTITY);
    return Forward.of(k, activations, at.weights(), at.biases(), x);
  }

  /**
   * The architecture and activations of n with these first weights, b_1 = e_1 if {@code biased},
   * ones from each first neuron to the next, and zeros everywhere else.
   */
  private static Network alongOnePath(Network n, boolean biased, RationalMatrix first) {
    List<RationalMatrix> weights = new ArrayList<>();
    List<RationalMatrix> biases = new ArrayList<>();
    for (int h = 1; h <= n.depth(); h++) {
      RationalMatrix none = zeroLike(n.bias(h));
      weights.add(h == 1 ? first : zeroLike(n.weight(h)).with(0, 0, Rational.ONE));
      biases.add(h == 1 && biased && n.depth() > 1 ? none.with(0, 0, Rational.ONE) : none);
    }
    return n.withParameters(weights, biases);
  }

  static RationalMatrix zeroLike(RationalMatrix m) {
    return RationalMatrix.zero(m.rows(), m.columns());
  }

  @Override
  public boolean isRational(Instance i) {
    return i.network().isRational() && i.loss().isRational();
  }

  static <M extends Matrix<M>> Map<String, M> quantities(Instance i, OrderedArithmetic<M> k) {
    ConvexitySegments segments = new ConvexitySegments(Change.NONE);
    Network n = i.network();
    Map<String, M> q = new LinkedHashMap<>();
    q.put("reached", reached(k, n, i.sample().x()));
    q.put("risk-ends", segments.ends(i, n, k));
    q.put("risk-middle", risk(i, n, Segment.of(n, 1, Change.NONE, k).middle(), k));
    q.put("risk-middle-negated", risk(i, n, Segment.of(n, -1, Change.NONE, k).middle(), k));
    return Collections.unmodifiableMap(q);
  }
}
