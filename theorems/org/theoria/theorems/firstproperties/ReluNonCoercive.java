package org.theoria.theorems.firstproperties;

import static org.theoria.proposition.Hypothesis.Origin.CONSTRUCTION;
import static org.theoria.proposition.Hypothesis.Origin.CORRECTION;
import static org.theoria.proposition.Hypothesis.Origin.NARROWING;
import static org.theoria.proposition.Hypothesis.Origin.SLIDE;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.theoria.arithmetic.Inertia;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Activation;
import org.theoria.network.Forward;
import org.theoria.network.Loss;
import org.theoria.network.Network;
import org.theoria.network.Sample;
import org.theoria.proposition.Citation;
import org.theoria.proposition.Claim;
import org.theoria.proposition.Claims;
import org.theoria.proposition.Hypothesis;
import org.theoria.proposition.Mutant;
import org.theoria.proposition.Not;
import org.theoria.proposition.Notation;
import org.theoria.proposition.Positive;
import org.theoria.proposition.PositiveFinder;
import org.theoria.proposition.Proof;
import org.theoria.proposition.Sampler;
import org.theoria.proposition.Statement;
import org.theoria.proposition.StepMutant;
import org.theoria.proposition.Text;
import org.theoria.sampling.NetworkSampler;
import org.theoria.sampling.Stream;

/**
 * <b>Non-coercivity.</b> For every ReLU network and every training sample, E is not coercive (slide
 * 42).
 *
 * <p>What is true. Let H ≥ 2. Take θ with zero biases and W_1 ≠ 0; for λ &gt; 1 put W_1^λ =
 * λ^{H−1}W_1, W_h^λ = λ^{−1}W_h (h ≥ 2). ReLU is positively homogeneous, so layer h &lt; H is
 * multiplied by λ^{H−h} and the last pre-activation by λ⁰ = 1: E(θ^λ) = E(θ) whatever σ_H and L,
 * while ‖W_1^λ‖ = λ^{H−1}‖W_1‖ → ∞.
 *
 * <p>Boundary. With no hidden layer (H = 1, which the definition of slide 19 allows) the curve does
 * not move, and the statement is <em>false</em> for σ_1 = Id and the square loss as soon as A = (X;
 * 𝟙ᵀ) has rank n₀+1: E(W,b) = ‖(W,b)A − Y‖² ≥ c‖(W,b)‖² − C. (With softmax it stays true for H =
 * 1: adding t𝟙 to b_1 changes nothing.) W_1 ≠ 0 is needed for the curve, not for the statement.
 */
public final class ReluNonCoercive implements Not<ReluNonCoercive.Instance> {

  /**
   * A problem (architecture, σ, sample, loss) and the start θ and factor λ of the curve.
   *
   * @param network the network, with the parameters θ
   * @param sample the training sample, x of shape n₀ × n
   * @param loss the loss L
   * @param lambda λ, not 0
   */
  public record Instance(Network network, Sample sample, Loss loss, Rational lambda) {
    public Instance {
      Shapes.requireSample(network, sample);
      Shapes.requireNonZero("lambda", lambda);
    }
  }

  static final Hypothesis<Instance> HIDDEN_LAYER =
      new Hypothesis<>(
          "hidden-layer",
          Text.of("There is a hidden layer: $H \\ge 2$.", "Il y a une couche cachée : $H \\ge 2$."),
          CORRECTION,
          i -> i.network().depth() >= 2);

  static final Hypothesis<Instance> RELU_NETWORK =
      new Hypothesis<>(
          "relu-network",
          Text.of(
              "$\\sigma_h$ is ReLU for $h < H$; $\\sigma_H$ is the identity or softmax.",
              "$\\sigma_h$ est ReLU pour $h < H$ ; $\\sigma_H$ est l'identité ou softmax."),
          SLIDE,
          i -> hiddenAre(i.network(), List.of(Activation.RELU)));

  static final Hypothesis<Instance> ZERO_BIASES =
      new Hypothesis<>(
          "zero-biases",
          Text.of(
              "The curve starts at $\\theta$ with zero biases.",
              "La courbe part de $\\theta$ à biais nuls."),
          CONSTRUCTION,
          i -> i.network().biases().stream().allMatch(RationalMatrix::isZero));

