package org.theoria.theorems.geometry;

import static org.theoria.proposition.Hypothesis.Origin.CORRECTION;
import static org.theoria.proposition.Hypothesis.Origin.NARROWING;
import static org.theoria.proposition.Hypothesis.Origin.SLIDE;

import org.theoria.arithmetic.RationalMatrix;
import org.theoria.proposition.Hypothesis;
import org.theoria.proposition.Text;

/** The hypotheses of the two statements on shallow networks. */
final class ShallowHypotheses {
  private ShallowHypotheses() {}

  static final Hypothesis<ShallowInstance> SORTED =
      new Hypothesis<>(
          "sorted-sample",
          Text.of(
              "$x^{(1)}\\le x^{(2)}\\le\\dots\\le x^{(n)}$.",
              "$x^{(1)}\\le x^{(2)}\\le\\dots\\le x^{(n)}$ (points rangés)."),
          SLIDE,
          i -> isSorted(i.sample().x()));

  static final Hypothesis<ShallowInstance> DISTINCT =
      new Hypothesis<>(
          "distinct-points",
          Text.of(
              "No two of the $x^{(i)}$ are equal.", "Les $x^{(i)}$ sont deux à deux distincts."),
          SLIDE,
          i -> isDistinct(i.sample().x()));

  static final Hypothesis<ShallowInstance> INTERIOR =
      new Hypothesis<>(
          "interior",
          Text.of(
              "$\\theta\\in\\widetilde{\\mathcal U}_j$: no pre-activation $w_kx^{(i)}+b_k$ is 0.",
              "$\\theta\\in\\widetilde{\\mathcal U}_j$ : aucune pré-activation $w_kx^{(i)}+b_k$ n'est nulle."),
          SLIDE,
          i -> i.point().isInterior());

  static final Hypothesis<ShallowInstance> OUTGOING =
      new Hypothesis<>(
          "outgoing-weights",
          Text.of(
              "$v_k\\ne 0$ for every neuron $k$ that is active on some example ($v=W_2$).",
              "$v_k\\ne 0$ pour tout neurone $k$ actif sur au moins un exemple ($v=W_2$)."),
          CORRECTION,
          i -> i.point().alive().stream().noneMatch(k -> i.network().weight(2).get(0, k).isZero()));

  static final Hypothesis<ShallowInstance> SAMPLED_RANGE =
      new Hypothesis<>(
          "sampled-range",
          Text.of("Sampled: $n_1\\le 6$, $n\\le 7$.", "Tirages : $n_1\\le 6$, $n\\le 7$."),
          NARROWING,
          i -> i.neurons() <= ShallowSampler.NEURONS && i.examples() <= ShallowSampler.EXAMPLES);

  private static boolean isSorted(RationalMatrix x) {
    for (int i = 1; i < x.columns(); i++) {
      if (x.get(0, i - 1).compareTo(x.get(0, i)) > 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDistinct(RationalMatrix x) {
    return x.transpose().toRows().stream().distinct().count() == x.columns();
  }
}
