package org.theoria.theorems.firstproperties;

import java.util.List;
import java.util.stream.Collectors;
import org.theoria.network.Activation;
import org.theoria.proposition.FormalClaims;
import org.theoria.proposition.Justification;
import org.theoria.proposition.Proof;
import org.theoria.proposition.Step;
import org.theoria.proposition.Text;

/** The proof of {@link GradientRescaling}. */
final class GradientRescalingProof {

  private GradientRescalingProof() {}

  private record Case(Activation activation, FormalShape shape) {}

  private static final List<Case> CASES =
      List.of(
          new Case(Activation.RELU, FormalShape.of(1, 1)),
          new Case(Activation.RELU, FormalShape.of(2, 2, 1)),
          new Case(Activation.LEAKY_RELU, FormalShape.of(1, 2, 1)),
          new Case(Activation.ABSOLUTE, FormalShape.of(1, 2, 1)),
          new Case(Activation.RELU, FormalShape.of(1, 2, 2, 1)));

  /** All claims, or those of a false variant, at whole shapes. */
  static Step wholeNetworks(GradientRescaling.Change change) {
    List<FormalClaims> shapes =
        CASES.stream()
            .<FormalClaims>map(
                c ->
                    new RescalingShape(
                        new GradientRescaling.Rescaled(change), c.activation(), c.shape()))
            .toList();
    String all = shapes.stream().map(FormalClaims::shape).collect(Collectors.joining(", "));
    return new Step(
        "whole-networks",
        Text.of(
            "All claims at several shapes, one example, in every activation pattern off the kinks.",
            "Toutes les affirmations pour plusieurs architectures, un exemple, pour chaque motif"
                + " d'activation hors des points anguleux."),
        "f_{\\theta^\\lambda}=f_\\theta,\\qquad \\partial_eE(T\\theta)=\\tau^{-1}\\,\\partial_eE(\\theta)",
        new Justification.OwnClaims(
            shapes,
            Text.of(
                "all L of class C¹ (uninterpreted), all real parameters, inputs and targets, all λ > 0,"
                    + " no pre-activation of a hidden layer 0, shapes "
                    + all,
                "tout L de classe C¹ (non interprété), tous paramètres, entrées et cibles réels, tout"
                    + " λ > 0, aucune pré-activation cachée nulle, architectures "
                    + all)));
  }

