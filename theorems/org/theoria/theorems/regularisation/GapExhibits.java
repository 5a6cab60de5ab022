package org.theoria.theorems.regularisation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.theoria.experiment.Exhibit;
import org.theoria.experiment.Exhibit.Column;
import org.theoria.experiment.Phrase;
import org.theoria.experiment.Plot;
import org.theoria.experiment.Plot.Mark;
import org.theoria.experiment.Plot.Shape;
import org.theoria.experiment.Plot.Stroke;
import org.theoria.experiment.Plot.Tint;
import org.theoria.proposition.Text;

/** The tables and figures of the gap experiment. */
final class GapExhibits {
  private GapExhibits() {}

  /** Where curves are drawn and written. */
  static final double[] GRID = Marks.grid(0, 1, 201);

  /** All of them; at least one run is needed. */
  static List<Exhibit> of(List<GapRun> runs, GapSettings settings) {
    List<LossCurve> losses = runs.stream().map(GapRun::loss).toList();
    return List.of(
        curves(runs),
        fills(runs),
        new Exhibit.Figure(
            "loss",
            Text.of(
                "The mean squared error on the examples along each training",
                "L'erreur quadratique moyenne sur les exemples le long de chaque entraînement"),
            Text.of(
                "One falling curve for each training, on a logarithmic axis.",
                "Une courbe décroissante par entraînement, sur un axe logarithmique."),
            List.of(LossCurve.plot(losses, settings.epochs()))),
        series(runs),
        examples(runs),
        LossCurve.table(losses));
  }

  private static List<GapRun> of(GapTarget target, List<GapRun> runs) {
    return runs.stream().filter(r -> r.fill().target() == target).toList();
  }

  private static Exhibit.Figure curves(List<GapRun> runs) {
    List<Plot> panels = new ArrayList<>();
    for (GapTarget target : GapTarget.values()) {
      List<GapRun> own = of(target, runs);
      if (!own.isEmpty()) {
        panels.add(panel(target, own));
      }
    }
    return new Exhibit.Figure(
        "curves",
        Text.of(
            "The trained functions, each from a start of its own, and the chord between the two examples next to the gap",
            "Les fonctions apprises, chacune depuis son propre départ, et la corde entre les deux exemples au bord du trou"),
        Text.of(
            "For each target a plot: its graph dotted, the examples on both sides of the shaded gap, the chord across it dashed, and the"
                + " trained functions as lines, which agree outside the gap and differ inside.",
            "Pour chaque cible un graphique : sa courbe en pointillés, les exemples des deux côtés du trou grisé, la corde en tirets, et les"
                + " fonctions apprises en lignes, qui s'accordent hors du trou et diffèrent dedans."),
        panels);
  }

  private static Plot panel(GapTarget target, List<GapRun> runs) {
    GapSample sample = runs.getFirst().sample();
    double[] graph = Marks.map(GRID, target::at);
    double[] all =
        DoubleStream.concat(
                Arrays.stream(graph), runs.stream().flatMapToDouble(r -> Arrays.stream(r.curve())))
            .toArray();
    double least = Arrays.stream(all).min().orElseThrow();
    double most = Arrays.stream(all).max().orElseThrow();
    double margin = 0.06 * (most - least);
    Plot.Axis y = Plot.Axis.linear(Text.of("y", "y"), least - margin, most + margin);
    List<Mark> marks = new ArrayList<>();
    marks.add(
        Marks.band(
            Marks.name("no examples", "pas d'exemples"),
            GapSettings.GAP_FROM,
            GapSettings.GAP_TO,
            y));
    for (int i = 0; i < runs.size(); i++) {
      Optional<Text> name =
          i == 0 ? Marks.name("trained functions", "fonctions apprises") : Optional.empty();
      marks.add(Marks.line(name, Marks.tint(i), Stroke.SOLID, 1.3, GRID, runs.get(i).curve()));
    }
    marks.add(
        Marks.line(
            Optional.of(Text.of(target.plain(), target.plain())),
            Tint.BLACK,
            Stroke.DOTTED,
            1.6,
            GRID,
            graph));
    marks.add(
        Marks.line(
            Marks.name("chord", "corde"),
            Tint.BLACK,
            Stroke.DASHED,
            2,
            new double[] {sample.left(), sample.right()},
            new double[] {sample.leftValue(), sample.rightValue()}));
    marks.add(
        new Plot.Dots(
            Marks.name("examples", "exemples"),
            Tint.BLACK,
            Shape.CIRCLE,
            true,
            Marks.points(sample.x(), sample.y())));
    return new Plot(Plot.Axis.linear(Text.of("x", "x"), 0, 1), y, false, marks);
  }

  private static Exhibit.Table fills(List<GapRun> runs) {
    return new Exhibit.Table(
        "fills",
        Text.of(
            "Between the two examples next to the gap; distance: $\\max|f-\\text{chord}|$, of the target: $\\max|\\text{target}-\\text{chord}|$",
            "Entre les deux exemples au bord du trou ; distance : $\\max|f-\\text{corde}|$, de la cible : $\\max|\\text{cible}-\\text{corde}|$"),
        List.of(
            Column.words("target", "target", "cible"),
            Column.numbers("run", "run", "essai"),
            Column.numbers("loss", "mean squared error", "erreur quadratique moyenne"),
            Column.numbers("pieces", "affine pieces", "morceaux affines"),
            Column.numbers("extrema", "extrema", "extrema"),
            Column.numbers("distance", "distance", "distance"),
            Column.numbers("target-distance", "of the target", "de la cible"),
            Column.words("fits", "fits", "approche les exemples"),
            Column.words("linear", "near the chord", "près de la corde")),
        runs.stream().map(r -> row(r.fill())).toList(),
        true);
  }

  private static List<Text> row(GapFill f) {
    return Phrase.row(
        f.target().text(),
        f.run(),
        f.loss(),
        f.pieces(),
        f.extrema(),
        f.distance(),
        f.targetDistance(),
        Phrase.yes(f.fitted()),
        Phrase.yes(f.linear()));
  }

  private static Exhibit.Table series(List<GapRun> runs) {
    List<List<Text>> rows = new ArrayList<>();
    for (GapRun r : runs) {
      for (int i = 0; i < GRID.length; i++) {
        rows.add(
            Exhibit.row(
                r.fill().target().id(),
                Integer.toString(r.fill().run()),
                Phrase.decimals(GRID[i], 3),
                Phrase.decimals(r.curve()[i], 5)));
      }
    }
    return new Exhibit.Table(
        "curves",
        Text.of("The trained functions:", "Les fonctions apprises :"),
        List.of(
            Column.words("target", "target", "cible"),
            Column.numbers("run", "run", "essai"),
            Column.numbers("x", "x", "x"),
            Column.numbers("f", "f(x)", "f(x)")),
        rows,
        false);
  }

  private static Exhibit.Table examples(List<GapRun> runs) {
    List<List<Text>> rows = new ArrayList<>();
    for (GapTarget target : GapTarget.values()) {
      of(target, runs).stream()
          .findFirst()
          .map(GapRun::sample)
          .ifPresent(
              s -> {
                for (int i = 0; i < s.x().length; i++) {
                  rows.add(
                      Exhibit.row(
                          target.id(), Double.toString(s.x()[i]), Double.toString(s.y()[i])));
                }
              });
    }
    return new Exhibit.Table(
        "examples",
        Text.of("The examples:", "Les exemples :"),
        List.of(
            Column.words("target", "target", "cible"),
            Column.numbers("x", "x", "x"),
            Column.numbers("y", "y", "y")),
        rows,
        false);
  }
}
