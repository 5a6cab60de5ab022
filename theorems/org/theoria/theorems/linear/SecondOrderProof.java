package org.theoria.theorems.linear;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.theoria.proposition.Justification;
import org.theoria.proposition.Notation;
import org.theoria.proposition.Notation.Symbol;
import org.theoria.proposition.Proof;
import org.theoria.proposition.Step;
import org.theoria.proposition.StepMutant;
import org.theoria.proposition.StepMutants;
import org.theoria.proposition.Text;

/**
 * What ∇E(W) = 0 and ∇²E(W) ⪰ 0 imply, whatever the data: the proofs of {@link
 * SecondOrderPointsSolveRankRegression} and of {@link DeepLinearTwoLayersNoNonStrict}.
 */
final class SecondOrderProof {

  private SecondOrderProof() {}

  /**
   * The steps up to: rank C = rank G, and G has the largest singular values.
   *
   * @param semidefinite the hypothesis ∇²E(W) ⪰ 0, or nothing where the steps suppose it themselves
   */
  private static List<Step> common(String... semidefinite) {
    return List.of(
        RankRegressionSteps.normalEquations(),
        RankRegressionSteps.projection(),
        RankRegressionSteps.majorisation(),
        RankRegressionSteps.majorisationSign(),
        RankRegressionSteps.eckartYoung(),
        new Step(
            "coordinates",
            Text.of(
                "Let $\\Pi$ be the projector onto the rows of $X$, $M=Y\\Pi=ZX$, $A=W_1X$, $C=W_{H-1}\\cdots W_2$, $G=W_HCA$, $R=M-G$:"
                    + " $\\widehat R=\\|R\\|^2+\\|Y-M\\|^2$, $MM^T=\\Sigma$, and a variation of $W_1$ is any variation of $A$ with rows in those of"
                    + " $X$, where the rows of $R$ are too.",
                "Soit $\\Pi$ le projecteur sur les lignes de $X$, $M=Y\\Pi=ZX$, $A=W_1X$, $C=W_{H-1}\\cdots W_2$, $G=W_HCA$, $R=M-G$ :"
                    + " $\\widehat R=\\|R\\|^2+\\|Y-M\\|^2$, $MM^T=\\Sigma$, et une variation de $W_1$ est une variation quelconque de $A$ à lignes"
                    + " dans celles de $X$, où sont aussi les lignes de $R$."),
            "\\widehat R(\\mathbf W)=\\|W_HCA-M\\|^2+\\|Y-M\\|^2",
            new Justification.From(List.of("normal-equations"))),
        new Step(
            "first-order",
            Text.of(
                "The derivatives of $\\|R\\|^2$ by $W_H$ and $A$: shown for one neuron a layer, two examples.",
                "Les dérivées de $\\|R\\|^2$ selon $W_H$ et $A$ : montré pour un neurone par couche, deux exemples."),
            "\\nabla_{W_H}=-2R(CA)^T,\\qquad\\nabla_A=-2(W_HC)^TR",
            new Justification.Identity(
                List.of(
                    "D((w*c*a1 - m1)^2 + (w*c*a2 - m2)^2, w)"
                        + " == -2*((m1 - w*c*a1)*c*a1 + (m2 - w*c*a2)*c*a2)",
                    "D((w*c*a1 - m1)^2 + (w*c*a2 - m2)^2, a1) == -2*w*c*(m1 - w*c*a1)"),
                List.of(),
                List.of(),
                Text.of("all reals", "tous les réels"))),
        new Step(
            "orthogonal",
            Text.of(
                "At a critical point $(W_HC)^TR=0$ and $R(CA)^T=0$, so $G^TR=0$ and $RG^T=0$: $\\Sigma=MM^T=GG^T+RR^T$, with $GG^T$ and $RR^T$"
                    + " on orthogonal spaces. The positive eigenvalues of $\\Sigma$ are those of $GG^T$ and those of $RR^T$.",
                "En un point critique $(W_HC)^TR=0$ et $R(CA)^T=0$, donc $G^TR=0$ et $RG^T=0$ : $\\Sigma=MM^T=GG^T+RR^T$, avec $GG^T$ et $RR^T$"
                    + " sur des espaces orthogonaux. Les valeurs propres positives de $\\Sigma$ sont celles de $GG^T$ et celles de $RR^T$."),
            "\\Sigma=GG^T+RR^T,\\qquad G^TR=0",
            new Justification.From(List.of("critical", "coordinates", "first-order"))),
        new Step(
            "second-order-term",
            Text.of(
                "Let $Rv=\\sigma u$, $R^Tu=\\sigma v$, unit vectors, $\\sigma>0$: $u$ is orthogonal to the range of $W_HC$, $v$ to the rows of $CA$."
                    + " Along $W_H+t\\,u\\alpha^T$, $A+t\\,\\beta v^T$ the risk has no term in $t$, and its $t^2$ is as said. Shown for two"
                    + " neurons a layer, $u=v=e_2$, $W_H$ with one row $w$ and $A$ with one column $x$ besides.",
                "Soit $Rv=\\sigma u$, $R^Tu=\\sigma v$, unitaires, $\\sigma>0$ : $u$ est orthogonal à l'image de $W_HC$, $v$ aux lignes de $CA$."
                    + " Le long de $W_H+t\\,u\\alpha^T$, $A+t\\,\\beta v^T$ le risque n'a pas de terme en $t$, et son $t^2$ est celui annoncé."
                    + " Montré pour deux neurones par couche, $u=v=e_2$, $W_H$ n'ayant sinon qu'une ligne $w$ et $A$ qu'une colonne $x$."),
            "[t^2]\\,\\widehat R=\\|(CA)^T\\alpha\\|^2+\\|W_HC\\beta\\|^2-2\\sigma\\,\\alpha^TC\\beta",
            new Justification.Identity(
                List.of(
                    "(t*(w1*(c11*b1 + c12*b2) + w2*(c21*b1 + c22*b2)))^2"
                        + " + (t*(a1*(c11*x1 + c12*x2) + a2*(c21*x1 + c22*x2)))^2"
                        + " + (s - t^2*(a1*(c11*b1 + c12*b2) + a2*(c21*b1 + c22*b2)))^2"
                        + " == s^2 + t^2*((x1*(c11*a1 + c21*a2) + x2*(c12*a1 + c22*a2))^2"
                        + " + (w1*(c11*b1 + c12*b2) + w2*(c21*b1 + c22*b2))^2"
                        + " - 2*s*(a1*(c11*b1 + c12*b2) + a2*(c21*b1 + c22*b2)))"
                        + " + t^4*(a1*(c11*b1 + c12*b2) + a2*(c21*b1 + c22*b2))^2"),
                List.of(),
                List.of(),
                Text.of("all reals, $C$ of shape 2×2", "tous les réels, $C$ de taille 2×2"))),
        new Step(
            "unbounded",
            Text.of(
                "If $(CA)^T\\alpha=0$ and $\\alpha^TC\\beta=c>0$, the term at $\\tau\\alpha$, $\\beta$ is $b-2\\sigma c\\tau$ with $b=\\|W_HC\\beta\\|^2$:"
                    + " negative for $\\tau=(b+1)/(2\\sigma c)$. Likewise if $W_HC\\beta=0$.",
                "Si $(CA)^T\\alpha=0$ et $\\alpha^TC\\beta=c>0$, le terme en $\\tau\\alpha$, $\\beta$ vaut $b-2\\sigma c\\tau$ avec"
                    + " $b=\\|W_HC\\beta\\|^2$ : négatif pour $\\tau=(b+1)/(2\\sigma c)$. De même si $W_HC\\beta=0$."),
            "b-2\\sigma c\\,\\tfrac{b+1}{2\\sigma c}=-1<0",
            new Justification.Implication(
                List.of("s > 0", "c > 0", "b >= 0", "2*s*c*t == b + 1"),
                "b - 2*s*c*t < 0",
                Text.of("all reals", "tous les réels"))),
        new Step(
            "rank-of-the-middle",
            Text.of(
                "Let $R\\ne 0$ and the Hessian be $\\succeq 0$. If $\\mathrm{rk}(CA)<\\mathrm{rk}\\,C$, some $\\alpha$ has $(CA)^T\\alpha=0$ and"
                    + " $C^T\\alpha\\ne 0$; if $\\mathrm{rk}\\,G<\\mathrm{rk}(CA)=\\mathrm{rk}\\,C$, some $\\beta$ has $W_HC\\beta=0$ and $C\\beta\\ne 0$: both"
                    + " are excluded. So $\\mathrm{rk}\\,C=\\mathrm{rk}\\,G\\le\\mathrm{rk}(W_HCW_1)\\le\\mathrm{rk}\\,C$: $r=\\mathrm{rk}\\,G=\\mathrm{rk}\\,C$, even"
                    + " where $X$ has not the rank $d_x$.",
                "Soit $R\\ne 0$ et la hessienne $\\succeq 0$. Si $\\mathrm{rg}(CA)<\\mathrm{rg}\\,C$, un $\\alpha$ vérifie $(CA)^T\\alpha=0$ et"
                    + " $C^T\\alpha\\ne 0$ ; si $\\mathrm{rg}\\,G<\\mathrm{rg}(CA)=\\mathrm{rg}\\,C$, un $\\beta$ vérifie $W_HC\\beta=0$ et $C\\beta\\ne 0$ :"
                    + " les deux sont exclus. Donc $\\mathrm{rg}\\,C=\\mathrm{rg}\\,G\\le\\mathrm{rg}(W_HCW_1)\\le\\mathrm{rg}\\,C$ : $r=\\mathrm{rg}\\,G=\\mathrm{rg}\\,C$,"
                    + " même si $X$ n'est pas de rang $d_x$."),
            "\\mathrm{rk}(W_{H-1}\\cdots W_2)=\\mathrm{rk}(W_H\\cdots W_1X)=r",
            and(
                List.of("coordinates", "orthogonal", "second-order-term", "unbounded"),
                semidefinite)),
        new Step(
            "balanced",
            Text.of(
                "For a singular triple $(p,q,s)$ of $G$, $s>0$, let $\\alpha=W_H^Tp/s$ and $\\beta=Aq/s$: $(CA)^T\\alpha=G^Tp/s=q$, $W_HC\\beta=Gq/s=p$,"
                    + " $\\alpha^TC\\beta=p^TGq/s^2=1/s$. The term is $2-2\\sigma/s$; so $\\sigma\\le s$.",
                "Pour un triplet singulier $(p,q,s)$ de $G$, $s>0$, soit $\\alpha=W_H^Tp/s$ et $\\beta=Aq/s$ : $(CA)^T\\alpha=G^Tp/s=q$,"
                    + " $W_HC\\beta=Gq/s=p$, $\\alpha^TC\\beta=p^TGq/s^2=1/s$. Le terme vaut $2-2\\sigma/s$ ; donc $\\sigma\\le s$."),
            "1+1-2\\sigma\\cdot\\tfrac1s\\ge 0\\ \\Longrightarrow\\ \\sigma\\le s",
            new Justification.Implication(
                List.of("r > 0", "s > 0", "c*r == 1", "1 + 1 - 2*s*c >= 0"),
                "s <= r",
                Text.of(
                    "all reals; $r$ is the singular value of $G$, $c=1/r$",
                    "tous les réels ; $r$ est la valeur singulière de $G$, $c=1/r$"))),
        new Step(
            "largest",
            Text.of(
                "So, the Hessian being $\\succeq 0$, no singular value of $R$ exceeds one of $G$: those of $G$ give $\\lambda_1,\\dots,\\lambda_r$, and $\\widehat R(\\mathbf W)=\\mathrm{tr}\\,"
                    + "\\Sigma_{YY}-(\\lambda_1+\\dots+\\lambda_r)$.",
                "Donc, la hessienne étant $\\succeq 0$, aucune valeur singulière de $R$ n'en dépasse une de $G$ : celles de $G$ donnent $\\lambda_1,\\dots,\\lambda_r$, et"
                    + " $\\widehat R(\\mathbf W)=\\mathrm{tr}\\,\\Sigma_{YY}-(\\lambda_1+\\dots+\\lambda_r)$."),
            "\\widehat R(\\mathbf W)=\\mathrm{tr}\\,\\Sigma_{YY}-\\sum_{i\\le r}\\lambda_i",
            and(
                List.of(
                    "coordinates",
                    "orthogonal",
                    "second-order-term",
                    "rank-of-the-middle",
                    "balanced"),
                semidefinite)));
  }

