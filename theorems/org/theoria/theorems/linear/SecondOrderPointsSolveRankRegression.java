package org.theoria.theorems.linear;

import static org.theoria.proposition.Hypothesis.Origin.SLIDE;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.theoria.arithmetic.ExactRank;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.Rational;
import org.theoria.network.linear.LinearRisk;
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
import org.theoria.proposition.Strata;
import org.theoria.proposition.Text;
import org.theoria.theorems.linear.RankRegressionClaims.Change;

/**
 * <b>Second-order critical points solve a rank-constrained regression</b> (slide 96). Let ∇E(W) = 0
 * and ∇²E(W) ⪰ 0, W no global minimiser, r = rank(W_H⋯W_1). Then E(W) = tr Σ_YY − (λ_1 + … + λ_r),
 * the least value of ‖GX − Y‖² over the G of rank at most r; r &lt; r_max and λ_{r+1} &gt; 0, so
 * that E(W) is one of the plateau values of r = 0, …, r_max − 1.
 *
 * <p>What is true. None of the hypotheses on the data is used: not that λ_1, …, λ_{d_y} are
 * distinct, not that Σ_XY has full rank, not that Σ_XX is invertible, d_y ≤ d_x ≤ n. (What needs
 * Σ_XY of full rank and H ≥ 3 is that all r_max values occur and differ: {@link
 * DeepLinearTightenedAndNotExist}.) In detail, with M = YΠ, Π the projector onto the rows of X, A =
 * W_1X, C = W_{H−1}⋯W_2, G = W_HCA, R = M − G:
 *
 * <ul>
 *   <li>Critical: (W_HC)ᵀR = 0 and R(CA)ᵀ = 0. So Σ = MMᵀ = GGᵀ + RRᵀ with GᵀR = 0: the λ_i &gt; 0
 *       are the squares of the singular values of G and those of R.
 *   <li>Rv = σu, Rᵀu = σv with σ &gt; 0, and E along W_H + tuαᵀ, A + tβvᵀ: the second-order
 *       coefficient is ‖(CA)ᵀα‖² + ‖W_HCβ‖² − 2σαᵀCβ.
 *   <li>If R ≠ 0 (W no minimiser), rank C = rank G: else α with (CA)ᵀα = 0, Cᵀα ≠ 0, or β with
 *       W_HCβ = 0, Cβ ≠ 0, makes it negative. So r = rank G also where Σ_XX is singular.
 *   <li>For a singular triple (p, q, s) of G, α = W_Hᵀp/s, β = W_1-part of q/s give 2 − 2σ/s: σ ≤
 *       s. So the λ's of G are the r largest.
 *   <li>H = 2: C = I, so that r = rank C = n_1 ≥ r_max: there is no such point.
 * </ul>
 *
 * <p>A global minimiser solves the regression of its rank too, but sits on none of the plateaus.
 */
public final class SecondOrderPointsSolveRankRegression implements ForAll<RankRegressionPoint> {

  private static final String SHOWN_BY = "no-hypothesis-on-the-data";

  static final Hypothesis<RankRegressionPoint> CRITICAL =
      new Hypothesis<>(
          "critical",
          Text.of(
              "$\\mathbf W$ is a critical point: $\\nabla\\widehat R(\\mathbf W)=0$.",
              "$\\mathbf W$ est un point critique : $\\nabla\\widehat R(\\mathbf W)=0$."),
          SLIDE,
          i -> i.point().isCritical());

  static final Hypothesis<RankRegressionPoint> SECOND_ORDER =
      new Hypothesis<>(
          "second-order",
          Text.of(
              "of second order: $\\nabla^2\\widehat R(\\mathbf W)\\succeq 0$.",
              "du second ordre : $\\nabla^2\\widehat R(\\mathbf W)\\succeq 0$."),
          SLIDE,
          i -> SecondOrder.isSemidefinite(i.point()));

