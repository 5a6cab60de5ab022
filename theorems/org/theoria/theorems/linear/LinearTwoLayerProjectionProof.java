package org.theoria.theorems.linear;

import java.util.List;
import org.theoria.arithmetic.FormalArithmetic;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.Rational;
import org.theoria.proposition.Claim;
import org.theoria.proposition.Justification;
import org.theoria.proposition.Proof;
import org.theoria.proposition.Step;
import org.theoria.proposition.StepMutant;
import org.theoria.proposition.StepMutants;
import org.theoria.proposition.Symbols;
import org.theoria.proposition.Text;

/**
 * The proof of {@link LinearTwoLayerProjection}, in both directions. With d = det(AᵀA), J =
 * adj(AᵀA), π = AJAᵀ = d·P_A and β = JAᵀT = d·(AᵀA)⁻¹AᵀT the matrix identities are polynomial.
 */
final class LinearTwoLayerProjectionProof {
  private LinearTwoLayerProjectionProof() {}

  private static final List<List<Integer>> SHAPES =
      List.of(List.of(1, 1, 1, 1), List.of(2, 1, 2, 1), List.of(1, 2, 2, 1), List.of(1, 1, 3, 1));

  private static final List<List<Integer>> PROJECTION_SHAPES =
      List.of(List.of(1, 1, 3, 1), List.of(1, 2, 2, 1), List.of(1, 2, 3, 1));

  /** d, J, π of a matrix A of symbols. */
  private record Projected<M extends Matrix<M>>(M a, M determinant, M adjugate, M projection) {
    static <M extends Matrix<M>> Projected<M> of(
        TwoLayerShape shape, Symbols symbols, FormalArithmetic<M> k) {
      M a = k.of(symbols.matrix("a", shape.outputs(), shape.hidden()));
      Adjugate<M> inverse = Adjugate.of(k, a.transpose().times(a));
      return new Projected<>(
          a,
          inverse.determinant(),
          inverse.adjugate(),
          a.times(inverse.adjugate()).times(a.transpose()));
    }

    M times(FormalArithmetic<M> k, M matrix) {
      return Adjugate.multiple(k, determinant, matrix);
    }
  }

  /** πA = dA, πᵀ = π, π² = dπ. */
  static <M extends Matrix<M>> List<Claim<M>> projector(
      TwoLayerShape shape, Symbols symbols, FormalArithmetic<M> k) {
    Projected<M> p = Projected.of(shape, symbols, k);
    return List.of(
        Claim.equal("range", p.projection().times(p.a()), p.times(k, p.a())),
        Claim.equal("symmetric", p.projection().transpose(), p.projection()),
        Claim.equal(
            "idempotent", p.projection().times(p.projection()), p.times(k, p.projection())));
  }

  /**
   * J·Aᵀ(d·AB − πT) = d(dB − JAᵀT): AB = P_AT determines B.
   *
   * @param normalised whether d stands before AB
   */
  record Determined(boolean normalised) implements TwoLayerShape.Identities {
    @Override
    public <M extends Matrix<M>> List<Claim<M>> on(
        TwoLayerShape shape, Symbols symbols, FormalArithmetic<M> k) {
      Projected<M> p = Projected.of(shape, symbols, k);
      M b = k.of(symbols.matrix("b", shape.hidden(), shape.inputs()));
      M t = k.of(symbols.matrix("t", shape.outputs(), shape.inputs()));
      M ab = p.a().times(b);
      M left = (normalised ? p.times(k, ab) : ab).minus(p.projection().times(t));
      M at = p.a().transpose();
      M solved = p.times(k, b).minus(p.adjugate().times(at).times(t));
      return List.of(
          Claim.equal("determined", p.adjugate().times(at).times(left), p.times(k, solved)),
          Claim.equal(
              "product", p.a().times(solved), p.times(k, ab).minus(p.projection().times(t))));
    }
  }

  /**
   * With B = β/d: (Aβ − dT)Sβᵀ·Aᵀ = (π − d)Σπ, and back (π − d)Σπ·AJ = d(Aβ − dT)Sβᵀ, Σ = TSTᵀ.
   *
   * @param plain whether Σ = TSTᵀ; else Σ = 2TSTᵀ
   */
  record Gradient(boolean plain) implements TwoLayerShape.Identities {
    @Override
    public <M extends Matrix<M>> List<Claim<M>> on(
        TwoLayerShape shape, Symbols symbols, FormalArithmetic<M> k) {
      Projected<M> p = Projected.of(shape, symbols, k);
      M s = k.of(symbols.matrix("s", shape.inputs(), shape.inputs()));
      M t = k.of(symbols.matrix("t", shape.outputs(), shape.inputs()));
      M beta = p.adjugate().times(p.a().transpose()).times(t);
      M sigma = t.times(plain ? s : s.scale(Rational.of(2)));
      sigma = sigma.times(t.transpose());
      M gradient = p.a().times(beta).minus(p.times(k, t)).times(s).times(beta.transpose());
      M commutator =
          p.projection()
              .times(sigma)
              .times(p.projection())
              .minus(p.times(k, sigma.times(p.projection())));
      return List.of(
          Claim.equal("only-if", gradient.times(p.a().transpose()), commutator),
          Claim.equal("if", commutator.times(p.a()).times(p.adjugate()), p.times(k, gradient)));
    }
  }

