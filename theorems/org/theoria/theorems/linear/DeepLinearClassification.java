package org.theoria.theorems.linear;

import static org.theoria.theorems.linear.DeepLinearHypotheses.CRITICAL;
import static org.theoria.theorems.linear.DeepLinearHypotheses.DISTINCT;
import static org.theoria.theorems.linear.DeepLinearHypotheses.ENOUGH_EXAMPLES;
import static org.theoria.theorems.linear.DeepLinearHypotheses.FULL_RANK;
import static org.theoria.theorems.linear.DeepLinearHypotheses.INPUTS_OF_FULL_RANK;
import static org.theoria.theorems.linear.DeepLinearHypotheses.ORDERED;
import static org.theoria.theorems.linear.DeepLinearHypotheses.OUTPUTS_AT_MOST_INPUTS;
import static org.theoria.theorems.linear.DeepLinearHypotheses.SAMPLED_RANGE;
import static org.theoria.theorems.linear.DeepLinearHypotheses.SINGULAR_BASIS;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.linear.LinearRisk;
import org.theoria.network.linear.Pivot;
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
import org.theoria.theorems.linear.PredictedClass.Change;

/**
 * <b>The classification of the critical points of deep linear networks</b> (slides 93-94; Achour,
 * Malgouyres, Gerchinovitz, JMLR 25(242), 2024). Pivot (i, j), i &gt; j: tightened if
 * W_{j−1}⋯W_1Σ_XYW_H⋯W_{i+1} or W_{i−1}⋯W_{j+1} has rank r (an empty product is the identity). W is
 * tightened if all its pivots are. A critical point associated with 𝒮, r = |𝒮|, is
 *
 * <ul>
 *   <li>a strict saddle if 𝒮 ≠ {1..r};
 *   <li>a global minimiser if r = r_max and 𝒮 = {1..r_max};
 *   <li>if 𝒮 = {1..r} and r &lt; r_max: a non-strict saddle if W is tightened, else a strict one.
 * </ul>
 *
 * <p>What is true. In the normal form W_1 = [F; Z_1], W_h = diag(I_r, Z_h) (F = U_𝒮ᵀΣ_YXΣ_XX⁻¹,
 * outputs in the basis U, up to invertible D_h) with M = Σ_XYU_Q, the second derivative along V is
 * 2(‖(αF + β)X‖² + ‖(γF + ζ)X‖² − 2tr(Mγβ) − 2Σ_{h&gt;g}tr(z_hT_{hg}z_gN_{hg})), where T_{hg} =
 * Z_{h−1}⋯Z_{g+1} and N_{hg} = Z_{g−1}⋯Z_1MZ_H⋯Z_{h+1} are what the complementary blocks of pivot
 * (h, g) have beyond rank r.
 *
 * <ul>
 *   <li>Tightened: the last sum and ζ are 0, and for 𝒮 = {1..r} the rest is at least (b −
 *       √λ_{r+1}c)² + (λ_r − λ_{r+1})c² ≥ 0.
 *   <li>Not tightened, r &lt; r_max: some z_h, z_g make it negative: the blocks are a nilpotent
 *       representation of a cyclic quiver, a sum of strings, and no string runs from 0 to H through
 *       Z_H⋯Z_1.
 *   <li>Which kinds exist: r = r_max: every point is tightened (a product passes through a layer of
 *       width r). H = 2, r &lt; r_max: none is (the blocks of (2, 1) are Σ_XY and I). H ≥ 3, r &lt;
 *       r_max: both, for every 𝒮. H = 1: only r = r_max. These are the cells of the table.
 *   <li>d_y &gt; d_x: transpose the problem. Σ_XX singular: drop the inputs that X does not reach;
 *       𝒮 is read off W_H⋯W_1X. So d_y ≤ d_x, d_x ≤ n and Σ_XX invertible are not needed.
 *   <li>Σ_XY not of full rank: a point with 𝒮 = {1..rank Σ_XY} is a global minimiser though r &lt;
 *       r_max. Equal singular values: {2} is as good as {1}.
 * </ul>
 */
public final class DeepLinearClassification implements ForAll<DeepLinearPoint> {

  private static final Hypothesis<DeepLinearPoint> ANY_SHAPE =
      OUTPUTS_AT_MOST_INPUTS.redundantBy("transposed-problem");

  private static final Hypothesis<DeepLinearPoint> ANY_NUMBER =
      ENOUGH_EXAMPLES.redundantBy("inputs-reduced");

