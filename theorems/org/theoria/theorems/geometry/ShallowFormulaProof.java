package org.theoria.theorems.geometry;

import java.util.List;
import org.theoria.proposition.Justification.From;
import org.theoria.proposition.Justification.Identity;
import org.theoria.proposition.Proof;
import org.theoria.proposition.Step;
import org.theoria.proposition.StepMutant;
import org.theoria.proposition.StepMutants;
import org.theoria.proposition.Text;

/** The proof of {@link ShallowRankFormula}. */
final class ShallowFormulaProof {
  private ShallowFormulaProof() {}

  private static final Text REALS = Text.of("all real values", "toutes les valeurs réelles");

  static Step interior() {
    return new Step(
        "open-pattern",
        Text.of(
            "A $\\theta$ without a pre-activation 0 is interior to its pattern (continuity). One with $w_kx^{(i)}+b_k=0$ is not: $b_k-\\varepsilon$"
                + " changes that entry from 1 to 0.",
            "Un $\\theta$ sans pré-activation nulle est intérieur à son motif (continuité). S'il a $w_kx^{(i)}+b_k=0$ il ne l'est pas :"
                + " $b_k-\\varepsilon$ fait passer ce coefficient de 1 à 0."),
        "\\widetilde{\\mathcal U}_j=\\{\\theta:\\ a(X,\\theta)=\\Delta_j,\\ w_kx^{(i)}+b_k\\ne 0\\}",
        new From(List.of("interior")));
  }

  static Step columns() {
    return new Step(
        "columns",
        Text.of(
            "With the pattern frozen, the derivatives of $v\\,a\\,(wx+b)+c$.",
            "À motif fixé, les dérivées de $v\\,a\\,(wx+b)+c$."),
        "\\partial_w=v\\,a\\,x,\\quad\\partial_b=v\\,a,\\quad\\partial_v=a(wx+b),\\quad\\partial_c=1",
        new Identity(
            List.of(
                "D(v*a*(w*x+b)+c, w) == v*(a*x)",
                "D(v*a*(w*x+b)+c, b) == v*a",
                "D(v*a*(w*x+b)+c, v) == w*(a*x) + b*a",
                "D(v*a*(w*x+b)+c, c) == 1"),
            List.of(),
            List.of(),
            REALS));
  }

  static Step largest() {
    return new Step(
        "largest-rank",
        Text.of(
            "All columns lie in $T=\\operatorname{span}(\\mathbb 1,a_k,a_k\\circ x)$, which depends on the pattern only; where no $v_k$ with"
                + " $a_k\\ne 0$ is 0 they span it. So $r_j=\\dim T$, and such a $\\theta$ lies in $\\mathcal U_j$.",
            "Toutes les colonnes sont dans $T=\\operatorname{vect}(\\mathbb 1,a_k,a_k\\circ x)$, qui ne dépend que du motif ; si aucun $v_k$"
                + " avec $a_k\\ne 0$ n'est nul elles l'engendrent. Donc $r_j=\\dim T$, et un tel $\\theta$ est dans $\\mathcal U_j$."),
        "r_j=\\dim\\operatorname{span}(\\mathbb 1,a_k,a_k\\circ x)",
        new From(List.of("outgoing-weights", "columns")));
  }

