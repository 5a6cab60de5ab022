package org.theoria.theorems.geometry;

import java.util.List;
import java.util.Map;
import org.theoria.proposition.Justification.From;
import org.theoria.proposition.Justification.Identity;
import org.theoria.proposition.Justification.Implication;
import org.theoria.proposition.Notation;
import org.theoria.proposition.Notation.Function;
import org.theoria.proposition.Notation.Symbol;
import org.theoria.proposition.Proof;
import org.theoria.proposition.Step;
import org.theoria.proposition.StepMutant;
import org.theoria.proposition.StepMutants;
import org.theoria.proposition.Text;

/** The proof of {@link ConstrainedProblem}. */
final class ConstrainedProof {
  private ConstrainedProof() {}

  private static final Text REALS = Text.of("all real values", "toutes les valeurs réelles");

  static final Notation NOTATION =
      new Notation(
          List.of(
              Symbol.real(
                  "m#",
                  "$\\dim^-$ at $\\theta^*$, $\\theta'$",
                  "$\\dim^-$ en $\\theta^*$, $\\theta'$"),
              Symbol.real(
                  "p#",
                  "$\\dim^+$ at $\\theta^*$, $\\theta'$",
                  "$\\dim^+$ en $\\theta^*$, $\\theta'$"),
              Symbol.real("k", "the bound of (P_k)", "la borne de (P_k)"),
              Symbol.real("m", "$\\dim^-$, a constant", "$\\dim^-$, une constante"),
              Symbol.real("u", "the multiplier", "le multiplicateur"),
              Symbol.real("t", "a parameter, or a step", "un paramètre, ou un pas"),
              Symbol.real("c", "the output bias", "le biais de sortie")),
          List.of(Function.of("e", 1, "$E$", "$E$")),
          List.of(),
          Map.of());

