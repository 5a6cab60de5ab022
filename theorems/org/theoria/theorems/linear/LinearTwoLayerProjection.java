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
 * <b>Critical points of a linear network of two layers: the projection.</b> Σ_XX invertible, A of
 * rank n₁, P_A the orthogonal projection onto the range of A, Σ = Σ_YXΣ_XX⁻¹Σ_XY: (A,B) is critical
 * iff AB = P_AΣ_YXΣ_XX⁻¹ and P_AΣ = P_AΣP_A = ΣP_A (slide 101).
 *
 * <p>What is true. With T = Σ_YXΣ_XX⁻¹: AB = P_AT is the second equation of slide 100 multiplied by
 * A, and gives it back multiplied by (AᵀA)⁻¹Aᵀ, since A has full column rank: the right side
 * determines B. Then ∂E/∂A·Aᵀ = 2(P_AΣP_A − ΣP_A), and ∂E/∂A is that times A(AᵀA)⁻¹. Of the two
 * equalities one is enough: they are each other's transposes.
 *
 * <p>Without rank(A) = n₁ (Moore–Penrose inverses): "only if" stays true; "if" is false, for AB =
 * P_AT leaves a part of B free on which ∂E/∂A depends. Without Σ_XX invertible "if" stays true and
 * "only if" is false: B + N, NX = 0, is as critical as B, and moves AB.
 */
