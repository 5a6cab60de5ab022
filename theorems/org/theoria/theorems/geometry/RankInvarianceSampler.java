package org.theoria.theorems.geometry;

import java.util.ArrayList;
import java.util.List;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Activation;
import org.theoria.network.Loss;
import org.theoria.network.Network;
import org.theoria.network.Subset;
import org.theoria.proposition.Sampler;
import org.theoria.proposition.Strata;
import org.theoria.proposition.Text;
import org.theoria.sampling.Kinks;
import org.theoria.sampling.NetworkSampler;
import org.theoria.sampling.Stream;

/**
 * Draws networks with a factor and subsets of their hidden neurons.
 *
 * @param homogeneous the hidden activations
 * @param positive the sign of the factor
 * @param offKinks no pre-activation 0
 */
record RankInvarianceSampler(Part homogeneous, Part positive, Part offKinks)
    implements Sampler<RankInvariance.Instance> {

  /** The largest n. */
  static final int EXAMPLES = 10;

  private static final List<Activation> KINKED =
      List.of(Activation.RELU, Activation.RELU, Activation.LEAKY_RELU, Activation.ABSOLUTE);

  private static final List<Activation> ALL =
      List.of(
          Activation.RELU,
          Activation.RELU,
          Activation.RELU,
          Activation.LEAKY_RELU,
          Activation.ABSOLUTE,
          Activation.IDENTITY);

  private static final List<Activation> OTHERS =
      List.of(Activation.SOFTSIGN, Activation.SQUARE, Activation.CUBE, Activation.SQUARED_RELU);

  @Override
  public int defaultTries() {
    return 10_000;
  }

  private static NetworkSampler networks(
      int least, int most, int width, int examples, List<Activation> hidden) {
    return new NetworkSampler(
        least,
        most,
        width,
        examples,
        hidden,
        true,
        List.of(new NetworkSampler.Output(Activation.IDENTITY, Loss.SQUARE)),
        false,
        6);
  }

  private static NetworkSampler small(int least, List<Activation> hidden) {
    return networks(least, 3, 2, EXAMPLES, hidden);
  }

  private static NetworkSampler large(int least, List<Activation> hidden) {
    return networks(least, 4, 3, 4, hidden);
  }

  @Override
  public Text distribution() {
    Text a = described(small(1, ALL));
    Text b = described(large(1, ALL));
    return Text.of(
        "two thirds of them: "
            + a.en()
            + "; the others: "
            + b.en()
            + "; some outgoing weights 0; $\\lambda=k/4$ or $2^{\\pm k}$; any subsets",
        "deux tiers : "
            + a.fr()
            + " ; les autres : "
            + b.fr()
            + " ; certains poids sortants nuls ; $\\lambda=k/4$ ou $2^{\\pm k}$ ; sous-ensembles quelconques");
  }

  private static Text described(NetworkSampler networks) {
    return Text.of(networks.describe().getFirst(), networks.describe().getLast());
  }

  @Override
  public RankInvariance.Instance draw(Stream s) {
    boolean other = homogeneous.fails(s);
    boolean negative = positive.fails(s);
    boolean meet = offKinks.fails(s) && !other;
    int least = other || meet ? 2 : 1;
    List<Activation> hidden = other ? OTHERS : meet ? KINKED : ALL;
    NetworkSampler.Drawn d = (s.chance(2, 3) ? small(least, hidden) : large(least, hidden)).draw(s);
    Network n = s.chance(1, 4) ? closed(d.network(), s) : d.network();
    RationalMatrix x = d.sample().x();
    n = meet ? Kinks.meet(n, x, s) : Kinks.avoid(n, x);
    int count = HiddenSymmetry.hidden(n);
    Rational size =
        s.chance(1, 2) ? Rational.of(s.nextInt(1, 16), 4) : Rational.of(2).pow(s.nextInt(-6, 6));
    return new RankInvariance.Instance(
        n, d.sample(), negative ? size.negate() : size, subset(s, count), subset(s, count));
  }

  /** One entry in three of the later layers is 0. */
  private static Network closed(Network n, Stream s) {
    List<RationalMatrix> weights = new ArrayList<>(n.weights());
    for (int h = 1; h < weights.size(); h++) {
      RationalMatrix w = weights.get(h);
      for (int i = 0; i < w.rows(); i++) {
        for (int j = 0; j < w.columns(); j++) {
          w = s.chance(1, 3) ? w.with(i, j, Rational.ZERO) : w;
        }
      }
      weights.set(h, w);
    }
    return n.withParameters(weights, n.biases());
  }

  private static Subset subset(Stream s, int count) {
    List<Integer> chosen = new ArrayList<>();
    boolean all = s.chance(1, 3);
    for (int k = 1; k <= count; k++) {
      if (all || s.chance(1, 2)) {
        chosen.add(k);
      }
    }
    return new Subset(chosen);
  }

  /** The depth, and whether the bound is attained. */
  static Strata<RankInvariance.Instance> strata() {
    return new Strata<>(
        Text.of(
            "Networks by their depth, and the bound", "Réseaux selon leur profondeur, et la borne"),
        Text.of("depth", "profondeur"),
        List.of(
            Text.of("rank below the bound", "rang sous la borne"),
            Text.of("rank equal to the bound", "rang égal à la borne")),
        List.of("H = 1", "H = 2", "H = 3", "H = 4"),
        (row, column) -> column == 0 || !row.equals("H = 4"),
        i ->
            new Strata.Place(
                "H = " + i.network().depth(),
                RankInvarianceClaims.rank(i.network(), i.sample())
                        == new HiddenSymmetry(HiddenSymmetry.Change.NONE).bound(i.network())
                    ? 1
                    : 0));
  }
}
