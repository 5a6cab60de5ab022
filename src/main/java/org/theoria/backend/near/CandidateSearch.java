package org.theoria.backend.near;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.theoria.arithmetic.Enclosure;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.backend.HessianCounts;
import org.theoria.backend.LinearSample;
import org.theoria.backend.SaddleKernel;
import org.theoria.backend.SaddleVerdict;
import org.theoria.network.Architecture;
import org.theoria.network.linear.CriticalClass;
import org.theoria.network.linear.CriticalPointClassifier;
import org.theoria.network.linear.Pivot;
import org.theoria.network.linear.Regression;

/**
 * Looks for a critical point near W in doubles. 𝒮 is read off W_H⋯W_1 ({@link Gap.Kind#SUBSET});
 * then
 *
 * <pre>  W*_h = F_hE_{h−1} + N_h,  E_h = U_𝒮ᵀW_H⋯W_{h+1},  F_h = W_h⋯W_1·C,  E_hF_h = I_r,
 *   E_0 = U_𝒮ᵀΣ_YXΣ_XX⁻¹,  F_H = U_𝒮,  N_h = Π_hW_hΠ_{h−1},  Π_h = I − F_hE_h,  Π_0 = I</pre>
 *
 * (C = Σ_XYU_𝒮 up to an r × r factor) has W*_H⋯W*_1 = U_𝒮E_0 + N_H⋯N_1, and it is critical once
 * the N_h solve {@link NilpotentRing}. Singular values of the N_h up to a threshold are taken as 0
 * before; the thresholds go from rounding up to the radius, and the first candidate whose gaps are
 * clear is the answer. A point whose layers are all small beside its distance has no candidate: the
 * distance is relative to each layer.
 */
public final class CandidateSearch {
  /** The most parameters for which a Hessian or a Jacobian is formed in doubles. */
  public static final int LARGEST = 400;

  /**
   * A singular value at W*, relative to the norms of the layers, that counts as not 0: 16 times
   * {@link #ROUNDING}. It is a choice, not a bound: {@link Gap.Kind#RANKS} then sets the values on
   * its two sides against each other, which says how clear the choice was.
   */
  static final double NOT_ZERO = 0x1p-40;

  /** The rounding of a singular value of a product of a few layers of norm 1. */
  private static final double ROUNDING = 0x1p-44;

  private final List<RationalMatrix> exact;
  private final Regression data;
  private final double radius;
  private final DataFrame frame;
  private final List<Dense> layers = new ArrayList<>();
  private final double[] units;
  private final double product;
  private final int parameters;
  private final int maximal;
  private final LinearSample sample;

  /**
   * Searches.
   *
   * @param weights W_1, …, W_H
   * @param data a regression that meets the hypotheses of the theory
   * @param radius the largest relative distance, in (0, 1]
   */
  public static Result search(List<RationalMatrix> weights, Regression data, double radius) {
    List<RationalMatrix> all = new ArrayList<>(weights);
    all.addAll(List.of(data.sample().x(), data.sample().y(), data.sigma(), data.regressor()));
    all.addAll(List.of(data.sigmaXX(), data.sigmaXY()));
    for (RationalMatrix m : all) {
      Dense d = Dense.of(m);
      // A matrix that is not 0 but whose norm in doubles is: underflow.
      if (!d.isFinite() || !Double.isFinite(d.norm()) || (d.norm() == 0 && !m.isZero())) {
        return new Result.NotFound(Why.NORMS, Double.NaN);
      }
    }
    return new CandidateSearch(weights, data, radius).search();
  }

