package org.theoria.theorems.geometry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.theoria.arithmetic.ExactRank;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.Minor;
import org.theoria.arithmetic.NotRepresentableException;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.proposition.Claim;
import org.theoria.proposition.Claims;

/**
 * The two dimensions, by values of f: the image near f_θ(X) is a graph over r free coordinates, and
 * the fibre has |E| + |B| − r free coordinates; the rank of difference quotients; and the rank at
 * θ′ and on the fibre. All in exact rationals. What is said with charts is said where θ is interior
 * and the columns of one layer have the rank; the rank at θ′ also on kinks of the first hidden
 * layer, for then it is the same at points of the ray from θ to θ′ that are as near as one likes.
 *
 * @param change what a mutant changes
 */
record ImagePreimageClaims(Change change) implements Claims<ParameterInstance> {

  /** What a mutant changes. */
  enum Change {
    NONE,
    /** The other coordinates of the image are constant. */
    FLAT_IMAGE,
    /** The image is θ′ ↦ f(θ) + D f·(θ′ − θ). */
    AFFINE_IMAGE,
    /** The fibre is θ + ker D f. */
    AFFINE_FIBRE,
    /** The fibre has one more dimension. */
    LARGER_FIBRE,
    /** The image has dimension r + 1. */
    LARGER_IMAGE
  }

  private static final Rational HALF = Rational.of(1, 2);

  @Override
  public <M extends Matrix<M>> List<Claim<M>> on(ParameterInstance i, OrderedArithmetic<M> k) {
    RegionPoint region = i.point();
    boolean interior = region.isInterior();
    if (!RegionHypotheses.RELU.holds(i) || !RegionHypotheses.IDENTITY_OUTPUT.holds(i)) {
      throw new NotRepresentableException(
          "local image: hidden relu, leaky-relu or absolute and an identity output are needed, got "
              + i.network().activations());
    }
    Minor minor = ExactRank.minor(region.jacobian());
    int rank = minor.order();
    M r = k.scalar(Rational.of(rank));
    Optional<LayerChart> chart = interior ? LayerChart.of(region) : Optional.empty();
    Optional<ChartTest> test = chart.map(c -> ChartTest.of(i));
    Rational half = interior ? region.minorRadius(minor) : region.radiusOfSigns();
    return List.of(
        test.map(t -> graph(i, k, t)).orElseGet(() -> nothing("image-graph", k)),
        test.map(t -> free(i, k, t)).orElseGet(() -> nothing("image-open", k)),
        interior
            ? Claim.equal(
                "secant-rank",
                k.scalar(Rational.of(secantRank(i, half))),
                change == Change.LARGER_IMAGE ? k.scalar(Rational.of(rank + 1)) : r)
            : nothing("secant-rank", k),
        test.map(t -> fibre(i, k, t)).orElseGet(() -> nothing("fibre", k)),
        interior || region.hasKinksInFirstLayerOnly()
            ? rankNearby(i, k, half, r)
            : nothing("rank-nearby", k),
        test.map(
                t ->
                    Claim.equal(
                        "rank-on-fibre",
                        k.scalar(Rational.of(ChartValues.rankAt(i, t.fibre()))),
                        r))
            .orElseGet(() -> nothing("rank-on-fibre", k)));
  }

  /** The ranks at two opposite points of a cube, in the direction δ, and that at θ. */
  private static <M extends Matrix<M>> Claim<M> rankNearby(
      ParameterInstance i, OrderedArithmetic<M> k, Rational half, M r) {
    Rational largest = Rational.ONE;
    for (Rational e : i.delta().entries()) {
      largest = largest.max(e.abs());
    }
    Rational step = half.dividedBy(largest);
    Theta point = i.theta().plus(step, i.delta());
    Theta opposite = i.theta().plus(step.negate(), i.delta());
    M ranks =
        k.scalar(Rational.of(ChartValues.rankAt(i, point)))
            .beside(k.scalar(Rational.of(ChartValues.rankAt(i, opposite))));
    return Claim.atMost("rank-nearby", ranks, r.beside(r));
  }

  private static <M extends Matrix<M>> Claim<M> nothing(String id, OrderedArithmetic<M> k) {
    return ConstantRankTheoremClaims.nothing(id, k);
  }

