package org.theoria.theorems.linear;

import static org.theoria.proposition.Hypothesis.Origin.SLIDE;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.theoria.arithmetic.Inertia;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.Rational;
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
import org.theoria.proposition.Strata;
import org.theoria.proposition.Text;
import org.theoria.theorems.linear.TwoLayersClaims.Change;

/**
 * <b>Two linear layers have no non-strict saddle</b> (slide 94, first half; the second half is
 * {@link DeepLinearTightenedAndNotExist}). H = 2, W critical with ∇²E(W) ⪰ 0: then W is a global
 * minimiser.
 *
 * <p>What is true. It holds for all data, without any of the hypotheses of slide 91: by the steps
 * of {@link SecondOrderPointsSolveRankRegression}, rank(W_{H−1}⋯W_2) = rank(W_2W_1) = r at such a
 * point unless it fits as well as any matrix can, and for H = 2 that empty product is I_{n_1}: r =
 * n_1 ≥ r_max. Under the hypotheses of the slide it can be read off the pivots: the only one, (2,
 * 1), has the complementary blocks Σ_XY and I_{n_1}, of ranks d_y and n_1, both above r when r &lt;
 * r_max: no point with r &lt; r_max is tightened.
 *
 * <p>H = 1: E is convex, and it is true too. H ≥ 3: false for every r_max ≥ 1, at W = 0 already.
 */
public final class DeepLinearTwoLayersNoNonStrict implements ForAll<DeepLinearPoint> {

  static final Hypothesis<DeepLinearPoint> TWO_LAYERS =
      new Hypothesis<>(
          "two-layers-only",
          Text.of("There are two layers: $H=2$.", "Il y a deux couches : $H=2$."),
          SLIDE,
          i -> i.network().depth() == 2);

  private static final String SHOWN_BY = "no-hypothesis-on-the-data";

  @Override
  public String id() {
    return "deep-linear-two-layers-no-non-strict";
  }

  @Override
  public Text title() {
    return Text.of(
        "Two linear layers have no non-strict saddle point",
        "Deux couches linéaires n'ont pas de point selle non strict");
  }

  @Override
  public Citation citation() {
    return DeepLinearTexts.slides("94");
  }

  @Override
  public Statement statement() {
    return new Statement(
        "H=2,\\ \\nabla\\widehat R(\\mathbf W)=0,\\ \\nabla^2\\widehat R(\\mathbf W)\\succeq 0\\ \\Longrightarrow\\ \\mathbf W\\in\\arg\\min\\widehat"
            + " R",
        Text.of(
            "For $H=2$ there is no non-strict saddle point: a critical point whose Hessian is positive semidefinite is a global"
                + " minimiser.",
            "Pour $H=2$, il n'existe pas de point selle non strict : un point critique dont la hessienne est semi-définie positive est"
                + " un minimiseur global."));
  }

  @Override
  public List<Text> remarks() {
    return List.of(
        Text.of(
            "None of the hypotheses of slide 91 on the data is needed: it holds for all $X$ and $Y$.",
            "Aucune des hypothèses de la diapositive 91 sur les données n'est utile : c'est vrai pour tous $X$ et $Y$."),
        Text.of(
            "Under these hypotheses, the only pivot $(2,1)$ has the complementary blocks $\\Sigma_{XY}$ and $I_{n_1}$: for $r<r_{\\max}$ neither"
                + " has rank $r$, and the pivot is not tightened.",
            "Sous ces hypothèses, le seul pivot $(2,1)$ a pour blocs complémentaires $\\Sigma_{XY}$ et $I_{n_1}$ : pour $r<r_{\\max}$ aucun"
                + " n'est de rang $r$, et le pivot n'est pas tenu."),
        Text.of(
            "For $H=1$ it is true as well (a convex risk); for $H\\ge 3$ it is false for all widths (deep-linear-tightened-and-not-exist).",
            "Pour $H=1$ c'est vrai aussi (un risque convexe) ; pour $H\\ge 3$ c'est faux pour toutes les largeurs"
                + " (deep-linear-tightened-and-not-exist)."));
  }

  @Override
  public List<Hypothesis<DeepLinearPoint>> hypotheses() {
    return List.of(
        TWO_LAYERS,
        DeepLinearHypotheses.CRITICAL,
        DeepLinearHypotheses.OUTPUTS_AT_MOST_INPUTS.redundantBy(SHOWN_BY),
        DeepLinearHypotheses.ENOUGH_EXAMPLES.redundantBy(SHOWN_BY),
        DeepLinearHypotheses.INPUTS_OF_FULL_RANK.redundantBy(SHOWN_BY),
        DeepLinearHypotheses.FULL_RANK.redundantBy(SHOWN_BY),
        DeepLinearHypotheses.DISTINCT.redundantBy(SHOWN_BY),
        DeepLinearHypotheses.SAMPLED_RANGE);
  }

  @Override
  public Claims<DeepLinearPoint> claims() {
    return new TwoLayersClaims(Change.NONE);
  }

