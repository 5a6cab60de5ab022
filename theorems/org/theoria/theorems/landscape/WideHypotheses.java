package org.theoria.theorems.landscape;

import static org.theoria.proposition.Hypothesis.Origin.NARROWING;
import static org.theoria.proposition.Hypothesis.Origin.SLIDE;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.theoria.network.Activation;
import org.theoria.network.Loss;
import org.theoria.network.StandardLoss;
import org.theoria.proposition.Hypothesis;
import org.theoria.proposition.Text;

/**
 * The hypotheses of slide 58, one for each layer where the slide says "for every h".
 *
 * @param smooth σ is C¹
 * @param slopes σ_{k+j}′ ≠ 0, j = 1..
 * @param nonNegative L ≥ 0
 * @param zeroAtZero L(0) = 0
 * @param stationaryAtZero ∇L(y) = 0 if and only if y = 0
 * @param data rank (f_k(X); 𝟙ᵀ) = n
 * @param ranks rank W_{k+j} = n_{k+j}, j = 1..
 * @param sampled where the samplers stop
 */
record WideHypotheses<I extends WideInstance>(
    Hypothesis<I> smooth,
    List<Hypothesis<I>> slopes,
    Hypothesis<I> nonNegative,
    Hypothesis<I> zeroAtZero,
    Hypothesis<I> stationaryAtZero,
    Hypothesis<I> data,
    List<Hypothesis<I>> ranks,
    Hypothesis<I> sampled) {

  /** The losses of which L ≥ 0, L(0) = 0 and ∇L(y) = 0 only at 0 all hold. */
  static final List<Loss> LOSSES = List.of(Loss.SQUARE, Loss.QUARTIC);

  private static final Set<Activation> SLOPED =
      Set.of(
          Activation.IDENTITY,
          Activation.TANH,
          Activation.SIGMOID,
          Activation.SOFTPLUS,
          Activation.SOFTSIGN,
          Activation.LEAKY_RELU,
          Activation.ABSOLUTE);

  /** Whether σ′(t) ≠ 0 wherever σ is differentiable; softmax is no function ℝ → ℝ. */
  static boolean hasNoZeroSlope(Activation a) {
    return SLOPED.contains(a);
  }

  /**
   * The hypotheses.
   *
   * @param layers how many layers above the features the samplers draw at most
   * @param features whether there is a feature map f_k (else k = 0)
   * @param reach where the samplers stop
   */
  static <I extends WideInstance> WideHypotheses<I> of(
      int layers, boolean features, Text reach, java.util.function.Predicate<I> within) {
    List<Hypothesis<I>> slopes = new ArrayList<>();
    List<Hypothesis<I>> ranks = new ArrayList<>();
    for (int j = 1; j <= layers; j++) {
      int layer = j;
      String h = features ? "{k+" + j + "}" : "" + j;
      String exists =
          j == 1 ? "" : features ? " (where $k+" + j + " \\le H$)" : " (where $H \\ge " + j + "$)";
      String existe = exists.replace("where", "si");
      String suffix = features ? "k-" + j : "" + j;
      slopes.add(
          new Hypothesis<>(
              "slope-" + suffix,
              Text.of(
                  "$\\sigma_" + h + "'(t) \\ne 0$ for every $t$ where it exists" + exists + ".",
                  "$\\sigma_" + h + "'(t) \\ne 0$ pour tout $t$ où elle existe" + existe + "."),
              SLIDE,
              i ->
                  at(i, layer) > i.network().depth()
                      || hasNoZeroSlope(i.network().activation(at(i, layer)))));
      Hypothesis<I> rank =
          new Hypothesis<>(
              "rank-w-" + suffix,
              Text.of(
                  "$\\mathrm{rank}(W_" + h + ")=n_" + h + "$" + exists + ".",
                  "$\\mathrm{rg}(W_" + h + ")=n_" + h + "$" + existe + "."),
              SLIDE,
              i ->
                  at(i, layer) > i.network().depth()
                      || WideShapes.hasFullRowRank(i.network().weight(at(i, layer))));
      ranks.add(j == 1 ? rank.redundantBy(WideProof.FIRST_RANK) : rank);
    }
    String z = features ? "f_k(X)" : "X";
    String above = features ? " for $h>k$" : "";
    String dessus = features ? " pour $h>k$" : "";
    return new WideHypotheses<>(
        new Hypothesis<>(
            "continuously-differentiable",
            Text.of(
                "Every $\\sigma_h$ is of class $C^1$" + above + " (and so is $L$).",
                "Chaque $\\sigma_h$ est de classe $C^1$" + dessus + " (ainsi que $L$)."),
            SLIDE,
            i ->
                i.network().activations().subList(i.features(), i.network().depth()).stream()
                    .allMatch(Activation::isContinuouslyDifferentiable)),
        List.copyOf(slopes),
        new Hypothesis<>(
            "loss-non-negative",
            Text.of("$L \\ge 0$.", "$L$ est à valeurs dans $\\mathbb{R}^+$."),
            SLIDE,
            i -> !i.loss().equals(Loss.NEGATIVE_SQUARE)),
        new Hypothesis<>(
            "loss-zero-at-zero",
            Text.of(
                "$L(0)=0$: no loss where $f_\\theta(x^i)=y^i$.",
                "$L(0)=0$ : coût nul si $f_\\theta(x^i)=y^i$."),
            SLIDE,
            i -> vanishes(i.loss())),
        new Hypothesis<>(
            "loss-stationary-at-zero",
            Text.of(
                "$\\nabla L(y)=0$ if and only if $y=0$.",
                "$\\nabla L(y)=0$ si et seulement si $y=0$."),
            SLIDE,
            i -> isStationaryAtZeroOnly(i.loss())),
        new Hypothesis<>(
            "rank-data",
            Text.of(
                "$\\mathrm{rank}(A)=n$, where $A$ is $" + z + "$ with a last row of ones.",
                "$\\mathrm{rg}(A)=n$, où $A$ est $" + z + "$ avec une dernière ligne de uns."),
            SLIDE,
            i ->
                WideShapes.isAffinelyIndependent(
                    WideShapes.features(i.network(), i.sample().x(), i.features()))),
        List.copyOf(ranks),
        new Hypothesis<>("sampled-range", reach, NARROWING, within));
  }

  /** The layer h = k + j. */
  private static int at(WideInstance i, int j) {
    return i.features() + j;
  }

  /** L(y, y) = 0; the logistic loss and the cross-entropy are no functions of y' − y. */
  private static boolean vanishes(Loss loss) {
    return loss instanceof StandardLoss s
        && switch (s) {
          case SQUARE, QUARTIC, NEGATIVE_SQUARE, DOUBLE_WELL -> true;
          case SHIFTED_SQUARE, LOGISTIC, CROSS_ENTROPY -> false;
        };
  }

  private static boolean isStationaryAtZeroOnly(Loss loss) {
    return loss instanceof StandardLoss s
        && switch (s) {
          case SQUARE, QUARTIC, NEGATIVE_SQUARE, SHIFTED_SQUARE -> true;
          case DOUBLE_WELL, LOGISTIC, CROSS_ENTROPY -> false;
        };
  }

  List<Hypothesis<I>> all() {
    List<Hypothesis<I>> all = new ArrayList<>(List.of(smooth));
    all.addAll(slopes);
    all.addAll(List.of(nonNegative, zeroAtZero, stationaryAtZero, data));
    all.addAll(ranks);
    all.add(sampled);
    return List.copyOf(all);
  }
}
