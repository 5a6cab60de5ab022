package org.theoria.theorems.regularisation;

import java.util.List;

/**
 * How much is trained in the experiment on widths.
 *
 * @param hidden ReLU layers, 6 on the slide
 * @param widths in increasing order
 * @param noises standard deviations of the noise in y
 * @param examples 100 on the slide
 * @param tests fresh examples by which the test error is estimated
 * @param runs samples for each noise, each with a start for each width
 * @param epochs of full batches
 * @param rate of Adam
 */
record WidthSettings(
    int hidden,
    List<Integer> widths,
    List<Double> noises,
    int examples,
    int tests,
    int runs,
    int epochs,
    double rate) {

  /** The least width of slide 14; smaller ones are added here, below the threshold. */
  static final int SLIDE_FROM = 10;

  private static final List<Double> NOISES = List.of(0.0, 0.2);

  static final WidthSettings FULL =
      new WidthSettings(
          6,
          List.of(2, 3, 4, 6, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 200, 400),
          NOISES,
          100,
          500,
          3,
          1000,
          0.001);

  static final WidthSettings QUICK =
      new WidthSettings(6, List.of(3, 10, 30, 100), NOISES, 100, 500, 2, 300, 0.001);

  WidthSettings {
    widths = List.copyOf(widths);
    noises = List.copyOf(noises);
  }

  LineNetwork network(int width) {
    return new LineNetwork(hidden, width);
  }

  /**
   * The width at which there are as many parameters as examples: the positive root of the number of
   * parameters less n, which is (h − 1)w² + (h + 2)w + 1 − n for h hidden layers.
   */
  double threshold() {
    double a = hidden - 1;
    double b = hidden + 2;
    double c = 1 - examples;
    return (-b + Math.sqrt(b * b - 4 * a * c)) / (2 * a);
  }
}