  static Proof steps() {
    Text allPowers =
        Text.of("all integers H and h, all λ > 0", "tous les entiers H et h, tout λ > 0");
    return Proof.of(
        Rescaling.homogeneity(),
        Rescaling.rowSum(),
        Rescaling.layers(true),
        new Step(
            "last-layer",
            Text.of(
                "At the last layer, $H \\ge 2$, the power of $\\lambda$ is $1$: $W_Hf_{H-1}+b_H$ is unchanged, hence $f$.",
                "À la dernière couche, $H \\ge 2$, la puissance de $\\lambda$ est $1$ : $W_Hf_{H-1}+b_H$ est inchangé, donc $f$ aussi."),
            "\\lambda^{-1}W_H\\,\\lambda f_{H-1}+\\lambda^{H-H}b_H=W_Hf_{H-1}+b_H",
            new Justification.Identity(
                List.of("l^(-1)*w*(l^(H-(H-1))*f) + l^(H-H)*b == w*f + b"),
                List.of("l > 0", "H >= 2"),
                List.of("H"),
                Text.of(
                    "all integers H ≥ 2, all λ > 0, all reals",
                    "tout entier H ≥ 2, tout λ > 0, tous les réels"))),
        new Step(
            "only-layer",
            Text.of(
                "At $H=1$ the last layer is the first: its factor is $\\lambda^{H-1}=\\lambda^0$, and nothing moves.",
                "Pour $H=1$ la dernière couche est la première : son facteur est $\\lambda^{H-1}=\\lambda^0$, et rien ne bouge."),
            "\\lambda^{1-1}W_1x+\\lambda^{1-1}b_1=W_1x+b_1",
            new Justification.Identity(
                List.of("l^(1-1)*w*x + l^(1-1)*b == w*x + b"),
                List.of("l > 0"),
                List.of(),
                Text.of("H = 1, all λ > 0, all reals", "H = 1, tout λ > 0, tous les réels"))),
        new Step(
            "one-sided",
            Text.of(
                "$E\\circ T=E$ with $T$ diagonal: with $\\tau$ the entry of $T$ at a coordinate $e$, $E(T\\theta+s\\tau e)=E(\\theta+se)$. So the"
                    + " difference quotients, hence the one-sided derivatives, at $T\\theta$ times $\\tau$ are those at $\\theta$.",
                "$E\\circ T=E$ avec $T$ diagonale : si $\\tau$ est le coefficient de $T$ en une coordonnée $e$, $E(T\\theta+s\\tau"
                    + " e)=E(\\theta+se)$. Les taux d'accroissement, donc les dérivées à droite et à gauche, en $T\\theta$ multipliés par"
                    + " $\\tau$ sont ceux en $\\theta$."),
            "\\tau\\,\\frac{E(T\\theta+s\\tau e)-E(T\\theta)}{s\\tau}=\\frac{E(\\theta+se)-E(\\theta)}{s}",
            new Justification.Identity(
                List.of("tau*((p - q)/(s*tau)) == (p - q)/s"),
                List.of("tau > 0", "s > 0"),
                List.of(),
                Text.of("all reals, τ > 0, s > 0", "tous les réels, τ > 0, s > 0"))),
        new Step(
            "factors",
            Text.of(
                "The factor of each derivative is $1/\\tau$.",
                "Le facteur de chaque dérivée est $1/\\tau$."),
            "\\frac1{\\lambda^{-1}}=\\lambda,\\quad \\frac1{\\lambda^{H-1}}=\\lambda^{-(H-1)},\\quad \\frac1{\\lambda^{H-h}}=\\lambda^{-(H-h)}",
            new Justification.Identity(
                List.of("1/l^(-1) == l", "1/l^(H-1) == l^(-(H-1))", "1/l^(H-h) == l^(-(H-h))"),
                List.of("l > 0"),
                List.of("H", "h"),
                allPowers)),
        wholeNetworks(GradientRescaling.Change.NONE),
        new Step(
            "slide-products",
            Text.of(
                "The slide's product, from the backpropagation formula: $f_{h-1}$ brings $\\lambda^{H-(h-1)}$ and $\\Delta_h$ brings"
                    + " $\\lambda^{-(H-h)}$.",
                "Le produit de la diapositive, par la formule de rétropropagation : $f_{h-1}$ apporte $\\lambda^{H-(h-1)}$ et $\\Delta_h$"
                    + " apporte $\\lambda^{-(H-h)}$."),
            "\\lambda^{H-(h-1)}\\lambda^{-(H-h)}=\\lambda",
            new Justification.Identity(
                List.of("l^(H-(h-1))*l^(-(H-h)) == l"),
                List.of("l > 0"),
                List.of("H", "h"),
                allPowers)),
        new Step(
            "backward",
            Text.of(
                "By induction from the last layer, $k=H-h$ layers below it $\\Delta$ is multiplied by $\\lambda^{-k}$.",
                "Par récurrence depuis la dernière couche, $k=H-h$ couches plus bas $\\Delta$ est multiplié par $\\lambda^{-k}$."),
            "\\Delta^\\lambda_{H-k}=\\lambda^{-k}\\Delta_{H-k}",
            new Justification.Induction(
                "k",
                "0",
                "oo",
                List.of("g(k) == l^(-k)*e(k)"),
                List.of(
                    "e(0) == y",
                    "e(k+1) == w(k+1)*d(k+1)*e(k)",
                    "g(0) == y",
                    "g(k+1) == l^(-1)*w(k+1)*d(k+1)*g(k)"),
                List.of("l > 0"),
                List.of(),
                Text.of(
                    "all integers k ≥ 0, one neuron a layer, all reals, all λ > 0",
                    "tout entier k ≥ 0, un neurone par couche, tous les réels, tout λ > 0"))),
        new Step(
            "conclusion",
            Text.of(
                "The rule for $f$ and for every one-sided partial derivative, hence for the partial derivative where there is one.",
                "La règle pour $f$ et pour chaque dérivée partielle à droite ou à gauche, donc pour la dérivée partielle là où elle"
                    + " existe."),
            "\\partial^{\\pm}_eE(T\\theta)=\\tau^{-1}\\,\\partial^{\\pm}_eE(\\theta)",
            new Justification.From(
                List.of(
                    "positively-homogeneous",
                    "lambda-positive",
                    "homogeneity",
                    "row-sum",
                    "layers",
                    "last-layer",
                    "only-layer",
                    "one-sided",
                    "factors",
                    "whole-networks"))));
  }
}
