package org.theoria.theorems.firstproperties;

import static org.theoria.proposition.Hypothesis.Origin.NARROWING;
import static org.theoria.proposition.Hypothesis.Origin.SLIDE;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Activation;
import org.theoria.network.Loss;
import org.theoria.network.Network;
import org.theoria.network.Parameters;
import org.theoria.network.PartialDerivatives;
import org.theoria.network.Sample;
import org.theoria.proposition.Citation;
import org.theoria.proposition.Claim;
import org.theoria.proposition.Claims;
import org.theoria.proposition.ForAll;
import org.theoria.proposition.Hypothesis;
import org.theoria.proposition.Mutant;
import org.theoria.proposition.Notation;
import org.theoria.proposition.Proof;
import org.theoria.proposition.Sampler;
import org.theoria.proposition.Statement;
import org.theoria.proposition.StepMutant;
import org.theoria.proposition.Text;
import org.theoria.sampling.Kinks;
import org.theoria.sampling.NetworkSampler;
import org.theoria.sampling.NetworkSampler.Output;
import org.theoria.sampling.Stream;

/**
 * <b>Rescaling and the gradient.</b> For a positively homogeneous activation and λ &gt; 0 put W_1^λ
 * = λ^{H−1}W_1, b_1^λ = λ^{H−1}b_1 and W_h^λ = λ^{−1}W_h, b_h^λ = λ^{H−h}b_h for h ≥ 2. Then f is
 * unchanged and, where E is differentiable, ∂E/∂W_h is multiplied by λ for h ≥ 2 and by λ^{−(H−1)}
 * for h = 1, ∂E/∂b_h by λ^{−(H−h)} (slide 48).
 *
 * <p>What is true. Layer h &lt; H is multiplied by λ^{H−h} and the last pre-activation by 1, so
 * f_{θ^λ} = f_θ for any σ_H and E∘T = E for the linear map T: θ ↦ θ^λ, which is diagonal with
 * positive entries. Differentiate E∘T = E along a coordinate: its one-sided derivative at θ is the
 * entry of T times that of E at θ^λ. No differentiability is used: the identities hold for the
 * one-sided partial derivatives on kinks too, so the slide's footnote asks for more than is needed.
 *
 * <p>Boundary: λ = 0 makes λ^{−1} meaningless; λ &lt; 0 breaks homogeneity; H = 1 makes T the
 * identity.
 */
public final class GradientRescaling implements ForAll<GradientRescaling.Instance> {

  /**
   * @param network the network at θ
   * @param sample the training sample, x of shape n₀ × n
   * @param loss the loss
   * @param lambda λ, not 0
   */
  public record Instance(Network network, Sample sample, Loss loss, Rational lambda) {
    public Instance {
      Shapes.requireSample(network, sample);
      Shapes.requireNonZero("lambda", lambda);
    }
  }

  static final Hypothesis<Instance> LAMBDA_POSITIVE =
      new Hypothesis<>(
          "lambda-positive",
          Text.of("$\\lambda > 0$.", "$\\lambda > 0$."),
          SLIDE,
          i -> i.lambda().signum() > 0);

  static final Hypothesis<Instance> HOMOGENEOUS =
      new Hypothesis<>(
          "positively-homogeneous",
          Text.of(
              "The hidden activations are positively homogeneous: $\\sigma(\\lambda t)=\\lambda\\sigma(t)$ for $\\lambda>0$.",
              "Les activations cachées sont positivement homogènes : $\\sigma(\\lambda t)=\\lambda\\sigma(t)$ pour $\\lambda>0$."),
          SLIDE,
          i -> hidden(i.network()).stream().allMatch(Activation::isPositivelyHomogeneous));

  static final Hypothesis<Instance> OFF_KINKS =
      new Hypothesis<Instance>(
              "off-kinks",
              Text.of(
                  "$E$ is differentiable at $\\theta$: no pre-activation of a layer with a kink is 0 (the slide's footnote).",
                  "$E$ est différentiable en $\\theta$ : aucune pré-activation d'une couche à point anguleux n'est nulle (note de la"
                      + " diapositive)."),
              SLIDE,
              i -> !Kinks.meets(i.network(), i.sample().x()))
          .redundantBy("conclusion");

