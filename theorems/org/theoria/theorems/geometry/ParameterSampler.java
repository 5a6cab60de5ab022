package org.theoria.theorems.geometry;

import java.util.ArrayList;
import java.util.List;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Loss;
import org.theoria.network.Network;
import org.theoria.network.Sample;
import org.theoria.proposition.Sampler;
import org.theoria.proposition.Text;
import org.theoria.sampling.Kinks;
import org.theoria.sampling.NetworkSampler;
import org.theoria.sampling.Stream;

/**
 * Draws networks with a sample and a direction.
 *
 * @param relu the hidden activations
 * @param identityOutput σ_H
 * @param interior no pre-activation 0
 * @param maximal the largest rank of the pattern
 * @param defaultTries how many a default search draws
 */
record ParameterSampler(
    Part relu, Part identityOutput, Part interior, Part maximal, int defaultTries)
    implements Sampler<ParameterInstance> {

  /** The largest n. */
  static final int EXAMPLES = 6;

  /** Points of a cube at which the largest rank is looked for; inside a region one suffices. */
  private static final int ATTEMPTS = 30;

  private static final List<Activation> KINKED =
      List.of(Activation.RELU, Activation.RELU, Activation.LEAKY_RELU, Activation.ABSOLUTE);

  private static final List<NetworkSampler.Output> IDENTITY =
      List.of(new NetworkSampler.Output(Activation.IDENTITY, Loss.SQUARE));

  private static final List<NetworkSampler.Output> SOFTMAX =
      List.of(new NetworkSampler.Output(Activation.SOFTMAX, Loss.SQUARE));

  private static NetworkSampler networks(
      int least, boolean large, List<Activation> hidden, List<NetworkSampler.Output> outputs) {
    return new NetworkSampler(
        least, large ? 4 : 3, large ? 3 : 2, large ? 3 : EXAMPLES, hidden, true, outputs, false, 6);
  }

  @Override
  public Text distribution() {
    Text a = described(false);
    Text b = described(true);
    return Text.of(
        "two thirds of them: "
            + a.en()
            + "; the others: "
            + b.en()
            + "; some later weights 0 or positive; direction with entries $k/4$, or towards a point with weights 0",
        "deux tiers : "
            + a.fr()
            + " ; les autres : "
            + b.fr()
            + " ; certains poids nuls ou positifs après la première couche ; direction de coordonnées $k/4$,"
            + " ou vers un point à poids nuls");
  }

  private static Text described(boolean large) {
    List<String> words = networks(1, large, KINKED, IDENTITY).describe();
    return Text.of(words.getFirst(), words.getLast());
  }

  @Override
  public ParameterInstance draw(Stream s) {
    boolean other = relu.fails(s);
    boolean softmax = identityOutput.fails(s);
    boolean meet = interior.fails(s) && !other;
    boolean low = maximal.fails(s);
    int least = other || meet || low ? 2 : 1;
    List<Activation> hidden = other ? List.of(Activation.SOFTSIGN) : KINKED;
    NetworkSampler.Drawn d =
        networks(least, s.chance(1, 3), hidden, softmax ? SOFTMAX : IDENTITY).draw(s);
    RationalMatrix x = d.sample().x();
    Network n = s.chance(1, 2) ? edited(d.network(), s) : d.network();
    n = low ? closed(n, s) : n;
    n = meet ? Kinks.meet(n, x, s) : Kinks.avoid(n, x);
    return settled(new ParameterInstance(n, d.sample(), direction(n, s)), s);
  }

  /**
   * The instance moved where its rank, or its kink, is not what is asked for; the instance itself
   * where it is.
   */
  ParameterInstance settled(ParameterInstance i, Stream s) {
    if (interior == Part.BROKEN && RegionHypotheses.INTERIOR.holds(i)) {
      return onKink(i, s);
    }
    boolean softmax = !RegionHypotheses.IDENTITY_OUTPUT.holds(i);
    return switch (maximal) {
      case KEPT -> raised(i, s);
      case BROKEN -> RegionHypotheses.MAXIMAL.holds(i) ? lowered(s, softmax) : i;
      case FREE -> i;
    };
  }

  /** Later weights positive, so that few neurons are dead, or some of them 0. */
  private static Network edited(Network n, Stream s) {
    List<RationalMatrix> weights = new ArrayList<>(n.weights());
    boolean positive = s.chance(1, 2);
    for (int h = positive ? 0 : 1; h < weights.size(); h++) {
      RationalMatrix w = weights.get(h);
      for (int i = 0; i < w.rows(); i++) {
        for (int j = 0; j < w.columns(); j++) {
          w =
              positive
                  ? w.with(i, j, w.get(i, j).abs())
                  : s.chance(1, 3) ? w.with(i, j, Rational.ZERO) : w;
        }
      }
      weights.set(h, w);
    }
    return n.withParameters(weights, n.biases());
  }

  /** One layer after the first has weights 0. */
  private static Network closed(Network n, Stream s) {
    List<RationalMatrix> weights = new ArrayList<>(n.weights());
    int h = s.nextInt(1, n.depth() - 1);
    weights.set(h, RationalMatrix.zero(weights.get(h).rows(), weights.get(h).columns()));
    return n.withParameters(weights, n.biases());
  }

  private static RationalMatrix direction(Network n, Stream s) {
    Theta theta = Theta.of(n);
    Rational[] entries = new Rational[theta.entries().size()];
    boolean back = s.chance(1, 4);
    for (int k = 0; k < entries.length; k++) {
      entries[k] =
          back && s.chance(1, 2)
              ? theta.entries().get(k).negate()
              : Rational.of(s.nextInt(-12, 12), 4);
    }
    return RationalMatrix.column(entries);
  }

  /** θ moved inside its pattern until its rank is the largest; a known point where it never is. */
  private static ParameterInstance raised(ParameterInstance i, Stream s) {
    ParameterInstance moved = i;
    for (int attempt = 0; !RegionHypotheses.MAXIMAL.holds(moved); attempt++) {
      if (attempt == ATTEMPTS) {
        return onKink(i, s);
      }
      RegionPoint point = i.point();
      Rational r = point.isInterior() ? point.radius() : Rational.of(1, 64);
      Theta step = i.theta().map(e -> Rational.of(s.nextInt(-64, 64), 64));
      Network n = i.at(i.theta().plus(r, step));
      moved = new ParameterInstance(n, i.sample(), i.direction());
      if (!point.isInterior() && !Kinks.meets(n, i.sample().x())) {
        n = Kinks.meet(n, i.sample().x(), s);
        moved = new ParameterInstance(n, i.sample(), i.direction());
      }
    }
    return moved;
  }

  /** X = (0), w = b = 0: on a kink, and of the rank of b_2 alone, which is the largest. */
  private static ParameterInstance onKink(ParameterInstance i, Stream s) {
    RationalMatrix zero = RationalMatrix.zero(1, 1);
    Network n =
        new Network(
            Architecture.of(1, 1, 1),
            List.of(Activation.RELU, i.network().activation(i.depth())),
            List.of(zero, RationalMatrix.column(s.nextDyadic(3, 2))),
            List.of(zero, zero));
    return new ParameterInstance(n, new Sample(zero, zero), direction(n, s));
  }

  /** X = (0, 1), w = 0, b = 1, v = 0, scaled: rank 1 where 2 is possible. */
  private static ParameterInstance lowered(Stream s, boolean softmax) {
    Rational size = Rational.of(s.nextInt(1, 12), 4);
    int outputs = softmax ? 2 : 1;
    Network n =
        new Network(
            Architecture.of(1, 1, outputs),
            List.of(Activation.RELU, softmax ? Activation.SOFTMAX : Activation.IDENTITY),
            List.of(RationalMatrix.zero(1, 1), RationalMatrix.zero(outputs, 1)),
            List.of(RationalMatrix.column(size), RationalMatrix.zero(outputs, 1)));
    RationalMatrix x = RationalMatrix.of(1, 2, Rational.ZERO, size);
    return new ParameterInstance(
        n, new Sample(x, RationalMatrix.zero(outputs, 2)), direction(n, s));
  }
}
