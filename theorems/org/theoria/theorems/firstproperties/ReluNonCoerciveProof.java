package org.theoria.theorems.firstproperties;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.theoria.network.Activation;
import org.theoria.network.FormalLoss;
import org.theoria.proposition.FormalClaims;
import org.theoria.proposition.Justification;
import org.theoria.proposition.Proof;
import org.theoria.proposition.Step;
import org.theoria.proposition.Text;

/** The proof of {@link ReluNonCoercive}. */
final class ReluNonCoerciveProof {

  private ReluNonCoerciveProof() {}

  private static final List<FormalShape> SHAPES =
      List.of(
          FormalShape.of(1, 1, 1),
          FormalShape.of(2, 2, 1),
          FormalShape.of(2, 3, 2),
          FormalShape.of(1, 2, 2, 1));

  /**
   * The claim "risk-unchanged", or a false variant, at whole shapes, for one example (the examples
   * do not meet).
   */
  static Step wholeNetworks(ReluNonCoercive.Change change) {
    String all = SHAPES.stream().map(FormalShape::toString).collect(Collectors.joining(", "));
    return new Step(
        "whole-networks",
        Text.of(
            "The whole identity of the claims at several shapes, one example, in every activation"
                + " pattern.",
            "L'identité entière des affirmations pour plusieurs architectures, un exemple, pour"
                + " chaque motif d'activation."),
        "W_H^\\lambda f^\\lambda_{H-1}(x_i)+b_H=W_Hf_{H-1}(x_i)+b_H",
        new Justification.OwnClaims(
            SHAPES.stream()
                .map(
                    shape ->
                        FormalClaims.of(
                            shape.toString(),
                            new ReluNonCoercive.Curve(change),
                            Set.of("risk-unchanged"),
                            symbols ->
                                new ReluNonCoercive.Instance(
                                    shape.network(symbols, shape.hidden(Activation.RELU), false),
                                    shape.sample(symbols, 1),
                                    new FormalLoss("L"),
                                    symbols.positive("l"))))
                .toList(),
            Text.of(
                "all real weights and inputs, all λ > 0, zero biases, shapes " + all,
                "tous poids et entrées réels, tout λ > 0, biais nuls, architectures " + all)));
  }

  static Proof steps() {
    return Proof.of(
        Rescaling.homogeneity(),
        Rescaling.rowSum(),
        Rescaling.layers(false),
        Rescaling.layersOfWidthTwo(),
        new Step(
            "last-layer",
            Text.of(
                "At the last layer the power of $\\lambda$ is $\\lambda^{-1}\\lambda^{H-(H-1)}=1$.",
                "À la dernière couche la puissance de $\\lambda$ est $\\lambda^{-1}\\lambda^{H-(H-1)}=1$."),
            "\\lambda^{-1}W_H\\,\\lambda^{H-(H-1)}f_{H-1}=W_Hf_{H-1}",
            new Justification.Identity(
                List.of("l^(-1)*w*(l^(H-(H-1))*f) == w*f"),
                List.of("l > 0"),
                List.of("H"),
                Text.of(
                    "all integers H, all λ > 0, all reals",
                    "tout entier H, tout λ > 0, tous les réels"))),
        wholeNetworks(ReluNonCoercive.Change.NONE),
        new Step(
            "norm",
            Text.of(
                "If $W_1 \\ne 0$ and $H \\ge 2$ the norm of $W_1^\\lambda$ tends to infinity.",
                "Si $W_1 \\ne 0$ et $H \\ge 2$ la norme de $W_1^\\lambda$ tend vers l'infini."),
            "\\lim_{\\lambda\\to+\\infty}\\lambda^{H-1}\\|W_1\\|=+\\infty",
            new Justification.Limit(
                "l^(H-1)*w",
                "l",
                "oo",
                "oo",
                List.of("l > 0", "H >= 2", "w > 0"),
                List.of("H"),
                Text.of(
                    "all integers H ≥ 2, all w = ‖W₁‖ > 0",
                    "tout entier H ≥ 2, tout w = ‖W₁‖ > 0"))),
        new Step(
            "conclusion",
            Text.of(
                "$E(\\theta^\\lambda)=E(\\theta)$ while $\\|\\theta^\\lambda\\|\\to\\infty$: $E$ is not coercive.",
                "$E(\\theta^\\lambda)=E(\\theta)$ alors que $\\|\\theta^\\lambda\\|\\to\\infty$ : $E$ n'est pas coercive."),
            "E(\\theta^\\lambda)=E(\\theta)\\not\\to+\\infty",
            new Justification.From(
                List.of(
                    "relu-network",
                    "hidden-layer",
                    "zero-biases",
                    "first-weights",
                    "homogeneity",
                    "row-sum",
                    "layers",
                    "layers-width-2",
                    "last-layer",
                    "whole-networks",
                    "norm"))));
  }
}