  /**
   * @param weights W_1, …, W_H
   * @param data a regression that meets the hypotheses of the theory
   * @param radius the largest relative distance, in (0, 1]
   */
  private CandidateSearch(List<RationalMatrix> weights, Regression data, double radius) {
    this.exact = List.copyOf(weights);
    this.data = data;
    this.radius = radius;
    frame = DataFrame.of(data);
    units = new double[weights.size()];
    double all = 1;
    for (int h = 0; h < units.length; h++) {
      Dense w = Dense.of(weights.get(h));
      double norm = w.norm();
      units[h] = norm > 0 ? norm : 1;
      all *= units[h];
      layers.add(w.scale(1 / units[h]));
    }
    product = all;
    parameters = weights.stream().mapToInt(w -> w.rows() * w.columns()).sum();
    maximal = CriticalPointClassifier.maximalRank(weights);
    sample = new LinearSample(data.sample().x().toDoubles(), data.sample().y().toDoubles());
  }

  /** What was found. */
  public sealed interface Result {
    /** Proved, in doubles with error bounds: no point within the radius is critical. */
    record NoCriticalPoint(double radius, double tolerance) implements Result {}

    /** A candidate within the radius. */
    record Found(Candidate candidate) implements Result {}

    /**
     * None was found, which proves nothing.
     *
     * @param why the reason of the last try
     * @param distance of the critical point that was found, where it is too far; else NaN
     */
    record NotFound(Why why, double distance) implements Result {}
  }

  /** Why no candidate was found. */
  public enum Why {
    /** The norms of the layers are 0, or overflow in products. */
    NORMS,
    /** W_H⋯W_1 looks like more eigenvectors than r_max. */
    TOO_MANY_EIGENVECTORS,
    /** The construction from the 𝒮 that was read is not critical. */
    NOT_CONSTRUCTED,
    /** A critical point was constructed, outside the radius. */
    TOO_FAR
  }

  private Result search() {
    SaddleKernel wide = kernel(radius);
    boolean small = parameters <= LARGEST;
    if (small && wide.classify(theta(layers), 0) == SaddleVerdict.NOT_CRITICAL) {
      return new Result.NoCriticalPoint(radius, wide.tolerance());
    }
    if (!(product > 0 && Double.isFinite(product) && 1 / product < Double.POSITIVE_INFINITY)) {
      return new Result.NotFound(Why.NORMS, Double.NaN);
    }
    double[] c = frame.coefficients(whole(layers).scale(product));
    List<Integer> subset =
        IntStream.range(0, c.length).filter(i -> c[i] >= 0.5).mapToObj(i -> i + 1).toList();
    if (subset.size() > maximal) {
      return new Result.NotFound(Why.TOO_MANY_EIGENVECTORS, Double.NaN);
    }
    Result last = new Result.NotFound(Why.NOT_CONSTRUCTED, Double.NaN);
    for (double threshold = ROUNDING; ; threshold = Math.min(radius, threshold * 16)) {
      Result found = attempt(c, subset, threshold);
      if (found instanceof Result.Found f) {
        if (f.candidate.doubt().isEmpty()) {
          return found;
        }
        last = found;
      } else if (!(last instanceof Result.Found)) {
        last = found;
      }
      if (threshold >= radius) {
        return last;
      }
    }
  }

  private Result attempt(double[] c, List<Integer> subset, double threshold) {
    Dense u = frame.vectors().columns(subset.stream().map(i -> i - 1).toList());
    Optional<List<Dense>> constructed = construct(u, threshold);
    if (constructed.isEmpty()) {
      return new Result.NotFound(Why.NOT_CONSTRUCTED, Double.NaN);
    }
    List<Dense> star = constructed.get();
    double distance = 0;
    for (int h = 0; h < star.size(); h++) {
      distance = Math.max(distance, star.get(h).minus(layers.get(h)).norm());
    }
    double[] theta = theta(star);
    Optional<SaddleVerdict> there = Optional.empty();
    Optional<HessianCounts> here = Optional.empty();
    if (parameters <= LARGEST) {
      SaddleVerdict verdict = kernel(SaddleKernel.DISPLACEMENT).classify(theta, 0);
      if (verdict == SaddleVerdict.NOT_CRITICAL) {
        return new Result.NotFound(Why.NOT_CONSTRUCTED, Double.NaN);
      }
      there = Optional.of(verdict);
    }
    if (!(distance <= radius)) {
      return new Result.NotFound(Why.TOO_FAR, distance);
    }
    if (parameters <= LARGEST) {
      here = HessianCounts.at(architecture(), sample, theta(layers), distance);
    }
    Ranks ranks = new Ranks(star, distance, subset.size());
    List<Gap> gaps = new ArrayList<>(List.of(frame.gap(), subsetGap(c, subset, distance)));
    ranks.gap().ifPresent(gaps::add);
    CriticalClass byTheorem = CriticalPointClassifier.byTheorem(subset, maximal, ranks.pivots());
    List<Double> numbers = java.util.Arrays.stream(theta).boxed().toList();
    return new Result.Found(
        new Candidate(
            numbers,
            distance,
            subset,
            maximal,
            value(subset),
            ranks.pivots(),
            byTheorem,
            gaps,
            there,
            here));
  }

