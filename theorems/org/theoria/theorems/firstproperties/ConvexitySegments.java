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

  /** The ends of a segment in parameter space, and its middle, computed from the ends. */
  private record Segment(Network start, Network middle, Network end) {

    /** The first layer grows from 0 to its value, the last weights shrink from theirs to 0. */
    static Segment of(Network n, Change change) {
      List<RationalMatrix> startWeights = new ArrayList<>(n.weights());
      List<RationalMatrix> startBiases = new ArrayList<>(n.biases());
      List<RationalMatrix> endWeights = new ArrayList<>(n.weights());
      int last = n.depth() - 1;
      startWeights.set(0, zeroLike(n.weights().getFirst()));
      if (change != Change.FIRST_BIAS_KEPT && last > 0) {
        startBiases.set(0, zeroLike(n.biases().getFirst()));
      }
      startWeights.set(last, n.weights().get(last));
      if (change != Change.LAST_WEIGHTS_KEPT) {
        endWeights.set(last, zeroLike(n.weights().get(last)));
      }
      Network start = n.withParameters(startWeights, startBiases);
      Network end = n.withParameters(endWeights, n.biases());
      return new Segment(
          start,
          n.withParameters(
              means(start.weights(), end.weights()), means(start.biases(), end.biases())),
          end);
    }

    private static List<RationalMatrix> means(List<RationalMatrix> a, List<RationalMatrix> b) {
      List<RationalMatrix> means = new ArrayList<>();
      for (int h = 0; h < a.size(); h++) {
        means.add(a.get(h).plus(b.get(h)).scale(HALF));
      }
      return means;
    }
  }

  @Override
  public <M extends Matrix<M>> List<Claim<M>> on(Instance i, OrderedArithmetic<M> k) {
    Network n = i.network();
    M x = k.of(i.sample().x());
    Segment segment = Segment.of(n, change);
    M bias = k.of(n.bias(n.depth()));
    M none = k.constant(n.architecture().outputs(), i.sample().size(), Rational.ZERO);
    M reached = reached(k, n, i.sample().x());
    M middle = reached.scale(change == Change.HALF ? HALF : QUARTER);
    return List.of(
        Claim.equal(
            "closed-form",
            lastPreActivation(k, segment.start(), x)
                .beside(lastPreActivation(k, segment.middle(), x))
                .beside(lastPreActivation(k, segment.end(), x)),
            none.beside(middle).beside(none).plusColumn(bias)),
        above("two-segments", i, n, k),
        above("every-sample", i, alongOnePath(n, unit(n), zeroLike(n.weight(1))), k),
        withoutBiases(i, k));
  }

  /** Over both segments of this network, the mean of E at the ends lies below that in the middle. */
  private <M extends Matrix<M>> Claim<M> above(
      String id, Instance i, Network n, OrderedArithmetic<M> k) {
    M ends = ends(i, n, k);
    M middles = middles(i, n, k);
    return change == Change.REVERSED ? Claim.less(id, middles, ends) : Claim.less(id, ends, middles);
  }

  /** Without biases: the same where some input is not 0; where X = 0, the output is always 0. */
  private <M extends Matrix<M>> Claim<M> withoutBiases(Instance i, OrderedArithmetic<M> k) {
    Network n = i.network();
    RationalMatrix x = i.sample().x();
    RationalMatrix first = zeroLike(n.weight(1));
    boolean zero = true;
    for (int e = 0; e < x.columns() && zero; e++) {
      RationalMatrix point = x.block(0, e, x.rows(), 1);
      zero = isZero(point);
      for (int j = 0; j < x.rows() && !zero; j++) {
        first = first.with(0, j, point.get(j, 0));
      }
    }
    if (zero) {
      M none = k.constant(n.architecture().outputs(), x.columns(), Rational.ZERO);
      return Claim.equal("without-biases", lastPreActivation(k, unbiased(n), k.of(x)), none);
    }
    return above("without-biases", i, alongOnePath(n, zeroLike(n.bias(1)), first), k);
  }

  /** The mean of E over the ends of both segments, 1 × 1. */
  private <M extends Matrix<M>> M ends(Instance i, Network n, OrderedArithmetic<M> k) {
    M sum = null;
    for (Network one : signs(n)) {
      Segment segment = Segment.of(one, change);
      M pair = risk(i, segment.start(), k).plus(risk(i, segment.end(), k));
      sum = sum == null ? pair : sum.plus(pair);
    }
    return mean(sum, 2 * signs(n).size());
  }

  /** The mean of E over the middles of both segments, 1 × 1. */
  private <M extends Matrix<M>> M middles(Instance i, Network n, OrderedArithmetic<M> k) {
    M sum = null;
    for (Network one : signs(n)) {
      M middle = risk(i, Segment.of(one, change).middle(), k);
      sum = sum == null ? middle : sum.plus(middle);
    }
    return mean(sum, signs(n).size());
  }

  private static <M extends Matrix<M>> M mean(@org.jspecify.annotations.Nullable M sum, int count) {
    if (sum == null) {
      throw new IllegalArgumentException("a mean of at least one value is needed, got none");
    }
    return sum.scale(Rational.of(1, count));
  }

  /** The networks with W_H and with −W_H. */
  private List<Network> signs(Network n) {
    if (change == Change.ONE_SIGN) {
      return List.of(n);
    }
    List<RationalMatrix> weights = new ArrayList<>(n.weights());
    weights.set(n.depth() - 1, n.weight(n.depth()).negate());
    return List.of(n, n.withParameters(weights, n.biases()));
  }

  /** E of the instance's problem at the parameters of this network, 1 × 1. */
  static <M extends Matrix<M>> M risk(Instance i, Network at, OrderedArithmetic<M> k) {
    M output = at.forward(k, k.of(i.sample().x())).output();
    return i.loss().value(k, output, k.of(i.sample().y()));
  }

  /** W_H f_{H−1}(X), n_H × n. */
  static <M extends Matrix<M>> M reached(OrderedArithmetic<M> k, Network n, RationalMatrix x) {
    return k.of(n.weight(n.depth())).times(hidden(k, n, k.of(x)).layer(n.depth() - 1));
  }

  /** W_H f_{H−1}(X) + b_H, n_H × n: what σ_H and L are applied to. */
  private static <M extends Matrix<M>> M lastPreActivation(
      OrderedArithmetic<M> k, Network n, M x) {
    return hidden(k, n, x).preActivation(n.depth());
  }

  /** The network with the identity for σ_H, which no claim about pre-activations needs. */
  private static <M extends Matrix<M>> Forward<M> hidden(OrderedArithmetic<M> k, Network n, M x) {
    List<Activation> activations = new ArrayList<>(n.activations());
    activations.set(n.depth() - 1, Activation.IDENTITY);
    return new Network(n.architecture(), activations, n.weights(), n.biases()).forward(k, x);
  }

  /**
   * The architecture and activations of n with this first layer, ones from each first neuron to the
   * next, and zeros everywhere else.
   */
  private static Network alongOnePath(Network n, RationalMatrix bias, RationalMatrix first) {
    List<RationalMatrix> weights = new ArrayList<>();
    List<RationalMatrix> biases = new ArrayList<>();
    for (int h = 1; h <= n.depth(); h++) {
      weights.add(h == 1 ? first : zeroLike(n.weight(h)).with(0, 0, Rational.ONE));
      biases.add(h == 1 && n.depth() > 1 ? bias : zeroLike(n.bias(h)));
    }
    return n.withParameters(weights, biases);
  }

  private static Network unbiased(Network n) {
    return n.withParameters(
        n.weights(), n.biases().stream().map(ConvexitySegments::zeroLike).toList());
  }

  /** e_1, of the shape of b_1. */
  private static RationalMatrix unit(Network n) {
    return zeroLike(n.bias(1)).with(0, 0, Rational.ONE);
  }

  static RationalMatrix zeroLike(RationalMatrix m) {
    return RationalMatrix.zero(m.rows(), m.columns());
  }

  static boolean isZero(RationalMatrix m) {
    return m.maxNorm().get(0, 0).isZero();
  }

  @Override
  public boolean isRational(Instance i) {
    return i.network().isRational() && i.loss().isRational();
  }

  static <M extends Matrix<M>> Map<String, M> quantities(Instance i, OrderedArithmetic<M> k) {
    ConvexitySegments segments = new ConvexitySegments(Change.NONE);
    List<Network> signs = segments.signs(i.network());
    Map<String, M> q = new LinkedHashMap<>();
    q.put("reached", reached(k, i.network(), i.sample().x()));
    q.put("risk-ends", segments.ends(i, i.network(), k));
    q.put("risk-middle", risk(i, Segment.of(signs.getFirst(), Change.NONE).middle(), k));
    q.put("risk-middle-negated", risk(i, Segment.of(signs.getLast(), Change.NONE).middle(), k));
    return Collections.unmodifiableMap(q);
  }
}
