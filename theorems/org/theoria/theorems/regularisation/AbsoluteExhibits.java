package org.theoria.theorems.regularisation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
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

/** The tables and figures of the experiment on |x|. */
final class AbsoluteExhibits {
  private AbsoluteExhibits() {}

  /** Where functions are drawn and written. */
  static final double[] GRID = Marks.grid(-1, 1, 201);

  /** So many runs have a plot of their own. */
  private static final int DRAWN = 3;

  /** All of them; at least one run is needed. */
  static List<Exhibit> of(List<AbsoluteRun> runs, AbsoluteSettings settings) {
    List<LossCurve> losses = runs.stream().map(AbsoluteRun::loss).toList();
    return List.of(
        functions(runs),
        along(runs, losses, settings),
        ends(runs),
        ranks(runs),
        series(runs),
        examples(runs),
        LossCurve.table(losses));
  }

  private static Exhibit.Figure functions(List<AbsoluteRun> runs) {
    List<Plot> panels =
        runs.subList(0, Math.min(DRAWN, runs.size())).stream()
            .map(AbsoluteExhibits::panel)
            .toList();
    return new Exhibit.Figure(
        "functions",
        Phrase.of(
            "The trained function of the first {0} runs, each with inputs of its own",
            "La fonction apprise des {0} premiers essais, chacun avec ses propres entrées",
            panels.size()),
        Text.of(
            "For each run a plot: the absolute value dotted, the ten examples on it, and the trained function, which passes through them.",
            "Pour chaque essai un graphique : la valeur absolue en pointillés, les dix exemples dessus, et la fonction apprise, qui passe par"
                + " eux."),
        panels);
  }

  private static Plot panel(AbsoluteRun run) {
    List<Mark> marks = new ArrayList<>();
    double most = 1;
    double least = 0;
    for (double v : run.curve()) {
      most = Math.max(most, v);
      least = Math.min(least, v);
    }
    double margin = 0.06 * (most - least);
    marks.add(
        Marks.line(
            Optional.of(Text.of("|x|", "|x|")),
            Tint.BLACK,
            Stroke.DOTTED,
            1.6,
            GRID,
            Marks.map(GRID, Math::abs)));
    String number = Integer.toString(run.end().run());
    marks.add(
        Marks.line(
            Marks.name("trained function, run " + number, "fonction apprise, essai " + number),
            Marks.tint(run.end().run()),
            Stroke.SOLID,
            1.8,
            GRID,
            run.curve()));
    marks.add(
        new Plot.Dots(
            Marks.name("examples", "exemples"),
            Tint.BLACK,
            Shape.CIRCLE,
            true,
            Marks.points(run.sample().x(), run.sample().y())));
    return new Plot(
        Plot.Axis.linear(Text.of("x", "x"), -1, 1),
        Plot.Axis.linear(Text.of("y", "y"), least - margin, most + margin),
        false,
        marks);
  }

  private static Exhibit.Figure along(
      List<AbsoluteRun> runs, List<LossCurve> losses, AbsoluteSettings settings) {
    int n = settings.examples();
    return new Exhibit.Figure(
        "along-training",
        Text.of(
            "Along the training of every run: the mean squared error, $\\mathrm{rk}(Df_\\theta(X))$ and the affine pieces that $X$ perceives;"
                + " thick: their median",
            "Le long de chaque entraînement : l'erreur quadratique moyenne, $\\mathrm{rk}(Df_\\theta(X))$ et les morceaux affines que $X$ perçoit"
                + " ; en gras : leur médiane"),
        Text.of(
            "Three plots against the epoch: the falling errors, the ranks, which are whole numbers of at most ten, and the numbers of"
                + " pieces.",
            "Trois graphiques selon l'époque : les erreurs décroissantes, les rangs, des entiers d'au plus dix, et les nombres de morceaux."),
        List.of(
            LossCurve.plot(losses, settings.epochs()),
            counts(Text.of("rank of Df(X)", "rang de Df(X)"), runs, RankLook::rank, n, settings),
            counts(
                Text.of("pieces perceived", "morceaux perçus"),
                runs,
                RankLook::perceived,
                n,
                settings)));
  }

