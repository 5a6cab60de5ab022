package org.theoria.theorems.landscape;

import static org.theoria.proposition.Hypothesis.Origin.NARROWING;
import static org.theoria.proposition.Hypothesis.Origin.SLIDE;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Activation;
import org.theoria.network.Loss;
import org.theoria.network.Network;
import org.theoria.network.Sample;
import org.theoria.proposition.Citation;
import org.theoria.proposition.Claims;
import org.theoria.proposition.ForAll;
import org.theoria.proposition.Hypothesis;
import org.theoria.proposition.Inequality;
import org.theoria.proposition.Mutant;
import org.theoria.proposition.Notation;
import org.theoria.proposition.Proof;
import org.theoria.proposition.Sampler;
import org.theoria.proposition.Statement;
import org.theoria.proposition.StepMutant;
import org.theoria.proposition.Text;

/**
 * <b>The gradient bound of wide networks.</b> The quantitative form of slide 58, at every θ:
 * ‖∇_{(W_1,b_1)}E‖_F ≥ s(A)·∏_{h=2}^{H} s(W_h)·∏_{h=1}^{H} m_h·‖[∇L]‖_F, with s(A) the smallest
 * singular value of A = (X; 𝟙ᵀ) on ℝⁿ, s(W_h) that of W_hᵀ on ℝ^{n_h}, and m_h = min|σ_h′| over
 * the neurons and examples.
 *
 * <p>What is true. ∇_{(W_1,b_1)}E = Δ̃_1Aᵀ, ‖Δ̃_1Aᵀ‖ ≥ s(A)‖Δ̃_1‖, ‖Δ̃_h‖ ≥ m_h‖Δ_h‖, ‖Δ_{h−1}‖ =
 * ‖W_hᵀΔ̃_h‖ ≥ s(W_h)‖Δ̃_h‖, and Δ_H = [∇L]. Nothing is asked of the ranks (where one is missing
 * the bound is 0), of L beyond C¹, or of n. Squared, s² is the smallest eigenvalue of AᵀA (n × n)
 * and of W_hW_hᵀ (n_h × n_h).
 *
 * <ul>
 *   <li>σ_h must act coordinate by coordinate: for softmax, whose Jacobian is singular, it is
 *       false.
 *   <li>C¹: on a kink the one-sided derivatives along the coordinates may all be 0.
 *   <li>Sharp: one example, widths 1, or orthogonal rows and equal slopes.
 * </ul>
 */
public final class WideGradientBound implements ForAll<WideGradientBound.Instance> {

  /**
   * A problem with one θ.
   *
   * @param network the network with θ
   * @param sample the training sample, x of shape n₀ × n, y of shape n_H × n
   * @param loss the loss L
   */
  public record Instance(Network network, Sample sample, Loss loss) {
    public Instance {
      WideShapes.requireSample(network, sample);
    }
  }

  static final Hypothesis<Instance> CONTINUOUSLY_DIFFERENTIABLE =
      new Hypothesis<>(
          "continuously-differentiable",
          Text.of(
              "Every $\\sigma_h$ is of class $C^1$ (and so is $L$).",
              "Chaque $\\sigma_h$ est de classe $C^1$ (ainsi que $L$)."),
          SLIDE,
          i ->
              i.network().activations().stream()
                  .allMatch(Activation::isContinuouslyDifferentiable));

  static final Hypothesis<Instance> COORDINATEWISE =
      new Hypothesis<>(
          "coordinatewise",
          Text.of(
              "Every $\\sigma_h$ acts coordinate by coordinate ($\\sigma: \\mathbb{R} \\to \\mathbb{R}$): not softmax.",
              "Chaque $\\sigma_h$ agit coordonnée par coordonnée ($\\sigma : \\mathbb{R} \\to \\mathbb{R}$) : pas softmax."),
          SLIDE,
          i -> i.network().activations().stream().allMatch(Activation::isCoordinatewise));

  static final Hypothesis<Instance> SAMPLED_RANGE =
      new Hypothesis<>(
          "sampled-range",
          Text.of(
              "Sampled: $H \\le 4$, widths $\\le 4$, $n \\le 5$; $\\sigma_h$ among tanh, sigmoid, softplus,"
                  + " $t/(1+|t|)$, the identity, $t^2$, $t^3$; $L$ square, quartic, logistic or a double well;"
                  + " where both sides are equal for a whole shape ($n=1$ and one neuron a layer), rational"
                  + " activations only. The statement has no such limits.",
              "Tirages : $H \\le 4$, largeurs $\\le 4$, $n \\le 5$ ; $\\sigma_h$ parmi tanh, sigmoïde, softplus,"
                  + " $t/(1+|t|)$, l'identité, $t^2$, $t^3$ ; $L$ quadratique, quartique, logistique ou un double"
                  + " puits ; là où les deux membres sont égaux pour toute une architecture ($n=1$, un neurone"
                  + " par couche), seulement des activations rationnelles. L'énoncé n'a pas ces limites."),
          NARROWING,
          i -> WideShapes.within(i.network(), i.sample(), 4, 4, 5));

