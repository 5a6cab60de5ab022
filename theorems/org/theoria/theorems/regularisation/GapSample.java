package org.theoria.theorems.regularisation;

import java.util.Arrays;
import org.theoria.sampling.Key;
import org.theoria.sampling.Stream;

/**
 * Examples on a target's graph with inputs uniform in [0, 1] outside the gap, in increasing order.
 */
record GapSample(GapTarget target, double[] x, double[] y) {

  static GapSample draw(GapTarget target, int count, Key key) {
    Stream stream = new Key(key.domain() + " " + target.id() + " examples", key.seed()).stream(0);
    double length = GapSettings.GAP_TO - GapSettings.GAP_FROM;
    double[] x = new double[count];
    for (int i = 0; i < count; i++) {
      // half on each side, so that both have some
      double u = Draws.uniform(stream) * (1 - length) / 2;
      x[i] = i % 2 == 0 ? u : 1 - u;
    }
    Arrays.sort(x);
    return new GapSample(target, x, Marks.map(x, target::at));
  }

  /** The number of the last example before the gap. */
  private int before() {
    int i = 0;
    while (x[i + 1] < GapSettings.GAP_TO) {
      i++;
    }
    return i;
  }

  /** The largest input below the gap. */
  double left() {
    return x[before()];
  }

  /** The smallest input above the gap. */
  double right() {
    return x[before() + 1];
  }

  /** The target at {@link #left}. */
  double leftValue() {
    return y[before()];
  }

  /** The target at {@link #right}. */
  double rightValue() {
    return y[before() + 1];
  }

  /** The segment between the examples on both sides of the gap. */
  double chord(double at) {
    return leftValue() + (rightValue() - leftValue()) * (at - left()) / (right() - left());
  }

  /** max y − min y. */
  double range() {
    return Arrays.stream(y).max().orElseThrow() - Arrays.stream(y).min().orElseThrow();
  }

  /** max |target − chord| between the two, on a grid of 1001 points. */
  double targetFromChord() {
    return Arrays.stream(Marks.grid(left(), right(), 1001))
        .map(t -> Math.abs(target.at(t) - chord(t)))
        .max()
        .orElseThrow();
  }
}