public final class LinearTwoLayerProjection
    implements Equivalence<LinearTwoLayerProjection.Instance> {

  /**
   * @param network x ↦ ABx, W_1 = B and W_2 = A
   * @param sample X, n₀ × n, and Y, n₂ × n
   */
  public record Instance(Network network, Sample sample) {
    public Instance {
      TwoLayer.require(network, sample);
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

  static final Hypothesis<Instance> SAMPLED_RANGE =
      new Hypothesis<>("sampled-range", TwoLayerTexts.SAMPLED, NARROWING, i -> i.point().isSmall());

  /** What a mutant changes. */
  enum Change {
    NONE,
    /** AB = 2P_AΣ_YXΣ_XX⁻¹. */
    FACTOR,
    /** AB = (I − P_A)Σ_YXΣ_XX⁻¹. */
    COMPLEMENT,
    /** AAᵀ in the place of P_A. */
    NOT_NORMALISED,
    /** Σ_YXΣ_XY in the place of Σ. */
    NOT_INVERTED,
    /** P_AΣP_A = Σ. */
    ONE_PROJECTION,
    /** The first equation only. */
    PRODUCT_ONLY,
    /** P_AΣ = P_AΣP_A = ΣP_A only. */
    COMMUTES_ONLY
  }

  /** Critical on the left; AB = P_AT and P_AΣ = P_AΣP_A = ΣP_A on the right. */
  record Projected(Change change) implements Claims<Instance> {

    @Override
    public <M extends Matrix<M>> List<Claim<M>> on(Instance i, OrderedArithmetic<M> k) {
      List<Claim<M>> left = i.point().over(k).critical();
      return switch (change) {
        case PRODUCT_ONLY -> Truth.equivalence(k, left, List.of(product(i.point(), k)));
        case COMMUTES_ONLY -> Truth.equivalence(k, left, commutes(i.point(), k));
        default -> {
          List<Claim<M>> right = new ArrayList<>(commutes(i.point(), k));
          right.add(product(i.point(), k));
          yield Truth.equivalence(k, left, right);
        }
      };
    }

    private <M extends Matrix<M>> M projection(TwoLayer p, OrderedArithmetic<M> k) {
      M a = k.of(p.a());
      return change == Change.NOT_NORMALISED
          ? a.times(a.transpose())
          : a.times(k.of(p.gramInverse())).times(a.transpose());
    }

    /** AB = P_AΣ_YXΣ_XX⁻¹. */
    <M extends Matrix<M>> Claim<M> product(TwoLayer p, OrderedArithmetic<M> k) {
      TwoLayerRisk<M> e = p.over(k);
      M projection = projection(p, k);
      M used =
          change == Change.COMPLEMENT
              ? k.identity(p.outputs()).minus(projection)
              : change == Change.FACTOR ? projection.scale(Rational.of(2)) : projection;
      M right = used.times(e.sigmaYX()).times(k.of(p.inputInverse()));
      return Claim.equal("product", e.a().times(e.b()), right);
    }

    /** P_AΣ = P_AΣP_A and P_AΣP_A = ΣP_A. */
    <M extends Matrix<M>> List<Claim<M>> commutes(TwoLayer p, OrderedArithmetic<M> k) {
      TwoLayerRisk<M> e = p.over(k);
      M inverse = change == Change.NOT_INVERTED ? k.identity(p.inputs()) : k.of(p.inputInverse());
      M sigma = e.sigmaYX().times(inverse).times(e.sigmaYX().transpose());
      M projection = projection(p, k);
      M both = projection.times(sigma).times(projection);
      M last = change == Change.ONE_PROJECTION ? sigma : sigma.times(projection);
      return List.of(
          Claim.equal("left", projection.times(sigma), both), Claim.equal("right", both, last));
    }

    @Override
    public boolean isRational(Instance i) {
      return true;
    }
  }

  @Override
  public String id() {
    return "linear-two-layer-projection";
  }

  @Override
  public Text title() {
    return Text.of(
        "Critical points of a two-layer linear network: the projection",
        "Points critiques d'un réseau linéaire à deux couches : la projection");
  }

  @Override
  public Citation citation() {
    return Citation.slide(3, "101");
  }

  @Override
  public Statement statement() {
    return new Statement(
        "\\nabla E(A,B)=0\\iff AB=P_A\\Sigma_{YX}\\Sigma_{XX}^{-1}\\ \\text{ and }\\ P_A\\Sigma=P_A\\Sigma"
            + " P_A=\\Sigma P_A,\\qquad\\Sigma=\\Sigma_{YX}\\Sigma_{XX}^{-1}\\Sigma_{XY}",
        Text.of(
            "If $\\Sigma_{XX}$ is invertible, $A\\in\\mathbb{R}^{n_2\\times n_1}$ of rank $n_1$ and"
                + " $B\\in\\mathbb{R}^{n_1\\times n_0}$: $(A,B)$ is a first-order critical point of $E$ if and"
                + " only if $AB=P_A\\Sigma_{YX}\\Sigma_{XX}^{-1}$ and $P_A\\Sigma=P_A\\Sigma P_A=\\Sigma P_A$.",
            "Si $\\Sigma_{XX}$ est inversible, $A\\in\\mathbb{R}^{n_2\\times n_1}$ de rang $n_1$ et"
                + " $B\\in\\mathbb{R}^{n_1\\times n_0}$ : $(A,B)$ est un point critique du premier ordre de $E$"
                + " si et seulement si $AB=P_A\\Sigma_{YX}\\Sigma_{XX}^{-1}$ et $P_A\\Sigma=P_A\\Sigma"
                + " P_A=\\Sigma P_A$."));
  }

  @Override
  public List<Text> remarks() {
    return List.of(
        TwoLayerTexts.PSEUDO_INVERSE,
        Text.of(
            "One of the two equalities $P_A\\Sigma=P_A\\Sigma P_A$ and $P_A\\Sigma P_A=\\Sigma P_A$ is enough:"
                + " each is the transpose of the other (step transpose).",
            "L'une des deux égalités $P_A\\Sigma=P_A\\Sigma P_A$ et $P_A\\Sigma P_A=\\Sigma P_A$ suffit :"
                + " chacune est la transposée de l'autre (étape transpose)."),
        Text.of(
            "Only if needs no hypothesis on the rank of $A$, and if needs none on $\\Sigma_{XX}$, with"
                + " Moore-Penrose inverses.",
            "Le sens direct n'a pas besoin du rang de $A$, la réciproque pas de $\\Sigma_{XX}$ inversible, avec"
                + " des inverses de Moore-Penrose."));
  }

  @Override
  public List<Hypothesis<Instance>> hypotheses() {
    return List.of(INVERTIBLE, RANK, SAMPLED_RANGE);
  }

  @Override
  public Claims<Instance> claims() {
    return new Projected(Change.NONE);
  }

  @Override
  public Map<String, Text> claimTexts() {
    return TwoLayerTexts.equivalence(
        "the gradient is 0",
        "le gradient est nul",
        "$AB=P_A\\Sigma_{YX}\\Sigma_{XX}^{-1}$, $P_A\\Sigma=P_A\\Sigma P_A=\\Sigma P_A$",
        "$AB=P_A\\Sigma_{YX}\\Sigma_{XX}^{-1}$, $P_A\\Sigma=P_A\\Sigma P_A=\\Sigma P_A$");
  }

  @Override
  public Optional<Strata<Instance>> strata() {
    List<String> rows = List.of("AB=PT PΣ=ΣP", "AB=PT PΣ≠ΣP", "AB≠PT PΣ=ΣP", "AB≠PT PΣ≠ΣP");
    return Optional.of(
        Strata.ofSides(
            Text.of(
                "Where both sides hold and where both fail, by the equations of the right side",
                "Les deux côtés vrais ou faux, selon les équations du côté droit"),
            Text.of(
                "$P=P_A$, $T=\\Sigma_{YX}\\Sigma_{XX}^{-1}$",
                "$P=P_A$, $T=\\Sigma_{YX}\\Sigma_{XX}^{-1}$"),
            rows,
            (row, column) -> column == (row.equals(rows.getFirst()) ? 0 : 1),
            LinearTwoLayerProjection::row,
            i -> critical(i.point())));
  }

  private static boolean critical(TwoLayer p) {
    TwoLayerRisk<RationalMatrix> e = p.over(RationalArithmetic.INSTANCE);
    return e.gradientA().isZero() && e.gradientB().isZero();
  }

  private static String row(Instance i) {
    RationalArithmetic k = RationalArithmetic.INSTANCE;
    Projected stated = new Projected(Change.NONE);
    boolean commutes = stated.commutes(i.point(), k).stream().allMatch(c -> Truth.holds(k, c));
    return (Truth.holds(k, stated.product(i.point(), k)) ? "AB=PT " : "AB≠PT ")
        + (commutes ? "PΣ=ΣP" : "PΣ≠ΣP");
  }

  @Override
  public Notation notation() {
    return TwoLayerTexts.NOTATION;
  }

  @Override
  public Proof proof() {
    return LinearTwoLayerProjectionProof.steps();
  }

  @Override
  public List<StepMutant> stepMutants() {
    return LinearTwoLayerProjectionProof.mutants(proof());
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
            Part.FREE,
            Part.HOLDS,
            Part.FREE,
            false)
        .as(d -> new Instance(d.network(), d.sample()));
  }

  @Override
  public List<Mutant<Instance>> mutants() {
    return List.of(
        mutant("factor", Change.FACTOR, "$AB=2P_A\\Sigma_{YX}\\Sigma_{XX}^{-1}$"),
        mutant("complement", Change.COMPLEMENT, "$AB=(I-P_A)\\Sigma_{YX}\\Sigma_{XX}^{-1}$"),
        mutant("not-normalised", Change.NOT_NORMALISED, "$P_A=AA^T$"),
        mutant("not-inverted", Change.NOT_INVERTED, "$\\Sigma=\\Sigma_{YX}\\Sigma_{XY}$"),
        mutant("one-projection", Change.ONE_PROJECTION, "$P_A\\Sigma P_A=\\Sigma$"),
        Mutant.of(
            "product-only",
            Text.of(
                "$AB=P_A\\Sigma_{YX}\\Sigma_{XX}^{-1}$ alone",
                "$AB=P_A\\Sigma_{YX}\\Sigma_{XX}^{-1}$ seule"),
            new Projected(Change.PRODUCT_ONLY)),
        Mutant.of(
            "commutes-only",
            Text.of(
                "$P_A\\Sigma=P_A\\Sigma P_A=\\Sigma P_A$ alone",
                "$P_A\\Sigma=P_A\\Sigma P_A=\\Sigma P_A$ seules"),
            new Projected(Change.COMMUTES_ONLY)),
        Mutant.dropping(
            "any-rank",
            Text.of("$A$ of any rank", "$A$ de rang quelconque"),
            claims(),
            Set.of(RANK)));
  }

  private static Mutant<Instance> mutant(String id, Change change, String formula) {
    return Mutant.of(id, Text.of(formula, formula), new Projected(change));
  }

  @Override
  public <M extends Matrix<M>> Map<String, M> quantities(Instance i, OrderedArithmetic<M> k) {
    TwoLayerRisk<M> e = i.point().over(k);
    Map<String, M> q = new LinkedHashMap<>();
    q.put("risk", e.value());
    q.put("gradient-a", e.gradientA());
    q.put("gradient-b", e.gradientB());
    q.put("projection", k.of(i.point().projection()));
    q.put("sigma", k.of(i.point().sigma()));
    return q;
  }
}
