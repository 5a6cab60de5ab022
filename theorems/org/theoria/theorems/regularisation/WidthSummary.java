package org.theoria.theorems.regularisation;

import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * All finished runs of one width and one noise.
 *
 * @param runs how many
 * @param train their errors on the examples
 * @param test their errors on fresh examples
 * @param variance of y, the mean over the runs
 */
record WidthSummary(
    double noise, int width, int parameters, int runs, Spread train, Spread test, double variance) {

  /** By width, in increasing order, of this noise; a width without a finished run is left out. */
  static List<WidthSummary> of(List<WidthRun> runs, double noise) {
    return runs.stream()
        .filter(r -> r.noise() == noise && r.finished())
        .collect(Collectors.groupingBy(WidthRun::width, TreeMap::new, Collectors.toList()))
        .values()
        .stream()
        .map(WidthSummary::of)
        .sorted(Comparator.comparingInt(WidthSummary::width))
        .toList();
  }

  private static WidthSummary of(List<WidthRun> own) {
    WidthRun any = own.getFirst();
    return new WidthSummary(
        any.noise(),
        any.width(),
        any.parameters(),
        own.size(),
        Spread.of(own.stream().mapToDouble(WidthRun::train)),
        Spread.of(own.stream().mapToDouble(WidthRun::test)),
        own.stream().mapToDouble(WidthRun::variance).average().orElseThrow());
  }
}