  static final Hypothesis<RankRegressionPoint> NOT_A_MINIMISER =
      new Hypothesis<>(
          "not-a-minimiser",
          Text.of(
              "$\\mathbf W$ is not a global minimiser.",
              "$\\mathbf W$ n'est pas un minimiseur global."),
          SLIDE,
          i -> !SecondOrder.isMinimiser(i.point()));

  static final Hypothesis<RankRegressionPoint> RIVAL_RANK =
      new Hypothesis<>(
          "rival-rank",
          Text.of(
              "$G$ is a $d_y\\times d_x$ matrix with $\\mathrm{rk}\\,G\\le\\mathrm{rk}(W_H\\cdots W_1)$.",
              "$G$ est une matrice $d_y\\times d_x$ avec $\\mathrm{rg}\\,G\\le\\mathrm{rg}(W_H\\cdots W_1)$."),
          SLIDE,
          i -> ExactRank.rank(i.rival()) <= SecondOrder.rank(i.point()));

  private static final List<Hypothesis<RankRegressionPoint>> HYPOTHESES =
      List.of(
          CRITICAL,
          SECOND_ORDER,
          NOT_A_MINIMISER,
          RIVAL_RANK,
          shown(DeepLinearHypotheses.outputsAtMostInputs(RankRegressionPoint::sample)),
          shown(DeepLinearHypotheses.enoughExamples(RankRegressionPoint::sample)),
          shown(DeepLinearHypotheses.inputsOfFullRank(RankRegressionPoint::sample)),
          shown(DeepLinearHypotheses.fullRank(RankRegressionPoint::sample)),
          shown(DeepLinearHypotheses.distinct(RankRegressionPoint::sample)),
          DeepLinearHypotheses.singularBasis(RankRegressionPoint::sample, RankRegressionPoint::u),
          DeepLinearHypotheses.ordered(RankRegressionPoint::sample, RankRegressionPoint::u),
          DeepLinearHypotheses.sampledRange(
              p -> p.network().architecture(), RankRegressionPoint::sample));

  private static Hypothesis<RankRegressionPoint> shown(Hypothesis<RankRegressionPoint> h) {
    return h.redundantBy(SHOWN_BY);
  }

  @Override
  public String id() {
    return "second-order-points-solve-rank-regression";
  }

  @Override
  public Text title() {
    return Text.of(
        "Second-order critical points solve a rank-constrained regression",
        "Les points critiques du second ordre résolvent une régression sous contrainte de rang");
  }

  @Override
  public Citation citation() {
    return DeepLinearTexts.slides("96");
  }

  @Override
  public Statement statement() {
    return new Statement(
        "\\nabla\\widehat R(\\mathbf W)=0,\\ \\nabla^2\\widehat R(\\mathbf W)\\succeq 0,\\ \\mathbf W\\notin\\arg\\min\\widehat R\\"
            + " \\Longrightarrow\\ \\widehat R(\\mathbf W)=\\min_{\\mathrm{rk}\\,G\\le r}\\|GX-Y\\|^2=\\mathrm{tr}\\,\\Sigma_{YY}-\\sum_{i\\le"
            + " r}\\delta_i^2,\\quad 0\\le r<r_{\\max}",
        Text.of(
            "Every second-order critical point of a deep linear network that is not a global minimiser gives a solution of the linear"
                + " regression under a constraint of rank, with $r=\\mathrm{rk}(W_H\\cdots W_1)$; its risk is one of $r_{\\max}$ plateau"
                + " values.",
            "Tout point critique du second ordre d'un réseau linéaire profond qui n'est pas un minimiseur global conduit à une solution"
                + " de la régression linéaire sous contrainte de rang, avec $r=\\mathrm{rg}(W_H\\cdots W_1)$ ; son risque est l'une de"
                + " $r_{\\max}$ valeurs plateau."));
  }

