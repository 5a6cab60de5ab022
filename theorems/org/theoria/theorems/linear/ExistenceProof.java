package org.theoria.theorems.linear;

import static org.theoria.theorems.linear.DeepLinearTexts.implication;

import java.util.ArrayList;
import java.util.List;
import org.theoria.arithmetic.FormalArithmetic;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.linear.LinearRisk;
import org.theoria.proposition.Claim;
import org.theoria.proposition.FormalClaims;
import org.theoria.proposition.Justification;
import org.theoria.proposition.Proof;
import org.theoria.proposition.Step;
import org.theoria.proposition.StepMutant;
import org.theoria.proposition.StepMutants;
import org.theoria.proposition.Symbols;
import org.theoria.proposition.Text;

/** The proof of {@link DeepLinearExistence}. */
final class ExistenceProof {

  private ExistenceProof() {}

  /**
   * The gradient of E at the constructed point is 0, in every layer: outputs in the basis U, Σ_XX =
   * I (d_x = 2, n = 3), Σ_YX with orthogonal rows, any noise.
   *
   * @param chosen the element of 𝒮, 1 or 2
   * @param orthogonal whether the rows of Σ_YX are orthogonal, as in a basis of singular vectors
   */
  record Construction(int chosen, boolean orthogonal) implements DeepLinearShape.Identities {
    @Override
    public <M extends Matrix<M>> List<Claim<M>> on(
        DeepLinearShape shape, Symbols symbols, FormalArithmetic<M> k) {
      M f1 = k.scalar(symbols.real("f1"));
      M f2 = k.scalar(symbols.real("f2"));
      M s = k.scalar(symbols.real("s"));
      M second = (orthogonal ? s.times(f2.negate()) : s.times(f2)).beside(s.times(f1));
      M g = f1.beside(f2).stack(second);
      M x = k.identity(2).beside(k.constant(2, 1, Rational.ZERO));
      M y = g.beside(k.of(symbols.matrix("r", 2, 1)));
      M us = k.of(NormalPoints.columns(RationalMatrix.identity(2), List.of(chosen)));
      List<M> w = AssociatedPoint.weights(k, us, us.transpose().times(g), shape.widths());
      List<Claim<M>> claims = new ArrayList<>();
      for (M layer : LinearRisk.gradient(k, w, x, y)) {
        claims.add(Claim.equal("layer-" + (claims.size() + 1), layer, layer.minus(layer)));
      }
      return claims;
    }
  }

  static Step construction(boolean orthogonal) {
    List<FormalClaims> shapes = new ArrayList<>();
    for (int chosen = 1; chosen <= 2; chosen++) {
      Construction c = new Construction(chosen, orthogonal);
      shapes.add(DeepLinearShape.of(c, 3, 2, 1, 2));
      shapes.add(DeepLinearShape.of(c, 3, 2, 2, 2));
      shapes.add(DeepLinearShape.of(c, 3, 2, 3, 2, 2));
    }
    return new Step(
        "construction",
        Text.of(
            "By the risk and the constructor themselves, outputs in the basis $U$ and $\\Sigma_{XX}=I$ (a change of bases): every layer of"
                + " the gradient is 0.",
            "Par le risque et le constructeur eux-mêmes, les sorties dans la base $U$ et $\\Sigma_{XX}=I$ (changement de bases) : toute"
                + " couche du gradient est nulle."),
        "\\nabla_{W_h}\\widehat R=0,\\qquad 1\\le h\\le H",
        new Justification.OwnClaims(
            shapes,
            Text.of(
                "(2,1,2), (2,2,2), (2,3,2,2), $\\mathcal S=\\{1\\}$ and $\\{2\\}$, n = 3; all real singular vectors, values and noise",
                "(2,1,2), (2,2,2), (2,3,2,2), $\\mathcal S=\\{1\\}$ et $\\{2\\}$, n = 3 ; tous vecteurs singuliers, valeurs et bruit réels")));
  }

