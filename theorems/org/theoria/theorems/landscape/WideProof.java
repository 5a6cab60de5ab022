package org.theoria.theorems.landscape;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.theoria.proposition.FormalClaims;
import org.theoria.proposition.Justification;
import org.theoria.proposition.Proof;
import org.theoria.proposition.Step;
import org.theoria.proposition.StepMutant;
import org.theoria.proposition.StepMutants;
import org.theoria.proposition.Text;
import org.theoria.theorems.landscape.WideGradientShape.Change;

/**
 * The chain ∇ = 0 ⇒ Δ̃_1Aᵀ = 0 ⇒ Δ̃_1 = 0 ⇒ Δ_1 = 0 ⇒ Δ̃_2 = 0 ⇒ … ⇒ ∇L = 0 ⇒ L = 0. With a feature
 * map f_k the layers are counted from k + 1.
 *
 * @param features whether there is a feature map
 * @param layers the number of layers that the hypotheses name
 */
record WideProof(boolean features, int layers) {

  /** The step that shows that the rank of the first weight matrix is not used. */
  static final String FIRST_RANK = "first-rank-not-used";

  private static final String DET3 = "x11*(x22 - x23) - x12*(x21 - x23) + x13*(x21 - x22)";

  private static final List<WideGradientShape> SHAPES = shapes(Change.NONE);

  private static List<WideGradientShape> shapes(Change change) {
    return List.of(
        WideGradientShape.of(change, 2, 1, 1),
        WideGradientShape.of(change, 3, 2, 2),
        WideGradientShape.of(change, 2, 2, 2, 1),
        WideGradientShape.of(change, 2, 1, 2, 2),
        WideGradientShape.of(change, 2, 2, 2, 1, 1));
  }

  /** The gradient formula, or a false variant, at whole shapes. */
  static Justification gradient(Change change) {
    String all = SHAPES.stream().map(WideGradientShape::shape).collect(Collectors.joining("; "));
    return new Justification.OwnClaims(
        shapes(change).stream().<FormalClaims>map(s -> s).toList(),
        Text.of(
            "all σ_h, L of class C¹ (uninterpreted), all reals, shapes " + all,
            "tous σ_h, L de classe C¹ (non interprétés), tous les réels, architectures " + all));
  }

