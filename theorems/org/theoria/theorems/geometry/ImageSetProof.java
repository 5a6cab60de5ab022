package org.theoria.theorems.geometry;

import java.util.List;
import java.util.Map;
import org.theoria.proposition.Justification.From;
import org.theoria.proposition.Justification.Identity;
import org.theoria.proposition.Justification.Implication;
import org.theoria.proposition.Notation;
import org.theoria.proposition.Notation.Symbol;
import org.theoria.proposition.Proof;
import org.theoria.proposition.Step;
import org.theoria.proposition.StepMutant;
import org.theoria.proposition.StepMutants;
import org.theoria.proposition.Text;

/** The proof of {@link ImageSetReformulation}. */
final class ImageSetProof {
  private ImageSetProof() {}

  private static final Text REALS = Text.of("all real values", "toutes les valeurs réelles");

  static final Notation NOTATION =
      new Notation(
          List.of(
              Symbol.real("p", "$wx+b$ of one ray", "$wx+b$ d'un rayon"),
              Symbol.real("q", "$wx+b$ of another ray", "$wx+b$ d'un autre rayon"),
              Symbol.real("s", "a coefficient $\\ge 0$", "un coefficient $\\ge 0$"),
              Symbol.real("c", "the output bias", "le biais de sortie"),
              Symbol.real("t", "a step", "un pas"),
              Symbol.real("u", "a lower bound", "un minorant"),
              Symbol.real("e", "a value $E(\\theta)$", "une valeur $E(\\theta)$"),
              Symbol.real("d", "a value $\\|Y'-Y\\|^2$", "une valeur $\\|Y'-Y\\|^2$"),
              Symbol.real("r#", "entries of $f_\\theta(X)-Y$", "coefficients de $f_\\theta(X)-Y$"),
              Symbol.real("d#", "a change of $f_\\theta(X)$", "une variation de $f_\\theta(X)$")),
          List.of(),
          List.of(),
          Map.of());

