package org.theoria.theorems.linear;

import java.util.List;
import org.theoria.arithmetic.FormalArithmetic;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.proposition.Claim;
import org.theoria.proposition.Justification;
import org.theoria.proposition.Proof;
import org.theoria.proposition.Step;
import org.theoria.proposition.StepMutant;
import org.theoria.proposition.StepMutants;
import org.theoria.proposition.Symbols;
import org.theoria.proposition.Text;

/** The proof of {@link LinearTwoLayerParametrisation}, in both directions. */
final class LinearTwoLayerParametrisationProof {
  private LinearTwoLayerParametrisationProof() {}

  private static final List<List<Integer>> SHAPES =
      List.of(List.of(2, 1, 2, 1), List.of(2, 1, 3, 1), List.of(1, 2, 3, 1));

  /** ‖UᵀM‖² = ‖M‖² + ⟨M, (UUᵀ − I)M⟩. */
  static <M extends Matrix<M>> List<Claim<M>> rotation(
      TwoLayerShape shape, Symbols symbols, FormalArithmetic<M> k) {
    M u = k.of(symbols.matrix("u", shape.outputs(), shape.outputs()));
    M m = k.of(symbols.matrix("m", shape.outputs(), shape.examples()));
    M defect = u.times(u.transpose()).minus(k.identity(shape.outputs())).times(m);
    return List.of(
        Claim.equal(
            "rotation",
            u.transpose().times(m).sumOfSquares(),
            m.sumOfSquares().plus(m.hadamard(defect).sum())));
  }

  /** Λ of symbols l_1, …, each free. */
  static <M extends Matrix<M>> M diagonal(int size, Symbols symbols, FormalArithmetic<M> k) {
    RationalMatrix l = RationalMatrix.identity(size);
    for (int i = 0; i < size; i++) {
      l = l.with(i, i, symbols.real("l" + (i + 1)));
    }
    return k.of(l);
  }

  /** (PΛ − ΛP)_{ij} = (λ_j − λ_i)p_{ij}. */
  static <M extends Matrix<M>> List<Claim<M>> commutator(
      TwoLayerShape shape, Symbols symbols, FormalArithmetic<M> k) {
    int n = shape.outputs();
    M p = k.of(symbols.matrix("p", n, n));
    M l = diagonal(n, symbols, k);
    M values = l.times(k.constant(n, 1, Rational.ONE));
    M ones = k.constant(1, n, Rational.ONE);
    M gaps = values.times(ones).transpose().minus(values.times(ones));
    return List.of(Claim.equal("commutator", p.times(l).minus(l.times(p)), gaps.hadamard(p)));
  }

  /** tr(AJAᵀ) = n₁d. */
  static <M extends Matrix<M>> List<Claim<M>> trace(
      TwoLayerShape shape, Symbols symbols, FormalArithmetic<M> k) {
    M a = k.of(symbols.matrix("a", shape.outputs(), shape.hidden()));
    Adjugate<M> inverse = Adjugate.of(k, a.transpose().times(a));
    M projection = a.times(inverse.adjugate()).times(a.transpose());
    return List.of(
        Claim.equal(
            "trace",
            TwoLayerRisk.trace(projection),
            inverse.determinant().scale(Rational.of(shape.hidden()))));
  }

  /**
   * For A = (C, 0), in the basis U, with J = adj(C), d = det(C): adj(CᵀC)Cᵀ = dJ, and (A·JT_𝒮 −
   * dT)S(JT_𝒮)ᵀ is 0 in the rows 𝒮 and −d·Σ_{Q𝒮}Jᵀ in the others.
   *
   * @param inverse whether J stands for the inverse; else Cᵀ
   */
  record Blocks(boolean inverse) implements TwoLayerShape.Identities {
    @Override
    public <M extends Matrix<M>> List<Claim<M>> on(
        TwoLayerShape shape, Symbols symbols, FormalArithmetic<M> k) {
      int rank = shape.hidden();
      int others = shape.outputs() - rank;
      M c = k.of(symbols.matrix("c", rank, rank));
      M t = k.of(symbols.matrix("t", shape.outputs(), shape.inputs()));
      M s = k.of(symbols.matrix("s", shape.inputs(), shape.inputs()));
      Adjugate<M> j = Adjugate.of(k, c);
      M used = inverse ? j.adjugate() : c.transpose();
      M a = c.stack(k.of(RationalMatrix.zero(others, rank)));
      M top = t.block(0, 0, rank, shape.inputs());
      M beta = used.times(top);
      M gradient =
          a.times(beta)
              .minus(Adjugate.multiple(k, j.determinant(), t))
              .times(s)
              .times(beta.transpose());
      M sigma = t.times(s).times(top.transpose());
      M below =
          Adjugate.multiple(
              k,
              j.determinant().negate(),
              sigma.block(rank, 0, others, rank).times(j.adjugate().transpose()));
      M gram = c.transpose().times(c);
      return List.of(
          Claim.equal(
              "left-inverse",
              Adjugate.of(k, gram).adjugate().times(c.transpose()),
              Adjugate.multiple(k, j.determinant(), used)),
          Claim.equal("gradient", gradient, k.of(RationalMatrix.zero(rank, rank)).stack(below)));
    }
  }

