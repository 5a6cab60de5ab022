package org.theoria.theorems.linear;

import java.util.List;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.Rational;
import org.theoria.network.linear.LinearRisk;
import org.theoria.network.linear.Regression;
import org.theoria.proposition.Claim;
import org.theoria.proposition.Claims;

/**
 * What is claimed of a second-order critical point W that is no global minimiser, r =
 * rank(W_H⋯W_1).
 *
 * @param change what a mutant changes
 */
record RankRegressionClaims(Change change) implements Claims<RankRegressionPoint> {

  /** What a mutant changes. */
  enum Change {
    NONE,
    /** The value of rank r + 1. */
    NEXT_VALUE,
    /** The value of rank r_max. */
    LEAST_VALUE,
    /** 2Σλ_i in place of Σλ_i. */
    DOUBLED,
    /** The r smallest λ_i. */
    SMALLEST,
    /** Strictly better than any rival. */
    STRICT,
    /** r ≤ r_max − 2. */
    RANK_BOUND,
    /** The value of rank r is less than the next one. */
    DIRECTION
  }

  @Override
  public <M extends Matrix<M>> List<Claim<M>> on(RankRegressionPoint i, OrderedArithmetic<M> k) {
    DeepLinearPoint p = i.point();
    Regression data = p.regression();
    int r = SecondOrder.rank(p);
    int maximal = p.maximalRank();
    M x = k.of(i.sample().x());
    M y = k.of(i.sample().y());
    M risk = LinearRisk.value(k, p.weights().stream().map(k::of).toList(), x, y);
    M rival = k.of(i.rival()).times(x).minus(y).sumOfSquares();
    M next = k.scalar(SecondOrder.plateau(data, i.u(), Math.min(r + 1, i.u().rows())));
    M bound = k.scalar(Rational.of(maximal - (change == Change.RANK_BOUND ? 2 : 1)));
    return List.of(
        Claim.equal("rank-regression", risk, k.scalar(value(data, i, r, maximal))),
        change == Change.STRICT
            ? Claim.less("no-better-rival", risk, rival)
            : Claim.atMost("no-better-rival", risk, rival),
        Claim.atMost("plateau", k.scalar(Rational.of(r)), bound),
        change == Change.DIRECTION
            ? Claim.less("next-plateau-lower", risk, next)
            : Claim.less("next-plateau-lower", next, risk));
  }

  private Rational value(Regression data, RankRegressionPoint i, int r, int maximal) {
    int outputs = i.u().rows();
    Rational all = data.traceYY();
    return switch (change) {
      case NEXT_VALUE -> SecondOrder.plateau(data, i.u(), Math.min(r + 1, outputs));
      case LEAST_VALUE -> SecondOrder.plateau(data, i.u(), maximal);
      case DOUBLED -> {
        Rational once = SecondOrder.plateau(data, i.u(), r);
        yield once.minus(all.minus(once));
      }
      case SMALLEST -> {
        Rational rest = SecondOrder.plateau(data, i.u(), outputs - r);
        yield all.minus(rest.minus(SecondOrder.plateau(data, i.u(), outputs)));
      }
      case NONE, STRICT, RANK_BOUND, DIRECTION -> SecondOrder.plateau(data, i.u(), r);
    };
  }

  @Override
  public boolean isRational(RankRegressionPoint i) {
    return true;
  }
}
