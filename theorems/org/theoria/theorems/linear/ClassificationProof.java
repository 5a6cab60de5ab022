package org.theoria.theorems.linear;

import static org.theoria.theorems.linear.ClassificationSteps.blockGradient;
import static org.theoria.theorems.linear.ClassificationSteps.blocks;
import static org.theoria.theorems.linear.ClassificationSteps.generalForm;
import static org.theoria.theorems.linear.ClassificationSteps.looseForm;
import static org.theoria.theorems.linear.ClassificationSteps.reductions;
import static org.theoria.theorems.linear.ClassificationSteps.taylor;
import static org.theoria.theorems.linear.ClassificationSteps.tightenedForm;
import static org.theoria.theorems.linear.ClassificationSteps.turning;
import static org.theoria.theorems.linear.DeepLinearTexts.implication;

import java.util.List;
import org.theoria.proposition.Justification;
import org.theoria.proposition.Proof;
import org.theoria.proposition.Step;
import org.theoria.proposition.StepMutant;
import org.theoria.proposition.StepMutants;
import org.theoria.proposition.Text;

/**
 * The proof of {@link DeepLinearClassification}: the second-order form in normal form, its sign,
 * and curves of higher order.
 */
final class ClassificationProof {

  private ClassificationProof() {}

  private static Step cited(String id, Text text, String latex, String source) {
    return new Step(id, text, latex, new Justification.Cited(source));
  }