  private static final Hypothesis<DeepLinearPoint> ANY_INPUTS =
      INPUTS_OF_FULL_RANK.redundantBy("inputs-reduced");

  @Override
  public String id() {
    return "deep-linear-classification";
  }

  @Override
  public Text title() {
    return Text.of(
        "Deep linear networks: minimisers, strict and non-strict saddles",
        "Réseaux linéaires : minimiseurs, points selles stricts et non stricts");
  }

  @Override
  public Citation citation() {
    return DeepLinearTexts.slides("93-94");
  }

  @Override
  public Statement statement() {
    return new Statement(
        "\\begin{array}{ll}\\mathcal S\\ne\\{1,\\dots,r\\}&\\Rightarrow\\ \\lambda_{\\min}(\\nabla^2\\widehat R(\\mathbf W))<0\\\\"
            + "\\mathcal S=\\{1,\\dots,r_{\\max}\\}&\\Rightarrow\\ \\widehat R(\\mathbf W)=\\min\\widehat R\\\\"
            + "\\mathcal S=\\{1,\\dots,r\\},\\ r<r_{\\max},\\ \\forall i>j\\ \\rho_{ij}=r&\\Rightarrow\\ "
            + "\\lambda_{\\min}(\\nabla^2\\widehat R(\\mathbf W))\\ge0,\\ \\widehat R(\\mathbf W)>\\min\\widehat R\\\\"
            + "\\mathcal S=\\{1,\\dots,r\\},\\ r<r_{\\max},\\ \\exists i>j\\ \\rho_{ij}>r&\\Rightarrow\\ "
            + "\\lambda_{\\min}(\\nabla^2\\widehat R(\\mathbf W))<0\\end{array}",
        Text.of(
            "Let $\\mathbf W$ be a first-order critical point associated with $\\mathcal S$, $r=|\\mathcal S|$. For $i>j$ the complementary"
                + " blocks of the pivot $(i,j)$ are $W_{j-1}\\cdots W_1\\Sigma_{XY}W_H\\cdots W_{i+1}$ and $W_{i-1}\\cdots W_{j+1}$, and"
                + " $\\rho_{ij}$ is the smaller of their ranks; the pivot is tightened if $\\rho_{ij}=r$, and $\\mathbf W$ is tightened if all"
                + " its pivots are. Then, line by line, $\\mathbf W$ is a strict saddle; a global minimiser; if tightened, a non-strict"
                + " saddle; if not tightened, a strict saddle.",
            "Soit $\\mathbf W$ un point critique du premier ordre associé à $\\mathcal S$, $r=|\\mathcal S|$. Pour $i>j$ les blocs"
                + " complémentaires du pivot $(i,j)$ sont $W_{j-1}\\cdots W_1\\Sigma_{XY}W_H\\cdots W_{i+1}$ et $W_{i-1}\\cdots W_{j+1}$, et"
                + " $\\rho_{ij}$ est le plus petit de leurs rangs ; le pivot est tenu si $\\rho_{ij}=r$, et $\\mathbf W$ est tenu si tous ses"
                + " pivots le sont. Alors, ligne par ligne, $\\mathbf W$ est un point selle strict ; un minimiseur global ; s'il est tenu,"
                + " un point selle non strict ; s'il ne l'est pas, un point selle strict."));
  }

