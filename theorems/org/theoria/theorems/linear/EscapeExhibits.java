package org.theoria.theorems.linear;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.theoria.experiment.Exhibit;
import org.theoria.experiment.Exhibit.Column;
import org.theoria.experiment.Phrase;
import org.theoria.experiment.Plot;
import org.theoria.experiment.Plot.Point;
import org.theoria.experiment.Plot.Stroke;
import org.theoria.experiment.Plot.Tint;
import org.theoria.proposition.Text;
import org.theoria.theorems.linear.EscapeSaddle.Kind;

/** The tables and figures of saddle-escape. */
final class EscapeExhibits {
  private EscapeExhibits() {}

  /** Bins of the histogram per doubling of the epoch. */
  private static final int BINS = 4;

  static Tint tint(Kind kind) {
    return switch (kind) {
      case NON_STRICT -> Tint.VERMILION;
      case STRICT -> Tint.BLUE;
      case WRONG_SUBSET -> Tint.GREEN;
    };
  }

  /** The saddles, each exact. */
  static Exhibit.Table saddles(List<EscapeSaddle> saddles) {
    List<List<Text>> rows = new ArrayList<>();
    for (EscapeSaddle s : saddles) {
      rows.add(
          Phrase.row(
              s.kind().id,
              s.classified().subset().stream()
                  .map(String::valueOf)
                  .collect(Collectors.joining(", ", "{", "}")),
              Phrase.yes(s.classified().isTightened()),
              s.classified().classByHessian().id(),
              s.classified().inertia().negative(),
              s.classified().inertia().zero(),
              s.classified().risk(),
              s.border()));
    }
    return new Exhibit.Table(
        "saddles",
        Text.of(
            "The saddles, exact, classified twice (theorem of slide 93, inertia of the Hessian); “border” is the loss that counts as escape",
            "Les selles, exactes, classées deux fois (théorème de la diapositive 93, inertie de la hessienne) ; « border » : la perte qui vaut"
                + " fuite"),
        List.of(
            Column.words("saddle", "saddle", "selle"),
            Column.words("subset", "$\\mathcal S$", "$\\mathcal S$"),
            Column.words("tightened", "tightened", "tenue"),
            Column.words("class", "class", "classe"),
            Column.numbers("negative", "eigenvalues $<0$", "valeurs propres $<0$"),
            Column.numbers("zero", "$=0$", "$=0$"),
            Column.numbers("risk", "$E$", "$E$"),
            Column.numbers("border", "border", "border")),
        rows,
        true);
  }

  /** Escape epochs by saddle and distance. */
  static Exhibit.Table summary(List<EscapeRuns> all) {
    List<List<Text>> rows = new ArrayList<>();
    for (EscapeRuns r : all) {
      rows.add(
          Phrase.row(
              r.saddle().kind().id,
              r.distance(),
              r.escapes().length,
              r.escaped(),
              r.diverged(),
              EscapeSeen.epoch(r.quantile(0.1)),
              EscapeSeen.epoch(r.quantile(0.5)),
              EscapeSeen.epoch(r.quantile(0.9)),
              EscapeSeen.epoch(r.quantile(1))));
    }
    return new Exhibit.Table(
        "escapes",
        Text.of(
            "Escape epochs of the starts that did not diverge; ∞: not in the epochs run",
            "Époques de fuite des départs qui n'ont pas divergé ; ∞ : pas dans les époques faites"),
        List.of(
            Column.words("saddle", "saddle", "selle"),
            Column.numbers("distance", "$\\varepsilon$", "$\\varepsilon$"),
            Column.numbers("starts", "starts", "départs"),
            Column.numbers("escaped", "escaped", "échappés"),
            Column.numbers("diverged", "diverged", "divergés"),
            Column.numbers("q10", "10 %", "10 %"),
            Column.numbers("median", "median", "médiane"),
            Column.numbers("q90", "90 %", "90 %"),
            Column.numbers("last", "last", "dernier")),
        rows,
        true);
  }