  @Override
  public String id() {
    return "wide-network-gradient-bound";
  }

  @Override
  public Text title() {
    return Text.of(
        "The gradient bound of wide networks", "La borne du gradient des réseaux larges");
  }

  @Override
  public Citation citation() {
    return Citation.slide(3, "58");
  }

  @Override
  public Statement statement() {
    return new Statement(
        "\\|\\nabla_{(W_1,b_1)}E(\\theta)\\|_F \\ge s(A)\\,\\prod_{h=2}^H s(W_h)\\,\\prod_{h=1}^H m_h\\,\\|[\\nabla L]\\|_F",
        Text.of(
            "For every $\\theta$: $s(A)$ is the smallest singular value of $A$ ($X$ with a last row of ones) on"
                + " $\\mathbb{R}^n$, $s(W_h)$ that of $W_h^T$ on $\\mathbb{R}^{n_h}$, $m_h$ the smallest"
                + " $|\\sigma_h'|$ over the neurons and the examples, $[\\nabla L]$ the matrix of the"
                + " $\\nabla L(f_\\theta(x^i)-y^i)$.",
            "Pour tout $\\theta$ : $s(A)$ est la plus petite valeur singulière de $A$ ($X$ avec une dernière ligne"
                + " de uns) sur $\\mathbb{R}^n$, $s(W_h)$ celle de $W_h^T$ sur $\\mathbb{R}^{n_h}$, $m_h$ le plus"
                + " petit $|\\sigma_h'|$ sur les neurones et les exemples, $[\\nabla L]$ la matrice des"
                + " $\\nabla L(f_\\theta(x^i)-y^i)$."));
  }

  @Override
  public List<Text> remarks() {
    return List.of(
        Text.of(
            "It is the quantitative form of wide-network-global: under its hypotheses every factor is positive,"
                + " so $\\nabla_{(W_1,b_1)}E=0$ gives $[\\nabla L]=0$. The rank of $W_1$ does not occur.",
            "C'est la forme quantitative de wide-network-global : sous ses hypothèses chaque facteur est positif,"
                + " donc $\\nabla_{(W_1,b_1)}E=0$ donne $[\\nabla L]=0$. Le rang de $W_1$ n'intervient pas."),
        Text.of(
            "The claim is its square: $s(A)^2$ and $s(W_h)^2$ are the smallest eigenvalues of $A^TA$ and"
                + " $W_hW_h^T$, enclosed by exact inertia; $0$ exactly where a rank is missing ($n>n_0+1$,"
                + " $n_h>n_{h-1}$). No sign of $L$ and no rank is asked for.",
            "L'affirmation est son carré : $s(A)^2$ et $s(W_h)^2$ sont les plus petites valeurs propres de $A^TA$"
                + " et $W_hW_h^T$, encadrées par des inerties exactes ; $0$ exactement là où un rang manque"
                + " ($n>n_0+1$, $n_h>n_{h-1}$). Aucun signe de $L$ ni aucun rang n'est demandé."),
        Text.of(
            "Sharp: the two sides are equal for one example and one neuron a layer, and for the identity with"
                + " orthogonal $W_h$ ($h \\ge 2$) and orthogonal columns of $A$ of equal norm.",
            "Optimale : les deux membres sont égaux pour un exemple et un neurone par couche, et pour l'identité"
                + " avec des $W_h$ orthogonales ($h \\ge 2$) et des colonnes de $A$ orthogonales et de même norme."));
  }

  @Override
  public List<Hypothesis<Instance>> hypotheses() {
    return List.of(CONTINUOUSLY_DIFFERENTIABLE, COORDINATEWISE, SAMPLED_RANGE);
  }

  @Override
  public Claims<Instance> claims() {
    return new WideBound(WideBound.Change.NONE);
  }

  @Override
  public Map<String, Text> claimTexts() {
    return Map.of(
        "bound",
        Text.of(
            "$\\lambda_{\\min}(A^TA)\\prod_{h \\ge 2}\\lambda_{\\min}(W_hW_h^T)\\prod_h m_h^2\\,\\|[\\nabla L]\\|_F^2"
                + " \\le \\|\\nabla_{(W_1,b_1)}E(\\theta)\\|_F^2$, the gradient by forward differentiation",
            "$\\lambda_{\\min}(A^TA)\\prod_{h \\ge 2}\\lambda_{\\min}(W_hW_h^T)\\prod_h m_h^2\\,\\|[\\nabla L]\\|_F^2"
                + " \\le \\|\\nabla_{(W_1,b_1)}E(\\theta)\\|_F^2$, le gradient par différentiation directe"));
  }