  static final Hypothesis<Instance> FIRST_WEIGHTS =
      new Hypothesis<>(
          "first-weights",
          Text.of(
              "The curve starts at $\\theta$ with $W_1 \\ne 0$.",
              "La courbe part de $\\theta$ avec $W_1 \\ne 0$."),
          CONSTRUCTION,
          i -> !i.network().weight(1).isZero());

  static final Hypothesis<Instance> LAMBDA_ABOVE_ONE =
      new Hypothesis<>(
          "lambda-above-one",
          Text.of("$\\lambda > 1$.", "$\\lambda > 1$."),
          CONSTRUCTION,
          i -> i.lambda().compareTo(Rational.ONE) > 0);

  static final Hypothesis<Instance> SAMPLED_RANGE =
      new Hypothesis<>(
          "sampled-range",
          Text.of(
              "Sampled: $H \\le 6$, widths $\\le 4$, $n \\le 4$; square, quartic and logistic losses with the identity, cross-entropy with"
                  + " softmax. The statement has no such limits.",
              "Tirages : $H \\le 6$, largeurs $\\le 4$, $n \\le 4$ ; coûts quadratique, quartique et logistique avec l'identité, entropie"
                  + " croisée avec softmax. L'énoncé n'a pas ces limites."),
          NARROWING,
          i -> Shapes.within(i.network(), i.sample(), 6, 4, 4));

  private static boolean hiddenAre(Network n, List<Activation> allowed) {
    return allowed.containsAll(n.activations().subList(0, n.depth() - 1))
        && List.of(Activation.IDENTITY, Activation.SOFTMAX).contains(n.activation(n.depth()));
  }

  /** What a mutant changes. */
  enum Change {
    NONE,
    FIRST_EXPONENT_H,
    LATER_EXPONENT_TWO,
    FIRST_EXPONENT_NEGATED,
    SECOND_LAYER_LEFT_OUT,
    SQUARED_RELU
  }

  /** The curve θ^λ and what it shows. */
  record Curve(Change change) implements Claims<Instance> {

    @Override
    public <M extends Matrix<M>> List<Claim<M>> on(Instance i, OrderedArithmetic<M> k) {
      Network start = change == Change.SQUARED_RELU ? withSquaredRelu(i.network()) : i.network();
      Network moved = moved(start, i.lambda());
      M x = k.of(i.sample().x());
      int h = start.depth();
      Forward<M> before = hidden(start, k, x);
      Forward<M> after = hidden(moved, k, x);
      M norm = k.of(start.weight(1)).maxNorm();
      M movedNorm = k.of(moved.weight(1)).maxNorm();
      M growth = k.scalar(i.lambda()).plus(k.scalar(Rational.ONE)).scale(Rational.of(1, 2));
      return List.of(
          Claim.equal("risk-unchanged", before.preActivation(h), after.preActivation(h)),
          Claim.less("norm-grows", norm.hadamard(growth), movedNorm));
    }

    /**
     * The network up to its last pre-activation, of which E is a function: σ_H and L do not matter.
     */
    private static <M extends Matrix<M>> Forward<M> hidden(Network n, OrderedArithmetic<M> k, M x) {
      List<Activation> activations = new ArrayList<>(n.activations());
      activations.set(n.depth() - 1, Activation.IDENTITY);
      return new Network(n.architecture(), activations, n.weights(), n.biases()).forward(k, x);
    }

    private static Network withSquaredRelu(Network n) {
      List<Activation> activations =
          n.activations().stream()
              .map(a -> a.equals(Activation.RELU) ? Activation.SQUARED_RELU : a)
              .toList();
      return new Network(n.architecture(), activations, n.weights(), n.biases());
    }

    private Network moved(Network n, Rational lambda) {
      int depth = n.depth();
      List<RationalMatrix> weights = new ArrayList<>();
      for (int h = 1; h <= depth; h++) {
        weights.add(n.weight(h).scale(lambda.pow(exponent(h, depth))));
      }
      return n.withParameters(weights, n.biases());
    }

    private int exponent(int h, int depth) {
      if (h == 1) {
        return switch (change) {
          case FIRST_EXPONENT_H -> depth;
          case FIRST_EXPONENT_NEGATED -> 1 - depth;
          default -> depth - 1;
        };
      }
      return switch (change) {
        case LATER_EXPONENT_TWO -> -2;
        case SECOND_LAYER_LEFT_OUT -> h == 2 ? 0 : -1;
        default -> -1;
      };
    }

    /** Everything up to the last pre-activation is rational. */
    @Override
    public boolean isRational(Instance i) {
      return i.network().activations().subList(0, i.network().depth() - 1).stream()
          .allMatch(Activation::isRational);
    }
  }

