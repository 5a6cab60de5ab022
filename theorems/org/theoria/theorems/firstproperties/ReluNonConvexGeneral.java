package org.theoria.theorems.firstproperties;

import static org.theoria.proposition.Hypothesis.Origin.CONSTRUCTION;
import static org.theoria.proposition.Hypothesis.Origin.NARROWING;
import static org.theoria.proposition.Hypothesis.Origin.SLIDE;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Activation;
import org.theoria.network.Loss;
import org.theoria.network.Network;
import org.theoria.network.Sample;
import org.theoria.proposition.Citation;
import org.theoria.proposition.Claims;
import org.theoria.proposition.Hypothesis;
import org.theoria.proposition.Mutant;
import org.theoria.proposition.Not;
import org.theoria.proposition.Notation;
import org.theoria.proposition.PositiveFinder;
import org.theoria.proposition.Proof;
import org.theoria.proposition.Sampler;
import org.theoria.proposition.Statement;
import org.theoria.proposition.StepMutant;
import org.theoria.proposition.Text;
import org.theoria.theorems.firstproperties.ConvexitySegments.Change;

/**
 * <b>Which risks admit a violated midpoint inequality?</b> The generalisation of slide 43: exactly
 * those of the networks with a hidden layer.
 *
 * <p>What is true. Let σ_h be positively homogeneous for h &lt; H (ReLU), and let L(σ_H(z), y) be
 * strictly convex in z (identity with the square loss, …), or strictly convex up to adding t𝟙 to z
 * (softmax with the cross-entropy, n_H ≥ 2).
 *
 * <ul>
 *   <li>H = 1: z is affine in θ, so E is convex. No sample violates anything.
 *   <li>H ≥ 2: take any θ with b_h = 0 for 1 &lt; h &lt; H, and put g_i = W_H f_{H−1}(x_i). On the
 *       segment from A = (0, 0, W_2, …, W_H, b_H) to B = (W_1, b_1, W_2, …, 0, b_H) the first layer
 *       grows by τ and the last shrinks by 1−τ, so that z_i = b_H + τ(1−τ)g_i: the same at both
 *       ends, and b_H + g_i/4 in the middle. With −W_H for W_H it is b_H − g_i/4. By strict
 *       convexity Σ_i L at b_H + g_i/4 and at b_H − g_i/4 have a mean above Σ_i L at b_H as soon as
 *       some g_i ≠ 0: at least one of the two segments violates the midpoint inequality.
 *   <li>Some g_i ≠ 0 is always possible: W_1 = 0, b_1 = e_1 and ones along one path of neurons give
 *       g_i = e_1 for every i, whatever the sample. So with biases every architecture with H ≥ 2
 *       and every sample with n ≥ 1 admits a violated inequality; neither widths, nor inputs, nor
 *       targets matter.
 *   <li>Without biases (all of them 0 and not among the parameters): the same with the row x_iᵀ in
 *       W_1 instead of b_1, if some x_i ≠ 0. If X = 0, then E is constant, hence convex. So there
 *       it is H ≥ 2 and X ≠ 0.
 * </ul>
 *
 * <p>Boundary: softmax with n_H = 1 is the constant 1, and E is constant; a logistic target 0 makes
 * its term constant. For a loss that is convex but not strictly (|y'−y|), the segments above show
 * it at some b_H and some length, not at all of them: left out, by the hypothesis output-and-loss.
 */
public final class ReluNonConvexGeneral implements Not<ReluNonConvexGeneral.Instance> {

  /**
   * A problem (architecture, activations, sample, loss) with the θ of the two segments.
   *
   * @param network the network, with the parameters θ
   * @param sample the training sample, x of shape n₀ × n, y of shape n_H × n
   * @param loss the loss L
   */
  public record Instance(Network network, Sample sample, Loss loss) {
    public Instance {
      Shapes.requireSample(network, sample);
    }
  }

  static final Hypothesis<Instance> HIDDEN_LAYER =
      new Hypothesis<>(
          "hidden-layer",
          Text.of("There is a hidden layer: $H \\ge 2$.", "Il y a une couche cachée : $H \\ge 2$."),
          SLIDE,
          i -> i.network().depth() >= 2);

