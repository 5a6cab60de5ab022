package org.theoria.theorems.linear;

import static org.theoria.proposition.Hypothesis.Origin.SLIDE;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.Rational;
import org.theoria.network.linear.LinearRisk;
import org.theoria.proposition.Citation;
import org.theoria.proposition.Claims;
import org.theoria.proposition.Equivalence;
import org.theoria.proposition.Hypothesis;
import org.theoria.proposition.Mutant;
import org.theoria.proposition.Notation;
import org.theoria.proposition.Proof;
import org.theoria.proposition.Sampler;
import org.theoria.proposition.Statement;
import org.theoria.proposition.StepMutant;
import org.theoria.proposition.Strata;
import org.theoria.proposition.Text;
import org.theoria.theorems.linear.GlobalParametrisationClaims.Change;

/**
 * <b>All global minimisers of a deep linear network</b> (slide 94). With r = r_max, S = [1, r], Q =
 * [r+1, d_y], Z = Σ_YXΣ_XX⁻¹: W is a global minimiser iff there are invertible D_1, …, D_{H−1} and
 * matrices A_R, (W_h)_DR, M_D with
 *
 * <pre>
 *   W_H = [U_S, U_QA_R]D_{H−1}⁻¹,  W_h = D_h diag(I_r, (W_h)_DR)D_{h−1}⁻¹,  W_1 = D_1[U_SᵀZ ; M_D].
 * </pre>
 *
 * <p>What is true.
 *
 * <ul>
 *   <li>If: the product is U_SU_SᵀZ + U_QA_R(W_{H−1})_DR⋯(W_2)_DRM_D. A layer of width r makes the
 *       second term 0: d_y = r empties U_Q, n_h = r the space between two of the blocks. Where only
 *       d_x = r &lt; d_y, it is not 0, and the form contains points that are not minimisers: d_y ≤
 *       d_x is needed, or a hidden layer of width r.
 *   <li>Only if: the minimiser G = W_H⋯W_1 must be U_SU_SᵀZ, the only one: X of rank d_x, and λ_r
 *       &gt; λ_{r+1} where r &lt; d_y. And U_SᵀZ must have rank r, that is, λ_r &gt; 0. Then {@link
 *       GlobalForm} finds the factors; no width, no depth is an exception.
 *   <li>So of "distinct" only λ_{r_max} ≠ λ_{r_max+1} is used, and of "Σ_XY has full rank" that its
 *       rank is at least r_max.
 *   <li>H = 1: there are no D_h; r_max = d_y, U_Q is empty, and the form is read as W_1 = U_SU_SᵀZ,
 *       which is Z, the only minimiser.
 * </ul>
 */
public final class DeepLinearGlobalParametrisation implements Equivalence<DeepLinearPoint> {

  static final Hypothesis<DeepLinearPoint> HIDDEN_LAYER =
      new Hypothesis<>(
              "hidden-layer",
              Text.of(
                  "$H \\ge 2$ (the form has matrices $D_1,\\dots,D_{H-1}$; for $H=1$ it is read as $W_1=U_{\\mathcal S}U_{\\mathcal"
                      + " S}^T\\Sigma_{YX}\\Sigma_{XX}^{-1}$).",
                  "$H \\ge 2$ (la forme a des matrices $D_1,\\dots,D_{H-1}$ ; pour $H=1$ on la lit $W_1=U_{\\mathcal S}U_{\\mathcal"
                      + " S}^T\\Sigma_{YX}\\Sigma_{XX}^{-1}$)."),
              SLIDE,
              (DeepLinearPoint i) -> i.network().depth() >= 2)
          .redundantBy("without-hidden-layer");

  @Override
  public String id() {
    return "deep-linear-global-parametrisation";
  }

  @Override
  public Text title() {
    return Text.of(
        "The global minimisers of a deep linear network",
        "Les minimiseurs globaux d'un réseau linéaire profond");
  }

  @Override
  public Citation citation() {
    return DeepLinearTexts.slides("94");
  }

