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

/** The proof of {@link LinearTwoLayerEquations}, in both directions. */
final class LinearTwoLayerEquationsProof {
  private LinearTwoLayerEquationsProof() {}

  private static final List<List<Integer>> GRADIENT_SHAPES =
      List.of(List.of(1, 1, 1, 1), List.of(2, 1, 2, 2), List.of(2, 2, 2, 1), List.of(3, 2, 3, 1));

  private static final List<List<Integer>> SOLVE_SHAPES =
      List.of(List.of(2, 1, 2, 1), List.of(2, 2, 2, 1), List.of(1, 2, 3, 1), List.of(1, 3, 3, 1));

  /**
   * The derivatives of E, entry by entry, against the two formulas.
   *
   * @param factor 2, or what a false variant has in its place
   * @param transposed whether Bᵀ and Aᵀ stand where they belong
   */
  record Gradients(int factor, boolean transposed) implements TwoLayerShape.Identities {
    @Override
    public <M extends Matrix<M>> List<Claim<M>> on(
        TwoLayerShape shape, Symbols symbols, FormalArithmetic<M> k) {
      TwoLayerRisk<M> e = shape.risk(symbols, k);
      M rest = e.a().times(e.b()).times(e.sigmaXX()).minus(e.sigmaYX());
      M inB =
          transposed
              ? e.a().transpose().times(rest)
              : rest.transpose().times(e.a()).transpose().negate();
      Rational by = Rational.of(factor);
      M derivativeA = k.derivative(e.value(), e.a());
      M derivativeB = k.derivative(e.value(), e.b());
      return List.of(
          Claim.equal("chain-rule-a", derivativeA, e.gradientA()),
          Claim.equal("chain-rule-b", derivativeB, e.gradientB()),
          Claim.equal("matrix-a", derivativeA, rest.times(e.b().transpose()).scale(by)),
          Claim.equal("matrix-b", derivativeB, inB.scale(by)));
    }
  }

  /** vᵀAᵀAv = ‖Av‖², the sum of the squares of the entries of Av. */
  static <M extends Matrix<M>> List<Claim<M>> gram(
      TwoLayerShape shape, Symbols symbols, FormalArithmetic<M> k) {
    M a = k.of(symbols.matrix("a", shape.outputs(), shape.hidden()));
    M v = k.of(symbols.matrix("v", shape.hidden(), 1));
    M av = a.times(v);
    return List.of(
        Claim.equal(
            "gram", v.transpose().times(a.transpose().times(a)).times(v), av.sumOfSquares()));
  }

  /**
   * adj(AᵀA)·Aᵀ(ABS − TS) = (det(AᵀA)·B − adj(AᵀA)AᵀT)S, Σ_YX = TS.
   *
   * @param adjugate whether the adjugate stands before AᵀT
   */
  record Solved(boolean adjugate) implements TwoLayerShape.Identities {
    @Override
    public <M extends Matrix<M>> List<Claim<M>> on(
        TwoLayerShape shape, Symbols symbols, FormalArithmetic<M> k) {
      M a = k.of(symbols.matrix("a", shape.outputs(), shape.hidden()));
      M b = k.of(symbols.matrix("b", shape.hidden(), shape.inputs()));
      M s = k.of(symbols.matrix("s", shape.inputs(), shape.inputs()));
      M t = k.of(symbols.matrix("t", shape.outputs(), shape.inputs()));
      Adjugate<M> inverse = Adjugate.of(k, a.transpose().times(a));
      M equation = a.transpose().times(a.times(b).minus(t).times(s));
      M solution = a.transpose().times(t);
      solution = adjugate ? inverse.adjugate().times(solution) : solution;
      return List.of(
          Claim.equal(
              "adjugate",
              inverse.adjugate().times(a.transpose().times(a)),
              Adjugate.multiple(k, inverse.determinant(), k.identity(shape.hidden()))),
          Claim.equal(
              "solved",
              inverse.adjugate().times(equation),
              Adjugate.multiple(k, inverse.determinant(), b).minus(solution).times(s)));
    }
  }

