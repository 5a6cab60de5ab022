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
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Network;
import org.theoria.network.Sample;
import org.theoria.network.Subset;
import org.theoria.network.linear.Spectrum;
import org.theoria.proposition.Citation;
import org.theoria.proposition.Claim;
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
import org.theoria.proposition.Truth;
import org.theoria.theorems.linear.TwoLayerSampler.Part;

/**
 * <b>Critical points of a linear network of two layers: the parametrisation.</b> Σ_XX invertible, A
 * of rank n₁, the eigenvalues of Σ = UΛUᵀ distinct: (A,B) is critical iff A = U_𝒮C and B =
 * C⁻¹U_𝒮ᵀΣ_YXΣ_XX⁻¹ for an invertible C and a set 𝒮 of n₁ indices (slide 102).
 *
 * <p>What is true. By slide 101, P_A commutes with Σ. In the basis U it commutes with Λ, so it is
 * diagonal, the λ being distinct; a diagonal projection of rank n₁ has n₁ ones, at 𝒮, and P_A A =
 * A says that the rows of UᵀA outside 𝒮 are 0. C = U_𝒮ᵀA. Conversely such a pair solves both
 * equations. Decided exactly: invert U, and count the rows of U⁻¹A that are not 0.
 *
 * <p>With equal eigenvalues "if" stays true, and "only if" is false for the U that was chosen: A
 * may be spanned by an eigenvector that is no column of U. It is true again for a U that is chosen
 * after A. rank(A) = n₁ is a consequence of the right side, not of the left one: (0, 0) is
 * critical. With Σ_XX singular B is not determined. Σ need not be invertible: one eigenvalue may be
 * 0.
 */