  static Proof steps() {
    return Proof.of(
        cited(
            "association",
            Text.of(
                "The critical point is associated with one $\\mathcal S$, and $\\widehat R=\\mathrm{tr}(\\Sigma_{YY})-\\sum_{\\mathcal S}\\lambda_i$"
                    + " (the entry deep-linear-critical-values).",
                "Le point critique est associé à un unique $\\mathcal S$, et $\\widehat R=\\mathrm{tr}(\\Sigma_{YY})-\\sum_{\\mathcal S}\\lambda_i$"
                    + " (l'entrée deep-linear-critical-values)."),
            "W_H\\cdots W_1=U_{\\mathcal S}U_{\\mathcal S}^T\\Sigma_{YX}\\Sigma_{XX}^{-1}",
            "Theoria, deep-linear-critical-values; " + DeepLinearTexts.PAPER),
        DeepLinearTexts.from(
            "normal-form",
            Text.of(
                "With $R_0$ such that $W_H\\cdots W_1R_0=U_{\\mathcal S}$, $F_h=W_h\\cdots W_1R_0$ and $L_h=U_{\\mathcal S}^TW_H\\cdots W_{h+1}$:"
                    + " $L_hF_h=I_r$, so $\\mathbb R^{n_h}$ is the sum of the range of $F_h$ and the kernel of $L_h$, and $W_h$ maps both into those"
                    + " of the next layer. In bases of these, $W_1=[F;Z_1]$, $W_h=\\mathrm{diag}(I_r,Z_h)$, outputs in the basis $U$,"
                    + " $F=U_{\\mathcal S}^T\\Sigma_{YX}\\Sigma_{XX}^{-1}$. A change of bases does not change $\\widehat R$ nor inertias; the ranks of the"
                    + " complementary blocks are $r$ more than those of $T_{hg}$ and $N_{hg}$. (For $d_y\\le d_x$ and $\\Sigma_{XX}$ invertible:"
                    + " the other cases are reduced to this one at the end.)",
                "Avec $R_0$ tel que $W_H\\cdots W_1R_0=U_{\\mathcal S}$, $F_h=W_h\\cdots W_1R_0$ et $L_h=U_{\\mathcal S}^TW_H\\cdots W_{h+1}$ :"
                    + " $L_hF_h=I_r$, donc $\\mathbb R^{n_h}$ est la somme de l'image de $F_h$ et du noyau de $L_h$, et $W_h$ les envoie dans ceux"
                    + " de la couche suivante. Dans ces bases, $W_1=[F;Z_1]$, $W_h=\\mathrm{diag}(I_r,Z_h)$, les sorties dans la base $U$,"
                    + " $F=U_{\\mathcal S}^T\\Sigma_{YX}\\Sigma_{XX}^{-1}$. Un changement de bases ne change ni $\\widehat R$ ni les inerties ; les rangs des"
                    + " blocs complémentaires dépassent de $r$ ceux de $T_{hg}$ et $N_{hg}$. (Pour $d_y\\le d_x$ et $\\Sigma_{XX}$ inversible :"
                    + " les autres cas s'y ramènent à la fin.)"),
            "W_1=\\begin{bmatrix}F\\\\Z_1\\end{bmatrix},\\quad W_h=\\begin{bmatrix}I_r&0\\\\0&Z_h\\end{bmatrix}",
            "critical",
            "full-rank",
            "singular-basis"),
        taylor(new DeepLinearIdentities.Taylor(2)),
        turning(new ClassificationIdentities.Turning(true, true)),
        implication(
            "turning-negative",
            Text.of(
                "If $\\mathcal S\\ne\\{1,\\dots,r\\}$ there are $i\\in\\mathcal S$, $j\\notin\\mathcal S$ with $\\lambda_j>\\lambda_i$: the second derivative"
                    + " is negative.",
                "Si $\\mathcal S\\ne\\{1,\\dots,r\\}$ il existe $i\\in\\mathcal S$, $j\\notin\\mathcal S$ avec $\\lambda_j>\\lambda_i$ : la dérivée seconde est"
                    + " négative."),
            "\\lambda_j>\\lambda_i\\ \\Rightarrow\\ -2(\\lambda_j-\\lambda_i)<0",
            List.of("lj > li"),
            "-2*(lj - li) < 0",
            Text.of("all reals", "tous les réels")),
        DeepLinearTexts.from(
            "not-the-largest",
            Text.of("So it is a strict saddle.", "C'est donc un point selle strict."),
            "\\mathcal S\\ne\\{1,\\dots,r\\}\\ \\Rightarrow\\ \\text{strict}",
            "association",
            "normal-form",
            "turning",
            "turning-negative",
            "distinct-singular-values",
            "ordered"),
        cited(
            "least",
            Text.of(
                "Every product has rank at most $r_{\\max}$, and over these the least value of $\\|WX-Y\\|^2$ is"
                    + " $\\mathrm{tr}(\\Sigma_{YY})-\\lambda_1-\\cdots-\\lambda_{r_{\\max}}$: the global minimum.",
                "Tout produit est de rang au plus $r_{\\max}$, et sur ceux-ci la plus petite valeur de $\\|WX-Y\\|^2$ est"
                    + " $\\mathrm{tr}(\\Sigma_{YY})-\\lambda_1-\\cdots-\\lambda_{r_{\\max}}$ : le minimum global."),
            "\\min\\widehat R=\\mathrm{tr}(\\Sigma_{YY})-\\sum_{i\\le r_{\\max}}\\lambda_i",
            "C. Eckart, G. Young, The approximation of one matrix by another of lower rank, Psychometrika 1(3), 1936, 211-218"),
        DeepLinearTexts.from(
            "global",
            Text.of(
                "If $r=r_{\\max}$ and $\\mathcal S=\\{1,\\dots,r_{\\max}\\}$, the value is the least one: a global minimiser.",
                "Si $r=r_{\\max}$ et $\\mathcal S=\\{1,\\dots,r_{\\max}\\}$, la valeur est la plus petite : un minimiseur global."),
            "\\mathcal S=\\{1,\\dots,r_{\\max}\\}\\ \\Rightarrow\\ \\widehat R(\\mathbf W)=\\min\\widehat R",
            "critical",
            "ordered",
            "association",
            "least"),
        blockGradient(2),
        DeepLinearTexts.from(
            "critical-products",
            Text.of(
                "At the critical point $Z_H\\cdots Z_1=0$, by the product, so $\\nabla_{Z_h}\\widehat R=0$ says that every product of $H$"
                    + " consecutive factors of the cyclic word $MZ_H\\cdots Z_1$ that contains $M$ is 0. And $FM=U_{\\mathcal S}^T\\Sigma U_Q=0$.",
                "Au point critique $Z_H\\cdots Z_1=0$, par le produit, donc $\\nabla_{Z_h}\\widehat R=0$ dit que tout produit de $H$ facteurs"
                    + " consécutifs du mot cyclique $MZ_H\\cdots Z_1$ qui contient $M$ est nul. Et $FM=U_{\\mathcal S}^T\\Sigma U_Q=0$."),
            "Z_{h-1}\\cdots Z_1MZ_H\\cdots Z_{h+1}=0\\quad(1\\le h\\le H),\\qquad Z_H\\cdots Z_1=0,\\qquad FM=0",
            "association",
            "normal-form",
            "block-gradient",
            "critical",
            "singular-basis"),
        generalForm(2, true),
        DeepLinearTexts.from(
            "form-at-critical",
            Text.of(
                "The term in $t^2$ is half the second derivative. At a critical point $\\varepsilon=0$: for $g\\ge h$,"
                    + " $Z_{g-1}\\cdots Z_1MZ_H\\cdots Z_{h+1}$ has $H$ factors or more.",
                "Le terme en $t^2$ est la moitié de la dérivée seconde. En un point critique $\\varepsilon=0$ : pour $g\\ge h$,"
                    + " $Z_{g-1}\\cdots Z_1MZ_H\\cdots Z_{h+1}$ a au moins $H$ facteurs."),
            "\\|P_1\\|^2+2\\langle P_0-Y,P_2\\rangle=\\|(\\alpha F+\\beta)X\\|^2+\\|(\\gamma F+\\zeta)X\\|^2"
                + "-2\\,\\mathrm{tr}(M\\gamma\\beta)-2\\sum_{h>g}\\mathrm{tr}(z_hT_{hg}z_gN_{hg})",
            "taylor",
            "normal-form",
            "critical-products",
            "second-order-form"),
        tightenedForm(new ClassificationIdentities.SecondOrder(false, false, 2)),
        DeepLinearTexts.from(
            "bounds",
            Text.of(
                "With $\\Pi$ the projector onto the rows of $U_Q^T\\Sigma^{1/2}$, which are orthogonal to those of $FX$:"
                    + " $\\|(\\alpha F+\\beta)X\\|\\ge b=\\|\\beta X\\Pi\\|$, $\\|\\gamma FX\\|^2\\ge\\lambda_rc^2$ with $c=\\|\\gamma\\|$, and"
                    + " $\\mathrm{tr}(M\\gamma\\beta)=\\langle\\beta X\\Pi,\\gamma^TU_Q^T\\Sigma^{1/2}\\rangle\\le sbc$, $s^2=\\lambda_{r+1}$ the largest outside"
                    + " $\\mathcal S=\\{1,\\dots,r\\}$.",
                "Avec $\\Pi$ le projecteur sur les lignes de $U_Q^T\\Sigma^{1/2}$, orthogonales à celles de $FX$ :"
                    + " $\\|(\\alpha F+\\beta)X\\|\\ge b=\\|\\beta X\\Pi\\|$, $\\|\\gamma FX\\|^2\\ge\\lambda_rc^2$ avec $c=\\|\\gamma\\|$, et"
                    + " $\\mathrm{tr}(M\\gamma\\beta)=\\langle\\beta X\\Pi,\\gamma^TU_Q^T\\Sigma^{1/2}\\rangle\\le sbc$, $s^2=\\lambda_{r+1}$ la plus grande hors de"
                    + " $\\mathcal S=\\{1,\\dots,r\\}$."),
            "\\mathrm{tr}(M\\gamma\\beta)\\le s\\,b\\,c",
            "normal-form",
            "singular-basis",
            "ordered"),
        implication(
            "tightened-sign",
            Text.of(
                "So the form is at least $(b-sc)^2+(\\lambda_r-s^2)c^2\\ge0$: no negative eigenvalue.",
                "La forme vaut donc au moins $(b-sc)^2+(\\lambda_r-s^2)c^2\\ge0$ : pas de valeur propre négative."),
            "q\\le sbc,\\ s^2\\le\\lambda_r\\ \\Rightarrow\\ b^2+\\lambda_rc^2-2q\\ge0",
            List.of("q <= s*b*c", "s^2 <= l"),
            "b^2 + l*c^2 - 2*q >= 0",
            Text.of("all reals", "tous les réels")),
        DeepLinearTexts.from(
            "tightened",
            Text.of(
                "Tightened: for every pivot $(h,g)$, $T_{hg}=0$ or $N_{hg}=0$, so the last sum of the form is 0. And $\\zeta=0$: $M$ is"
                    + " injective, $T_{h1}=0$ or $MZ_H\\cdots Z_{h+1}=0$ for $h\\ge2$, and $MZ_H\\cdots Z_2=0$ for $h=1$. So for"
                    + " $\\mathcal S=\\{1,\\dots,r\\}$ the Hessian is $\\succeq0$.",
                "Tenu : pour tout pivot $(h,g)$, $T_{hg}=0$ ou $N_{hg}=0$, donc la dernière somme de la forme est nulle. Et $\\zeta=0$ : $M$"
                    + " est injective, $T_{h1}=0$ ou $MZ_H\\cdots Z_{h+1}=0$ pour $h\\ge2$, et $MZ_H\\cdots Z_2=0$ pour $h=1$. Donc pour"
                    + " $\\mathcal S=\\{1,\\dots,r\\}$ la hessienne est $\\succeq0$."),
            "\\text{tightened},\\ \\mathcal S=\\{1,\\dots,r\\}\\ \\Rightarrow\\ \\nabla^2\\widehat R\\succeq0",
            "full-rank",
            "normal-form",
            "critical-products",
            "form-at-critical",
            "tightened-form",
            "bounds",
            "tightened-sign"),
        looseForm(new ClassificationIdentities.SecondOrder(true, true, 2)),
        cited(
            "strings",
            Text.of(
                "A nilpotent representation of a cyclic quiver is a sum of strings: in suitable bases each map sends basis vectors to basis"
                    + " vectors or to 0, no two to the same.",
                "Une représentation nilpotente d'un carquois cyclique est une somme de chaînes : dans des bases convenables chaque"
                    + " application envoie les vecteurs de base sur des vecteurs de base ou sur 0, jamais deux sur le même."),
            "v\\mapsto v'\\mapsto\\cdots\\mapsto0",
            "I. Assem, D. Simson, A. Skowroński, Elements of the Representation Theory of Associative Algebras 1, Cambridge University"
                + " Press, 2006, chapter V (uniserial modules)"),
        DeepLinearTexts.from(
            "blocks-as-strings",
            Text.of(
                "So $H$ consecutive arrows of the cyclic word $MZ_H\\cdots Z_1$ give 0, whether $M$ is among them or not: $M,Z_H,\\dots,Z_1$ are"
                    + " a nilpotent representation, and its strings have at most $H-1$ arrows.",
                "Donc $H$ flèches consécutives du mot cyclique $MZ_H\\cdots Z_1$ donnent 0, que $M$ en soit ou non : $M,Z_H,\\dots,Z_1$ sont"
                    + " une représentation nilpotente, dont les chaînes ont au plus $H-1$ flèches."),
            "Z_{h-1}\\cdots Z_1MZ_H\\cdots Z_{h+1}=0,\\qquad Z_H\\cdots Z_1=0",
            "critical-products",
            "strings"),
        DeepLinearTexts.from(
            "one-end",
            Text.of(
                "Let $z_g$ join the end of a string through $N_{hg}$ to the start of one through $T_{hg}$, and $z_h$ the end of the latter to the"
                    + " start of the former: $\\mathrm{tr}(z_hT_{hg}z_gN_{hg})=m\\ne0$, of the sign we like. The string through $T_{hg}$ does not"
                    + " run from 0 to $H$ through $Z_H\\cdots Z_1=0$, so one of $Z_H\\cdots Z_{h+1}z_hZ_{h-1}\\cdots Z_1$ and $Z_H\\cdots Z_{g+1}z_gZ_{g-1}\\cdots Z_1$"
                    + " is 0. Let $s$ be the square of the norm of the other (on $X$). With $\\sqrt a$ times one and $1/\\sqrt a$ times the other the"
                    + " form is $s/a-2m$.",
                "Que $z_g$ joigne la fin d'une chaîne passant par $N_{hg}$ au début d'une autre passant par $T_{hg}$, et $z_h$ la fin de celle-ci au"
                    + " début de la première : $\\mathrm{tr}(z_hT_{hg}z_gN_{hg})=m\\ne0$, du signe voulu. La chaîne passant par $T_{hg}$"
                    + " ne va pas de 0 à $H$ par $Z_H\\cdots Z_1=0$, donc l'un de $Z_H\\cdots Z_{h+1}z_hZ_{h-1}\\cdots Z_1$ et"
                    + " $Z_H\\cdots Z_{g+1}z_gZ_{g-1}\\cdots Z_1$ est nul. Soit $s$ le carré de la norme de l'autre (sur $X$). Avec $\\sqrt a$ fois l'un"
                    + " et $1/\\sqrt a$ fois l'autre la forme vaut $s/a-2m$."),
            "\\tfrac sa-2m",
            "normal-form",
            "form-at-critical",
            "loose-form",
            "blocks-as-strings"),
        implication(
            "loose-sign",
            Text.of(
                "With $a=(s+m)/m$ it is negative: a strict saddle.",
                "Avec $a=(s+m)/m$ elle est négative : un point selle strict."),
            "m>0,\\ s\\ge0\\ \\Rightarrow\\ \\frac{sm}{s+m}-2m<0",
            List.of("m > 0", "s >= 0"),
            "s*m/(s + m) - 2*m < 0",
            Text.of("all reals", "tous les réels")),
        DeepLinearTexts.from(
            "loose",
            Text.of(
                "Not tightened: $T_{hg}\\ne0$ and $N_{hg}\\ne0$ for some pivot, and the form is negative somewhere: a strict saddle.",
                "Non tenu : $T_{hg}\\ne0$ et $N_{hg}\\ne0$ pour un pivot, et la forme est négative quelque part : un point selle strict."),
            "\\text{not tightened}\\ \\Rightarrow\\ \\text{strict}",
            "normal-form",
            "one-end",
            "loose-sign"),
        blocks(new ClassificationIdentities.Blocks(2)),
        DeepLinearTexts.from(
            "saddle",
            Text.of(
                "If $r<r_{\\max}$, moving as few layers as close the strings to a cycle by $t^{a_h}V_h$ gives"
                    + " $\\mathrm{tr}(MZ_H\\cdots Z_1)=ct^{\\sum a_h}$ exactly, $c\\ne0$ of either sign, while $\\|Z_H\\cdots Z_1X\\|^2$ is of higher"
                    + " order for exponents 3 in the middle layers and 1 at the ends: $\\widehat R$ descends along one curve and ascends along"
                    + " another. So a tightened point that is no global minimiser is a saddle.",
                "Si $r<r_{\\max}$, déplacer aussi peu de couches qu'il faut pour fermer les chaînes en un cycle, par $t^{a_h}V_h$, donne"
                    + " $\\mathrm{tr}(MZ_H\\cdots Z_1)=ct^{\\sum a_h}$ exactement, $c\\ne0$ du signe voulu, alors que $\\|Z_H\\cdots Z_1X\\|^2$ est d'ordre"
                    + " supérieur pour des exposants 3 aux couches intermédiaires et 1 aux extrémités : $\\widehat R$ descend le long d'une courbe"
                    + " et monte le long d'une autre. Un point tenu qui n'est pas un minimiseur global est donc un point selle."),
            "\\widehat R(t)-\\widehat R(0)=-2ct^{\\sum a_h}+o(t^{\\sum a_h})",
            "full-rank",
            "normal-form",
            "blocks-as-strings",
            "blocks"),
        reductions(new ClassificationIdentities.Reductions(true)),
        DeepLinearTexts.from(
            "transposed-problem",
            Text.of(
                "If $d_y>d_x$, with $X=TK$, $KK^T=I$: the risk of $W_H\\cdots W_1T$ is that of the transposed problem, up to a constant. It has"
                    + " the same $r$, $r_{\\max}$, non-zero $\\lambda_i$ and $\\mathcal S$, and pivot $(i,j)$ becomes $(H+1-j,H+1-i)$ with transposed blocks:"
                    + " $d_y\\le d_x$ is not needed (at most one $\\lambda_i$ is 0, and $\\Sigma_{XY}$ has rank $d_x$).",
                "Si $d_y>d_x$, avec $X=TK$, $KK^T=I$ : le risque de $W_H\\cdots W_1T$ est celui du problème transposé, à une constante près. Il a"
                    + " mêmes $r$, $r_{\\max}$, $\\lambda_i$ non nuls et $\\mathcal S$, et le pivot $(i,j)$ devient $(H+1-j,H+1-i)$ avec des blocs"
                    + " transposés : $d_y\\le d_x$ n'est pas nécessaire (un $\\lambda_i$ au plus est nul, et $\\Sigma_{XY}$ est de rang $d_x$)."),
            "(W_1,\\dots,W_H)\\mapsto(W_H^T,\\dots,W_1^T)",
            "reductions",
            "not-the-largest",
            "global",
            "tightened",
            "loose",
            "saddle"),
        DeepLinearTexts.from(
            "inputs-reduced",
            Text.of(
                "If $\\Sigma_{XX}$ is singular, $X=CX'$ with independent rows in $X'$ and columns in $C$. $W_1\\mapsto W_1C$ is onto, so classes are"
                    + " those at $(W_1C,W_2,\\dots,W_H)$; $\\Sigma_{X'Y}$ has full rank $d_y$, and $r=\\mathrm{rk}(W_H\\cdots W_1C)$, $r_{\\max}$ and the ranks of"
                    + " the blocks are the same.",
                "Si $\\Sigma_{XX}$ est singulière, $X=CX'$ avec des lignes indépendantes dans $X'$ et des colonnes indépendantes dans $C$."
                    + " $W_1\\mapsto W_1C$ est surjective, donc les classes sont celles en $(W_1C,W_2,\\dots,W_H)$ ; $\\Sigma_{X'Y}$ est de rang plein $d_y$,"
                    + " et $r=\\mathrm{rk}(W_H\\cdots W_1C)$, $r_{\\max}$ et les rangs des blocs sont les mêmes."),
            "X=CX'",
            "reductions",
            "not-the-largest",
            "global",
            "tightened",
            "loose",
            "saddle"),
        DeepLinearTexts.from(
            "conclusion",
            Text.of(
                "The cases exclude one another and are all: another $\\mathcal S$ is a strict saddle; $\\{1,\\dots,r_{\\max}\\}$ a global"
                    + " minimiser; for $\\{1,\\dots,r\\}$, $r<r_{\\max}$, a saddle, strict if and only if not tightened.",
                "Les cas s'excluent et sont tous là : un autre $\\mathcal S$ est un point selle strict ; $\\{1,\\dots,r_{\\max}\\}$ un"
                    + " minimiseur global ; pour $\\{1,\\dots,r\\}$, $r<r_{\\max}$, un point selle, strict si et seulement s'il n'est pas tenu."),
            "\\text{the table}",
            "critical",
            "association",
            "not-the-largest",
            "global",
            "tightened",
            "loose",
            "saddle",
            "transposed-problem",
            "inputs-reduced"));
  }

