package org.theoria.theorems.firstproperties;

import java.util.List;
import org.theoria.proposition.Justification;
import org.theoria.proposition.Proof;
import org.theoria.proposition.Step;
import org.theoria.proposition.Text;

/** The proof of {@link ReluNonConvexGeneral}, in both directions. */
final class ReluNonConvexGeneralProof {

  private ReluNonConvexGeneralProof() {}

  private static final Text ALL = Text.of("all reals", "tous les réels");

  /** With a_j = exp(z_j) and p_j = exp(g_j/4): the product of the two middles, over the end's. */
  private static final String LAGRANGE =
      "(a1*p1 + a2*p2 + a3*p3)*(a1/p1 + a2/p2 + a3/p3) - (a1 + a2 + a3)^2"
          + " == a1*a2*(p1 - p2)^2/(p1*p2) + a1*a3*(p1 - p3)^2/(p1*p3)"
          + " + a2*a3*(p2 - p3)^2/(p2*p3)";

  static Proof steps() {
    return Proof.of(
        Rescaling.rowSum(),
        layers(),
        layersOfWidthTwo(),
        lastLayer(),
        places(),
        wholeNetwork(),
        identity(
            "square-loss",
            Text.of(
                "For the square loss the mean of the two middles exceeds the ends by $q^2$, $q=\\frac14g$.",
                "Pour le coût quadratique la moyenne des deux milieux dépasse les extrémités de $q^2$, $q=\\frac14g$."),
            "\\tfrac12(c+q-y)^2+\\tfrac12(c-q-y)^2=(c-y)^2+q^2",
            "((c + q - y)^2 + (c - q - y)^2)/2 == (c - y)^2 + q^2",
            List.of(),
            ALL),
        identity(
            "quartic-loss",
            Text.of(
                "For the quartic loss by $6q^2(c-y)^2+q^4$.",
                "Pour le coût quartique de $6q^2(c-y)^2+q^4$."),
            "\\tfrac12(c+q-y)^4+\\tfrac12(c-q-y)^4=(c-y)^4+6q^2(c-y)^2+q^4",
            "((c + q - y)^4 + (c - q - y)^4)/2 == (c - y)^4 + 6*q^2*(c - y)^2 + q^4",
            List.of(),
            ALL),
        implication(
            "square-strict",
            Text.of("It is positive where $q \\ne 0$.", "Il est positif là où $q \\ne 0$."),
            "q\\ne 0\\ \\Longrightarrow\\ q^2>0",
            List.of("q != 0"),
            "q^2 > 0",
            Text.of("all real q ≠ 0", "tout réel q ≠ 0")),
        implication(
            "quartic-strict",
            Text.of("Likewise for the quartic loss.", "De même pour le coût quartique."),
            "q\\ne 0\\ \\Longrightarrow\\ 6q^2(c-y)^2+q^4>0",
            List.of("q != 0"),
            "6*q^2*(c - y)^2 + q^4 > 0",
            Text.of("all real c, y, all q ≠ 0", "tous les réels c, y, tout q ≠ 0")),
        identity(
            "logistic-loss",
            Text.of(
                "For the logistic loss, with $a=e^{-yc}$ and $p=e^{-yq}$, the product of the two middles against the square of the end.",
                "Pour le coût logistique, avec $a=e^{-yc}$ et $p=e^{-yq}$, le produit des deux milieux contre le carré de l'extrémité."),
            "(1+ap)(1+\\tfrac ap)-(1+a)^2=\\frac{a(p-1)^2}p",
            "(1 + a*p)*(1 + a/p) - (1 + a)^2 == a*(p - 1)^2/p",
            List.of("a > 0", "p > 0"),
            Text.of("all a > 0, p > 0", "tous a > 0, p > 0")),
        identity(
            "cross-entropy",
            Text.of(
                "For softmax and the cross-entropy with three classes, $a_j=e^{z_j}$, $p_j=e^{q_j}$ (Lagrange's identity; for $n_H$"
                    + " classes likewise, pair by pair); the terms $-\\langle y,z\\rangle$ cancel.",
                "Pour softmax et l'entropie croisée à trois classes, $a_j=e^{z_j}$, $p_j=e^{q_j}$ (identité de Lagrange ; de même pour"
                    + " $n_H$ classes, paire par paire) ; les termes $-\\langle y,z\\rangle$ s'annulent."),
            "\\sum_j a_jp_j\\,\\sum_j\\tfrac{a_j}{p_j}-\\Bigl(\\sum_j a_j\\Bigr)^2=\\sum_{j<k}\\frac{a_ja_k(p_j-p_k)^2}{p_jp_k}",
            LAGRANGE,
            List.of("p1 > 0", "p2 > 0", "p3 > 0"),
            Text.of("all reals, all p > 0", "tous les réels, tous p > 0")),
        implication(
            "exponential-strict",
            Text.of(
                "Each of these terms is positive where the two $p$ differ.",
                "Chacun de ces termes est positif là où les deux $p$ diffèrent."),
            "a_1,a_2,p_1,p_2>0,\\ p_1\\ne p_2\\ \\Longrightarrow\\ \\frac{a_1a_2(p_1-p_2)^2}{p_1p_2}>0",
            List.of("a1 > 0", "a2 > 0", "p1 > 0", "p2 > 0", "p1 - p2 != 0"),
            "a1*a2*(p1 - p2)^2/(p1*p2) > 0",
            Text.of("all positive reals, p₁ ≠ p₂", "tous les réels positifs, p₁ ≠ p₂")),
        openPath(),
        implication(
            "own-row",
            Text.of(
                "Without biases the row $x_i^T$ of $W_1$ gives $\\langle x_i,x_i\\rangle>0$ on $x_i \\ne 0$, here with a first coordinate"
                    + " $\\ne 0$.",
                "Sans biais la ligne $x_i^T$ de $W_1$ donne $\\langle x_i,x_i\\rangle>0$ en $x_i \\ne 0$, ici de première coordonnée"
                    + " $\\ne 0$."),
            "x_i\\ne 0\\ \\Longrightarrow\\ \\langle x_i,x_i\\rangle>0",
            List.of("x1 != 0"),
            "x1*x1 + x2*x2 > 0",
            Text.of("two inputs, all reals, x₁ ≠ 0", "deux entrées, tous les réels, x₁ ≠ 0")),
        new Step(
            "if",
            Text.of(
                "Over the two segments together the middles lie above the ends ($\\log$ is increasing, and a sum over examples of values"
                    + " $\\ge 0$, one of them $>0$, is $>0$): one of the two violates the midpoint inequality. Some $g_i \\ne 0$ is had by"
                    + " $W_1=0$, $b_1=e_1$ and ones along a path; without biases by $x_i^T$ in $W_1$, where $\\langle x_i,x_i\\rangle>0$.",
                "Sur les deux segments ensemble les milieux dépassent les extrémités ($\\log$ est croissant, et une somme sur les exemples"
                    + " de valeurs $\\ge 0$, dont une $>0$, est $>0$) : l'un des deux viole l'inégalité de milieu. On obtient un $g_i \\ne"
                    + " 0$ par $W_1=0$, $b_1=e_1$ et des uns le long d'un chemin ; sans biais par $x_i^T$ dans $W_1$, où $\\langle"
                    + " x_i,x_i\\rangle>0$."),
            "E(M_+)+E(M_-)>\\tfrac12\\bigl(E(A_+)+E(B_+)+E(A_-)+E(B_-)\\bigr)",
            new Justification.From(
                List.of(
                    "hidden-layer",
                    "output-and-loss",
                    "positively-homogeneous",
                    "inner-biases-zero",
                    "reaches-output",
                    "row-sum",
                    "layers",
                    "layers-width-2",
                    "last-layer",
                    "places",
                    "whole-network",
                    "square-loss",
                    "quartic-loss",
                    "square-strict",
                    "quartic-strict",
                    "logistic-loss",
                    "cross-entropy",
                    "exponential-strict",
                    "open-path",
                    "own-row"))),
        identity(
            "affine",
            Text.of(
                "If $H=1$, $z=W_1x+b_1$ is affine in $\\theta$: at a mean of parameters it is the mean.",
                "Si $H=1$, $z=W_1x+b_1$ est affine en $\\theta$ : en une moyenne de paramètres c'est la moyenne."),
            "\\tfrac{w+w'}2x+\\tfrac{b+b'}2=\\tfrac12(wx+b)+\\tfrac12(w'x+b')",
            "(w1 + w2)/2*x + (b1 + b2)/2 == (w1*x + b1)/2 + (w2*x + b2)/2",
            List.of(),
            ALL),
        constantWithoutInputs(),
        new Step(
            "only-if",
            Text.of(
                "A convex function of an affine one is convex: if $H=1$ no midpoint inequality is violated. Nor is one where $E$ is"
                    + " constant.",
                "Une fonction convexe d'une fonction affine est convexe : si $H=1$ aucune inégalité de milieu n'est violée. Ni là où $E$"
                    + " est constante."),
            "E\\left(\\tfrac{\\theta+\\theta'}2\\right)\\le\\tfrac12E(\\theta)+\\tfrac12E(\\theta')",
            new Justification.From(
                List.of(
                    "output-and-loss",
                    "affine",
                    "square-loss",
                    "quartic-loss",
                    "logistic-loss",
                    "cross-entropy",
                    "constant-without-inputs"))),
        new Step(
            "conclusion",
            Text.of(
                "$E$ violates a midpoint inequality if and only if $H \\ge 2$ (without biases: and $X \\ne 0$).",
                "$E$ viole une inégalité de milieu si et seulement si $H \\ge 2$ (sans biais : et $X \\ne 0$)."),
            "H\\ge 2",
            new Justification.From(List.of("if", "only-if"))));
  }

