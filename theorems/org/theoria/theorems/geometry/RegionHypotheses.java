package org.theoria.theorems.geometry;

import static org.theoria.proposition.Hypothesis.Origin.CORRECTION;
import static org.theoria.proposition.Hypothesis.Origin.NARROWING;
import static org.theoria.proposition.Hypothesis.Origin.SLIDE;

import java.util.List;
import org.theoria.network.Activation;
import org.theoria.proposition.Hypothesis;
import org.theoria.proposition.Text;
import org.theoria.sampling.Kinks;

/** The hypotheses of the statements on the regions of constant pattern. */
final class RegionHypotheses {
  private RegionHypotheses() {}

  private static final List<Activation> PIECEWISE_LINEAR =
      List.of(Activation.RELU, Activation.LEAKY_RELU, Activation.ABSOLUTE);

  static final Hypothesis<ParameterInstance> RELU =
      new Hypothesis<>(
          "relu",
          Text.of(
              "The hidden activations are ReLU (or leaky ReLU, or $|t|$): linear on each side of 0.",
              "Les activations cachées sont ReLU (ou leaky ReLU, ou $|t|$) : linéaires de part et d'autre de 0."),
          SLIDE,
          i ->
              i.network().activations().subList(0, i.depth() - 1).stream()
                  .allMatch(PIECEWISE_LINEAR::contains));

  static final Hypothesis<ParameterInstance> IDENTITY_OUTPUT =
      new Hypothesis<>(
          "identity-output",
          Text.of(
              "$\\sigma_H=\\mathrm{Id}$ (no softmax).",
              "$\\sigma_H=\\mathrm{Id}$ (pas de softmax)."),
          CORRECTION,
          i -> i.network().activation(i.depth()).equals(Activation.IDENTITY));

  static final Hypothesis<ParameterInstance> INTERIOR =
      new Hypothesis<>(
          "interior",
          Text.of(
              "$\\theta\\in\\widetilde{\\mathcal U}_j$: no hidden pre-activation is 0.",
              "$\\theta\\in\\widetilde{\\mathcal U}_j$ : aucune pré-activation cachée n'est nulle."),
          SLIDE,
          i -> !Kinks.meets(i.network(), i.sample().x()));

  static final Hypothesis<ParameterInstance> MAXIMAL =
      new Hypothesis<>(
          "maximal-rank",
          Text.of(
              "$\\theta\\in\\mathcal U_j$: $\\operatorname{rk}(\\mathbf Df_\\theta(X))=r_j$, the largest rank of the pattern (found"
                  + " at two pseudo-random points modulo $2^{61}-1$; too small with probability $\\le 2^{-100}$).",
              "$\\theta\\in\\mathcal U_j$ : $\\operatorname{rk}(\\mathbf Df_\\theta(X))=r_j$, le plus grand rang du motif (trouvé en"
                  + " deux points pseudo-aléatoires modulo $2^{61}-1$ ; trop petit avec une probabilité $\\le 2^{-100}$)."),
          SLIDE,
          i -> i.point().hasLargestRank());

  static final Hypothesis<ParameterInstance> SAMPLED_RANGE =
      new Hypothesis<>(
          "sampled-range",
          Text.of(
              "Sampled: $H\\le 4$, widths $\\le 3$, $n\\le 6$.",
              "Tirages : $H\\le 4$, largeurs $\\le 3$, $n\\le 6$."),
          NARROWING,
          i ->
              i.depth() <= 4
                  && i.network().architecture().widths().stream().allMatch(w -> w <= 3)
                  && i.sample().size() <= ParameterSampler.EXAMPLES);
}
