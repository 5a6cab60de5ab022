package org.theoria.theorems.geometry;

import static org.theoria.theorems.geometry.ShallowHypotheses.INTERIOR;
import static org.theoria.theorems.geometry.ShallowHypotheses.SAMPLED_RANGE;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.Rational;
import org.theoria.proposition.Citation;
import org.theoria.proposition.Claims;
import org.theoria.proposition.ForAll;
import org.theoria.proposition.Hypothesis;
import org.theoria.proposition.Inequality;
import org.theoria.proposition.Mutant;
import org.theoria.proposition.Notation;
import org.theoria.proposition.Proof;
import org.theoria.proposition.Sampler;
import org.theoria.proposition.Screen;
import org.theoria.proposition.Statement;
import org.theoria.proposition.StepMutant;
import org.theoria.proposition.Strata;
import org.theoria.proposition.Text;
import org.theoria.theorems.geometry.ShallowBoundsClaims.Change;

/**
 * <b>The rank of a shallow network against its patterns.</b> For widths (1, n₁, 1), ReLU, σ_2 = Id
 * and x⁽¹⁾ &lt; … &lt; x⁽ⁿ⁾: ½|𝒜(X,θ)| ≤ rank D f_θ(X) ≤ 2|𝒜(X,θ)| for every θ ∈ 𝒰_j, and, since
 * the slide says 𝒰_j = Ũ_j, for every θ ∈ Ũ_j (slide 82).
 *
 * <p>What is true. Put N = |𝒜|. The columns of the pattern change at N − 1 places and never come
 * back, so X falls into N runs of equal columns.
 *
 * <ul>
 *   <li>Above: every column of D f is affine in x on each run: rank ≤ 2N, at every θ. Attained for
 *       every N, with runs of two points and a neuron active everywhere.
 *   <li>Below, on 𝒰_j: 𝟙 and one a_k for each change are N independent vectors of the span: rank
 *       ≥ N. So ½ may be replaced by 1, which is sharp (n = 1; dead neurons; as many patterns as
 *       examples).
 *   <li>Below, on Ũ_j ≠ 𝒰_j: the columns max(0, w_kX + b_k) are there whatever v is. Modulo 𝟙 and
 *       x those of N − 1 neurons, one a change, are independent: rank ≥ N − 1; for N ≤ 3 a minor of
 *       order N is not 0: rank ≥ N. So rank ≥ ¾N, sharp for N = 4: with v = 0, 2·max(0, 2x−1) −
 *       max(0, 3x−4) + max(0, 5−2x) = 5 on X = (0, 1, 2, 3), rank 3. The slide's ½ holds.
 * </ul>
 *
 * <p>The order of the points and repetitions do not matter. A pre-activation 0 does: on X = (0, 1,
 * 2), max(0, −x), max(0, x−2) are 0 and have three patterns; with v = 0 the rank is 1 &lt; 3/2.
 */
public final class ShallowRankBounds implements ForAll<ShallowInstance> {

  private static final Hypothesis<ShallowInstance> SORTED =
      ShallowHypotheses.SORTED.redundantBy("conclusion");

  private static final Hypothesis<ShallowInstance> DISTINCT =
      ShallowHypotheses.DISTINCT.redundantBy("conclusion");

  @Override
  public String id() {
    return "shallow-rank-bounds";
  }

  @Override
  public Text title() {
    return Text.of(
        "The rank of a shallow network and its patterns",
        "Le rang d'un réseau peu profond et ses motifs");
  }

  @Override
  public Citation citation() {
    return Citation.slide(3, "82");
  }

  @Override
  public Statement statement() {
    return new Statement(
        "\\tfrac12|\\mathcal A(X,\\theta)|\\le\\operatorname{rk}(\\mathbf Df_\\theta(X))\\le 2|\\mathcal A(X,\\theta)|",
        Text.of(
            "For a ReLU network of widths $(1,n_1,1)$ with $\\sigma_2=\\mathrm{Id}$ and $x^{(1)}<\\dots<x^{(n)}$: for every"
                + " $\\theta\\in\\mathcal U_j$, said to be $\\widetilde{\\mathcal U}_j$; $\\mathcal A(X,\\theta)$ is the set of the columns of"
                + " the activation pattern.",
            "Pour un réseau ReLU de largeurs $(1,n_1,1)$ avec $\\sigma_2=\\mathrm{Id}$ et $x^{(1)}<\\dots<x^{(n)}$ : pour tout"
                + " $\\theta\\in\\mathcal U_j$, dit égal à $\\widetilde{\\mathcal U}_j$ ; $\\mathcal A(X,\\theta)$ est l'ensemble des colonnes du"
                + " motif d'activation."));
  }

