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
 * Draws ReLU networks at points of the largest rank of their pattern, at points of a smaller rank,
 * and on kinks.
 *
 * @param interior no pre-activation 0
 * @param largest θ has the largest rank of its pattern, certified
 * @param width the largest width of a network with more than one hidden layer or output
 */
record LocalImageSampler(Part interior, Part largest, int width)
    implements Sampler<LocalImageInstance> {

  /** The largest n. */
  static final int EXAMPLES = 6;

  /** Draws before one is made for the purpose. */
  private static final int ATTEMPTS = 12;

  @Override
  public int defaultTries() {
    return 3_000;
  }

  @Override
  public Text distribution() {
    Text networks = Text.of(networks(1).describe().getFirst(), networks(1).describe().getLast());
    return Text.of(
        networks.en()
            + "; half of the draws have one hidden layer and one output, and a few lines of examples; outgoing weights 0 where the rank"
            + " is to be smaller",
        networks.fr()
            + " ; la moitié des tirages a une couche cachée et une sortie, et quelques droites d'exemples ; poids de sortie nuls là où"
            + " le rang doit être plus petit");
  }

  private NetworkSampler networks(int least) {
    return new NetworkSampler(
        least,
        3,
        width,
        EXAMPLES,
        List.of(Activation.RELU),
        false,
        List.of(new NetworkSampler.Output(Activation.IDENTITY, Loss.SQUARE)),
        false,
        6);
  }

  @Override
  public LocalImageInstance draw(Stream s) {
    boolean kinked = interior.fails(s);
    boolean smaller = largest.fails(s);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      LocalImageInstance i = any(s, kinked, smaller);
      if (fits(i, smaller)) {
        return i;
      }
    }
    return shallow(s, kinked, smaller);
  }

  private boolean fits(LocalImageInstance i, boolean smaller) {
    LocalImageRegion region = i.region();
    if (smaller) {
      return !region.hasLargestRank()
          && (!region.isInterior() || region.rank() < region.nearbyRank());
    }
    return region.hasLargestRank();
  }

  private LocalImageInstance any(Stream s, boolean kinked, boolean smaller) {
    if (s.chance(1, 2)) {
      return shallow(s, kinked, smaller);
    }
    NetworkSampler.Drawn d = networks(kinked || smaller ? 2 : 1).draw(s);
    RationalMatrix x = s.chance(1, 3) ? aligned(s, d.sample().x()) : d.sample().x();
    Network n = smaller ? closed(d.network(), s) : d.network();
    n = kinked ? met(n, x, s) : Kinks.avoid(n, x);
    return new LocalImageInstance(n, new Sample(x, d.sample().y()));
  }

  private static Network met(Network n, RationalMatrix x, Stream s) {
    return Kinks.meets(n, x) ? n : Kinks.meet(n, x, s);
  }

  /** Every example on one line: the first plus multiples of a direction. */
  private static RationalMatrix aligned(Stream s, RationalMatrix x) {
    RationalMatrix result = x;
    for (int j = 1; j < x.columns(); j++) {
      Rational t = Rational.of(s.nextInt(1, 8), 2);
      for (int i = 0; i < x.rows(); i++) {
        Rational step = Rational.of((i + 1) % 3 == 0 ? -1 : 1);
        result = result.with(i, j, x.get(i, 0).plus(step.times(t)));
      }
    }
    return result;
  }

  /** One of the later weight matrices 0, or a column of it. */
  private static Network closed(Network n, Stream s) {
    List<RationalMatrix> weights = new ArrayList<>(n.weights());
    int h = s.nextInt(1, weights.size() - 1);
    RationalMatrix w = weights.get(h);
    boolean all = s.chance(1, 2);
    int column = s.nextInt(w.columns());
    for (int i = 0; i < w.rows(); i++) {
      for (int j = 0; j < w.columns(); j++) {
        w = all || j == column ? w.with(i, j, Rational.ZERO) : w;
      }
    }
    weights.set(h, w);
    return n.withParameters(weights, n.biases());
  }

  /**
   * One hidden layer and one output: with no outgoing weight 0 the rank is the largest of the
   * pattern; with all of them 0, and equal neurons active on two different examples, it is not.
   */
  private LocalImageInstance shallow(Stream s, boolean kinked, boolean smaller) {
    int inputs = s.nextInt(1, 2);
    int width = s.nextInt(1, 3);
    int n = smaller || s.chance(7, 8) ? s.nextInt(kinked ? 3 : 2, EXAMPLES) : 1;
    RationalMatrix x = points(s, inputs, n);
    RationalMatrix w = RationalMatrix.zero(width, inputs);
    RationalMatrix b = RationalMatrix.zero(width, 1);
    boolean equal = smaller || s.chance(1, 8);
    boolean flat = smaller && s.chance(1, 2);
    for (int k = 0; k < width; k++) {
      for (int l = 0; l < inputs; l++) {
        Rational weight = flat ? Rational.ZERO : Rational.of(s.nextInt(-6, 6), 2);
        w = w.with(k, l, equal && k > 0 ? w.get(0, l) : weight);
      }
      Rational value = preActivation(w, x, k, s.nextInt(n));
      Rational bias =
          flat
              ? Rational.of(s.nextInt(1, 8), 2)
              : value.negate().plus(Rational.of(s.nextInt(-9, 9), 4));
      b = b.with(k, 0, equal && k > 0 ? b.get(0, 0) : bias);
    }
    RationalMatrix v = RationalMatrix.zero(1, width);
    for (int k = 0; k < width; k++) {
      Rational weight = Rational.of(s.nextInt(1, 9), s.chance(1, 2) ? 2 : -2);
      v = smaller ? v : v.with(0, k, weight);
    }
    Network network =
        new Network(
            Architecture.of(inputs, width, 1),
            List.of(Activation.RELU, Activation.IDENTITY),
            List.of(w, v),
            List.of(b, RationalMatrix.column(s.nextDyadic(2, 1))));
    network = kinked ? met(network, x, s) : Kinks.avoid(network, x);
    if (smaller && !fits(new LocalImageInstance(network, sample(x)), true)) {
      return smallest(s, kinked);
    }
    return new LocalImageInstance(network, sample(x));
  }

  private static Sample sample(RationalMatrix x) {
    return new Sample(x, RationalMatrix.zero(1, x.columns()));
  }

  /** w = v = 0, and b &gt; 0 or on the kink b = 0: rank 1, and a larger one nearby. */
  private static LocalImageInstance smallest(Stream s, boolean kinked) {
    Rational gap = Rational.of(s.nextInt(1, 8), 2);
    Rational scale = Rational.of(s.nextInt(1, 8), 2);
    Rational start = s.nextDyadic(2, 1);
    int n = s.nextInt(2, EXAMPLES);
    Rational[] x = new Rational[n];
    for (int j = 0; j < n; j++) {
      x[j] = start.plus(gap.times(Rational.of(j)));
    }
    Rational b = kinked ? Rational.ZERO : scale;
    Network network =
        new Network(
            Architecture.of(1, 1, 1),
            List.of(Activation.RELU, Activation.IDENTITY),
            List.of(RationalMatrix.zero(1, 1), RationalMatrix.zero(1, 1)),
            List.of(RationalMatrix.column(b), RationalMatrix.column(s.nextDyadic(2, 1))));
    return new LocalImageInstance(
        network, new Sample(RationalMatrix.of(1, n, x), RationalMatrix.zero(1, n)));
  }

  /** Distinct or, one time in eight, repeated points, on a grid. */
  private static RationalMatrix points(Stream s, int inputs, int n) {
    RationalMatrix x = RationalMatrix.zero(inputs, n);
    boolean repeated = s.chance(1, 8);
    for (int l = 0; l < inputs; l++) {
      Rational at = s.nextDyadic(2, 1);
      for (int j = 0; j < n; j++) {
        x = x.with(l, j, at);
        at = at.plus(Rational.of(repeated ? s.nextInt(2) : s.nextInt(1, 4), l == 0 ? 2 : 1));
      }
    }
    return x;
  }

  private static Rational preActivation(RationalMatrix w, RationalMatrix x, int k, int j) {
    return w.block(k, 0, 1, w.columns()).times(x.block(0, j, x.rows(), 1)).get(0, 0);
  }
}