  /** f_h(t) = t·f_h with the first layer multiplied by t ≥ 0 and no inner biases. */
  private static Step layers() {
    return new Step(
        "layers",
        Text.of(
            "With $t \\ge 0$ times $W_1$ and $b_1$, every hidden layer is multiplied by $t$: by induction. It is written for ReLU, and"
                + " uses homogeneity only.",
            "Avec $t \\ge 0$ fois $W_1$ et $b_1$, chaque couche cachée est multipliée par $t$ : par récurrence. C'est écrit pour ReLU, et"
                + " n'utilise que l'homogénéité."),
        "f^t_h=t\\,f_h,\\qquad 1\\le h<H",
        new Justification.Induction(
            "h",
            "1",
            "oo",
            List.of("g(h) == t*f(h)"),
            List.of(
                "f(1) == Max(0, w(1)*x + b(1))",
                "f(h+1) == Max(0, w(h+1)*f(h))",
                "g(1) == Max(0, t*w(1)*x + t*b(1))",
                "g(h+1) == Max(0, w(h+1)*g(h))"),
            List.of("t >= 0"),
            List.of(),
            Text.of(
                "all integers h ≥ 1, one neuron a layer, all real weights and b₁, all t ≥ 0",
                "tout entier h ≥ 1, un neurone par couche, tous poids et b₁ réels, tout t ≥ 0")));
  }