  /**
   * E(W,b) = ‖(W,b)A − Y‖² is coercive when A = (X; 𝟙ᵀ) has full row rank (H = 1, identity, square
   * loss). The formula is compared with the network's own risk at the instance's θ, exactly.
   */
  private static Optional<Positive> coercive(Instance i) {
    Network n = i.network();
    if (n.depth() != 1
        || !n.activation(1).equals(Activation.IDENTITY)
        || !i.loss().equals(Loss.SQUARE)) {
      return Optional.empty();
    }
    RationalMatrix a =
        i.sample().x().stack(RationalMatrix.constant(1, i.sample().size(), Rational.ONE));
    if (!risk(i)
        .equals(n.weight(1).beside(n.bias(1)).times(a).minus(i.sample().y()).sumOfSquares())) {
      return Optional.empty(); // it would be about another function than this network's own risk
    }
    RationalMatrix gram = a.times(a.transpose());
    if (!Inertia.isPositiveDefinite(gram)) {
      return Optional.empty();
    }
    Rational c = Rational.ONE;
    while (!Inertia.isPositiveSemidefinite(
        gram.minus(RationalMatrix.identity(gram.rows()).scale(c.times(Rational.of(2)))))) {
      c = c.times(Rational.of(1, 2)); // ends: the Gram matrix is positive definite
    }
    return Optional.of(
        new Positive.Coercive(a, i.sample().y(), c, i.sample().y().sumOfSquares().get(0, 0)));
  }

  /** E(θ) of the instance, 1 × 1, by the network and the square loss themselves. */
  private static RationalMatrix risk(Instance i) {
    RationalArithmetic k = RationalArithmetic.INSTANCE;
    return Loss.SQUARE.value(k, i.network().forward(k, i.sample().x()).output(), i.sample().y());
  }

  @Override
  public String id() {
    return "relu-non-coercive";
  }

  @Override
  public Text title() {
    return Text.of("The risk of a ReLU network is not coercive", "Non-coercivité dans le cas ReLU");
  }

  @Override
  public Citation citation() {
    return Citation.slide(2, "42");
  }

  @Override
  public Statement statement() {
    return new Statement(
        "\\forall\\,\\text{ReLU network},\\ \\forall (x_i,y_i)_{i=1..n}:\\quad E(\\theta)=\\sum_{i=1}^n L(f_\\theta(x_i),y_i)"
            + "\\ \\text{is not coercive}",
        Text.of(
            "For every ReLU network and every training sample, $E$ is not coercive.",
            "Pour tout réseau ReLU, pour tout échantillon d'apprentissage, la fonction $E$ n'est pas coercive."));
  }

  @Override
  public Optional<Statement> corrected() {
    return Optional.of(
        new Statement(
            "H \\ge 2\\ \\Longrightarrow\\ E\\ \\text{is not coercive}",
            Text.of(
                "For every ReLU network with at least one hidden layer ($H \\ge 2$) and every training sample, $E$ is not coercive.",
                "Pour tout réseau ReLU ayant au moins une couche cachée ($H \\ge 2$), pour tout échantillon d'apprentissage, $E$ n'est pas"
                    + " coercive.")));
  }

  @Override
  public Expectation expectation() {
    return Expectation.REFUTED_AS_STATED;
  }

  @Override
  public List<Text> remarks() {
    return List.of(
        Text.of(
            "Without a hidden layer ($H=1$, $\\sigma_1=\\mathrm{Id}$, square loss) $E$ is coercive exactly when $(X;\\mathbb{1}^T)$ has rank"
                + " $n_0+1$. With softmax it is never coercive: adding $t\\mathbb{1}$ to $b_1$ leaves $E$ unchanged.",
            "Sans couche cachée ($H=1$, $\\sigma_1=\\mathrm{Id}$, coût quadratique) $E$ est coercive si et seulement si"
                + " $(X;\\mathbb{1}^T)$ est de rang $n_0+1$. Avec softmax elle ne l'est jamais : ajouter $t\\mathbb{1}$ à $b_1$ ne change"
                + " pas $E$."),
        Text.of(
            "The slide's limit $\\|\\theta^\\lambda\\| \\to +\\infty$ needs $W_1 \\ne 0$; one such $\\theta$ is enough for the statement.",
            "La limite $\\|\\theta^\\lambda\\| \\to +\\infty$ de la diapositive demande $W_1 \\ne 0$ ; un seul tel $\\theta$ suffit à"
                + " l'énoncé."));
  }