  /** W*, in the units of the layers; empty where the ring has no solution nearby. */
  private Optional<List<Dense>> construct(Dense u, double threshold) {
    int depth = layers.size();
    int r = u.columns();
    Dense ut = u.transpose();
    List<Dense> before = before(layers);
    List<Dense> after = after(layers);
    Dense c = frame.sigmaXy().times(u);
    Dense form = ut.times(before.get(depth)).times(c);
    Dense normalised = r == 0 ? c : c.times(form.pseudoInverse(0));
    if (!normalised.isFinite()) {
      return Optional.empty();
    }
    List<Dense> e = new ArrayList<>();
    List<Dense> f = new ArrayList<>();
    List<Dense> projectors = new ArrayList<>();
    e.add(ut.times(frame.regressor()).scale(1 / product));
    f.add(normalised);
    projectors.add(Dense.identity(layers.getFirst().columns()));
    for (int h = 1; h <= depth; h++) {
      e.add(ut.times(after.get(h)));
      f.add(h == depth ? u : before.get(h).times(normalised));
      Dense eh = h == depth ? ut : e.get(h);
      Dense signal = f.get(h).times(eh);
      projectors.add(Dense.identity(signal.rows()).minus(signal));
    }
    List<Dense> n = new ArrayList<>();
    for (int h = 1; h <= depth; h++) {
      n.add(
          projectors
              .get(h)
              .times(layers.get(h - 1))
              .times(projectors.get(h - 1))
              .truncated(threshold));
    }
    double size = frame.sigmaXy().norm();
    Dense m = frame.sigmaXy().times(projectors.get(depth)).scale(1 / size);
    NilpotentRing ring = new NilpotentRing(m, projectors, radius);
    if (parameters <= LARGEST) {
      n = ring.solve(n);
    }
    double allowed = parameters <= LARGEST ? NilpotentRing.NEARLY : NilpotentRing.ZERO;
    if (!(ring.residual(n) <= allowed)) {
      return Optional.empty();
    }
    List<Dense> star = new ArrayList<>();
    for (int h = 1; h <= depth; h++) {
      star.add(f.get(h).times(e.get(h - 1)).plus(n.get(h - 1)));
    }
    return Optional.of(star);
  }

  /** W_h⋯W_1 for h = 0..H. */
  static List<Dense> before(List<Dense> w) {
    List<Dense> all = new ArrayList<>();
    all.add(Dense.identity(w.getFirst().columns()));
    for (Dense layer : w) {
      all.add(layer.times(all.getLast()));
    }
    return all;
  }

  /** W_H⋯W_{h+1} for h = 0..H. */
  static List<Dense> after(List<Dense> w) {
    List<Dense> all = new ArrayList<>();
    all.add(Dense.identity(w.getLast().rows()));
    for (int h = w.size(); h >= 1; h--) {
      all.addFirst(all.getFirst().times(w.get(h - 1)));
    }
    return all;
  }

  private static Dense whole(List<Dense> w) {
    return before(w).getLast();
  }

