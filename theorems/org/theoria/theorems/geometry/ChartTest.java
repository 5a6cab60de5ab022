package org.theoria.theorems.geometry;

import java.util.List;
import java.util.Optional;
import org.theoria.arithmetic.NotRepresentableException;
import org.theoria.arithmetic.Rational;

/**
 * A point θ′ = θ + τδ in a ball around θ on which a chart of the constant rank theorem is defined,
 * with its coordinates Φ(θ′) = (y, s).
 *
 * @param chart the chart φ at θ
 * @param half half the side of a cube around θ that keeps the pattern and the minor of the chart;
 *     on a kink, of one that keeps the signs of the pre-activations that are not 0
 * @param point θ′
 * @param y its first r coordinates
 * @param s the others
 * @param slice φ(y, 0)
 * @param fibre φ(0, s)
 */
record ChartTest(
    LayerChart chart,
    Rational half,
    Theta point,
    List<Rational> y,
    List<Rational> s,
    Theta slice,
    Theta fibre) {

  /** ε² / ‖θ′ − θ‖². */
  static final Rational RATIO = Rational.of(3, 2);

  private static final Rational HALF = Rational.of(1, 2);

  /**
   * The test of an instance: τ is the largest 2⁻ᵏ for which the ball of radius ε, φ(y, 0) and φ(0,
   * s) are inside the cube.
   *
   * @throws NotRepresentableException where no layer has a chart, or for other activations
   */
  static ChartTest of(ParameterInstance i) {
    if (!RegionHypotheses.RELU.holds(i) || !RegionHypotheses.IDENTITY_OUTPUT.holds(i)) {
      throw new NotRepresentableException(
          "chart: hidden relu, leaky-relu or absolute and an identity output are needed, got "
              + i.network().activations());
    }
    RegionPoint region = i.point();
    LayerChart chart =
        LayerChart.of(region)
            .orElseThrow(
                () ->
                    new NotRepresentableException(
                        "chart: the columns of one layer must have the rank of the Jacobian"));
    Rational cube = region.minorRadius(chart.minor());
    Rational half = cube.isZero() ? region.radiusOfSigns() : cube;
    for (Rational tau = Rational.ONE; ; tau = tau.times(HALF)) {
      Optional<ChartTest> test = at(i, chart, half, tau);
      if (test.isPresent()) {
        return test.get();
      }
    }
  }

  private static Optional<ChartTest> at(
      ParameterInstance i, LayerChart chart, Rational half, Rational tau) {
    Theta point = i.theta().plus(tau, i.delta());
    List<Rational> y = chart.first(point);
    List<Rational> s = chart.second(point);
    Optional<Theta> slice = chart.at(y, chart.noSecond());
    Optional<Theta> fibre = chart.at(chart.noFirst(), s);
    Rational norm = squaredDistance(point, chart.base());
    if (slice.isEmpty()
        || fibre.isEmpty()
        || norm.times(RATIO).compareTo(half.times(half)) > 0
        || !isNear(slice.get(), chart.base(), half)
        || !isNear(fibre.get(), chart.base(), half)) {
      return Optional.empty();
    }
    return Optional.of(new ChartTest(chart, half, point, y, s, slice.get(), fibre.get()));
  }

  /** Whether a lies in the cube of this half-side around b. */
  static boolean isNear(Theta a, Theta b, Rational half) {
    return a.plus(Rational.ONE.negate(), b).entries().stream()
        .allMatch(e -> e.abs().compareTo(half) <= 0);
  }

  static Rational squaredDistance(Theta a, Theta b) {
    return a.plus(Rational.ONE.negate(), b).squaredNorm();
  }

  /** ‖θ′ − θ‖². */
  Rational pointDistance() {
    return squaredDistance(point, chart.base());
  }

  /** ‖φ(y, 0) − θ‖². */
  Rational sliceDistance() {
    return squaredDistance(slice, chart.base());
  }

  /** ε², 3/2·‖θ′ − θ‖²; for θ′ = θ half the side of the cube squared. */
  Rational squaredRadius() {
    Rational distance = pointDistance();
    return distance.isZero() ? half.times(half) : distance.times(RATIO);
  }

  /** Whether f_θ′(X) is the image of a point of the slice inside the ball. */
  boolean isInSlice() {
    return sliceDistance().compareTo(squaredRadius()) < 0;
  }
}