  static Proof steps() {
    return Proof.of(
        interior(),
        columns(),
        largest(),
        new Step(
            "monotone-rows",
            Text.of(
                "$\\{x:\\ w_kx+b_k\\ge 0\\}$ is a half-line, everything or empty: on sorted points its indicator is one of the"
                    + " $2n$ rows $\\mathbb 1_1,\\dots,\\mathbb 1_{2n}$, which are distinct.",
                "$\\{x:\\ w_kx+b_k\\ge 0\\}$ est une demi-droite, tout ou vide : sur des points rangés son indicatrice est une des"
                    + " $2n$ lignes $\\mathbb 1_1,\\dots,\\mathbb 1_{2n}$, distinctes."),
            "a(X,\\theta)_{k,:}=\\mathbb 1_{\\alpha_k}",
            new From(List.of("sorted-sample"))),
        new Step(
            "rising",
            Text.of(
                "$\\alpha=i\\in\\{2,\\dots,n\\}$: with $p=x^{(i-1)}<q=x^{(i)}$, $\\mathbf e_{i-1}=a\\circ(x-p)$ and $\\mathbf e_i=a\\circ(x-q)$, and"
                    + " these span $a$ and $a\\circ x$.",
                "$\\alpha=i\\in\\{2,\\dots,n\\}$ : avec $p=x^{(i-1)}<q=x^{(i)}$, $\\mathbf e_{i-1}=a\\circ(x-p)$ et $\\mathbf e_i=a\\circ(x-q)$, qui"
                    + " engendrent $a$ et $a\\circ x$."),
            "a=\\frac{\\mathbf e_{i-1}-\\mathbf e_i}{q-p},\\qquad a\\circ x=\\frac{q\\,\\mathbf e_{i-1}-p\\,\\mathbf e_i}{q-p}",
            new Identity(
                List.of("a == (a*(x-p) - a*(x-q))/(q-p)", "a*x == (q*a*(x-p) - p*a*(x-q))/(q-p)"),
                List.of("q > p"),
                List.of(),
                REALS)),
        new Step(
            "falling",
            Text.of(
                "$\\alpha=n+i$, $i\\in\\{2,\\dots,n\\}$: $\\mathbf e_{n+i-1}=a\\circ(p-x)$ and $\\mathbf e_{n+i}=a\\circ(q-x)$.",
                "$\\alpha=n+i$, $i\\in\\{2,\\dots,n\\}$ : $\\mathbf e_{n+i-1}=a\\circ(p-x)$ et $\\mathbf e_{n+i}=a\\circ(q-x)$."),
            "a=\\frac{\\mathbf e_{n+i}-\\mathbf e_{n+i-1}}{q-p},\\qquad a\\circ x=\\frac{p\\,\\mathbf e_{n+i}-q\\,\\mathbf e_{n+i-1}}{q-p}",
            new Identity(
                List.of("a == (a*(q-x) - a*(p-x))/(q-p)", "a*x == (p*a*(q-x) - q*a*(p-x))/(q-p)"),
                List.of("q > p"),
                List.of(),
                REALS)),
        new Step(
            "all-active",
            Text.of(
                "$\\alpha=1$: with $p=x^{(1)}$, $q=x^{(n)}$, $\\mathbf e_1=x-p$ and $\\mathbf e_0=\\mathbf e_{2n}=q-x$; with $\\mathbb 1$ they"
                    + " span $x$, and their sum is $(q-p)\\mathbb 1$. $\\alpha=n+1$: $a=0$ and $\\mathbf e_n=\\mathbf e_{n+1}=0$.",
                "$\\alpha=1$ : avec $p=x^{(1)}$, $q=x^{(n)}$, $\\mathbf e_1=x-p$ et $\\mathbf e_0=\\mathbf e_{2n}=q-x$ ; avec $\\mathbb 1$ ils"
                    + " engendrent $x$, et leur somme est $(q-p)\\mathbb 1$. $\\alpha=n+1$ : $a=0$ et $\\mathbf e_n=\\mathbf e_{n+1}=0$."),
            "x=\\mathbf e_1+x^{(1)}\\mathbb 1,\\qquad\\mathbf e_0+\\mathbf e_1=(x^{(n)}-x^{(1)})\\mathbb 1",
            new Identity(
                List.of("x == (x-p) + p", "(q-x) + (x-p) == q-p"), List.of(), List.of(), REALS)),
        new Step(
            "formula",
            Text.of(
                "So $T$ is the span of $\\mathbb 1$ and the $\\mathbf e_{\\alpha_k-1},\\mathbf e_{\\alpha_k}$.",
                "Donc $T$ est engendré par $\\mathbb 1$ et les $\\mathbf e_{\\alpha_k-1},\\mathbf e_{\\alpha_k}$."),
            "r_j=\\operatorname{rk}(\\mathbb 1,\\mathbf e_{\\alpha_1-1},\\mathbf e_{\\alpha_1},\\dots)",
            new From(List.of("monotone-rows", "largest-rank", "rising", "falling", "all-active"))),
        new Step(
            "repeated-points",
            Text.of(
                "A row changes only between different points, so that $p<q$ where it is divided by $q-p$; where all points are equal $x$"
                    + " is a multiple of $\\mathbb 1$. Only $x^{(1)}\\le\\dots\\le x^{(n)}$ is used.",
                "Une ligne ne change qu'entre des points différents, donc $p<q$ là où on divise par $q-p$ ; si tous les points sont égaux $x$"
                    + " est un multiple de $\\mathbb 1$. Seul $x^{(1)}\\le\\dots\\le x^{(n)}$ sert."),
            "a_{k,i}\\ne a_{k,i+1}\\Rightarrow x^{(i)}<x^{(i+1)}",
            new From(List.of("monotone-rows", "rising", "falling", "all-active"))),
        new Step(
            "on-kinks",
            Text.of(
                "With the convention $a=1$ where the pre-activation is 0, for the pattern and for the slope, all of this holds there too.",
                "Avec la convention $a=1$ où la pré-activation est nulle, pour le motif et pour la pente, tout cela y reste vrai."),
            "\\max(0,t)=a\\,t\\ \\text{ also at }t=0",
            new From(List.of("columns", "largest-rank", "formula"))),
        new Step(
            "conclusion",
            Text.of(
                "The two formulas, and $\\theta\\in\\mathcal U_j$ where no $v_k$ of an active neuron is 0.",
                "Les deux formules, et $\\theta\\in\\mathcal U_j$ si aucun $v_k$ d'un neurone actif n'est nul."),
            "\\operatorname{rk}(\\mathbf Df_\\theta(X))=r_j",
            new From(List.of("interior", "open-pattern", "outgoing-weights", "formula"))));
  }

  static List<StepMutant> mutants(Proof proof) {
    return StepMutants.of(proof)
        .edit(
            "columns",
            "columns-no-outgoing",
            Text.of("$v$ is lost along $b$", "$v$ est perdu le long de $b$"),
            "== v*a",
            "== a")
        .edit(
            "rising",
            "rising-swapped",
            Text.of("$p$ and $q$ exchanged", "$p$ et $q$ échangés"),
            "(q*a*(x-p) - p*a*(x-q))",
            "(p*a*(x-p) - q*a*(x-q))")
        .edit(
            "falling",
            "falling-sign",
            Text.of("the sign of the second formula", "le signe de la seconde formule"),
            "(p*a*(q-x) - q*a*(p-x))",
            "(q*a*(p-x) - p*a*(q-x))")
        .edit(
            "all-active",
            "all-active-difference",
            Text.of("the difference in place of the sum", "la différence au lieu de la somme"),
            "(q-x) + (x-p)",
            "(q-x) - (x-p)")
        .list();
  }
}