  @Override
  public Statement statement() {
    return new Statement(
        "\\begin{gathered}\\mathbf W\\in\\arg\\min\\widehat R\\iff\\exists\\,D_h\\in\\mathbb{R}^{n_h\\times n_h},\\ \\det D_h\\ne 0\\ "
            + " (1\\le h<H),\\quad A_R\\in\\mathbb{R}^{(d_y-r)\\times(n_{H-1}-r)},\\\\ (W_h)_{DR}\\in\\mathbb{R}^{(n_h-r)\\times(n_{h-1}-r)}\\ "
            + " (1<h<H),\\quad M_D\\in\\mathbb{R}^{(n_1-r)\\times d_x}:\\\\"
            + " W_H=[U_{\\mathcal S},U_{Q}A_R]D_{H-1}^{-1},\\quad W_h=D_h\\begin{bmatrix}I_{r}&0\\\\"
            + "0&(W_h)_{DR}\\end{bmatrix}D_{h-1}^{-1},\\quad W_1=D_1\\begin{bmatrix}U_{\\mathcal"
            + " S}^T\\Sigma_{YX}\\Sigma_{XX}^{-1}\\\\M_D\\end{bmatrix}\\end{gathered}",
        Text.of(
            "Let $r=r_{\\max}$, $\\mathcal S=[1,r]$ and $Q=[r+1,d_y]$. $\\mathbf W$ is a global minimiser of $\\widehat R$ if and only if"
                + " there are invertible $D_1,\\dots,D_{H-1}$ ($D_h$ is $n_h\\times n_h$) and matrices $A_R$, $(W_h)_{DR}$ for $1<h<H$ and $M_D$"
                + " of these shapes such that $W_H$, $W_h$ and $W_1$ have this form.",
            "Soit $r=r_{\\max}$, $\\mathcal S=[1,r]$ et $Q=[r+1,d_y]$. $\\mathbf W$ est un minimiseur global de $\\widehat R$ si et seulement"
                + " s'il existe des matrices inversibles $D_1,\\dots,D_{H-1}$ ($D_h$ de taille $n_h\\times n_h$) et des matrices $A_R$,"
                + " $(W_h)_{DR}$ pour $1<h<H$ et $M_D$ de ces tailles telles que $W_H$, $W_h$ et $W_1$ aient cette forme."));
  }

  @Override
  public List<Text> remarks() {
    return List.of(
        Text.of(
            "$W_H\\cdots W_1=U_{\\mathcal S}U_{\\mathcal S}^T\\Sigma_{YX}\\Sigma_{XX}^{-1}+U_QA_R(W_{H-1})_{DR}\\cdots M_D$, and the second"
                + " term vanishes because a width equal to $r_{\\max}$ leaves an empty block in it. If $d_x=r_{\\max}$ alone has that width"
                + " (so $d_x<d_y$), it does not vanish: the form then contains points that are no minimisers.",
            "$W_H\\cdots W_1=U_{\\mathcal S}U_{\\mathcal S}^T\\Sigma_{YX}\\Sigma_{XX}^{-1}+U_QA_R(W_{H-1})_{DR}\\cdots M_D$, et le second"
                + " terme s'annule car une largeur égale à $r_{\\max}$ y laisse un bloc vide. Si seule $d_x=r_{\\max}$ a cette largeur"
                + " (donc $d_x<d_y$), il ne s'annule pas : la forme contient alors des points qui ne sont pas des minimiseurs."),
        Text.of(
            "Of the distinct singular values only $\\delta_{r_{\\max}}\\ne\\delta_{r_{\\max}+1}$ is used, and of the full rank of $\\Sigma_{XY}$"
                + " only $\\delta_{r_{\\max}}>0$. Without them the minimisers are more than the form.",
            "Des valeurs singulières distinctes, seul $\\delta_{r_{\\max}}\\ne\\delta_{r_{\\max}+1}$ sert, et du rang plein de $\\Sigma_{XY}$"
                + " seul $\\delta_{r_{\\max}}>0$. Sans eux il y a plus de minimiseurs que la forme n'en donne."),
        Text.of(
            "The right side is decided without the risk: the form is met exactly if $U_{\\mathcal S}^TW_H\\cdots W_1=U_{\\mathcal"
                + " S}^T\\Sigma_{YX}\\Sigma_{XX}^{-1}$ and the columns of $U_{\\mathcal S}$ are in the range of $W_H\\cdots W_2$; the"
                + " factors are then built and multiplied again. The left side is decided without $U$.",
            "Le membre de droite est décidé sans le risque : la forme est prise exactement si $U_{\\mathcal S}^TW_H\\cdots W_1=U_{\\mathcal"
                + " S}^T\\Sigma_{YX}\\Sigma_{XX}^{-1}$ et si les colonnes de $U_{\\mathcal S}$ sont dans l'image de $W_H\\cdots W_2$ ; les"
                + " facteurs sont alors construits et remultipliés. Le membre de gauche est décidé sans $U$."),
        Text.of(
            "Where $\\Sigma_{XX}$ is singular (ablation), $\\Sigma_{YX}\\Sigma_{XX}^{-1}$ is read as a least-squares regressor.",
            "Là où $\\Sigma_{XX}$ est singulière (ablation), $\\Sigma_{YX}\\Sigma_{XX}^{-1}$ est lu comme un régresseur des moindres"
                + " carrés."));
  }

  @Override
  public List<Hypothesis<DeepLinearPoint>> hypotheses() {
    return List.of(
        HIDDEN_LAYER,
        DeepLinearHypotheses.OUTPUTS_AT_MOST_INPUTS,
        DeepLinearHypotheses.ENOUGH_EXAMPLES,
        DeepLinearHypotheses.INPUTS_OF_FULL_RANK,
        DeepLinearHypotheses.FULL_RANK,
        DeepLinearHypotheses.DISTINCT,
        DeepLinearHypotheses.SINGULAR_BASIS,
        DeepLinearHypotheses.ORDERED,
        DeepLinearHypotheses.SAMPLED_RANGE);
  }

