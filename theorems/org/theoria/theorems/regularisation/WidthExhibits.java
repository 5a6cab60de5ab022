package org.theoria.theorems.regularisation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.theoria.experiment.Exhibit;
import org.theoria.experiment.Exhibit.Column;
import org.theoria.experiment.Phrase;
import org.theoria.experiment.Plot;
import org.theoria.experiment.Plot.Mark;
import org.theoria.experiment.Plot.Point;
import org.theoria.experiment.Plot.Shape;
import org.theoria.experiment.Plot.Stroke;
import org.theoria.experiment.Plot.Tint;
import org.theoria.proposition.Text;

/** The tables and the figure of the experiment on widths. */
final class WidthExhibits {
  private WidthExhibits() {}

  /** All of them; at least one finished run is needed for a figure. */
  static List<Exhibit> of(List<WidthRun> runs, WidthSettings settings) {
    List<Exhibit> exhibits = new ArrayList<>();
    List<Plot> panels = new ArrayList<>();
    List<WidthSummary> all = new ArrayList<>();
    for (double noise : settings.noises()) {
      List<WidthSummary> widths = WidthSummary.of(runs, noise);
      if (!widths.isEmpty()) {
        panels.add(panel(runs, widths, noise, settings));
        all.addAll(widths);
      }
    }
    if (!panels.isEmpty()) {
      exhibits.add(figure(panels));
      exhibits.add(widths(all));
    }
    exhibits.add(series(runs));
    return exhibits;
  }

  private static Exhibit.Figure figure(List<Plot> panels) {
    return new Exhibit.Figure(
        "errors",
        Text.of(
            "The mean squared error on the examples and on fresh ones against the width: every run as a dot, the medians as lines",
            "L'erreur quadratique moyenne sur les exemples et sur des exemples neufs selon la largeur : chaque essai un point, les médianes en"
                + " lignes"),
        Text.of(
            "For each noise a plot with logarithmic axes: the two errors against the width, with a vertical line where there are as many"
                + " parameters as examples.",
            "Pour chaque bruit un graphique aux axes logarithmiques : les deux erreurs selon la largeur, une droite verticale là où il y a autant"
                + " de paramètres que d'exemples."),
        panels);
  }

  private static Plot panel(
      List<WidthRun> runs, List<WidthSummary> widths, double noise, WidthSettings s) {
    List<WidthRun> own = runs.stream().filter(r -> r.noise() == noise && r.finished()).toList();
    double least = noise == 0 ? Double.POSITIVE_INFINITY : noise * noise;
    double most = 0;
    for (WidthRun r : own) {
      for (double e : new double[] {r.train(), r.test()}) {
        least = e > 0 ? Math.min(least, e) : least;
        most = Math.max(most, e);
      }
    }
    double from = Double.isInfinite(least) ? 1e-12 : least / 1.5;
    Plot.Axis y =
        Plot.Axis.logarithmic(
            noise == 0
                ? Text.of("error, no noise", "erreur, sans bruit")
                : Phrase.of("error, noise {0}", "erreur, bruit {0}", noise),
            from,
            Math.max(1.5 * most, 2 * from));
    double first = Math.min(s.widths().getFirst(), s.threshold());
    Plot.Axis x =
        Plot.Axis.logarithmic(
                Text.of("width", "largeur"), first / 1.15, s.widths().getLast() * 1.15)
            .at(ticks(s));
    List<Mark> marks = new ArrayList<>();
    marks.add(
        Marks.upright(
            Marks.name("parameters = examples", "paramètres = exemples"),
            Tint.BLACK,
            Stroke.DOTTED,
            s.threshold(),
            y));
    if (noise > 0) {
      marks.add(
          new Plot.Line(
              Marks.name("variance of the noise", "variance du bruit"),
              Tint.GREY,
              Stroke.DASHED,
              1.4,
              List.of(new Point(x.from(), noise * noise), new Point(x.to(), noise * noise))));
    }
    marks.addAll(
        curve(
            Marks.name("on the examples", "sur les exemples"),
            Tint.BLUE,
            Shape.CIRCLE,
            own.stream().map(r -> new Point(r.width(), r.train())).toList(),
            widths,
            w -> w.train().median()));
    marks.addAll(
        curve(
            Marks.name("test", "test"),
            Tint.VERMILION,
            Shape.DIAMOND,
            own.stream().map(r -> new Point(r.width(), r.test())).toList(),
            widths,
            w -> w.test().median()));
    return new Plot(x, y, false, marks);
  }

  /** As many of the widths as there is room for. */
  private static Double[] ticks(WidthSettings s) {
    double[] round = {1, 2, 4, 10, 20, 40, 100, 200, 400};
    List<Double> inside = new ArrayList<>();
    for (double t : round) {
      if (t >= s.widths().getFirst() && t <= s.widths().getLast()) {
        inside.add(t);
      }
    }
    return inside.toArray(Double[]::new);
  }

  private static List<Mark> curve(
      Optional<Text> name,
      Tint tint,
      Shape shape,
      List<Point> dots,
      List<WidthSummary> widths,
      ToDoubleFunction<WidthSummary> median) {
    List<Point> line =
        widths.stream().map(w -> new Point(w.width(), median.applyAsDouble(w))).toList();
    return List.of(
        new Plot.Line(name, tint, Stroke.SOLID, 2, line),
        new Plot.Dots(Optional.empty(), tint, shape, true, dots));
  }

  private static Exhibit.Table widths(List<WidthSummary> all) {
    return new Exhibit.Table(
        "widths",
        Text.of(
            "Median (least – largest) mean squared errors; the widths from 10 on, with these numbers of parameters, are those of slide 14",
            "Erreurs quadratiques moyennes : médiane (plus petite – plus grande) ; les largeurs à partir de 10, avec ces nombres de paramètres,"
                + " sont celles de la diapositive 14"),
        List.of(
            Column.numbers("noise", "noise", "bruit"),
            Column.numbers("width", "width", "largeur"),
            Column.numbers("parameters", "parameters", "paramètres"),
            Column.numbers("runs", "runs", "essais"),
            Column.words("train", "on the examples", "sur les exemples"),
            Column.words("test", "test", "test")),
        all.stream()
            .map(
                w ->
                    Phrase.row(
                        w.noise(),
                        w.width(),
                        w.parameters(),
                        w.runs(),
                        w.train().text(),
                        w.test().text()))
            .toList(),
        true);
  }

  private static Exhibit.Table series(List<WidthRun> runs) {
    return new Exhibit.Table(
        "runs",
        Text.of("Every run:", "Chaque essai :"),
        List.of(
            Column.numbers("noise", "noise", "bruit"),
            Column.numbers("width", "width", "largeur"),
            Column.numbers("parameters", "parameters", "paramètres"),
            Column.numbers("run", "run", "essai"),
            Column.numbers("train", "on the examples", "sur les exemples"),
            Column.numbers("test", "test", "test"),
            Column.numbers("variance", "variance of $y$", "variance de $y$"),
            Column.words("finished", "finished", "terminé")),
        runs.stream()
            .map(
                r ->
                    Phrase.row(
                        r.noise(),
                        r.width(),
                        r.parameters(),
                        r.run(),
                        Exhibit.cell(Double.toString(r.train())),
                        Exhibit.cell(Double.toString(r.test())),
                        Exhibit.cell(Double.toString(r.variance())),
                        Phrase.yes(r.finished())))
            .toList(),
        false);
  }
}
