package org.theoria.theorems.firstproperties;

import java.util.List;
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
          "all smooth σ, L (uninterpreted), all reals",
          "tous σ, L réguliers (non interprétés), tous les réels");

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
            "D(" + G_OF_F + ", w12) == f2*" + gOfF(1),
            "D(" + G_OF_F + ", w21) == f1*" + gOfF(2),
            "D(" + G_OF_F + ", b2) == " + gOfF(2)),
        identity(
            "shape-1-1",
            Text.of("The whole formula at depth 1.", "La formule entière à profondeur 1."),
            "(n_0,n_1)=(1,1)",
            "D(L(s1(w1*x+b1), y), w1) == x*s1'(w1*x+b1)*L'1(s1(w1*x+b1), y)",
            "D(L(s1(w1*x+b1), y), b1) == s1'(w1*x+b1)*L'1(s1(w1*x+b1), y)"),
        identity(
            "shape-1-1-1",
            Text.of("The whole formula at depth 2.", "La formule entière à profondeur 2."),
            "(n_0,n_1,n_2)=(1,1,1)",
            "D(L(" + F2 + ", y), w1) == x*s1'(" + Z1 + ")*w2*s2'(" + Z2 + ")*L'1(" + F2 + ", y)",
            "D(L(" + F2 + ", y), b1) == s1'(" + Z1 + ")*w2*s2'(" + Z2 + ")*L'1(" + F2 + ", y)",
            "D(L(" + F2 + ", y), w2) == s1(" + Z1 + ")*s2'(" + Z2 + ")*L'1(" + F2 + ", y)"),
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
                    "parameters"))));
  }

  private static final String Z1 = "w1*x+b1";
  private static final String Z2 = "w2*s1(w1*x+b1)+b2";
  private static final String F2 = "s2(w2*s1(w1*x+b1)+b2)";
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

  /** The proof for activations with a kink at 0, off the kinks. */
  static Proof reluSteps() {
    return Proof.of(
        new Step(
            "locally-affine",
            Text.of(
                "Off 0, ReLU is affine, with slope 1 or 0.",
                "Hors de 0, ReLU est affine, de pente 1 ou 0."),
            "t>0:\\ \\max(0,t)=t,\\qquad t<0:\\ \\max(0,t)=0",
            new Justification.Identity(
                List.of("Max(0, t) == t"),
                List.of("t > 0"),
                List.of(),
                Text.of("all real t > 0", "tout réel t > 0"))),
        new Step(
            "locally-zero",
            Text.of("And zero on the other side.", "Et nulle de l'autre côté."),
            "t<0:\\ \\max(0,t)=0",
            new Justification.Identity(
                List.of("Max(0, t) == 0"),
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
            new Justification.From(List.of("off-kinks", "locally-affine", "locally-zero"))),
        new Step(
            "on-a-kink",
            Text.of(
                "On a kink the formula can be wrong although $E$ is differentiable: this function"
                    + " is $t$, of derivative 1 at 0.",
                "Sur un point anguleux la formule peut être fausse bien que $E$ soit différentiable"
                    + " : cette fonction est $t$, de dérivée 1 en 0."),
            "\\max(0,t)-\\max(0,-t)=t",
            new Justification.Identity(
                List.of("Max(0, t) - Max(0, -t) == t"),
                List.of(),
                List.of(),
                Text.of("all real t", "tout réel t"))),
        new Step(
            "on-a-kink-formula",
            Text.of(
                "There the formula with $\\sigma'(0)=1$ gives $1\\cdot 1+(-1)\\cdot(-1)=2$, with"
                    + " $\\sigma'(0)=0$ it gives 0.",
                "La formule y donne $1\\cdot 1+(-1)\\cdot(-1)=2$ avec $\\sigma'(0)=1$, et 0 avec"
                    + " $\\sigma'(0)=0$."),
            "\\sigma'(0)-(-1)\\sigma'(0)\\in\\{0,2\\}\\not\\ni 1",
            new Justification.Exact(
                List.of("1*1 - 1*(-1)*1 == 2", "1*0 - 1*(-1)*0 == 0", "1 < 2", "0 < 1"))));
  }
}
