package org.theoria.theorems.landscape;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.theoria.proposition.Hypothesis;
import org.theoria.proposition.Justification;
import org.theoria.proposition.Notation;
import org.theoria.proposition.Notation.Function;
import org.theoria.proposition.Notation.Symbol;
import org.theoria.proposition.Proof;
import org.theoria.proposition.Step;
import org.theoria.proposition.StepMutant;
import org.theoria.proposition.StepMutants;
import org.theoria.proposition.Text;

/** The proof of {@link VanishingExploding}: one layer, two layers, and the powers. */
final class VanishingProof {

  private VanishingProof() {}

  private static final Text REALS = Text.of("all reals", "tous les réels");

  static Proof steps() {
    List<String> hypotheses = new ArrayList<>();
    VanishingExploding.CONTRACTS.stream().map(Hypothesis::id).forEach(hypotheses::add);
    VanishingExploding.EXPANDS.stream().map(Hypothesis::id).forEach(hypotheses::add);
    List<String> last = new ArrayList<>(hypotheses);
    last.addAll(
        List.of(
            "gram",
            "contraction",
            "expansion",
            "two-layers-above",
            "two-layers-below",
            "powers",
            "regimes"));
    return Proof.of(
        new Step(
            "gram",
            Text.of(
                "$\\|Mv\\|^2=v^T(M^TM)v$, here $2 \\times 2$.",
                "$\\|Mv\\|^2=v^T(M^TM)v$, ici $2 \\times 2$."),
            "\\|Mv\\|^2=v^T(M^TM)v",
            new Justification.Identity(
                List.of(
                    "(m11*v1 + m12*v2)^2 + (m21*v1 + m22*v2)^2 == (m11^2 + m21^2)*v1^2"
                        + " + 2*(m11*m12 + m21*m22)*v1*v2 + (m12^2 + m22^2)*v2^2"),
                List.of(),
                List.of(),
                REALS)),
        implication(
            "contraction",
            Text.of(
                "If $sI-G$ is positive semidefinite ($s=q_+^2$, $G=M^TM$) then $v^TGv \\le s\\|v\\|^2$.",
                "Si $sI-G$ est semi-définie positive ($s=q_+^2$, $G=M^TM$) alors $v^TGv \\le s\\|v\\|^2$."),
            "sI-G\\succeq 0\\ \\Longrightarrow\\ v^TGv\\le s\\|v\\|^2",
            List.of("s - g11 >= 0", "s - g22 >= 0", "(s - g11)*(s - g22) - g12^2 >= 0"),
            "g11*v1^2 + 2*g12*v1*v2 + g22*v2^2 <= s*(v1^2 + v2^2)"),
        implication(
            "expansion",
            Text.of(
                "If $G-sI$ is positive semidefinite ($s=q_-^2$) then $v^TGv \\ge s\\|v\\|^2$.",
                "Si $G-sI$ est semi-définie positive ($s=q_-^2$) alors $v^TGv \\ge s\\|v\\|^2$."),
            "G-sI\\succeq 0\\ \\Longrightarrow\\ v^TGv\\ge s\\|v\\|^2",
            List.of("g11 - s >= 0", "g22 - s >= 0", "(g11 - s)*(g22 - s) - g12^2 >= 0"),
            "g11*v1^2 + 2*g12*v1*v2 + g22*v2^2 >= s*(v1^2 + v2^2)"),
        implication(
            "two-layers-above",
            Text.of(
                "From $h+1$ to $h$: $\\|\\Delta_h\\|^2 \\le s\\|\\Delta_{h+1}\\|^2$ and"
                    + " $\\|\\Delta_{h+1}\\|^2 \\le u\\|\\Delta_H\\|^2$ give the factor $su$.",
                "De $h+1$ à $h$ : $\\|\\Delta_h\\|^2 \\le s\\|\\Delta_{h+1}\\|^2$ et"
                    + " $\\|\\Delta_{h+1}\\|^2 \\le u\\|\\Delta_H\\|^2$ donnent le facteur $su$."),
            "p\\le sq,\\ q\\le ur,\\ s\\ge 0\\ \\Longrightarrow\\ p\\le sur",
            List.of("p <= s*q", "q <= u*r", "s >= 0"),
            "p <= s*u*r"),
        implication(
            "two-layers-below",
            Text.of("The same from below.", "De même par en dessous."),
            "p\\ge sq,\\ q\\ge ur,\\ s\\ge 0\\ \\Longrightarrow\\ p\\ge sur",
            List.of("p >= s*q", "q >= u*r", "s >= 0"),
            "p >= s*u*r"),
        new Step(
            "powers",
            Text.of(
                "With $j=H-h$ layers between, the factors that arise one by one are $s^j$, for a formal $j$.",
                "Avec $j=H-h$ couches entre les deux, les facteurs obtenus un par un sont $s^j$, $j$ formel."),
            "c_1=s,\\ c_{j+1}=s\\,c_j\\ \\Longrightarrow\\ c_j=s^j",
            new Justification.Induction(
                "j",
                "1",
                "oo",
                List.of("c(j) == s^j"),
                List.of("c(1) == s", "c(j+1) == s*c(j)"),
                List.of("s > 0"),
                List.of(),
                Text.of("all integers j ≥ 1, all s > 0", "tout entier j ≥ 1, tout s > 0"))),
        implication(
            "bernoulli",
            Text.of(
                "$(1+e)^j \\ge 1+je$: if it holds for $j$ it holds for $j+1$; for $j=0$ it is an equality.",
                "$(1+e)^j \\ge 1+je$ : de $j$ à $j+1$ ; pour $j=0$ c'est une égalité."),
            "(1+e)^j\\ge 1+je\\ \\Longrightarrow\\ (1+e)^{j+1}\\ge 1+(j+1)e",
            List.of("p >= 1 + j*e", "e > 0", "j >= 0"),
            "p*(1 + e) >= 1 + (j + 1)*e"),
        implication(
            "small-powers",
            Text.of(
                "So $q^j \\le \\frac1{je}$ for $q=\\frac1{1+e}$, here $p=(1+e)^j$, $r=q^j$.",
                "Donc $q^j \\le \\frac1{je}$ pour $q=\\frac1{1+e}$, ici $p=(1+e)^j$, $r=q^j$."),
            "q^j(1+e)^j=1\\ \\Longrightarrow\\ q^j\\le\\tfrac1{je}",
            List.of("r*p == 1", "p >= 1 + j*e", "e > 0", "j > 0"),
            "r <= 1/(j*e)"),
        limit(
            "grows",
            Text.of("The lower bound of $(1+e)^j$.", "La borne inférieure de $(1+e)^j$."),
            "\\lim_{j\\to\\infty}(1+je)=\\infty",
            "1 + j*e",
            "oo"),
        limit(
            "vanishes",
            Text.of("The upper bound of $q^j$.", "La borne supérieure de $q^j$."),
            "\\lim_{j\\to\\infty}\\tfrac1{je}=0",
            "1/(j*e)",
            "0"),
        new Step(
            "regimes",
            Text.of(
                "So $q^j\\to0$ for $0 \\le q<1$ ($q=\\frac1{1+e}$, or 0) and $q^j\\to\\infty$ for $q>1$ ($q=1+e$).",
                "Donc $q^j\\to0$ pour $0 \\le q<1$ ($q=\\frac1{1+e}$, ou 0) et $q^j\\to\\infty$ pour $q>1$ ($q=1+e$)."),
            "\\lim_{j\\to\\infty}q^j=0\\ (q<1),\\qquad \\lim_{j\\to\\infty}q^j=\\infty\\ (q>1)",
            new Justification.From(List.of("bernoulli", "small-powers", "grows", "vanishes"))),
        new Step(
            "conclusion",
            Text.of(
                "$\\Delta_h=W_{h+1}^T\\mathrm{diag}(d_{h+1})\\Delta_{h+1}$: by induction down from $H$ both bounds"
                    + " hold with $s^{H-h}=q^{2(H-h)}$ (for $q=0$ they are clear). As $H-h$ grows the upper one tends to 0"
                    + " for $q_+<1$, $\\|\\Delta_H\\|$ being bounded, and the lower one to $\\infty$ for $q_->1$,"
                    + " $\\|\\Delta_H\\|$ being bounded below.",
                "$\\Delta_h=W_{h+1}^T\\mathrm{diag}(d_{h+1})\\Delta_{h+1}$ : par récurrence descendante depuis $H$ les"
                    + " deux bornes valent avec $s^{H-h}=q^{2(H-h)}$ (pour $q=0$ c'est clair). Quand $H-h$ croît celle du"
                    + " haut tend vers 0 si $q_+<1$ et $\\|\\Delta_H\\|$ est majorée, celle du bas vers $\\infty$ si $q_->1$"
                    + " et $\\|\\Delta_H\\|$ est minorée."),
            "q_-^{H-h}\\|\\Delta_H\\|\\le\\|\\Delta_h\\|\\le q_+^{H-h}\\|\\Delta_H\\|",
            new Justification.From(last)));
  }

