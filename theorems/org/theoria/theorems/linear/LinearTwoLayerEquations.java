package org.theoria.theorems.linear;

import static org.theoria.proposition.Hypothesis.Origin.NARROWING;
import static org.theoria.proposition.Hypothesis.Origin.SLIDE;

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
 * <b>Critical points of a linear network of two layers: the equations.</b> E(A,B) = Σ‖y_i −
 * ABx_i‖², Σ_XX invertible, A ∈ ℝ^{n₂×n₁} of rank n₁. (A,B) is critical iff ABΣ_XXBᵀ = Σ_YXBᵀ and B
 * = (AᵀA)⁻¹AᵀΣ_YXΣ_XX⁻¹ (slide 100).
 *
 * <p>What is true. ∂E/∂A = 2(ABΣ_XX − Σ_YX)Bᵀ and ∂E/∂B = 2Aᵀ(ABΣ_XX − Σ_YX). The first equation is
 * ∂E/∂A = 0. The second is ∂E/∂B = 0 solved for B: AᵀABΣ_XX = AᵀΣ_YX, with AᵀA invertible since
 * rank(A) = n₁, and Σ_XX invertible. Boundary: n₁ = n₂ (the second equation implies the first); B =
 * 0 (the first holds; the second iff AᵀΣ_YX = 0); Σ_XY = 0.
 *
 * <p>Without Σ_XX invertible, or without rank(A) = n₁, the right side has no meaning; read with
 * Moore–Penrose inverses, "if" stays true and "only if" is false: B + N with NX = 0, or AN = 0, is
 * as critical as B.
 */