  private static Step layersOfWidthTwo() {
    return new Step(
        "layers-width-2",
        Text.of("The same with two neurons a layer.", "De même avec deux neurones par couche."),
        "f^t_h=t\\,f_h\\in\\mathbb{R}^2",
        new Justification.Induction(
            "h",
            "1",
            "oo",
            List.of("g(h) == t*f(h)", "k(h) == t*e(h)"),
            List.of(
                "f(1) == Max(0, w(1)*x + b(1))",
                "e(1) == Max(0, v(1)*x + c(1))",
                "f(h+1) == Max(0, w(h+1)*f(h) + p(h+1)*e(h))",
                "e(h+1) == Max(0, v(h+1)*f(h) + q(h+1)*e(h))",
                "g(1) == Max(0, t*w(1)*x + t*b(1))",
                "k(1) == Max(0, t*v(1)*x + t*c(1))",
                "g(h+1) == Max(0, w(h+1)*g(h) + p(h+1)*k(h))",
                "k(h+1) == Max(0, v(h+1)*g(h) + q(h+1)*k(h))"),
            List.of("t >= 0"),
            List.of(),
            Text.of(
                "all integers h ≥ 1, two neurons a layer, all real weights and b₁, all t ≥ 0",
                "tout entier h ≥ 1, deux neurones par couche, tous poids et b₁ réels, tout t ≥ 0")));
  }

  /** b_1 = 1 and ones from layer to layer carry 1 to the last hidden layer. */
  private static Step openPath() {
    return new Step(
        "open-path",
        Text.of(
            "With $W_1=0$, $b_1=e_1$ and ones along a path, $f_h=e_1$ for every example and every $h<H$: $g_i=e_1$.",
            "Avec $W_1=0$, $b_1=e_1$ et des uns le long d'un chemin, $f_h=e_1$ pour tout exemple et tout $h<H$ : $g_i=e_1$."),
        "f_h=e_1,\\qquad 1\\le h<H",
        new Justification.Induction(
            "h",
            "1",
            "oo",
            List.of("f(h) == 1", "e(h) == 0"),
            List.of(
                "f(1) == Max(0, 0*x + 1)",
                "e(1) == Max(0, 0*x)",
                "f(h+1) == Max(0, 1*f(h) + 0*e(h))",
                "e(h+1) == Max(0, 0*f(h) + 0*e(h))"),
            List.of(),
            List.of(),
            Text.of(
                "all integers h ≥ 1, all inputs, two neurons a layer",
                "tout entier h ≥ 1, toute entrée, deux neurones par couche")));
  }