  static Proof steps() {
    return Proof.of(
        CriticalValueProof.gradient(new DeepLinearIdentities.Gradient(2, true)),
        implication(
            "orthogonality",
            Text.of(
                "$u_i^T\\Sigma u_j=0$ for $i\\in\\mathcal S$, $j\\notin\\mathcal S$: $\\Sigma u_j=\\lambda_ju_j$ and $u_i^Tu_j=0$.",
                "On a $u_i^T\\Sigma u_j=0$ pour $i\\in\\mathcal S$, $j\\notin\\mathcal S$ : $\\Sigma u_j=\\lambda_ju_j$ et $u_i^Tu_j=0$."),
            "u_i^Tu_j=0,\\ \\Sigma u_j=\\lambda_ju_j\\ \\Rightarrow\\ u_i^T\\Sigma u_j=0",
            List.of("p1*q1 + p2*q2 == 0", "m1 == l*q1", "m2 == l*q2"),
            "p1*m1 + p2*m2 == 0",
            Text.of("all reals, $d_y=2$", "tous les réels, $d_y=2$")),
        construction(true),
        DeepLinearTexts.from(
            "critical",
            Text.of(
                "The constructed point fits into the layers as $r\\le r_{\\max}$. Its residual $W_H\\cdots W_1\\Sigma_{XX}-\\Sigma_{YX}$ is"
                    + " $-U_QU_Q^T\\Sigma_{YX}$. For $h<H$ $W_H\\cdots W_{h+1}=[U_{\\mathcal S},0]$, and $U_{\\mathcal S}^TU_Q=0$; for $h=H$"
                    + " $U_Q^T\\Sigma_{YX}(W_{H-1}\\cdots W_1)^T=[U_Q^T\\Sigma U_{\\mathcal S},0]=0$.",
                "Le point construit tient dans les couches car $r\\le r_{\\max}$. Son résidu $W_H\\cdots W_1\\Sigma_{XX}-\\Sigma_{YX}$ est"
                    + " $-U_QU_Q^T\\Sigma_{YX}$. Pour $h<H$ $W_H\\cdots W_{h+1}=[U_{\\mathcal S},0]$, et $U_{\\mathcal S}^TU_Q=0$ ; pour $h=H$"
                    + " $U_Q^T\\Sigma_{YX}(W_{H-1}\\cdots W_1)^T=[U_Q^T\\Sigma U_{\\mathcal S},0]=0$."),
            "\\nabla\\widehat R(\\mathbf W)=0",
            "gradient",
            "orthogonality",
            "construction",
            "size",
            "hidden-layer",
            "singular-basis",
            "enough-examples",
            "inputs-of-full-rank"),
        DeepLinearTexts.from(
            "rank-and-product",
            Text.of(
                "$W_H\\cdots W_1=U_{\\mathcal S}U_{\\mathcal S}^T\\Sigma_{YX}\\Sigma_{XX}^{-1}$ has rank $r$, since $\\Sigma_{YX}$ has rank $d_y$.",
                "Le produit $W_H\\cdots W_1=U_{\\mathcal S}U_{\\mathcal S}^T\\Sigma_{YX}\\Sigma_{XX}^{-1}$ est de rang $r$, car $\\Sigma_{YX}$ est de rang $d_y$."),
            "W_H\\cdots W_1=U_{\\mathcal S}U_{\\mathcal S}^T\\Sigma_{YX}\\Sigma_{XX}^{-1}",
            "full-rank",
            "outputs-at-most-inputs",
            "inputs-of-full-rank"),
        implication(
            "no-hidden-layer",
            Text.of(
                "For $H=1$ the gradient is $2(W_1\\Sigma_{XX}-\\Sigma_{YX})$: the only critical point is $\\Sigma_{YX}\\Sigma_{XX}^{-1}$, associated"
                    + " with $\\{1,\\dots,d_y\\}$. No other $\\mathcal S$ has one, though $r_{\\max}=d_y$.",
                "Pour $H=1$ le gradient est $2(W_1\\Sigma_{XX}-\\Sigma_{YX})$ : le seul point critique est $\\Sigma_{YX}\\Sigma_{XX}^{-1}$, associé à"
                    + " $\\{1,\\dots,d_y\\}$. Aucun autre $\\mathcal S$ n'en a, bien que $r_{\\max}=d_y$."),
            "(w_1-g_1,\\,w_2-g_2)\\Sigma_{XX}=0\\ \\Rightarrow\\ w_1=g_1",
            List.of(
                "a1*(w1 - g1) + a2*(w2 - g2) == 0",
                "a2*(w1 - g1) + a3*(w2 - g2) == 0",
                "a1*a3 - a2^2 != 0"),
            "w1 == g1",
            Text.of("all reals, $d_x=2$, $d_y=1$", "tous les réels, $d_x=2$, $d_y=1$")),
        DeepLinearTexts.from(
            "conclusion",
            Text.of(
                "So for $H\\ge2$ every $\\mathcal S$ of size $r\\le r_{\\max}$ is associated with a critical point of rank $r$, and with no"
                    + " other set, the singular values being distinct. For $H=1$ that is false.",
                "Donc pour $H\\ge2$ tout $\\mathcal S$ de taille $r\\le r_{\\max}$ est associé à un point critique de rang $r$, qui ne l'est à"
                    + " aucun autre ensemble, les valeurs singulières étant distinctes. Pour $H=1$ c'est faux."),
            "\\forall\\mathcal S\\ \\exists\\,\\mathbf W:\\ \\nabla\\widehat R(\\mathbf W)=0,\\ W_H\\cdots"
                + " W_1=U_{\\mathcal S}U_{\\mathcal S}^T\\Sigma_{YX}\\Sigma_{XX}^{-1}",
            "critical",
            "rank-and-product",
            "no-hidden-layer",
            "distinct-singular-values"));
  }

  static List<StepMutant> mutants() {
    return StepMutants.of(steps())
        .with(
            "gradient",
            "gradient-residual",
            Text.of("without $-\\Sigma_{YX}$", "sans $-\\Sigma_{YX}$"),
            CriticalValueProof.gradient(new DeepLinearIdentities.Gradient(2, false))
                .justification())
        .with(
            "construction",
            "any-basis",
            Text.of(
                "for any basis, not one of singular vectors",
                "pour une base quelconque, pas de vecteurs singuliers"),
            construction(false).justification())
        .edit(
            "orthogonality",
            "two-eigenvalues",
            Text.of(
                "$\\Sigma$ stretches the coordinates unequally",
                "$\\Sigma$ étire inégalement les coordonnées"),
            "m2 == l*q2",
            "m2 == 2*l*q2")
        .without(
            "no-hidden-layer",
            "singular",
            Text.of("for a singular $\\Sigma_{XX}$ too", "aussi pour $\\Sigma_{XX}$ singulière"),
            "a1*a3 - a2^2 != 0")
        .list();
  }
}
