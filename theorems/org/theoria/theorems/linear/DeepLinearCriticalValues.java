package org.theoria.theorems.linear;

import static org.theoria.theorems.linear.DeepLinearHypotheses.CRITICAL;
import static org.theoria.theorems.linear.DeepLinearHypotheses.DISTINCT;
import static org.theoria.theorems.linear.DeepLinearHypotheses.ENOUGH_EXAMPLES;
import static org.theoria.theorems.linear.DeepLinearHypotheses.FULL_RANK;
import static org.theoria.theorems.linear.DeepLinearHypotheses.INPUTS_OF_FULL_RANK;
import static org.theoria.theorems.linear.DeepLinearHypotheses.OUTPUTS_AT_MOST_INPUTS;
import static org.theoria.theorems.linear.DeepLinearHypotheses.SAMPLED_RANGE;
import static org.theoria.theorems.linear.DeepLinearHypotheses.SINGULAR_BASIS;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.theoria.arithmetic.ExactRank;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.linear.LinearRisk;
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
import org.theoria.proposition.Text;
import org.theoria.theorems.linear.CriticalValueClaims.Change;

/**
 * <b>The critical values of deep linear networks.</b> At a first-order critical point of E(W) =
 * ‖W_H⋯W_1X − Y‖² with r = rank(W_H⋯W_1) there is a unique 𝒮 ⊂ {1..d_y} of size r with W_H⋯W_1 =
 * U_𝒮U_𝒮ᵀΣ_YXΣ_XX⁻¹, and E(W) = tr Σ_YY − Σ_{i∈𝒮}δ_i² (slides 91-92).
 *
 * <p>What is true. Put G = Σ_YXΣ_XX⁻¹, Σ = GΣ_XXGᵀ, A = W_H⋯W_2, P the orthogonal projector onto
 * range A. ∇_{W_1}E = 0 says Aᵀ(AW_1 − G) = 0, so W_H⋯W_1 = PG. ∇_{W_H}E·W_Hᵀ = 0 says ΣP = PΣP: Σ
 * and P commute. As the eigenvalues of Σ are distinct, P = U_𝒯U_𝒯ᵀ for some 𝒯. The rows of UᵀG
 * are orthogonal for Σ_XX with squares δ_i², so rank PG is the number of i ∈ 𝒯 with δ_i ≠ 0.
 *
 * <ul>
 *   <li>If Σ_XY has full rank, 𝒮 = 𝒯, and no other subset gives the same product.
 *   <li>If it has not, exactly one δ_i is 0 (they are distinct), and 𝒮 = 𝒯 without that i is
 *       still the only subset <em>of size r</em>: the hypothesis is not needed, nor is d_y ≤ d_x.
 *   <li>Σ_XX singular, with Σ_XX⁺ for Σ_XX⁻¹: E depends on W_1X only, W_H⋯W_1X = PGX still holds,
 *       and so does the value; but W_H⋯W_1 itself may differ from PG on the orthogonal complement
 *       of the range of X, and have a greater rank where that is not excluded.
 *   <li>Repeated singular values: P need not be of the form U_𝒮U_𝒮ᵀ for the U that was chosen.
 *   <li>H = 1: W_1 = G is the only critical point, 𝒮 = {1..d_y}. r = 0: 𝒮 = ∅, E = tr Σ_YY.
 * </ul>
 */
public final class DeepLinearCriticalValues implements ForAll<DeepLinearPoint> {

  /** Not needed, as the step at-most-one-zero of the proof shows. */
  static final Hypothesis<DeepLinearPoint> ANY_SHAPE =
      OUTPUTS_AT_MOST_INPUTS.redundantBy("at-most-one-zero");

  static final Hypothesis<DeepLinearPoint> ANY_RANK = FULL_RANK.redundantBy("at-most-one-zero");

  @Override
  public String id() {
    return "deep-linear-critical-values";
  }

  @Override
  public Text title() {
    return Text.of(
        "Deep linear networks: the critical values",
        "Réseaux linéaires : inférence et valeurs critiques");
  }

  @Override
  public Citation citation() {
    return DeepLinearTexts.slides("91-92");
  }

