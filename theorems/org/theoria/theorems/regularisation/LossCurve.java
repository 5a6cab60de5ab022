package org.theoria.theorems.regularisation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.theoria.experiment.Exhibit;
import org.theoria.experiment.Exhibit.Column;
import org.theoria.experiment.Plot;
import org.theoria.experiment.Plot.Mark;
import org.theoria.experiment.Plot.Point;
import org.theoria.experiment.Plot.Stroke;
import org.theoria.proposition.Text;

/**
 * The mean squared error on the examples along one training.
 *
 * @param run its name in files: letters, digits, hyphens
 * @param points one a look
 */
record LossCurve(String run, List<At> points) {

  /**
   * A look.
   *
   * @param loss the mean squared error
   */
  record At(int epoch, double loss) {}

  LossCurve {
    points = List.copyOf(points);
  }

  /** All curves in one plot with a logarithmic axis; at least one point is needed. */
  static Plot plot(List<LossCurve> curves, int epochs) {
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    for (LossCurve c : curves) {
      for (At at : c.points()) {
        most = Math.max(most, at.loss());
        least = at.loss() > 0 ? Math.min(least, at.loss()) : least;
      }
    }
    double from = Math.min(least, most) > 0 ? least / 2 : 1e-12;
    Plot.Axis y =
        Plot.Axis.logarithmic(
            Text.of("mean squared error", "erreur quadratique moyenne"),
            from,
            Math.max(2 * most, 2 * from));
    List<Mark> marks = new ArrayList<>();
    for (int i = 0; i < curves.size(); i++) {
      List<Point> line =
          curves.get(i).points().stream().map(at -> new Point(at.epoch(), at.loss())).toList();
      marks.add(new Plot.Line(Optional.empty(), Marks.tint(i), Stroke.SOLID, 1.1, line));
    }
    return new Plot(
        Plot.Axis.linear(Text.of("epoch", "époque"), 0, Math.max(1, epochs)), y, false, marks);
  }

  /** The numbers of the curves as a file. */
  static Exhibit.Table table(List<LossCurve> curves) {
    List<List<Text>> rows = new ArrayList<>();
    for (LossCurve c : curves) {
      for (At at : c.points()) {
        rows.add(Exhibit.row(c.run(), Integer.toString(at.epoch()), Double.toString(at.loss())));
      }
    }
    return new Exhibit.Table(
        "loss",
        Text.of(
            "The mean squared error on the examples at every look:",
            "L'erreur quadratique moyenne sur les exemples à chaque regard :"),
        List.of(
            Column.words("run", "run", "essai"),
            Column.numbers("epoch", "epoch", "époque"),
            Column.numbers("loss", "mean squared error", "erreur quadratique moyenne")),
        rows,
        false);
  }
}
