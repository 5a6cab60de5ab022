package org.theoria.theorems.regularisation;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.theoria.experiment.Phrase;

/**
 * The least, the median and the largest of some numbers; the median of an even count is the mean of
 * the two in the middle.
 */
record Spread(double least, double median, double most) {

  /**
   * Of these numbers.
   *
   * @throws IllegalArgumentException where there is none, or one is NaN
   */
  static Spread of(DoubleStream numbers) {
    double[] sorted = numbers.sorted().toArray();
    if (sorted.length == 0 || Arrays.stream(sorted).anyMatch(Double::isNaN)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "spread: numbers are needed, got %s", Arrays.toString(sorted)));
    }
    int n = sorted.length;
    double median = n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
    return new Spread(sorted[0], median, sorted[n - 1]);
  }

  /** As a table has it: the median, and what it lies between. */
  String text() {
    return Phrase.digits(median) + " (" + Phrase.digits(least) + " – " + Phrase.digits(most) + ")";
  }
}