  static final Hypothesis<Instance> SAMPLED_RANGE =
      new Hypothesis<>(
          "sampled-range",
          Text.of(
              "Sampled: $H \\le 5$, widths $\\le 3$, $n \\le 2$; hidden activations ReLU, leaky ReLU, $|t|$, the identity; square, quartic and"
                  + " logistic losses with the identity, cross-entropy with softmax.",
              "Tirages : $H \\le 5$, largeurs $\\le 3$, $n \\le 2$ ; activations cachées ReLU, leaky ReLU, $|t|$, l'identité ; coûts"
                  + " quadratique, quartique et logistique avec l'identité, entropie croisée avec softmax."),
          NARROWING,
          i -> Shapes.within(i.network(), i.sample(), 5, 3, 2));

  private static List<Activation> hidden(Network n) {
    return n.activations().subList(0, n.depth() - 1);
  }

  /** What a mutant changes. */
  enum Change {
    NONE,
    LATER_FACTOR_INVERTED,
    FIRST_FACTOR_INVERTED,
    BIAS_FACTOR_SHIFTED,
    BIAS_FACTOR_OF_WEIGHTS,
    BIAS_MOVED_LIKE_WEIGHTS,
    FIRST_MOVED_BY_H
  }

  /** E and its derivatives at θ and at θ^λ. */
  record Rescaled(Change change) implements Claims<Instance> {

    @Override
    public <M extends Matrix<M>> List<Claim<M>> on(Instance i, OrderedArithmetic<M> k) {
      Network n = i.network();
      Network moved = moved(n, i.lambda());
      M x = k.of(i.sample().x());
      M before = derivatives(k, n, i.loss(), i.sample());
      M after = derivatives(k, moved, i.loss(), i.sample());
      M expected = before.hadamard(k.of(factors(n, i.lambda())));
      Parameters p = new Parameters(n.architecture());
      int first = p.weightCount(1);
      M weightsAfter = BackpropClaims.weightsOf(n, after);
      M weightsExpected = BackpropClaims.weightsOf(n, expected);
      int later = weightsAfter.columns() - first;
      return List.of(
          Claim.equal("function", lastPreActivation(k, n, x), lastPreActivation(k, moved, x)),
          Claim.equal(
              "first-weights",
              weightsAfter.block(0, 0, 1, first),
              weightsExpected.block(0, 0, 1, first)),
          Claim.equal(
              "later-weights",
              weightsAfter.block(0, first, 1, later),
              weightsExpected.block(0, first, 1, later)),
          Claim.equal(
              "biases", BackpropClaims.biasesOf(n, after), BackpropClaims.biasesOf(n, expected)));
    }

    /** W_H f_{H−1}(x) + b_H, of which f and E are functions: σ_H does not matter. */
    private static <M extends Matrix<M>> M lastPreActivation(
        OrderedArithmetic<M> k, Network n, M x) {
      return n.forward(k, x).preActivation(n.depth());
    }

    /** The right-hand partial derivatives of E(θ) = Σ_i L(f_θ(xⁱ), yⁱ), one row. */
    static <M extends Matrix<M>> M derivatives(
        OrderedArithmetic<M> k, Network n, Loss loss, Sample s) {
      M total = k.constant(1, new Parameters(n.architecture()).count(), Rational.ZERO);
      for (int e = 0; e < s.size(); e++) {
        RationalMatrix x = s.x().block(0, e, s.x().rows(), 1);
        RationalMatrix y = s.y().block(0, e, s.y().rows(), 1);
        total = total.plus(PartialDerivatives.of(k, n, loss, x, y, PartialDerivatives.Side.RIGHT));
      }
      return total;
    }

    Network moved(Network n, Rational lambda) {
      int depth = n.depth();
      int top = change == Change.FIRST_MOVED_BY_H ? depth : depth - 1;
      List<RationalMatrix> weights = new ArrayList<>();
      List<RationalMatrix> biases = new ArrayList<>();
      for (int h = 1; h <= depth; h++) {
        weights.add(n.weight(h).scale(lambda.pow(h == 1 ? top : -1)));
        int exponent =
            change == Change.BIAS_MOVED_LIKE_WEIGHTS && h > 1 ? -1 : h == 1 ? top : depth - h;
        biases.add(n.bias(h).scale(lambda.pow(exponent)));
      }
      return n.withParameters(weights, biases);
    }