  @Override
  public List<Hypothesis<Instance>> hypotheses() {
    return List.of(
        RELU_NETWORK, HIDDEN_LAYER, ZERO_BIASES, FIRST_WEIGHTS, LAMBDA_ABOVE_ONE, SAMPLED_RANGE);
  }

  @Override
  public Claims<Instance> claims() {
    return new Curve(Change.NONE);
  }

  @Override
  public Map<String, Text> claimTexts() {
    Map<String, Text> texts = new LinkedHashMap<>();
    texts.put(
        "risk-unchanged",
        Text.of(
            "$W_H f_{H-1}(x_i)+b_H$ is the same for $\\theta$ and $\\theta^\\lambda$, hence $E(\\theta^\\lambda)=E(\\theta)$ whatever"
                + " $\\sigma_H$ and $L$",
            "$W_H f_{H-1}(x_i)+b_H$ est le même pour $\\theta$ et $\\theta^\\lambda$, donc $E(\\theta^\\lambda)=E(\\theta)$ quels que soient"
                + " $\\sigma_H$ et $L$"));
    texts.put(
        "norm-grows",
        Text.of(
            "$\\|W_1^\\lambda\\|_\\infty > \\frac{1+\\lambda}{2}\\|W_1\\|_\\infty$, so the norm grows geometrically along"
                + " $\\lambda,\\lambda^2,\\lambda^3,\\dots$",
            "$\\|W_1^\\lambda\\|_\\infty > \\frac{1+\\lambda}{2}\\|W_1\\|_\\infty$, donc la norme croît géométriquement le long de"
                + " $\\lambda,\\lambda^2,\\lambda^3,\\dots$"));
    return texts;
  }

  @Override
  public Proof proof() {
    return ReluNonCoerciveProof.steps();
  }

  @Override
  public Notation notation() {
    return RescalingNotation.of(2);
  }

  @Override
  public List<StepMutant> stepMutants() {
    return RescalingStepMutants.nonCoercive(proof());
  }

  @Override
  public Class<Instance> instanceType() {
    return Instance.class;
  }

  @Override
  public PositiveFinder<Instance> positive() {
    return ReluNonCoercive::coercive;
  }

  @Override
  public Sampler<Instance> sampler(
      Set<Hypothesis<Instance>> kept, Set<Hypothesis<Instance>> broken) {
    boolean relu = !broken.contains(RELU_NETWORK);
    NetworkSampler networks =
        new NetworkSampler(
            kept.contains(HIDDEN_LAYER) || !relu ? 2 : 1,
            broken.contains(HIDDEN_LAYER)
                ? 1
                : relu ? 6 : 3, // powers of powers: deeper, exact numbers take thousands of digits
            4,
            4,
            relu
                ? List.of(Activation.RELU)
                : List.of(Activation.SQUARE, Activation.CUBE, Activation.SQUARED_RELU),
            false,
            List.of(
                new NetworkSampler.Output(Activation.IDENTITY, Loss.SQUARE),
                new NetworkSampler.Output(Activation.IDENTITY, Loss.QUARTIC),
                new NetworkSampler.Output(Activation.IDENTITY, Loss.LOGISTIC),
                new NetworkSampler.Output(Activation.SOFTMAX, Loss.CROSS_ENTROPY)),
            kept.contains(ZERO_BIASES),
            20);
    String lambda =
        broken.contains(LAMBDA_ABOVE_ONE) ? "λ ≤ 1, λ ≠ 0" : "λ = 1 + k/4, 2^k or 1 + 2^-k";
    return Sampler.of(
        Text.of(
            networks.describe().getFirst() + "; " + lambda,
            networks.describe().getLast() + " ; " + lambda),
        s -> draw(s, networks, kept, broken));
  }

