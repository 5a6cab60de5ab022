package org.theoria.theorems.geometry;

import static org.theoria.theorems.geometry.ShallowHypotheses.INTERIOR;
import static org.theoria.theorems.geometry.ShallowHypotheses.OUTGOING;
import static org.theoria.theorems.geometry.ShallowHypotheses.SAMPLED_RANGE;
import static org.theoria.theorems.geometry.ShallowHypotheses.SORTED;

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
import org.theoria.proposition.Mutant;
import org.theoria.proposition.Notation;
import org.theoria.proposition.Proof;
import org.theoria.proposition.Sampler;
import org.theoria.proposition.Statement;
import org.theoria.proposition.StepMutant;
import org.theoria.proposition.Strata;
import org.theoria.proposition.Text;
import org.theoria.theorems.geometry.ShallowFormulaClaims.Change;

/**
 * <b>The rank of a shallow network.</b> For widths (1, n₁, 1), ReLU, σ_2 = Id and x⁽¹⁾ &lt; … &lt;
 * x⁽ⁿ⁾: for each pattern there is α with a(X,θ)_{k,:} = 𝟙_{α_k} and rank D f_θ(X) = rank(𝟙,
 * e_{α_k−1}, e_{α_k}) for every θ ∈ 𝒰_j; and 𝒰_j = Ũ_j (slides 81-82).
 *
 * <p>What is true. With a = a(X,θ)_{k,:} the derivatives along c, v_k, w_k, b_k are 𝟙, a∘(w_kx +
 * b_k), v_k·a∘x, v_k·a: all in the span T of 𝟙, the a_k and the a_k∘x, which they span where no
 * v_k is 0. So r_j = dim T, a function of the pattern. A row is one of 2n monotone ones:
 *
 * <ul>
 *   <li>α = i, 2 ≤ i ≤ n: e_{i−1} = a∘(x − x⁽ⁱ⁻¹⁾) and e_i = a∘(x − x⁽ⁱ⁾), which span a and a∘x.
 *   <li>α = n+i, 2 ≤ i ≤ n: the same with x⁽ⁱ⁻¹⁾ − x and x⁽ⁱ⁾ − x.
 *   <li>α = 1, all ones: e_1 = x − x⁽¹⁾ and e_0 = e_{2n} = x⁽ⁿ⁾ − x, which with 𝟙 span x (for n =
 *       1 both are 0, and x is a multiple of 𝟙). e_0 may be left out: e_0 + e_1 is a multiple of
 *       𝟙.
 *   <li>α = n+1, dead: e_n = e_{n+1} = 0.
 * </ul>
 *
 * <p>The third part is false: v_k = 0 takes away the columns along w_k and b_k, without a change of
 * the pattern. The smallest example has two examples and one neuron: X = (0, 1), w = 0, b = 1, v =
 * 0 has rank 1, v = 1 rank 2. Nor is v_k ≠ 0 necessary (another neuron may have the same pattern).
 * With it, for the neurons that are not dead, θ ∈ 𝒰_j.
 *
 * <p>Boundary: x⁽ⁱ⁾ = x⁽ⁱ⁺¹⁾ changes nothing, and neither does a pre-activation 0 with the
 * convention 1 of the slide for the slope there; but a θ with one is never interior to its pattern:
 * a smaller b_k makes it negative.
 */
public final class ShallowRankFormula implements ForAll<ShallowInstance> {

  private static final Hypothesis<ShallowInstance> DISTINCT =
      ShallowHypotheses.DISTINCT.redundantBy("repeated-points");

  private static final Hypothesis<ShallowInstance> ON_INTERIOR = INTERIOR.redundantBy("on-kinks");

  @Override
  public String id() {
    return "shallow-rank-formula";
  }

  @Override
  public Text title() {
    return Text.of("The rank of a shallow ReLU network", "Le rang d'un réseau ReLU peu profond");
  }

  @Override
  public Citation citation() {
    return Citation.slide(3, "81-82");
  }

  @Override
  public Statement statement() {
    return new Statement(
        "\\forall\\theta\\in\\mathcal U_j:\\ a(X,\\theta)_{k,:}=\\mathbb 1_{\\alpha_k},\\quad\\operatorname{rk}(\\mathbf Df_\\theta(X))="
            + "\\operatorname{rk}(\\mathbb 1,\\mathbf e_{\\alpha_1-1},\\mathbf e_{\\alpha_1},\\dots,\\mathbf e_{\\alpha_{n_1}-1},"
            + "\\mathbf e_{\\alpha_{n_1}});\\qquad\\mathcal U_j=\\widetilde{\\mathcal U}_j",
        Text.of(
            "For a ReLU network of widths $(1,n_1,1)$ with $\\sigma_2=\\mathrm{Id}$ and $x^{(1)}<\\dots<x^{(n)}$: for each $j$ there is"
                + " $\\alpha\\in\\{1,\\dots,2n\\}^{n_1}$ such that both formulas hold for every $\\theta\\in\\mathcal U_j$; and"
                + " $\\mathcal U_j=\\widetilde{\\mathcal U}_j$.",
            "Pour un réseau ReLU de largeurs $(1,n_1,1)$ avec $\\sigma_2=\\mathrm{Id}$ et $x^{(1)}<\\dots<x^{(n)}$ : pour tout $j$, il existe"
                + " $\\alpha\\in\\{1,\\dots,2n\\}^{n_1}$ tel que les deux formules soient vraies pour tout $\\theta\\in\\mathcal U_j$ ; et"
                + " $\\mathcal U_j=\\widetilde{\\mathcal U}_j$."));
  }