    /** The factor of each partial derivative, one row in the order of {@link Parameters}. */
    private RationalMatrix factors(Network n, Rational lambda) {
      int depth = n.depth();
      Parameters p = new Parameters(n.architecture());
      Rational[] row = new Rational[p.count()];
      for (int h = 1; h <= depth; h++) {
        int weightExponent =
            h == 1
                ? (change == Change.FIRST_FACTOR_INVERTED ? depth - 1 : 1 - depth)
                : (change == Change.LATER_FACTOR_INVERTED ? -1 : 1);
        int biasExponent =
            switch (change) {
              case BIAS_FACTOR_SHIFTED -> -(depth - h + 1);
              case BIAS_FACTOR_OF_WEIGHTS -> weightExponent;
              default -> -(depth - h);
            };
        for (int j = 0; j < p.weightCount(h); j++) {
          row[p.layerStart(h) + j] = lambda.pow(weightExponent);
        }
        for (int j = 0; j < n.architecture().width(h); j++) {
          row[p.biasStart(h) + j] = lambda.pow(biasExponent);
        }
      }
      return RationalMatrix.of(1, row.length, row);
    }

    @Override
    public boolean isRational(Instance i) {
      return i.network().isRational() && i.loss().isRational();
    }
  }

  @Override
  public String id() {
    return "gradient-rescaling";
  }

  @Override
  public Text title() {
    return Text.of(
        "How a rescaling acts on the gradient", "Effet d'un changement d'échelle sur le gradient");
  }

  @Override
  public Citation citation() {
    return Citation.slide(2, "48");
  }

  @Override
  public Statement statement() {
    return new Statement(
        "\\begin{gathered}W_1^\\lambda=\\lambda^{H-1}W_1,\\ b_1^\\lambda=\\lambda^{H-1}b_1,\\quad W_h^\\lambda=\\lambda^{-1}W_h,\\"
            + " b_h^\\lambda=\\lambda^{H-h}b_h\\ (h\\ge 2)\\\\ f_{\\theta^\\lambda}=f_\\theta,\\qquad \\frac{\\partial E}{\\partial"
            + " W_h}(\\theta^\\lambda)=\\lambda\\frac{\\partial E}{\\partial W_h}(\\theta)\\ (h\\ge 2),\\qquad \\frac{\\partial"
            + " E}{\\partial W_1}(\\theta^\\lambda)=\\lambda^{-(H-1)}\\frac{\\partial E}{\\partial W_1}(\\theta),\\qquad"
            + " \\frac{\\partial E}{\\partial b_h}(\\theta^\\lambda)=\\lambda^{-(H-h)}\\frac{\\partial E}{\\partial"
            + " b_h}(\\theta)\\end{gathered}",
        Text.of(
            "For a positively homogeneous activation (ReLU) and $\\lambda>0$, the rescaling above leaves $f$ unchanged and multiplies the"
                + " partial derivatives by the powers of $\\lambda$ above, where $E$ is differentiable.",
            "Pour une fonction d'activation positivement homogène (notamment ReLU) et $\\lambda>0$, le changement d'échelle ci-dessus laisse"
                + " $f$ inchangée et multiplie les dérivées partielles par les puissances de $\\lambda$ ci-dessus, là où $E$ est"
                + " différentiable."));
  }

  @Override
  public List<Text> remarks() {
    return List.of(
        Text.of(
            "The slide's warning about 0 is not needed: $E\\circ T=E$ for a diagonal $T$ with positive entries, so the one-sided partial"
                + " derivatives, which exist on kinks too, obey the same rule. The proof shows it for both sides; the claims compare the"
                + " right one.",
            "L'avertissement de la diapositive sur 0 n'est pas nécessaire : $E\\circ T=E$ pour $T$ diagonale à coefficients positifs, donc les"
                + " dérivées partielles à droite et à gauche, qui existent aussi sur les points anguleux, suivent la même règle. La preuve"
                + " le montre des deux côtés ; les affirmations comparent la dérivée à droite."));
  }

