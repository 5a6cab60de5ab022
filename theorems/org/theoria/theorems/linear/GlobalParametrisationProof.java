package org.theoria.theorems.linear;

import java.util.ArrayList;
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

/** The proof of {@link DeepLinearGlobalParametrisation}. */
final class GlobalParametrisationProof {

  private GlobalParametrisationProof() {}

  /** The equality case of the majorisation. */
  private static Step equality(
      String id, String latex, Text range, List<String> given, String conclusion) {
    List<String> all = new ArrayList<>(List.of("c1 >= 0", "c2 >= 0", "c3 >= 0"));
    all.addAll(given);
    return new Step(
        id,
        Text.of(
            "The equality case of Eckart and Young, here for $d_y=3$.",
            "Le cas d'égalité d'Eckart et Young, ici pour $d_y=3$."),
        latex,
        new Justification.Implication(all, conclusion, range));
  }

  static Proof steps() {
    return Proof.of(
        RankRegressionSteps.normalEquations(),
        RankRegressionSteps.projection(),
        RankRegressionSteps.majorisation(),
        RankRegressionSteps.majorisationSign(),
        RankRegressionSteps.eckartYoung(),
        equality(
            "equality-rank-one",
            "\\sum_i\\lambda_ic_i=\\lambda_1>\\lambda_2\\ \\Longrightarrow\\ c=(1,0,0)",
            Text.of(
                "three eigenvalues, rank 1, all reals",
                "trois valeurs propres, rang 1, tous les réels"),
            List.of(
                "l1 > l2",
                "l2 >= l3",
                "l3 >= 0",
                "c1 + c2 + c3 <= 1",
                "l1*c1 + l2*c2 + l3*c3 == l1"),
            "(c1 - 1)^2 + c2^2 + c3^2 == 0"),
        equality(
            "equality-rank-two",
            "\\sum_i\\lambda_ic_i=\\lambda_1+\\lambda_2,\\ \\lambda_2>\\lambda_3\\ \\Longrightarrow\\ c=(1,1,0)",
            Text.of(
                "three eigenvalues, rank 2, all reals",
                "trois valeurs propres, rang 2, tous les réels"),
            List.of(
                "l1 >= l2",
                "l2 > l3",
                "l3 >= 0",
                "c1 <= 1",
                "c2 <= 1",
                "c1 + c2 + c3 <= 2",
                "l1*c1 + l2*c2 + l3*c3 == l1 + l2"),
            "(c1 - 1)^2 + (c2 - 1)^2 + c3^2 == 0"),
        new Step(
            "unique-product",
            Text.of(
                "So if $\\lambda_r>\\lambda_{r+1}$ (or $r=d_y$, $\\lambda_r>0$) equality forces $c_i=\\|Pu_i\\|^2=1$, that is $Pu_i=u_i$, for $i\\le r$ and"
                    + " $Pu_i=0$ for $i>r$: $P=U_{\\mathcal S}U_{\\mathcal S}^T$; and $P(G-Z)X=0$, so $GX=PZX$, $G=PZ$ as $X$ has rank $d_x$. With"
                    + " $r=r_{\\max}$, the largest rank of a product, $\\mathbf W$ is a global minimiser iff $W_H\\cdots W_1=U_{\\mathcal S}B$,"
                    + " $B=U_{\\mathcal S}^T\\Sigma_{YX}\\Sigma_{XX}^{-1}$, of rank $r$ since"
                    + " $B\\Sigma_{XX}B^T=\\mathrm{diag}(\\lambda_1,\\dots,\\lambda_r)$.",
                "Donc si $\\lambda_r>\\lambda_{r+1}$ (ou $r=d_y$, $\\lambda_r>0$) l'égalité impose $c_i=\\|Pu_i\\|^2=1$, soit $Pu_i=u_i$, pour $i\\le r$ et"
                    + " $Pu_i=0$ pour $i>r$ : $P=U_{\\mathcal S}U_{\\mathcal S}^T$ ; et $P(G-Z)X=0$, donc $GX=PZX$, $G=PZ$ car $X$ est de rang $d_x$."
                    + " Avec $r=r_{\\max}$, le plus grand rang d'un produit, $\\mathbf W$ est un minimiseur global ssi"
                    + " $W_H\\cdots W_1=U_{\\mathcal S}B$, $B=U_{\\mathcal S}^T\\Sigma_{YX}\\Sigma_{XX}^{-1}$, de rang $r$ car"
                    + " $B\\Sigma_{XX}B^T=\\mathrm{diag}(\\lambda_1,\\dots,\\lambda_r)$."),
            "\\mathbf W\\in\\arg\\min\\widehat R\\iff W_H\\cdots W_1=U_{\\mathcal S}U_{\\mathcal S}^T\\Sigma_{YX}\\Sigma_{XX}^{-1}",
            new Justification.From(
                List.of(
                    "distinct-singular-values",
                    "full-rank",
                    "enough-examples",
                    "inputs-of-full-rank",
                    "singular-basis",
                    "ordered",
                    "projection",
                    "eckart-young",
                    "equality-rank-one",
                    "equality-rank-two"))),
        new Step(
            "product",
            Text.of(
                "The $D_h$ cancel: shown for $d_y=2$, $n_2=2$, $n_1=1$, $r=1$, where $A_R=(a)$ and $(W_2)_{DR}$ is empty.",
                "Les $D_h$ se simplifient : montré pour $d_y=2$, $n_2=2$, $n_1=1$, $r=1$, où $A_R=(a)$ et $(W_2)_{DR}$ est vide."),
            "W_3W_2W_1=[u,va]D_2^{-1}\\cdot D_2\\begin{bmatrix}1\\\\0\\end{bmatrix}D_1^{-1}\\cdot D_1b=ub",
            new Justification.Identity(
                List.of(
                    "(u1*p4 - v1*a*p3)/(p1*p4 - p2*p3)*(p1/t)*(t*b1)"
                        + " + (v1*a*p1 - u1*p2)/(p1*p4 - p2*p3)*(p3/t)*(t*b1) == u1*b1",
                    "(u2*p4 - v2*a*p3)/(p1*p4 - p2*p3)*(p1/t)*(t*b1)"
                        + " + (v2*a*p1 - u2*p2)/(p1*p4 - p2*p3)*(p3/t)*(t*b1) == u2*b1"),
                List.of("p1*p4 - p2*p3 != 0", "t != 0"),
                List.of(),
                Text.of(
                    "all reals, $D_2$ with rows (p1, p2), (p3, p4) and $D_1=(t)$ invertible",
                    "tous les réels, $D_2$ de lignes (p1, p2), (p3, p4) et $D_1=(t)$ inversibles"))),
        new Step(
            "second-term",
            Text.of(
                "In general there is a second term, $d_y=2$, $n_1=2$, $r=1$, $H=2$: it is $v\\,a\\,m$, of rank 1 if no width is 1.",
                "En général il y a un second terme, $d_y=2$, $n_1=2$, $r=1$, $H=2$ : c'est $v\\,a\\,m$, de rang 1 si aucune largeur n'est"
                    + " 1."),
            "W_2W_1=[u,va]D_1^{-1}\\cdot D_1\\begin{bmatrix}b\\\\m\\end{bmatrix}=ub+vam",
            new Justification.Identity(
                List.of(
                    "(u1*p4 - v1*a*p3)/(p1*p4 - p2*p3)*(p1*b1 + p2*m1)"
                        + " + (v1*a*p1 - u1*p2)/(p1*p4 - p2*p3)*(p3*b1 + p4*m1) == u1*b1 + v1*a*m1"),
                List.of("p1*p4 - p2*p3 != 0"),
                List.of(),
                Text.of("all reals, $D_1$ invertible", "tous les réels, $D_1$ inversible"))),
        new Step(
            "empty-block",
            Text.of(
                "The product of the form is $U_{\\mathcal S}B+U_QA_R(W_{H-1})_{DR}\\cdots(W_2)_{DR}M_D$. Some width is $r=r_{\\max}$: if it is"
                    + " $d_y$ (or $d_x\\ge d_y$), $U_Q$ is empty; if it is $n_h$, the product of blocks goes through a space of dimension"
                    + " $n_h-r=0$. So it is $U_{\\mathcal S}B$.",
                "Le produit de la forme est $U_{\\mathcal S}B+U_QA_R(W_{H-1})_{DR}\\cdots(W_2)_{DR}M_D$. Une largeur vaut $r=r_{\\max}$ : si c'est"
                    + " $d_y$ (ou $d_x\\ge d_y$), $U_Q$ est vide ; si c'est $n_h$, le produit des blocs passe par un espace de dimension"
                    + " $n_h-r=0$. C'est donc $U_{\\mathcal S}B$."),
            "U_QA_R(W_{H-1})_{DR}\\cdots(W_2)_{DR}M_D=0",
            new Justification.From(
                List.of("outputs-at-most-inputs", "hidden-layer", "product", "second-term"))),
        new Step(
            "if",
            Text.of(
                "A point of the form has the product $U_{\\mathcal S}B$: it is a global minimiser.",
                "Un point de cette forme a le produit $U_{\\mathcal S}B$ : c'est un minimiseur global."),
            "W_H\\cdots W_1=U_{\\mathcal S}B",
            new Justification.From(List.of("empty-block", "unique-product"))),
        new Step(
            "frames",
            Text.of(
                "Let $\\mathbf W$ be a minimiser, $BB^+=I_r$, $F_h=W_h\\cdots W_1B^+$ and $T_h=U_{\\mathcal S}^TW_H\\cdots W_{h+1}$: $T_hF_h=U_{\\mathcal"
                    + " S}^TU_{\\mathcal S}BB^+=I_r$. With $N_h$ a basis of $\\ker T_h$, $D_h=[F_h,N_h]$ is invertible: shown for $n_h=2$,"
                    + " $r=1$, where its determinant is $T_hF_h$.",
                "Soit $\\mathbf W$ un minimiseur, $BB^+=I_r$, $F_h=W_h\\cdots W_1B^+$ et $T_h=U_{\\mathcal S}^TW_H\\cdots W_{h+1}$ : $T_hF_h=U_{\\mathcal"
                    + " S}^TU_{\\mathcal S}BB^+=I_r$. Avec $N_h$ une base de $\\ker T_h$, $D_h=[F_h,N_h]$ est inversible : montré pour $n_h=2$,"
                    + " $r=1$, où son déterminant est $T_hF_h$."),
            "\\det[F_h,N_h]=T_hF_h=1,\\qquad T_hN_h=0",
            new Justification.Identity(
                List.of("f1*t1 - (-t2)*f2 == t1*f1 + t2*f2", "t1*(-t2) + t2*t1 == 0"),
                List.of(),
                List.of(),
                Text.of("two neurons, all reals", "deux neurones, tous les réels"))),
        new Step(
            "block-diagonal",
            Text.of(
                "$W_hF_{h-1}=F_h$ and $T_hW_h=T_{h-1}$ make $D_h^{-1}W_hD_{h-1}$ block diagonal, with the block $I_r$: $T_hW_hN_{h-1}=T_{h-1}N_{h-1}=0$,"
                    + " and what is dual to $N_h$ vanishes on $W_hF_{h-1}$. Shown for two layers of two neurons, $r=1$.",
                "$W_hF_{h-1}=F_h$ et $T_hW_h=T_{h-1}$ rendent $D_h^{-1}W_hD_{h-1}$ diagonale par blocs, de bloc $I_r$ : $T_hW_hN_{h-1}=T_{h-1}N_{h-1}=0$,"
                    + " et ce qui est dual de $N_h$ s'annule sur $W_hF_{h-1}$. Montré pour deux couches de deux neurones, $r=1$."),
            "T_hW_hN_{h-1}=0,\\qquad T_hW_hF_{h-1}=T_{h-1}F_{h-1},\\qquad F_h^{\\perp}W_hF_{h-1}=0",
            new Justification.Identity(
                List.of(
                    "t1*(w12*(t1*w11 + t2*w21) - w11*(t1*w12 + t2*w22))"
                        + " + t2*(w22*(t1*w11 + t2*w21) - w21*(t1*w12 + t2*w22)) == 0",
                    "t1*(w11*f1 + w12*f2) + t2*(w21*f1 + w22*f2)"
                        + " == (t1*w11 + t2*w21)*f1 + (t1*w12 + t2*w22)*f2",
                    "(w11*f1 + w12*f2)*(w21*f1 + w22*f2) - (w21*f1 + w22*f2)*(w11*f1 + w12*f2) == 0"),
                List.of(),
                List.of(),
                Text.of(
                    "two neurons a layer, all reals", "deux neurones par couche, tous les réels"))),
        new Step(
            "last-layer",
            Text.of(
                "$W_HF_{H-1}=U_{\\mathcal S}$, and $U_{\\mathcal S}^TW_HN_{H-1}=T_{H-1}N_{H-1}=0$ gives $W_HN_{H-1}=U_QA_R$ with $A_R=U_Q^TW_HN_{H-1}$:"
                    + " shown for $d_y=2$.",
                "$W_HF_{H-1}=U_{\\mathcal S}$, et $U_{\\mathcal S}^TW_HN_{H-1}=T_{H-1}N_{H-1}=0$ donne $W_HN_{H-1}=U_QA_R$ avec $A_R=U_Q^TW_HN_{H-1}$ :"
                    + " montré pour $d_y=2$."),
            "u^Ta=0\\ \\Longrightarrow\\ a=v\\,v^Ta,\\qquad v=(-u_2,u_1)",
            new Justification.Implication(
                List.of("u1^2 + u2^2 == 1", "u1*a1 + u2*a2 == 0"),
                "a1 == -u2*(u1*a2 - u2*a1)",
                Text.of("all reals, two outputs", "tous les réels, deux sorties"))),
        new Step(
            "only-if",
            Text.of(
                "$T_1W_1=U_{\\mathcal S}^TU_{\\mathcal S}B=B$ gives the first rows of $D_1^{-1}W_1$, and the others are $M_D$: a global minimiser has"
                    + " the form.",
                "$T_1W_1=U_{\\mathcal S}^TU_{\\mathcal S}B=B$ donne les premières lignes de $D_1^{-1}W_1$, les autres sont $M_D$ : un minimiseur"
                    + " global a cette forme."),
            "D_1^{-1}W_1=\\begin{bmatrix}B\\\\M_D\\end{bmatrix}",
            new Justification.From(
                List.of(
                    "hidden-layer", "unique-product", "frames", "block-diagonal", "last-layer"))),
        new Step(
            "without-hidden-layer",
            Text.of(
                "For $H=1$, $r_{\\max}=d_y$ and $U_{\\mathcal S}=U$: the form, read as $W_1=U_{\\mathcal S}B$, is $W_1=\\Sigma_{YX}\\Sigma_{XX}^{-1}$,"
                    + " the only minimiser of $\\|W_1X-Y\\|^2$.",
                "Pour $H=1$, $r_{\\max}=d_y$ et $U_{\\mathcal S}=U$ : la forme, lue $W_1=U_{\\mathcal S}B$, est $W_1=\\Sigma_{YX}\\Sigma_{XX}^{-1}$,"
                    + " le seul minimiseur de $\\|W_1X-Y\\|^2$."),
            "W_1=UU^T\\Sigma_{YX}\\Sigma_{XX}^{-1}=\\Sigma_{YX}\\Sigma_{XX}^{-1}",
            new Justification.From(List.of("outputs-at-most-inputs", "unique-product"))),
        new Step(
            "conclusion",
            Text.of(
                "The global minimisers are the points of the form (Achour, Malgouyres, Gerchinovitz, JMLR 25, 2024).",
                "Les minimiseurs globaux sont les points de cette forme (Achour, Malgouyres, Gerchinovitz, JMLR 25, 2024)."),
            "\\arg\\min\\widehat R=\\{\\text{the form}\\}",
            new Justification.From(List.of("if", "only-if", "without-hidden-layer"))));
  }