  static final Hypothesis<Instance> OUTPUT_AND_LOSS =
      new Hypothesis<>(
          "output-and-loss",
          Text.of(
              "$\\sigma_H$ is the identity and $L$ the square, the quartic, or the logistic loss with targets $\\ne 0$; or $\\sigma_H$ is"
                  + " softmax with $n_H \\ge 2$, and $L$ the cross-entropy with probability vectors as targets.",
              "$\\sigma_H$ est l'identité et $L$ le coût quadratique, quartique, ou logistique de cibles $\\ne 0$ ; ou $\\sigma_H$ est"
                  + " softmax avec $n_H \\ge 2$, et $L$ l'entropie croisée de cibles qui sont des probabilités."),
          SLIDE,
          ReluNonConvexGeneral::isStrictlyConvex);

  static final Hypothesis<Instance> HOMOGENEOUS =
      new Hypothesis<>(
          "positively-homogeneous",
          Text.of(
              "$\\sigma_h$ is ReLU for $h < H$, or another positively homogeneous function.",
              "$\\sigma_h$ est ReLU pour $h < H$, ou une autre fonction positivement homogène."),
          CONSTRUCTION,
          i ->
              i.network().activations().subList(0, i.network().depth() - 1).stream()
                  .allMatch(Activation::isPositivelyHomogeneous));

  static final Hypothesis<Instance> INNER_BIASES_ZERO =
      new Hypothesis<>(
          "inner-biases-zero",
          Text.of(
              "The segments have $b_h = 0$ for $1 < h < H$; $b_1$ and $b_H$ are arbitrary.",
              "Les segments ont $b_h = 0$ pour $1 < h < H$ ; $b_1$ et $b_H$ sont quelconques."),
          CONSTRUCTION,
          i -> innerBiasesAreZero(i.network()));

  static final Hypothesis<Instance> REACHES_OUTPUT =
      new Hypothesis<>(
          "reaches-output",
          Text.of(
              "$g_i=W_Hf_{H-1}(x_i) \\ne 0$ for some $i$ (for softmax: no multiple of $\\mathbb{1}$).",
              "$g_i=W_Hf_{H-1}(x_i) \\ne 0$ pour un $i$ (pour softmax : pas un multiple de $\\mathbb{1}$)."),
          CONSTRUCTION,
          ReluNonConvexGeneral::reachesOutput);

  static final Hypothesis<Instance> SAMPLED_RANGE =
      new Hypothesis<>(
          "sampled-range",
          Text.of(
              "Sampled: $H \\le 6$, widths $\\le 4$, $n \\le 4$. The statement has no such limits.",
              "Tirages : $H \\le 6$, largeurs $\\le 4$, $n \\le 4$. L'énoncé n'a pas ces limites."),
          NARROWING,
          i -> Shapes.within(i.network(), i.sample(), 6, 4, 4));

  private static boolean isStrictlyConvex(Instance i) {
    boolean softmax = i.network().activation(i.network().depth()).equals(Activation.SOFTMAX);
    boolean identity = i.network().activation(i.network().depth()).equals(Activation.IDENTITY);
    RationalMatrix y = i.sample().y();
    if (i.loss().equals(Loss.CROSS_ENTROPY)) {
      RationalMatrix sums = y.transpose().rowSums();
      return softmax
          && y.rows() >= 2
          && y.toRows().stream().flatMap(List::stream).allMatch(t -> t.signum() >= 0)
          && sums.equals(RationalMatrix.constant(y.columns(), 1, Rational.ONE));
    }
    return identity
        && (i.loss().equals(Loss.SQUARE)
            || i.loss().equals(Loss.QUARTIC)
            || (i.loss().equals(Loss.LOGISTIC)
                && y.toRows().stream().flatMap(List::stream).noneMatch(t -> t.isZero())));
  }

  private static boolean innerBiasesAreZero(Network n) {
    for (int h = 2; h < n.depth(); h++) {
      if (!n.bias(h).isZero()) {
        return false;
      }
    }
    return true;
  }