  /** f(θ′) = f(φ(y, 0)): the values are determined by r of them. */
  private <M extends Matrix<M>> Claim<M> graph(
      ParameterInstance i, OrderedArithmetic<M> k, ChartTest test) {
    List<Rational> left = ChartValues.of(i, test.point());
    List<Rational> right = new ArrayList<>(ChartValues.of(i, test.slice()));
    List<Rational> base = ChartValues.of(i, i.theta());
    if (change == Change.FLAT_IMAGE) {
      for (int row : ChartValues.outside(test.chart().minor().rows(), right.size())) {
        right.set(row, base.get(row));
      }
    }
    if (change == Change.AFFINE_IMAGE) {
      RationalMatrix step =
          ChartValues.column(
              test.point().plus(Rational.ONE.negate(), test.chart().base()).entries());
      RationalMatrix moved = RegionPoint.of(i.network(), i.sample().x()).jacobian().times(step);
      for (int row = 0; row < right.size(); row++) {
        right.set(row, base.get(row).plus(moved.get(row, 0)));
      }
    }
    return Claim.equal(
        "image-graph", k.of(ChartValues.column(left)), k.of(ChartValues.column(right)));
  }

  /** f_I(φ(η, 0)) = f_I(θ) + η for an η of r numbers that does not come from θ′. */
  private static <M extends Matrix<M>> Claim<M> free(
      ParameterInstance i, OrderedArithmetic<M> k, ChartTest test) {
    LayerChart chart = test.chart();
    List<Rational> eta = new ArrayList<>();
    for (int l = 0; l < chart.rank(); l++) {
      eta.add(Rational.of(2L * ((l * 7L + i.sample().size()) % 5) - 3, 4));
    }
    Inside inside =
        Inside.of(test, step -> chart.at(eta.stream().map(step::times).toList(), chart.noSecond()));
    List<Rational> target = eta.stream().map(inside.step()::times).toList();
    List<Integer> rows = chart.minor().rows();
    List<Rational> left =
        LayerChart.minus(
            LayerChart.select(ChartValues.of(i, inside.point()), rows),
            LayerChart.select(ChartValues.of(i, i.theta()), rows));
    return Claim.equal(
        "image-open", k.of(ChartValues.column(left)), k.of(ChartValues.column(target)));
  }

  /**
   * The rank of the f(θ + ηe_k) − f(θ), one column a parameter; η is half the side of a cube that
   * keeps the pattern, on which f is affine in each parameter alone.
   */
  private static int secantRank(ParameterInstance i, Rational half) {
    List<Rational> base = ChartValues.of(i, i.theta());
    List<List<Rational>> rows = new ArrayList<>();
    for (int p = 0; p < i.theta().entries().size(); p++) {
      rows.add(LayerChart.minus(ChartValues.of(i, moved(i, p, half.negate())), base));
    }
    return ExactRank.rank(RationalMatrix.ofRows(rows));
  }

  private static Theta moved(ParameterInstance i, int p, Rational step) {
    List<Rational> entries = new ArrayList<>(i.theta().entries());
    entries.set(p, entries.get(p).plus(step));
    return new Theta(entries);
  }

  /** f(φ(0, ηe_k)) = f(θ) along every coordinate of K, side by side. */
  private <M extends Matrix<M>> Claim<M> fibre(
      ParameterInstance i, OrderedArithmetic<M> k, ChartTest test) {
    LayerChart chart = test.chart();
    RationalMatrix base = ChartValues.column(ChartValues.of(i, i.theta()));
    RationalMatrix left = base;
    RationalMatrix right = base;
    int free = chart.others().size();
    for (int l = 0; l < free; l++) {
      int coordinate = l;
      Inside inside = Inside.of(test, step -> fibrePoint(chart, coordinate, step));
      left = left.beside(ChartValues.column(ChartValues.of(i, inside.point())));
      right = right.beside(base);
    }
    if (change == Change.LARGER_FIBRE) {
      int j = chart.minor().columns().getFirst();
      left = left.beside(ChartValues.column(ChartValues.of(i, moved(i, j, test.half()))));
      right = right.beside(base);
    }
    return Claim.equal("fibre", k.of(left), k.of(right));
  }

  /** φ(0, step·e_l), or its affine approximation; empty where the equations are singular. */
  private Optional<Theta> fibrePoint(LayerChart chart, int l, Rational step) {
    List<Rational> s = new ArrayList<>(chart.noSecond());
    s.set(l, step);
    return change == Change.AFFINE_FIBRE
        ? Optional.of(ConstantRankTheoremClaims.affine(chart, chart.noFirst(), s))
        : chart.at(chart.noFirst(), s);
  }

  /**
   * A point of a curve through θ inside the cube of a test.
   *
   * @param step the largest half/2ᵏ for which there is one
   */
  private record Inside(Rational step, Theta point) {

    static Inside of(ChartTest test, Function<Rational, Optional<Theta>> curve) {
      for (Rational step = test.half(); ; step = step.times(HALF)) {
        Optional<Theta> point = curve.apply(step);
        if (point.isPresent() && ChartTest.isNear(point.get(), test.chart().base(), test.half())) {
          return new Inside(step, point.get());
        }
      }
    }
  }

  @Override
  public boolean isRational(ParameterInstance i) {
    return i.network().isRational();
  }
}