  private static Justification and(List<String> ids, String... more) {
    return new Justification.From(Stream.concat(ids.stream(), Stream.of(more)).toList());
  }

  static Proof rankRegression() {
    List<Step> steps = new ArrayList<>(common("second-order"));
    steps.add(
        new Step(
            "not-minimal",
            Text.of(
                "If $R=0$, $\\mathbf W$ is a global minimiser; so $R\\ne 0$. If $r\\ge r_{\\max}$, the value is the least of all products, of rank"
                    + " at most $r_{\\max}$: so $r<r_{\\max}$. And $\\lambda_{r+1}$ is the largest eigenvalue of $RR^T\\ne 0$.",
                "Si $R=0$, $\\mathbf W$ est un minimiseur global ; donc $R\\ne 0$. Si $r\\ge r_{\\max}$, la valeur est la plus petite de tous les"
                    + " produits, de rang au plus $r_{\\max}$ : donc $r<r_{\\max}$. Et $\\lambda_{r+1}$ est la plus grande valeur propre de"
                    + " $RR^T\\ne 0$."),
            "r<r_{\\max},\\qquad\\lambda_{r+1}>0",
            new Justification.From(
                List.of(
                    "not-a-minimiser", "coordinates", "eckart-young", "orthogonal", "largest"))));
    steps.add(
        new Step(
            "no-hypothesis-on-the-data",
            Text.of(
                "Nothing was used of the data: neither an order of $d_x$, $d_y$, $n$, nor the ranks of $X$ and $\\Sigma_{XY}$, nor that the"
                    + " $\\lambda_i$ are distinct.",
                "Rien des données n'a servi : ni un ordre de $d_x$, $d_y$, $n$, ni les rangs de $X$ et de $\\Sigma_{XY}$, ni que les"
                    + " $\\lambda_i$ soient distinctes."),
            "\\widehat R(\\mathbf W)=\\min_{\\mathrm{rk}\\,G\\le r}\\|GX-Y\\|^2,\\qquad r<r_{\\max}",
            new Justification.From(List.of("eckart-young", "largest", "not-minimal"))));
    steps.add(
        new Step(
            "conclusion",
            Text.of(
                "$W_H\\cdots W_1$ solves the regression of rank $r$, and the risk is one of the values of $r=0,\\dots,r_{\\max}-1$ (Achour,"
                    + " Malgouyres, Gerchinovitz, JMLR 25, 2024, under the hypotheses of the slide). The basis $U$ and its order"
                    + " only name $\\delta_1\\ge\\delta_2\\ge\\cdots$.",
                "$W_H\\cdots W_1$ résout la régression de rang $r$, et le risque est l'une des valeurs de $r=0,\\dots,r_{\\max}-1$ (Achour,"
                    + " Malgouyres, Gerchinovitz, JMLR 25, 2024, sous les hypothèses de la diapositive). La base $U$ et son ordre"
                    + " ne font que nommer $\\delta_1\\ge\\delta_2\\ge\\cdots$."),
            "\\widehat R(\\mathbf W)\\le\\|GX-Y\\|^2\\quad\\text{if}\\ \\mathrm{rk}\\,G\\le r",
            new Justification.From(
                List.of(
                    "critical",
                    "second-order",
                    "rival-rank",
                    "singular-basis",
                    "ordered",
                    "eckart-young",
                    "largest",
                    "not-minimal",
                    "no-hypothesis-on-the-data"))));
    return new Proof(steps);
  }

