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

/** The proof of {@link TwoLayerInvarianceAndProjection}. */
final class TwoLayerInvarianceAndProjectionProof {
  private TwoLayerInvarianceAndProjectionProof() {}

  /**
   * (AC)(adj(C)B) = det(C)·AB.
   *
   * @param adjugate whether adj(C) stands before B; else Cᵀ
   */
  record Invariance(boolean adjugate) implements TwoLayerShape.Identities {
    @Override
    public <M extends Matrix<M>> List<Claim<M>> on(
        TwoLayerShape shape, Symbols symbols, FormalArithmetic<M> k) {
      M a = k.of(symbols.matrix("a", shape.outputs(), shape.hidden()));
      M b = k.of(symbols.matrix("b", shape.hidden(), shape.inputs()));
      M c = k.of(symbols.matrix("c", shape.hidden(), shape.hidden()));
      Adjugate<M> inverse = Adjugate.of(k, c);
      M before = adjugate ? inverse.adjugate() : c.transpose();
      return List.of(
          Claim.equal(
              "invariance",
              a.times(c).times(before.times(b)),
              Adjugate.multiple(k, inverse.determinant(), a.times(b))));
    }
  }

  /**
   * F(D) − F(D') = ‖(D − D')X‖² + 2⟨D − D', D'XXᵀ − YXᵀ⟩ for all D and D'.
   *
   * @param factor 2, or what a false variant has in its place
   */
  record Gap(int factor) implements TwoLayerShape.Identities {
    @Override
    public <M extends Matrix<M>> List<Claim<M>> on(
        TwoLayerShape shape, Symbols symbols, FormalArithmetic<M> k) {
      M x = k.of(symbols.matrix("x", shape.inputs(), shape.examples()));
      M y = k.of(symbols.matrix("y", shape.outputs(), shape.examples()));
      M d = k.of(symbols.matrix("d", shape.outputs(), shape.inputs()));
      M other = k.of(symbols.matrix("e", shape.outputs(), shape.inputs()));
      M difference = d.minus(other);
      M normal = other.times(x).minus(y).times(x.transpose());
      return List.of(
          Claim.equal(
              "gap",
              d.times(x).minus(y).sumOfSquares().minus(other.times(x).minus(y).sumOfSquares()),
              difference
                  .times(x)
                  .sumOfSquares()
                  .plus(difference.hadamard(normal).sum().scale(Rational.of(factor)))));
    }
  }

  /** With π = MJMᵀ, d = det(MᵀM): Mᵀ(dx − πx) = 0 and d²‖x − Mw‖² = ‖dx − πx‖² + ‖πx − dMw‖². */
  static <M extends Matrix<M>> List<Claim<M>> nearest(
      TwoLayerShape shape, Symbols symbols, FormalArithmetic<M> k) {
    M m = k.of(symbols.matrix("m", shape.outputs(), shape.hidden()));
    M x = k.of(symbols.matrix("x", shape.outputs(), 1));
    M w = k.of(symbols.matrix("w", shape.hidden(), 1));
    Adjugate<M> inverse = Adjugate.of(k, m.transpose().times(m));
    M d = inverse.determinant();
    M px = m.times(inverse.adjugate()).times(m.transpose()).times(x);
    M dx = Adjugate.multiple(k, d, x);
    M rest = m.transpose().times(dx.minus(px));
    M inside = px.minus(Adjugate.multiple(k, d, m.times(w)));
    return List.of(
        Claim.equal("orthogonal", rest, rest.minus(rest)),
        Claim.equal(
            "nearest",
            d.times(d).times(x.minus(m.times(w)).sumOfSquares()),
            dx.minus(px).sumOfSquares().plus(inside.sumOfSquares())));
  }

  /** ‖XᵀQ‖² = tr(QᵀSQ), S = XXᵀ: where SQ = 0, XᵀQ = 0. */
  static <M extends Matrix<M>> List<Claim<M>> kernel(
      TwoLayerShape shape, Symbols symbols, FormalArithmetic<M> k) {
    M x = k.of(symbols.matrix("x", shape.inputs(), shape.examples()));
    M q = k.of(symbols.matrix("q", shape.inputs(), shape.inputs()));
    M s = x.times(x.transpose());
    return List.of(
        Claim.equal(
            "kernel",
            x.transpose().times(q).sumOfSquares(),
            TwoLayerRisk.trace(q.transpose().times(s).times(q))));
  }