  static Step blocks(Blocks blocks) {
    return new Step(
        "blocks",
        Text.of(
            "In the basis $U$ and up to the order of the rows $A=\\binom C0$. Then $(A^TA)^{-1}A^TT=C^{-1}T_{\\mathcal{S}}$, and with that"
                + " $B$ the gradient in $A$ is 0 in the rows $\\mathcal{S}$ and $-\\Sigma_{Q\\mathcal{S}}C^{-T}=0$ in the others,"
                + " $\\Sigma$ being diagonal there.",
            "Dans la base $U$ et à l'ordre des lignes près $A=\\binom C0$. Alors $(A^TA)^{-1}A^TT=C^{-1}T_{\\mathcal{S}}$, et avec ce"
                + " $B$ le gradient en $A$ est nul dans les lignes $\\mathcal{S}$ et vaut $-\\Sigma_{Q\\mathcal{S}}C^{-T}=0$ dans les"
                + " autres, $\\Sigma$ y étant diagonale."),
        "\\operatorname{adj}(C^TC)C^T=d\\,J,\\qquad(A\\,JT_{\\mathcal{S}}-d\\,T)S(JT_{\\mathcal{S}})^T=\\binom{0}{-d\\,\\Sigma_{Q\\mathcal{S}}J^T}",
        new Justification.OwnClaims(
            TwoLayerShape.at(blocks, SHAPES),
            Text.of(
                "all real C, S, T, $d=\\det C$, $J=\\operatorname{adj}C$, $(n_0,n_1,n_2)$ = (2,1,2), (2,1,3), (1,2,3)",
                "tous C, S, T réels, $d=\\det C$, $J=\\operatorname{adj}C$, $(n_0,n_1,n_2)$ = (2,1,2), (2,1,3), (1,2,3)")));
  }

  static Step rotation() {
    return new Step(
        "rotation",
        Text.of(
            "An orthogonal $U$ does not change norms: $E$ for $(U^TA,B)$ and $U^TY$ is $E$ for $(A,B)$ and $Y$, so that $U=I$ may be"
                + " assumed.",
            "$U$ orthogonale ne change pas les normes : $E$ pour $(U^TA,B)$ et $U^TY$ est $E$ pour $(A,B)$ et $Y$, donc on peut"
                + " supposer $U=I$."),
        "\\|U^TM\\|^2=\\|M\\|^2+\\langle M,(UU^T-I)M\\rangle",
        new Justification.OwnClaims(
            TwoLayerShape.at(
                LinearTwoLayerParametrisationProof::rotation,
                List.of(List.of(1, 1, 2, 2), List.of(1, 1, 3, 2))),
            Text.of(
                "all real U, M, of order 2 and 3, n = 2",
                "tous U, M réels, d'ordre 2 et 3, n = 2")));
  }

