package org.theoria.theorems.firstproperties;

import java.util.List;
import java.util.stream.Collectors;
import org.theoria.proposition.FormalClaims;
import org.theoria.proposition.Justification;
import org.theoria.proposition.Proof;
import org.theoria.proposition.Step;
import org.theoria.proposition.Text;

/**
 * The proof of the backpropagation formula by the chain rule, σ and L uninterpreted functions. The
 * three one-layer identities are the proof: ∂E/∂W_h and ∂E/∂b_h from ∂E/∂z_h, and ∂E/∂z_h from
 * ∂E/∂z_{h+1}, where z_h is the pre-activation of layer h and E is seen as a function of it. They
 * are checked for two neurons a layer; whole networks are checked at small shapes.
 */
final class BackpropProof {

  private BackpropProof() {}

  private static final Text ALL =
      Text.of(
          "all σ, L of class C¹ (uninterpreted), all reals, two neurons a layer",
          "tous σ, L de classe C¹ (non interprétés), tous les réels, deux neurones par couche");

  static Proof steps() {
    return Proof.of(
        identity(
            "top",
            Text.of(
                "At the last layer, with $z_H$ the pre-activation and two outputs: $\\partial"
                    + " E/\\partial z_H=d_H\\odot\\n"
                    + "abla_{y_1}L$.",
                "À la dernière couche, avec $z_H$ la pré-activation et deux sorties : $\\partial"
                    + " E/\\partial z_H=d_H\\odot\\n"
                    + "abla_{y_1}L$."),
            "\\frac{\\partial}{\\partial"
                + " z_i}L(\\sigma(z),y)=\\sigma'(z_i)\\,\\partial_iL(\\sigma(z),y)",
            "D(L(s(z1), s(z2), y1, y2), z1) == s'(z1)*L'1(s(z1), s(z2), y1, y2)",
            "D(L(s(z1), s(z2), y1, y2), z2) == s'(z2)*L'2(s(z1), s(z2), y1, y2)"),
        identity(
            "layer-to-layer",
            Text.of(
                "From layer $h+1$ to layer $h$, $E$ seen as a function $G$ of"
                    + " $z_{h+1}=W_{h+1}\\sigma(z_h)+b_{h+1}$: $\\partial E/\\partial z_h=d_h\\odot"
                    + " W_{h+1}^T\\,\\partial E/\\partial z_{h+1}$.",
                "De la couche $h+1$ à la couche $h$, $E$ vue comme fonction $G$ de"
                    + " $z_{h+1}=W_{h+1}\\sigma(z_h)+b_{h+1}$ : $\\partial E/\\partial"
                    + " z_h=d_h\\odot W_{h+1}^T\\,\\partial E/\\partial z_{h+1}$."),
            "\\frac{\\partial}{\\partial z_j}G(W\\sigma(z)+b)=\\sigma'(z_j)\\sum_i"
                + " W_{ij}\\,\\partial_iG",
            layerToLayer(1),
            layerToLayer(2)),
        identity(
            "parameters",
            Text.of(
                "$E$ as a function $G$ of $z_h=W_hf_{h-1}+b_h$: $\\partial E/\\partial"
                    + " (W_h)_{ij}=[f_{h-1}]_j\\,\\partial E/\\partial [z_h]_i$ and $\\partial"
                    + " E/\\partial (b_h)_i=\\partial E/\\partial [z_h]_i$.",
                "$E$ comme fonction $G$ de $z_h=W_hf_{h-1}+b_h$ : $\\partial E/\\partial"
                    + " (W_h)_{ij}=[f_{h-1}]_j\\,\\partial E/\\partial [z_h]_i$ et $\\partial"
                    + " E/\\partial (b_h)_i=\\partial E/\\partial [z_h]_i$."),
            "\\frac{\\partial}{\\partial W_{ij}}G(Wf+b)=f_j\\,\\partial_iG,\\qquad"
                + " \\frac{\\partial}{\\partial b_i}G(Wf+b)=\\partial_iG",
            "D(" + G_OF_F + ", w11) == f1*" + gOfF(1),
            "D(" + G_OF_F + ", w12) == f2*" + gOfF(1),
            "D(" + G_OF_F + ", w21) == f1*" + gOfF(2),
            "D(" + G_OF_F + ", w22) == f2*" + gOfF(2),
            "D(" + G_OF_F + ", b1) == " + gOfF(1),
            "D(" + G_OF_F + ", b2) == " + gOfF(2)),
        shapes(BackpropFormula.Change.NONE),
        new Step(
            "conclusion",
            Text.of(
                "With $\\partial E/\\partial z_h=d_h\\odot\\Delta_h$: it holds at $h=H$, passes"
                    + " from $h+1$ to $h$, and gives both formulas.",
                "Avec $\\partial E/\\partial z_h=d_h\\odot\\Delta_h$ : c'est vrai en $h=H$, passe"
                    + " de $h+1$ à $h$, et donne les deux formules."),
            "\\frac{\\partial E}{\\partial z_h}=d_h\\odot\\Delta_h",
            new Justification.From(
                List.of(
                    "continuously-differentiable",
                    "coordinatewise",
                    "top",
                    "layer-to-layer",
                    "parameters",
                    "whole-networks"))));
  }

