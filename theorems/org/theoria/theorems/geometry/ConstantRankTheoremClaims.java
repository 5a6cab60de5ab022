package org.theoria.theorems.geometry;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.theoria.arithmetic.Elimination;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalField;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.proposition.Claim;
import org.theoria.proposition.Claims;

/**
 * The charts φ and ψ of the proof, ψ(z) = (z_I − f_I(θ), z_{I'} − f_{I'}(φ(z_I − f_I(θ), 0))), at
 * θ, at a point θ′ near it and on the fibre; all in exact rationals. At a θ with a pre-activation 0
 * beyond the first hidden layer they say nothing: what happens at θ′ need not happen nearer to θ.
 *
 * @param change what a mutant changes
 */
record ConstantRankTheoremClaims(Change change) implements Claims<ParameterInstance> {

  /** What a mutant changes. */
  enum Change {
    NONE,
    /** ψ(z) = (z_I, z_{I'}) − f(θ). */
    NO_CURVE,
    /** ψ adds the curve. */
    PLUS_CURVE,
    /** φ is affine, with the differential at θ. */
    AFFINE_CHART,
    /** The fibre has one more dimension: y_r is free on it. */
    LARGER_FIBRE,
    /** The slice point is not further from θ than θ′. */
    CLOSER
  }

  @Override
  public <M extends Matrix<M>> List<Claim<M>> on(ParameterInstance i, OrderedArithmetic<M> k) {
    RegionPoint region = i.point();
    if (!region.isInterior() && !region.hasKinksInFirstLayerOnly()) {
      return Stream.of("base", "chart", "normal-form", "fibre", "image-slice", "rank-nearby")
          .map(id -> nothing(id, k))
          .toList();
    }
    ChartTest test = ChartTest.of(i);
    LayerChart chart = test.chart();
    int rank = chart.rank();
    return List.of(
        base(i, k, chart),
        equal("chart", k, inverse(test).entries(), test.point().entries()),
        normalForm(i, k, test),
        equal("fibre", k, ChartValues.of(i, fibrePoint(test)), ChartValues.of(i, i.theta())),
        Claim.less(
            "image-slice",
            k.scalar(test.sliceDistance()),
            k.scalar(
                change == Change.CLOSER
                    ? test.pointDistance().plus(tiny(test))
                    : test.squaredRadius())),
        Claim.equal(
            "rank-nearby",
            k.scalar(Rational.of(ChartValues.rankAt(i, test.point()))),
            k.scalar(Rational.of(rank))));
  }

  /** Nothing is claimed: 0 ≤ 0. */
  static <M extends Matrix<M>> Claim<M> nothing(String id, OrderedArithmetic<M> k) {
    M zero = k.scalar(Rational.ZERO);
    return Claim.atMost(id, zero, zero);
  }

  /** What makes ≤ of &lt; for the mutant: less than any difference between two distances. */
  private static Rational tiny(ChartTest test) {
    Rational difference = test.sliceDistance().minus(test.pointDistance());
    return difference.signum() > 0 ? difference.times(Rational.of(1, 2)) : Rational.ONE;
  }

  private static <M extends Matrix<M>> Claim<M> equal(
      String id, OrderedArithmetic<M> k, List<Rational> left, List<Rational> right) {
    return Claim.equal(id, k.of(ChartValues.column(left)), k.of(ChartValues.column(right)));
  }

  /** φ(0) = θ, ψ(f(θ)) = 0. */
  private <M extends Matrix<M>> Claim<M> base(
      ParameterInstance i, OrderedArithmetic<M> k, LayerChart chart) {
    Theta zero = chart.at(chart.noFirst(), chart.noSecond()).orElseThrow();
    List<Rational> left = new ArrayList<>(zero.entries());
    List<Rational> right = new ArrayList<>(i.theta().entries());
    List<Rational> image = psi(i, chart, ChartValues.of(i, i.theta()), zero);
    left.addAll(image);
    right.addAll(LayerChart.zeros(image.size()));
    return equal("base", k, left, right);
  }

  /** ψ(z), where φ(z_I − f_I(θ), 0) is known; I first, then the other coordinates. */
  private List<Rational> psi(ParameterInstance i, LayerChart chart, List<Rational> z, Theta slice) {
    List<Integer> first = chart.minor().rows();
    List<Integer> others = ChartValues.outside(first, z.size());
    List<Rational> base = ChartValues.of(i, i.theta());
    List<Rational> result =
        new ArrayList<>(
            LayerChart.minus(LayerChart.select(z, first), LayerChart.select(base, first)));
    List<Rational> curve = change == Change.NO_CURVE ? base : ChartValues.of(i, slice);
    List<Rational> rest = LayerChart.select(z, others);
    List<Rational> sub = LayerChart.select(curve, others);
    if (change == Change.PLUS_CURVE) {
      sub = sub.stream().map(Rational::negate).toList();
    }
    result.addAll(LayerChart.minus(rest, sub));
    return result;
  }

  /** ψ(f(θ′)) = (y, 0). */
  private <M extends Matrix<M>> Claim<M> normalForm(
      ParameterInstance i, OrderedArithmetic<M> k, ChartTest test) {
    List<Rational> left = psi(i, test.chart(), ChartValues.of(i, test.point()), test.slice());
    List<Rational> right = new ArrayList<>(test.y());
    right.addAll(LayerChart.zeros(left.size() - right.size()));
    return equal("normal-form", k, left, right);
  }

  /** φ(Φ(θ′)). */
  private Theta inverse(ChartTest test) {
    LayerChart chart = test.chart();
    if (change == Change.AFFINE_CHART) {
      return affine(chart, test.y(), test.s());
    }
    return chart.at(test.y(), test.s()).orElse(chart.base());
  }

  /** θ + Dφ(0)·(y, s). */
  static Theta affine(LayerChart chart, List<Rational> y, List<Rational> s) {
    RationalMatrix jacobian =
        RationalMatrix.ofRows(chart.map().jacobian(RationalField.INSTANCE, chart.base().entries()));
    List<Integer> rows = chart.minor().rows();
    List<Integer> others = chart.others();
    RationalMatrix missing = ChartValues.column(y);
    if (!others.isEmpty()) {
      missing = missing.minus(jacobian.select(rows, others).times(ChartValues.column(s)));
    }
    RationalMatrix a = jacobian.select(rows, chart.minor().columns());
    List<List<Rational>> step =
        Elimination.solve(RationalField.INSTANCE, a.toRows(), missing.toRows()).orElseThrow();
    List<Rational> entries = new ArrayList<>(chart.base().entries());
    for (int l = 0; l < others.size(); l++) {
      entries.set(others.get(l), entries.get(others.get(l)).plus(s.get(l)));
    }
    for (int l = 0; l < step.size(); l++) {
      int j = chart.minor().columns().get(l);
      entries.set(j, entries.get(j).plus(step.get(l).getFirst()));
    }
    return new Theta(entries);
  }

  /** φ(0, s), or for the mutant φ((0, …, 0, y_r), s). */
  private Theta fibrePoint(ChartTest test) {
    if (change != Change.LARGER_FIBRE) {
      return test.fibre();
    }
    List<Rational> y = new ArrayList<>(test.chart().noFirst());
    y.set(y.size() - 1, test.y().getLast());
    return test.chart().at(y, test.s()).orElse(test.fibre());
  }

  @Override
  public boolean isRational(ParameterInstance i) {
    return i.network().isRational();
  }
}