  @Override
  public List<Text> remarks() {
    return List.of(
        Text.of(
            "None of the hypotheses of slide 91 on the data is needed here: the proof uses neither distinct singular values, nor a full"
                + " rank of $\\Sigma_{XY}$, nor an invertible $\\Sigma_{XX}$, nor $d_y\\le d_x\\le n$.",
            "Aucune des hypothèses de la diapositive 91 sur les données n'est utile ici : la preuve n'emploie ni valeurs singulières"
                + " distinctes, ni rang plein de $\\Sigma_{XY}$, ni $\\Sigma_{XX}$ inversible, ni $d_y\\le d_x\\le n$."),
        Text.of(
            "For $H\\le 2$ there are no such points: the statement is empty, and so is the set of plateaus. For $H\\ge 3$ and $\\Sigma_{XY}$ of"
                + " full rank each of the $r_{\\max}$ values occurs (deep-linear-tightened-and-not-exist), and no other, the least value"
                + " excepted.",
            "Pour $H\\le 2$ il n'y a pas de tels points : l'énoncé est vide, et l'ensemble des plateaux aussi. Pour $H\\ge 3$ et $\\Sigma_{XY}$"
                + " de rang plein chacune des $r_{\\max}$ valeurs est prise (deep-linear-tightened-and-not-exist), et aucune autre, le"
                + " minimum excepté."),
        Text.of(
            "A global minimiser, of rank $r$, solves the regression of rank $r$ as well; what it is not is on a plateau ($r<r_{\\max}$, a"
                + " lower value exists).",
            "Un minimiseur global, de rang $r$, résout aussi la régression de rang $r$ ; ce qu'il n'est pas, c'est sur un plateau"
                + " ($r<r_{\\max}$, il existe une valeur plus basse)."));
  }

  @Override
  public List<Hypothesis<RankRegressionPoint>> hypotheses() {
    return HYPOTHESES;
  }

  @Override
  public Claims<RankRegressionPoint> claims() {
    return new RankRegressionClaims(Change.NONE);
  }

  @Override
  public Map<String, Text> claimTexts() {
    Map<String, Text> texts = new LinkedHashMap<>();
    texts.put(
        "rank-regression",
        Text.of(
            "$\\widehat R(\\mathbf W)=\\mathrm{tr}\\,\\Sigma_{YY}-\\sum_{i\\le r}\\delta_i^2$, the least value of rank $r$",
            "$\\widehat R(\\mathbf W)=\\mathrm{tr}\\,\\Sigma_{YY}-\\sum_{i\\le r}\\delta_i^2$, le minimum de rang $r$"));
    texts.put(
        "no-better-rival",
        Text.of(
            "$\\widehat R(\\mathbf W)\\le\\|GX-Y\\|^2$ for a $G$ of rank at most $r$",
            "$\\widehat R(\\mathbf W)\\le\\|GX-Y\\|^2$ pour une $G$ de rang au plus $r$"));
    texts.put(
        "plateau",
        Text.of(
            "$r\\le r_{\\max}-1$: one of $r_{\\max}$ values",
            "$r\\le r_{\\max}-1$ : l'une de $r_{\\max}$ valeurs"));
    texts.put(
        "next-plateau-lower",
        Text.of(
            "the value of rank $r+1$ is lower: $\\delta_{r+1}>0$",
            "la valeur de rang $r+1$ est plus basse : $\\delta_{r+1}>0$"));
    return texts;
  }

  @Override
  public List<Inequality<RankRegressionPoint>> inequalities() {
    return List.of(
        Inequality.of(
            "no-better-rival",
            Text.of(
                "the constant 1 before $\\|GX-Y\\|^2$", "la constante 1 devant $\\|GX-Y\\|^2$")));
  }

  @Override
  public Proof proof() {
    return SecondOrderProof.rankRegression();
  }

  @Override
  public List<StepMutant> stepMutants() {
    return SecondOrderProof.mutants(proof());
  }