  @Override
  public List<Text> remarks() {
    return List.of(
        Text.of(
            "Not needed: $d_y\\le d_x$ (transpose the problem), $d_x\\le n$ and $\\Sigma_{XX}$ invertible (drop the inputs that $X$ does"
                + " not reach), with $\\mathcal S$ read off $W_H\\cdots W_1X=U_{\\mathcal S}U_{\\mathcal S}^T\\Sigma^{1/2}$.",
            "Pas nécessaires : $d_y\\le d_x$ (transposer le problème), $d_x\\le n$ et $\\Sigma_{XX}$ inversible (retirer les entrées que"
                + " $X$ n'atteint pas), $\\mathcal S$ étant lu sur $W_H\\cdots W_1X=U_{\\mathcal S}U_{\\mathcal S}^T\\Sigma^{1/2}$."),
        Text.of(
            "Needed: $\\Sigma_{XY}$ of full rank (else $\\{1,\\dots,\\mathrm{rk}\\,\\Sigma_{XY}\\}$ with $r<r_{\\max}$ is a global minimiser),"
                + " distinct singular values (else another $\\mathcal S$ may be as good as $\\{1,\\dots,r\\}$), and the order of the"
                + " singular value decomposition, $\\delta_1>\\delta_2>\\cdots$.",
            "Nécessaires : $\\Sigma_{XY}$ de rang plein (sinon $\\{1,\\dots,\\mathrm{rg}\\,\\Sigma_{XY}\\}$ avec $r<r_{\\max}$ est un minimiseur"
                + " global), des valeurs singulières distinctes (sinon un autre $\\mathcal S$ peut valoir $\\{1,\\dots,r\\}$), et l'ordre"
                + " de la décomposition en valeurs singulières, $\\delta_1>\\delta_2>\\cdots$."),
        Text.of(
            "Which kinds exist: with $r=r_{\\max}$ every critical point is tightened; with $r<r_{\\max}$ none is if $H=2$, and both kinds exist"
                + " for every $\\mathcal S$ if $H\\ge3$. The table counts all of them; each must be met.",
            "Quels points existent : si $r=r_{\\max}$ tous sont tenus ; si $r<r_{\\max}$ aucun ne l'est pour $H=2$, et les deux sortes"
                + " existent pour tout $\\mathcal S$ pour $H\\ge3$. Le tableau les compte ; toutes doivent être rencontrées."),
        Text.of(
            "The class is decided twice: by $\\mathcal S$ and the ranks of the blocks, and by the exact inertia of the Hessian and the exact"
                + " least risk. Every saddle is shown to be one, by a curve along which $\\widehat R$ descends and another along which it"
                + " ascends, of order up to $3H$ where the Hessian shows nothing.",
            "La classe est décidée deux fois : par $\\mathcal S$ et les rangs des blocs, et par l'inertie exacte de la hessienne et le"
                + " risque minimal exact. Pour chaque point selle une courbe montre que $\\widehat R$ descend et une autre qu'il monte, d'ordre"
                + " jusqu'à $3H$ là où la hessienne ne montre rien."));
  }

  @Override
  public List<Hypothesis<DeepLinearPoint>> hypotheses() {
    return List.of(
        ANY_SHAPE,
        ANY_NUMBER,
        ANY_INPUTS,
        FULL_RANK,
        DISTINCT,
        SINGULAR_BASIS,
        ORDERED,
        CRITICAL,
        SAMPLED_RANGE);
  }

  @Override
  public Claims<DeepLinearPoint> claims() {
    return new ClassificationClaims(Change.NONE);
  }

  @Override
  public Map<String, Text> claimTexts() {
    Map<String, Text> texts = new LinkedHashMap<>();
    texts.put(
        "global-minimiser",
        Text.of(
            "$r=r_{\\max}$ and $\\mathcal S=\\{1,\\dots,r_{\\max}\\}$ if and only if $\\widehat R(\\mathbf W)$ is the least value and the Hessian"
                + " has no negative eigenvalue",
            "on a $r=r_{\\max}$ et $\\mathcal S=\\{1,\\dots,r_{\\max}\\}$ si et seulement si $\\widehat R(\\mathbf W)$ est la plus petite valeur et la"
                + " hessienne n'a pas de valeur propre négative"));
    texts.put(
        "strict-saddle",
        Text.of(
            "$\\mathcal S\\ne\\{1,\\dots,r\\}$, or $r<r_{\\max}$ and not tightened, if and only if the Hessian has a negative eigenvalue",
            "on a $\\mathcal S\\ne\\{1,\\dots,r\\}$, ou $r<r_{\\max}$ et non tenu, si et seulement si la hessienne a une valeur propre négative"));
    texts.put(
        "non-strict-saddle",
        Text.of(
            "$\\mathcal S=\\{1,\\dots,r\\}$, $r<r_{\\max}$ and tightened if and only if the Hessian has no negative eigenvalue and"
                + " $\\widehat R(\\mathbf W)$ is not the least value",
            "on a $\\mathcal S=\\{1,\\dots,r\\}$, $r<r_{\\max}$ et tenu si et seulement si la hessienne n'a pas de valeur propre négative et"
                + " $\\widehat R(\\mathbf W)$ n'est pas la plus petite valeur"));
    texts.put(
        "saddle",
        Text.of(
            "where it is not the least value, $\\widehat R$ descends from $\\mathbf W$ along one curve and ascends along another, both exact",
            "là où ce n'est pas la plus petite valeur, $\\widehat R$ descend depuis $\\mathbf W$ le long d'une courbe et monte le long d'une"
                + " autre, toutes deux exactes"));
    return texts;
  }

  @Override
  public Proof proof() {
    return ClassificationProof.steps();
  }

  @Override
  public List<StepMutant> stepMutants() {
    return ClassificationProof.mutants();
  }

  @Override
  public Notation notation() {
    return DeepLinearNotation.classification();
  }

