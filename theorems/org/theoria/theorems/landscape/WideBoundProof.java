package org.theoria.theorems.landscape;

import java.util.List;
import org.theoria.proposition.Justification;
import org.theoria.proposition.Proof;
import org.theoria.proposition.Step;
import org.theoria.proposition.StepMutant;
import org.theoria.proposition.StepMutants;
import org.theoria.proposition.Text;
import org.theoria.theorems.landscape.WideGradientShape.Change;

/** The proof of {@link WideGradientBound}: each arrow as an inequality of squared norms. */
final class WideBoundProof {

  private WideBoundProof() {}

  static Proof steps() {
    return Proof.of(
        new Step(
            "gradient",
            Text.of(
                "$\\nabla_{(W_1,b_1)}E=\\tilde\\Delta_1A^T$, from the derivatives of the network's own risk"
                    + " over several examples.",
                "$\\nabla_{(W_1,b_1)}E=\\tilde\\Delta_1A^T$, par les dérivées du risque même du réseau sur"
                    + " plusieurs exemples."),
            "\\nabla_{(W_1,b_1)}E=\\tilde\\Delta_1A^T",
            WideProof.gradient(Change.NONE)),
        new Step(
            "gram",
            Text.of(
                "For a row $e$ of $\\tilde\\Delta_1$: $\\|eA^T\\|^2=e(A^TA)e^T$, here one input and two"
                    + " examples; likewise $\\|W_h^Te\\|^2=e^T(W_hW_h^T)e$.",
                "Pour une ligne $e$ de $\\tilde\\Delta_1$ : $\\|eA^T\\|^2=e(A^TA)e^T$, ici une entrée et deux"
                    + " exemples ; de même $\\|W_h^Te\\|^2=e^T(W_hW_h^T)e$."),
            "\\|eA^T\\|^2=e(A^TA)e^T",
            new Justification.Identity(
                List.of(
                    "(e1*x1 + e2*x2)^2 + (e1 + e2)^2"
                        + " == (x1^2 + 1)*e1^2 + 2*(x1*x2 + 1)*e1*e2 + (x2^2 + 1)*e2^2"),
                List.of(),
                List.of(),
                Text.of("all reals", "tous les réels"))),
        implication(
            "smallest-eigenvalue",
            Text.of(
                "If $G-\\lambda I$ is positive semidefinite (its minors are not negative), then"
                    + " $e^TGe \\ge \\lambda\\|e\\|^2$: here $2 \\times 2$.",
                "Si $G-\\lambda I$ est semi-définie positive (ses mineurs sont positifs ou nuls), alors"
                    + " $e^TGe \\ge \\lambda\\|e\\|^2$ : ici $2 \\times 2$."),
            "G-\\lambda I\\succeq 0\\ \\Longrightarrow\\ e^TGe\\ge\\lambda\\|e\\|^2",
            List.of("g11 - l >= 0", "g22 - l >= 0", "(g11 - l)*(g22 - l) - g12^2 >= 0"),
            "g11*e1^2 + 2*g12*e1*e2 + g22*e2^2 >= l*(e1^2 + e2^2)"),
        new Step(
            "largest-such",
            Text.of(
                "In general the largest such $\\lambda$ is the smallest eigenvalue: $s(A)^2$ for $G=A^TA$,"
                    + " $s(W_h)^2$ for $G=W_hW_h^T$. Summed over the rows of $\\tilde\\Delta_1$, or over the"
                    + " examples.",
                "En général le plus grand tel $\\lambda$ est la plus petite valeur propre : $s(A)^2$ pour"
                    + " $G=A^TA$, $s(W_h)^2$ pour $G=W_hW_h^T$. On somme sur les lignes de"
                    + " $\\tilde\\Delta_1$, ou sur les exemples."),
            "\\|\\tilde\\Delta_1A^T\\|\\ge s(A)\\|\\tilde\\Delta_1\\|,\\qquad"
                + " \\|W_h^T\\tilde\\Delta_h\\|\\ge s(W_h)\\|\\tilde\\Delta_h\\|",
            new Justification.From(List.of("gram", "smallest-eigenvalue"))),
        implication(
            "slopes",
            Text.of(
                "$\\|d\\odot\\Delta\\|^2 \\ge m^2\\|\\Delta\\|^2$, here with two entries.",
                "$\\|d\\odot\\Delta\\|^2 \\ge m^2\\|\\Delta\\|^2$, ici avec deux coefficients."),
            "|d|\\ge m\\ge 0\\ \\Longrightarrow\\ \\|d\\odot\\Delta\\|^2\\ge m^2\\|\\Delta\\|^2",
            List.of("d1^2 >= m^2", "d2^2 >= m^2"),
            "(d1*t1)^2 + (d2*t2)^2 >= m^2*(t1^2 + t2^2)"),
        implication(
            "chain",
            Text.of(
                "Two arrows make one: the factors multiply, since they are not negative.",
                "Deux flèches en font une : les facteurs se multiplient, car ils sont positifs ou nuls."),
            "p\\ge aq,\\ q\\ge br,\\ a\\ge 0\\ \\Longrightarrow\\ p\\ge abr",
            List.of("p >= a*q", "q >= c*r", "a >= 0"),
            "p >= a*c*r"),
        new Step(
            "sharp",
            Text.of(
                "Equality: one example, one neuron a layer, here $H=2$ with the identity.",
                "Égalité : un exemple, un neurone par couche, ici $H=2$ avec l'identité."),
            "\\|\\nabla_{(W_1,b_1)}E\\|^2=(x^2+1)\\,w_2^2\\,(2r)^2",
            new Justification.Identity(
                List.of(
                    "D((w2*(w1*x1 + b1) + b2 - y1)^2, w1)^2 + D((w2*(w1*x1 + b1) + b2 - y1)^2, b1)^2"
                        + " == (x1^2 + 1)*w2^2*(2*(w2*(w1*x1 + b1) + b2 - y1))^2"),
                List.of(),
                List.of(),
                Text.of("all reals", "tous les réels"))),
        new Step(
            "conclusion",
            Text.of(
                "Along $\\nabla_{(W_1,b_1)}E=\\tilde\\Delta_1A^T$, $\\tilde\\Delta_h=d_h\\odot\\Delta_h$,"
                    + " $\\Delta_{h-1}=W_h^T\\tilde\\Delta_h$ up to $\\Delta_H=[\\nabla L]$: the factors are"
                    + " $s(A)$, $m_1$, $s(W_2)$, $m_2$, …, $s(W_H)$, $m_H$.",
                "Le long de $\\nabla_{(W_1,b_1)}E=\\tilde\\Delta_1A^T$, $\\tilde\\Delta_h=d_h\\odot\\Delta_h$,"
                    + " $\\Delta_{h-1}=W_h^T\\tilde\\Delta_h$ jusqu'à $\\Delta_H=[\\nabla L]$ : les facteurs sont"
                    + " $s(A)$, $m_1$, $s(W_2)$, $m_2$, …, $s(W_H)$, $m_H$."),
            "\\|\\nabla_{(W_1,b_1)}E\\|\\ge s(A)\\,m_1\\,s(W_2)\\,m_2\\cdots s(W_H)\\,m_H\\,\\|[\\nabla L]\\|",
            new Justification.From(
                List.of(
                    "continuously-differentiable",
                    "coordinatewise",
                    "gradient",
                    "largest-such",
                    "slopes",
                    "chain"))));
  }