  static Step gradients(Gradients gradients) {
    return new Step(
        "gradients",
        Text.of(
            "The two partial gradients, entry by entry, from the derivatives of $E$ itself.",
            "Les deux gradients partiels, coefficient par coefficient, à partir des dérivées de $E$ elle-même."),
        "\\frac{\\partial E}{\\partial A}=2(AB\\Sigma_{XX}-\\Sigma_{YX})B^T,\\qquad\\frac{\\partial"
            + " E}{\\partial B}=2A^T(AB\\Sigma_{XX}-\\Sigma_{YX})",
        new Justification.OwnClaims(
            TwoLayerShape.at(gradients, GRADIENT_SHAPES),
            Text.of(
                "all real A, B, X, Y, $(n_0,n_1,n_2)$ = (1,1,1), (2,1,2), (2,2,2), (3,2,3)",
                "tous A, B, X, Y réels, $(n_0,n_1,n_2)$ = (1,1,1), (2,1,2), (2,2,2), (3,2,3)")));
  }

  static Step solved(Solved solved) {
    return new Step(
        "solved",
        Text.of(
            "With the adjugate in the place of the inverse: $\\partial E/\\partial B=0$ says"
                + " $\\det(A^TA)\\,B=\\operatorname{adj}(A^TA)A^T\\Sigma_{YX}\\Sigma_{XX}^{-1}$ as soon as"
                + " $\\Sigma_{XX}$ and $A^TA$ are invertible ($\\Sigma_{YX}=TS$, $S=\\Sigma_{XX}$).",
            "Avec la comatrice transposée au lieu de l'inverse : $\\partial E/\\partial B=0$ dit"
                + " $\\det(A^TA)\\,B=\\operatorname{adj}(A^TA)A^T\\Sigma_{YX}\\Sigma_{XX}^{-1}$ dès que"
                + " $\\Sigma_{XX}$ et $A^TA$ sont inversibles ($\\Sigma_{YX}=TS$, $S=\\Sigma_{XX}$)."),
        "\\operatorname{adj}(A^TA)\\,A^T(ABS-TS)=\\bigl(\\det(A^TA)\\,B-\\operatorname{adj}(A^TA)A^TT\\bigr)S",
        new Justification.OwnClaims(
            TwoLayerShape.at(solved, SOLVE_SHAPES),
            Text.of(
                "all real A, B, S, T, $(n_0,n_1,n_2)$ = (2,1,2), (2,2,2), (1,2,3), (1,3,3)",
                "tous A, B, S, T réels, $(n_0,n_1,n_2)$ = (2,1,2), (2,2,2), (1,2,3), (1,3,3)")));
  }