  @Override
  public Class<DeepLinearPoint> instanceType() {
    return DeepLinearPoint.class;
  }

  @Override
  public List<TrainedPoints> trained() {
    return List.of(new LinearTrained());
  }

  @Override
  public Optional<Strata<DeepLinearPoint>> strata() {
    return Optional.of(ClassificationTable.strata());
  }

  @Override
  public Sampler<DeepLinearPoint> sampler(
      Set<Hypothesis<DeepLinearPoint>> kept, Set<Hypothesis<DeepLinearPoint>> broken) {
    return new DeepLinearSampler(
        hypotheses(), kept, broken, ClassificationTable::cell, ClassificationTable.SAMPLED);
  }

  @Override
  public List<Mutant<DeepLinearPoint>> mutants() {
    return List.of(
        mutant(
            "any-subset",
            Change.ANY_SUBSET,
            "the same whatever $\\mathcal S$ of size $r$ is",
            "de même quel que soit $\\mathcal S$ de taille $r$"),
        mutant(
            "smallest",
            Change.SMALLEST,
            "the $r$ smallest singular values in place of the largest",
            "les $r$ plus petites valeurs singulières au lieu des plus grandes"),
        mutant(
            "negated",
            Change.NEGATED,
            "tightened and not tightened exchanged",
            "tenu et non tenu échangés"),
        mutant(
            "one-less",
            Change.ONE_LESS,
            "$r\\ge r_{\\max}-1$ is enough for a global minimiser",
            "il suffit de $r\\ge r_{\\max}-1$ pour un minimiseur global"),
        mutant(
            "first-block",
            Change.FIRST_BLOCK,
            "tightened: the first block has rank $r$",
            "tenu : le premier bloc est de rang $r$"),
        mutant(
            "second-block",
            Change.SECOND_BLOCK,
            "tightened: the second block has rank $r$",
            "tenu : le second bloc est de rang $r$"),
        mutant(
            "both-blocks",
            Change.BOTH_BLOCKS,
            "tightened: both blocks have rank $r$",
            "tenu : les deux blocs sont de rang $r$"),
        mutant(
            "some-pivot",
            Change.SOME_PIVOT,
            "some pivot is tightened, in place of all",
            "un pivot est tenu, au lieu de tous"),
        mutant(
            "neighbours",
            Change.NEIGHBOURS,
            "only the pivots $(j+1,j)$ must be tightened",
            "seuls les pivots $(j+1,j)$ doivent être tenus"),
        mutant(
            "maximal-blocks",
            Change.MAXIMAL_BLOCKS,
            "a block of rank $r_{\\max}$ in place of $r$",
            "un bloc de rang $r_{\\max}$ au lieu de $r$"),
        Mutant.dropping(
            "any-rank",
            Text.of(
                "the same where $\\Sigma_{XY}$ is not of full rank",
                "de même si $\\Sigma_{XY}$ n'est pas de rang plein"),
            claims(),
            Set.of(FULL_RANK)),
        Mutant.dropping(
            "any-order",
            Text.of(
                "the same for singular values in any order",
                "de même pour des valeurs singulières dans un ordre quelconque"),
            claims(),
            Set.of(ORDERED)));
  }

  private static Mutant<DeepLinearPoint> mutant(String id, Change change, String en, String fr) {
    return Mutant.of(id, Text.of(en, fr), new ClassificationClaims(change));
  }

  @Override
  public <M extends Matrix<M>> Map<String, M> quantities(
      DeepLinearPoint p, OrderedArithmetic<M> k) {
    PredictedClass predicted = PredictedClass.of(p, p.regression());
    int d = p.u().rows();
    RationalMatrix indicator = RationalMatrix.zero(1, d);
    for (int i : predicted.subset().elements()) {
      indicator = indicator.with(0, i - 1, Rational.ONE);
    }
    List<M> weights = p.weights().stream().map(k::of).toList();
    Map<String, M> q = new LinkedHashMap<>();
    q.put("subset", k.of(indicator));
    q.put("rank", k.scalar(Rational.of(predicted.rank())));
    q.put("maximal-rank", k.scalar(Rational.of(predicted.maximalRank())));
    q.put("loose-pivots", k.scalar(Rational.of(loose(predicted.pivots()))));
    q.put("risk", LinearRisk.value(k, weights, k.of(p.sample().x()), k.of(p.sample().y())));
    return q;
  }

  private static long loose(List<Pivot> pivots) {
    return pivots.stream().filter(p -> !p.isTightened()).count();
  }
}