  static Proof twoLayers() {
    List<Step> steps = new ArrayList<>(common());
    steps.add(
        new Step(
            "two-layers",
            Text.of(
                "For $H=2$ the middle is $C=I_{n_1}$, of rank $n_1$. If $R\\ne 0$ and the Hessian is $\\succeq 0$, then $r=\\mathrm{rk}\\,C=n_1\\ge"
                    + " r_{\\max}$, and the risk is the least one of rank $r_{\\max}$; if $R=0$, it is the least one of all.",
                "Pour $H=2$ le milieu est $C=I_{n_1}$, de rang $n_1$. Si $R\\ne 0$ et si la hessienne est $\\succeq 0$, alors $r=\\mathrm{rg}\\,C=n_1\\ge"
                    + " r_{\\max}$, et le risque est le plus petit de rang $r_{\\max}$ ; si $R=0$, c'est le plus petit de tous."),
            "\\nabla^2\\widehat R(\\mathbf W)\\succeq 0\\ \\Longrightarrow\\ r\\ge r_{\\max}\\ \\text{or}\\ R=0",
            new Justification.From(
                List.of("two-layers-only", "eckart-young", "rank-of-the-middle", "largest"))));
    steps.add(
        new Step(
            "no-hypothesis-on-the-data",
            Text.of(
                "Nothing was used of the data: neither an order of $d_x$, $d_y$, $n$, nor the ranks of $X$ and $\\Sigma_{XY}$, nor that the"
                    + " $\\lambda_i$ are distinct.",
                "Rien des données n'a servi : ni un ordre de $d_x$, $d_y$, $n$, ni les rangs de $X$ et de $\\Sigma_{XY}$, ni que les"
                    + " $\\lambda_i$ soient distinctes."),
            "\\nabla^2\\widehat R(\\mathbf W)\\succeq 0\\ \\Longrightarrow\\ \\mathbf W\\in\\arg\\min\\widehat R",
            new Justification.From(List.of("critical", "two-layers"))));
    steps.add(
        new Step(
            "conclusion",
            Text.of(
                "A critical point whose Hessian is $\\succeq 0$ is a global minimiser: no saddle is non-strict (Achour, Malgouyres, Gerchinovitz,"
                    + " JMLR 25, 2024, under the hypotheses of the slide).",
                "Un point critique de hessienne $\\succeq 0$ est un minimiseur global : aucun point selle n'est non strict (Achour, Malgouyres,"
                    + " Gerchinovitz, JMLR 25, 2024, sous les hypothèses de la diapositive)."),
            "H=2\\ \\Longrightarrow\\ \\text{no non-strict saddle}",
            new Justification.From(
                List.of("critical", "two-layers", "no-hypothesis-on-the-data"))));
    return new Proof(steps);
  }