  private static Plot counts(
      Text label,
      List<AbsoluteRun> runs,
      ToIntFunction<RankLook> value,
      int most,
      AbsoluteSettings settings) {
    List<Mark> marks = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      List<Point> line =
          runs.get(i).end().looks().stream()
              .map(l -> new Point(l.epoch(), value.applyAsInt(l)))
              .toList();
      marks.add(new Plot.Line(Optional.empty(), Marks.tint(i), Stroke.SOLID, 0.9, line));
    }
    marks.add(
        new Plot.Line(
            Marks.name("median", "médiane"), Tint.BLACK, Stroke.SOLID, 2.6, median(runs, value)));
    return new Plot(
        Plot.Axis.linear(Text.of("epoch", "époque"), 0, Math.max(1, settings.epochs())),
        Plot.Axis.linear(label, 0, most + 1),
        false,
        marks);
  }

  /** At the looks of the run with the fewest: a run that diverged has no later ones. */
  private static List<Point> median(List<AbsoluteRun> runs, ToIntFunction<RankLook> value) {
    int looks = runs.stream().mapToInt(r -> r.end().looks().size()).min().orElse(0);
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < looks; i++) {
      int at = i;
      Spread spread =
          Spread.of(runs.stream().mapToDouble(r -> value.applyAsInt(r.end().looks().get(at))));
      points.add(new Point(runs.getFirst().end().looks().get(i).epoch(), spread.median()));
    }
    return points;
  }

  private static Exhibit.Table ends(List<AbsoluteRun> runs) {
    return new Exhibit.Table(
        "ends",
        Text.of(
            "Every run at its end, between the least and the largest input; from the line: $\\max|f-g|$, $g$ the broken line through the"
                + " examples",
            "Chaque essai à sa fin, entre la plus petite et la plus grande entrée ; à la ligne : $\\max|f-g|$, $g$ la ligne brisée par les"
                + " exemples"),
        List.of(
            Column.numbers("run", "run", "essai"),
            Column.numbers("loss", "mean squared error", "erreur quadratique moyenne"),
            Column.numbers("error", "$\\max|f-|x||$", "$\\max|f-|x||$"),
            Column.numbers("from-line", "from the line", "à la ligne"),
            Column.numbers("pieces", "affine pieces", "morceaux affines"),
            Column.numbers("perceived", "perceived by $X$", "perçus par $X$"),
            Column.numbers("patterns", "$|\\mathcal A|$", "$|\\mathcal A|$"),
            Column.numbers("first-rank", "rank at the start", "rang au départ"),
            Column.numbers("rank", "rank", "rang"),
            Column.numbers("dead", "dead neurons", "neurones morts"),
            Column.words("end", "end", "fin")),
        runs.stream().map(r -> row(r.end())).toList(),
        true);
  }

  private static List<Text> row(AbsoluteEnd e) {
    return Phrase.row(
        e.run(),
        e.loss(),
        e.error(),
        e.interpolation(),
        e.pieces(),
        e.last().perceived(),
        e.last().patterns(),
        e.first().rank(),
        e.last().rank(),
        e.last().dead(),
        e.end() == Training.End.DONE
            ? Text.of("all epochs", "toutes les époques")
            : Text.of("diverged", "diverge"));
  }

  private static Exhibit.Table ranks(List<AbsoluteRun> runs) {
    List<List<Text>> rows = new ArrayList<>();
    for (AbsoluteRun run : runs) {
      for (RankLook l : run.end().looks()) {
        rows.add(
            Phrase.row(
                run.end().run(),
                l.epoch(),
                Exhibit.cell(Double.toString(l.loss())),
                l.rank(),
                certainty(l),
                l.patterns(),
                l.perceived(),
                l.dead()));
      }
    }
    return new Exhibit.Table(
        "ranks",
        Text.of("The rank along training:", "Le rang le long de l'entraînement :"),
        List.of(
            Column.numbers("run", "run", "essai"),
            Column.numbers("epoch", "epoch", "époque"),
            Column.numbers("loss", "mean squared error", "erreur quadratique moyenne"),
            Column.numbers("rank", "rank", "rang"),
            Column.words("certainty", "certainty", "certitude"),
            Column.numbers("patterns", "patterns", "motifs"),
            Column.numbers("perceived", "pieces perceived", "morceaux perçus"),
            Column.numbers("dead", "dead neurons", "neurones morts")),
        rows,
        false);
  }

  private static Text certainty(RankLook look) {
    return switch (look.certainty()) {
      case PROVEN -> Text.of("proven", "prouvé");
      case PROBABLE -> Text.of("probable", "probable");
      case KINK -> Text.of("on a kink", "sur un pli");
    };
  }

  private static Exhibit.Table series(List<AbsoluteRun> runs) {
    List<List<Text>> rows = new ArrayList<>();
    for (AbsoluteRun run : runs) {
      for (int i = 0; i < GRID.length; i++) {
        rows.add(
            Exhibit.row(
                Integer.toString(run.end().run()),
                Phrase.decimals(GRID[i], 2),
                Phrase.decimals(run.curve()[i], 5)));
      }
    }
    return new Exhibit.Table(
        "functions",
        Text.of("The trained functions:", "Les fonctions apprises :"),
        List.of(
            Column.numbers("run", "run", "essai"),
            Column.numbers("x", "x", "x"),
            Column.numbers("f", "f(x)", "f(x)")),
        rows,
        false);
  }

  private static Exhibit.Table examples(List<AbsoluteRun> runs) {
    List<List<Text>> rows = new ArrayList<>();
    for (AbsoluteRun run : runs) {
      for (double x : run.sample().x()) {
        rows.add(Exhibit.row(Integer.toString(run.end().run()), Double.toString(x)));
      }
    }
    return new Exhibit.Table(
        "examples",
        Text.of("The inputs:", "Les entrées :"),
        List.of(Column.numbers("run", "run", "essai"), Column.numbers("x", "x", "x")),
        rows,
        false);
  }
}