  static Proof steps() {
    return Proof.of(
        new Step(
            "adjacent",
            Text.of(
                "A region that meets every ball around a $\\theta'$ near $\\theta^*$ meets every ball around $\\theta^*$: there are finitely"
                    + " many regions, and those that stay away from $\\theta^*$ stay away from its neighbours.",
                "Une région qui rencontre toute boule autour d'un $\\theta'$ proche de $\\theta^*$ rencontre toute boule autour de $\\theta^*$ :"
                    + " les régions sont en nombre fini, et celles qui restent loin de $\\theta^*$ restent loin de ses voisins."),
            "\\{j:\\theta'\\in\\overline{\\mathcal U_j}\\}\\subset\\{j:\\theta^*\\in\\overline{\\mathcal U_j}\\}",
            new Implication(
                List.of("m0 <= m1", "p1 <= p0", "m1 <= p1"),
                "m1 <= p0",
                Text.of(
                    "$\\dim^-(\\theta^*)\\le\\dim^-(\\theta')\\le\\dim^+(\\theta')\\le\\dim^+(\\theta^*)$",
                    "$\\dim^-(\\theta^*)\\le\\dim^-(\\theta')\\le\\dim^+(\\theta')\\le\\dim^+(\\theta^*)$"))),
        new Step(
            "feasible",
            Text.of(
                "With $k=\\dim^+(\\theta^*,X)$ every $\\theta'$ near $\\theta^*$ is feasible.",
                "Avec $k=\\dim^+(\\theta^*,X)$ tout $\\theta'$ proche de $\\theta^*$ est admissible."),
            "\\dim^-(\\theta',X)\\le\\dim^+(\\theta^*,X)=k",
            new From(List.of("bound", "adjacent"))),
        new Step(
            "local",
            Text.of(
                "Near $\\theta^*$ (P) and (P_k) are the same problem: the same local minimisers, local maximisers and stationary points, hence"
                    + " the same saddle points, whichever local definition is taken.",
                "Près de $\\theta^*$, (P) et (P_k) sont le même problème : mêmes minimiseurs locaux, maximiseurs locaux et points stationnaires,"
                    + " donc mêmes points selles, quelle que soit la définition locale."),
            "\\{\\theta':\\dim^-(\\theta',X)\\le k\\}\\supset B(\\theta^*,\\varepsilon)",
            new From(List.of("feasible"))),
        new Step(
            "stationarity",
            Text.of(
                "On $\\mathcal U_j$ the constraint $g=\\dim^--k$ is constant near $\\theta^*$: the gradient of the Lagrangian is that of $E$,"
                    + " whatever the multiplier.",
                "Sur $\\mathcal U_j$ la contrainte $g=\\dim^--k$ est constante près de $\\theta^*$ : le gradient du lagrangien est celui de $E$,"
                    + " quel que soit le multiplicateur."),
            "\\nabla\\bigl(E+\\mu(\\dim^--k)\\bigr)=\\nabla E",
            new Identity(
                List.of("D(e(t)+u*(m-k),t) == D(e(t),t)"),
                List.of(),
                List.of(),
                Text.of("all differentiable $E$, all $\\mu$", "toute $E$ dérivable, tout $\\mu$"))),
        new Step(
            "complementarity",
            Text.of(
                "For $k=\\operatorname{rk}=\\dim^-=\\dim^+$ the constraint is active, so that the multiplier 1 is allowed; for a larger $k$"
                    + " it is not.",
                "Pour $k=\\operatorname{rk}=\\dim^-=\\dim^+$ la contrainte est active, de sorte que le multiplicateur 1 est permis ; pour un $k$"
                    + " plus grand il ne l'est pas."),
            "\\mu(\\dim^--k)=0,\\ \\mu=1\\iff\\dim^-=k",
            new Implication(List.of("u == 1", "u*(m-k) == 0"), "m == k", REALS)),
        new Step(
            "smaller-bound",
            Text.of(
                "A smaller $k$ will not do: $X=(0,1)$, $Y=(0,1)$, $w=v=1$, $b=-1$, $c=\\frac12$: on a kink between a region of rank 1 (dead) and"
                    + " one of rank 2. In the first $E\\ge\\frac12$, so that $\\theta^*$ is a local minimiser of $(P_1)$.",
                "Un $k$ plus petit ne suffit pas : $X=(0,1)$, $Y=(0,1)$, $w=v=1$, $b=-1$, $c=\\frac12$ : sur un point anguleux entre une région de"
                    + " rang 1 (mort) et une de rang 2. Dans la première $E\\ge\\frac12$, donc $\\theta^*$ est un minimiseur local de $(P_1)$."),
            "c^2+(c-1)^2=\\tfrac12+2(c-\\tfrac12)^2",
            new Identity(List.of("c^2+(c-1)^2 == 1/2+2*(c-1/2)^2"), List.of(), List.of(), REALS)),
        new Step(
            "smaller-bound-descent",
            Text.of(
                "In the second, $b=-1+t$ lowers $E$: $\\theta^*$ is no local minimiser of (P).",
                "Dans la seconde, $b=-1+t$ abaisse $E$ : $\\theta^*$ n'est pas un minimiseur local de (P)."),
            "(\\tfrac12)^2+(\\tfrac12+t-1)^2<\\tfrac12,\\quad 0<t<1",
            new Implication(List.of("t > 0", "t < 1"), "(1/2)^2+(1/2+t-1)^2 < 1/2", REALS)),
        new Step(
            "conclusion",
            Text.of("The three equivalences.", "Les trois équivalences."),
            "\\theta^*\\text{ local minimiser, saddle point of }(P)\\iff\\text{of }(P_k)",
            new From(List.of("local", "stationarity", "complementarity"))));
  }

  static List<StepMutant> mutants(Proof proof) {
    return StepMutants.of(proof)
        .without(
            "adjacent",
            "adjacent-not-upper",
            Text.of("$\\dim^+$ not semicontinuous", "$\\dim^+$ non semi-continue"),
            "p1 <= p0")
        .edit(
            "stationarity",
            "stationarity-moving",
            Text.of("a constraint that moves with $t$", "une contrainte qui dépend de $t$"),
            "u*(m-k)",
            "u*(m*t-k)")
        .edit(
            "complementarity",
            "complementarity-next",
            Text.of("$m=k+1$", "$m=k+1$"),
            "m == k",
            "m == k+1")
        .without(
            "smaller-bound-descent",
            "descent-both-sides",
            Text.of("$t$ of either sign", "$t$ de signe quelconque"),
            "t > 0")
        .list();
  }
}