  @Override
  public Notation notation() {
    return SecondOrderProof.notation();
  }

  @Override
  public Class<RankRegressionPoint> instanceType() {
    return RankRegressionPoint.class;
  }

  @Override
  public Sampler<RankRegressionPoint> sampler(
      Set<Hypothesis<RankRegressionPoint>> kept, Set<Hypothesis<RankRegressionPoint>> broken) {
    return new RankRegressionSampler(Flaws.of(hypotheses(), kept, broken));
  }

  @Override
  public Optional<Strata<RankRegressionPoint>> strata() {
    return Optional.of(
        new Strata<>(
            Text.of("the plateaus that were met", "les plateaux rencontrés"),
            Text.of("largest rank", "plus grand rang"),
            IntStream.range(0, 4).mapToObj(r -> Text.of("r = " + r, "r = " + r)).toList(),
            List.of("r_max = 1", "r_max = 2", "r_max = 3", "r_max = 4"),
            (row, column) -> column < Integer.parseInt(row.substring("r_max = ".length())),
            i ->
                new Strata.Place(
                    "r_max = " + i.point().maximalRank(),
                    Math.min(3, SecondOrder.rank(i.point())))));
  }

  @Override
  public List<Mutant<RankRegressionPoint>> mutants() {
    return List.of(
        mutant(
            "next-value",
            Change.NEXT_VALUE,
            "the least value of rank $r+1$",
            "le minimum de rang $r+1$"),
        mutant(
            "least-value",
            Change.LEAST_VALUE,
            "the least value of rank $r_{\\max}$: no bad second-order point",
            "le minimum de rang $r_{\\max}$ : pas de mauvais point du second ordre"),
        mutant(
            "constant",
            Change.DOUBLED,
            "$2\\sum\\delta_i^2$ in place of $\\sum\\delta_i^2$",
            "$2\\sum\\delta_i^2$ au lieu de $\\sum\\delta_i^2$"),
        mutant(
            "smallest",
            Change.SMALLEST,
            "the $r$ smallest singular values",
            "les $r$ plus petites valeurs singulières"),
        mutant(
            "strictly-better",
            Change.STRICT,
            "strictly better than every $G$ of rank $r$",
            "strictement meilleur que toute $G$ de rang $r$"),
        mutant(
            "fewer-plateaus",
            Change.RANK_BOUND,
            "on $r_{\\max}-1$ plateaus only",
            "sur $r_{\\max}-1$ plateaux seulement"),
        mutant(
            "direction",
            Change.DIRECTION,
            "the value of rank $r+1$ is higher",
            "la valeur de rang $r+1$ est plus haute"),
        Mutant.dropping(
            "any-critical-point",
            Text.of("the same for every critical point", "de même pour tout point critique"),
            claims(),
            Set.of(SECOND_ORDER)),
        Mutant.dropping(
            "any-rival",
            Text.of("against $G$ of any rank", "contre $G$ de rang quelconque"),
            claims(),
            Set.of(RIVAL_RANK)));
  }

  private static Mutant<RankRegressionPoint> mutant(
      String id, Change change, String en, String fr) {
    return Mutant.of(id, Text.of(en, fr), new RankRegressionClaims(change));
  }

  @Override
  public <M extends Matrix<M>> Map<String, M> quantities(
      RankRegressionPoint i, OrderedArithmetic<M> k) {
    DeepLinearPoint p = i.point();
    Map<String, M> quantities = new LinkedHashMap<>();
    quantities.put(
        "risk",
        LinearRisk.value(
            k,
            p.weights().stream().map(k::of).toList(),
            k.of(i.sample().x()),
            k.of(i.sample().y())));
    quantities.put("rank", k.scalar(Rational.of(SecondOrder.rank(p))));
    quantities.put("rmax", k.scalar(Rational.of(p.maximalRank())));
    return quantities;
  }
}