  static List<StepMutant> mutants() {
    return StepMutants.of(steps())
        .with(
            "taylor",
            "half-curvature",
            Text.of("half of the second term", "la moitié du second terme"),
            taylor(new DeepLinearIdentities.Taylor(1)).justification())
        .with(
            "turning",
            "no-fourth-order",
            Text.of("without $t^4\\lambda_j$", "sans $t^4\\lambda_j$"),
            turning(new ClassificationIdentities.Turning(false, true)).justification())
        .with(
            "turning",
            "no-difference",
            Text.of(
                "$\\lambda_j$ in place of $\\lambda_j-\\lambda_i$",
                "$\\lambda_j$ au lieu de $\\lambda_j-\\lambda_i$"),
            turning(new ClassificationIdentities.Turning(true, false)).justification())
        .edit(
            "turning-negative",
            "other-order",
            Text.of("$i$ and $j$ exchanged", "$i$ et $j$ échangés"),
            "lj > li",
            "lj < li")
        .with(
            "second-order-form",
            "general-trace-once",
            Text.of("the trace once, at any point", "la trace une seule fois, en tout point"),
            generalForm(1, true).justification())
        .with(
            "second-order-form",
            "products-forgotten",
            Text.of(
                "without the products of $H$ factors, at any point",
                "sans les produits de $H$ facteurs, en tout point"),
            generalForm(2, false).justification())
        .with(
            "block-gradient",
            "square-once",
            Text.of("the last term once", "le dernier terme une seule fois"),
            blockGradient(1).justification())
        .with(
            "tightened-form",
            "trace-once",
            Text.of("the trace once", "la trace une seule fois"),
            tightenedForm(new ClassificationIdentities.SecondOrder(false, false, 1))
                .justification())
        .without(
            "tightened-sign",
            "any-gap",
            Text.of(
                "for $\\lambda_{r+1}>\\lambda_r$ too (another $\\mathcal S$)",
                "aussi pour $\\lambda_{r+1}>\\lambda_r$ (un autre $\\mathcal S$)"),
            "s^2 <= l")
        .with(
            "loose-form",
            "no-loose-term",
            Text.of("without the term of the blocks", "sans le terme des blocs"),
            looseForm(new ClassificationIdentities.SecondOrder(true, false, 2)).justification())
        .edit(
            "loose-sign",
            "too-large",
            Text.of(
                "$4s$ in place of $s$: another scale", "$4s$ au lieu de $s$ : une autre échelle"),
            "s*m/(s + m)",
            "4*s*m/(s + m)")
        .with(
            "blocks",
            "blocks-once",
            Text.of("the trace once", "la trace une seule fois"),
            blocks(new ClassificationIdentities.Blocks(1)).justification())
        .list();
  }
}
