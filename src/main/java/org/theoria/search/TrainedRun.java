package org.theoria.search;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.theoria.proposition.TrainedPoints;
import org.theoria.proposition.TrainedPoints.Finding;
import org.theoria.proposition.TrainedPoints.Point;
import org.theoria.sampling.Key;

/**
 * What training ended with, over all the points of one {@link TrainedPoints}.
 *
 * @param trained what was trained
 * @param points how many points
 * @param findings how many points there are of each finding
 * @param worstRatio the largest proven ‖∇E(θ)‖ / ‖∇E(θ₀)‖ among the points that converged
 * @param reasons why nothing is claimed of the others
 * @param firstContradiction the index of the first point that contradicts the statement, −1 if none
 */
public record TrainedRun(
    TrainedPoints trained,
    long points,
    Map<Finding, Long> findings,
    double worstRatio,
    SortedMap<String, Long> reasons,
    long firstContradiction) {

  /** How many points have this finding. */
  public long count(Finding finding) {
    return findings.getOrDefault(finding, 0L);
  }

  static TrainedRun of(TrainedPoints trained, String proposition, SearchOptions options) {
    int points = (int) Math.min(trained.defaultPoints(), options.tries().orElse(Long.MAX_VALUE));
    Key key = new Key(proposition + "/" + trained.id(), options.seed());
    List<Callable<List<Point>>> work = new ArrayList<>();
    for (int index = 0; index < points; index++) {
      int at = index;
      work.add(
          () ->
              options.cancelled().getAsBoolean() ? List.of() : List.of(trained.at(key.stream(at))));
    }
    List<Point> done = new ArrayList<>();
    Threads.inOrder(work, options.threads()).forEach(done::addAll);
    return of(trained, done);
  }

  private static TrainedRun of(TrainedPoints trained, List<Point> points) {
    Map<Finding, Long> findings = new EnumMap<>(Finding.class);
    SortedMap<String, Long> reasons = new TreeMap<>();
    double worst = 0;
    long contradiction = -1;
    for (int i = 0; i < points.size(); i++) {
      Point p = points.get(i);
      findings.merge(p.finding(), 1L, Long::sum);
      if (!p.detail().isEmpty()) {
        reasons.merge(p.detail(), 1L, Long::sum);
      }
      if (p.finding() != Finding.NOT_CONVERGED) {
        worst = Math.max(worst, p.gradientRatio());
      }
      if (p.finding() == Finding.CONTRADICTED && contradiction < 0) {
        contradiction = i;
      }
    }
    return new TrainedRun(trained, points.size(), findings, worst, reasons, contradiction);
  }
}