  static List<StepMutant> mutants() {
    return RankRegressionSteps.mutants(StepMutants.of(steps()))
        .edit(
            "equality-rank-one",
            "equal-eigenvalues",
            Text.of("for $\\lambda_1=\\lambda_2$ too", "aussi pour $\\lambda_1=\\lambda_2$"),
            "l1 > l2",
            "l1 >= l2")
        .without(
            "equality-rank-two",
            "beyond-one",
            Text.of("$c_1>1$ is allowed", "$c_1>1$ est permis"),
            "c1 <= 1")
        .edit(
            "product",
            "inverse-transposed",
            Text.of(
                "the off-diagonal entries of $D_2^{-1}$ are exchanged",
                "les coefficients hors diagonale de $D_2^{-1}$ sont échangés"),
            "(v1*a*p1 - u1*p2)/(p1*p4 - p2*p3)*(p3/t)",
            "(v1*a*p1 - u1*p3)/(p1*p4 - p2*p3)*(p3/t)")
        .edit(
            "second-term",
            "no-second-term",
            Text.of("the second term is always 0", "le second terme est toujours nul"),
            "== u1*b1 + v1*a*m1",
            "== u1*b1")
        .edit(
            "frames",
            "kernel-sign",
            Text.of("$N_h=(T_2,T_1)$", "$N_h=(T_2,T_1)$"),
            "t1*(-t2) + t2*t1",
            "t1*t2 + t2*t1")
        .edit(
            "block-diagonal",
            "kernel-of-the-other-layer",
            Text.of(
                "$N_{h-1}$ from $T_h$ in place of $T_{h-1}$",
                "$N_{h-1}$ tiré de $T_h$ au lieu de $T_{h-1}$"),
            "t1*(w12*(t1*w11 + t2*w21) - w11*(t1*w12 + t2*w22))",
            "t1*(w12*t1 - w11*t2)")
        .without(
            "last-layer",
            "columns-not-orthogonal",
            Text.of(
                "for columns of $W_HN_{H-1}$ that are not orthogonal to $U_{\\mathcal S}$",
                "pour des colonnes de $W_HN_{H-1}$ non orthogonales à $U_{\\mathcal S}$"),
            "u1*a1 + u2*a2 == 0")
        .list();
  }