  @Override
  public Optional<Statement> corrected() {
    return Optional.of(
        new Statement(
            "\\{\\theta\\in\\widetilde{\\mathcal U}_j:\\ v_k\\ne 0\\text{ where }a(X,\\theta)_{k,:}\\ne 0\\}\\subset\\mathcal U_j",
            Text.of(
                "The two formulas as they are; and $\\theta\\in\\widetilde{\\mathcal U}_j$ lies in $\\mathcal U_j$ if the outgoing weight"
                    + " $v_k$ of every neuron that is active on some example is not 0.",
                "Les deux formules telles quelles ; et $\\theta\\in\\widetilde{\\mathcal U}_j$ est dans $\\mathcal U_j$ si le poids de sortie"
                    + " $v_k$ de tout neurone actif sur au moins un exemple est non nul.")));
  }

  @Override
  public Expectation expectation() {
    return Expectation.REFUTED_AS_STATED;
  }

  @Override
  public List<Text> remarks() {
    return List.of(
        Text.of(
            "$\\mathcal U_j=\\widetilde{\\mathcal U}_j$ is false: $v_k=0$ makes the columns $v_k\\,a_k\\circ x$ and $v_k\\,a_k$ vanish without"
                + " a change of the pattern. Two examples and one neuron suffice: $X=(0,1)$, $w=0$, $b=1$, $v=0$ has rank 1, and $v=1$"
                + " has rank 2. $\\widetilde{\\mathcal U}_j\\setminus\\mathcal U_j$ has measure 0. The two formulas hold on all of"
                + " $\\mathcal U_j$, also where a $v_k$ is 0. $\\theta\\notin\\mathcal U_j$ is certified by $v_k=1$ for the $v_k$ that are 0:"
                + " the same pattern, and a larger rank.",
            "$\\mathcal U_j=\\widetilde{\\mathcal U}_j$ est faux : $v_k=0$ annule les colonnes $v_k\\,a_k\\circ x$ et $v_k\\,a_k$ sans changer le"
                + " motif. Deux exemples et un neurone suffisent : $X=(0,1)$, $w=0$, $b=1$, $v=0$ a le rang 1, et $v=1$ le rang 2."
                + " $\\widetilde{\\mathcal U}_j\\setminus\\mathcal U_j$ est de mesure nulle. Les deux formules sont vraies sur tout"
                + " $\\mathcal U_j$, même si un $v_k$ est nul. $\\theta\\notin\\mathcal U_j$ est certifié en mettant $v_k=1$ au lieu des $v_k$ nuls :"
                + " le même motif, et un rang plus grand."),
        Text.of(
            "$\\widetilde{\\mathcal U}_j$ is exactly the set of the $\\theta$ of the pattern without a pre-activation 0: where"
                + " $w_kx^{(i)}+b_k=0$, which counts as 1, a smaller $b_k$ gives 0, also for $w_k=b_k=0$.",
            "$\\widetilde{\\mathcal U}_j$ est exactement l'ensemble des $\\theta$ du motif sans pré-activation nulle : où"
                + " $w_kx^{(i)}+b_k=0$, compté comme 1, un $b_k$ plus petit donne 0, aussi pour $w_k=b_k=0$."),
        Text.of(
            "In closed form: with $K$ the set of $i\\in\\{2,\\dots,n-1\\}$ next to a change of the pattern (some neuron is active on just one"
                + " of $x^{(i)}$ and a neighbour of it), the rank is $1+|K|+\\delta$, $\\delta=1$ if $x$ lies in the span and 0 if not.",
            "Forme close : si $K$ est l'ensemble des $i\\in\\{2,\\dots,n-1\\}$ voisins d'un changement du motif (un neurone est actif sur un"
                + " seul de $x^{(i)}$ et d'un de ses voisins), le rang vaut $1+|K|+\\delta$, $\\delta=1$ si $x$ est dans l'espace engendré"
                + " et 0 sinon."),
        Text.of(
            "Repeated points change nothing; points in another order do: the rows of the pattern are then not monotone.",
            "Des points répétés ne changent rien ; un autre ordre, si : les lignes du motif ne sont plus monotones."));
  }

