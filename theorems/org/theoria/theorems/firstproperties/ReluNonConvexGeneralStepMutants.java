package org.theoria.theorems.firstproperties;

import java.util.List;
import org.theoria.proposition.StepMutant;
import org.theoria.proposition.StepMutants;
import org.theoria.proposition.Text;

/** False variants of the steps of {@link ReluNonConvexGeneralProof}. */
final class ReluNonConvexGeneralStepMutants {

  private ReluNonConvexGeneralStepMutants() {}

  static List<StepMutant> all() {
    return StepMutants.of(ReluNonConvexGeneralProof.steps())
        .without(
            "layers",
            "layers-any-sign",
            Text.of("for every real $t$", "pour tout réel $t$"),
            "t >= 0")
        .edit(
            "layers",
            "inner-bias",
            Text.of("the inner layers have biases", "les couches intermédiaires ont des biais"),
            "g(h+1) == Max(0, w(h+1)*g(h))",
            "g(h+1) == Max(0, w(h+1)*g(h) + b(h+1))")
        .edit(
            "layers",
            "first-bias-kept",
            Text.of("$b_1$ is not multiplied by $t$", "$b_1$ n'est pas multiplié par $t$"),
            "t*b(1)",
            "b(1)")
        .edit(
            "layers-width-2",
            "neuron-mixed-up",
            Text.of(
                "the second neuron of the layer before is not multiplied",
                "le deuxième neurone de la couche d'avant n'est pas multiplié"),
            "p(h+1)*k(h)",
            "p(h+1)*e(h)")
        .edit(
            "last-layer",
            "last-weight-kept",
            Text.of("one last weight stays", "un dernier poids reste"),
            "((1 - t)*v2 + t*0)",
            "((1 - t)*v2 + t*v2)")
        .edit(
            "places",
            "middle-half",
            Text.of("the middle is $b_H+\\frac12g$", "le milieu est $b_H+\\frac12g$"),
            "== 1/4",
            "== 1/2")
        .edit(
            "square-loss",
            "gap-doubled",
            Text.of("the excess is $2q^2$", "l'excès est $2q^2$"),
            "+ q^2",
            "+ 2*q^2")
        .edit(
            "quartic-loss",
            "quartic-coefficient",
            Text.of(
                "$4q^2(c-y)^2$ in place of $6q^2(c-y)^2$",
                "$4q^2(c-y)^2$ au lieu de $6q^2(c-y)^2$"),
            "6*q^2",
            "4*q^2")
        .edit(
            "square-strict",
            "strict-at-zero",
            Text.of("strict for $q=0$ too", "strict aussi pour $q=0$"),
            "q != 0",
            "q >= 0")
        .with(
            "whole-network",
            "whole-network-half",
            Text.of(
                "the middle of the whole network is $b_H+\\frac12g_i$",
                "le milieu du réseau entier est $b_H+\\frac12g_i$"),
            ReluNonConvexGeneralProof.wholeNetwork(ConvexitySegments.Change.HALF))
        .with(
            "whole-network",
            "whole-network-bias",
            Text.of(
                "$b_1$ is the same at both ends, by the network",
                "$b_1$ est le même aux deux extrémités, par le réseau"),
            ReluNonConvexGeneralProof.wholeNetwork(ConvexitySegments.Change.FIRST_BIAS_KEPT))
        .edit(
            "logistic-loss",
            "logistic-gap",
            Text.of("$a(p-1)/p$ without the square", "$a(p-1)/p$ sans le carré"),
            "a*(p - 1)^2/p",
            "a*(p - 1)/p")
        .edit(
            "cross-entropy",
            "pair-lost",
            Text.of("one pair of classes is left out", "une paire de classes est oubliée"),
            " + a2*a3*(p2 - p3)^2/(p2*p3)",
            "")
        .edit(
            "open-path",
            "path-interrupted",
            Text.of(
                "the path passes through the other neuron", "le chemin passe par l'autre neurone"),
            "1*f(h) + 0*e(h)",
            "0*f(h) + 1*e(h)")
        .edit(
            "constant-without-inputs",
            "constant-with-a-bias",
            Text.of("with a bias in the first layer", "avec un biais dans la première couche"),
            "w(1)*0",
            "w(1)*0 + b(1)")
        .edit(
            "affine",
            "affine-without-half",
            Text.of("the biases are added", "les biais sont ajoutés"),
            "(b1 + b2)/2 ==",
            "(b1 + b2) ==")
        .list();
  }
}
