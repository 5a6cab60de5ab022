package org.theoria.network.linear;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.theoria.arithmetic.Inertia;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Sample;

/**
 * Decides exactly what a point of a deep linear network is: whether it is critical, its 𝒮, its
 * critical value, its pivots, and its class, twice and by independent paths: by the theorem (𝒮, r
 * and the pivots), and by the inertia of the Hessian together with the risk.
 */
public final class CriticalPointClassifier {
  private CriticalPointClassifier() {}

  /**
   * Classifies W = (W_1, …, W_H). Weights that do not chain from x to y throw {@link
   * org.theoria.arithmetic.ShapeException}.
   */
  public static Classification classify(List<RationalMatrix> weights, Sample sample) {
    return classify(weights, new Regression(sample));
  }

  /** As {@link #classify(List, Sample)}, with what depends on the sample alone computed before. */
  public static Classification classify(List<RationalMatrix> weights, Regression data) {
    return classify(weights, data, Integer.MAX_VALUE);
  }

  /**
   * As {@link #classify(List, Regression)}, but a critical point of more than {@code limit}
   * parameters is classified without its Hessian.
   */
  public static Classification classify(List<RationalMatrix> weights, Regression data, int limit) {
    LinearRisk.requireShapes(weights, data.sample().x(), data.sample().y());
    if (!data.failed().isEmpty()) {
      DataHypothesis first = data.failed().getFirst();
      return new Classification.HypothesisFailed(first, first.explain(data));
    }
    LinearProducts p = LinearProducts.of(weights);
    Optional<Classification.NotCritical> distance = distance(p, data);
    if (distance.isPresent()) {
      return distance.get();
    }
    NormalForm form = NormalForm.of(p);
    List<Integer> subset = data.spectrum().subset(form.range());
    List<Pivot> pivots = Pivot.all(p, data, form.rank());
    int maximal = maximalRank(weights);
    Rational risk = risk(p, data);
    int parameters = weights.stream().mapToInt(w -> w.rows() * w.columns()).sum();
    if (parameters > limit) {
      CriticalClass byTheorem = byTheorem(subset, maximal, pivots);
      return new Classification.WithoutHessian(
          subset, maximal, risk, criticalValue(form, data), pivots, byTheorem, parameters);
    }
    HessianAt hessian = HessianAt.of(form, data);
    Inertia inertia = hessian.inertia();
    CriticalClass byHessian = byHessian(inertia, risk, form, data, maximal);
    Optional<CertifiedCurve> descent = Optional.empty();
    Optional<CertifiedCurve> ascent = Optional.empty();
    if (byHessian != CriticalClass.GLOBAL_MINIMISER) {
      HigherOrderDescent curves = new HigherOrderDescent(weights, form, data);
      descent =
          byHessian == CriticalClass.STRICT_SADDLE
              ? hessian.negative().flatMap(v -> line(weights, v, data))
              : curves.descent();
      ascent = hessian.positive().flatMap(v -> line(weights, v, data)).or(curves::ascent);
    }
    return new Classification.Critical(
        subset,
        maximal,
        risk,
        criticalValue(form, data),
        pivots,
        byTheorem(subset, maximal, pivots),
        inertia,
        byHessian,
        descent,
        ascent,
        inertia.negative() > 0 || LeastRisk.isDecidable(data.outputs(), maximal));
  }

  /**
   * The class alone, by the exact inertia of the Hessian and the risk; empty where the point is not
   * critical. The data need not meet any hypothesis; where they do not, NON_STRICT_SADDLE says that
   * W is a second-order critical point and no global minimiser, which is all that is shown of it.
   */
  public static Optional<CriticalClass> classByHessian(
      List<RationalMatrix> weights, Regression data) {
    LinearRisk.requireShapes(weights, data.sample().x(), data.sample().y());
    LinearProducts p = LinearProducts.of(weights);
    if (distance(p, data).isPresent()) {
      return Optional.empty();
    }
    NormalForm form = NormalForm.of(p);
    Inertia inertia = HessianAt.of(form, data).inertia();
    return Optional.of(byHessian(inertia, risk(p, data), form, data, maximalRank(weights)));
  }

  /** r_max = min(n_0, …, n_H). */
  public static int maximalRank(List<RationalMatrix> weights) {
    int least = weights.getFirst().columns();
    for (RationalMatrix w : weights) {
      least = Math.min(least, w.rows());
    }
    return least;
  }