  /** The whole formula at depths 1 to 4, widths up to 3. */
  private static final List<FormalShape> SHAPES =
      List.of(
          FormalShape.of(1, 1),
          FormalShape.of(2, 2),
          FormalShape.of(2, 3),
          FormalShape.of(3, 3),
          FormalShape.of(1, 1, 1),
          FormalShape.of(2, 3, 1),
          FormalShape.of(2, 2, 2),
          FormalShape.of(3, 3, 3),
          FormalShape.of(1, 2, 2, 1),
          FormalShape.of(2, 3, 3, 2),
          FormalShape.of(3, 3, 3, 3),
          FormalShape.of(1, 2, 1, 2, 1),
          FormalShape.of(3, 3, 3, 3, 1),
          FormalShape.of(3, 3, 3, 3, 3));

  /** The step that checks the formula, or a false variant, at whole shapes. */
  static Step shapes(BackpropFormula.Change change) {
    String all = SHAPES.stream().map(FormalShape::toString).collect(Collectors.joining(", "));
    return new Step(
        "whole-networks",
        Text.of(
            "The whole formula at depths 1 to 4: every derivative of the network's own risk against"
                + " the formula of the claims.",
            "La formule entière aux profondeurs 1 à 4 : chaque dérivée du risque même du réseau"
                + " comparée à la formule des affirmations."),
        "\\frac{\\partial E}{\\partial (W_h)_{ij}}=[f_{h-1}]_j[d_h]_i[\\Delta_h]_i,\\qquad"
            + " \\frac{\\partial E}{\\partial (b_h)_i}=[d_h]_i[\\Delta_h]_i",
        new Justification.OwnClaims(
            SHAPES.stream()
                .<FormalClaims>map(s -> new BackpropShape(new BackpropFormula(change), s))
                .toList(),
            Text.of(
                "all σ_1, …, σ_H, L of class C¹ (uninterpreted), all real weights, biases, inputs and"
                    + " targets, shapes "
                    + all,
                "tous σ_1, …, σ_H, L de classe C¹ (non interprétés), tous poids, biais, entrées et"
                    + " cibles réels, architectures "
                    + all)));
  }

  private static final String NEXT = "v11*s(z1)+v12*s(z2)+c1, v21*s(z1)+v22*s(z2)+c2";
  private static final String G_OF_F = "G(w11*f1+w12*f2+b1, w21*f1+w22*f2+b2)";

  private static String layerToLayer(int j) {
    return String.format(
        java.util.Locale.ROOT,
        "D(G(%1$s), z%2$d) == s'(z%2$d)*(v1%2$d*G'1(%1$s) + v2%2$d*G'2(%1$s))",
        NEXT,
        j);
  }