  static Proof steps() {
    Text reals = Text.of("all reals", "tous les réels");
    return Proof.of(
        new Step(
            "projection",
            Text.of(
                "$(A,B)$ is critical iff $AB=P_AT$ and $P_A\\Sigma=\\Sigma P_A$.",
                "$(A,B)$ est critique ssi $AB=P_AT$ et $P_A\\Sigma=\\Sigma P_A$."),
            "\\nabla E(A,B)=0\\iff AB=P_AT,\\ P_A\\Sigma=P_A\\Sigma P_A=\\Sigma P_A",
            new Justification.Cited(
                "slide 101; proved in the entry linear-two-layer-projection of this catalogue")),
        rotation(),
        new Step(
            "commutator",
            Text.of(
                "In that basis $P_A$ commutes with $\\Lambda$: entry by entry.",
                "Dans cette base $P_A$ commute avec $\\Lambda$ : coefficient par coefficient."),
            "(P\\Lambda-\\Lambda P)_{ij}=(\\lambda_j-\\lambda_i)p_{ij}",
            new Justification.OwnClaims(
                TwoLayerShape.at(
                    LinearTwoLayerParametrisationProof::commutator,
                    List.of(List.of(1, 1, 2, 1), List.of(1, 1, 3, 1), List.of(1, 1, 4, 1))),
                Text.of(
                    "all real P and λ, of order 2, 3 and 4",
                    "tous P et λ réels, d'ordre 2, 3 et 4"))),
        new Step(
            "diagonal",
            Text.of(
                "So $P_A$ is diagonal, the eigenvalues being distinct.",
                "Donc $P_A$ est diagonale, les valeurs propres étant distinctes."),
            "\\lambda_i\\ne\\lambda_j,\\ (\\lambda_j-\\lambda_i)p_{ij}=0\\Longrightarrow p_{ij}=0",
            new Justification.Implication(
                List.of("l1 != l2", "(l2 - l1)*p12 == 0"), "p12 == 0", reals)),
        new Step(
            "zero-or-one",
            Text.of(
                "A diagonal idempotent matrix has entries 0 and 1.",
                "Une matrice diagonale idempotente a pour coefficients 0 et 1."),
            "p^2=p,\\ p\\ne 0\\Longrightarrow p=1",
            new Justification.Implication(List.of("p1^2 == p1", "p1 != 0"), "p1 == 1", reals)),
        new Step(
            "trace",
            Text.of(
                "There are $n_1$ ones: the trace of $P_A$ is $n_1$. They stand at $\\mathcal{S}$.",
                "Il y a $n_1$ uns : la trace de $P_A$ vaut $n_1$. Ils sont aux indices $\\mathcal{S}$."),
            "\\operatorname{tr}(AJA^T)=n_1d",
            new Justification.OwnClaims(
                TwoLayerShape.at(
                    LinearTwoLayerParametrisationProof::trace,
                    List.of(List.of(1, 1, 3, 1), List.of(1, 2, 3, 1), List.of(1, 2, 4, 1))),
                Text.of(
                    "all real A, $d=\\det(A^TA)$, $J=\\operatorname{adj}(A^TA)$, $(n_1,n_2)$ = (1,3), (2,3), (2,4)",
                    "tout A réel, $d=\\det(A^TA)$, $J=\\operatorname{adj}(A^TA)$, $(n_1,n_2)$ = (1,3), (2,3), (2,4)"))),
        new Step(
            "rows",
            Text.of(
                "$P_AA=A$: the rows of $A$ outside $\\mathcal{S}$ are 0, and $C$, the others, has rank $n_1$.",
                "$P_AA=A$ : les lignes de $A$ hors de $\\mathcal{S}$ sont nulles, et $C$, les autres, est de rang $n_1$."),
            "p_ia_{ij}=a_{ij},\\ p_i=0\\Longrightarrow a_{ij}=0",
            new Justification.Implication(List.of("p1*a11 == a11", "p1 == 0"), "a11 == 0", reals)),
        blocks(new Blocks(true)),
        new Step(
            "only-if-small",
            Text.of(
                "Only if, with one hidden neuron and two outputs: one of the two entries of $A$ is 0.",
                "Sens direct, avec un neurone caché et deux sorties : l'un des deux coefficients de $A$ est nul."),
            "\\lambda_1a_1\\,a_2=\\lambda_2a_2\\,a_1\\Longrightarrow a_1a_2=0",
            new Justification.Implication(
                List.of("l1 > l2", "l1*a1*a2 == l2*a2*a1"), "a1*a2 == 0", reals)),
        new Step(
            "only-if",
            Text.of(
                "At a critical point $A=U_{\\mathcal{S}}C$ and $B=(A^TA)^{-1}A^TT=C^{-1}U_{\\mathcal{S}}^TT$.",
                "En un point critique $A=U_{\\mathcal{S}}C$ et $B=(A^TA)^{-1}A^TT=C^{-1}U_{\\mathcal{S}}^TT$."),
            "A=U_{\\mathcal{S}}C,\\quad B=C^{-1}U_{\\mathcal{S}}^TT",
            new Justification.From(
                List.of(
                    "invertible-inputs",
                    "full-rank",
                    "distinct-eigenvalues",
                    "diagonalised",
                    "projection",
                    "rotation",
                    "commutator",
                    "diagonal",
                    "zero-or-one",
                    "trace",
                    "rows",
                    "blocks"))),
        new Step(
            "conclusion",
            Text.of(
                "Conversely such a pair is critical: $B=(A^TA)^{-1}A^TT$ gives $\\partial E/\\partial B=0$, and"
                    + " $\\partial E/\\partial A=0$.",
                "Réciproquement un tel couple est critique : $B=(A^TA)^{-1}A^TT$ donne $\\partial E/\\partial B=0$, et"
                    + " $\\partial E/\\partial A=0$."),
            "\\nabla E(U_{\\mathcal{S}}C,C^{-1}U_{\\mathcal{S}}^TT)=0",
            new Justification.From(
                List.of("diagonalised", "rotation", "blocks", "only-if", "only-if-small"))));
  }

  static List<StepMutant> mutants(Proof proof) {
    return StepMutants.of(proof)
        .with(
            "blocks",
            "blocks-transposed",
            Text.of("$C^T$ in the place of $C^{-1}$", "$C^T$ au lieu de $C^{-1}$"),
            blocks(new Blocks(false)).justification())
        .without(
            "diagonal",
            "eigenvalues-equal",
            Text.of("$\\lambda_1=\\lambda_2$ is allowed", "$\\lambda_1=\\lambda_2$ est permis"),
            "l1 != l2")
        .edit(
            "diagonal",
            "sum-of-eigenvalues",
            Text.of(
                "$\\lambda_1+\\lambda_2$ in the place of the difference",
                "$\\lambda_1+\\lambda_2$ au lieu de la différence"),
            "(l2 - l1)",
            "(l2 + l1)")
        .without(
            "zero-or-one",
            "zero-allowed",
            Text.of("$p=0$ is allowed", "$p=0$ est permis"),
            "p1 != 0")
        .edit(
            "only-if-small",
            "order-not-strict",
            Text.of("$\\lambda_1\\ge\\lambda_2$", "$\\lambda_1\\ge\\lambda_2$"),
            "l1 > l2",
            "l1 >= l2")
        .list();
  }
}
