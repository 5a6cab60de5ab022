package org.theoria.theorems.geometry;

import java.util.List;
import org.theoria.arithmetic.ExactRank;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.Minor;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.Rational;
import org.theoria.network.Parameters;
import org.theoria.proposition.Claim;
import org.theoria.proposition.Claims;

/**
 * The pattern and the rank on a cube around θ; the ranks along a line with the pattern of θ; and
 * the difference of order H+1. Ranks are integers, decided over ℚ.
 *
 * @param change what a mutant changes
 */
record ConstantRankClaims(Change change) implements Claims<ParameterInstance> {

  /** What a mutant changes. */
  enum Change {
    NONE,
    /** The rank is r_j on the whole cube of the pattern. */
    PATTERN_CUBE,
    /** The rank is the same at θ + δ, whatever its pattern. */
    ACROSS_KINKS,
    /** r_j = min(|E| + |B|, n·n_H). */
    FULL_RANK,
    /** The rank is r_j on the whole line. */
    NO_EXCEPTION,
    /** Fewer than r_j elsewhere on the line. */
    STRICT,
    /** Degree at most H − 1. */
    LOWER_DEGREE
  }

  /** How many points of the line there are beyond those that may have a lower rank. */
  private static final int BEYOND = 3;

  @Override
  public <M extends Matrix<M>> List<Claim<M>> on(ParameterInstance i, OrderedArithmetic<M> k) {
    RegionPoint point = i.point();
    Minor minor = ExactRank.minor(point.jacobian());
    int rank = minor.order();
    int exceptions = rank * (i.depth() - 1);
    int lower = 0;
    int largest = 0;
    for (int t = 1; t <= exceptions + BEYOND; t++) {
      int there = point.frozenRankAtLeast(i.theta().plus(Rational.of(t), i.delta()), rank);
      lower += there < rank ? 1 : 0;
      largest = Math.max(largest, there);
    }
    Rational radius = change == Change.PATTERN_CUBE ? point.radius() : point.minorRadius(minor);
    return List.of(
        Claim.equal(
            "open",
            k.scalar(Rational.of(PolynomialClaims.changedByLowerBiases(i, point))),
            k.scalar(Rational.ZERO)),
        Claim.equal(
            "constant-pattern",
            k.scalar(Rational.of(PolynomialClaims.changedAtCorners(i, point, radius))),
            k.scalar(Rational.ZERO)),
        constantRank(i, k, rank, radius),
        Claim.atMost(
            "largest-rank",
            k.scalar(Rational.of(change == Change.STRICT ? largest + 1 : largest)),
            k.scalar(Rational.of(rank))),
        Claim.atMost(
            "exceptions",
            k.scalar(Rational.of(lower)),
            k.scalar(Rational.of(change == Change.NO_EXCEPTION ? 0 : exceptions))),
        PolynomialClaims.vanishing(
            i, k, change == Change.LOWER_DEGREE ? i.depth() : i.depth() + 1));
  }

  /** rank D f at two opposite corners of the cube, side by side, and at θ. */
  private <M extends Matrix<M>> Claim<M> constantRank(
      ParameterInstance i, OrderedArithmetic<M> k, int rank, Rational radius) {
    Theta corner = i.delta().corner();
    Theta first =
        change == Change.ACROSS_KINKS
            ? i.theta().plus(Rational.ONE, i.delta())
            : i.theta().plus(radius, corner);
    Theta second = i.theta().plus(radius.negate(), corner);
    int expected = change == Change.FULL_RANK ? full(i) : rank;
    M one = k.scalar(Rational.of(expected));
    return Claim.equal(
        "constant-rank",
        k.scalar(Rational.of(ChartValues.rankAt(i, first)))
            .beside(k.scalar(Rational.of(ChartValues.rankAt(i, second)))),
        one.beside(one));
  }

  private static int full(ParameterInstance i) {
    int outputs = i.network().architecture().outputs();
    return Math.min(
        new Parameters(i.network().architecture()).count(), i.sample().size() * outputs);
  }

  @Override
  public boolean isRational(ParameterInstance i) {
    return i.network().isRational();
  }
}
