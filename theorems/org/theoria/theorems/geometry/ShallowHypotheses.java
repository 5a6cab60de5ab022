package org.theoria.theorems.geometry;

import static org.theoria.proposition.Hypothesis.Origin.CORRECTION;
import static org.theoria.proposition.Hypothesis.Origin.NARROWING;
import static org.theoria.proposition.Hypothesis.Origin.SLIDE;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.proposition.Hypothesis;
import org.theoria.proposition.Text;

/** The hypotheses of the two statements on shallow networks. */
final class ShallowHypotheses {
  private ShallowHypotheses() {}

  static final Hypothesis<ShallowInstance> SORTED =
      new Hypothesis<ShallowInstance>(
              "sorted-sample",
              Text.of(
                  "$x^{(1)}\\le x^{(2)}\\le\\dots\\le x^{(n)}$.",
                  "$x^{(1)}\\le x^{(2)}\\le\\dots\\le x^{(n)}$ (points rangés)."),
              SLIDE,
              i -> isSorted(i.sample().x()))
          .located(i -> unsorted(i.sample().x()));

  static final Hypothesis<ShallowInstance> DISTINCT =
      new Hypothesis<ShallowInstance>(
              "distinct-points",
              Text.of(
                  "No two of the $x^{(i)}$ are equal.",
                  "Les $x^{(i)}$ sont deux à deux distincts."),
              SLIDE,
              i -> isDistinct(i.sample().x()))
          .located(i -> repeated(i.sample().x()));

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
    return unsorted(x).isEmpty();
  }

  /** The first point that is less than the one before it. */
  private static Optional<String> unsorted(RationalMatrix x) {
    for (int i = 1; i < x.columns(); i++) {
      if (x.get(0, i - 1).compareTo(x.get(0, i)) > 0) {
        return Optional.of(
            "point "
                + (i + 1)
                + ", "
                + x.get(0, i)
                + ", comes after point "
                + i
                + ", "
                + x.get(0, i - 1));
      }
    }
    return Optional.empty();
  }

  private static boolean isDistinct(RationalMatrix x) {
    return repeated(x).isEmpty();
  }

  /** The first point that was there before. */
  private static Optional<String> repeated(RationalMatrix x) {
    Map<Rational, Integer> known = new HashMap<>();
    for (int i = 0; i < x.columns(); i++) {
      Integer before = known.putIfAbsent(x.get(0, i), i);
      if (before != null) {
        return Optional.of(
            "points " + (before + 1) + " and " + (i + 1) + " are both " + x.get(0, i));
      }
    }
    return Optional.empty();
  }
}