  /** Whether the loss notices g = W_H f_{H−1}(X), exactly. */
  private static boolean reachesOutput(Instance i) {
    RationalMatrix g =
        ConvexitySegments.reached(RationalArithmetic.INSTANCE, i.network(), i.sample().x());
    boolean softmax = i.network().activation(i.network().depth()).equals(Activation.SOFTMAX);
    if (softmax && g.rows() >= 2) {
      RationalMatrix ones = RationalMatrix.constant(g.rows(), 1, Rational.ONE);
      g = g.minus(ones.times(g.block(0, 0, 1, g.columns())));
    }
    return !g.isZero();
  }

  @Override
  public String id() {
    return "relu-non-convex-general";
  }

  @Override
  public Text title() {
    return Text.of(
        "Which risks violate the midpoint inequality", "Quels risques ne sont pas convexes");
  }

  @Override
  public Citation citation() {
    return Citation.slide(2, "43");
  }

  @Override
  public Statement statement() {
    return new Statement(
        "\\exists\\,\\theta,\\theta':\\ E\\left(\\tfrac{\\theta+\\theta'}{2}\\right) > \\tfrac12E(\\theta)+\\tfrac12E(\\theta')"
            + "\\quad\\Longleftrightarrow\\quad H \\ge 2",
        Text.of(
            "For every ReLU network, with $\\sigma_H$ the identity and a strictly convex loss, or softmax with $n_H \\ge 2$ and the"
                + " cross-entropy, and for every sample of $n \\ge 1$ examples: a midpoint inequality of $E$ is violated if and only if"
                + " $H \\ge 2$. If the network has no biases: if and only if $H \\ge 2$ and $X \\ne 0$.",
            "Pour tout réseau ReLU, avec $\\sigma_H$ l'identité et un coût strictement convexe, ou softmax avec $n_H \\ge 2$ et l'entropie"
                + " croisée, et pour tout échantillon de $n \\ge 1$ exemples : $E$ n'est pas convexe (une inégalité de milieu est violée)"
                + " si et seulement si $H \\ge 2$. Si le réseau n'a pas de biais : si et seulement si $H \\ge 2$ et $X \\ne 0$."));
  }

  @Override
  public List<Text> remarks() {
    return List.of(
        Text.of(
            "Widths, inputs and targets do not matter, except that without biases some input must not be $0$.",
            "Les largeurs, les entrées et les cibles n'importent pas, sauf que sans biais une entrée doit être non nulle."),
        Text.of(
            "ReLU enters by its positive homogeneity alone: it is as true of deep linear networks.",
            "ReLU n'intervient que par son homogénéité positive : c'est aussi vrai des réseaux linéaires profonds."),
        Text.of(
            "Slide 43 is $(1,1,1)$, $\\{(1,0)\\}$, without biases: $W_1=s$, $W_2=t$, $g=st$.",
            "La diapositive 43 est $(1,1,1)$, $\\{(1,0)\\}$, sans biais : $W_1=s$, $W_2=t$, $g=st$."));
  }

  @Override
  public List<Hypothesis<Instance>> hypotheses() {
    return List.of(
        HIDDEN_LAYER,
        OUTPUT_AND_LOSS,
        HOMOGENEOUS,
        INNER_BIASES_ZERO,
        REACHES_OUTPUT,
        SAMPLED_RANGE);
  }

  @Override
  public Claims<Instance> claims() {
    return new ConvexitySegments(Change.NONE);
  }

  @Override
  public Map<String, Text> claimTexts() {
    Map<String, Text> texts = new LinkedHashMap<>();
    texts.put(
        "closed-form",
        Text.of(
            "$W_Hf_{H-1}(x_i)+b_H$ is $b_H$, $b_H+\\frac14g_i$, $b_H$ at the start, the middle and the end of the segment",
            "$W_Hf_{H-1}(x_i)+b_H$ vaut $b_H$, $b_H+\\frac14g_i$, $b_H$ au début, au milieu et à la fin du segment"));
    texts.put(
        "two-segments",
        Text.of(
            "over the segments of $W_H$ and $-W_H$ together, the middles of $E$ lie above the means of the ends: one of the two"
                + " midpoint inequalities is violated",
            "sur les segments de $W_H$ et $-W_H$ ensemble, les milieux de $E$ dépassent les moyennes des extrémités : l'une des deux"
                + " inégalités de milieu est violée"));
    texts.put(
        "every-sample",
        Text.of(
            "the same for $W_1=0$, $b_1=e_1$, ones along a path and $b_H=0$, whatever the weights of the instance",
            "de même pour $W_1=0$, $b_1=e_1$, des uns le long d'un chemin et $b_H=0$, quels que soient les poids de l'instance"));
    texts.put(
        "without-biases",
        Text.of(
            "the same without any bias, with the first row of $W_1$ an input that is not $0$; if $X=0$, the instance without its biases has the output $0$, and $E$ is constant",
            "de même sans aucun biais, la première ligne de $W_1$ étant une entrée non nulle ; si $X=0$, l'instance privée de ses biais a"
                + " la sortie $0$, et $E$ est constante"));
    return texts;
  }