  @Override
  public Statement statement() {
    return new Statement(
        "\\exists!\\,\\mathcal S\\subset\\{1,\\dots,d_y\\},\\ |\\mathcal S|=r:\\quad W_H\\cdots W_1=U_{\\mathcal S}U_{\\mathcal S}^T\\Sigma_{YX}\\Sigma_{XX}^{-1},"
            + "\\qquad \\widehat R(\\mathbf W)=\\mathrm{tr}(\\Sigma_{YY})-\\sum_{i\\in\\mathcal S}\\delta_i^2",
        Text.of(
            "Let $\\mathbf W=(W_1,\\dots,W_H)$ be a first-order critical point of $\\widehat R(\\mathbf W)=\\|W_H\\cdots W_1X-Y\\|^2$ and"
                + " $r=\\mathrm{rk}(W_H\\cdots W_1)$. There is a unique $\\mathcal S$ of size $r$ as above, and the critical value is the one above."
                + " $\\mathbf W$ is said to be associated with $\\mathcal S$.",
            "Soit $\\mathbf W=(W_1,\\dots,W_H)$ un point critique du premier ordre de $\\widehat R(\\mathbf W)=\\|W_H\\cdots W_1X-Y\\|^2$ et"
                + " $r=\\mathrm{rk}(W_H\\cdots W_1)$. Il existe un unique $\\mathcal S$ de taille $r$ tel que ci-dessus, et la valeur critique est"
                + " celle ci-dessus. On dit que $\\mathbf W$ est associé à $\\mathcal S$."));
  }

  @Override
  public List<Text> remarks() {
    return List.of(
        Text.of(
            "Neither $d_y\\le d_x$ nor the full rank of $\\Sigma_{XY}$ is needed: among distinct singular values at most one is 0, and the"
                + " size $r$ excludes it from $\\mathcal S$.",
            "Ni $d_y\\le d_x$ ni le rang plein de $\\Sigma_{XY}$ ne sont nécessaires : parmi des valeurs singulières distinctes une au plus est"
                + " nulle, et la taille $r$ l'exclut de $\\mathcal S$."),
        Text.of(
            "Where $\\Sigma_{XX}$ is singular the statement is read with its Moore-Penrose inverse. It is then false of $W_H\\cdots W_1$, and"
                + " true of $W_H\\cdots W_1X=U_{\\mathcal S}U_{\\mathcal S}^T\\Sigma^{1/2}$.",
            "Là où $\\Sigma_{XX}$ est singulière on lit l'énoncé avec son inverse de Moore-Penrose. Il est alors faux pour $W_H\\cdots W_1$, et"
                + " vrai pour $W_H\\cdots W_1X=U_{\\mathcal S}U_{\\mathcal S}^T\\Sigma^{1/2}$."),
        Text.of(
            "With equal singular values the product is $U'_{\\mathcal S}U'^T_{\\mathcal S}\\Sigma_{YX}\\Sigma_{XX}^{-1}$ for a basis $U'$ of singular"
                + " vectors that depends on $\\mathbf W$; for the $U$ chosen beforehand it need not be.",
            "Avec des valeurs singulières égales le produit est $U'_{\\mathcal S}U'^T_{\\mathcal S}\\Sigma_{YX}\\Sigma_{XX}^{-1}$ pour une base $U'$ de"
                + " vecteurs singuliers qui dépend de $\\mathbf W$ ; pas nécessairement pour $U$ choisie d'avance."));
  }

  @Override
  public List<Hypothesis<DeepLinearPoint>> hypotheses() {
    return List.of(
        ANY_SHAPE,
        ENOUGH_EXAMPLES,
        INPUTS_OF_FULL_RANK,
        ANY_RANK,
        DISTINCT,
        SINGULAR_BASIS,
        CRITICAL,
        SAMPLED_RANGE);
  }

  @Override
  public Claims<DeepLinearPoint> claims() {
    return new CriticalValueClaims(Change.NONE);
  }

  @Override
  public Map<String, Text> claimTexts() {
    Map<String, Text> texts = new LinkedHashMap<>();
    texts.put(
        "product",
        Text.of(
            "$W_H\\cdots W_1=U_{\\mathcal S}U_{\\mathcal S}^T\\Sigma_{YX}\\Sigma_{XX}^{-1}$ with $\\mathcal S=\\{i: u_i^TW_H\\cdots W_1\\ne 0\\}$",
            "On a $W_H\\cdots W_1=U_{\\mathcal S}U_{\\mathcal S}^T\\Sigma_{YX}\\Sigma_{XX}^{-1}$ avec $\\mathcal S=\\{i: u_i^TW_H\\cdots W_1\\ne 0\\}$"));
    texts.put(
        "size", Text.of("this $\\mathcal S$ has size $r$", "cet $\\mathcal S$ est de taille $r$"));
    texts.put(
        "unique",
        Text.of(
            "of all subsets of size $r$, each tried, exactly one gives the product",
            "parmi tous les sous-ensembles de taille $r$, tous essayés, un seul donne le produit"));
    texts.put(
        "value",
        Text.of(
            "$\\widehat R(\\mathbf W)=\\mathrm{tr}(\\Sigma_{YY})-\\sum_{i\\in\\mathcal S}\\delta_i^2$",
            "$\\widehat R(\\mathbf W)=\\mathrm{tr}(\\Sigma_{YY})-\\sum_{i\\in\\mathcal S}\\delta_i^2$"));
    return texts;
  }