  static Notation notation() {
    return new Notation(
        RankRegressionSteps.symbols(
            Symbol.real(
                "u#",
                "entries of a column of $U_{\\mathcal S}$",
                "coefficients d'une colonne de $U_{\\mathcal S}$"),
            Symbol.real(
                "v#", "entries of a column of $U_Q$", "coefficients d'une colonne de $U_Q$"),
            Symbol.real("a", "$A_R$, $1\\times 1$", "$A_R$, $1\\times 1$"),
            Symbol.real(
                "a#",
                "entries of a column of $W_HN_{H-1}$",
                "coefficients d'une colonne de $W_HN_{H-1}$"),
            Symbol.real("b#", "entries of $B$", "coefficients de $B$"),
            Symbol.real("m#", "entries of $M_D$", "coefficients de $M_D$"),
            Symbol.real("p#", "entries of $D_h$", "coefficients de $D_h$"),
            Symbol.real("t", "$D_1$, $1\\times 1$", "$D_1$, $1\\times 1$"),
            Symbol.real("t#", "entries of $T_h$", "coefficients de $T_h$"),
            Symbol.real("f#", "entries of $F_h$", "coefficients de $F_h$"),
            Symbol.real("w#", "entries of $W_h$", "coefficients de $W_h$")),
        List.of(),
        List.of(),
        Map.of("λ", "l"));
  }
}