  @Override
  public List<Inequality<Instance>> inequalities() {
    return List.of(
        new Inequality<>(
            "bound",
            Text.of("the constant 1 of the squared bound", "la constante 1 de la borne au carré"),
            List.of(
                new Inequality.Domain<>(
                    "wide-and-deep",
                    Text.of(
                        "a hidden layer, at least two neurons in each layer and two examples",
                        "une couche cachée, au moins deux neurones par couche et deux exemples"),
                    i ->
                        i.network().depth() >= 2
                            && i.sample().size() >= 2
                            && i.network().architecture().widths().stream()
                                .allMatch(w -> w >= 2)))));
  }

  @Override
  public Proof proof() {
    return WideBoundProof.steps();
  }

  @Override
  public List<StepMutant> stepMutants() {
    return WideBoundProof.mutants();
  }

  @Override
  public Notation notation() {
    return WideNotation.bound();
  }

  @Override
  public Class<Instance> instanceType() {
    return Instance.class;
  }

  @Override
  public Sampler<Instance> sampler(
      Set<Hypothesis<Instance>> kept, Set<Hypothesis<Instance>> broken) {
    return new WideBoundSampler(
        broken.contains(CONTINUOUSLY_DIFFERENTIABLE), broken.contains(COORDINATEWISE));
  }

  @Override
  public List<Mutant<Instance>> mutants() {
    return List.of(
        mutant("constant", WideBound.Change.DOUBLED, "twice the bound", "le double de la borne"),
        mutant(
            "index",
            WideBound.Change.FIRST_WEIGHTS_TOO,
            "the product begins at $h=1$",
            "le produit commence à $h=1$"),
        mutant(
            "dropped-factor",
            WideBound.Change.SECOND_WEIGHTS_LEFT_OUT,
            "$s(W_2)$ is left out",
            "$s(W_2)$ est oublié"),
        mutant(
            "transpose",
            WideBound.Change.TRANSPOSED,
            "$s(W_h)$ on $\\mathbb{R}^{n_{h-1}}$, from $W_h^TW_h$",
            "$s(W_h)$ sur $\\mathbb{R}^{n_{h-1}}$, de $W_h^TW_h$"),
        mutant(
            "largest-slope",
            WideBound.Change.LARGEST_SLOPE,
            "$m_h=\\max|\\sigma_h'|$",
            "$m_h=\\max|\\sigma_h'|$ au lieu du minimum"),
        mutant("no-slopes", WideBound.Change.NO_SLOPES, "without the $m_h$", "sans les $m_h$"),
        mutant(
            "norm",
            WideBound.Change.FROBENIUS,
            "$\\|A\\|_F$ in place of $s(A)$",
            "$\\|A\\|_F$ au lieu de $s(A)$"),
        mutant(
            "weights-only",
            WideBound.Change.WEIGHTS_ONLY,
            "$\\nabla_{W_1}E$ alone, without the biases",
            "$\\nabla_{W_1}E$ seul, sans les biais"),
        mutant(
            "biases-only",
            WideBound.Change.BIASES_ONLY,
            "$\\nabla_{b_1}E$ alone, without the weights",
            "$\\nabla_{b_1}E$ seul, sans les poids"),
        mutant(
            "largest-factor",
            WideBound.Change.LARGEST_FACTOR,
            "the largest of the factors $s$ in place of their product",
            "le plus grand des facteurs $s$ au lieu de leur produit"));
  }

  private static Mutant<Instance> mutant(String id, WideBound.Change change, String en, String fr) {
    return Mutant.of(id, Text.of(en, fr), new WideBound(change));
  }

  @Override
  public <M extends Matrix<M>> Map<String, M> quantities(Instance i, OrderedArithmetic<M> k) {
    Map<String, M> all = new LinkedHashMap<>();
    RationalMatrix a = WideShapes.augmented(RationalArithmetic.INSTANCE, i.sample().x());
    all.put("gradient", WideBound.firstLayer(i, k));
    putExact(all, "smallest-eigenvalue-a", WideSpectrum.ofRows(a.transpose()), k);
    for (int h = 2; h <= i.network().depth(); h++) {
      putExact(all, "smallest-eigenvalue-w" + h, WideSpectrum.ofRows(i.network().weight(h)), k);
    }
    return all;
  }

  private static <M extends Matrix<M>> void putExact(
      Map<String, M> all, String name, WideSpectrum.Bounds bounds, OrderedArithmetic<M> k) {
    all.put(name, bounds.in(k));
  }
}
