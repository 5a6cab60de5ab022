package org.theoria.theorems.regularisation;

import java.util.List;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * By how much the errors of the widest network are above the median over all widths, its own among
 * them, on one sample. The samples differ more than the widths, so that errors are only compared on
 * one; the median, and not the least, since the least of many is small by chance.
 *
 * <p>The unit: with noise the variance of y. Without it the errors are far below any share of that
 * variance, and the unit is the median error on fresh examples that they are compared with.
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
            own -> of(own, own.stream().filter(r -> r.width() == widest).findFirst().orElseThrow()))
        .toList();
  }

  private static WidthRise of(List<WidthRun> own, WidthRun wide) {
    double test = median(own, WidthRun::test);
    double unit = wide.noise() > 0 ? wide.variance() : unit(test, wide);
    return new WidthRise(
        (wide.test() - test) / unit, (wide.train() - median(own, WidthRun::train)) / unit);
  }

  /** The error, but no less than the square of a rounded y: smaller ones are none. */
  static double unit(double error, WidthRun run) {
    return Math.max(error, 0x1p-106 * run.variance());
  }

  private static double median(List<WidthRun> own, ToDoubleFunction<WidthRun> error) {
    return Spread.of(own.stream().mapToDouble(error)).median();
  }
}