  private static Step implication(
      String id, Text text, String latex, List<String> hypotheses, String conclusion) {
    return new Step(id, text, latex, new Justification.Implication(hypotheses, conclusion, REALS));
  }

  private static Step limit(String id, Text text, String latex, String expression, String value) {
    return new Step(
        id,
        text,
        latex,
        new Justification.Limit(
            expression, "j", "oo", value, List.of("j > 0", "e > 0"), List.of(), REALS));
  }

  static List<StepMutant> mutants() {
    return StepMutants.of(steps())
        .edit(
            "gram",
            "transposed-gram",
            Text.of("$MM^T$ in place of $M^TM$", "$MM^T$ au lieu de $M^TM$"),
            "2*(m11*m12 + m21*m22)",
            "2*(m11*m21 + m12*m22)")
        .without(
            "contraction",
            "diagonal-only",
            Text.of("the diagonal alone", "la diagonale seule"),
            "(s - g11)*(s - g22) - g12^2 >= 0")
        .without(
            "expansion",
            "expansion-diagonal-only",
            Text.of("the diagonal alone, for expansion", "la diagonale seule, pour l'expansion"),
            "(g11 - s)*(g22 - s) - g12^2 >= 0")
        .without(
            "two-layers-above",
            "negative-factor",
            Text.of("a factor may be negative", "un facteur peut être négatif"),
            "s >= 0")
        .without(
            "bernoulli",
            "any-base",
            Text.of("for negative $1+e$ too", "aussi pour $1+e$ négatif"),
            "e > 0")
        .edit(
            "small-powers",
            "square-of-the-number",
            Text.of("$q^j\\le\\frac1{j^2e}$", "$q^j\\le\\frac1{j^2e}$"),
            "r <= 1/(j*e)",
            "r <= 1/(j^2*e)")
        .edit(
            "grows",
            "quotient",
            Text.of("$1+\\frac je$ by $j$", "$1+\\frac je$ divisé par $j$"),
            "1 + j*e",
            "(1 + j*e)/j")
        .edit(
            "vanishes",
            "without-the-number",
            Text.of(
                "$\\frac je$ in place of $\\frac1{je}$", "$\\frac je$ au lieu de $\\frac1{je}$"),
            "1/(j*e)",
            "j/e")
        .edit(
            "powers",
            "one-power-more",
            Text.of("$s^{j+1}$ in place of $s^j$", "$s^{j+1}$ au lieu de $s^j$"),
            "c(j) == s^j",
            "c(j) == s^(j+1)")
        .edit(
            "powers",
            "sum-of-factors",
            Text.of("the factors are added", "les facteurs sont ajoutés"),
            "s*c(j)",
            "s + c(j)")
        .list();
  }