  static Step invariance(Invariance invariance) {
    return new Step(
        "invariance",
        Text.of(
            "$(AC)(C^{-1}B)=AB$, with the adjugate in the place of the inverse.",
            "$(AC)(C^{-1}B)=AB$, avec la comatrice transposée au lieu de l'inverse."),
        "(AC)(\\operatorname{adj}(C)B)=\\det(C)\\,AB",
        new Justification.OwnClaims(
            TwoLayerShape.at(
                invariance, List.of(List.of(2, 1, 2, 1), List.of(2, 2, 2, 1), List.of(1, 3, 2, 1))),
            Text.of(
                "all real A, B, C, $(n_0,n_1,n_2)$ = (2,1,2), (2,2,2), (1,3,2)",
                "tous A, B, C réels, $(n_0,n_1,n_2)$ = (2,1,2), (2,2,2), (1,3,2)")));
  }

  static Step gap(Gap gap) {
    return new Step(
        "gap",
        Text.of(
            "The difference of $F$ at two points; $D'=\\Sigma_{YX}\\Sigma_{XX}^{-1}$ makes the last term 0.",
            "La différence de $F$ en deux points ; $D'=\\Sigma_{YX}\\Sigma_{XX}^{-1}$ annule le dernier terme."),
        "F(D)-F(D')=\\|(D-D')X\\|^2+2\\langle D-D',D'\\Sigma_{XX}-\\Sigma_{YX}\\rangle",
        new Justification.OwnClaims(
            TwoLayerShape.at(
                gap, List.of(List.of(1, 1, 1, 1), List.of(2, 1, 2, 2), List.of(3, 1, 2, 2))),
            Text.of(
                "all real D, D', X, Y, $(n_0,n_2)$ = (1,1), (2,2), (3,2), up to two examples",
                "tous D, D', X, Y réels, $(n_0,n_2)$ = (1,1), (2,2), (3,2), au plus deux exemples")));
  }

