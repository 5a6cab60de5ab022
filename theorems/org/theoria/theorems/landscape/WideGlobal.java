package org.theoria.theorems.landscape;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.network.Loss;
import org.theoria.network.Network;
import org.theoria.network.Sample;
import org.theoria.proposition.Citation;
import org.theoria.proposition.Claims;
import org.theoria.proposition.ForAll;
import org.theoria.proposition.Hypothesis;
import org.theoria.proposition.Mutant;
import org.theoria.proposition.Notation;
import org.theoria.proposition.Proof;
import org.theoria.proposition.Sampler;
import org.theoria.proposition.Statement;
import org.theoria.proposition.StepMutant;
import org.theoria.proposition.Strata;
import org.theoria.proposition.Text;
import org.theoria.proposition.TrainedPoints;

/**
 * <b>The landscape of wide networks.</b> Regression, E(θ) = Σ_i L(f_θ(xⁱ) − yⁱ). σ is C¹ with σ′ ≠
 * 0; L is C¹, ≥ 0, L(0) = 0 and ∇L(y) = 0 iff y = 0; A = (X; 𝟙ᵀ) has rank n; rank W_h = n_h for
 * every h; θ is a first-order critical point. Then E(θ) = 0 and θ is a global minimiser (slide 58).
 *
 * <p>What is true. ∇_{(W_1,b_1)}E = Δ̃_1Aᵀ, and A is injective on ℝⁿ, so Δ̃_1 = 0; d_1 has no 0, so
 * Δ_1 = W_2ᵀΔ̃_2 = 0; W_2ᵀ is injective, so Δ̃_2 = 0; and so on up to ∇L = 0, hence f_θ(xⁱ) = yⁱ.
 *
 * <ul>
 *   <li>The rank of W_1 is not used: redundant. Nor is any part of the gradient but that in (W_1,
 *       b_1).
 *   <li>All other ranks are needed, at each layer: with v in the kernel of W_hᵀ, an error v in
 *       layer h at two examples that W_1 maps to the same point, with opposite signs, is critical.
 *   <li>rank A = n is needed: two equal inputs with different targets.
 *   <li>σ_h′ ≠ 0 is needed at each layer: max(0,t)² below 0 on every example.
 *   <li>C¹ is needed if "critical" means that all partial derivatives exist and are 0 (|t| on its
 *       kink at two examples, where the kinks cancel along every coordinate and E is not
 *       differentiable); not if E is asked to be differentiable at θ.
 *   <li>L(0) = 0 is needed for E = 0, ∇L(y) = 0 only at 0 as well; L ≥ 0 for the global minimiser
 *       alone.
 * </ul>
 */
public final class WideGlobal implements ForAll<WideGlobal.Instance> {

  /** The largest H that is drawn. */
  private static final int DEPTH = 4;

  /**
   * A problem with one θ.
   *
   * @param network the network with θ
   * @param sample the training sample, x of shape n₀ × n, y of shape n_H × n
   * @param loss the loss L
   */
  public record Instance(Network network, Sample sample, Loss loss) implements WideInstance {
    public Instance {
      WideShapes.requireSample(network, sample);
    }

    @Override
    public int features() {
      return 0;
    }
  }

  static final WideHypotheses<Instance> HYPOTHESES =
      WideHypotheses.of(
          DEPTH,
          false,
          Text.of(
              "Sampled: $H \\le 4$, widths $\\le 4$, $n \\le 6$; $\\sigma_h$ the identity or $t/(1+|t|)$,"
                  + " which are exact in rational numbers (the trained points have others); $L$ the"
                  + " square or the quartic loss. The statement has no such limits.",
              "Tirages : $H \\le 4$, largeurs $\\le 4$, $n \\le 6$ ; $\\sigma_h$ l'identité ou $t/(1+|t|)$,"
                  + " exactes en nombres rationnels (les points entraînés en ont d'autres) ; $L$"
                  + " quadratique ou quartique. L'énoncé n'a pas ces limites."),
          i -> WideShapes.within(i.network(), i.sample(), DEPTH, WideDraws.WIDTH, 6));

  @Override
  public String id() {
    return "wide-network-global";
  }

  @Override
  public Text title() {
    return Text.of("The landscape of wide networks", "Le paysage pour les réseaux larges");
  }

  @Override
  public Citation citation() {
    return Citation.slide(3, "58");
  }