  static Notation notation() {
    return new Notation(
        List.of(
            Symbol.real(
                "m#",
                "entries of $M=W_{h+1}^T\\mathrm{diag}(d_{h+1})$",
                "coefficients de $M=W_{h+1}^T\\mathrm{diag}(d_{h+1})$"),
            Symbol.real("v#", "entries of a vector", "coefficients d'un vecteur"),
            Symbol.real("g#", "entries of $G=M^TM$", "coefficients de $G=M^TM$"),
            Symbol.real("s", "$q^2$", "$q^2$"),
            Symbol.real("u", "a product of such factors", "un produit de tels facteurs"),
            Symbol.real(
                "q", "the factor, or a squared norm", "le facteur, ou le carré d'une norme"),
            Symbol.real("p", "a squared norm, or $(1+e)^j$", "le carré d'une norme, ou $(1+e)^j$"),
            Symbol.real("r", "a squared norm, or $q^j$", "le carré d'une norme, ou $q^j$"),
            Symbol.real("e", "$q-1$, or $\\frac1q-1$", "$q-1$, ou $\\frac1q-1$"),
            Symbol.integer("j", "$H-h$", "$H-h$")),
        List.of(
            Function.of(
                "c",
                1,
                "the factor of the norms over $j$ layers",
                "le facteur des normes sur $j$ couches")),
        List.of(),
        Map.of());
  }
}
