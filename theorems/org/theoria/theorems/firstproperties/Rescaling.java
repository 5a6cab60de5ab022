package org.theoria.theorems.firstproperties;

import java.util.List;
import org.theoria.proposition.Justification;
import org.theoria.proposition.Step;
import org.theoria.proposition.Text;

/** The steps that the two rescaling arguments of slides 42 and 48 share. */
final class Rescaling {

  private Rescaling() {}

  /** σ(λt) = λσ(t) for ReLU, leaky ReLU and |t|. */
  static Step homogeneity() {
    return new Step(
        "homogeneity",
        Text.of(
            "ReLU, leaky ReLU and $|t|$ are positively homogeneous.",
            "ReLU, leaky ReLU et $|t|$ sont positivement homogènes."),
        "\\max(0,\\lambda t)=\\lambda\\max(0,t),\\quad"
            + " \\max(\\tfrac{\\lambda t}8,\\lambda t)=\\lambda\\max(\\tfrac t8,t),\\quad"
            + " |\\lambda t|=\\lambda|t|",
        new Justification.Identity(
            List.of(
                "Max(0, l*t) == l*Max(0, t)",
                "Max(l*t/8, l*t) == l*Max(t/8, t)",
                "Abs(l*t) == l*Abs(t)"),
            List.of("l > 0"),
            List.of(),
            Text.of("all real t, all λ > 0", "tout réel t, tout λ > 0")));
  }

  /** f_h^λ = λ^{H−h} f_h with one neuron a layer, and with biases b_h^λ = λ^{H−h}b_h or without. */
  static Step layers(boolean biases) {
    return new Step(
        "layers",
        Text.of(
            "By induction on $h$, layer $h$ is multiplied by $\\lambda^{H-h}$. It is written for"
                + " ReLU, and uses homogeneity only.",
            "Par récurrence sur $h$, la couche $h$ est multipliée par $\\lambda^{H-h}$. C'est écrit"
                + " pour ReLU, et n'utilise que l'homogénéité."),
        "f^\\lambda_h=\\lambda^{H-h}f_h,\\qquad 1\\le h<H",
        new Justification.Induction(
            "h",
            "1",
            "H",
            List.of("g(h) == l^(H-h)*f(h)"),
            biases
                ? List.of(
                    "f(1) == Max(0, w(1)*x + b(1))",
                    "f(h+1) == Max(0, w(h+1)*f(h) + b(h+1))",
                    "g(1) == Max(0, l^(H-1)*w(1)*x + l^(H-1)*b(1))",
                    "g(h+1) == Max(0, l^(-1)*w(h+1)*g(h) + l^(H-h-1)*b(h+1))")
                : List.of(
                    "f(1) == Max(0, w(1)*x)",
                    "f(h+1) == Max(0, w(h+1)*f(h))",
                    "g(1) == Max(0, l^(H-1)*w(1)*x)",
                    "g(h+1) == Max(0, l^(-1)*w(h+1)*g(h))"),
            List.of("l > 0"),
            List.of("H"),
            Text.of(
                "all integers H and 1 ≤ h ≤ H, one neuron a layer, all real weights"
                    + (biases ? " and biases" : "")
                    + ", all λ > 0",
                "tous les entiers H et 1 ≤ h ≤ H, un neurone par couche, tous poids"
                    + (biases ? " et biais" : "")
                    + " réels, tout λ > 0")));
  }

  /** λ(a + b + c) = λa + λb + λc: what carries a layer of any width to the next. */
  static Step rowSum() {
    return new Step(
        "row-sum",
        Text.of(
            "At any width: a pre-activation is a sum, so a common factor goes through; here with"
                + " three terms.",
            "À toute largeur : une pré-activation est une somme, donc un facteur commun se met en"
                + " évidence ; ici avec trois termes."),
        "\\lambda(a+b+c)=\\lambda a+\\lambda b+\\lambda c",
        new Justification.Identity(
            List.of("l*(a + b + c) == l*a + l*b + l*c"),
            List.of(),
            List.of(),
            Text.of("all reals, three terms", "tous les réels, trois termes")));
  }

  /** The same for two neurons a layer: the sum in a pre-activation is multiplied term by term. */
  static Step layersOfWidthTwo() {
    return new Step(
        "layers-width-2",
        Text.of("The same with two neurons a layer.", "De même avec deux neurones par couche."),
        "f^\\lambda_h=\\lambda^{H-h}f_h\\in\\mathbb{R}^2",
        new Justification.Induction(
            "h",
            "1",
            "H",
            List.of("g(h) == l^(H-h)*f(h)", "k(h) == l^(H-h)*e(h)"),
            List.of(
                "f(1) == Max(0, w(1)*x)",
                "e(1) == Max(0, v(1)*x)",
                "f(h+1) == Max(0, w(h+1)*f(h) + p(h+1)*e(h))",
                "e(h+1) == Max(0, v(h+1)*f(h) + q(h+1)*e(h))",
                "g(1) == Max(0, l^(H-1)*w(1)*x)",
                "k(1) == Max(0, l^(H-1)*v(1)*x)",
                "g(h+1) == Max(0, l^(-1)*w(h+1)*g(h) + l^(-1)*p(h+1)*k(h))",
                "k(h+1) == Max(0, l^(-1)*v(h+1)*g(h) + l^(-1)*q(h+1)*k(h))"),
            List.of("l > 0"),
            List.of("H"),
            Text.of(
                "all integers H and 1 ≤ h ≤ H, two neurons a layer, all real weights, all λ > 0",
                "tous les entiers H et 1 ≤ h ≤ H, deux neurones par couche, tous poids réels, tout"
                    + " λ > 0")));
  }
}
