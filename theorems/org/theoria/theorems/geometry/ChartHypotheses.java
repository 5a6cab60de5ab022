package org.theoria.theorems.geometry;

import static org.theoria.proposition.Hypothesis.Origin.CORRECTION;
import static org.theoria.proposition.Hypothesis.Origin.NARROWING;

import org.theoria.proposition.Hypothesis;
import org.theoria.proposition.Text;

/** The hypotheses of the statements on the charts of the constant rank theorem. */
final class ChartHypotheses {
  private ChartHypotheses() {}

  static final Hypothesis<ParameterInstance> LAYER =
      new Hypothesis<>(
          "layer-chart",
          Text.of(
              "The columns of one layer have the rank of $\\mathbf Df_\\theta(X)$: $\\varphi$ is then rational. Hidden ReLU, leaky ReLU or"
                  + " $|t|$, $\\sigma_H=\\mathrm{Id}$.",
              "Les colonnes d'une seule couche ont le rang de $\\mathbf Df_\\theta(X)$ : $\\varphi$ est alors rationnelle. ReLU, leaky ReLU ou"
                  + " $|t|$ cachées, $\\sigma_H=\\mathrm{Id}$."),
          NARROWING,
          i ->
              RegionHypotheses.RELU.holds(i)
                  && RegionHypotheses.IDENTITY_OUTPUT.holds(i)
                  && LayerChart.of(i.point()).isPresent());

  static final Hypothesis<ParameterInstance> ACTIVATIONS =
      new Hypothesis<>(
          "sampled-activations",
          Text.of(
              "Sampled: hidden ReLU, leaky ReLU or $|t|$, $\\sigma_H=\\mathrm{Id}$.",
              "Tirages : ReLU, leaky ReLU ou $|t|$ cachées, $\\sigma_H=\\mathrm{Id}$."),
          NARROWING,
          i -> RegionHypotheses.RELU.holds(i) && RegionHypotheses.IDENTITY_OUTPUT.holds(i));

  static final Hypothesis<ParameterInstance> SLICE =
      new Hypothesis<>(
          "slice",
          Text.of(
              "The point of the slice $V'\\cap(\\mathbb R^r\\times\\{0\\})$ with the first coordinates of $\\varphi^{-1}(\\theta')$ exists:"
                  + " $\\|\\varphi(y,0)-\\theta\\|<\\varepsilon$.",
              "Le point de la tranche $V'\\cap(\\mathbb R^r\\times\\{0\\})$ de mêmes premières coordonnées que $\\varphi^{-1}(\\theta')$"
                  + " existe : $\\|\\varphi(y,0)-\\theta\\|<\\varepsilon$."),
          CORRECTION,
          i -> LayerChart.of(i.point()).isPresent() && ChartTest.of(i).isInSlice());
}