  static Proof steps() {
    return Proof.of(
        new Step(
            "values",
            Text.of(
                "Both problems take the same values: $E(\\theta)=\\|f_\\theta(X)-Y\\|^2$ depends on $f_\\theta(X)$ only, and every point of the"
                    + " image set is some $f_\\theta(X)$. So the infima are equal, one is attained iff the other is, and $\\theta$ is a global"
                    + " minimiser iff $f_\\theta(X)$ is. For any map $\\theta\\mapsto f_\\theta(X)$ and any $R$.",
                "Les deux problèmes prennent les mêmes valeurs : $E(\\theta)=\\|f_\\theta(X)-Y\\|^2$ ne dépend que de $f_\\theta(X)$, et tout point"
                    + " de l'ensemble image est un $f_\\theta(X)$. Donc les infima sont égaux, l'un est atteint si et seulement si l'autre"
                    + " l'est, et $\\theta$ est un minimiseur global ssi $f_\\theta(X)$ l'est. Pour toute application et tout $R$."),
            "\\inf_\\theta\\|f_\\theta(X)-Y\\|^2=\\inf_{Y'\\in\\mathcal I}\\|Y'-Y\\|^2",
            new Implication(
                List.of("u <= e", "e == d"),
                "u <= d",
                Text.of(
                    "a lower bound $u$ of the values $e$ of one problem is one of the values $d$ of the other",
                    "un minorant $u$ des valeurs $e$ d'un problème minore les valeurs $d$ de l'autre"))),
        new Step(
            "continuity",
            Text.of(
                "If $f_\\theta(X)$ is a local minimiser on the image set, so is $\\theta$: $f_{\\theta'}(X)$ is near for $\\theta'$ near"
                    + " $\\theta$. For any continuous map.",
                "Si $f_\\theta(X)$ est un minimiseur local sur l'ensemble image, $\\theta$ aussi : $f_{\\theta'}(X)$ est proche pour $\\theta'$"
                    + " proche de $\\theta$. Pour toute application continue."),
            "\\theta'\\to\\theta\\Rightarrow f_{\\theta'}(X)\\to f_\\theta(X)",
            new From(List.of("values"))),
        new Step(
            "sectors",
            Text.of(
                "On a sector of $(w,b)$ no $wx^{(i)}+b$ changes its sign, and $\\max(0,wX+b)$ is linear: the image set of $(1,n_1,1)$ is a finite"
                    + " union of closed convex cones with the line $\\mathbb R\\mathbb 1$.",
                "Sur un secteur de $(w,b)$ aucun $wx^{(i)}+b$ ne change de signe, et $\\max(0,wX+b)$ est linéaire : l'ensemble image de"
                    + " $(1,n_1,1)$ est une réunion finie de cônes convexes fermés avec la droite $\\mathbb R\\mathbb 1$."),
            "p,q\\ge 0:\\ \\max(0,p+sq)=\\max(0,p)+s\\max(0,q)",
            new Identity(
                List.of("Max(0,p+s*q) == Max(0,p)+s*Max(0,q)"),
                List.of("p >= 0", "q >= 0", "s >= 0"),
                List.of(),
                Text.of("all $p,q,s\\ge 0$", "tous $p,q,s\\ge 0$"))),
        new Step(
            "sectors-inactive",
            Text.of("The same where both are $\\le 0$.", "De même si les deux sont $\\le 0$."),
            "p,q\\le 0:\\ \\max(0,p+sq)=0",
            new Identity(
                List.of("Max(0,s*q) == s*Max(0,q)"),
                List.of("s > 0"),
                List.of(),
                Text.of("all real $q$, $s>0$", "tout $q$ réel, $s>0$"))),
        new Step(
            "increase",
            Text.of(
                "With $r=f_\\theta(X)-Y$, a change $d$ of the image changes the value by $2\\langle r,d\\rangle+\\|d\\|^2$: on a convex cone the"
                    + " point is nearest iff $\\langle r,d\\rangle\\ge 0$ for all $d$ into it.",
                "Avec $r=f_\\theta(X)-Y$, une variation $d$ de l'image change la valeur de $2\\langle r,d\\rangle+\\|d\\|^2$ : sur un cône convexe le"
                    + " point est le plus proche ssi $\\langle r,d\\rangle\\ge 0$ pour tout $d$ vers lui."),
            "\\|r+d\\|^2-\\|r\\|^2=2\\langle r,d\\rangle+\\|d\\|^2",
            new Identity(
                List.of("(r1+d1)^2+(r2+d2)^2-(r1^2+r2^2) == 2*(r1*d1+r2*d2)+(d1^2+d2^2)"),
                List.of(),
                List.of(),
                REALS)),
        new Step(
            "dead",
            Text.of(
                "Not conversely: $X=(0,1)$, $Y=(0,1)$, one neuron dead on both ($w=b=-1$, $v=1$), $c=\\frac12$. Near $\\theta$ the neuron is"
                    + " dead, and $E\\ge\\frac12$: a local minimiser.",
                "La réciproque est fausse : $X=(0,1)$, $Y=(0,1)$, un neurone mort sur les deux ($w=b=-1$, $v=1$), $c=\\frac12$. Près de $\\theta$ le"
                    + " neurone est mort, et $E\\ge\\frac12$ : un minimiseur local."),
            "c^2+(c-1)^2=\\tfrac12+2(c-\\tfrac12)^2",
            new Identity(List.of("c^2+(c-1)^2 == 1/2+2*(c-1/2)^2"), List.of(), List.of(), REALS)),
        new Step(
            "not-open",
            Text.of(
                "But its image $(\\frac12,\\frac12)$ is no local minimiser: $(\\frac12-t,\\frac12+t)$, the image of $w=1$, $b=0$, $v=2t$,"
                    + " $c=\\frac12-t$, is as near as one likes, and lower.",
                "Mais son image $(\\frac12,\\frac12)$ n'est pas un minimiseur local : $(\\frac12-t,\\frac12+t)$, image de $w=1$, $b=0$, $v=2t$,"
                    + " $c=\\frac12-t$, est aussi proche que l'on veut, et plus bas."),
            "(\\tfrac12-t)^2+(\\tfrac12+t-1)^2<\\tfrac12,\\quad 0<t<1",
            new Implication(List.of("t > 0", "t < 1"), "(1/2-t)^2+(1/2+t-1)^2 < 1/2", REALS)),
        new Step(
            "conclusion",
            Text.of(
                "Equivalent: infima, existence of a minimiser, global minimisers, and local minimisers of the image set to $\\theta$. Not"
                    + " equivalent: local minimisers from $\\theta$ to the image set.",
                "Équivalents : les infima, l'existence d'un minimiseur, les minimiseurs globaux, et les minimiseurs locaux de l'ensemble image"
                    + " vers $\\theta$. Pas équivalents : les minimiseurs locaux de $\\theta$ vers l'ensemble image."),
            "\\theta\\in\\operatorname{argmin}E\\iff f_\\theta(X)\\in\\operatorname{argmin}_{Y'\\in\\mathcal I}\\|Y'-Y\\|^2",
            new From(List.of("values", "continuity", "sectors", "sectors-inactive", "increase"))));
  }

  static List<StepMutant> mutants(Proof proof) {
    return StepMutants.of(proof)
        .without(
            "sectors",
            "sectors-any-sign",
            Text.of("$q$ of either sign", "$q$ de signe quelconque"),
            "q >= 0")
        .edit(
            "increase",
            "increase-once",
            Text.of("$\\langle r,d\\rangle$ once", "$\\langle r,d\\rangle$ une fois"),
            "2*(r1*d1+r2*d2)",
            "(r1*d1+r2*d2)")
        .edit(
            "dead",
            "dead-lower",
            Text.of("$\\frac14$ in place of $\\frac12$", "$\\frac14$ au lieu de $\\frac12$"),
            "1/2+2*",
            "1/4+2*")
        .without(
            "not-open",
            "not-open-both-sides",
            Text.of("$t$ of either sign", "$t$ de signe quelconque"),
            "t > 0")
        .list();
  }
}
