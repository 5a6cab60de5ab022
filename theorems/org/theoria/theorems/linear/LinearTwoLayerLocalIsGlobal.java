package org.theoria.theorems.linear;

import static org.theoria.proposition.Hypothesis.Origin.NARROWING;
import static org.theoria.proposition.Hypothesis.Origin.SLIDE;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Network;
import org.theoria.network.Sample;
import org.theoria.network.Subset;
import org.theoria.network.linear.LeastRisk;
import org.theoria.network.linear.Spectrum;
import org.theoria.proposition.Citation;
import org.theoria.proposition.Claims;
import org.theoria.proposition.Equivalence;
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
import org.theoria.theorems.linear.TwoLayerSampler.Part;

/**
 * <b>Two linear layers: local minimisers are global.</b> Σ_XX invertible, rank(A) = n₁, eigenvalues
 * λ_1 &gt; … &gt; λ_{n₂} of Σ = UΛUᵀ: at a critical point of set 𝒮, AB = P_{U_𝒮}Σ_YXΣ_XX⁻¹ and E
 * = tr(Σ_YY) − Σ_{i∈𝒮}λ_i; a global minimiser is critical with 𝒮 = {1..n₁}; (A,B) is a local
 * minimiser iff it is a global one (slide 103).
 *
 * <p>What is true. E = tr(Σ_YY) − tr(Σ) + ‖(AB − T)X‖², T = Σ_YXΣ_XX⁻¹, which gives the value, and
 * the bound E ≥ tr(Σ_YY) − Σ_{i≤n₁}λ_i at every (A,B), attained at 𝒮 = {1..n₁} only. At another 𝒮
 * there are i ∉ 𝒮, j ∈ 𝒮 with λ_i &gt; λ_j; along V = u_ie_jᵀC, W = C⁻¹e_ju_iᵀT, E(A+tV, B+tW) −
 * E(A,B) = −(λ_i − λ_j)t² + λ_it⁴: E descends. Nothing more is needed of Σ: it may be singular
 * (λ_{n₂} = 0, also in 𝒮), n₀ &lt; n₂ = n₀+1 and n₁ = n₂ are allowed.
 *
 * <p>How it is decided: global, by the sum of the n₁ largest eigenvalues without computing any
 * ({@link LeastRisk}); local, by the exact Hessian: a second-order point (gradient 0, Hessian
 * positive semidefinite) must be global, and a global minimiser a second-order point. That is more
 * than the slide says: with two layers no saddle has a positive semidefinite Hessian.
 *
 * <p>Without rank(A) = n₁: the second part is false, exactly where n₁ = n₂ and λ_{n₂} = 0 (else a
 * global minimiser has rank n₁ by itself). With equal eigenvalues it is false too: A need not be
 * U_𝒮C. With Σ_XX singular AB = P_{U_𝒮}Σ_YXΣ_XX⁺ is false. The third part needs none of them.
 */