  @Override
  public Map<String, Text> claimTexts() {
    Map<String, Text> texts = new LinkedHashMap<>();
    texts.put(
        "no-non-strict",
        Text.of(
            "if the Hessian is $\\succeq 0$ (1, else 0), the point is a global minimiser (1, else 0)",
            "si la hessienne est $\\succeq 0$ (1, sinon 0), le point est un minimiseur global (1, sinon 0)"));
    texts.put(
        "minimiser-semidefinite",
        Text.of(
            "conversely, at a global minimiser the Hessian is $\\succeq 0$: its sign tells minimisers from saddles",
            "réciproquement, en un minimiseur global la hessienne est $\\succeq 0$ : son signe distingue minimiseurs et points selles"));
    return texts;
  }

  @Override
  public Proof proof() {
    return SecondOrderProof.twoLayers();
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
  public Class<DeepLinearPoint> instanceType() {
    return DeepLinearPoint.class;
  }

  @Override
  public Sampler<DeepLinearPoint> sampler(
      Set<Hypothesis<DeepLinearPoint>> kept, Set<Hypothesis<DeepLinearPoint>> broken) {
    return new TwoLayersSampler(Flaws.of(hypotheses(), kept, broken));
  }

  @Override
  public Optional<Strata<DeepLinearPoint>> strata() {
    List<String> rows =
        List.of("least risk", "r = r_max, not the least risk", "0 < r < r_max", "r = 0 < r_max");
    return Optional.of(
        new Strata<>(
            Text.of("the Hessians of the critical points", "les hessiennes des points critiques"),
            Text.of("product", "produit"),
            List.of(
                Text.of("Hessian ⪰ 0", "hessienne ⪰ 0"),
                Text.of("negative eigenvalue", "valeur propre négative")),
            rows,
            (row, column) -> column == (row.equals(rows.getFirst()) ? 0 : 1),
            i -> {
              int r = SecondOrder.rank(i);
              String row =
                  SecondOrder.isMinimiser(i)
                      ? rows.get(0)
                      : r == i.maximalRank() ? rows.get(1) : r > 0 ? rows.get(2) : rows.get(3);
              return new Strata.Place(row, SecondOrder.isSemidefinite(i) ? 0 : 1);
            }));
  }

  @Override
  public List<Mutant<DeepLinearPoint>> mutants() {
    return List.of(
        Mutant.dropping(
            "any-depth",
            Text.of("the same for every depth $H$", "de même pour toute profondeur $H$"),
            claims(),
            Set.of(TWO_LAYERS)),
        Mutant.dropping(
            "any-point",
            Text.of(
                "the same for points that are not critical",
                "de même pour des points non critiques"),
            claims(),
            Set.of(DeepLinearHypotheses.CRITICAL)),
        mutant(
            "no-strict-saddle",
            Change.ALWAYS,
            "every critical point is a global minimiser",
            "tout point critique est un minimiseur global"),
        mutant(
            "layerwise",
            Change.LAYERWISE,
            "it is enough that the two diagonal blocks of the Hessian are $\\succeq 0$",
            "il suffit que les deux blocs diagonaux de la hessienne soient $\\succeq 0$"),
        mutant(
            "direction",
            Change.REVERSED,
            "only at a global minimiser has the Hessian a negative eigenvalue",
            "seul un minimiseur global a une hessienne à valeur propre négative"),
        mutant(
            "rank-less-one",
            Change.RANK_LESS_ONE,
            "the risk is then the least one of rank $r_{\\max}-1$",
            "le risque est alors le plus petit de rang $r_{\\max}-1$"),
        mutant(
            "perfect-fit",
            Change.UNCONSTRAINED,
            "the risk is then the least one of any rank",
            "le risque est alors le plus petit de rang quelconque"),
        mutant(
            "rank-is-enough",
            Change.FULL_RANK,
            "it is enough that $\\mathrm{rk}(W_2W_1)=r_{\\max}$",
            "il suffit que $\\mathrm{rg}(W_2W_1)=r_{\\max}$"));
  }

  private static Mutant<DeepLinearPoint> mutant(String id, Change change, String en, String fr) {
    return Mutant.of(id, Text.of(en, fr), new TwoLayersClaims(change));
  }

  @Override
  public <M extends Matrix<M>> Map<String, M> quantities(
      DeepLinearPoint i, OrderedArithmetic<M> k) {
    Inertia inertia = SecondOrder.inertia(i);
    Map<String, M> quantities = new LinkedHashMap<>();
    quantities.put(
        "risk",
        LinearRisk.value(
            k,
            i.weights().stream().map(k::of).toList(),
            k.of(i.sample().x()),
            k.of(i.sample().y())));
    quantities.put("negative", k.scalar(Rational.of(inertia.negative())));
    quantities.put("zero", k.scalar(Rational.of(inertia.zero())));
    quantities.put("positive", k.scalar(Rational.of(inertia.positive())));
    return quantities;
  }
}