  /** How many starts escape at each epoch. */
  static Exhibit.Table series(List<EscapeRuns> all) {
    List<List<Text>> rows = new ArrayList<>();
    for (EscapeRuns r : all) {
      Map<Integer, Integer> counts = new TreeMap<>();
      for (int e : r.escapes()) {
        counts.merge(e == EscapeRuns.NEVER ? Integer.MAX_VALUE : e, 1, Integer::sum);
      }
      counts.forEach(
          (epoch, starts) ->
              rows.add(
                  Exhibit.row(
                      r.saddle().kind().id,
                      Double.toString(r.distance()),
                      cell(epoch),
                      Integer.toString(starts))));
    }
    return new Exhibit.Table(
        "epochs",
        Text.of(
            "How many starts escape at each epoch (no epoch: not in those run):",
            "Combien de départs s'échappent à chaque époque (sans époque : pas dans celles faites) :"),
        List.of(
            Column.words("saddle", "saddle", "selle"),
            Column.numbers("distance", "distance", "distance"),
            Column.numbers("epoch", "epoch", "époque"),
            Column.numbers("starts", "starts", "départs")),
        rows,
        false);
  }

  private static String cell(int epoch) {
    return switch (epoch) {
      case EscapeRuns.DIVERGED -> "diverged";
      case Integer.MAX_VALUE -> "";
      default -> Integer.toString(epoch);
    };
  }

  /** (a) of the slide: loss curves, each as long as it is finite. */
  static Exhibit.Figure curves(List<EscapeRuns> shown, int every) {
    List<Plot.Mark> marks = new ArrayList<>();
    double last = 1;
    double top = 0;
    for (EscapeRuns r : shown) {
      last = Math.max(last, every * (r.losses()[0].length - 1.0));
      for (int i = 0; i < r.losses().length; i++) {
        List<Point> points = new ArrayList<>();
        for (int k = 0; k < r.losses()[i].length && Double.isFinite(r.losses()[i][k]); k++) {
          points.add(new Point((double) k * every, r.losses()[i][k]));
          top = Math.max(top, r.losses()[i][k]);
        }
        Optional<Text> name = i == 0 ? Optional.of(r.saddle().kind().text()) : Optional.empty();
        marks.add(new Plot.Line(name, tint(r.saddle().kind()), Stroke.SOLID, 1.4, points));
      }
    }
    double least = EscapeSaddle.least().doubleValue();
    marks.add(
        new Plot.Line(
            Optional.of(Text.of("least loss", "perte minimale")),
            Tint.GREY,
            Stroke.DASHED,
            1.2,
            List.of(new Point(0, least), new Point(last, least))));
    return new Exhibit.Figure(
        "curves",
        Phrase.of(
            "(a) Loss curves of gradient descent from {0} starts near each saddle, at distance {1}",
            "(a) Courbes de perte de la descente de gradient, {0} départs près de chaque selle, à distance {1}",
            shown.getFirst().losses().length,
            shown.getFirst().distance()),
        Text.of(
            "Losses against the epoch, one line a start, one colour a saddle; a line is flat as long as the start stays near its saddle, or"
                + " comes near another.",
            "Pertes selon l'époque, une ligne par départ, une couleur par selle ; une ligne est plate tant que le départ reste près de sa"
                + " selle, ou en approche une autre."),
        List.of(
            new Plot(
                Plot.Axis.linear(Text.of("epoch", "époque"), 0, last),
                Plot.Axis.linear(Text.of("loss E", "perte E"), 0, 1.05 * top),
                false,
                marks)));
  }