  @Override
  public List<Text> remarks() {
    return List.of(
        Text.of(
            "$2$ is sharp, for every $|\\mathcal A|$: runs of two examples and one neuron active on all ($n_1=1$, $n=2$, $w=b=v=1$:"
                + " $|\\mathcal A|=1$, rank 2).",
            "$2$ est optimal, pour tout $|\\mathcal A|$ : des paquets de deux exemples et un neurone actif partout ($n_1=1$, $n=2$,"
                + " $w=b=v=1$ : $|\\mathcal A|=1$, rang 2)."),
        Text.of(
            "$\\frac12$ is not: $|\\mathcal A|\\le\\operatorname{rk}$ on $\\mathcal U_j$ (proved here), with equality for dead neurons, $n=1$, or"
                + " $|\\mathcal A|=n$.",
            "$\\frac12$ ne l'est pas : $|\\mathcal A|\\le\\operatorname{rk}$ sur $\\mathcal U_j$ (prouvé ici), avec égalité pour des neurones morts,"
                + " $n=1$, ou $|\\mathcal A|=n$."),
        Text.of(
            "$\\mathcal U_j\\ne\\widetilde{\\mathcal U}_j$ (see shallow-rank-formula), and both bounds still hold on $\\widetilde{\\mathcal U}_j$:"
                + " there $\\operatorname{rk}\\ge|\\mathcal A|$ for $|\\mathcal A|\\le 3$ and $\\operatorname{rk}\\ge|\\mathcal A|-1$ for"
                + " $|\\mathcal A|\\ge 4$, so that $\\frac34$ is the sharp constant: $X=(0,1,2,3)$, $v=0$ and $\\max(0,2x-1)$,"
                + " $\\max(0,3x-4)$, $\\max(0,5-2x)$ have four patterns and rank 3.",
            "$\\mathcal U_j\\ne\\widetilde{\\mathcal U}_j$ (voir shallow-rank-formula), et les deux bornes restent vraies sur"
                + " $\\widetilde{\\mathcal U}_j$ : là $\\operatorname{rk}\\ge|\\mathcal A|$ si $|\\mathcal A|\\le 3$ et"
                + " $\\operatorname{rk}\\ge|\\mathcal A|-1$ si $|\\mathcal A|\\ge 4$, donc $\\frac34$ est la constante optimale :"
                + " $X=(0,1,2,3)$, $v=0$ et $\\max(0,2x-1)$, $\\max(0,3x-4)$, $\\max(0,5-2x)$ ont quatre motifs et le rang 3."),
        Text.of(
            "$\\operatorname{rk}\\le 2|\\mathcal A|-1$ where every neuron goes from 0 to 1 (or is dead), and where $n_1<|\\mathcal A|$;"
                + " $\\operatorname{rk}\\ge\\frac32|\\mathcal A|$ where the pattern changes, at places apart from each other and from the ends.",
            "$\\operatorname{rk}\\le 2|\\mathcal A|-1$ si chaque neurone passe de 0 à 1 (ou est mort), et si $n_1<|\\mathcal A|$ ;"
                + " $\\operatorname{rk}\\ge\\frac32|\\mathcal A|$ si le motif change, à des places éloignées entre elles et des bords."));
  }

  @Override
  public List<Hypothesis<ShallowInstance>> hypotheses() {
    return List.of(SORTED, DISTINCT, INTERIOR, SAMPLED_RANGE);
  }

  @Override
  public Claims<ShallowInstance> claims() {
    return new ShallowBoundsClaims(Change.NONE);
  }

  @Override
  public Map<String, Text> claimTexts() {
    Map<String, Text> texts = new LinkedHashMap<>();
    texts.put("lower-bound", on("\\frac12|\\mathcal A|\\le\\operatorname{rk}", "\\mathcal U_j"));
    texts.put("upper-bound", on("\\operatorname{rk}\\le 2|\\mathcal A|", "\\mathcal U_j"));
    texts.put(
        "lower-bound-interior",
        on("\\frac12|\\mathcal A|\\le\\operatorname{rk}", "\\widetilde{\\mathcal U}_j"));
    texts.put(
        "upper-bound-interior",
        on("\\operatorname{rk}\\le 2|\\mathcal A|", "\\widetilde{\\mathcal U}_j"));
    texts.put(
        "sharp-lower",
        Text.of(
            "more than the slide: $|\\mathcal A|\\le\\operatorname{rk}(\\mathbf Df_\\theta(X))$ on $\\mathcal U_j$",
            "plus que la diapositive : $|\\mathcal A|\\le\\operatorname{rk}(\\mathbf Df_\\theta(X))$ sur $\\mathcal U_j$"));
    texts.put(
        "sharp-lower-interior",
        Text.of(
            "more than the slide: $\\frac34|\\mathcal A|\\le\\operatorname{rk}(\\mathbf Df_\\theta(X))$ on $\\widetilde{\\mathcal U}_j$",
            "plus que la diapositive : $\\frac34|\\mathcal A|\\le\\operatorname{rk}(\\mathbf Df_\\theta(X))$ sur"
                + " $\\widetilde{\\mathcal U}_j$"));
    return texts;
  }