  /** See {@link Gap.Kind#SUBSET}. */
  private Gap subsetGap(double[] c, List<Integer> subset, double distance) {
    double movement = Math.expm1(layers.size() * Math.log1p(distance)) * product;
    Dense image = frame.sigmaXy().times(frame.vectors());
    double tolerance = 0;
    for (int i = 0; i < c.length; i++) {
      double error = Math.abs(c[i] - (subset.contains(i + 1) ? 1 : 0));
      double moved = movement * image.columns(List.of(i)).norm() / frame.lambda()[i];
      tolerance = Math.max(tolerance, error + moved);
    }
    return new Gap(Gap.Kind.SUBSET, 1, tolerance);
  }

  private Enclosure value(List<Integer> subset) {
    Rational upper = data.traceYY();
    Rational lower = upper;
    Rational width = data.spectrum().separators().getFirst().times(Rational.of(1, 1L << 60));
    for (int i : subset) {
      Enclosure lambda = data.spectrum().eigenvalue(i, width);
      upper = upper.minus(lambda.lower());
      lower = lower.minus(lambda.upper());
    }
    return new Enclosure(lower, upper);
  }

  /** The numerical ranks of the blocks of a candidate. */
  private final class Ranks {
    private final List<Dense> star;
    private final double distance;
    private final List<Pivot> pivots = new ArrayList<>();
    private Optional<Gap> worst = Optional.empty();

    Ranks(List<Dense> star, double distance, int rank) {
      this.star = star;
      this.distance = distance;
      int depth = star.size();
      List<Dense> before = before(star);
      List<Dense> after = after(star);
      Dense xy = frame.sigmaXy().scale(1 / frame.sigmaXy().norm());
      for (int i = 2; i <= depth; i++) {
        for (int j = 1; j < i; j++) {
          int first =
              i == depth && j == 1
                  ? Math.min(xy.rows(), xy.columns())
                  : rank(before.get(j - 1).times(xy).times(after.get(i)), depth - i + j - 1);
          int second = i == j + 1 ? star.get(j - 1).rows() : rank(between(i, j), i - j - 1);
          pivots.add(new Pivot(i, j, first, second, rank));
        }
      }
    }

    List<Pivot> pivots() {
      return pivots;
    }

    Optional<Gap> gap() {
      return worst;
    }

    private Dense between(int i, int j) {
      Dense p = star.get(i - 2);
      for (int h = i - 2; h > j; h--) {
        p = p.times(star.get(h - 1));
      }
      return p;
    }

    private int rank(Dense block, int factors) {
      double[] s = block.singularValues();
      int rank = 0;
      while (rank < s.length && s[rank] > NOT_ZERO) {
        rank++;
      }
      double zero = rank < s.length ? s[rank] : 0;
      double moved = Math.expm1(factors * Math.log1p(distance));
      double tolerance = Math.max(ROUNDING, Math.max(zero, moved));
      // A block that is 0 has no smallest singular value; what could hide in it is below NOT_ZERO.
      double value = rank > 0 ? s[rank - 1] : Double.POSITIVE_INFINITY;
      Gap gap = new Gap(Gap.Kind.RANKS, value, tolerance);
      if (rank > 0 && (worst.isEmpty() || gap.clarity() < worst.get().clarity())) {
        worst = Optional.of(gap);
      }
      return rank;
    }
  }

  private SaddleKernel kernel(double displacement) {
    return new SaddleKernel(architecture(), sample, displacement);
  }

  private Architecture architecture() {
    List<Integer> widths = new ArrayList<>();
    widths.add(exact.getFirst().columns());
    exact.forEach(w -> widths.add(w.rows()));
    return new Architecture(widths);
  }

  /** The layers in their own units again, as one vector. */
  private double[] theta(List<Dense> scaled) {
    return IntStream.range(0, scaled.size())
        .boxed()
        .flatMapToDouble(
            h ->
                java.util.Arrays.stream(scaled.get(h).data().data)
                    .limit(scaled.get(h).data().getNumElements())
                    .map(v -> v * units[h]))
        .toArray();
  }
}
