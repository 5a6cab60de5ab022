package org.theoria.theorems.geometry;

import java.util.List;
import org.theoria.proposition.Justification.Exact;
import org.theoria.proposition.Justification.From;
import org.theoria.proposition.Justification.Identity;
import org.theoria.proposition.Justification.Implication;
import org.theoria.proposition.Proof;
import org.theoria.proposition.Step;
import org.theoria.proposition.StepMutant;
import org.theoria.proposition.StepMutants;
import org.theoria.proposition.Text;

/** The proof of {@link ShallowRankBounds}, with the sharp constants. */
final class ShallowBoundsProof {
  private ShallowBoundsProof() {}

  static Proof steps() {
    return Proof.of(
        ShallowFormulaProof.columns(),
        new Step(
            "reorder",
            Text.of(
                "Each example has its own row of $\\mathbf Df_\\theta(X)$ and its own column of the pattern: neither the rank nor"
                    + " $\\mathcal A$ depends on the order of the examples, or on one that occurs twice. So let $x^{(1)}<\\dots<x^{(n)}$.",
                "Chaque exemple a sa ligne de $\\mathbf Df_\\theta(X)$ et sa colonne du motif : ni le rang ni $\\mathcal A$ ne dépendent de"
                    + " l'ordre des exemples, ni d'un exemple répété. Soit donc $x^{(1)}<\\dots<x^{(n)}$."),
            "\\operatorname{rk}(\\mathbf Df_\\theta(X\\Pi))=\\operatorname{rk}(\\mathbf Df_\\theta(X))",
            new From(List.of("columns"))),
        new Step(
            "runs",
            Text.of(
                "A neuron changes at most once along $x^{(1)}<\\dots<x^{(n)}$: the columns of the pattern change at $N-1$ places, and"
                    + " never come back; $N=|\\mathcal A|$ runs of examples.",
                "Un neurone change au plus une fois le long de $x^{(1)}<\\dots<x^{(n)}$ : les colonnes du motif changent en $N-1$"
                    + " places, sans retour ; $N=|\\mathcal A|$ paquets d'exemples."),
            "|\\mathcal A(X,\\theta)|=1+\\#\\{p:\\ a_{\\cdot,p}\\ne a_{\\cdot,p+1}\\}",
            new From(List.of("reorder"))),
        new Step(
            "above",
            Text.of(
                "On each run every column is affine in $x$: the columns lie in a space of dimension $2N$. On $\\mathcal U_j$ and on"
                    + " $\\widetilde{\\mathcal U}_j$.",
                "Sur chaque paquet toute colonne est affine en $x$ : les colonnes sont dans un espace de dimension $2N$. Sur"
                    + " $\\mathcal U_j$ et sur $\\widetilde{\\mathcal U}_j$."),
            "\\operatorname{rk}(\\mathbf Df_\\theta(X))\\le 2N",
            new From(List.of("columns", "runs"))),
        new Step(
            "below",
            Text.of(
                "On $\\mathcal U_j$ the rank is $\\dim\\operatorname{span}(\\mathbb 1,a_k,a_k\\circ x)$, and $\\mathbb 1$ with one $a_k$ for each"
                    + " change are $N$ independent step functions.",
                "Sur $\\mathcal U_j$ le rang est $\\dim\\operatorname{vect}(\\mathbb 1,a_k,a_k\\circ x)$, et $\\mathbb 1$ avec un $a_k$ par"
                    + " changement sont $N$ fonctions en escalier indépendantes."),
            "\\operatorname{rk}(\\mathbf Df_\\theta(X))\\ge N",
            new From(List.of("columns", "runs"))),
        new Step(
            "reflection",
            Text.of(
                "On $\\widetilde{\\mathcal U}_j$ the columns along $v_k$ and $c$ remain. Modulo $\\mathbb 1$ and $x$ a falling neuron is a"
                    + " rising one with the same kink.",
                "Sur $\\widetilde{\\mathcal U}_j$ il reste les colonnes le long de $v_k$ et $c$. Modulo $\\mathbb 1$ et $x$ un neurone"
                    + " décroissant est un neurone croissant de même point anguleux."),
            "\\max(0,t-x)=\\max(0,x-t)+t-x",
            new Identity(
                List.of("Max(0,t-x) == Max(0,x-t) + t - x"),
                List.of(),
                List.of(),
                Text.of("all real x, t", "tous x, t réels"))),
        new Step(
            "one-less",
            Text.of(
                "On one example of each run, $\\mathbb 1$ and the $\\max(0,x-t_p)$ of the $N-1$ changes are triangular, hence"
                    + " independent; they lie in the span of $x$, $\\mathbb 1$ and the columns. So the rank is at least $N-1$.",
                "Sur un exemple de chaque paquet, $\\mathbb 1$ et les $\\max(0,x-t_p)$ des $N-1$ changements sont triangulaires, donc"
                    + " indépendants ; ils sont engendrés par $x$, $\\mathbb 1$ et les colonnes. Donc le rang est au moins $N-1$."),
            "\\operatorname{rk}(\\mathbf Df_\\theta(X))+1\\ge N",
            new From(List.of("interior", "runs", "reflection"))),
        new Step(
            "two-changes",
            Text.of(
                "$N\\le 3$: the rank is at least $N$. $N=2$: the column is 0 on one run only. $N=3$, on one example of each run: if both"
                    + " neurons rise, or both fall, or the first falls and the second rises, a triangular minor; if the first rises and the"
                    + " second falls, the minor is the left side below, positive for $x_1<t_1<x_2<t_2<x_3$.",
                "$N\\le 3$ : le rang est au moins $N$. $N=2$ : la colonne n'est nulle que sur un paquet. $N=3$, sur un exemple de chaque"
                    + " paquet : si les deux neurones croissent, ou décroissent, ou si le premier décroît et le second croît, un mineur"
                    + " triangulaire ; si le premier croît et le second décroît, le mineur est le membre de"
                    + " gauche ci-dessous, positif pour $x_1<t_1<x_2<t_2<x_3$."),
            "(x_3-t_1)(t_2-x_1)-(x_2-t_1)(t_2-x_1)-(t_2-x_2)(x_3-t_1)=(x_3-t_2)(x_2-x_1)+(t_2-x_2)(t_1-x_1)>0",
            new Identity(
                List.of(
                    "(x3-t1)*(t2-x1) - (x2-t1)*(t2-x1) - (t2-x2)*(x3-t1) == (x3-t2)*(x2-x1) + (t2-x2)*(t1-x1)"),
                List.of(),
                List.of(),
                Text.of("all reals", "tous les réels"))),
        new Step(
            "three-quarters",
            Text.of("For $N\\ge 4$, $N-1\\ge\\frac34N$.", "Pour $N\\ge 4$, $N-1\\ge\\frac34N$."),
            "r\\ge N-1,\\ N\\ge 4\\Rightarrow r\\ge\\tfrac34N",
            new Implication(
                List.of("N >= 4", "r >= N - 1"),
                "r >= 3/4*N",
                Text.of("all reals", "tous les réels"))),
        new Step(
            "half",
            Text.of("The slide's constant.", "La constante de la diapositive."),
            "r\\ge\\tfrac34N\\Rightarrow r\\ge\\tfrac12N",
            new Implication(
                List.of("N >= 1", "r >= 3/4*N"),
                "r >= 1/2*N",
                Text.of("all reals", "tous les réels"))),
        new Step(
            "sharp-interior",
            Text.of(
                "Four patterns and rank 3: $2\\max(0,2x-1)-\\max(0,3x-4)+\\max(0,5-2x)=5$ at $x=0,1,2,3$, with $v=0$.",
                "Quatre motifs et rang 3 : $2\\max(0,2x-1)-\\max(0,3x-4)+\\max(0,5-2x)=5$ en $x=0,1,2,3$, avec $v=0$."),
            "2u_1-u_2+u_3=5\\cdot\\mathbb 1",
            new Exact(
                List.of(
                    "2*Max(0,2*0-1) - Max(0,3*0-4) + Max(0,5-2*0) == 5",
                    "2*Max(0,2*1-1) - Max(0,3*1-4) + Max(0,5-2*1) == 5",
                    "2*Max(0,2*2-1) - Max(0,3*2-4) + Max(0,5-2*2) == 5",
                    "2*Max(0,2*3-1) - Max(0,3*3-4) + Max(0,5-2*3) == 5"))),
        new Step(
            "conclusion",
            Text.of(
                "$N\\le\\operatorname{rk}\\le 2N$ on $\\mathcal U_j$, $\\frac34N\\le\\operatorname{rk}\\le 2N$ on $\\widetilde{\\mathcal U}_j$.",
                "$N\\le\\operatorname{rk}\\le 2N$ sur $\\mathcal U_j$, $\\frac34N\\le\\operatorname{rk}\\le 2N$ sur"
                    + " $\\widetilde{\\mathcal U}_j$."),
            "\\tfrac12N\\le\\operatorname{rk}(\\mathbf Df_\\theta(X))\\le 2N",
            new From(
                List.of("above", "below", "one-less", "two-changes", "three-quarters", "half"))));
  }

  static List<StepMutant> mutants(Proof proof) {
    return StepMutants.of(proof)
        .edit(
            "reflection",
            "reflection-sign",
            Text.of("$x-t$ in place of $t-x$", "$x-t$ au lieu de $t-x$"),
            "+ t - x",
            "+ x - t")
        .edit(
            "two-changes",
            "two-changes-sign",
            Text.of("the sign of the last product", "le signe du dernier produit"),
            "+ (t2-x2)*(t1-x1)",
            "- (t2-x2)*(t1-x1)")
        .edit(
            "three-quarters",
            "four-fifths",
            Text.of("$\\frac45$ in place of $\\frac34$", "$\\frac45$ au lieu de $\\frac34$"),
            "3/4",
            "4/5")
        .without(
            "three-quarters", "fewer-patterns", Text.of("for every $N$", "pour tout $N$"), "N >= 4")
        .edit(
            "sharp-interior",
            "other-kink",
            Text.of("another kink", "un autre point anguleux"),
            "3*2-4",
            "3*2-5")
        .list();
  }
}