public final class LinearTwoLayerEquations
    implements Equivalence<LinearTwoLayerEquations.Instance> {

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
    /** 2ABΣ_XXBᵀ. */
    FACTOR,
    /** −(AᵀA)⁻¹AᵀΣ_YXΣ_XX⁻¹. */
    SIGN,
    /** BᵀAᵀ in the place of AB where that has the shape: (AB)ᵀ. */
    TRANSPOSED_PRODUCT,
    /** The first equation only. */
    FIRST_ONLY,
    /** The second equation only. */
    SECOND_ONLY,
    /** One of the two equations. */
    EITHER,
    /** Σ_XX in the place of its inverse. */
    NOT_INVERTED,
    /** (AᵀA)⁻¹ left out. */
    GRAM_LEFT_OUT
  }

  /** Critical on the left; the two equations on the right. */
  record Equations(Change change) implements Claims<Instance> {

    @Override
    public <M extends Matrix<M>> List<Claim<M>> on(Instance i, OrderedArithmetic<M> k) {
      TwoLayerRisk<M> e = i.point().over(k);
      List<Claim<M>> left = e.critical();
      Claim<M> first = first(e);
      Claim<M> second = second(i.point(), e, k);
      return switch (change) {
        case FIRST_ONLY -> Truth.equivalence(k, left, List.of(first));
        case SECOND_ONLY -> Truth.equivalence(k, left, List.of(second));
        case EITHER -> {
          M l = Truth.of(k, left);
          M r = Truth.of(k, Truth.holds(k, first) || Truth.holds(k, second));
          yield List.of(Claim.atMost("only-if", l, r), Claim.atMost("if", r, l));
        }
        default -> Truth.equivalence(k, left, List.of(first, second));
      };
    }

    /** ABΣ_XXBᵀ = Σ_YXBᵀ. */
    <M extends Matrix<M>> Claim<M> first(TwoLayerRisk<M> e) {
      M product = e.a().times(e.b());
      if (change == Change.TRANSPOSED_PRODUCT && product.rows() == product.columns()) {
        product = product.transpose();
      }
      M left = product.times(e.sigmaXX()).times(e.b().transpose());
      return Claim.equal(
          "first-equation",
          change == Change.FACTOR ? left.scale(Rational.of(2)) : left,
          e.sigmaYX().times(e.b().transpose()));
    }

    /** B = (AᵀA)⁻¹AᵀΣ_YXΣ_XX⁻¹. */
    <M extends Matrix<M>> Claim<M> second(TwoLayer p, TwoLayerRisk<M> e, OrderedArithmetic<M> k) {
      M inverse = change == Change.NOT_INVERTED ? e.sigmaXX() : k.of(p.inputInverse());
      M gram = change == Change.GRAM_LEFT_OUT ? k.identity(p.hidden()) : k.of(p.gramInverse());
      M right = gram.times(e.a().transpose()).times(e.sigmaYX()).times(inverse);
      return Claim.equal("second-equation", e.b(), change == Change.SIGN ? right.negate() : right);
    }

    @Override
    public boolean isRational(Instance i) {
      return true;
    }
  }

  @Override
  public String id() {
    return "linear-two-layer-equations";
  }

  @Override
  public Text title() {
    return Text.of(
        "Critical points of a two-layer linear network: the equations",
        "Points critiques d'un réseau linéaire à deux couches : les équations");
  }

  @Override
  public Citation citation() {
    return Citation.slide(3, "100");
  }

  @Override
  public Statement statement() {
    return new Statement(
        "\\nabla E(A,B)=0\\iff AB\\Sigma_{XX}B^T=\\Sigma_{YX}B^T\\ \\text{ and }\\"
            + " B=(A^TA)^{-1}A^T\\Sigma_{YX}\\Sigma_{XX}^{-1}",
        Text.of(
            "If $\\Sigma_{XX}$ is invertible, $A\\in\\mathbb{R}^{n_2\\times n_1}$ of rank $n_1$ and"
                + " $B\\in\\mathbb{R}^{n_1\\times n_0}$: $(A,B)$ is a first-order critical point of"
                + " $E(A,B)=\\sum_i\\|y_i-ABx_i\\|^2$ if and only if the two equations hold.",
            "Si $\\Sigma_{XX}$ est inversible, $A\\in\\mathbb{R}^{n_2\\times n_1}$ de rang $n_1$ et"
                + " $B\\in\\mathbb{R}^{n_1\\times n_0}$ : $(A,B)$ est un point critique du premier ordre"
                + " de $E(A,B)=\\sum_i\\|y_i-ABx_i\\|^2$ si et seulement si les deux équations sont"
                + " vérifiées."));
  }

  @Override
  public List<Text> remarks() {
    return List.of(
        TwoLayerTexts.PSEUDO_INVERSE,
        Text.of(
            "If: true without either hypothesis in that reading. Only if: false without each of them,"
                + " since $B$ is no longer determined ($NX=0$ or $AN=0$ leaves $ABX$ as it is).",
            "Réciproque : vraie sans aucune des deux hypothèses, ainsi lue. Sens direct : faux sans l'une"
                + " ou l'autre, car $B$ n'est plus déterminé ($NX=0$ ou $AN=0$ ne change pas $ABX$)."),
        Text.of(
            "At $n_1=n_2$ the second equation implies the first: $A$ is invertible and"
                + " $AB=\\Sigma_{YX}\\Sigma_{XX}^{-1}$.",
            "Pour $n_1=n_2$ la deuxième équation entraîne la première : $A$ est inversible et"
                + " $AB=\\Sigma_{YX}\\Sigma_{XX}^{-1}$."));
  }

  @Override
  public List<Hypothesis<Instance>> hypotheses() {
    return List.of(INVERTIBLE, RANK, SAMPLED_RANGE);
  }

  @Override
  public Claims<Instance> claims() {
    return new Equations(Change.NONE);
  }

  @Override
  public Map<String, Text> claimTexts() {
    return TwoLayerTexts.equivalence(
        "the gradient is 0", "le gradient est nul", "the two equations", "les deux équations");
  }

  @Override
  public Optional<Strata<Instance>> strata() {
    List<String> rows = List.of("∂A=0 ∂B=0", "∂A=0 ∂B≠0", "∂A≠0 ∂B=0", "∂A≠0 ∂B≠0");
    return Optional.of(
        Strata.ofSides(
            Text.of(
                "Where both sides hold and where both fail, by which partial gradients are 0",
                "Les deux côtés vrais ou faux, selon les gradients partiels qui sont nuls"),
            Text.of("partial gradients", "gradients partiels"),
            rows,
            (row, column) -> column == (row.equals(rows.getFirst()) ? 0 : 1),
            i -> row(i.point()),
            i ->
                Truth.holds(RationalArithmetic.INSTANCE, right(i, 0))
                    && Truth.holds(RationalArithmetic.INSTANCE, right(i, 1))));
  }

  private static Claim<RationalMatrix> right(Instance i, int which) {
    Equations stated = new Equations(Change.NONE);
    RationalArithmetic k = RationalArithmetic.INSTANCE;
    TwoLayerRisk<RationalMatrix> e = i.point().over(k);
    return which == 0 ? stated.first(e) : stated.second(i.point(), e, k);
  }

  private static String row(TwoLayer p) {
    TwoLayerRisk<RationalMatrix> e = p.over(RationalArithmetic.INSTANCE);
    return (e.gradientA().isZero() ? "∂A=0 " : "∂A≠0 ")
        + (e.gradientB().isZero() ? "∂B=0" : "∂B≠0");
  }

  @Override
  public Notation notation() {
    return TwoLayerTexts.NOTATION;
  }

  @Override
  public Proof proof() {
    return LinearTwoLayerEquationsProof.steps();
  }

  @Override
  public List<StepMutant> stepMutants() {
    return LinearTwoLayerEquationsProof.mutants(proof());
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
        mutant("factor", Change.FACTOR, "$2AB\\Sigma_{XX}B^T=\\Sigma_{YX}B^T$"),
        mutant("sign", Change.SIGN, "$B=-(A^TA)^{-1}A^T\\Sigma_{YX}\\Sigma_{XX}^{-1}$"),
        mutant(
            "transpose",
            Change.TRANSPOSED_PRODUCT,
            "$(AB)^T\\Sigma_{XX}B^T=\\Sigma_{YX}B^T$, $n_0=n_2$"),
        Mutant.of(
            "first-only",
            Text.of("the first equation alone", "la première équation seule"),
            new Equations(Change.FIRST_ONLY)),
        Mutant.of(
            "second-only",
            Text.of("the second equation alone", "la deuxième équation seule"),
            new Equations(Change.SECOND_ONLY)),
        Mutant.of(
            "either",
            Text.of("one of the two equations", "l'une des deux équations"),
            new Equations(Change.EITHER)),
        mutant("not-inverted", Change.NOT_INVERTED, "$B=(A^TA)^{-1}A^T\\Sigma_{YX}\\Sigma_{XX}$"),
        mutant("gram", Change.GRAM_LEFT_OUT, "$B=A^T\\Sigma_{YX}\\Sigma_{XX}^{-1}$"),
        Mutant.dropping(
            "any-rank",
            Text.of("$A$ of any rank", "$A$ de rang quelconque"),
            claims(),
            Set.of(RANK)));
  }

  private static Mutant<Instance> mutant(String id, Change change, String formula) {
    return Mutant.of(id, Text.of(formula, formula), new Equations(change));
  }

  @Override
  public <M extends Matrix<M>> Map<String, M> quantities(Instance i, OrderedArithmetic<M> k) {
    TwoLayerRisk<M> e = i.point().over(k);
    Map<String, M> q = new LinkedHashMap<>();
    q.put("risk", e.value());
    q.put("gradient-a", e.gradientA());
    q.put("gradient-b", e.gradientB());
    q.put("regression", k.of(i.point().regression()));
    return q;
  }
}
