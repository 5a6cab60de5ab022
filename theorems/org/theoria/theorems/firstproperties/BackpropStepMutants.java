package org.theoria.theorems.firstproperties;

import java.util.List;
import org.theoria.proposition.Justification;
import org.theoria.proposition.Proof;
import org.theoria.proposition.StepMutant;
import org.theoria.proposition.StepMutants;
import org.theoria.proposition.Text;

/** False variants of the steps of the two backpropagation proofs. */
final class BackpropStepMutants {

  private BackpropStepMutants() {}

  private static Justification whole(BackpropFormula.Change change) {
    return BackpropProof.shapes(change).justification();
  }

  /** Of the one-layer identities of {@link BackpropGradient}. */
  static List<StepMutant> smooth(Proof proof) {
    return StepMutants.of(proof)
        .edit(
            "top",
            "top-derivative-lost",
            Text.of(
                "$\\partial E/\\partial z_H$ without $d_H$",
                "$\\partial E/\\partial z_H$ sans $d_H$"),
            "s'(z1)*L'1",
            "L'1")
        .edit(
            "top",
            "top-output-mixed-up",
            Text.of(
                "the derivative of $L$ in the other output",
                "la dérivée de $L$ par rapport à l'autre sortie"),
            "s'(z2)*L'2",
            "s'(z2)*L'1")
        .edit(
            "top",
            "top-target",
            Text.of(
                "the gradient of $L$ in $y$ in place of $y_1$",
                "le gradient de $L$ par rapport à $y$ au lieu de $y_1$"),
            "s'(z1)*L'1",
            "s'(z1)*L'3")
        .edit(
            "layer-to-layer",
            "transpose-dropped",
            Text.of("$W_{h+1}$ in place of $W_{h+1}^T$", "$W_{h+1}$ au lieu de $W_{h+1}^T$"),
            "== s'(z1)*(v11*G'1(v11*s(z1)+v12*s(z2)+c1, v21*s(z1)+v22*s(z2)+c2) + v21*",
            "== s'(z1)*(v11*G'1(v11*s(z1)+v12*s(z2)+c1, v21*s(z1)+v22*s(z2)+c2) + v12*")
        .edit(
            "layer-to-layer",
            "derivative-at-the-other-neuron",
            Text.of(
                "$\\sigma'$ at the other neuron of the layer",
                "$\\sigma'$ en l'autre neurone de la couche"),
            "== s'(z2)",
            "== s'(z1)")
        .edit(
            "layer-to-layer",
            "derivative-lost",
            Text.of(
                "$\\partial E/\\partial z_h$ without $d_h$",
                "$\\partial E/\\partial z_h$ sans $d_h$"),
            "== s'(z1)*(",
            "== (")
        .edit(
            "parameters",
            "input-index",
            Text.of(
                "$[f_{h-1}]_i$ in place of $[f_{h-1}]_j$",
                "$[f_{h-1}]_i$ au lieu de $[f_{h-1}]_j$"),
            "== f2*G'1",
            "== f1*G'1")
        .edit(
            "parameters",
            "output-index",
            Text.of(
                "$\\partial E/\\partial [z_h]_j$ in place of $\\partial E/\\partial [z_h]_i$",
                "$\\partial E/\\partial [z_h]_j$ au lieu de $\\partial E/\\partial [z_h]_i$"),
            "== f1*G'2",
            "== f1*G'1")
        .edit(
            "parameters",
            "bias-with-input",
            Text.of(
                "the derivative in the bias carries $[f_{h-1}]_2$",
                "la dérivée par rapport au biais porte $[f_{h-1}]_2$"),
            "== G'2",
            "== f2*G'2")
        .with(
            "whole-networks",
            "whole-networks-transpose",
            Text.of(
                "$W_{h+1}$ in place of $W_{h+1}^T$, where it is square",
                "$W_{h+1}$ au lieu de $W_{h+1}^T$, là où elle est carrée"),
            whole(BackpropFormula.Change.NO_TRANSPOSE))
        .with(
            "whole-networks",
            "whole-networks-index",
            Text.of(
                "$i$ and $j$ exchanged, where $W_h$ is square",
                "$i$ et $j$ échangés, là où $W_h$ est carrée"),
            whole(BackpropFormula.Change.TRANSPOSED_GRADIENT))
        .with(
            "whole-networks",
            "whole-networks-recursion",
            Text.of(
                "$\\Delta_h$ without $\\mathrm{diag}(d_{h+1})$",
                "$\\Delta_h$ sans $\\mathrm{diag}(d_{h+1})$"),
            whole(BackpropFormula.Change.NO_SLOPE_IN_RECURSION))
        .with(
            "whole-networks",
            "whole-networks-layer",
            Text.of(
                "the pre-activation of layer $h-1$ in place of $f_{h-1}$",
                "la pré-activation de la couche $h-1$ au lieu de $f_{h-1}$"),
            whole(BackpropFormula.Change.PRE_ACTIVATION))
        .list();
  }

  /** Of {@link BackpropGradientRelu}. */
  static List<StepMutant> relu(Proof proof) {
    return StepMutants.of(proof)
        .without(
            "locally-affine",
            "affine-everywhere",
            Text.of("the identity for every real $t$", "l'identité pour tout réel $t$"),
            "t > 0")
        .edit(
            "locally-zero",
            "leaky-slope",
            Text.of("leaky ReLU has the slope $\\frac14$", "leaky ReLU a la pente $\\frac14$"),
            "Max(t/8, t) == t/8",
            "Max(t/8, t) == t/4")
        .edit(
            "locally-zero",
            "absolute-value-sign",
            Text.of("$|t|=t$ below 0", "$|t|=t$ au-dessous de 0"),
            "Abs(t) == -t",
            "Abs(t) == t")
        .edit(
            "along-a-bias",
            "slopes-added",
            Text.of(
                "the slopes of the two sides are added", "les pentes des deux côtés sont ajoutées"),
            "(ap - am)*D",
            "(ap + am)*D")
        .edit(
            "on-a-kink",
            "sum-of-the-sides",
            Text.of(
                "the sum of $\\max(0,t)$ and $\\max(0,-t)$ is $t$",
                "la somme de $\\max(0,t)$ et $\\max(0,-t)$ est $t$"),
            "Max(0, t) - Max(0, -t)",
            "Max(0, t) + Max(0, -t)")
        .edit(
            "on-a-kink-formula",
            "formula-on-the-kink",
            Text.of(
                "the formula gives 1 with $\\sigma'(0)=1$",
                "la formule donne 1 avec $\\sigma'(0)=1$"),
            "1*1 - 1*(-1)*1 == 2",
            "1*1 - 1*(-1)*1 == 1")
        .list();
  }
}