  private static Text on(String formula, String set) {
    return Text.of("$" + formula + "$ on $" + set + "$", "$" + formula + "$ sur $" + set + "$");
  }

  @Override
  public List<Inequality<ShallowInstance>> inequalities() {
    return ShallowDomains.inequalities();
  }

  @Override
  public Optional<Strata<ShallowInstance>> strata() {
    return Optional.of(ShallowStrata.ranks());
  }

  @Override
  public Notation notation() {
    return ShallowTexts.NOTATION;
  }

  @Override
  public Proof proof() {
    return ShallowBoundsProof.steps();
  }

  @Override
  public List<StepMutant> stepMutants() {
    return ShallowBoundsProof.mutants(proof());
  }

  @Override
  public Class<ShallowInstance> instanceType() {
    return ShallowInstance.class;
  }

  @Override
  public Sampler<ShallowInstance> sampler(
      Set<Hypothesis<ShallowInstance>> kept, Set<Hypothesis<ShallowInstance>> broken) {
    return new ShallowSampler(
        Part.of(SORTED, kept, broken),
        Part.of(DISTINCT, kept, broken),
        Part.of(INTERIOR, kept, broken),
        Part.FREE);
  }

  @Override
  public Optional<Screen<ShallowInstance>> screen() {
    return Optional.of(ShallowScreen.create());
  }

  @Override
  public List<Mutant<ShallowInstance>> mutants() {
    return List.of(
        mutant(
            "upper-less-one",
            Change.UPPER_LESS_ONE,
            "$\\operatorname{rk}\\le 2|\\mathcal A|-1$",
            "$\\operatorname{rk}\\le 2|\\mathcal A|-1$"),
        mutant(
            "smaller-upper",
            Change.SMALLER_UPPER,
            "$\\operatorname{rk}\\le\\frac32|\\mathcal A|$",
            "$\\operatorname{rk}\\le\\frac32|\\mathcal A|$"),
        mutant(
            "larger-lower",
            Change.LARGER_LOWER,
            "$\\frac54|\\mathcal A|\\le\\operatorname{rk}$",
            "$\\frac54|\\mathcal A|\\le\\operatorname{rk}$"),
        mutant(
            "strict",
            Change.STRICT,
            "$|\\mathcal A|<\\operatorname{rk}$",
            "$|\\mathcal A|<\\operatorname{rk}$"),
        mutant(
            "examples",
            Change.EXAMPLES,
            "$n$ in place of $|\\mathcal A|$",
            "$n$ au lieu de $|\\mathcal A|$"),
        mutant(
            "rows",
            Change.ROWS,
            "the distinct rows of the pattern in place of its columns",
            "les lignes distinctes du motif au lieu de ses colonnes"),
        mutant(
            "same-constant",
            Change.SAME_CONSTANT,
            "$|\\mathcal A|\\le\\operatorname{rk}$ on $\\widetilde{\\mathcal U}_j$ too",
            "$|\\mathcal A|\\le\\operatorname{rk}$ sur $\\widetilde{\\mathcal U}_j$ aussi"),
        Mutant.dropping(
            "on-kinks",
            Text.of(
                "pre-activations 0 allowed, with the slope 1 there",
                "pré-activations nulles permises, avec la pente 1"),
            claims(),
            Set.of(INTERIOR)));
  }

  private static Mutant<ShallowInstance> mutant(String id, Change change, String en, String fr) {
    return Mutant.of(id, Text.of(en, fr), new ShallowBoundsClaims(change));
  }

  @Override
  public <M extends Matrix<M>> Map<String, M> quantities(
      ShallowInstance i, OrderedArithmetic<M> k) {
    ShallowPoint point = i.point();
    Map<String, M> q = new LinkedHashMap<>();
    q.put("patterns", k.scalar(Rational.of(point.patterns())));
    q.put("rank", k.scalar(Rational.of(point.rank())));
    q.put("largest-rank", k.scalar(Rational.of(point.largestRank())));
    return q;
  }
}