  /** The class that slide 93 gives to a critical point with this 𝒮 and these pivots. */
  public static CriticalClass byTheorem(List<Integer> subset, int maximalRank, List<Pivot> pivots) {
    int r = subset.size();
    boolean largest = subset.equals(IntStream.rangeClosed(1, r).boxed().toList());
    if (!largest) {
      return CriticalClass.STRICT_SADDLE;
    }
    if (r == maximalRank) {
      return CriticalClass.GLOBAL_MINIMISER;
    }
    return pivots.stream().allMatch(Pivot::isTightened)
        ? CriticalClass.NON_STRICT_SADDLE
        : CriticalClass.STRICT_SADDLE;
  }

  private static CriticalClass byHessian(
      Inertia inertia, Rational risk, NormalForm form, Regression data, int maximalRank) {
    if (inertia.negative() > 0) {
      return CriticalClass.STRICT_SADDLE;
    }
    boolean least =
        LeastRisk.isDecidable(data.outputs(), maximalRank)
            ? LeastRisk.is(risk, data, maximalRank)
            : isOfLargest(form, data, maximalRank);
    return least ? CriticalClass.GLOBAL_MINIMISER : CriticalClass.NON_STRICT_SADDLE;
  }

  /**
   * The same question for sizes at which the compound is too large: with Σ_XY of full rank and
   * distinct eigenvalues, a sum of at most r_max of them is the largest one iff it is the sum of
   * the r_max largest.
   */
  private static boolean isOfLargest(NormalForm form, Regression data, int maximalRank) {
    if (!data.failed().isEmpty()) {
      throw new IllegalArgumentException(
          "least risk: for d_y = "
              + data.outputs()
              + " and r_max = "
              + maximalRank
              + " it is decided only for data that meet the hypotheses; "
              + data.failed().getFirst().explain(data));
    }
    return data.spectrum()
        .subset(form.range())
        .equals(IntStream.rangeClosed(1, maximalRank).boxed().toList());
  }

  private static Optional<CertifiedCurve> line(
      List<RationalMatrix> weights, List<RationalMatrix> direction, Regression data) {
    return CertifiedCurve.of(weights, WeightCurve.line(direction), data.sample());
  }

  /** E(W) = tr(GΣ_XXGᵀ) − 2 tr(GΣ_XY) + tr Σ_YY. */
  private static Rational risk(LinearProducts p, Regression data) {
    RationalMatrix g = p.whole();
    Rational square = g.times(data.sigmaXX()).hadamard(g).sum().get(0, 0);
    Rational cross = g.hadamard(data.sigmaYX()).sum().get(0, 0);
    return square.minus(cross.plus(cross)).plus(data.traceYY());
  }

  /** tr Σ_YY − tr(Σ on range G): the trace of B⁺ΣB. */
  private static Rational criticalValue(NormalForm form, Regression data) {
    RationalMatrix plus = form.inverses().getLast().block(0, 0, form.rank(), data.outputs());
    return data.traceYY().minus(Polynomial.trace(plus.times(data.sigma()).times(form.range())));
  }

  /** How far W is from critical; empty where its gradient is 0. */
  private static Optional<Classification.NotCritical> distance(LinearProducts p, Regression data) {
    RationalMatrix image = p.whole().times(data.sigmaXX());
    RationalMatrix residual = image.minus(data.sigmaYX());
    Rational total = Rational.ZERO;
    Rational largest = Rational.ZERO;
    int layer = 0;
    for (int h = 1; h <= p.depth(); h++) {
      RationalMatrix half = p.after(h).transpose().times(residual).times(p.before(h).transpose());
      if (half.isZero()) {
        continue;
      }
      Rational squared = squaredNorm(half).times(Rational.of(4));
      total = total.plus(squared);
      if (squared.compareTo(largest) > 0) {
        largest = squared;
        layer = h;
      }
    }
    if (total.isZero()) {
      return Optional.empty();
    }
    double residualBound = norm(image) + norm(data.sigmaYX());
    double bound = 0;
    for (int h = 1; h <= p.depth(); h++) {
      bound = Math.hypot(bound, 2 * norm(p.after(h)) * residualBound * norm(p.before(h)));
    }
    double gradient = Math.sqrt(total.doubleValue());
    return Optional.of(new Classification.NotCritical(layer, total, gradient, gradient / bound));
  }

  private static double norm(RationalMatrix m) {
    return Math.sqrt(squaredNorm(m).doubleValue());
  }

  private static Rational squaredNorm(RationalMatrix m) {
    return m.sumOfSquares().get(0, 0);
  }
}