  static Proof steps() {
    Text smallest =
        Text.of("all reals, $n_0=n_1=1$, $n_2=2$", "tous les réels, $n_0=n_1=1$, $n_2=2$");
    return Proof.of(
        gradients(new Gradients(2, true)),
        new Step(
            "gram",
            Text.of(
                "$v^TA^TAv=\\|Av\\|^2$: so $A^TAv=0$ gives $Av=0$, and $v=0$ where $\\operatorname{rank}(A)=n_1$.",
                "$v^TA^TAv=\\|Av\\|^2$ : donc $A^TAv=0$ donne $Av=0$, et $v=0$ si $\\mathrm{rg}(A)=n_1$."),
            "v^TA^TAv=\\|Av\\|^2",
            new Justification.OwnClaims(
                TwoLayerShape.at(LinearTwoLayerEquationsProof::gram, SOLVE_SHAPES),
                Text.of(
                    "all real A, v, $(n_1,n_2)$ = (1,2), (2,2), (2,3), (3,3)",
                    "tous A, v réels, $(n_1,n_2)$ = (1,2), (2,2), (2,3), (3,3)"))),
        new Step(
            "squares",
            Text.of(
                "A sum of squares is 0 only where each of them is.",
                "Une somme de carrés n'est nulle que si chacun l'est."),
            "u^2+v^2=0\\Longrightarrow u=0",
            new Justification.Implication(
                List.of("u^2 + v^2 == 0"), "u == 0", Text.of("all reals u, v", "tous réels u, v"))),
        new Step(
            "gram-invertible",
            Text.of(
                "$A^TA$ is invertible: its kernel is 0.",
                "$A^TA$ est inversible : son noyau est nul."),
            "\\operatorname{rank}(A)=n_1\\Longrightarrow\\det(A^TA)\\ne 0",
            new Justification.From(List.of("full-rank", "gram", "squares"))),
        solved(new Solved(true)),
        new Step(
            "only-if-small",
            Text.of(
                "Only if, with one input, one hidden neuron and two outputs.",
                "Sens direct, avec une entrée, un neurone caché et deux sorties."),
            "A^T(ABs-c)=0\\Longrightarrow B=(A^TA)^{-1}A^Tc\\,s^{-1}",
            new Justification.Implication(
                List.of("s > 0", "a1^2 + a2^2 > 0", "a1*(a1*b*s - c1) + a2*(a2*b*s - c2) == 0"),
                "b == (a1*c1 + a2*c2)/((a1^2 + a2^2)*s)",
                smallest)),
        new Step(
            "if-small",
            Text.of("If, at the same shape.", "Réciproque, pour les mêmes dimensions."),
            "B=(A^TA)^{-1}A^Tc\\,s^{-1}\\Longrightarrow A^T(ABs-c)=0",
            new Justification.Implication(
                List.of("s > 0", "a1^2 + a2^2 > 0", "b == (a1*c1 + a2*c2)/((a1^2 + a2^2)*s)"),
                "a1*(a1*b*s - c1) + a2*(a2*b*s - c2) == 0",
                smallest)),
        new Step(
            "conclusion",
            Text.of(
                "$\\partial E/\\partial A=0$ is the first equation. $\\partial E/\\partial B=0$ is"
                    + " $A^TAB\\Sigma_{XX}=A^T\\Sigma_{YX}$, and the second equation after multiplication by"
                    + " $(A^TA)^{-1}$ and $\\Sigma_{XX}^{-1}$, which can be undone.",
                "$\\partial E/\\partial A=0$ est la première équation. $\\partial E/\\partial B=0$ s'écrit"
                    + " $A^TAB\\Sigma_{XX}=A^T\\Sigma_{YX}$, soit la deuxième équation après multiplication par"
                    + " $(A^TA)^{-1}$ et $\\Sigma_{XX}^{-1}$, qui est réversible."),
            "\\nabla E(A,B)=0\\iff AB\\Sigma_{XX}B^T=\\Sigma_{YX}B^T,\\ B=(A^TA)^{-1}A^T\\Sigma_{YX}\\Sigma_{XX}^{-1}",
            new Justification.From(
                List.of(
                    "invertible-inputs",
                    "gradients",
                    "gram-invertible",
                    "solved",
                    "only-if-small",
                    "if-small"))));
  }

  static List<StepMutant> mutants(Proof proof) {
    return StepMutants.of(proof)
        .with(
            "gradients",
            "gradients-factor",
            Text.of("the factor 2 is lost", "le facteur 2 est perdu"),
            gradients(new Gradients(1, true)).justification())
        .with(
            "gradients",
            "gradients-sign",
            Text.of(
                "the sign of $\\partial E/\\partial B$ is changed",
                "le signe de $\\partial E/\\partial B$ est changé"),
            gradients(new Gradients(2, false)).justification())
        .with(
            "solved",
            "solved-without-adjugate",
            Text.of("$A^TT$ without the adjugate", "$A^TT$ sans la comatrice transposée"),
            solved(new Solved(false)).justification())
        .edit(
            "only-if-small",
            "term-lost",
            Text.of("$c_2$ has the other sign", "$c_2$ change de signe"),
            "(a2*b*s - c2)",
            "(a2*b*s + c2)")
        .edit(
            "only-if-small",
            "index",
            Text.of("$c_1$ and $c_2$ change places", "$c_1$ et $c_2$ sont échangés"),
            "(a1*c1 + a2*c2)",
            "(a1*c2 + a2*c1)")
        .edit(
            "if-small",
            "gram-dropped",
            Text.of("$(A^TA)^{-1}$ is left out", "$(A^TA)^{-1}$ est oublié"),
            "/((a1^2 + a2^2)*s)",
            "/s")
        .list();
  }
}
