package org.theoria.theorems.regularisation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.theoria.experiment.Plot;
import org.theoria.experiment.Plot.Mark;
import org.theoria.experiment.Plot.Point;
import org.theoria.experiment.Plot.Stroke;
import org.theoria.experiment.Plot.Tint;
import org.theoria.proposition.Text;

/** Marks that the figures of the experiments share. */
final class Marks {
  private Marks() {}

  /** The tints of single runs, in the order in which they are used, again from the first. */
  private static final List<Tint> TINTS =
      List.of(Tint.BLUE, Tint.VERMILION, Tint.GREEN, Tint.PURPLE, Tint.ORANGE, Tint.SKY);

  static Tint tint(int run) {
    return TINTS.get(run % TINTS.size());
  }

  static Optional<Text> name(String en, String fr) {
    return Optional.of(Text.of(en, fr));
  }

  static Mark line(
      Optional<Text> name, Tint tint, Stroke stroke, double width, double[] x, double[] y) {
    return new Plot.Line(name, tint, stroke, width, points(x, y));
  }

  static List<Point> points(double[] x, double[] y) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < x.length; i++) {
      points.add(new Point(x[i], y[i]));
    }
    return points;
  }

  /** A band of x over the whole height of a plot. */
  static Mark band(Optional<Text> name, double from, double to, Plot.Axis y) {
    return new Plot.Area(
        name,
        Tint.GREY,
        0.15,
        List.of(
            new Point(from, y.from()),
            new Point(to, y.from()),
            new Point(to, y.to()),
            new Point(from, y.to())));
  }

  /** A vertical line. */
  static Mark upright(Optional<Text> name, Tint tint, Stroke stroke, double x, Plot.Axis y) {
    return new Plot.Line(
        name, tint, stroke, 1.4, List.of(new Point(x, y.from()), new Point(x, y.to())));
  }

  /** Equally spaced numbers, both ends among them. */
  static double[] grid(double from, double to, int count) {
    double[] grid = new double[count];
    for (int i = 0; i < count; i++) {
      grid[i] = from + (to - from) * i / (count - 1);
    }
    return grid;
  }

  static double[] map(double[] x, DoubleUnaryOperator f) {
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = f.applyAsDouble(x[i]);
    }
    return y;
  }
}
