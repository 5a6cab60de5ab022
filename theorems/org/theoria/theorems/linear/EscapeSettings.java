package org.theoria.theorems.linear;

import java.util.List;

/**
 * How saddle-escape is run.
 *
 * @param starts random starts near each saddle, at each distance
 * @param distances ε: every weight of a start is the saddle's plus ε times a standard normal
 *     number; decreasing
 * @param shown the one of the distances whose loss curves and histogram are drawn
 * @param rate η of gradient descent
 * @param most the most epochs
 * @param every epochs between two looks at the losses
 * @param curves starts near each saddle whose loss is drawn
 */
record EscapeSettings(
    int starts,
    List<Double> distances,
    double shown,
    double rate,
    int most,
    int every,
    int curves) {

  /**
   * Half of what the loss can still fall, E(W*) − min E, would be the middle of the fall; a tenth
   * is below what the noise of a start can add or take away at the distances here, and the fall
   * from there on takes few epochs.
   */
  static final double SHARE = 0.1;

  EscapeSettings {
    distances = List.copyOf(distances);
    if (starts < 1 || curves < 1 || curves > starts || every < 1 || most < every) {
      throw new IllegalArgumentException(
          "saddle-escape: at least one start and look are needed, got " + starts + " and " + most);
    }
    if (!distances.contains(shown)) {
      throw new IllegalArgumentException(
          "saddle-escape: the distance shown must be one of " + distances + ", got " + shown);
    }
  }

  /**
   * η. The batches of a backend train biases too. With columns of sum 0 the risk is that without
   * biases plus n‖b'‖², b' = b_3 + W_3b_2 + W_3W_2b_1, and rounding errors of the biases die out
   * where η·2n(1 + ‖W_3‖² + ‖W_3W_2‖²) &lt; 2; with n = 16 that is some 0.6 near the global
   * minimisers.
   */
  static final double RATE = 0x1p-8;

  static final EscapeSettings FULL =
      new EscapeSettings(1000, List.of(0x1p-3, 0x1p-4, 0x1p-5, 0x1p-6), 0x1p-5, RATE, 65_536, 8, 6);

  static final EscapeSettings QUICK =
      new EscapeSettings(60, List.of(0x1p-3, 0x1p-4, 0x1p-5), 0x1p-5, RATE, 16_384, 8, 6);
}