  @Override
  public Statement statement() {
    return new Statement(
        "\\nabla E(\\theta)=0,\\quad \\mathrm{rank}\\begin{pmatrix}X\\\\ \\mathbb{1}^T\\end{pmatrix}=n,\\quad"
            + " \\mathrm{rank}(W_h)=n_h\\ (h=1..H)\\quad\\Longrightarrow\\quad E(\\theta)=0=\\min E",
        Text.of(
            "Let $E(\\theta)=\\sum_i L(f_\\theta(x^i)-y^i)$, with $\\sigma$ of class $C^1$ and $\\sigma'(t) \\ne 0$ for"
                + " every $t$; $L$ of class $C^1$, $L \\ge 0$, $L(0)=0$, and $\\nabla L(y)=0$ if and only if"
                + " $y=0$. If $\\theta$ is a first-order critical point, $\\mathrm{rank}(A)=n$ for $A$ the matrix"
                + " $X$ with a last row of ones, and $\\mathrm{rank}(W_h)=n_h$ for every $h \\in \\{1..H\\}$,"
                + " then $E(\\theta)=0$ and $\\theta$ is a global minimiser.",
            "Soit $E(\\theta)=\\sum_i L(f_\\theta(x^i)-y^i)$, où $\\sigma$ est $C^1$ et $\\sigma'(t) \\ne 0$ pour tout"
                + " $t$ ; $L$ est $C^1$, $L \\ge 0$, $L(0)=0$, et $\\nabla L(y)=0$ si et seulement si $y=0$. Si"
                + " $\\theta$ est un point critique du premier ordre, si $\\mathrm{rg}(A)=n$ où $A$ est $X$ avec"
                + " une dernière ligne de uns, et si $\\mathrm{rg}(W_h)=n_h$ pour tout $h \\in \\{1..H\\}$,"
                + " alors $E(\\theta)=0$ et $\\theta$ est un minimiseur global."));
  }

  @Override
  public List<Text> remarks() {
    return List.of(
        Text.of(
            "\"Critical\" is a part of the claims, not of the domain: the points of the search satisfy the"
                + " other hypotheses, and those with $E>0$ must not be critical.",
            "« Critique » fait partie des affirmations et non du domaine : les points de la recherche"
                + " vérifient les autres hypothèses, et ceux où $E>0$ ne doivent pas être critiques."),
        Text.of(
            "$\\mathrm{rank}(W_1)=n_1$ is not needed, and $\\nabla_{(W_1,b_1)}E=0$ is enough (wide-network-gradient-bound is its quantitative form). So the slide's"
                + " consequence $n_1 \\le n_0$ is no price of the theorem: the first layer may be of any width;"
                + " $n_H \\le \\dots \\le n_1$ and $n \\le n_0+1$ are.",
            "$\\mathrm{rg}(W_1)=n_1$ est inutile, et $\\nabla_{(W_1,b_1)}E=0$ suffit (wide-network-gradient-bound en est la forme quantitative). La conséquence"
                + " $n_1 \\le n_0$ de la diapositive n'est donc pas un prix à payer : la première couche peut"
                + " être de largeur quelconque ; $n_H \\le \\dots \\le n_1$ et $n \\le n_0+1$ le sont."),
        Text.of(
            "$\\nabla E(\\theta)=0$ is read as: every partial derivative exists and is $0$. Then $C^1$ is needed"
                + " ($|t|$ on its kink at two examples). Where $E$ is differentiable at $\\theta$ the proof needs"
                + " $\\sigma_h'$ only at the pre-activations.",
            "$\\nabla E(\\theta)=0$ se lit : toutes les dérivées partielles existent et sont nulles. Alors $C^1$ est"
                + " nécessaire ($|t|$ sur son point anguleux en deux exemples). Là où $E$ est différentiable en"
                + " $\\theta$ la preuve n'utilise $\\sigma_h'$ qu'aux pré-activations."),
        Text.of(
            "$L \\ge 0$ serves the global minimiser alone, not $E(\\theta)=0$.",
            "$L \\ge 0$ ne sert qu'au minimiseur global, pas à $E(\\theta)=0$."));
  }

  @Override
  public List<Hypothesis<Instance>> hypotheses() {
    return HYPOTHESES.all();
  }

  @Override
  public Claims<Instance> claims() {
    return new WideClaims<>(WideClaims.Change.NONE);
  }

  @Override
  public Map<String, Text> claimTexts() {
    return WideClaims.texts(false);
  }

  @Override
  public Proof proof() {
    return new WideProof(false, DEPTH).steps();
  }

  @Override
  public List<StepMutant> stepMutants() {
    return new WideProof(false, DEPTH).mutants();
  }

  @Override
  public Notation notation() {
    return WideNotation.chain();
  }

  @Override
  public Class<Instance> instanceType() {
    return Instance.class;
  }

  @Override
  public Sampler<Instance> sampler(
      Set<Hypothesis<Instance>> kept, Set<Hypothesis<Instance>> broken) {
    return new WideSampler<>(
        HYPOTHESES,
        new WideDraws(DEPTH, false),
        kept,
        broken,
        d -> new Instance(d.network(), d.sample(), d.loss()));
  }

  @Override
  public Optional<Strata<Instance>> strata() {
    return Optional.of(WideStrata.of());
  }

  @Override
  public List<TrainedPoints> trained() {
    return List.of(new WideTrained(false));
  }

  @Override
  public List<Mutant<Instance>> mutants() {
    return WideMutants.of(HYPOTHESES, false);
  }

  @Override
  public <M extends Matrix<M>> Map<String, M> quantities(Instance i, OrderedArithmetic<M> k) {
    return quantitiesOf(i, k);
  }

  static <M extends Matrix<M>> Map<String, M> quantitiesOf(WideInstance i, OrderedArithmetic<M> k) {
    WideRisk<M> risk = WideRisk.of(k, i);
    M partials = risk.partials();
    Map<String, M> all = new LinkedHashMap<>();
    all.put("risk", risk.value());
    for (int h = 1; h <= i.network().depth(); h++) {
      all.put("gradient-squared-" + h, risk.layers(partials, h, h).sumOfSquares());
    }
    return all;
  }
}
