package org.theoria.theorems.regularisation;

import java.util.List;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * By how much the errors of the widest network are above the median over all widths, on one sample,
 * in units of the variance of y. The samples differ more than the widths, so that errors are only
 * compared on one; the median, and not the least, since the least of many is small by chance.
 *
 * @param test of the error on fresh examples
 * @param train of the error on those of the training
 */
record WidthRise(double test, double train) {

  /** One for each sample on which the widest network was trained to its end. */
  static List<WidthRise> of(List<WidthRun> runs, int widest) {
    return runs.stream()
        .collect(Collectors.groupingBy(WidthRun::run, TreeMap::new, Collectors.toList()))
        .values()
        .stream()
        .filter(own -> own.stream().anyMatch(r -> r.width() == widest))
        .map(
            own ->
                new WidthRise(
                    rise(own, widest, WidthRun::test), rise(own, widest, WidthRun::train)))
        .toList();
  }

  private static double rise(List<WidthRun> own, int widest, ToDoubleFunction<WidthRun> error) {
    WidthRun wide = own.stream().filter(r -> r.width() == widest).findFirst().orElseThrow();
    double median = Spread.of(own.stream().mapToDouble(error)).median();
    return (error.applyAsDouble(wide) - median) / wide.variance();
  }
}