  @Override
  public List<Hypothesis<Instance>> hypotheses() {
    return List.of(HOMOGENEOUS, LAMBDA_POSITIVE, OFF_KINKS, SAMPLED_RANGE);
  }

  @Override
  public Claims<Instance> claims() {
    return new Rescaled(Change.NONE);
  }

  @Override
  public Map<String, Text> claimTexts() {
    Map<String, Text> texts = new LinkedHashMap<>();
    texts.put(
        "function",
        Text.of(
            "$W_Hf_{H-1}(x_i)+b_H$ is the same for $\\theta$ and $\\theta^\\lambda$, hence $f_{\\theta^\\lambda}(x_i)=f_\\theta(x_i)$",
            "$W_Hf_{H-1}(x_i)+b_H$ est le même pour $\\theta$ et $\\theta^\\lambda$, donc $f_{\\theta^\\lambda}(x_i)=f_\\theta(x_i)$"));
    texts.put(
        "first-weights",
        Text.of(
            "$\\partial E/\\partial W_1$ is multiplied by $\\lambda^{-(H-1)}$",
            "$\\partial E/\\partial W_1$ est multipliée par $\\lambda^{-(H-1)}$"));
    texts.put(
        "later-weights",
        Text.of(
            "$\\partial E/\\partial W_h$ is multiplied by $\\lambda$, $h \\ge 2$",
            "$\\partial E/\\partial W_h$ est multipliée par $\\lambda$, $h \\ge 2$"));
    texts.put(
        "biases",
        Text.of(
            "$\\partial E/\\partial b_h$ is multiplied by $\\lambda^{-(H-h)}$",
            "$\\partial E/\\partial b_h$ est multipliée par $\\lambda^{-(H-h)}$"));
    return texts;
  }

  @Override
  public Notation notation() {
    return RescalingNotation.of(1);
  }

  @Override
  public Proof proof() {
    return GradientRescalingProof.steps();
  }

  @Override
  public List<StepMutant> stepMutants() {
    return RescalingStepMutants.gradient(proof());
  }

  @Override
  public Class<Instance> instanceType() {
    return Instance.class;
  }

  @Override
  public Sampler<Instance> sampler(
      Set<Hypothesis<Instance>> kept, Set<Hypothesis<Instance>> broken) {
    boolean homogeneous = !broken.contains(HOMOGENEOUS);
    boolean meet = broken.contains(OFF_KINKS);
    boolean avoid = kept.contains(OFF_KINKS);
    List<Activation> activations =
        !homogeneous
            ? List.of(
                Activation.SQUARE,
                Activation.CUBE,
                Activation.SQUARED_RELU,
                Activation.TANH,
                Activation.SOFTPLUS)
            : meet
                ? List.of(Activation.RELU, Activation.LEAKY_RELU, Activation.ABSOLUTE)
                : List.of(
                    Activation.RELU,
                    Activation.LEAKY_RELU,
                    Activation.ABSOLUTE,
                    Activation.IDENTITY);
    NetworkSampler networks =
        new NetworkSampler(
            meet || !homogeneous ? 2 : 1,
            5,
            3,
            2,
            activations,
            homogeneous,
            List.of(
                new Output(Activation.IDENTITY, Loss.SQUARE),
                new Output(Activation.IDENTITY, Loss.SQUARE),
                new Output(Activation.IDENTITY, Loss.QUARTIC),
                new Output(Activation.IDENTITY, Loss.LOGISTIC),
                new Output(Activation.SOFTMAX, Loss.CROSS_ENTROPY)),
            false,
            8);
    String lambda =
        meet
            ? "λ = k/4, 2^±k; only 2^±k where the loss is not rational, so that a kink stays one in enclosures"
            : broken.contains(LAMBDA_POSITIVE)
                ? "λ = -k/4, -2^±k"
                : kept.contains(LAMBDA_POSITIVE) ? "λ = k/4, 2^±k" : "λ = ±k/4, ±2^±k";
    return Sampler.of(
        Text.of(
            networks.describe().getFirst() + "; " + lambda,
            networks.describe().getLast() + " ; " + lambda),
        s -> {
          NetworkSampler.Drawn d = networks.draw(s);
          Network n = d.network();
          if (meet) {
            n = Kinks.meet(n, d.sample().x(), s);
          } else if (avoid && homogeneous) {
            n = Kinks.avoid(n, d.sample().x());
          }
          Rational size =
              meet && !d.loss().isRational() ? Rational.of(2).pow(s.nextInt(-10, 10)) : positive(s);
          boolean negative =
              broken.contains(LAMBDA_POSITIVE)
                  || (!kept.contains(LAMBDA_POSITIVE) && s.chance(1, 2));
          return new Instance(n, d.sample(), d.loss(), negative ? size.negate() : size);
        });
  }

