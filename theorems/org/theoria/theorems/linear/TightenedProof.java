package org.theoria.theorems.linear;

import java.util.List;
import java.util.Map;
import org.theoria.proposition.Justification;
import org.theoria.proposition.Notation;
import org.theoria.proposition.Notation.Symbol;
import org.theoria.proposition.Proof;
import org.theoria.proposition.Step;
import org.theoria.proposition.StepMutant;
import org.theoria.proposition.StepMutants;
import org.theoria.proposition.Text;

/** The proof of {@link DeepLinearTightenedAndNotExist}. */
final class TightenedProof {

  private TightenedProof() {}

  static Proof steps() {
    return Proof.of(
        DeepLinearTexts.from(
            "room",
            Text.of(
                "$r<r_{\\max}$: every $n_h-r\\ge 1$, $d_y-r\\ge 1$, so that the block $E_{11}$ and $u_{r+1}$ exist, whatever the widths.",
                "$r<r_{\\max}$ : tout $n_h-r\\ge 1$, $d_y-r\\ge 1$, donc le bloc $E_{11}$ et $u_{r+1}$ existent, quelles que soient les"
                    + " largeurs."),
            "n_h-r\\ge r_{\\max}-r\\ge 1",
            "below-the-largest-rank"),
        DeepLinearTexts.identity(
            "gradient",
            Text.of(
                "Each derivative is the residual between the products of the other layers: shown for $H=3$, one neuron a layer.",
                "Chaque dérivée est le résidu entre les produits des autres couches : montré pour $H=3$, un neurone par couche."),
            "\\nabla_{W_h}\\widehat R=2(W_H\\cdots W_{h+1})^T(W_H\\cdots W_1X-Y)X^T(W_{h-1}\\cdots W_1)^T",
            Text.of("all reals", "tous les réels"),
            "D((w3*w2*w1*x - y)^2, w1) == 2*w3*w2*(w3*w2*w1*x - y)*x",
            "D((w3*w2*w1*x - y)^2, w2) == 2*w3*(w3*w2*w1*x - y)*x*w1",
            "D((w3*w2*w1*x - y)^2, w3) == 2*(w3*w2*w1*x - y)*x*w2*w1"),
        new Step(
            "uncorrelated",
            Text.of(
                "$U_Q^T\\Sigma_{YX}B^T=U_Q^T\\Sigma U_{\\mathcal S}=0$: in $\\mathbb R^2$, for the orthonormal $u=(u_1,u_2)$, $v=(-u_2,u_1)$ and"
                    + " $\\Sigma=\\lambda_1uu^T+\\lambda_2vv^T$.",
                "$U_Q^T\\Sigma_{YX}B^T=U_Q^T\\Sigma U_{\\mathcal S}=0$ : dans $\\mathbb R^2$, pour $u=(u_1,u_2)$, $v=(-u_2,u_1)$ orthonormés et"
                    + " $\\Sigma=\\lambda_1uu^T+\\lambda_2vv^T$."),
            "v^T(\\lambda_1uu^T+\\lambda_2vv^T)u=0",
            new Justification.Identity(
                List.of(
                    "-u2*((l1*u1^2 + l2*u2^2)*u1 + (l1 - l2)*u1*u2*u2)"
                        + " + u1*((l1 - l2)*u1*u2*u1 + (l1*u2^2 + l2*u1^2)*u2) == 0"),
                List.of(),
                List.of(),
                Text.of("all reals", "tous les réels"))),
        DeepLinearTexts.from(
            "critical",
            Text.of(
                "Both products are $U_{\\mathcal S}B$, so the residual times $X^T$ is $-U_QU_Q^T\\Sigma_{YX}$. For $h<H$ it stands after"
                    + " $(W_H\\cdots W_{h+1})^T=[U_{\\mathcal S},0]^T$, and $U_{\\mathcal S}^TU_Q=0$; for $h=H$ before $(W_{H-1}\\cdots W_1)^T=[B^T,0]$, and"
                    + " $U_Q^T\\Sigma_{YX}B^T=0$. So both points are critical, associated with $[1,r]$.",
                "Les deux produits valent $U_{\\mathcal S}B$, donc le résidu fois $X^T$ est $-U_QU_Q^T\\Sigma_{YX}$. Pour $h<H$ il vient après"
                    + " $(W_H\\cdots W_{h+1})^T=[U_{\\mathcal S},0]^T$, et $U_{\\mathcal S}^TU_Q=0$ ; pour $h=H$ avant $(W_{H-1}\\cdots W_1)^T=[B^T,0]$,"
                    + " et $U_Q^T\\Sigma_{YX}B^T=0$. Les deux points sont donc critiques, associés à $[1,r]$."),
            "\\nabla\\widehat R=0,\\qquad W_H\\cdots W_1=U_{\\mathcal S}U_{\\mathcal S}^T\\Sigma_{YX}\\Sigma_{XX}^{-1}",
            "inputs-of-full-rank",
            "enough-examples",
            "singular-basis",
            "gradient",
            "uncorrelated"),
        DeepLinearTexts.from(
            "tightened",
            Text.of(
                "First point: a product of one weight or more has rank $r$ (at most $r$ by $\\mathrm{diag}(I_r,0)$; at least since $B$ and"
                    + " $U_{\\mathcal S}$ have rank $r$, $\\lambda_r>0$, and $B\\Sigma_{XY}U_{\\mathcal S}=\\mathrm{diag}(\\lambda_1,\\dots,\\lambda_r)$). Pivot"
                    + " $(i,j)$, $i>j+1$: the second block has a weight. $i=j+1$: the second block is $I_{n_j}$, but as $H\\ge 3$ not both"
                    + " $i=H$ and $j=1$, and the first block has a weight. So every pivot is tightened.",
                "Premier point : un produit d'au moins un poids est de rang $r$ (au plus $r$ par $\\mathrm{diag}(I_r,0)$ ; au moins car $B$ et"
                    + " $U_{\\mathcal S}$ sont de rang $r$, $\\lambda_r>0$, et $B\\Sigma_{XY}U_{\\mathcal S}=\\mathrm{diag}(\\lambda_1,\\dots,\\lambda_r)$). Pivot"
                    + " $(i,j)$, $i>j+1$ : le second bloc contient un poids. $i=j+1$ : le second bloc est $I_{n_j}$, mais comme $H\\ge 3$ on"
                    + " n'a pas à la fois $i=H$ et $j=1$, et le premier bloc contient un poids. Tout pivot est donc tenu."),
            "\\mathrm{rk}(W_{i-1}\\cdots W_{j+1})=r\\ \\text{or}\\ \\mathrm{rk}(W_{j-1}\\cdots W_1\\Sigma_{XY}W_H\\cdots W_{i+1})=r",
            "three-layers",
            "full-rank",
            "critical"),
        DeepLinearTexts.from(
            "not-tightened",
            Text.of(
                "Second point, pivot $(H,1)$: the first block is $\\Sigma_{XY}$, of rank $d_y>r$; the second is $W_{H-1}\\cdots W_2=\\mathrm{diag}(I_r,E_{11})$,"
                    + " of rank $r+1$. It is not tightened.",
                "Second point, pivot $(H,1)$ : le premier bloc est $\\Sigma_{XY}$, de rang $d_y>r$ ; le second est $W_{H-1}\\cdots W_2=\\mathrm{diag}(I_r,E_{11})$,"
                    + " de rang $r+1$. Il n'est pas tenu."),
            "\\mathrm{rk}\\,\\Sigma_{XY}=d_y\\ge r+1,\\qquad\\mathrm{rk}(W_{H-1}\\cdots W_2)=r+1",
            "outputs-at-most-inputs",
            "full-rank",
            "room",
            "critical"),
        DeepLinearTexts.identity(
            "loose-line",
            Text.of(
                "Second point: along $W_1+t\\,e\\,u_{r+1}^TZ$, $W_H+t\\,u_{r+1}e^T$ the product gains $t^2u_{r+1}u_{r+1}^TZ$, and the risk is"
                    + " $\\widehat R+\\lambda_{r+1}((1-t^2)^2-1)$ but for terms $t^2\\|\\cdot\\|^2$ that vanish, since $W_He=0$ and"
                    + " $e^TW_{H-1}\\cdots W_1=0$: its $t^2$ is $-2\\lambda_{r+1}<0$.",
                "Second point : le long de $W_1+t\\,e\\,u_{r+1}^TZ$, $W_H+t\\,u_{r+1}e^T$ le produit gagne $t^2u_{r+1}u_{r+1}^TZ$, et le risque vaut"
                    + " $\\widehat R+\\lambda_{r+1}((1-t^2)^2-1)$, aux termes $t^2\\|\\cdot\\|^2$ près qui sont nuls, car $W_He=0$ et"
                    + " $e^TW_{H-1}\\cdots W_1=0$ : son $t^2$ vaut $-2\\lambda_{r+1}<0$."),
            "\\lambda(1-t^2)^2-\\lambda=-2\\lambda t^2+\\lambda t^4",
            Text.of("all reals", "tous les réels"),
            "l1*(1 - t^2)^2 - l1 == -2*l1*t^2 + l1*t^4"),
        new Step(
            "tightened-line",
            Text.of(
                "First point: with $t\\,ee^T$ in the middle layers too the product gains $t^Hu_{r+1}u_{r+1}^TZ$, and the risk"
                    + " $\\lambda_{r+1}((1-t^H)^2-1)<0$ for small $t>0$: not a local minimiser.",
                "Premier point : avec aussi $t\\,ee^T$ dans les couches du milieu le produit gagne $t^Hu_{r+1}u_{r+1}^TZ$, et le risque"
                    + " $\\lambda_{r+1}((1-t^H)^2-1)<0$ pour $t>0$ petit : ce n'est pas un minimiseur local."),
            "\\lambda(1-t^H)^2-\\lambda=-2\\lambda t^H+\\lambda t^{2H}",
            new Justification.Identity(
                List.of("l1*(1 - t^H)^2 - l1 == -2*l1*t^H + l1*t^(2*H)"),
                List.of("t > 0", "H >= 3"),
                List.of("H"),
                Text.of(
                    "all integers H ≥ 3, all reals t > 0", "tout entier H ≥ 3, tous réels t > 0"))),
        DeepLinearTexts.implication(
            "descent",
            Text.of("It is negative on the whole of $(0,1)$.", "C'est négatif sur tout $(0,1)$."),
            "\\lambda((1-s)^2-1)<0,\\qquad 0<s=t^H<1",
            List.of("l1 > 0", "s > 0", "s < 1"),
            "l1*(1 - s)^2 - l1 < 0",
            Text.of("all reals", "tous les réels")),
        DeepLinearTexts.identity(
            "semidefinite-at-zero",
            Text.of(
                "First point, $r=0$: $\\mathbf W=0$. The risk is $z^2$ and terms of order $H\\ge 3$: its Hessian is 0. Shown for $H=3$, widths"
                    + " 1.",
                "Premier point, $r=0$ : $\\mathbf W=0$. Le risque est $z^2$ et des termes d'ordre $H\\ge 3$ : sa hessienne est nulle. Montré"
                    + " pour $H=3$, largeurs 1."),
            "(t^3w_3w_2w_1-z)^2=z^2-2t^3zw_3w_2w_1+t^6(w_3w_2w_1)^2",
            Text.of("all reals", "tous les réels"),
            "(t*w3*t*w2*t*w1 - z)^2 == z^2 - 2*t^3*z*w3*w2*w1 + t^6*w3^2*w2^2*w1^2"),
        new Step(
            "semidefinite",
            Text.of(
                "Tightened, with $[1,r]$, $r<r_{\\max}$: the Hessian is $\\succeq 0$ (deep-linear-classification; here it is also computed at every"
                    + " point).",
                "Tenu, avec $[1,r]$, $r<r_{\\max}$ : la hessienne est $\\succeq 0$ (deep-linear-classification ; on la calcule aussi ici en"
                    + " chaque point)."),
            "\\nabla^2\\widehat R\\succeq 0",
            new Justification.Cited(DeepLinearTexts.PAPER)),
        DeepLinearTexts.from(
            "conclusion",
            Text.of(
                "For $H\\ge 3$, every architecture and every $r<r_{\\max}$ there are both: a tightened one, a non-strict saddle, and one that is not"
                    + " tightened, a strict saddle. ($[1,r]$ has the largest, distinct singular values.)",
                "Pour $H\\ge 3$, toute architecture et tout $r<r_{\\max}$ il y a les deux : un point tenu, point selle non strict, et un point non"
                    + " tenu, point selle strict. ($[1,r]$ a les plus grandes valeurs singulières, distinctes.)"),
            "r<r_{\\max},\\ H\\ge 3",
            "critical",
            "tightened",
            "not-tightened",
            "loose-line",
            "tightened-line",
            "descent",
            "semidefinite-at-zero",
            "semidefinite",
            "distinct-singular-values", // of the classification, for "semidefinite" and [1, r]
            "ordered"));
  }