  Proof steps() {
    String first = features ? "{k+1}" : "1";
    String z = features ? "f_k(X)" : "X";
    String suffix = features ? "k-" : "";
    List<Step> steps = new ArrayList<>();
    steps.add(
        new Step(
            "gradient",
            Text.of(
                "$\\nabla_{(W_"
                    + first
                    + ",b_"
                    + first
                    + ")}E=\\tilde\\Delta_"
                    + first
                    + "A^T$, with"
                    + " $A$ the matrix $"
                    + z
                    + "$ with a last row of ones, from the derivatives of the"
                    + " network's own risk over several examples"
                    + (features ? ", the features taken as inputs." : "."),
                "$\\nabla_{(W_"
                    + first
                    + ",b_"
                    + first
                    + ")}E=\\tilde\\Delta_"
                    + first
                    + "A^T$, où"
                    + " $A$ est $"
                    + z
                    + "$ avec une dernière ligne de uns, par les dérivées du risque"
                    + " même du réseau sur plusieurs exemples"
                    + (features ? ", les caractéristiques étant prises pour entrées." : ".")),
            "\\nabla_{(W_"
                + first
                + ",b_"
                + first
                + ")}E=\\tilde\\Delta_"
                + first
                + "A^T,\\qquad"
                + " \\tilde\\Delta_h=d_h\\odot\\Delta_h",
            gradient(Change.NONE)));
    steps.add(
        implication(
            "data-two-points",
            Text.of(
                "$\\tilde\\Delta A^T=0$ gives $\\tilde\\Delta=0$ if $\\mathrm{rank}(A)=n$: here $n=2$, one input.",
                "$\\tilde\\Delta A^T=0$ donne $\\tilde\\Delta=0$ si $\\mathrm{rg}(A)=n$ : ici $n=2$, une entrée."),
            "\\tilde\\Delta A^T=0,\\ \\det A\\ne 0\\ \\Longrightarrow\\ \\tilde\\Delta=0",
            List.of("e1*x1 + e2*x2 == 0", "e1 + e2 == 0", "x1 - x2 != 0"),
            "e1^2 + e2^2 == 0"));
    steps.add(
        implication(
            "data-three-points",
            Text.of("The same for $n=3$, two inputs.", "De même pour $n=3$, deux entrées."),
            "\\tilde\\Delta A^T=0,\\ \\det A\\ne 0\\ \\Longrightarrow\\ \\tilde\\Delta=0",
            List.of(
                "e1*x11 + e2*x12 + e3*x13 == 0",
                "e1*x21 + e2*x22 + e3*x23 == 0",
                "e1 + e2 + e3 == 0",
                DET3 + " != 0"),
            "e1 == 0"));
    steps.add(
        implication(
            "data-fewer-points",
            Text.of(
                "And for $n=2$, two inputs: a $2\\times 2$ minor of $A$ that is not $0$ is enough.",
                "Et pour $n=2$, deux entrées : un mineur $2\\times 2$ non nul de $A$ suffit."),
            "\\tilde\\Delta A^T=0,\\ x^1_1x^2_2\\ne x^2_1x^1_2\\ \\Longrightarrow\\ \\tilde\\Delta=0",
            List.of(
                "e1*x11 + e2*x12 == 0",
                "e1*x21 + e2*x22 == 0",
                "e1 + e2 == 0",
                "x11*x22 - x12*x21 != 0"),
            "e1^2 + e2^2 == 0"));
    steps.add(
        from(
            "data",
            Text.of(
                "In general $A$ is injective on $\\mathbb{R}^n$ if its rank is $n$; each row $e$ of"
                    + " $\\tilde\\Delta_"
                    + first
                    + "$ has $Ae^T=0$, so it is $0$.",
                "En général $A$ est injective sur $\\mathbb{R}^n$ si son rang est $n$ ; chaque ligne $e$ de"
                    + " $\\tilde\\Delta_"
                    + first
                    + "$ vérifie $Ae^T=0$, donc elle est nulle."),
            "\\tilde\\Delta_" + first + "=0",
            Stream.of(
                "gradient",
                "rank-data",
                "data-two-points",
                "data-three-points",
                "data-fewer-points")));
    steps.add(
        implication(
            "slope",
            Text.of(
                "$d\\odot\\Delta=0$ gives $\\Delta=0$, entry by entry, if no entry of $d$ is $0$.",
                "$d\\odot\\Delta=0$ donne $\\Delta=0$, coefficient par coefficient, si $d$ n'a aucun"
                    + " coefficient nul."),
            "d\\,t=0,\\ d\\ne 0\\ \\Longrightarrow\\ t=0",
            List.of("d*t == 0", "d != 0"),
            "t == 0"));
    steps.add(
        implication(
            "weights-square",
            Text.of(
                "$W^T\\tilde\\Delta=0$ gives $\\tilde\\Delta=0$ if $\\mathrm{rank}(W_h)=n_h$: here"
                    + " two neurons after two.",
                "$W^T\\tilde\\Delta=0$ donne $\\tilde\\Delta=0$ si $\\mathrm{rg}(W_h)=n_h$ : ici deux"
                    + " neurones après deux."),
            "W^Te=0,\\ \\det W\\ne 0\\ \\Longrightarrow\\ e=0",
            List.of("w11*e1 + w21*e2 == 0", "w12*e1 + w22*e2 == 0", "w11*w22 - w12*w21 != 0"),
            "e1^2 + e2^2 == 0"));
    steps.add(
        implication(
            "weights-narrowing",
            Text.of(
                "And two neurons after three: a $2\\times 2$ minor that is not $0$ is enough.",
                "Et deux neurones après trois : un mineur $2\\times 2$ non nul suffit."),
            "W^Te=0,\\ \\mathrm{rank}(W)=2\\ \\Longrightarrow\\ e=0",
            List.of(
                "w11*e1 + w21*e2 == 0",
                "w12*e1 + w22*e2 == 0",
                "w13*e1 + w23*e2 == 0",
                "w12*w23 - w13*w22 != 0"),
            "e1^2 + e2^2 == 0"));
    steps.add(
        new Step(
            "left-inverse",
            Text.of(
                "Then $\\mathrm{diag}(d_h)W_{h+1}^T$ has a left inverse $V$, here two neurons after two.",
                "Alors $\\mathrm{diag}(d_h)W_{h+1}^T$ a un inverse à gauche $V$, ici deux neurones après"
                    + " deux."),
            "V\\,\\mathrm{diag}(d_h)W_{h+1}^T=I",
            new Justification.Identity(
                List.of(
                    "(w22/d1*(d1*w11) - w21/d2*(d2*w12))/(w11*w22 - w12*w21) == 1",
                    "(w22/d1*(d1*w21) - w21/d2*(d2*w22))/(w11*w22 - w12*w21) == 0",
                    "(w11/d2*(d2*w12) - w12/d1*(d1*w11))/(w11*w22 - w12*w21) == 0",
                    "(w11/d2*(d2*w22) - w12/d1*(d1*w21))/(w11*w22 - w12*w21) == 1"),
                List.of("d1 != 0", "d2 != 0", "w11*w22 - w12*w21 != 0"),
                List.of(),
                Text.of("all reals, d ≠ 0, det W ≠ 0", "tous les réels, d ≠ 0, det W ≠ 0"))));
    steps.add(
        new Step(
            "layers",
            Text.of(
                "From layer to layer, with $\\tilde\\Delta_{h+1}=V_{h+1}\\tilde\\Delta_h$ for a left"
                    + " inverse $V_{h+1}$ of $\\mathrm{diag}(d_h)W_{h+1}^T$ (it exists by the ranks and"
                    + " the slopes): $\\tilde\\Delta_h=0$ for every $h$, here two neurons a layer.",
                "De couche en couche, avec $\\tilde\\Delta_{h+1}=V_{h+1}\\tilde\\Delta_h$ pour un inverse à"
                    + " gauche $V_{h+1}$ de $\\mathrm{diag}(d_h)W_{h+1}^T$ (il existe par les rangs et les"
                    + " pentes) : $\\tilde\\Delta_h=0$ pour tout $h$, ici deux neurones par couche."),
            "\\tilde\\Delta_" + first + "=0\\ \\Longrightarrow\\ \\tilde\\Delta_h=0",
            new Justification.Induction(
                "h",
                "1",
                "oo",
                List.of("a(h) == 0", "c(h) == 0"),
                List.of(
                    "a(1) == 0",
                    "c(1) == 0",
                    "a(h+1) == p(h+1)*a(h) + q(h+1)*c(h)",
                    "c(h+1) == r(h+1)*a(h) + u(h+1)*c(h)"),
                List.of(),
                List.of(),
                Text.of(
                    "all integers h ≥ 1, two neurons a layer, all real left inverses",
                    "tout entier h ≥ 1, deux neurones par couche, tous inverses à gauche réels"))));
    steps.add(
        from(
            "errors",
            Text.of(
                "So $\\tilde\\Delta_H=0$: the ranks of $W_h$ are used for $h \\ge "
                    + (features ? "k+2" : "2")
                    + "$ and the slopes for $h<H$.",
                "Donc $\\tilde\\Delta_H=0$ : les rangs des $W_h$ servent pour $h \\ge "
                    + (features ? "k+2" : "2")
                    + "$ et les pentes pour $h<H$."),
            "\\tilde\\Delta_H=0",
            Stream.concat(
                Stream.of(
                    "data",
                    "slope",
                    "weights-square",
                    "weights-narrowing",
                    "left-inverse",
                    "layers"),
                Stream.concat(
                    numbered("slope-" + suffix, 1, layers - 1),
                    numbered("rank-w-" + suffix, 2, layers)))));
    steps.add(
        implication(
            "loss",
            Text.of(
                "For the square loss $\\nabla L(r)=2r=0$ gives $L(r)=r^2=0$; in general by the two"
                    + " hypotheses on $L$.",
                "Pour le coût quadratique $\\nabla L(r)=2r=0$ donne $L(r)=r^2=0$ ; en général par les deux"
                    + " hypothèses sur $L$."),
            "\\nabla L(r)=0\\ \\Longrightarrow\\ L(r)=0",
            List.of("d*(2*(f - y)) == 0", "d != 0"),
            "(f - y)^2 == 0"));
    steps.add(
        from(
            "conclusion",
            Text.of(
                "$\\tilde\\Delta_H=d_H\\odot\\nabla L=0$, so $\\nabla L=0$ by $\\sigma_H' \\ne 0$, so $f_\\theta(x^i)=y^i$ and"
                    + " $E(\\theta)=nL(0)=0$.",
                "$\\tilde\\Delta_H=d_H\\odot\\nabla L=0$, donc $\\nabla L=0$ car $\\sigma_H' \\ne 0$, donc $f_\\theta(x^i)=y^i$ et"
                    + " $E(\\theta)=nL(0)=0$."),
            "E(\\theta)=0",
            Stream.concat(
                numbered("slope-" + suffix, 1, layers), // slope-H, whichever H is
                Stream.of(
                    "continuously-differentiable",
                    "errors",
                    "slope",
                    "loss",
                    "loss-stationary-at-zero",
                    "loss-zero-at-zero"))));
    steps.add(
        from(
            "minimiser",
            Text.of(
                "$L \\ge 0$: then $E(\\theta)=0 \\le E(\\theta')$ for every $\\theta'$.",
                "$L \\ge 0$ : alors $E(\\theta)=0 \\le E(\\theta')$ pour tout $\\theta'$."),
            "E(\\theta)=0\\le E(\\theta')",
            Stream.of("conclusion", "loss-non-negative")));
    steps.add(
        from(
            FIRST_RANK,
            Text.of(
                "Neither the rank of $W_"
                    + first
                    + "$ nor any other part of the gradient was used:"
                    + " $\\nabla_{(W_"
                    + first
                    + ",b_"
                    + first
                    + ")}E=0$ is enough.",
                "Ni le rang de $W_"
                    + first
                    + "$ ni aucune autre partie du gradient n'ont servi :"
                    + " $\\nabla_{(W_"
                    + first
                    + ",b_"
                    + first
                    + ")}E=0$ suffit."),
            "\\nabla_{(W_" + first + ",b_" + first + ")}E=0\\ \\Longrightarrow\\ E(\\theta)=0",
            Stream.of("conclusion", "minimiser")));
    return new Proof(steps);
  }