  static Proof steps() {
    List<List<Integer>> frames =
        List.of(List.of(1, 1, 3, 1), List.of(1, 2, 2, 1), List.of(1, 2, 3, 1));
    Text range =
        Text.of(
            "all real M, $(p,n)$ = (1,3), (2,2), (2,3)",
            "tout M réel, $(p,n)$ = (1,3), (2,2), (2,3)");
    return Proof.of(
        invariance(new Invariance(true)),
        gap(new Gap(2)),
        new Step(
            "squares",
            Text.of("A sum of squares is not negative.", "Une somme de carrés est positive."),
            "u^2+v^2\\ge 0",
            new Justification.Implication(
                List.of(), "u^2 + v^2 >= 0", Text.of("all reals u, v", "tous réels u, v"))),
        new Step(
            "minimiser",
            Text.of(
                "$F(D)-F(D^*)=\\|(D-D^*)X\\|^2\\ge 0$, since $D^*\\Sigma_{XX}=\\Sigma_{YX}$.",
                "$F(D)-F(D^*)=\\|(D-D^*)X\\|^2\\ge 0$, car $D^*\\Sigma_{XX}=\\Sigma_{YX}$."),
            "F(\\Sigma_{YX}\\Sigma_{XX}^{-1})\\le F(D)",
            new Justification.From(List.of("invertible-inputs", "gap", "squares"))),
        new Step(
            "projector",
            Text.of(
                "$P_M$ is symmetric, idempotent, and leaves $M$ as it is.",
                "$P_M$ est symétrique, idempotente, et ne change pas $M$."),
            "\\pi M=d\\,M,\\quad\\pi^T=\\pi,\\quad\\pi^2=d\\,\\pi",
            new Justification.OwnClaims(
                TwoLayerShape.at(LinearTwoLayerProjectionProof::projector, frames), range)),
        new Step(
            "nearest",
            Text.of(
                "$x-P_Mx$ is orthogonal to the range, and $P_Mx$ the point of it that is nearest to $x$.",
                "$x-P_Mx$ est orthogonal à l'image, et $P_Mx$ en est le point le plus proche de $x$."),
            "M^T(d\\,x-\\pi x)=0,\\qquad d^2\\|x-Mw\\|^2=\\|d\\,x-\\pi x\\|^2+\\|\\pi x-d\\,Mw\\|^2",
            new Justification.OwnClaims(
                TwoLayerShape.at(
                    TwoLayerInvarianceAndProjectionProof::nearest, frames.subList(0, 2)),
                Text.of(
                    "all real M, x, w, $(p,n)$ = (1,3), (2,2)",
                    "tous M, x, w réels, $(p,n)$ = (1,3), (2,2)"))),
        new Step(
            "kernel",
            Text.of("Where $\\Sigma_{XX}Q=0$, $X^TQ=0$.", "Où $\\Sigma_{XX}Q=0$, on a $X^TQ=0$."),
            "\\|X^TQ\\|^2=\\operatorname{tr}(Q^T\\Sigma_{XX}Q)",
            new Justification.OwnClaims(
                TwoLayerShape.at(
                    TwoLayerInvarianceAndProjectionProof::kernel,
                    List.of(List.of(1, 1, 1, 2), List.of(2, 1, 1, 2), List.of(3, 1, 1, 2))),
                Text.of(
                    "all real X, Q, $n_0\\le 3$, two examples",
                    "tous X, Q réels, $n_0\\le 3$, deux exemples"))),
        new Step(
            "singular-inputs",
            Text.of(
                "With $Q=I-\\Sigma_{XX}^+\\Sigma_{XX}$ that says $\\Sigma_{YX}Q=YX^TQ=0$: $D^*=\\Sigma_{YX}\\Sigma_{XX}^+$ has"
                    + " $D^*\\Sigma_{XX}=\\Sigma_{YX}$ for every $X$.",
                "Avec $Q=I-\\Sigma_{XX}^+\\Sigma_{XX}$ cela dit $\\Sigma_{YX}Q=YX^TQ=0$ : $D^*=\\Sigma_{YX}\\Sigma_{XX}^+$ vérifie"
                    + " $D^*\\Sigma_{XX}=\\Sigma_{YX}$ pour tout $X$."),
            "\\Sigma_{YX}\\Sigma_{XX}^+\\Sigma_{XX}=\\Sigma_{YX}",
            new Justification.From(List.of("kernel", "gap", "squares"))),
        new Step(
            "small-rank",
            Text.of(
                "Likewise, with $X=M^T$ and $Q=I-(M^TM)^+M^TM$: $MQ=0$, that is $PM=M$ for $P=M(M^TM)^+M^T$ and $M$ of any rank. $P$"
                    + " is symmetric, hence $P^2=P$, $M^T(x-Px)=0$, and $Px$ is the nearest point.",
                "De même, avec $X=M^T$ et $Q=I-(M^TM)^+M^TM$ : $MQ=0$, c'est-à-dire $PM=M$ pour $P=M(M^TM)^+M^T$ et $M$ de rang"
                    + " quelconque. $P$ est symétrique, donc $P^2=P$, $M^T(x-Px)=0$, et $Px$ est le point le plus proche."),
            "M(M^TM)^+M^TM=M",
            new Justification.From(List.of("kernel"))),
        new Step(
            "conclusion",
            Text.of(
                "The three remarks; the last two also without the inverses.",
                "Les trois remarques ; les deux dernières aussi sans les inverses."),
            "AB=(AC)(C^{-1}B),\\quad\\Sigma_{YX}\\Sigma_{XX}^{-1}\\in\\operatorname{argmin}F,\\quad P_M=M(M^TM)^{-1}M^T",
            new Justification.From(
                List.of(
                    "invertible-gauge",
                    "full-column-rank",
                    "invariance",
                    "minimiser",
                    "projector",
                    "nearest",
                    "singular-inputs",
                    "small-rank"))));
  }

  static List<StepMutant> mutants(Proof proof) {
    return StepMutants.of(proof)
        .with(
            "invariance",
            "invariance-transposed",
            Text.of("$C^T$ in the place of the inverse", "$C^T$ au lieu de l'inverse"),
            invariance(new Invariance(false)).justification())
        .with(
            "gap",
            "gap-factor",
            Text.of("the factor 2 is lost", "le facteur 2 est perdu"),
            gap(new Gap(1)).justification())
        .edit(
            "squares",
            "difference-of-squares",
            Text.of("a difference of squares", "une différence de carrés"),
            "u^2 + v^2",
            "u^2 - v^2")
        .list();
  }
}
