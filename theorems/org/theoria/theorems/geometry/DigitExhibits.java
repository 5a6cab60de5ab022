package org.theoria.theorems.geometry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.theoria.experiment.Exhibit;
import org.theoria.experiment.Exhibit.Column;
import org.theoria.experiment.Phrase;
import org.theoria.experiment.Plot;
import org.theoria.experiment.Plot.Point;
import org.theoria.experiment.Plot.Stroke;
import org.theoria.experiment.Plot.Tint;
import org.theoria.proposition.Text;

/** The table and the figure of the two experiments on digits. */
final class DigitExhibits {
  private DigitExhibits() {}

  /** Room above and below the ranks of a panel, as a share of their range. */
  private static final double ROOM = 0.12;

  /** And at least this share of the largest one. */
  private static final double LEAST_ROOM = 0.02;

  /** Thick below thin: lines that coincide are all seen. */
  private static double thick(DigitSet.Kind kind) {
    return switch (kind) {
      case TRAIN -> 6;
      case TEST -> 3.6;
      case GAUSSIAN -> 1.6;
    };
  }

  private static Plot.Shape shape(DigitSet.Kind kind) {
    return switch (kind) {
      case TRAIN -> Plot.Shape.SQUARE;
      case TEST -> Plot.Shape.DIAMOND;
      case GAUSSIAN -> Plot.Shape.CIRCLE;
    };
  }

  private static Tint tint(DigitSet.Kind kind) {
    return switch (kind) {
      case TRAIN -> Tint.BLUE;
      case TEST -> Tint.ORANGE;
      case GAUSSIAN -> Tint.GREEN;
    };
  }

  /** Every rank. */
  static Exhibit.Table ranks(List<DigitRank> all) {
    List<List<Text>> rows = new ArrayList<>();
    for (DigitRank r : all) {
      rows.add(
          Phrase.row(
              r.scale().id,
              r.width(),
              r.seed(),
              r.epoch(),
              r.loss(),
              r.kind().id,
              r.examples(),
              r.rank(),
              r.sure(),
              r.proven(),
              r.rows(),
              r.bound(),
              r.parameters(),
              r.patterns(),
              r.dead()));
    }
    return new Exhibit.Table(
        "ranks",
        Text.of(
            "Every rank of $Df_\\theta(X)$, and how sure it is: “proven” where it meets a proven upper bound, else the probability over random"
                + " primes and combinations of rows that the rank over $\\mathbb Q$ is larger; a lower bound is proven in any case",
            "Tous les rangs de $Df_\\theta(X)$, et leur certitude : « prouvé » là où un majorant prouvé est atteint, sinon la probabilité, sur des"
                + " nombres premiers et des combinaisons de lignes aléatoires, que le rang sur $\\mathbb Q$ soit plus grand ; un minorant est prouvé dans tous les cas"),
        List.of(
            Column.words("inputs", "inputs", "entrées"),
            Column.numbers("width", "$w$", "$w$"),
            Column.numbers("seed", "seed", "graine"),
            Column.numbers("epoch", "epoch", "époque"),
            Column.numbers("loss", "loss", "perte"),
            Column.words("examples", "examples", "exemples"),
            Column.numbers("n", "$n$", "$n$"),
            Column.numbers("rank", "rank", "rang"),
            Column.words("certainty", "certainty", "certitude"),
            Column.numbers("proven-bound", "proven $\\le$", "prouvé $\\le$"),
            Column.numbers("rows", "$10n$", "$10n$"),
            Column.numbers("bound", "$|E|+|B|-3w$", "$|E|+|B|-3w$"),
            Column.numbers("parameters", "$|E|+|B|$", "$|E|+|B|$"),
            Column.numbers("patterns", "$|\\mathcal A|$", "$|\\mathcal A|$"),
            Column.numbers("dead", "dead neurons", "neurones morts")),
        rows,
        true);
  }

  /** Ranks against the epoch, one panel for each kind of inputs. */
  static Exhibit.Figure alongTraining(List<DigitRank> all) {
    return figure(
        "along-training",
        all,
        DigitRank::epoch,
        Text.of("epoch", "époque"),
        Text.of(
            "rank $Df_\\theta(X)$ along the training; dashed: the largest rank of these sizes, $\\min(10n, |E|+|B|-3w)$",
            "rang de $Df_\\theta(X)$ pendant l'apprentissage ; tirets : le plus grand rang de ces tailles, $\\min(10n, |E|+|B|-3w)$"),
        Text.of(
            "Ranks against the epoch, a line for each training, for training digits, test digits and Gaussian inputs; one panel for each kind of"
                + " inputs.",
            "Rangs selon l'époque, une ligne par apprentissage, pour les chiffres d'apprentissage, ceux de test et des entrées gaussiennes ; un"
                + " cadre par sorte d'entrées."));
  }