  /** (PΣP − ΣP)ᵀ = PΣP − PΣ for symmetric P and Σ. */
  static <M extends Matrix<M>> List<Claim<M>> transposed(
      TwoLayerShape shape, Symbols symbols, FormalArithmetic<M> k) {
    M p = symmetric("p", shape.outputs(), symbols, k);
    M sigma = symmetric("z", shape.outputs(), symbols, k);
    M both = p.times(sigma).times(p);
    return List.of(
        Claim.equal(
            "transpose", both.minus(sigma.times(p)).transpose(), both.minus(p.times(sigma))));
  }

  /** M + Mᵀ: any symmetric matrix is of this form. */
  private static <M extends Matrix<M>> M symmetric(
      String name, int size, Symbols symbols, FormalArithmetic<M> k) {
    M m = k.of(symbols.matrix(name, size, size));
    return m.plus(m.transpose());
  }

  static Step determined(Determined determined) {
    return new Step(
        "determined",
        Text.of(
            "$AB=P_AT$ determines $B$: multiplied by $(A^TA)^{-1}A^T$ it is the second equation of slide 100, which"
                + " gives it back multiplied by $A$.",
            "$AB=P_AT$ détermine $B$ : multipliée par $(A^TA)^{-1}A^T$ c'est la deuxième équation de la diapositive"
                + " 100, qui la redonne multipliée par $A$."),
        "JA^T(d\\,AB-\\pi T)=d\\,(d\\,B-JA^TT),\\qquad A(d\\,B-JA^TT)=d\\,AB-\\pi T",
        new Justification.OwnClaims(
            TwoLayerShape.at(determined, SHAPES),
            Text.of(
                "all real A, B, T, $d=\\det(A^TA)$, $J=\\operatorname{adj}(A^TA)$, $\\pi=AJA^T$, $(n_0,n_1,n_2)$ = (1,1,1),"
                    + " (2,1,2), (1,2,2), (1,1,3)",
                "tous A, B, T réels, $d=\\det(A^TA)$, $J=\\operatorname{adj}(A^TA)$, $\\pi=AJA^T$, $(n_0,n_1,n_2)$ = (1,1,1),"
                    + " (2,1,2), (1,2,2), (1,1,3)")));
  }

  static Step gradient(Gradient gradient) {
    return new Step(
        "gradient",
        Text.of(
            "With that $B$: $\\frac12\\frac{\\partial E}{\\partial A}A^T=P_A\\Sigma P_A-\\Sigma P_A$, and back"
                + " $\\frac12\\frac{\\partial E}{\\partial A}=(P_A\\Sigma P_A-\\Sigma P_A)A(A^TA)^{-1}$.",
            "Avec ce $B$ : $\\frac12\\frac{\\partial E}{\\partial A}A^T=P_A\\Sigma P_A-\\Sigma P_A$, et inversement"
                + " $\\frac12\\frac{\\partial E}{\\partial A}=(P_A\\Sigma P_A-\\Sigma P_A)A(A^TA)^{-1}$."),
        "(A\\beta-d\\,T)S\\beta^TA^T=\\pi\\Sigma\\pi-d\\,\\Sigma\\pi,\\qquad(\\pi\\Sigma\\pi-d\\,\\Sigma\\pi)AJ=d\\,(A\\beta-d\\,T)S\\beta^T",
        new Justification.OwnClaims(
            TwoLayerShape.at(gradient, SHAPES),
            Text.of(
                "all real A, S, T, $\\Sigma=TST^T$, $\\beta=JA^TT$, the same shapes",
                "tous A, S, T réels, $\\Sigma=TST^T$, $\\beta=JA^TT$, les mêmes dimensions")));
  }