  /** λ near 1, and tiny or huge (the slide has λ ~ 0). */
  private static Rational positive(Stream s) {
    return s.chance(1, 2)
        ? Rational.of(s.nextInt(1, 16), 4)
        : Rational.of(2).pow(s.nextInt(-10, 10));
  }

  @Override
  public List<Mutant<Instance>> mutants() {
    return List.of(
        mutant(
            "later-exponent",
            Change.LATER_FACTOR_INVERTED,
            "$\\partial E/\\partial W_h$ multiplied by $\\lambda^{-1}$, $h \\ge 2$",
            "$\\partial E/\\partial W_h$ multipliée par $\\lambda^{-1}$, $h \\ge 2$"),
        mutant(
            "first-exponent-sign",
            Change.FIRST_FACTOR_INVERTED,
            "$\\partial E/\\partial W_1$ multiplied by $\\lambda^{H-1}$",
            "$\\partial E/\\partial W_1$ multipliée par $\\lambda^{H-1}$"),
        mutant(
            "bias-index",
            Change.BIAS_FACTOR_SHIFTED,
            "$\\partial E/\\partial b_h$ multiplied by $\\lambda^{-(H-h+1)}$",
            "$\\partial E/\\partial b_h$ multipliée par $\\lambda^{-(H-h+1)}$"),
        mutant(
            "bias-as-weights",
            Change.BIAS_FACTOR_OF_WEIGHTS,
            "$\\partial E/\\partial b_h$ multiplied like $\\partial E/\\partial W_h$",
            "$\\partial E/\\partial b_h$ multipliée comme $\\partial E/\\partial W_h$"),
        mutant(
            "bias-moved",
            Change.BIAS_MOVED_LIKE_WEIGHTS,
            "$b_h^\\lambda=\\lambda^{-1}b_h$ for $h \\ge 2$",
            "$b_h^\\lambda=\\lambda^{-1}b_h$ pour $h \\ge 2$"),
        mutant(
            "first-moved",
            Change.FIRST_MOVED_BY_H,
            "$W_1^\\lambda=\\lambda^{H}W_1$, $b_1^\\lambda=\\lambda^{H}b_1$",
            "$W_1^\\lambda=\\lambda^{H}W_1$, $b_1^\\lambda=\\lambda^{H}b_1$"),
        Mutant.dropping(
            "any-lambda",
            Text.of("for every $\\lambda \\ne 0$", "pour tout $\\lambda \\ne 0$"),
            claims(),
            Set.of(LAMBDA_POSITIVE)));
  }

  private static Mutant<Instance> mutant(String id, Change change, String en, String fr) {
    return Mutant.of(id, Text.of(en, fr), new Rescaled(change));
  }

  @Override
  public <M extends Matrix<M>> Map<String, M> quantities(Instance i, OrderedArithmetic<M> k) {
    Rescaled r = new Rescaled(Change.NONE);
    Network moved = r.moved(i.network(), i.lambda());
    M x = k.of(i.sample().x());
    Map<String, M> q = new LinkedHashMap<>();
    q.put("last-pre-activation", Rescaled.lastPreActivation(k, i.network(), x));
    q.put("last-pre-activation-moved", Rescaled.lastPreActivation(k, moved, x));
    q.put("gradient", Rescaled.derivatives(k, i.network(), i.loss(), i.sample()));
    q.put("gradient-moved", Rescaled.derivatives(k, moved, i.loss(), i.sample()));
    return q;
  }
}
