package org.theoria.theorems.geometry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.theoria.arithmetic.Rational;
import org.theoria.experiment.Watch;
import org.theoria.sampling.Key;
import org.theoria.sampling.Stream;
import org.theoria.theorems.geometry.FourTraining.Iterate;

/**
 * A path of gradient descent that begins near a saddle with d = 1, comes near one with d = 2 and
 * ends at a minimiser with d = 3.
 *
 * <p>Near (0, 0, c, mean of Y) the signs of a and b agree after some steps, and θ follows 111 to
 * the line nearest to Y. If c has stayed positive that is a local minimiser; if not, θ crosses the
 * kink to 011, where E can reach 0. Between the two basins there is a c from which θ comes as near
 * as one likes to the saddle on the kink: it is found by bisection.
 *
 * @param risk E
 * @param iterates the path, its start first
 */
record FourPath(FourRisk risk, List<Iterate> iterates) {

  /** A share of E at the saddle within which E counts as on its plateau. */
  static final double PLATEAU = 0.01;

  /**
   * ‖∇E‖ at which a run that decides a bisection ends: so small that c, which moves by a geometric
   * series from there on, no longer changes sign but for starts nearer to the border than any
   * shown.
   */
  private static final double SETTLED = 0x1p-40;

  private static final int SETTLING_STEPS = 4_000;
  private static final int DRAWS = 20;

  /** The coordinates of a start are multiples of 2⁻¹⁶, at most 2⁻⁹ from those of the saddle. */
  private static final int SIZE = 1 << 7;

  private static final long GRID = 1L << 16;

  /** Between these c the bisection begins. */
  private static final Rational LEAST = Rational.of(1, 16);

  private static final Rational MOST = Rational.of(4);

  /** Two starts that differ in c alone, from which θ ends in 011 and in 111. */
  record Bracket(FourPoint low, FourPoint high) {

    Bracket halved(FourTraining training) {
      Rational c = low.c().plus(high.c()).dividedBy(Rational.of(2));
      FourPoint middle = with(low, c);
      return endsIn(training, middle, FourRegion.LAST_TWO)
          ? new Bracket(middle, high)
          : new Bracket(low, middle);
    }
  }

  private static FourPoint with(FourPoint p, Rational c) {
    return new FourPoint(p.a(), p.b(), c, p.d());
  }

  private static boolean endsIn(FourTraining training, FourPoint start, FourRegion j) {
    return training
        .end(start, SETTLING_STEPS, SETTLED)
        .region(FourPoint.X)
        .filter(j::equals)
        .isPresent();
  }

  /**
   * The bracket after so many halvings, from the first start drawn that has one; empty where the
   * watch stops it, and where no start drawn has one.
   */
  static Optional<Bracket> bisected(FourTraining training, long seed, int halvings, Watch watch) {
    for (int draw = 0; draw < DRAWS && !watch.stopped(); draw++) {
      Stream s = new Key("four-parameter-example path", seed).stream(draw);
      FourPoint start =
          new FourPoint(
              small(s.nextInt(1, SIZE)),
              small(s.nextInt(1, SIZE)),
              LEAST,
              training.risk().mean().plus(small(s.nextInt(-SIZE, SIZE))));
      Bracket bracket = new Bracket(start, with(start, MOST));
      if (endsIn(training, bracket.low(), FourRegion.LAST_TWO)
          && endsIn(training, bracket.high(), FourRegion.ALL)) {
        for (int k = 0; k < halvings && !watch.stopped(); k++) {
          bracket = bracket.halved(training);
          watch.advance(1);
        }
        // where a ends below 0 the border is not that of the kink: there a and b go the other way
        FourPoint end = training.end(bracket.high(), SETTLING_STEPS, SETTLED);
        if (!watch.stopped() && end.a().signum() > 0) {
          return Optional.of(bracket);
        }
      }
    }
    return Optional.empty();
  }

  private static Rational small(int multiple) {
    return Rational.of(multiple, GRID);
  }

