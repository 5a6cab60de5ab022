package org.theoria.theorems.firstproperties;

import java.util.List;
import org.theoria.proposition.Proof;
import org.theoria.proposition.StepMutant;
import org.theoria.proposition.StepMutants;
import org.theoria.proposition.Text;

/** False variants of the steps of the two rescaling proofs. */
final class RescalingStepMutants {

  private RescalingStepMutants() {}

  /** Of {@link ReluNonCoercive}. */
  static List<StepMutant> nonCoercive(Proof proof) {
    return shared(proof)
        .edit(
            "layers",
            "layers-wrong-base",
            Text.of("$W_1$ is multiplied by $\\lambda^H$", "$W_1$ est multiplié par $\\lambda^H$"),
            "l^(H-1)*w(1)",
            "l^H*w(1)")
        .edit(
            "layers",
            "layers-factor-lost",
            Text.of(
                "$W_h$, $h \\ge 2$, is not divided by $\\lambda$",
                "$W_h$, $h \\ge 2$, n'est pas divisé par $\\lambda$"),
            "l^(-1)*w(h+1)*g(h)",
            "w(h+1)*g(h)")
        .edit(
            "layers-width-2",
            "layers-neuron-mixed-up",
            Text.of(
                "the second neuron of the unscaled network feeds the scaled one",
                "le deuxième neurone du réseau non rééchelonné alimente l'autre réseau"),
            "l^(-1)*p(h+1)*k(h)",
            "l^(-1)*p(h+1)*e(h)")
        .edit(
            "last-layer",
            "last-layer-exponent",
            Text.of(
                "$f_{H-1}$ is multiplied by $\\lambda^{H-(H-2)}$",
                "$f_{H-1}$ est multiplié par $\\lambda^{H-(H-2)}$"),
            "l^(H-(H-1))",
            "l^(H-(H-2))")
        .with(
            "whole-networks",
            "whole-networks-layer-left-out",
            Text.of("$W_2$ is not divided by $\\lambda$", "$W_2$ n'est pas divisé par $\\lambda$"),
            ReluNonCoerciveProof.wholeNetworks(ReluNonCoercive.Change.SECOND_LAYER_LEFT_OUT)
                .justification())
        .with(
            "whole-networks",
            "whole-networks-exponent",
            Text.of("$W_1$ is multiplied by $\\lambda^H$", "$W_1$ est multiplié par $\\lambda^H$"),
            ReluNonCoerciveProof.wholeNetworks(ReluNonCoercive.Change.FIRST_EXPONENT_H)
                .justification())
        .edit(
            "norm",
            "norm-without-hidden-layer",
            Text.of("$H \\ge 1$ in place of $H \\ge 2$", "$H \\ge 1$ au lieu de $H \\ge 2$"),
            "H >= 2",
            "H >= 1")
        .edit(
            "norm",
            "norm-zero-weights",
            Text.of("$W_1 = 0$ is allowed", "$W_1 = 0$ est permis"),
            "w > 0",
            "w >= 0")
        .value(
            "norm",
            "norm-bounded",
            Text.of("the norm tends to $\\|W_1\\|$", "la norme tend vers $\\|W_1\\|$"),
            "w")
        .list();
  }

