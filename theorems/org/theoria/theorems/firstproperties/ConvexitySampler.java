package org.theoria.theorems.firstproperties;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Loss;
import org.theoria.network.Network;
import org.theoria.network.Sample;
import org.theoria.proposition.Hypothesis;
import org.theoria.proposition.Sampler;
import org.theoria.proposition.Text;
import org.theoria.sampling.NetworkSampler;
import org.theoria.sampling.NetworkSampler.Output;
import org.theoria.sampling.Stream;
import org.theoria.theorems.firstproperties.ReluNonConvexGeneral.Instance;

/**
 * Draws the instances of {@link ReluNonConvexGeneral}: networks as they come, with the inner biases
 * removed and, where nothing reaches the output, one path of neurons opened.
 */
final class ConvexitySampler implements Sampler<Instance> {

  /** The identity with a polynomial loss: exact, so any depth and scale. */
  private static final List<Output> POLYNOMIAL =
      List.of(
          new Output(Activation.IDENTITY, Loss.SQUARE),
          new Output(Activation.IDENTITY, Loss.SQUARE),
          new Output(Activation.IDENTITY, Loss.QUARTIC));

  /** Evaluated by enclosures: scales at which the strict inequality is seen in 192 bits. */
  private static final List<Output> EXPONENTIAL =
      List.of(
          new Output(Activation.IDENTITY, Loss.LOGISTIC),
          new Output(Activation.SOFTMAX, Loss.CROSS_ENTROPY));

  private final Set<Hypothesis<Instance>> kept;
  private final Set<Hypothesis<Instance>> broken;
  private final NetworkSampler polynomial;
  private final NetworkSampler exponential;

  ConvexitySampler(Set<Hypothesis<Instance>> kept, Set<Hypothesis<Instance>> broken) {
    this.kept = Set.copyOf(kept);
    this.broken = Set.copyOf(broken);
    boolean inner = broken.contains(ReluNonConvexGeneral.INNER_BIASES_ZERO);
    boolean powers = broken.contains(ReluNonConvexGeneral.HOMOGENEOUS);
    boolean hidden = kept.contains(ReluNonConvexGeneral.HIDDEN_LAYER);
    boolean none = broken.contains(ReluNonConvexGeneral.HIDDEN_LAYER);
    int least = inner ? 3 : hidden || powers ? 2 : 1;
    List<Activation> activations =
        powers
            ? List.of(Activation.SQUARE, Activation.CUBE, Activation.SQUARED_RELU)
            : List.of(
                Activation.RELU,
                Activation.RELU,
                Activation.RELU,
                Activation.RELU,
                Activation.LEAKY_RELU,
                Activation.ABSOLUTE,
                Activation.IDENTITY);
    // powers of powers: deeper, exact numbers take thousands of digits
    int deepest = none ? 1 : powers ? 3 : 6;
    this.polynomial =
        new NetworkSampler(least, deepest, 4, 4, activations, true, POLYNOMIAL, false, 20);
    this.exponential =
        new NetworkSampler(
            least, Math.min(deepest, 3), 3, 3, activations, true, EXPONENTIAL, false, 4);
  }

  @Override
  public Instance draw(Stream s) {
    boolean constant = broken.contains(ReluNonConvexGeneral.OUTPUT_AND_LOSS);
    NetworkSampler networks = constant || s.chance(1, 8) ? exponential : polynomial;
    NetworkSampler.Drawn d = networks.draw(s);
    Instance i = new Instance(d.network(), d.sample(), d.loss());
    if (s.chance(1, 16)) {
      i = withInputs(i, ConvexitySegments.zeroLike(i.sample().x()));
    }
    i = constant ? withConstantRisk(i) : withSeveralClasses(i);
    if (kept.contains(ReluNonConvexGeneral.INNER_BIASES_ZERO)) {
      i = withInnerBiases(i, false);
    } else if (broken.contains(ReluNonConvexGeneral.INNER_BIASES_ZERO)) {
      i = withInnerBiases(i, true);
    }
    if (broken.contains(ReluNonConvexGeneral.REACHES_OUTPUT)) {
      return withLastWeights(
          i, ConvexitySegments.zeroLike(i.network().weight(i.network().depth())));
    }
    return kept.contains(ReluNonConvexGeneral.REACHES_OUTPUT)
            && !ReluNonConvexGeneral.REACHES_OUTPUT.holds(i)
        ? withOpenPath(i)
        : i;
  }

  /** One class has no cross-entropy: the square loss with the identity in its place. */
  private static Instance withSeveralClasses(Instance i) {
    if (!i.loss().equals(Loss.CROSS_ENTROPY) || i.network().architecture().outputs() > 1) {
      return i;
    }
    Network n = i.network();
    List<Activation> activations = new ArrayList<>(n.activations());
    activations.set(n.depth() - 1, Activation.IDENTITY);
    return new Instance(
        new Network(n.architecture(), activations, n.weights(), n.biases()),
        i.sample(),
        Loss.SQUARE);
  }