  /** Where X = 0 and there are no biases, every layer is 0. */
  private static Step constantWithoutInputs() {
    return new Step(
        "constant-without-inputs",
        Text.of(
            "Without biases $f_h(0)=0$ at every $\\theta$: if $X=0$, $E$ is constant.",
            "Sans biais $f_h(0)=0$ en tout $\\theta$ : si $X=0$, $E$ est constante."),
        "f_h(0)=0,\\qquad 1\\le h<H",
        new Justification.Induction(
            "h",
            "1",
            "oo",
            List.of("f(h) == 0"),
            List.of("f(1) == Max(0, w(1)*0)", "f(h+1) == Max(0, w(h+1)*f(h))"),
            List.of(),
            List.of(),
            Text.of(
                "all integers h ≥ 1, one neuron a layer, all real weights",
                "tout entier h ≥ 1, un neurone par couche, tous poids réels")));
  }

  private static Step lastLayer() {
    return identity(
        "last-layer",
        Text.of(
            "On the segment the last pre-activation is $b_H+t(1-t)g$.",
            "Sur le segment la dernière pré-activation est $b_H+t(1-t)g$."),
        "(1-t)W_H\\,tf_{H-1}+b_H=b_H+t(1-t)W_Hf_{H-1}",
        "((1 - t)*v1 + t*0)*(t*f1) + ((1 - t)*v2 + t*0)*(t*f2) + c"
            + " == c + t*(1 - t)*(v1*f1 + v2*f2)",
        List.of(),
        Text.of("all reals, two neurons", "tous les réels, deux neurones"));
  }

  private static Step places() {
    return new Step(
        "places",
        Text.of(
            "So it is $b_H$ at both ends and $b_H+\\frac14g$ in the middle.",
            "Elle vaut donc $b_H$ aux deux extrémités et $b_H+\\frac14g$ au milieu."),
        "t(1-t)=0,\\ \\tfrac14,\\ 0\\quad\\text{at}\\ t=0,\\ \\tfrac12,\\ 1",
        new Justification.Exact(
            List.of("0*(1 - 0) == 0", "1/2*(1 - 1/2) == 1/4", "1*(1 - 1) == 0")));
  }

  private static Step wholeNetwork() {
    return new Step(
        "whole-network",
        Text.of(
            "By the network and the square loss themselves: the pre-activations on the segment, and that over both segments the middles"
                + " exceed the ends by $\\sum_i\\|\\frac14g_i\\|^2$.",
            "Par le réseau et le coût quadratique eux-mêmes : les pré-activations sur le segment, et le fait que sur les deux segments"
                + " les milieux dépassent les extrémités de $\\sum_i\\|\\frac14g_i\\|^2$."),
        "\\tfrac12E(M_+)+\\tfrac12E(M_-)-\\tfrac14\\bigl(E(A_+)+E(B_+)+E(A_-)+E(B_-)\\bigr)"
            + "=\\tfrac1{16}\\sum_i\\|g_i\\|^2",
        wholeNetwork(ConvexitySegments.Change.NONE));
  }

  static Justification wholeNetwork(ConvexitySegments.Change change) {
    return new Justification.OwnClaims(
        List.of(
            ConvexityShape.of(change, 1, 1, 1, 1),
            ConvexityShape.of(change, 2, 1, 2, 1),
            ConvexityShape.of(change, 1, 2, 2, 2),
            ConvexityShape.of(change, 1, 1, 2, 1, 1)),
        Text.of(
            "shapes (1,1,1), (1,2,1) with two examples, (2,2,2), (1,2,1,1); all real weights, b₁, b_H, inputs, targets",
            "architectures (1,1,1), (1,2,1) avec deux exemples, (2,2,2), (1,2,1,1) ; tous poids, b₁, b_H, entrées, cibles réels"));
  }

  private static Step identity(
      String id, Text text, String latex, String equation, List<String> given, Text range) {
    return new Step(
        id, text, latex, new Justification.Identity(List.of(equation), given, List.of(), range));
  }

  private static Step implication(
      String id, Text text, String latex, List<String> given, String conclusion, Text range) {
    return new Step(id, text, latex, new Justification.Implication(given, conclusion, range));
  }
}
