package org.theoria.theorems.linear;

import static org.theoria.proposition.Hypothesis.Origin.NARROWING;
import static org.theoria.proposition.Hypothesis.Origin.SLIDE;

import java.util.function.Function;
import org.theoria.arithmetic.ExactRank;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Architecture;
import org.theoria.network.Sample;
import org.theoria.network.linear.DataHypothesis;
import org.theoria.network.linear.Regression;
import org.theoria.proposition.Hypothesis;
import org.theoria.proposition.Text;

/**
 * The hypotheses of slide 91, each by itself, for instances that contain a sample (and a basis).
 * They are exact, and each is defined whatever becomes of the others: where Σ_XX is singular, Σ is
 * Y·P·Yᵀ with P the orthogonal projector onto the row space of X.
 *
 * <p>"Σ_XX is invertible" implies d_x ≤ n; said as "X has the largest rank that its shape allows"
 * it can be dropped by itself, and the two together say the same.
 */
final class DeepLinearHypotheses {

  /** The largest depth, width and number of examples that are drawn. */
  static final int MOST_LAYERS = 5;

  static final int WIDEST = 5;
  static final int MOST_EXAMPLES = 8;

  private DeepLinearHypotheses() {}

  static final Hypothesis<DeepLinearPoint> OUTPUTS_AT_MOST_INPUTS =
      outputsAtMostInputs(DeepLinearPoint::sample);
  static final Hypothesis<DeepLinearPoint> ENOUGH_EXAMPLES =
      enoughExamples(DeepLinearPoint::sample);
  static final Hypothesis<DeepLinearPoint> INPUTS_OF_FULL_RANK =
      inputsOfFullRank(DeepLinearPoint::sample);
  static final Hypothesis<DeepLinearPoint> FULL_RANK = fullRank(DeepLinearPoint::sample);
  static final Hypothesis<DeepLinearPoint> DISTINCT = distinct(DeepLinearPoint::sample);
  static final Hypothesis<DeepLinearPoint> SINGULAR_BASIS =
      singularBasis(DeepLinearPoint::sample, DeepLinearPoint::u);
  static final Hypothesis<DeepLinearPoint> ORDERED =
      ordered(DeepLinearPoint::sample, DeepLinearPoint::u);

  static final Hypothesis<DeepLinearPoint> CRITICAL =
      new Hypothesis<>(
          "critical",
          Text.of(
              "$\\mathbf W$ is a first-order critical point of $\\widehat R$: $\\nabla\\widehat R(\\mathbf W)=0$.",
              "$\\mathbf W$ est un point critique du premier ordre de $\\widehat R$ : $\\nabla\\widehat R(\\mathbf W)=0$."),
          SLIDE,
          DeepLinearPoint::isCritical);

  static final Hypothesis<DeepLinearPoint> SAMPLED_RANGE =
      sampledRange(p -> p.network().architecture(), DeepLinearPoint::sample);

  static <I> Hypothesis<I> outputsAtMostInputs(Function<I, Sample> sample) {
    return new Hypothesis<>(
        "outputs-at-most-inputs",
        Text.of(
            "There are at most as many outputs as inputs: $d_y \\le d_x$.",
            "Il y a au plus autant de sorties que d'entrées : $d_y \\le d_x$."),
        SLIDE,
        i -> sample.apply(i).y().rows() <= sample.apply(i).x().rows());
  }

  static <I> Hypothesis<I> enoughExamples(Function<I, Sample> sample) {
    return new Hypothesis<>(
        "enough-examples",
        Text.of(
            "There are at least as many examples as inputs: $d_x \\le n$.",
            "Il y a au moins autant d'exemples que d'entrées : $d_x \\le n$."),
        SLIDE,
        i -> sample.apply(i).x().rows() <= sample.apply(i).size());
  }

  static <I> Hypothesis<I> inputsOfFullRank(Function<I, Sample> sample) {
    return new Hypothesis<>(
        "inputs-of-full-rank",
        Text.of(
            "$\\Sigma_{XX}$ is invertible (that is, $d_x\\le n$ and $X$ has the largest rank that its shape allows; the latter is"
                + " what is dropped here).",
            "$\\Sigma_{XX}$ est inversible (soit $d_x\\le n$ et $X$ du plus grand rang que permet sa taille ; c'est ce dernier"
                + " point que l'on retire ici)."),
        SLIDE,
        i -> {
          RationalMatrix x = sample.apply(i).x();
          return ExactRank.rank(x) == Math.min(x.rows(), x.columns());
        });
  }

