package org.theoria.theorems.geometry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.theoria.arithmetic.Rational;
import org.theoria.experiment.Watch;
import org.theoria.sampling.Key;
import org.theoria.sampling.Stream;
import org.theoria.theorems.geometry.FourTraining.Snapshot;

/**
 * Where gradient descent goes from many small random starts.
 *
 * @param risk E
 * @param runs one a start
 */
record FourStarts(FourRisk risk, List<Run> runs) {

  static final int STEPS = 3_000;
  static final int EVERY = 20;

  /** Coordinates are multiples of 2⁻¹⁶, at most 2⁻⁶ in size. */
  private static final int SIZE = 1 << 10;

  private static final long GRID = 1L << 16;

  /** How near the end must be to an exact minimiser to count as one. */
  static final double SETTLED = 0x1p-10;

  /** E this much below that of the constants has escaped from them. */
  private static final double ESCAPED = 0.99;

  /**
   * One run.
   *
   * @param minimiser the minimiser near its end, where there is one
   * @param increased whether d(θ^k) increased between two looks
   * @param decreased whether it decreased
   * @param escape the first look at which E was below that of the constants
   */
  record Run(
      Optional<FourRisk.Critical> minimiser,
      boolean increased,
      boolean decreased,
      Optional<Integer> escape) {}

  static FourStarts of(FourTraining training, long seed, int count, Watch watch) {
    List<FourPoint> starts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Stream s = new Key("four-parameter-example starts", seed).stream(i);
      starts.add(new FourPoint(small(s), small(s), small(s), small(s)));
    }
    List<Snapshot> snapshots = training.together(starts, STEPS, EVERY, watch);
    List<Run> runs = new ArrayList<>();
    for (int i = 0; i < count && !snapshots.isEmpty(); i++) {
      runs.add(run(training.risk(), snapshots, i));
    }
    return new FourStarts(training.risk(), List.copyOf(runs));
  }

  private static Rational small(Stream s) {
    return Rational.of(s.nextInt(-SIZE, SIZE), GRID);
  }

  private static Run run(FourRisk risk, List<Snapshot> snapshots, int i) {
    double constant = risk.value(risk.flat(Rational.ONE)).doubleValue();
    int before = FourPath.dimension(snapshots.getFirst().of(i));
    boolean increased = false;
    boolean decreased = false;
    Optional<Integer> escape = Optional.empty();
    for (Snapshot s : snapshots) {
      FourTraining.Iterate at = s.of(i);
      int d = FourPath.dimension(at);
      increased |= d > before;
      decreased |= d < before;
      before = d;
      if (escape.isEmpty() && at.loss() < ESCAPED * constant) {
        escape = Optional.of(s.step());
      }
    }
    FourPoint end = snapshots.getLast().points().get(i);
    Optional<FourRisk.Critical> minimiser =
        risk.minimiserNear(end)
            .filter(p -> FourPath.distance(p, end) <= SETTLED)
            .flatMap(risk::minimiser);
    return new Run(minimiser, increased, decreased, escape);
  }

  /** The runs by the pattern of the minimiser that they end near; "" for the others. */
  Map<String, List<Run>> byEnd() {
    Map<String, List<Run>> result = new TreeMap<>();
    for (Run r : runs) {
      String pattern = r.minimiser().map(c -> c.point().pattern(FourPoint.X)).orElse("");
      result.computeIfAbsent(pattern, p -> new ArrayList<>()).add(r);
    }
    return result;
  }

  /** How many of these runs have d(θ^k) increasing and never decreasing. */
  static long onlyIncreasing(List<Run> runs) {
    return runs.stream().filter(r -> r.increased() && !r.decreased()).count();
  }

  /** How many of these runs have d(θ^k) decreasing somewhere. */
  static long decreasing(List<Run> runs) {
    return runs.stream().filter(Run::decreased).count();
  }

  /** The median step of escape of the runs that escape; empty where none does. */
  static Optional<Integer> medianEscape(List<Run> runs) {
    List<Integer> steps = runs.stream().flatMap(r -> r.escape().stream()).sorted().toList();
    return steps.isEmpty() ? Optional.empty() : Optional.of(steps.get(steps.size() / 2));
  }
}