  @Override
  public List<Hypothesis<ShallowInstance>> hypotheses() {
    return List.of(SORTED, DISTINCT, ON_INTERIOR, OUTGOING, SAMPLED_RANGE);
  }

  @Override
  public Claims<ShallowInstance> claims() {
    return new ShallowFormulaClaims(Change.NONE);
  }

  @Override
  public Map<String, Text> claimTexts() {
    Map<String, Text> texts = new LinkedHashMap<>();
    String pattern = "$a(X,\\theta)_{k,:}=\\mathbb 1_{\\alpha_k}$";
    texts.put(
        "pattern",
        Text.of(
            pattern + ", $\\alpha$ read off the pattern", pattern + ", $\\alpha$ lu sur le motif"));
    texts.put(
        "rank-formula",
        Text.of(
            "$\\operatorname{rk}(\\mathbf Df(X))=\\operatorname{rk}(\\mathbb 1,\\mathbf e_{\\alpha_k-1},\\mathbf e_{\\alpha_k})$ on"
                + " $\\mathcal U_j$",
            "$\\operatorname{rk}(\\mathbf Df(X))=\\operatorname{rk}(\\mathbb 1,\\mathbf e_{\\alpha_k-1},\\mathbf e_{\\alpha_k})$ sur"
                + " $\\mathcal U_j$"));
    texts.put(
        "regions-equal",
        Text.of(
            "$\\theta\\in\\mathcal U_j$: $r_j\\le\\operatorname{rk}(\\mathbf Df_\\theta(X))$, $r_j$ the largest rank of the pattern",
            "$\\theta\\in\\mathcal U_j$ : $r_j\\le\\operatorname{rk}(\\mathbf Df_\\theta(X))$, $r_j$ le plus grand rang du motif"));
    return texts;
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
    return ShallowFormulaProof.steps();
  }

  @Override
  public List<StepMutant> stepMutants() {
    return ShallowFormulaProof.mutants(proof());
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
        Part.of(ON_INTERIOR, kept, broken),
        Part.of(OUTGOING, kept, broken));
  }

  @Override
  public List<Mutant<ShallowInstance>> mutants() {
    return List.of(
        mutant("no-ones", Change.NO_ONES, "$\\mathbb 1$ left out", "sans $\\mathbb 1$"),
        mutant(
            "index",
            Change.SHIFTED,
            "$\\mathbf e_{\\alpha_k},\\mathbf e_{\\alpha_k+1}$ in place of $\\mathbf e_{\\alpha_k-1},\\mathbf e_{\\alpha_k}$",
            "$\\mathbf e_{\\alpha_k},\\mathbf e_{\\alpha_k+1}$ au lieu de $\\mathbf e_{\\alpha_k-1},\\mathbf e_{\\alpha_k}$"),
        mutant(
            "one-vector",
            Change.ONE_VECTOR,
            "$\\mathbf e_{\\alpha_k}$ alone",
            "$\\mathbf e_{\\alpha_k}$ seul"),
        mutant(
            "orientation",
            Change.NO_ORIENTATION,
            "$\\mathbf e_i$ in place of $\\mathbf e_{n+i}$",
            "$\\mathbf e_i$ au lieu de $\\mathbf e_{n+i}$"),
        mutant(
            "longer-steps",
            Change.LONGER_STEPS,
            "$i$ ones in $\\mathbb 1_{n+i}$",
            "$i$ uns dans $\\mathbb 1_{n+i}$"),
        mutant(
            "generic",
            Change.GENERIC,
            "the rank is $\\min(n,2n_1+1)$",
            "le rang est $\\min(n,2n_1+1)$"),
        mutant(
            "independent",
            Change.INDEPENDENT,
            "the distinct $\\mathbf e$ that are not 0 are independent, with $\\mathbb 1$",
            "les $\\mathbf e$ distincts non nuls sont indépendants, avec $\\mathbb 1$"),
        Mutant.dropping(
            "any-order",
            Text.of("the points in any order", "les points dans un ordre quelconque"),
            claims(),
            Set.of(SORTED)));
  }

  private static Mutant<ShallowInstance> mutant(String id, Change change, String en, String fr) {
    return Mutant.of(id, Text.of(en, fr), new ShallowFormulaClaims(change));
  }

  @Override
  public <M extends Matrix<M>> Map<String, M> quantities(
      ShallowInstance i, OrderedArithmetic<M> k) {
    ShallowPoint point = i.point();
    Map<String, M> q = new LinkedHashMap<>();
    q.put("pattern", k.of(point.pattern()));
    q.put("alpha", k.of(ShallowFormulaClaims.alphaRow(i)));
    q.put("rank", k.scalar(Rational.of(point.rank())));
    q.put("largest-rank", k.scalar(Rational.of(point.largestRank())));
    q.put("patterns", k.scalar(Rational.of(point.patterns())));
    return q;
  }
}