  static <I> Hypothesis<I> fullRank(Function<I, Sample> sample) {
    return new Hypothesis<>(
        "full-rank",
        Text.of("$\\Sigma_{XY}$ has full rank.", "$\\Sigma_{XY}$ est de rang plein."),
        SLIDE,
        i -> DataHypothesis.FULL_RANK.holds(new Regression(sample.apply(i))));
  }

  static <I> Hypothesis<I> distinct(Function<I, Sample> sample) {
    return new Hypothesis<>(
        "distinct-singular-values",
        Text.of(
            "The singular values $\\delta_1,\\dots,\\delta_{d_y}$ of $\\Sigma^{1/2}$ are distinct.",
            "Les valeurs singulières $\\delta_1,\\dots,\\delta_{d_y}$ de $\\Sigma^{1/2}$ sont distinctes."),
        SLIDE,
        i -> DataHypothesis.DISTINCT_SINGULAR_VALUES.holds(new Regression(sample.apply(i))));
  }

  static <I> Hypothesis<I> singularBasis(
      Function<I, Sample> sample, Function<I, RationalMatrix> u) {
    return new Hypothesis<>(
        "singular-basis",
        Text.of(
            "$\\Sigma^{1/2}=U\\Delta V^T$ is a singular value decomposition: $U^TU=I$ and"
                + " $U^T\\Sigma_{YX}\\Sigma_{XX}^{-1}\\Sigma_{XY}U=\\mathrm{diag}(\\delta_i^2)$.",
            "$\\Sigma^{1/2}=U\\Delta V^T$ est une décomposition en valeurs singulières : $U^TU=I$ et"
                + " $U^T\\Sigma_{YX}\\Sigma_{XX}^{-1}\\Sigma_{XY}U=\\mathrm{diag}(\\delta_i^2)$."),
        SLIDE,
        i -> isSingularBasis(new Regression(sample.apply(i)), u.apply(i)));
  }

  static <I> Hypothesis<I> ordered(Function<I, Sample> sample, Function<I, RationalMatrix> u) {
    return new Hypothesis<>(
        "ordered",
        Text.of(
            "The singular values are numbered in the usual order $\\delta_1\\ge\\delta_2\\ge\\cdots$ of a singular value decomposition, so that"
                + " $\\{1,\\dots,r\\}$ means the $r$ largest.",
            "Les valeurs singulières sont numérotées dans l'ordre usuel $\\delta_1\\ge\\delta_2\\ge\\cdots$ d'une décomposition en valeurs"
                + " singulières : $\\{1,\\dots,r\\}$ désigne les $r$ plus grandes."),
        SLIDE,
        i -> isOrdered(new Regression(sample.apply(i)), u.apply(i)));
  }

  static <I> Hypothesis<I> sampledRange(
      Function<I, Architecture> architecture, Function<I, Sample> sample) {
    return new Hypothesis<>(
        "sampled-range",
        Text.of(
            "Sampled: $H \\le 5$, widths $\\le 5$, $n \\le 8$, rational $U$. The statement has no such limits.",
            "Tirages : $H \\le 5$, largeurs $\\le 5$, $n \\le 8$, $U$ rationnelle. L'énoncé n'a pas ces limites."),
        NARROWING,
        i ->
            architecture.apply(i).depth() <= MOST_LAYERS
                && architecture.apply(i).widths().stream().allMatch(w -> w <= WIDEST)
                && sample.apply(i).size() <= MOST_EXAMPLES);
  }

  /** UᵀΣU, diagonal where U is a basis of left singular vectors of Σ^{1/2}. */
  static RationalMatrix inBasis(Regression data, RationalMatrix u) {
    return u.transpose().times(data.sigma()).times(u);
  }

  private static boolean isSingularBasis(Regression data, RationalMatrix u) {
    RationalMatrix d = inBasis(data, u);
    for (int i = 0; i < d.rows(); i++) {
      for (int j = 0; j < d.columns(); j++) {
        if (i != j && !d.get(i, j).isZero()) {
          return false;
        }
      }
    }
    return u.transpose().times(u).equals(RationalMatrix.identity(u.rows()));
  }

  private static boolean isOrdered(Regression data, RationalMatrix u) {
    RationalMatrix d = inBasis(data, u);
    for (int i = 1; i < d.rows(); i++) {
      if (d.get(i - 1, i - 1).compareTo(d.get(i, i)) < 0) {
        return false;
      }
    }
    return true;
  }
}