public final class LinearTwoLayerLocalIsGlobal
    implements Equivalence<LinearTwoLayerLocalIsGlobal.Instance> {

  /**
   * @param network x ↦ ABx, W_1 = B and W_2 = A
   * @param sample X, n₀ × n, and Y, n₂ × n
   * @param basis U, n₂ × n₂, invertible
   */
  public record Instance(Network network, Sample sample, RationalMatrix basis) {
    public Instance {
      TwoLayer.require(network, sample);
      TwoLayerSpectrum.require(basis, network.architecture().outputs());
    }

    TwoLayer point() {
      return TwoLayer.of(network, sample);
    }
  }

  static final Hypothesis<Instance> INVERTIBLE =
      new Hypothesis<>(
          "invertible-inputs",
          Text.of("$\\Sigma_{XX}$ is invertible.", "$\\Sigma_{XX}$ est inversible."),
          SLIDE,
          i -> i.point().hasInvertibleInputs());

  static final Hypothesis<Instance> RANK =
      new Hypothesis<>(
          "full-rank",
          Text.of("$\\operatorname{rank}(A)=n_1$.", "$\\mathrm{rg}(A)=n_1$."),
          SLIDE,
          i -> i.point().hasFullRank());

  static final Hypothesis<Instance> DISTINCT =
      new Hypothesis<>(
          "distinct-eigenvalues",
          Text.of(
              "The eigenvalues of $\\Sigma$ are distinct.",
              "Les valeurs propres de $\\Sigma$ sont distinctes."),
          SLIDE,
          i -> Spectrum.isSimple(i.point().sigma()));

  static final Hypothesis<Instance> DIAGONALISED =
      new Hypothesis<>(
          "diagonalised",
          Text.of(
              "$\\Sigma=U\\Lambda U^T$, $U$ orthogonal and $\\Lambda$ diagonal.",
              "$\\Sigma=U\\Lambda U^T$, $U$ orthogonale et $\\Lambda$ diagonale."),
          SLIDE,
          i -> TwoLayerSpectrum.diagonalises(i.basis(), i.point().sigma()));

  static final Hypothesis<Instance> ORDERED =
      new Hypothesis<>(
          "ordered",
          Text.of(
              "The diagonal of $U^T\\Sigma U$ does not increase: $\\lambda_1\\ge\\dots\\ge\\lambda_{n_2}$.",
              "La diagonale de $U^T\\Sigma U$ est décroissante : $\\lambda_1\\ge\\dots\\ge\\lambda_{n_2}$."),
          SLIDE,
          i -> TwoLayerSpectrum.isOrdered(i.basis(), i.point().sigma()));

  static final Hypothesis<Instance> SAMPLED_RANGE =
      new Hypothesis<>(
          "sampled-range",
          Text.of(
              TwoLayerTexts.SAMPLED.en() + " $U$ is rational.",
              TwoLayerTexts.SAMPLED.fr() + " $U$ est rationnelle."),
          NARROWING,
          i -> i.point().isSmall());

  /** What a mutant changes. */
  enum Change {
    NONE,
    /** tr(Σ_YY) + Σλ_i. */
    VALUE_SIGN,
    /** The sum over the complement of 𝒮. */
    VALUE_COMPLEMENT,
    /** Half of the sum. */
    VALUE_HALF,
    /** AB = Σ_YXΣ_XX⁻¹. */
    NO_PROJECTION,
    /** E ≥ tr(Σ_YY) − Σ_{i&lt;n₁}λ_i. */
    BOUND_SHORT,
    /** A global minimiser has 𝒮 = {n₂−n₁+1..n₂}. */
    LAST,
    /** Every critical point is global. */
    CRITICAL_IS_GLOBAL,
    /** The second derivative is 2(λ_i − λ_j). */
    CURVATURE_SIGN
  }

  @Override
  public String id() {
    return "linear-two-layer-local-is-global";
  }

  @Override
  public Text title() {
    return Text.of(
        "Two linear layers: local minimisers are global",
        "Deux couches linéaires : les minimiseurs locaux sont globaux");
  }

  @Override
  public Citation citation() {
    return Citation.slide(3, "103");
  }

  @Override
  public Statement statement() {
    return new Statement(
        "\\begin{gathered}\\nabla E(A,B)=0\\ (\\text{set }\\mathcal{S}):\\quad"
            + " AB=P_{U_{\\mathcal{S}}}\\Sigma_{YX}\\Sigma_{XX}^{-1},\\quad"
            + " E(A,B)=\\operatorname{tr}(\\Sigma_{YY})-\\sum_{i\\in\\mathcal{S}}\\lambda_i\\\\ (A,B)\\text{ global minimiser}\\Longrightarrow\\nabla"
            + " E(A,B)=0,\\ \\mathcal{S}=\\{1,\\dots,n_1\\}\\\\ (A,B)\\text{ local minimiser}\\iff(A,B)\\text{ global"
            + " minimiser}\\end{gathered}",
        Text.of(
            "If $\\Sigma_{XX}$ is invertible, $\\operatorname{rank}(A)=n_1$ and $\\lambda_1>\\dots>\\lambda_{n_2}$: at every critical"
                + " point of set $\\mathcal{S}$ the two formulas hold; a global minimiser is a critical point of set $\\{1,\\dots,n_1\\}$;"
                + " $(A,B)$ is a local minimiser if and only if it is a global one.",
            "Si $\\Sigma_{XX}$ est inversible, $\\mathrm{rg}(A)=n_1$ et $\\lambda_1>\\dots>\\lambda_{n_2}$ : en tout point critique"
                + " d'ensemble $\\mathcal{S}$ les deux formules sont vraies ; un minimiseur global est un point critique d'ensemble"
                + " $\\{1,\\dots,n_1\\}$ ; $(A,B)$ est minimiseur local si et seulement si c'est un minimiseur global."));
  }

  @Override
  public List<Text> remarks() {
    return List.of(
        TwoLayerTexts.PSEUDO_INVERSE,
        Text.of(
            "Shown is more than the slide says: a point with gradient 0 and positive semidefinite Hessian is global, so that every"
                + " other critical point is a strict saddle.",
            "On montre plus que la diapositive : un point de gradient nul et de hessienne semi-définie positive est global, donc tout autre"
                + " point critique est un point selle strict."),
        Text.of(
            "$\\Sigma$ may be singular, $n_0<n_2$ and $n_1=n_2$: the statement holds on all of its domain.",
            "$\\Sigma$ peut être singulière, $n_0<n_2$ et $n_1=n_2$ : l'énoncé est vrai sur tout son domaine."),
        Text.of(
            "$\\operatorname{rank}(A)=n_1$ is needed by the second part only where $n_1=n_2$ and $\\lambda_{n_2}=0$; otherwise a global"
                + " minimiser has that rank by itself. The third part is never violated without any of the three hypotheses (ablations).",
            "$\\mathrm{rg}(A)=n_1$ n'est utile à la deuxième partie que si $n_1=n_2$ et $\\lambda_{n_2}=0$ ; sinon un minimiseur"
                + " global est de lui-même de ce rang. La troisième partie n'est jamais violée sans l'une des trois hypothèses"
                + " (ablations)."));
  }

  @Override
  public List<Hypothesis<Instance>> hypotheses() {
    return List.of(INVERTIBLE, RANK, DISTINCT, DIAGONALISED, ORDERED, SAMPLED_RANGE);
  }

  @Override
  public Claims<Instance> claims() {
    return new LocalIsGlobalClaims(Change.NONE);
  }

  @Override
  public Map<String, Text> claimTexts() {
    return LocalIsGlobalClaims.texts();
  }

  @Override
  public List<Inequality<Instance>> inequalities() {
    return List.of(
        new Inequality<>(
            "lower-bound",
            Text.of(
                "the constant 1 of the bound: how near the bound comes to $E(A,B)$",
                "la constante 1 de la borne : à quel point la borne approche $E(A,B)$"),
            List.of(
                new Inequality.Domain<>(
                    "saddles",
                    Text.of(
                        "critical points with $\\mathcal{S}\\ne\\{1,\\dots,n_1\\}$ (below 1, and near 1 where"
                            + " two eigenvalues are near each other)",
                        "points critiques avec $\\mathcal{S}\\ne\\{1,\\dots,n_1\\}$ (moins de 1, et près de 1"
                            + " là où deux valeurs propres sont proches)"),
                    i -> LocalIsGlobalClaims.subset(i).filter(s -> !s.isInitial()).isPresent()))));
  }

  @Override
  public Optional<Strata<Instance>> strata() {
    List<String> rows = new ArrayList<>();
    for (int outputs = 1; outputs <= 3; outputs++) {
      for (int hidden = 1; hidden <= outputs; hidden++) {
        for (Subset s : TwoLayerSpectrum.subsets(hidden, outputs)) {
          rows.add(row(outputs, hidden, s.toString()));
        }
        rows.add(row(outputs, hidden, "–"));
      }
    }
    return Optional.of(
        Strata.ofSides(
            Text.of(
                "Local and global, or neither, by the $\\mathcal{S}$ of a critical point (– where it is not critical)",
                "Local et global, ou ni l'un ni l'autre, selon le $\\mathcal{S}$ d'un point critique (– s'il ne l'est pas)"),
            Text.of("$n_2$, $n_1$, $\\mathcal{S}$", "$n_2$, $n_1$, $\\mathcal{S}$"),
            rows,
            (row, column) -> !row.startsWith("n2=4") && column == (isInitial(row) ? 0 : 1),
            LinearTwoLayerLocalIsGlobal::row,
            LocalIsGlobalClaims::isGlobal));
  }

  /** Whether the 𝒮 of a row is {1..n₁}. */
  private static boolean isInitial(String row) {
    return row.endsWith("{1}") || row.endsWith("{1,2}") || row.endsWith("{1,2,3}");
  }

  private static String row(int outputs, int hidden, String subset) {
    return "n2=" + outputs + " n1=" + hidden + " " + subset;
  }

  private static String row(Instance i) {
    String subset = LocalIsGlobalClaims.subset(i).map(Subset::toString).orElse("–");
    return row(i.point().outputs(), i.point().hidden(), subset);
  }

  @Override
  public Notation notation() {
    return TwoLayerTexts.NOTATION;
  }

  @Override
  public Proof proof() {
    return LinearTwoLayerLocalIsGlobalProof.steps();
  }

  @Override
  public List<StepMutant> stepMutants() {
    return LinearTwoLayerLocalIsGlobalProof.mutants(proof());
  }

  @Override
  public Class<Instance> instanceType() {
    return Instance.class;
  }

  @Override
  public Sampler<Instance> sampler(
      Set<Hypothesis<Instance>> kept, Set<Hypothesis<Instance>> broken) {
    return new TwoLayerSampler(
            Part.of(INVERTIBLE, kept, broken),
            Part.of(RANK, kept, broken),
            Part.of(DISTINCT, kept, broken),
            Part.of(DIAGONALISED, kept, broken),
            Part.of(ORDERED, kept, broken),
            true)
        .as(d -> new Instance(d.network(), d.sample(), d.basis()));
  }

  @Override
  public List<Mutant<Instance>> mutants() {
    return List.of(
        mutant(
            "value-sign",
            Change.VALUE_SIGN,
            "$E=\\operatorname{tr}(\\Sigma_{YY})+\\sum_{i\\in\\mathcal{S}}\\lambda_i$"),
        mutant(
            "value-complement",
            Change.VALUE_COMPLEMENT,
            "$E=\\operatorname{tr}(\\Sigma_{YY})-\\sum_{i\\notin\\mathcal{S}}\\lambda_i$"),
        mutant(
            "value-half",
            Change.VALUE_HALF,
            "$E=\\operatorname{tr}(\\Sigma_{YY})-\\frac12\\sum_{i\\in\\mathcal{S}}\\lambda_i$"),
        mutant("no-projection", Change.NO_PROJECTION, "$AB=\\Sigma_{YX}\\Sigma_{XX}^{-1}$"),
        mutant(
            "bound-short",
            Change.BOUND_SHORT,
            "$E\\ge\\operatorname{tr}(\\Sigma_{YY})-\\sum_{i<n_1}\\lambda_i$"),
        mutant("last", Change.LAST, "$\\mathcal{S}=\\{n_2-n_1+1,\\dots,n_2\\}$"),
        Mutant.of(
            "critical-is-global",
            Text.of(
                "every critical point is a global minimiser",
                "tout point critique est un minimiseur global"),
            new LocalIsGlobalClaims(Change.CRITICAL_IS_GLOBAL)),
        mutant("curvature-sign", Change.CURVATURE_SIGN, "$D^2E(V,W)=2(\\lambda_i-\\lambda_j)$"),
        Mutant.dropping(
            "equal-eigenvalues",
            Text.of("eigenvalues may be equal", "des valeurs propres peuvent être égales"),
            claims(),
            Set.of(DISTINCT)),
        Mutant.dropping(
            "any-rank",
            Text.of("$A$ of any rank", "$A$ de rang quelconque"),
            claims(),
            Set.of(RANK)));
  }

  private static Mutant<Instance> mutant(String id, Change change, String formula) {
    return Mutant.of(id, Text.of(formula, formula), new LocalIsGlobalClaims(change));
  }

  @Override
  public <M extends Matrix<M>> Map<String, M> quantities(Instance i, OrderedArithmetic<M> k) {
    TwoLayerRisk<M> e = i.point().over(k);
    Map<String, M> q = new LinkedHashMap<>();
    q.put("risk", e.value());
    q.put("gradient-a", e.gradientA());
    q.put("gradient-b", e.gradientB());
    q.put("eigenvalues", k.of(RationalMatrix.column(eigenvalues(i).toArray(Rational[]::new))));
    q.put("coordinates", k.of(i.basis()).transpose().times(e.a()));
    return q;
  }

  /** The diagonal of UᵀΣU. */
  static List<Rational> eigenvalues(Instance i) {
    return TwoLayerSpectrum.eigenvalues(i.basis(), i.point().sigma());
  }
}