  static List<StepMutant> mutants() {
    return StepMutants.of(steps())
        .edit(
            "gradient",
            "layer-forgotten",
            Text.of("$W_3$ missing in the gradient of $W_1$", "$W_3$ absent du gradient de $W_1$"),
            "== 2*w3*w2*(w3",
            "== 2*w2*(w3")
        .edit(
            "uncorrelated",
            "not-an-eigenvector",
            Text.of("$v=(u_2,u_1)$", "$v=(u_2,u_1)$"),
            "-u2*((l1*u1^2",
            "u2*((l1*u1^2")
        .edit(
            "loose-line",
            "first-power",
            Text.of("$-2\\lambda t$", "$-2\\lambda t$"),
            "== -2*l1*t^2",
            "== -2*l1*t")
        .edit(
            "descent",
            "on-a-longer-interval",
            Text.of("for all $t^H<3$", "pour tout $t^H<3$"),
            "s < 1",
            "s < 3")
        .edit(
            "semidefinite-at-zero",
            "second-order",
            Text.of("of order 2", "d'ordre 2"),
            "- 2*t^3*z",
            "- 2*t^2*z")
        .list();
  }

  static Notation notation() {
    return new Notation(
        List.of(
            Symbol.real("w#", "weights", "des poids"),
            Symbol.real("x", "an input", "une entrée"),
            Symbol.real("y", "a target", "une cible"),
            Symbol.real(
                "z",
                "the regressor, one input, one output",
                "le régresseur, une entrée, une sortie"),
            Symbol.real("u#", "a column of $U$", "une colonne de $U$"),
            Symbol.real(
                "l#",
                "eigenvalues $\\lambda_i$ of $\\Sigma$",
                "valeurs propres $\\lambda_i$ de $\\Sigma$"),
            Symbol.real("t", "the place on the line", "la place sur la droite"),
            Symbol.real("s", "$t^H$", "$t^H$"),
            Symbol.integer("H", "the number of layers", "le nombre de couches")),
        List.of(),
        List.of(),
        Map.of("λ", "l"));
  }
}