  @Override
  public Proof proof() {
    return ReluNonConvexGeneralProof.steps();
  }

  @Override
  public List<StepMutant> stepMutants() {
    return ReluNonConvexGeneralStepMutants.all();
  }

  @Override
  public Notation notation() {
    return ConvexityNotation.general();
  }

  @Override
  public Class<Instance> instanceType() {
    return Instance.class;
  }

  @Override
  public PositiveFinder<Instance> positive() {
    return ConvexityCertificates::convex;
  }

  @Override
  public Sampler<Instance> sampler(
      Set<Hypothesis<Instance>> kept, Set<Hypothesis<Instance>> broken) {
    return new ConvexitySampler(kept, broken);
  }

  @Override
  public List<Mutant<Instance>> mutants() {
    return List.of(
        mutant(
            "constant",
            Change.HALF,
            "the middle is $b_H+\\frac12g_i$",
            "le milieu est $b_H+\\frac12g_i$"),
        mutant(
            "direction",
            Change.REVERSED,
            "the middles lie below the means of the ends",
            "les milieux sont sous les moyennes des extrémités"),
        mutant(
            "sign",
            Change.ONE_SIGN,
            "the segment of $W_H$ alone is enough",
            "le segment de $W_H$ suffit à lui seul"),
        mutant(
            "index",
            Change.FIRST_BIAS_KEPT,
            "$b_1$ is the same at both ends",
            "$b_1$ est le même aux deux extrémités"),
        mutant(
            "last-weights-kept",
            Change.LAST_WEIGHTS_KEPT,
            "$W_H$ is the same at both ends",
            "$W_H$ est le même aux deux extrémités"),
        Mutant.dropping(
            "any-inner-biases",
            Text.of("the same for any inner biases", "de même pour tous biais intermédiaires"),
            claims(),
            Set.of(INNER_BIASES_ZERO)),
        Mutant.dropping(
            "any-parameters",
            Text.of(
                "the same for any weights, $g=0$ included",
                "de même pour tous poids, $g=0$ compris"),
            claims(),
            Set.of(REACHES_OUTPUT)),
        Mutant.dropping(
            "any-depth",
            Text.of("the same for every $H \\ge 1$", "de même pour tout $H \\ge 1$"),
            claims(),
            Set.of(HIDDEN_LAYER)),
        Mutant.refutedByPositive(
            "hidden-layers-removed",
            Text.of(
                "the network without its hidden layers, with the square loss, has a risk that is"
                    + " not convex",
                "le réseau privé de ses couches cachées, avec le coût quadratique, a un risque non"
                    + " convexe"),
            claims(),
            ConvexityCertificates::convexWithoutHiddenLayers),
        Mutant.refutedByPositive(
            "last-layer-alone",
            Text.of(
                "$E$ is not convex in the last layer alone, with the square loss",
                "$E$ n'est pas convexe en la dernière couche seule, avec le coût quadratique"),
            claims(),
            ConvexityCertificates::convexInLastLayer));
  }

  private static Mutant<Instance> mutant(String id, Change change, String en, String fr) {
    return Mutant.of(id, Text.of(en, fr), new ConvexitySegments(change));
  }

  @Override
  public <M extends Matrix<M>> Map<String, M> quantities(Instance i, OrderedArithmetic<M> k) {
    return ConvexitySegments.quantities(i, k);
  }
}