  static Proof steps() {
    Text smallest =
        Text.of("all reals, $n_0=n_1=1$, $n_2=2$", "tous les réels, $n_0=n_1=1$, $n_2=2$");
    return Proof.of(
        LinearTwoLayerEquationsProof.gradients(new LinearTwoLayerEquationsProof.Gradients(2, true)),
        new Step(
            "projector",
            Text.of(
                "$P_A=A(A^TA)^{-1}A^T$ is symmetric, idempotent, and leaves $A$ as it is.",
                "$P_A=A(A^TA)^{-1}A^T$ est symétrique, idempotente, et ne change pas $A$."),
            "\\pi A=d\\,A,\\quad\\pi^T=\\pi,\\quad\\pi^2=d\\,\\pi",
            new Justification.OwnClaims(
                TwoLayerShape.at(LinearTwoLayerProjectionProof::projector, PROJECTION_SHAPES),
                Text.of(
                    "all real A, $(n_1,n_2)$ = (1,3), (2,2), (2,3)",
                    "tout A réel, $(n_1,n_2)$ = (1,3), (2,2), (2,3)"))),
        determined(new Determined(true)),
        gradient(new Gradient(true)),
        new Step(
            "transpose",
            Text.of(
                "$P_A\\Sigma P_A=\\Sigma P_A$ and $P_A\\Sigma=P_A\\Sigma P_A$ are each other's transposes: one of them is"
                    + " enough.",
                "$P_A\\Sigma P_A=\\Sigma P_A$ et $P_A\\Sigma=P_A\\Sigma P_A$ sont transposées l'une de l'autre : l'une des"
                    + " deux suffit."),
            "(P\\Sigma P-\\Sigma P)^T=P\\Sigma P-P\\Sigma",
            new Justification.OwnClaims(
                TwoLayerShape.at(LinearTwoLayerProjectionProof::transposed, PROJECTION_SHAPES),
                Text.of(
                    "all symmetric real P, Σ of order 2 and 3",
                    "toutes P, Σ symétriques réelles d'ordre 2 et 3"))),
        new Step(
            "only-if-small",
            Text.of(
                "Only if, with one input, one hidden neuron and two outputs: the entry $(1,2)$ of"
                    + " $P_A\\Sigma-\\Sigma P_A$ is 0.",
                "Sens direct, avec une entrée, un neurone caché et deux sorties : le coefficient $(1,2)$ de"
                    + " $P_A\\Sigma-\\Sigma P_A$ est nul."),
            "(AB-T)B^T=0\\Longrightarrow(A^TT)(a_1t_2-a_2t_1)=0",
            new Justification.Implication(
                List.of(
                    "b*(a1^2 + a2^2) == a1*t1 + a2*t2", "(a1*b - t1)*b == 0", "(a2*b - t2)*b == 0"),
                "(a1*t1 + a2*t2)*(a1*t2 - a2*t1) == 0",
                smallest)),
        new Step(
            "if-small",
            Text.of("If, at the same shape.", "Réciproque, pour les mêmes dimensions."),
            "(A^TT)(a_1t_2-a_2t_1)=0\\Longrightarrow(AB-T)B^T=0",
            new Justification.Implication(
                List.of(
                    "a1^2 + a2^2 > 0",
                    "b*(a1^2 + a2^2) == a1*t1 + a2*t2",
                    "(a1*t1 + a2*t2)*(a1*t2 - a2*t1) == 0"),
                "(a1*b - t1)*b == 0",
                smallest)),
        new Step(
            "conclusion",
            Text.of(
                "$\\partial E/\\partial B=0$ is $AB=P_AT$; given it, $\\partial E/\\partial A=0$ is $P_A\\Sigma P_A=\\Sigma"
                    + " P_A$, and by transposition the other equality.",
                "$\\partial E/\\partial B=0$ équivaut à $AB=P_AT$ ; alors $\\partial E/\\partial A=0$ équivaut à"
                    + " $P_A\\Sigma P_A=\\Sigma P_A$, et par transposition à l'autre égalité."),
            "\\nabla E(A,B)=0\\iff AB=P_A\\Sigma_{YX}\\Sigma_{XX}^{-1},\\ P_A\\Sigma=P_A\\Sigma P_A=\\Sigma P_A",
            new Justification.From(
                List.of(
                    "invertible-inputs",
                    "full-rank",
                    "gradients",
                    "projector",
                    "determined",
                    "gradient",
                    "transpose",
                    "only-if-small",
                    "if-small"))));
  }

  static List<StepMutant> mutants(Proof proof) {
    return StepMutants.of(proof)
        .with(
            "determined",
            "determined-not-normalised",
            Text.of("$AB-\\pi T$ without $d$", "$AB-\\pi T$ sans $d$"),
            determined(new Determined(false)).justification())
        .with(
            "gradient",
            "gradient-factor",
            Text.of("$\\Sigma=2TST^T$", "$\\Sigma=2TST^T$"),
            gradient(new Gradient(false)).justification())
        .edit(
            "only-if-small",
            "index",
            Text.of("$t_1$ and $t_2$ change places", "$t_1$ et $t_2$ sont échangés"),
            "(a1*t2 - a2*t1)",
            "(a1*t1 - a2*t2)")
        .without(
            "if-small",
            "first-equation-dropped",
            Text.of(
                "$P_A\\Sigma=\\Sigma P_A$ is not assumed",
                "$P_A\\Sigma=\\Sigma P_A$ n'est pas supposé"),
            "(a1*t1 + a2*t2)*(a1*t2 - a2*t1) == 0")
        .without(
            "if-small",
            "rank-dropped",
            Text.of("$A=0$ is allowed", "$A=0$ est permis"),
            "a1^2 + a2^2 > 0")
        .list();
  }
}