  @Override
  public Proof proof() {
    return CriticalValueProof.steps();
  }

  @Override
  public List<StepMutant> stepMutants() {
    return CriticalValueProof.mutants();
  }

  @Override
  public Notation notation() {
    return DeepLinearNotation.criticalValues();
  }

  @Override
  public Class<DeepLinearPoint> instanceType() {
    return DeepLinearPoint.class;
  }

  @Override
  public Sampler<DeepLinearPoint> sampler(
      Set<Hypothesis<DeepLinearPoint>> kept, Set<Hypothesis<DeepLinearPoint>> broken) {
    return DeepLinearSampler.any(hypotheses(), kept, broken);
  }

  @Override
  public List<Mutant<DeepLinearPoint>> mutants() {
    return List.of(
        mutant(
            "complement",
            Change.COMPLEMENT,
            "the sum runs over the complement of $\\mathcal S$",
            "la somme porte sur le complémentaire de $\\mathcal S$"),
        mutant(
            "exponent",
            Change.FOURTH_POWER,
            "$\\delta_i^4$ in place of $\\delta_i^2$",
            "$\\delta_i^4$ au lieu de $\\delta_i^2$"),
        mutant(
            "largest",
            Change.LARGEST,
            "$\\mathcal S=\\{1,\\dots,r\\}$ always",
            "toujours $\\mathcal S=\\{1,\\dots,r\\}$"),
        mutant(
            "unwhitened",
            Change.UNWHITENED,
            "$\\Sigma_{YX}$ in place of $\\Sigma_{YX}\\Sigma_{XX}^{-1}$",
            "$\\Sigma_{YX}$ au lieu de $\\Sigma_{YX}\\Sigma_{XX}^{-1}$"),
        mutant(
            "explained-variance",
            Change.EXPLAINED_VARIANCE,
            "$\\sum_i\\delta_i^2$ in place of $\\mathrm{tr}(\\Sigma_{YY})$: the noise is forgotten",
            "$\\sum_i\\delta_i^2$ au lieu de $\\mathrm{tr}(\\Sigma_{YY})$ : le bruit est oublié"),
        mutant(
            "size",
            Change.MAXIMAL_SIZE,
            "the subset has size $r_{\\max}$",
            "le sous-ensemble est de taille $r_{\\max}$"),
        mutant(
            "transpose",
            Change.TRANSPOSED_PROJECTOR,
            "rows of $U$ in place of columns",
            "lignes de $U$ au lieu de colonnes"),
        Mutant.dropping(
            "any-singular-values",
            Text.of(
                "the same with equal singular values",
                "de même avec des valeurs singulières égales"),
            claims(),
            Set.of(DISTINCT)),
        Mutant.dropping(
            "any-point",
            Text.of("the same at every point", "de même en tout point"),
            claims(),
            Set.of(CRITICAL)));
  }

  private static Mutant<DeepLinearPoint> mutant(String id, Change change, String en, String fr) {
    return Mutant.of(id, Text.of(en, fr), new CriticalValueClaims(change));
  }

  @Override
  public <M extends Matrix<M>> Map<String, M> quantities(
      DeepLinearPoint p, OrderedArithmetic<M> k) {
    AssociatedSubset association = AssociatedSubset.of(p);
    RationalMatrix exact = p.product();
    List<Integer> subset = association.support(exact);
    int d = p.u().rows();
    Rational[] indicator = new Rational[d];
    Rational[] lambda = new Rational[d];
    for (int i = 1; i <= d; i++) {
      indicator[i - 1] = subset.contains(i) ? Rational.ONE : Rational.ZERO;
      lambda[i - 1] = association.eigenvalue(i);
    }
    List<M> weights = p.weights().stream().map(k::of).toList();
    Map<String, M> q = new LinkedHashMap<>();
    q.put("rank", k.scalar(Rational.of(ExactRank.rank(exact))));
    q.put("subset", k.of(RationalMatrix.of(1, d, indicator)));
    q.put("squares", k.of(RationalMatrix.of(1, d, lambda)));
    q.put("product", LinearRisk.product(k, weights, weights.size(), 1));
    q.put("risk", LinearRisk.value(k, weights, k.of(p.sample().x()), k.of(p.sample().y())));
    return q;
  }
}