  private static Instance draw(
      Stream s,
      NetworkSampler networks,
      Set<Hypothesis<Instance>> kept,
      Set<Hypothesis<Instance>> broken) {
    NetworkSampler.Drawn drawn = networks.draw(s);
    Network n = drawn.network();
    if (broken.contains(FIRST_WEIGHTS)) {
      n = withWeight(n, RationalMatrix.zero(n.weight(1).rows(), n.weight(1).columns()));
    } else if (kept.contains(FIRST_WEIGHTS) && n.weight(1).isZero()) {
      n =
          withWeight(
              n,
              n.weight(1)
                  .with(
                      s.nextInt(n.weight(1).rows()),
                      s.nextInt(n.weight(1).columns()),
                      Rational.ONE));
    }
    if (broken.contains(ZERO_BIASES) && n.biases().stream().allMatch(RationalMatrix::isZero)) {
      List<RationalMatrix> biases = new ArrayList<>(n.biases());
      biases.set(0, biases.getFirst().with(0, 0, Rational.ONE));
      n = n.withParameters(n.weights(), biases);
    }
    Rational lambda = broken.contains(LAMBDA_ABOVE_ONE) ? atMostOne(s) : aboveOne(s);
    return new Instance(n, drawn.sample(), drawn.loss(), lambda);
  }

  private static Network withWeight(Network n, RationalMatrix first) {
    List<RationalMatrix> weights = new ArrayList<>(n.weights());
    weights.set(0, first);
    return n.withParameters(weights, n.biases());
  }

  private static Rational aboveOne(Stream s) {
    return switch (s.nextInt(3)) {
      case 0 -> Rational.ONE.plus(Rational.of(s.nextInt(1, 16), 4));
      case 1 -> Rational.of(2).pow(s.nextInt(1, 12));
      default -> Rational.ONE.plus(Rational.of(2).pow(-s.nextInt(1, 12)));
    };
  }

  private static Rational atMostOne(Stream s) {
    return s.chance(1, 2) ? Rational.of(s.nextInt(1, 8), 8) : Rational.of(-s.nextInt(1, 16), 4);
  }

  @Override
  public List<Mutant<Instance>> mutants() {
    return List.of(
        mutant(
            "first-exponent",
            Change.FIRST_EXPONENT_H,
            "$W_1^\\lambda=\\lambda^{H}W_1$ instead of $\\lambda^{H-1}W_1$",
            "$W_1^\\lambda=\\lambda^{H}W_1$ au lieu de $\\lambda^{H-1}W_1$"),
        mutant(
            "later-exponent",
            Change.LATER_EXPONENT_TWO,
            "$W_h^\\lambda=\\lambda^{-2}W_h$ for $h \\ge 2$",
            "$W_h^\\lambda=\\lambda^{-2}W_h$ pour $h \\ge 2$"),
        mutant(
            "direction",
            Change.FIRST_EXPONENT_NEGATED,
            "$W_1^\\lambda=\\lambda^{-(H-1)}W_1$: the curve runs the other way",
            "$W_1^\\lambda=\\lambda^{-(H-1)}W_1$ : la courbe va dans l'autre sens"),
        mutant(
            "index",
            Change.SECOND_LAYER_LEFT_OUT,
            "$W_h^\\lambda=\\lambda^{-1}W_h$ only for $h \\ge 3$",
            "$W_h^\\lambda=\\lambda^{-1}W_h$ seulement pour $h \\ge 3$"),
        mutant(
            "activation",
            Change.SQUARED_RELU,
            "the hidden activation is $\\max(0,t)^2$",
            "l'activation cachée est $\\max(0,t)^2$"),
        Mutant.dropping(
            "any-biases",
            Text.of(
                "the same curve, from $\\theta$ with any biases",
                "la même courbe, à partir de $\\theta$ à biais quelconques"),
            claims(),
            Set.of(ZERO_BIASES)),
        Mutant.dropping(
            "any-first-weights",
            Text.of("the same curve, from any $W_1$", "la même courbe, pour tout $W_1$"),
            claims(),
            Set.of(FIRST_WEIGHTS)));
  }

  private static Mutant<Instance> mutant(String id, Change change, String en, String fr) {
    return Mutant.of(id, Text.of(en, fr), new Curve(change));
  }

  @Override
  public <M extends Matrix<M>> Map<String, M> quantities(Instance i, OrderedArithmetic<M> k) {
    Network moved = new Curve(Change.NONE).moved(i.network(), i.lambda());
    M x = k.of(i.sample().x());
    Map<String, M> q = new LinkedHashMap<>();
    q.put("last-pre-activation", Curve.hidden(i.network(), k, x).output());
    q.put("last-pre-activation-moved", Curve.hidden(moved, k, x).output());
    q.put("first-weights-norm", k.of(i.network().weight(1)).maxNorm());
    q.put("first-weights-norm-moved", k.of(moved.weight(1)).maxNorm());
    return q;
  }
}