  /** Softmax over one class, or logistic targets that are all 0. */
  private static Instance withConstantRisk(Instance i) {
    RationalMatrix y = i.sample().y();
    if (i.loss().equals(Loss.LOGISTIC)) {
      return new Instance(
          i.network(), new Sample(i.sample().x(), ConvexitySegments.zeroLike(y)), i.loss());
    }
    Network n = i.network();
    int h = n.depth();
    List<Integer> widths = new ArrayList<>(n.architecture().widths());
    widths.set(h, 1);
    List<RationalMatrix> weights = new ArrayList<>(n.weights());
    List<RationalMatrix> biases = new ArrayList<>(n.biases());
    weights.set(h - 1, n.weight(h).block(0, 0, 1, n.weight(h).columns()));
    biases.set(h - 1, n.bias(h).block(0, 0, 1, 1));
    return new Instance(
        new Network(new Architecture(widths), n.activations(), weights, biases),
        new Sample(i.sample().x(), RationalMatrix.constant(1, y.columns(), Rational.ONE)),
        i.loss());
  }

  private static Instance withInputs(Instance i, RationalMatrix x) {
    return new Instance(i.network(), new Sample(x, i.sample().y()), i.loss());
  }

  private static Instance withParameters(
      Instance i, List<RationalMatrix> weights, List<RationalMatrix> biases) {
    return new Instance(i.network().withParameters(weights, biases), i.sample(), i.loss());
  }

  private static Instance withLastWeights(Instance i, RationalMatrix last) {
    List<RationalMatrix> weights = new ArrayList<>(i.network().weights());
    weights.set(weights.size() - 1, last);
    return withParameters(i, weights, i.network().biases());
  }

  /** All inner biases 0; or, where all of them are, one of them 1. */
  private static Instance withInnerBiases(Instance i, boolean some) {
    List<RationalMatrix> biases = new ArrayList<>(i.network().biases());
    if (some && !ReluNonConvexGeneral.INNER_BIASES_ZERO.holds(i)) {
      return i;
    }
    for (int h = 1; h < biases.size() - 1; h++) {
      biases.set(h, ConvexitySegments.zeroLike(biases.get(h)));
    }
    if (some) {
      biases.set(1, biases.get(1).with(0, 0, Rational.ONE));
    }
    return withParameters(i, i.network().weights(), biases);
  }

  /**
   * The first neurons of the layers, each fed by the one before alone and by no negative bias,
   * carry a positive value from the first bias (for H = 1: from an input) to the first output, and
   * its opposite to the second.
   */
  private static Instance withOpenPath(Instance given) {
    Instance i = given;
    int depth = i.network().depth();
    if (depth == 1 && i.sample().x().isZero()) {
      i = withInputs(i, i.sample().x().with(0, 0, Rational.ONE));
    }
    List<RationalMatrix> weights = new ArrayList<>(i.network().weights());
    List<RationalMatrix> biases = new ArrayList<>(i.network().biases());
    for (int h = 0; h < depth; h++) {
      RationalMatrix w = onlyFirst(weights.get(h), 0, Rational.ONE);
      if (h == 0) {
        w = depth == 1 ? readingAnInput(w, i.sample().x()) : onlyFirst(w, 0, Rational.ZERO);
      }
      if (h == depth - 1 && w.rows() > 1) {
        for (int j = 0; j < w.columns(); j++) {
          w = w.with(1, j, w.get(0, j).negate());
        }
      }
      weights.set(h, w);
      if (h < depth - 1) {
        Rational b = biases.get(h).get(0, 0).abs();
        boolean source = h == 0 && b.isZero();
        biases.set(h, biases.get(h).with(0, 0, source ? Rational.ONE : b));
      }
    }
    return withParameters(i, weights, biases);
  }

  private static RationalMatrix onlyFirst(RationalMatrix w, int row, Rational first) {
    RationalMatrix result = w;
    for (int j = 0; j < w.columns(); j++) {
      result = result.with(row, j, j == 0 ? first : Rational.ZERO);
    }
    return result;
  }

  /** The first row reads one input that is not 0 on some example. */
  private static RationalMatrix readingAnInput(RationalMatrix w, RationalMatrix x) {
    RationalMatrix result = onlyFirst(w, 0, Rational.ZERO);
    for (int j = 0; j < x.rows(); j++) {
      if (!x.block(j, 0, 1, x.columns()).isZero()) {
        return result.with(0, j, Rational.ONE);
      }
    }
    return result;
  }

  @Override
  public Text distribution() {
    return Text.of(
        "7 of 8: "
            + polynomial.describe().getFirst()
            + "; else: "
            + exponential.describe().getFirst()
            + "; inner biases 0, one draw in 16 with X = 0, and a path of first neurons opened where nothing reaches the output,"
            + " as far as the hypotheses ask",
        "7 sur 8 : "
            + polynomial.describe().getLast()
            + " ; sinon : "
            + exponential.describe().getLast()
            + " ; biais intermédiaires nuls, un tirage sur 16 avec X = 0, et un chemin de premiers neurones ouvert là où rien n'atteint"
            + " la sortie, autant que les hypothèses le demandent");
  }

  @Override
  public int defaultTries() {
    return 20_000;
  }
}