  /**
   * The path from below the bracket, c less by this; so many steps, or until the watch stops it.
   */
  static FourPath below(
      FourTraining training, Bracket bracket, Rational distance, int steps, Watch watch) {
    FourPoint start = with(bracket.low(), bracket.low().c().minus(distance));
    return new FourPath(training.risk(), training.path(start, steps, watch));
  }

  /** d(θ^k). */
  static int dimension(Iterate i) {
    return FourTable.envelope(i.point(), FourPoint.X);
  }

  /** Whether d(θ^k) ≤ d(θ^{k+1}) all along. */
  boolean dimensionNeverDecreases() {
    for (int k = 1; k < iterates.size(); k++) {
      if (dimension(iterates.get(k)) < dimension(iterates.get(k - 1))) {
        return false;
      }
    }
    return true;
  }

  /** The steps at which d(θ^k) changes. */
  List<Integer> jumps() {
    List<Integer> jumps = new ArrayList<>();
    for (int k = 1; k < iterates.size(); k++) {
      if (dimension(iterates.get(k)) != dimension(iterates.get(k - 1))) {
        jumps.add(iterates.get(k).step());
      }
    }
    return List.copyOf(jumps);
  }

  /**
   * The steps at which E is near that of a critical point, and the nearest of these.
   *
   * @param critical the critical point
   * @param from the first step
   * @param to the last step; the next one escapes, if there is one
   * @param nearest the step of the least ‖∇E‖ among them
   * @param distance the largest difference of a parameter between θ there and the critical point
   */
  record Plateau(FourRisk.Critical critical, int from, int to, int nearest, double distance) {
    int length() {
      return to - from + 1;
    }
  }

  /** Where the path is near a strict saddle with f constant: d = 1. */
  Optional<Plateau> first() {
    Rational value = risk.value(risk.flat(Rational.ONE));
    return at(value)
        .flatMap(i -> risk.strictSaddle(risk.flat(i.point().c())).map(c -> plateau(c, i)));
  }

  /** Where it is near a saddle on the kink between 111 and 011: d = 2. */
  Optional<Plateau> second() {
    Rational value = risk.value(risk.line(Rational.ONE));
    return at(value)
        .filter(i -> i.point().a().signum() > 0)
        .flatMap(i -> risk.kinkSaddle(risk.line(i.point().a())).map(c -> plateau(c, i)));
  }

  /** The minimiser near its end: d = 3. */
  Optional<Plateau> last() {
    Iterate end = iterates.getLast();
    return risk.minimiserNear(end.point())
        .flatMap(risk::minimiser)
        .map(
            c ->
                new Plateau(
                    c, end.step(), end.step(), end.step(), distance(c.point(), end.point())));
  }

  private static boolean near(double loss, Rational value) {
    double v = value.doubleValue();
    return Math.abs(loss - v) <= PLATEAU * v;
  }

  /** The iterate of the least ‖∇E‖ among those with E near a value. */
  private Optional<Iterate> at(Rational value) {
    Iterate least = null;
    for (Iterate i : iterates) {
      if (near(i.loss(), value) && (least == null || i.gradientNorm() < least.gradientNorm())) {
        least = i;
      }
    }
    return Optional.ofNullable(least);
  }

  private Plateau plateau(FourRisk.Critical critical, Iterate nearest) {
    List<Integer> steps =
        iterates.stream().filter(i -> near(i.loss(), critical.value())).map(Iterate::step).toList();
    return new Plateau(
        critical,
        steps.getFirst(),
        steps.getLast(),
        nearest.step(),
        distance(critical.point(), nearest.point()));
  }

  /** The largest difference of a parameter, rounded once. */
  static double distance(FourPoint p, FourPoint q) {
    return p.a()
        .minus(q.a())
        .abs()
        .max(p.b().minus(q.b()).abs())
        .max(p.c().minus(q.c()).abs())
        .max(p.d().minus(q.d()).abs())
        .doubleValue();
  }
}