  /** Of {@link GradientRescaling}. */
  static List<StepMutant> gradient(Proof proof) {
    return shared(proof)
        .edit(
            "layers",
            "bias-index",
            Text.of(
                "$b_{h+1}$ is multiplied by $\\lambda^{H-h}$",
                "$b_{h+1}$ est multiplié par $\\lambda^{H-h}$"),
            "l^(H-h-1)*b(h+1)",
            "l^(H-h)*b(h+1)")
        .edit(
            "layers",
            "first-bias-unscaled",
            Text.of("$b_1$ is not scaled", "$b_1$ n'est pas rééchelonné"),
            "l^(H-1)*b(1)",
            "b(1)")
        .edit(
            "last-layer",
            "last-bias",
            Text.of("$b_H$ is multiplied by $\\lambda$", "$b_H$ est multiplié par $\\lambda$"),
            "l^(H-H)*b",
            "l^(H-(H-1))*b")
        .edit(
            "one-sided",
            "one-sided-without-tau",
            Text.of(
                "the difference quotients are equal without the factor $\\tau$",
                "les taux d'accroissement sont égaux sans le facteur $\\tau$"),
            "tau*((p - q)/(s*tau))",
            "(p - q)/(s*tau)")
        .edit(
            "factors",
            "first-factor-sign",
            Text.of(
                "$\\partial E/\\partial W_1$ is multiplied by $\\lambda^{H-1}$",
                "$\\partial E/\\partial W_1$ est multipliée par $\\lambda^{H-1}$"),
            "l^(-(H-1))",
            "l^(H-1)")
        .edit(
            "slide-products",
            "slide-product-index",
            Text.of("$f_{h-1}$ brings $\\lambda^{H-h}$", "$f_{h-1}$ apporte $\\lambda^{H-h}$"),
            "l^(H-(h-1))",
            "l^(H-h)")
        .edit(
            "backward",
            "backward-exponent-sign",
            Text.of(
                "$\\Delta_{H-k}$ is multiplied by $\\lambda^k$",
                "$\\Delta_{H-k}$ est multiplié par $\\lambda^k$"),
            "l^(-k)*e(k)",
            "l^k*e(k)")
        .edit(
            "backward",
            "backward-wrong-base",
            Text.of(
                "$\\Delta_H$ is multiplied by $\\lambda$",
                "$\\Delta_H$ est multiplié par $\\lambda$"),
            "g(0) == y",
            "g(0) == l*y")
        .with(
            "whole-networks",
            "whole-networks-factor-inverted",
            Text.of(
                "$\\partial E/\\partial W_h$ is divided by $\\lambda$",
                "$\\partial E/\\partial W_h$ est divisée par $\\lambda$"),
            GradientRescalingProof.wholeNetworks(GradientRescaling.Change.LATER_FACTOR_INVERTED)
                .justification())
        .with(
            "whole-networks",
            "whole-networks-bias-index",
            Text.of(
                "$\\partial E/\\partial b_h$ is multiplied by $\\lambda^{-(H-h+1)}$",
                "$\\partial E/\\partial b_h$ est multipliée par $\\lambda^{-(H-h+1)}$"),
            GradientRescalingProof.wholeNetworks(GradientRescaling.Change.BIAS_FACTOR_SHIFTED)
                .justification())
        .list();
  }

  /** Of the steps that both proofs have. */
  private static StepMutants shared(Proof proof) {
    return StepMutants.of(proof)
        .without(
            "homogeneity",
            "homogeneity-any-sign",
            Text.of("$\\lambda$ of any sign", "$\\lambda$ de signe quelconque"),
            "l > 0")
        .edit(
            "homogeneity",
            "homogeneity-of-degree-two",
            Text.of(
                "$\\max(0,\\lambda t)=\\lambda^2\\max(0,t)$",
                "$\\max(0,\\lambda t)=\\lambda^2\\max(0,t)$"),
            "l*Max(0, t)",
            "l^2*Max(0, t)")
        .edit(
            "row-sum",
            "row-sum-term-lost",
            Text.of(
                "the factor does not reach the last term",
                "le facteur n'atteint pas le dernier terme"),
            "+ l*c",
            "+ c")
        .edit(
            "layers",
            "layers-index",
            Text.of(
                "layer $h$ is multiplied by $\\lambda^{H-h-1}$",
                "la couche $h$ est multipliée par $\\lambda^{H-h-1}$"),
            "l^(H-h)*f(h)",
            "l^(H-h-1)*f(h)")
        .without(
            "layers",
            "layers-any-sign",
            Text.of(
                "the induction for $\\lambda$ of any sign",
                "la récurrence pour $\\lambda$ de signe quelconque"),
            "l > 0");
  }
}