  private static String gOfF(int i) {
    return G_OF_F.replace("G(", "G'" + i + "(");
  }

  private static Step identity(String id, Text text, String latex, String... equations) {
    return new Step(
        id, text, latex, new Justification.Identity(List.of(equations), List.of(), List.of(), ALL));
  }

  /** The proof for activations with a kink at 0: off the kinks, and what is true on them. */
  static Proof reluSteps() {
    return Proof.of(
        new Step(
            "locally-affine",
            Text.of(
                "Above 0, ReLU, leaky ReLU and $|t|$ are the identity.",
                "Au-dessus de 0, ReLU, leaky ReLU et $|t|$ sont l'identité."),
            "t>0:\\quad \\max(0,t)=t,\\quad \\max(\\tfrac t8,t)=t,\\quad |t|=t",
            new Justification.Identity(
                List.of("Max(0, t) == t", "Max(t/8, t) == t", "Abs(t) == t"),
                List.of("t > 0"),
                List.of(),
                Text.of("all real t > 0", "tout réel t > 0"))),
        new Step(
            "locally-zero",
            Text.of(
                "Below 0 they are linear, of slope $0$, $\\frac18$ and $-1$.",
                "Au-dessous de 0 elles sont linéaires, de pente $0$, $\\frac18$ et $-1$."),
            "t<0:\\quad \\max(0,t)=0,\\quad \\max(\\tfrac t8,t)=\\tfrac t8,\\quad |t|=-t",
            new Justification.Identity(
                List.of("Max(0, t) == 0", "Max(t/8, t) == t/8", "Abs(t) == -t"),
                List.of("t < 0"),
                List.of(),
                Text.of("all real t < 0", "tout réel t < 0"))),
        new Step(
            "chain-rule",
            Text.of(
                "Pre-activations are continuous in $\\theta$, so near $\\theta$ every $\\sigma_h$"
                    + " is evaluated where it is affine, and the proof of backprop-gradient applies"
                    + " there.",
                "Les pré-activations sont continues en $\\theta$, donc près de $\\theta$ chaque"
                    + " $\\sigma_h$ est évaluée là où elle est affine, et la preuve de"
                    + " backprop-gradient s'y applique."),
            "\\frac{\\partial E}{\\partial z_h}=d_h\\odot\\Delta_h",
            new Justification.From(
                List.of("piecewise-linear", "off-kinks", "locally-affine", "locally-zero"))),
        new Step(
            "along-a-bias",
            Text.of(
                "On a kink, $E$ being differentiable in $f_h$ with gradient $\\Delta_h$, its right and"
                    + " left derivatives along $[b_h]_i$ are $a_+\\Delta$ and $a_-\\Delta$, with $a_\\pm$"
                    + " the one-sided slopes of $\\sigma_h$ and $\\Delta=[\\Delta_h]_i$. Both agree if and"
                    + " only if $\\Delta=0$, since $a_+\\ne a_-$.",
                "Sur un point anguleux, $E$ étant différentiable en $f_h$ de gradient $\\Delta_h$, ses"
                    + " dérivées à droite et à gauche le long de $[b_h]_i$ sont $a_+\\Delta$ et"
                    + " $a_-\\Delta$, où $a_\\pm$ sont les pentes de $\\sigma_h$ de chaque côté et"
                    + " $\\Delta=[\\Delta_h]_i$. Elles coïncident si et seulement si $\\Delta=0$, car"
                    + " $a_+\\ne a_-$."),
            "a_+\\Delta-a_-\\Delta=(a_+-a_-)\\Delta",
            new Justification.Identity(
                List.of("ap*D - am*D == (ap - am)*D"),
                List.of(),
                List.of(),
                Text.of("all reals", "tous les réels"))),
        new Step(
            "where-differentiable",
            Text.of(
                "So where all partial derivatives in the biases exist (where $E$ is differentiable, on"
                    + " a kink too) the formula holds whatever value $\\sigma'(0)$ is given. By induction"
                    + " from the last layer: $[\\Delta_h]_i=0$ wherever $[z_h]_i$ is on a kink, so $E$ is"
                    + " differentiable in $z_h$ with gradient $d_h\\odot\\Delta_h$ for any $[d_h]_i$ there,"
                    + " and in $f_{h-1}$ with gradient $W_h^T(d_h\\odot\\Delta_h)=\\Delta_{h-1}$.",
                "Donc là où toutes les dérivées partielles par rapport aux biais existent (là où $E$ est"
                    + " différentiable, même sur un point anguleux) la formule vaut quelle que soit la"
                    + " valeur donnée à $\\sigma'(0)$. Par récurrence depuis la dernière couche :"
                    + " $[\\Delta_h]_i=0$ là où $[z_h]_i$ est sur un point anguleux, donc $E$ est"
                    + " différentiable en $z_h$ de gradient $d_h\\odot\\Delta_h$ quel qu'y soit $[d_h]_i$,"
                    + " et en $f_{h-1}$ de gradient $W_h^T(d_h\\odot\\Delta_h)=\\Delta_{h-1}$."),
            "[z_h]_i=0\\ \\Longrightarrow\\ [\\Delta_h]_i=0",
            new Justification.From(
                List.of("piecewise-linear", "locally-affine", "locally-zero", "along-a-bias"))),
        new Step(
            "on-a-kink",
            Text.of(
                "Where $E$ is not differentiable, a single partial derivative may exist while the"
                    + " formula misses it. With $t=wx$ in the first layer and $\\max(0,t)$,"
                    + " $\\max(0,-t)$ in the second, this output is $t$, so its derivative in $t$ is 1"
                    + " at $t=0$; those in the biases of the second layer do not exist there.",
                "Là où $E$ n'est pas différentiable, une dérivée partielle isolée peut exister sans que"
                    + " la formule la donne. Avec $t=wx$ dans la première couche et $\\max(0,t)$,"
                    + " $\\max(0,-t)$ dans la deuxième, cette sortie est $t$, de dérivée 1 en $t$ pour"
                    + " $t=0$ ; celles par rapport aux biais de la deuxième couche n'y existent pas."),
            "\\max(0,t)-\\max(0,-t)=t",
            new Justification.Identity(
                List.of("Max(0, t) - Max(0, -t) == t"),
                List.of(),
                List.of(),
                Text.of("all real t", "tout réel t"))),
        new Step(
            "on-a-kink-formula",
            Text.of(
                "For that derivative the formula gives $1\\cdot 1-1\\cdot(-1)=2$ with $\\sigma'(0)=1$"
                    + " and 0 with $\\sigma'(0)=0$, not 1.",
                "Pour cette dérivée la formule donne $1\\cdot 1-1\\cdot(-1)=2$ avec $\\sigma'(0)=1$ et 0"
                    + " avec $\\sigma'(0)=0$, pas 1."),
            "1\\cdot 1-1\\cdot(-1)\\cdot 1=2>1,\\qquad 1\\cdot 0-1\\cdot(-1)\\cdot 0=0<1",
            new Justification.Exact(
                List.of("1*1 - 1*(-1)*1 == 2", "1*0 - 1*(-1)*0 == 0", "1 < 2", "0 < 1"))),
        new Step(
            "conclusion",
            Text.of(
                "Off the kinks the formula holds. On a kink it does too where $E$ is differentiable, and"
                    + " may fail elsewhere.",
                "Hors des points anguleux la formule est vraie. Sur un point anguleux aussi, là où $E$ est"
                    + " différentiable ; ailleurs elle peut être fausse."),
            "\\nabla_{W_h}E=(d_h\\odot\\Delta_h)f_{h-1}^T,\\qquad \\nabla_{b_h}E=d_h\\odot\\Delta_h",
            new Justification.From(
                List.of("chain-rule", "where-differentiable", "on-a-kink", "on-a-kink-formula"))));
  }
}