  @Override
  public Claims<DeepLinearPoint> claims() {
    return new GlobalParametrisationClaims(Change.NONE);
  }

  @Override
  public Map<String, Text> claimTexts() {
    Map<String, Text> texts = new LinkedHashMap<>();
    texts.put(
        "only-if",
        Text.of("a global minimiser has the form", "un minimiseur global a cette forme"));
    texts.put(
        "if",
        Text.of(
            "a point of the form is a global minimiser",
            "un point de cette forme est un minimiseur global"));
    return texts;
  }

  @Override
  public Proof proof() {
    return GlobalParametrisationProof.steps();
  }

  @Override
  public List<StepMutant> stepMutants() {
    return GlobalParametrisationProof.mutants();
  }

  @Override
  public Notation notation() {
    return GlobalParametrisationProof.notation();
  }

  @Override
  public Class<DeepLinearPoint> instanceType() {
    return DeepLinearPoint.class;
  }

  @Override
  public Sampler<DeepLinearPoint> sampler(
      Set<Hypothesis<DeepLinearPoint>> kept, Set<Hypothesis<DeepLinearPoint>> broken) {
    return new GlobalParametrisationSampler(kept, broken);
  }

  @Override
  public Optional<Strata<DeepLinearPoint>> strata() {
    return Optional.of(
        Strata.ofSides(
            Text.of(
                "the two sides, by depth and by $r_{\\max}$",
                "les deux membres, selon la profondeur et $r_{\\max}$"),
            Text.of("depth and width", "profondeur et largeur"),
            List.of(
                "H = 2, r_max = d_y",
                "H = 2, r_max < d_y",
                "H ≥ 3, r_max = d_y",
                "H ≥ 3, r_max < d_y"),
            (row, column) -> true,
            i ->
                (i.network().depth() == 1 ? "H = 1" : i.network().depth() == 2 ? "H = 2" : "H ≥ 3")
                    + (i.maximalRank() < i.u().rows() ? ", r_max < d_y" : ", r_max = d_y"),
            GlobalParametrisationClaims::isMinimiser));
  }

  @Override
  public List<Mutant<DeepLinearPoint>> mutants() {
    return List.of(
        mutant("last-block-zero", Change.LAST_ZERO, "with $A_R=0$", "avec $A_R=0$"),
        mutant("first-block-zero", Change.FIRST_ZERO, "with $M_D=0$", "avec $M_D=0$"),
        mutant(
            "middle-blocks-zero", Change.MIDDLE_ZERO, "with $(W_h)_{DR}=0$", "avec $(W_h)_{DR}=0$"),
        mutant(
            "without-inverse",
            Change.WITHOUT_INVERSE,
            "with $\\Sigma_{YX}$ in place of $\\Sigma_{YX}\\Sigma_{XX}^{-1}$",
            "avec $\\Sigma_{YX}$ au lieu de $\\Sigma_{YX}\\Sigma_{XX}^{-1}$"),
        mutant(
            "rank-less-one",
            Change.RANK_LESS_ONE,
            "with $r_{\\max}-1$ in place of $r_{\\max}$",
            "avec $r_{\\max}-1$ au lieu de $r_{\\max}$"),
        mutant(
            "smallest-singular-values",
            Change.SMALLEST,
            "with the $r_{\\max}$ smallest singular values",
            "avec les $r_{\\max}$ plus petites valeurs singulières"),
        mutant(
            "any-first-layer",
            Change.ANY_FIRST,
            "with an arbitrary $W_1$",
            "avec $W_1$ quelconque"),
        mutant(
            "second-order-points",
            Change.SECOND_ORDER,
            "for all second-order critical points in place of the global minimisers",
            "pour tous les points critiques du second ordre au lieu des minimiseurs globaux"),
        Mutant.dropping(
            "any-outputs",
            Text.of("the same for $d_y>d_x$", "de même pour $d_y>d_x$"),
            claims(),
            Set.of(DeepLinearHypotheses.OUTPUTS_AT_MOST_INPUTS)),
        Mutant.dropping(
            "any-rank",
            Text.of(
                "the same for $\\Sigma_{XY}$ of any rank",
                "de même pour $\\Sigma_{XY}$ de rang quelconque"),
            claims(),
            Set.of(DeepLinearHypotheses.FULL_RANK)));
  }

  private static Mutant<DeepLinearPoint> mutant(String id, Change change, String en, String fr) {
    return Mutant.of(id, Text.of(en, fr), new GlobalParametrisationClaims(change));
  }

  @Override
  public <M extends Matrix<M>> Map<String, M> quantities(
      DeepLinearPoint i, OrderedArithmetic<M> k) {
    List<M> weights = i.weights().stream().map(k::of).toList();
    Map<String, M> quantities = new LinkedHashMap<>();
    quantities.put(
        "risk", LinearRisk.value(k, weights, k.of(i.sample().x()), k.of(i.sample().y())));
    quantities.put("product", LinearRisk.product(k, weights, weights.size(), 1));
    quantities.put("rmax", k.scalar(Rational.of(i.maximalRank())));
    return quantities;
  }
}