  /** (b) of the slide: the histogram, and below it the medians by distance. */
  static Exhibit.Figure histogram(List<EscapeRuns> all, double shown, int most) {
    List<Plot.Mark> bars = new ArrayList<>();
    List<EscapeRuns> runs = all.stream().filter(r -> r.distance() == shown).toList();
    double tallest = 0;
    for (EscapeRuns r : runs) {
      double[] counts = counts(r.escapes(), most);
      boolean first = true;
      for (int b = 0; b < counts.length; b++) {
        if (counts[b] == 0) {
          continue;
        }
        double share = counts[b] / r.escapes().length;
        tallest = Math.max(tallest, share);
        double from = Math.pow(2, (double) b / BINS);
        double to = Math.pow(2, (b + 1.0) / BINS);
        bars.add(
            new Plot.Area(
                first ? Optional.of(r.saddle().kind().text()) : Optional.empty(),
                tint(r.saddle().kind()),
                0.55,
                List.of(
                    new Point(from, 0),
                    new Point(from, share),
                    new Point(to, share),
                    new Point(to, 0))));
        first = false;
      }
    }
    Text epoch = Text.of("escape epoch", "époque de fuite");
    Plot histogram =
        new Plot(
            range(epoch, runs),
            Plot.Axis.linear(
                Text.of("share of starts", "part des départs"), 0, 1.1 * Math.max(tallest, 0.1)),
            false,
            bars);
    return new Exhibit.Figure(
        "histogram",
        Phrase.of(
            "(b) Histogram of escape epochs at distance {0} (four bins a doubling), and median with the range from 10 % to 90 % by distance",
            "(b) Histogramme des époques de fuite à la distance {0} (quatre classes par doublement), puis médiane et intervalle de 10 % à 90 % selon la"
                + " distance",
            shown),
        Text.of(
            "Bars on a logarithmic axis of epochs, one colour a saddle. Below, one line a saddle: the median escape epoch against the"
                + " distance of the start.",
            "Des barres sur un axe logarithmique d'époques, une couleur par selle. Dessous, une ligne par selle : l'époque médiane de fuite"
                + " selon la distance du départ."),
        List.of(histogram, byDistance(all)));
  }

  /** A logarithmic axis with room on both sides of the escapes. */
  private static Plot.Axis range(Text label, List<EscapeRuns> runs) {
    double least = Double.POSITIVE_INFINITY;
    double largest = 1;
    for (EscapeRuns r : runs) {
      for (int e : r.escapes()) {
        if (e > 0) {
          least = Math.min(least, e);
          largest = Math.max(largest, e);
        }
      }
    }
    return Plot.Axis.logarithmic(label, Math.min(least, largest) / 2, 2 * largest);
  }

  /** Counts by [2^{b/BINS}, 2^{(b+1)/BINS}); epochs 0 in the first bin. */
  static double[] counts(int[] escapes, int most) {
    double[] counts = new double[bin(most) + 1];
    for (int e : escapes) {
      if (e >= 0) {
        counts[bin(e)]++;
      }
    }
    return counts;
  }

  private static int bin(int epoch) {
    return epoch < 1 ? 0 : (int) Math.floor(BINS * Math.log(epoch) / Math.log(2) + 1e-9);
  }

  private static Plot byDistance(List<EscapeRuns> all) {
    List<Plot.Mark> marks = new ArrayList<>();
    double least = all.stream().mapToDouble(EscapeRuns::distance).min().orElse(1);
    double largest = all.stream().mapToDouble(EscapeRuns::distance).max().orElse(1);
    for (Kind kind : Kind.values()) {
      List<EscapeRuns> runs =
          all.stream()
              .filter(r -> r.saddle().kind() == kind)
              // where all starts diverged there is no median
              .filter(r -> r.diverged() < r.escapes().length)
              .toList();
      List<Point> medians = new ArrayList<>();
      for (EscapeRuns r : runs) {
        medians.add(new Point(r.distance(), r.quantile(0.5)));
        marks.add(
            new Plot.Line(
                Optional.empty(),
                tint(kind),
                Stroke.SOLID,
                1,
                List.of(
                    new Point(r.distance(), r.quantile(0.1)),
                    new Point(r.distance(), r.quantile(0.9)))));
      }
      marks.add(new Plot.Line(Optional.of(kind.text()), tint(kind), Stroke.SOLID, 2, medians));
      marks.add(new Plot.Dots(Optional.empty(), tint(kind), Plot.Shape.CIRCLE, true, medians));
    }
    Double[] places =
        all.stream().map(EscapeRuns::distance).distinct().sorted().toArray(Double[]::new);
    return new Plot(
        Plot.Axis.logarithmic(Text.of("distance ε", "distance ε"), least / 1.3, 1.3 * largest)
            .at(places),
        range(Text.of("escape epoch", "époque de fuite"), all),
        false,
        marks);
  }
}