  private static Step implication(
      String id, Text text, String latex, List<String> hypotheses, String conclusion) {
    return new Step(
        id,
        text,
        latex,
        new Justification.Implication(
            hypotheses, conclusion, Text.of("all reals", "tous les réels")));
  }

  static List<StepMutant> mutants() {
    return StepMutants.of(steps())
        .edit(
            "gram",
            "ones-left-out",
            Text.of("the ones of $A$ are left out", "les uns de $A$ sont oubliés"),
            "2*(x1*x2 + 1)",
            "2*x1*x2")
        .without(
            "smallest-eigenvalue",
            "no-determinant",
            Text.of("the diagonal alone", "la diagonale seule"),
            "(g11 - l)*(g22 - l) - g12^2 >= 0")
        .without(
            "smallest-eigenvalue",
            "negative-corner",
            Text.of(
                "one diagonal entry may be negative", "un coefficient diagonal peut être négatif"),
            "g22 - l >= 0")
        .without(
            "slopes",
            "one-slope-smaller",
            Text.of("one slope may be smaller than $m$", "une pente peut être plus petite que $m$"),
            "d2^2 >= m^2")
        .without(
            "chain",
            "negative-factor",
            Text.of("a factor may be negative", "un facteur peut être négatif"),
            "a >= 0")
        .edit(
            "sharp",
            "sharp-constant",
            Text.of("$r$ in place of $2r$", "$r$ au lieu de $2r$"),
            "(2*(w2*(w1*x1 + b1) + b2 - y1))^2",
            "(w2*(w1*x1 + b1) + b2 - y1)^2")
        .with(
            "gradient",
            "gradient-without-slope",
            Text.of(
                "$\\Delta$ in place of $\\tilde\\Delta$", "$\\Delta$ au lieu de $\\tilde\\Delta$"),
            WideProof.gradient(Change.NO_SLOPE))
        .list();
  }
}