  static List<StepMutant> mutants(Proof proof) {
    return RankRegressionSteps.mutants(StepMutants.of(proof))
        .edit(
            "first-order",
            "without-the-middle",
            Text.of("$\\nabla_A$ without $C$", "$\\nabla_A$ sans $C$"),
            "== -2*w*c*(m1",
            "== -2*w*(m1")
        .edit(
            "second-order-term",
            "cross-term-halved",
            Text.of(
                "$\\sigma\\alpha^TC\\beta$ in place of $2\\sigma\\alpha^TC\\beta$",
                "$\\sigma\\alpha^TC\\beta$ au lieu de $2\\sigma\\alpha^TC\\beta$"),
            "- 2*s*(a1",
            "- s*(a1")
        .edit(
            "second-order-term",
            "transpose-forgotten",
            Text.of(
                "$CA$ applied to $\\alpha$ without a transpose",
                "$CA$ appliqué à $\\alpha$ sans transposée"),
            "x1*(c11*a1 + c21*a2)",
            "x1*(c11*a1 + c12*a2)")
        .without(
            "unbounded",
            "any-scale",
            Text.of("for every scale $\\tau$", "pour toute échelle $\\tau$"),
            "2*s*c*t == b + 1")
        .edit(
            "balanced",
            "factor",
            Text.of("$\\sigma\\le s/2$", "$\\sigma\\le s/2$"),
            "s <= r",
            "s <= r/2")
        .list();
  }

  static Notation notation() {
    return new Notation(
        RankRegressionSteps.symbols(
            Symbol.real(
                "t",
                "the parameter of the line, or its scale",
                "le paramètre de la droite, ou son échelle"),
            Symbol.real("r", "a singular value of $G$", "une valeur singulière de $G$"),
            Symbol.real("w", "$W_H$, one neuron", "$W_H$, un neurone"),
            Symbol.real("c", "$C$, or $\\alpha^TC\\beta$", "$C$, ou $\\alpha^TC\\beta$"),
            Symbol.real("b", "$\\|W_HC\\beta\\|^2$", "$\\|W_HC\\beta\\|^2$"),
            Symbol.real("w#", "a row of $W_H$", "une ligne de $W_H$"),
            Symbol.real(
                "a#", "entries of $A$, or of $\\alpha$", "coefficients de $A$, ou de $\\alpha$"),
            Symbol.real("b#", "entries of $\\beta$", "coefficients de $\\beta$"),
            Symbol.real("m#", "entries of $M$", "coefficients de $M$")),
        List.of(),
        List.of(),
        Map.of("λ", "l", "σ", "s"));
  }
}
