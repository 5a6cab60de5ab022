package org.theoria.backend.near;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.linear.Classification;
import org.theoria.network.linear.CriticalPointClassifier;
import org.theoria.network.linear.Echelon;
import org.theoria.network.linear.Regression;

/**
 * An exactly critical rational point near W, classified exactly. One with the 𝒮 of the candidate
 * exists only where the projector P onto U_𝒮 is rational (it is the one onto range W_H⋯W_1):
 * always where 𝒮 is empty or everything, else only for special data, whose P is looked for among
 * the matrices of small denominators. The point is the construction of {@link CandidateSearch} with
 * rational bases, rounded to about the distance of the candidate, N_h = Π_hL_hR_hΠ_{h−1} of the
 * rank that doubles saw.
 *
 * @param weights W*_1, …, W*_H
 * @param distance max_h ‖W*_h − W_h‖_F/‖W_h‖_F, to double precision
 * @param point what W* is, exactly
 */
public record RationalNeighbour(
    List<RationalMatrix> weights, double distance, Classification.Critical point) {
  /** The most parameters: the numbers are long, and the exact Hessian takes their cube. */
  public static final int LARGEST = 60;

  /** The largest denominator of P: 1/denominator² must stay well above the error of P. */
  private static final int DENOMINATOR = 10_000;

  /**
   * What is left of a number after its partial quotients counts as 0 below this part of
   * 1/DENOMINATOR: the next denominator would be above 10⁴·DENOMINATOR, so that the expansion ends
   * in any case. Ended before, nothing is divided by 0, and no quotient is too large for a word.
   */
  private static final double REST = 1e-4;

  public RationalNeighbour {
    weights = List.copyOf(weights);
  }

  /**
   * Looks for one.
   *
   * @param weights W, none of its layers 0 where the candidate's is not
   * @param radius the largest distance
   * @return empty where P is not rational (as far as was looked), where there are too many
   *     parameters, or where the construction is not exactly critical
   */
  public static Optional<RationalNeighbour> of(
      List<RationalMatrix> weights, Regression data, Candidate candidate, double radius) {
    if (candidate.weights().size() > LARGEST) {
      return Optional.empty();
    }
    return basis(data, candidate.subset())
        .map(b -> construct(weights, data, candidate, b))
        .flatMap(star -> check(weights, data, star, radius));
  }

  private static Optional<RationalNeighbour> check(
      List<RationalMatrix> weights, Regression data, List<RationalMatrix> star, double radius) {
    double distance = 0;
    for (int h = 0; h < star.size(); h++) {
      Dense moved = Dense.of(star.get(h).minus(weights.get(h)));
      double norm = Dense.of(weights.get(h)).norm();
      distance = Math.max(distance, moved.norm() / (norm > 0 ? norm : 1));
    }
    double d = distance;
    return d <= radius
            && CriticalPointClassifier.classify(star, data) instanceof Classification.Critical c
        ? Optional.of(new RationalNeighbour(star, d, c))
        : Optional.empty();
  }

  /** A rational basis of the span of U_𝒮, d_y × r. */
  private static Optional<RationalMatrix> basis(Regression data, List<Integer> subset) {
    int d = data.outputs();
    if (subset.isEmpty()) {
      return Optional.of(RationalMatrix.zero(d, 0));
    }
    if (subset.size() == d) {
      return Optional.of(RationalMatrix.identity(d));
    }
    Dense u = DataFrame.of(data).vectors().columns(subset.stream().map(i -> i - 1).toList());
    Dense p = u.times(u.transpose());
    RationalMatrix q = RationalMatrix.zero(d, d);
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        q = q.with(i, j, simplest(p.get(i, j)));
      }
    }
    RationalMatrix sigma = data.sigma();
    if (!q.times(q).equals(q) || !q.times(sigma).equals(sigma.times(q))) {
      return Optional.empty();
    }
    RationalMatrix b = Echelon.range(q);
    boolean same = b.columns() == subset.size() && data.spectrum().subset(b).equals(subset);
    return same ? Optional.of(b) : Optional.empty();
  }

  /** The last convergent of the continued fraction with a small denominator. */
  private static Rational simplest(double x) {
    double rest = x;
    long p0 = 0;
    long p1 = 1;
    long q0 = 1;
    long q1 = 0;
    for (int k = 0; k < 40; k++) {
      long a = (long) Math.floor(rest);
      long p = a * p1 + p0;
      long q = a * q1 + q0;
      if (q > DENOMINATOR) {
        break;
      }
      p0 = p1;
      p1 = p;
      q0 = q1;
      q1 = q;
      double fraction = rest - a;
      if (fraction * DENOMINATOR < REST) {
        break;
      }
      rest = 1 / fraction;
    }
    return Rational.of(p1, q1);
  }

  private static List<RationalMatrix> construct(
      List<RationalMatrix> weights, Regression data, Candidate candidate, RationalMatrix b) {
    int bits = (int) Math.min(52, Math.max(20, 8 - Math.log(candidate.distance()) / Math.log(2)));
    int depth = weights.size();
    int r = b.columns();
    List<Dense> star = layers(weights, candidate);
    RationalMatrix plus = Echelon.leftInverse(b);
    Dense plusD = Dense.of(plus);
    List<Dense> before = CandidateSearch.before(star);
    List<Dense> after = CandidateSearch.after(star);
    Dense c = Dense.of(data.sigmaXY()).times(Dense.of(b));
    Dense normalised =
        r == 0 ? c : c.times(plusD.times(before.get(depth)).times(c).pseudoInverse(0));
    List<RationalMatrix> e = new ArrayList<>();
    List<RationalMatrix> f = new ArrayList<>();
    List<RationalMatrix> projectors = new ArrayList<>();
    e.add(plus.times(data.regressor()));
    f.add(RationalMatrix.zero(/* rows= */ star.getFirst().columns(), /* columns= */ r));
    projectors.add(RationalMatrix.identity(star.getFirst().columns()));
    for (int h = 1; h <= depth; h++) {
      RationalMatrix eh = h == depth ? plus : rounded(plusD.times(after.get(h)), bits);
      RationalMatrix fh = h == depth ? b : rounded(before.get(h).times(normalised), bits);
      if (r > 0 && h < depth) {
        fh = fh.times(Echelon.inverse(eh.times(fh)));
      }
      e.add(eh);
      f.add(fh);
      RationalMatrix identity = RationalMatrix.identity(fh.rows());
      projectors.add(r == 0 ? identity : identity.minus(fh.times(eh)));
    }
    List<RationalMatrix> result = new ArrayList<>();
    for (int h = 1; h <= depth; h++) {
      RationalMatrix free = free(star.get(h - 1), projectors.get(h), projectors.get(h - 1), bits);
      result.add(r == 0 ? free : f.get(h).times(e.get(h - 1)).plus(free));
    }
    return result;
  }

  private static List<Dense> layers(List<RationalMatrix> weights, Candidate candidate) {
    List<Dense> star = new ArrayList<>();
    int next = 0;
    for (RationalMatrix w : weights) {
      Dense layer = Dense.zero(w.rows(), w.columns());
      for (int k = 0; k < w.rows() * w.columns(); k++) {
        layer.data().data[k] = candidate.weights().get(next++);
      }
      star.add(layer);
    }
    return star;
  }

  /** N_h, of the rank that doubles see. */
  private static RationalMatrix free(
      Dense layer, RationalMatrix left, RationalMatrix right, int bits) {
    Dense n = Dense.of(left).times(layer).times(Dense.of(right));
    Dense.Factors factors = n.factors(CandidateSearch.NOT_ZERO * layer.norm());
    return factors.left().columns() == 0
        ? RationalMatrix.zero(layer.rows(), layer.columns())
        : left.times(rounded(factors.left(), bits))
            .times(rounded(factors.right(), bits))
            .times(right);
  }

  /** Each entry rounded to a multiple of 2^−bits times the size of the largest. */
  private static RationalMatrix rounded(Dense m, int bits) {
    double largest =
        IntStream.range(0, m.data().getNumElements())
            .mapToDouble(k -> Math.abs(m.data().data[k]))
            .max()
            .orElse(0);
    int exponent = largest == 0 ? 0 : Math.getExponent(largest) - bits;
    RationalMatrix result = RationalMatrix.zero(m.rows(), m.columns());
    for (int i = 0; i < m.rows(); i++) {
      for (int j = 0; j < m.columns(); j++) {
        double v = Math.scalb(Math.rint(Math.scalb(m.get(i, j), -exponent)), exponent);
        result = result.with(i, j, Rational.ofDouble(v));
      }
    }
    return result;
  }
}