public final class LinearTwoLayerParametrisation
    implements Equivalence<LinearTwoLayerParametrisation.Instance> {

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
    /** B = 2C⁻¹…. */
    FACTOR,
    /** B = −C⁻¹…. */
    SIGN,
    /** Cᵀ in the place of C⁻¹. */
    TRANSPOSED,
    /** Rows of U in the place of its columns. */
    ROWS,
    /** 𝒮 = {1..n₁}. */
    INITIAL,
    /** C = I. */
    NO_GAUGE,
    /** Nothing said of B. */
    ANY_B,
    /** Σ_YX in the place of Σ_YXΣ_XX⁻¹. */
    NOT_INVERTED
  }

  /** Critical on the left; some C and 𝒮 on the right. */
  record Parametrised(Change change) implements Claims<Instance> {

    @Override
    public <M extends Matrix<M>> List<Claim<M>> on(Instance i, OrderedArithmetic<M> k) {
      M left = Truth.of(k, i.point().over(k).critical());
      M right = Truth.of(k, exists(i, k));
      return List.of(Claim.atMost("only-if", left, right), Claim.atMost("if", right, left));
    }

    /** Whether there are 𝒮 and C. */
    private <M extends Matrix<M>> boolean exists(Instance i, OrderedArithmetic<M> k) {
      RationalMatrix u = change == Change.ROWS ? i.basis().transpose() : i.basis();
      return TwoLayerSpectrum.spanning(u, i.point().a()).stream()
          .filter(s -> change != Change.INITIAL || s.isInitial())
          .anyMatch(s -> relations(i.point(), u, s, k).stream().allMatch(c -> Truth.holds(k, c)));
    }

    /** A = U_𝒮C, CC⁻¹ = I and B = C⁻¹U_𝒮ᵀΣ_YXΣ_XX⁻¹ with the only C that there can be. */
    private <M extends Matrix<M>> List<Claim<M>> relations(
        TwoLayer p, RationalMatrix u, Subset s, OrderedArithmetic<M> k) {
      RationalMatrix columns = TwoLayerSpectrum.columns(u, s);
      RationalMatrix gauge = PseudoInverse.of(columns).times(p.a());
      Optional<RationalMatrix> inverse = PseudoInverse.inverse(gauge);
      if (inverse.isEmpty()) {
        throw new IllegalStateException("parametrisation: C is singular, A = " + p.a());
      }
      TwoLayerRisk<M> e = p.over(k);
      M us = k.of(columns);
      M c = k.of(gauge);
      M unit = k.identity(p.hidden());
      M before =
          switch (change) {
            case TRANSPOSED -> c.transpose();
            case SIGN -> k.of(inverse.get()).negate();
            case FACTOR -> k.of(inverse.get()).scale(Rational.of(2));
            default -> k.of(inverse.get());
          };
      M product = before.times(us.transpose()).times(e.sigmaYX());
      M b = change == Change.NOT_INVERTED ? product : product.times(k.of(p.inputInverse()));
      List<Claim<M>> relations = new ArrayList<>();
      relations.add(Claim.equal("a", e.a(), us.times(c)));
      relations.add(Claim.equal("gauge", c.times(k.of(inverse.get())), unit));
      if (change == Change.NO_GAUGE) {
        relations.add(Claim.equal("no-gauge", c, unit));
      }
      if (change != Change.ANY_B) {
        relations.add(Claim.equal("b", e.b(), b));
      }
      return relations;
    }

    @Override
    public boolean isRational(Instance i) {
      return true;
    }
  }

  @Override
  public String id() {
    return "linear-two-layer-parametrisation";
  }

  @Override
  public Text title() {
    return Text.of(
        "Critical points of a two-layer linear network: the parametrisation",
        "Points critiques d'un réseau linéaire à deux couches : la paramétrisation");
  }

  @Override
  public Citation citation() {
    return Citation.slide(3, "102");
  }

  @Override
  public Statement statement() {
    return new Statement(
        "\\nabla E(A,B)=0\\iff\\exists\\,C\\in\\mathbb{R}^{n_1\\times n_1}\\text{ invertible},\\ \\mathcal{S}\\subset\\{1,\\dots,n_2\\},\\"
            + " |\\mathcal{S}|=n_1:\\quad A=U_{\\mathcal{S}}C,\\quad"
            + " B=C^{-1}U_{\\mathcal{S}}^T\\Sigma_{YX}\\Sigma_{XX}^{-1}",
        Text.of(
            "If $\\Sigma_{XX}$ is invertible, $\\operatorname{rank}(A)=n_1$ and the eigenvalues of $\\Sigma=U\\Lambda U^T$ are"
                + " distinct: $(A,B)$ is a first-order critical point of $E$ if and only if there are an invertible"
                + " $C\\in\\mathbb{R}^{n_1\\times n_1}$ and $\\mathcal{S}\\subset\\{1,\\dots,n_2\\}$ of size $n_1$ such that"
                + " $A=U_{\\mathcal{S}}C$ and $B=C^{-1}U_{\\mathcal{S}}^T\\Sigma_{YX}\\Sigma_{XX}^{-1}$.",
            "Si $\\Sigma_{XX}$ est inversible, $\\mathrm{rg}(A)=n_1$ et les valeurs propres de $\\Sigma=U\\Lambda U^T$ sont"
                + " distinctes : $(A,B)$ est un point critique du premier ordre de $E$ si et seulement si il existe"
                + " $C\\in\\mathbb{R}^{n_1\\times n_1}$ inversible et $\\mathcal{S}\\subset\\{1,\\dots,n_2\\}$ de taille $n_1$ tels que"
                + " $A=U_{\\mathcal{S}}C$ et $B=C^{-1}U_{\\mathcal{S}}^T\\Sigma_{YX}\\Sigma_{XX}^{-1}$."));
  }

  @Override
  public List<Text> remarks() {
    return List.of(
        TwoLayerTexts.PSEUDO_INVERSE,
        Text.of(
            "$\\Sigma$ may be singular and $n_0<n_2$ (then $n_0=n_2-1$): one distinct eigenvalue may be 0, and the statement"
                + " holds.",
            "$\\Sigma$ peut être singulière et $n_0<n_2$ (alors $n_0=n_2-1$) : une valeur propre distincte peut être nulle, et"
                + " l'énoncé reste vrai."),
        Text.of(
            "With equal eigenvalues \"if\" stays true; \"only if\" is false for a $U$ chosen before $A$, and true for one"
                + " chosen after it. Only \"only if\" needs $\\operatorname{rank}(A)=n_1$ and $\\Sigma_{XX}$ invertible.",
            "Avec des valeurs propres égales la réciproque reste vraie ; le sens direct est faux pour un $U$ choisi avant"
                + " $A$, vrai pour un $U$ choisi après. Seul le sens direct a besoin de $\\mathrm{rg}(A)=n_1$ et de"
                + " $\\Sigma_{XX}$ inversible."));
  }

  @Override
  public List<Hypothesis<Instance>> hypotheses() {
    return List.of(INVERTIBLE, RANK, DISTINCT, DIAGONALISED, SAMPLED_RANGE);
  }

  @Override
  public Claims<Instance> claims() {
    return new Parametrised(Change.NONE);
  }

  @Override
  public Map<String, Text> claimTexts() {
    return TwoLayerTexts.equivalence(
        "the gradient is 0",
        "le gradient est nul",
        "there are $C$ and $\\mathcal{S}$",
        "il existe $C$ et $\\mathcal{S}$");
  }

  @Override
  public Optional<Strata<Instance>> strata() {
    List<String> rows = new ArrayList<>();
    for (int outputs = 1; outputs <= 3; outputs++) {
      for (int hidden = 1; hidden <= outputs; hidden++) {
        for (Subset s : TwoLayerSpectrum.subsets(hidden, outputs)) {
          rows.add(row(outputs, hidden, s.toString()));
        }
        if (hidden < outputs) {
          rows.add(row(outputs, hidden, "–"));
        }
      }
    }
    return Optional.of(
        Strata.ofSides(
            Text.of(
                "Where both sides hold and where both fail, by the $\\mathcal{S}$ with $A=U_{\\mathcal{S}}C$ (– where there is"
                    + " none)",
                "Les deux côtés vrais ou faux, selon le $\\mathcal{S}$ tel que $A=U_{\\mathcal{S}}C$ (– s'il n'y en a pas)"),
            Text.of("$n_2$, $n_1$, $\\mathcal{S}$", "$n_2$, $n_1$, $\\mathcal{S}$"),
            rows,
            (row, column) -> !row.startsWith("n2=4") && (column == 1 || !row.endsWith("–")),
            LinearTwoLayerParametrisation::row,
            i -> critical(i.point())));
  }

  private static String row(int outputs, int hidden, String subset) {
    return "n2=" + outputs + " n1=" + hidden + " " + subset;
  }

  private static String row(Instance i) {
    List<Subset> spanning = TwoLayerSpectrum.spanning(i.basis(), i.point().a());
    String subset = spanning.isEmpty() ? "–" : spanning.getFirst().toString();
    return row(i.point().outputs(), i.point().hidden(), subset);
  }

  private static boolean critical(TwoLayer p) {
    TwoLayerRisk<RationalMatrix> e = p.over(RationalArithmetic.INSTANCE);
    return e.gradientA().isZero() && e.gradientB().isZero();
  }

  @Override
  public Notation notation() {
    return TwoLayerTexts.NOTATION;
  }

  @Override
  public Proof proof() {
    return LinearTwoLayerParametrisationProof.steps();
  }

  @Override
  public List<StepMutant> stepMutants() {
    return LinearTwoLayerParametrisationProof.mutants(proof());
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
            Part.FREE,
            true)
        .as(d -> new Instance(d.network(), d.sample(), d.basis()));
  }

  @Override
  public List<Mutant<Instance>> mutants() {
    return List.of(
        mutant(
            "factor", Change.FACTOR, "$B=2C^{-1}U_{\\mathcal{S}}^T\\Sigma_{YX}\\Sigma_{XX}^{-1}$"),
        mutant("sign", Change.SIGN, "$B=-C^{-1}U_{\\mathcal{S}}^T\\Sigma_{YX}\\Sigma_{XX}^{-1}$"),
        mutant(
            "transposed",
            Change.TRANSPOSED,
            "$B=C^TU_{\\mathcal{S}}^T\\Sigma_{YX}\\Sigma_{XX}^{-1}$"),
        mutant("rows", Change.ROWS, "$(U^T)_{\\mathcal{S}}$"),
        mutant("initial", Change.INITIAL, "$\\mathcal{S}=\\{1,\\dots,n_1\\}$"),
        mutant("no-gauge", Change.NO_GAUGE, "$C=I$"),
        Mutant.of(
            "any-b",
            Text.of("nothing is said of $B$", "rien n'est dit de $B$"),
            new Parametrised(Change.ANY_B)),
        mutant("not-inverted", Change.NOT_INVERTED, "$B=C^{-1}U_{\\mathcal{S}}^T\\Sigma_{YX}$"),
        Mutant.dropping(
            "equal-eigenvalues",
            Text.of("eigenvalues may be equal", "des valeurs propres peuvent être égales"),
            claims(),
            Set.of(DISTINCT)));
  }

  private static Mutant<Instance> mutant(String id, Change change, String formula) {
    return Mutant.of(id, Text.of(formula, formula), new Parametrised(change));
  }

  @Override
  public <M extends Matrix<M>> Map<String, M> quantities(Instance i, OrderedArithmetic<M> k) {
    TwoLayerRisk<M> e = i.point().over(k);
    Map<String, M> q = new LinkedHashMap<>();
    q.put("risk", e.value());
    q.put("gradient-a", e.gradientA());
    q.put("gradient-b", e.gradientB());
    q.put("sigma", k.of(i.point().sigma()));
    q.put("coordinates", k.of(i.basis()).transpose().times(e.a()));
    return q;
  }
}