  /** Ranks against the width. */
  static Exhibit.Figure byWidth(List<DigitRank> all) {
    return figure(
        "by-width",
        all,
        DigitRank::width,
        Text.of("width w", "largeur w"),
        Text.of(
            "rank $Df_\\theta(X)$ after training, by width; dashed: the largest rank of these sizes, $\\min(10n, |E|+|B|-3w)$",
            "rang de $Df_\\theta(X)$ après l'apprentissage, selon la largeur ; tirets : le plus grand rang de ces tailles, $\\min(10n,"
                + " |E|+|B|-3w)$"),
        Text.of(
            "Ranks against the width, one line for each kind of examples, one panel for each kind of inputs.",
            "Rangs selon la largeur, une ligne par sorte d'exemples, un cadre par sorte d'entrées."));
  }

  private static Exhibit.Figure figure(
      String id,
      List<DigitRank> all,
      ToIntFunction<DigitRank> abscissa,
      Text axis,
      Text caption,
      Text alternative) {
    List<Plot> panels = new ArrayList<>();
    for (DigitScale scale : DigitScale.values()) {
      List<DigitRank> ranks = all.stream().filter(r -> r.scale() == scale).toList();
      if (!ranks.isEmpty()) {
        panels.add(panel(scale, ranks, abscissa, axis));
      }
    }
    return new Exhibit.Figure(id, caption, alternative, panels);
  }

  /** A line for each training, or a dot where there is one rank only; the first has the name. */
  private static List<Plot.Mark> lines(
      DigitSet.Kind kind, List<DigitRank> those, ToIntFunction<DigitRank> abscissa) {
    List<Plot.Mark> marks = new ArrayList<>();
    for (long seed : those.stream().map(DigitRank::seed).distinct().toList()) {
      List<DigitRank> training = those.stream().filter(r -> r.seed() == seed).toList();
      List<Point> points =
          training.stream().map(r -> new Point(abscissa.applyAsInt(r), r.rank())).toList();
      Optional<Text> name =
          seed == those.getFirst().seed()
              ? Optional.of(
                  Phrase.of(
                      "{0}, n = {1}", "{0}, n = {1}", kind.text(), training.getFirst().examples()))
              : Optional.empty();
      boolean line = points.size() > 1;
      if (line) {
        marks.add(new Plot.Line(name, tint(kind), Stroke.SOLID, thick(kind), points));
      }
      marks.add(
          new Plot.Dots(line ? Optional.empty() : name, tint(kind), shape(kind), true, points));
    }
    return marks;
  }

  private static Plot panel(
      DigitScale scale, List<DigitRank> ranks, ToIntFunction<DigitRank> abscissa, Text axis) {
    List<Plot.Mark> marks = new ArrayList<>();
    List<List<Point>> bounds = new ArrayList<>();
    for (DigitSet.Kind kind : DigitSet.Kind.values()) {
      List<DigitRank> those = ranks.stream().filter(r -> r.kind() == kind).toList();
      marks.addAll(lines(kind, those, abscissa));
      List<Point> largest =
          those.stream()
              .map(r -> new Point(abscissa.applyAsInt(r), r.largest()))
              .distinct()
              .toList();
      if (largest.size() > 1 && bounds.stream().noneMatch(b -> b.containsAll(largest))) {
        bounds.add(largest);
      }
    }
    for (List<Point> bound : bounds) {
      Optional<Text> name =
          bound.equals(bounds.getFirst())
              ? Optional.of(Text.of("largest possible", "le plus grand possible"))
              : Optional.empty();
      marks.add(new Plot.Line(name, Tint.BLACK, Stroke.DASHED, 1.2, bound));
    }
    int last = ranks.stream().mapToInt(abscissa).max().orElse(1);
    int first = ranks.stream().mapToInt(abscissa).min().orElse(0);
    double side = Math.max(0.5, 0.02 * (last - first));
    double least = ranks.stream().mapToInt(DigitRank::rank).min().orElse(0);
    double top = ranks.stream().mapToInt(DigitRank::largest).max().orElse(1);
    double room = Math.max(LEAST_ROOM * top, ROOM * (top - least));
    return new Plot(
        Plot.Axis.linear(
            Text.of(
                axis.en() + " (" + scale.text().en() + ")",
                axis.fr() + " (" + scale.text().fr() + ")"),
            first - side,
            last + side),
        Plot.Axis.linear(Text.of("rank", "rang"), Math.max(0, least - room), top + room),
        false,
        marks);
  }
}