  /** The ids of the hypotheses on these layers. */
  private static Stream<String> numbered(String prefix, int first, int last) {
    return IntStream.rangeClosed(first, last).mapToObj(j -> prefix + j);
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

  private static Step from(String id, Text text, String latex, Stream<String> ids) {
    return new Step(id, text, latex, new Justification.From(ids.toList()));
  }

  List<StepMutant> mutants() {
    return StepMutants.of(steps())
        .without(
            "data-two-points",
            "equal-points",
            Text.of("the two points may be equal", "les deux points peuvent être égaux"),
            "x1 - x2 != 0")
        .without(
            "data-two-points",
            "no-bias",
            Text.of(
                "the gradient in the bias may be other than 0",
                "le gradient en le biais peut être non nul"),
            "e1 + e2 == 0")
        .without(
            "data-three-points",
            "aligned-points",
            Text.of("three points on a line", "trois points alignés"),
            DET3 + " != 0")
        .without(
            "slope",
            "zero-slope",
            Text.of("the slope may be 0", "la pente peut être nulle"),
            "d != 0")
        .without(
            "weights-square",
            "singular-weights",
            Text.of("$\\det W$ may be 0", "$\\det W$ peut être nul"),
            "w11*w22 - w12*w21 != 0")
        .edit(
            "weights-narrowing",
            "wrong-minor",
            Text.of("another expression than the minor", "une autre expression que le mineur"),
            "w12*w23 - w13*w22",
            "w12*w23 + w13*w22")
        .edit(
            "left-inverse",
            "inverse-transposed",
            Text.of("an entry of the inverse transposed", "un coefficient de l'inverse transposé"),
            "(w22/d1*(d1*w21) - w21/d2*(d2*w22))",
            "(w22/d1*(d1*w21) - w12/d2*(d2*w22))")
        .edit(
            "layers",
            "first-error",
            Text.of(
                "$\\tilde\\Delta$ of the first layer is 1",
                "$\\tilde\\Delta$ de la première couche vaut 1"),
            "a(1) == 0",
            "a(1) == 1")
        .without(
            "loss",
            "last-slope-zero",
            Text.of("the last slope may be 0", "la dernière pente peut être nulle"),
            "d != 0")
        .with(
            "gradient",
            "gradient-without-slope",
            Text.of(
                "$\\Delta$ in place of $\\tilde\\Delta$", "$\\Delta$ au lieu de $\\tilde\\Delta$"),
            gradient(Change.NO_SLOPE))
        .with(
            "gradient",
            "gradient-without-ones",
            Text.of("the last row of $A$ is an input", "la dernière ligne de $A$ est une entrée"),
            gradient(Change.NO_ONES))
        .list();
  }
}
