package org.theoria.theorems.landscape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.theoria.experiment.Exhibit;
import org.theoria.experiment.Exhibit.Column;
import org.theoria.experiment.Phrase;
import org.theoria.experiment.Plot;
import org.theoria.experiment.Plot.Point;
import org.theoria.experiment.Plot.Stroke;
import org.theoria.experiment.Plot.Tint;
import org.theoria.proposition.Text;
import org.theoria.theorems.landscape.DepthCase.Family;

/** The tables and figures of the experiment vanishing-exploding. */
final class DepthExhibits {
  private DepthExhibits() {}

  private static final List<Tint> TINTS =
      List.of(Tint.BLUE, Tint.VERMILION, Tint.GREEN, Tint.PURPLE, Tint.ORANGE);

  /** Axes of norms end here: beyond, nothing is told apart. */
  private static final double LEAST = 1e-60;

  private static final double LARGEST = 1e60;

  private static Tint tint(DepthCase kind) {
    int place =
        (int)
            Arrays.stream(DepthCase.values())
                .filter(c -> c.family == kind.family && c.compareTo(kind) < 0)
                .count();
    return TINTS.get(place);
  }

  /** One row for each kind and depth. */
  static Exhibit.Table summary(List<DepthRuns> all) {
    List<List<Text>> rows = new ArrayList<>();
    for (DepthRuns r : all) {
      double rate = StrictMath.pow(r.ratio(), 1.0 / (r.depth() - r.kind().lowest()));
      rows.add(
          Phrase.row(
              r.kind().full(),
              r.depth(),
              factor(r.least(DepthNetwork::lower)),
              factor(r.largest(DepthNetwork::upper)),
              r.contracts()
                  ? Text.of("contracts", "contracte")
                  : r.expands()
                      ? Text.of("expands", "dilate")
                      : r.kind().residual ? Text.of("other form", "autre forme") : Exhibit.cell(""),
              r.ratio(),
              r.least(n -> n.ratio(r.kind().lowest())),
              r.largest(n -> n.ratio(r.kind().lowest())),
              rate,
              r.gradientRatio()));
    }
    return new Exhibit.Table(
        "depths",
        Text.of(
            "All kinds and depths: the factors $q_-$, $q_+$ of all runs, which hypothesis of slide 47 holds, $\\|\\Delta_1\\|/\\|\\Delta_H\\|$"
                + " ($\\Delta_2$ for residual blocks; median, least, largest), its rate a layer, and $\\|\\partial E/\\partial W_1\\|/\\|\\partial E/\\partial W_H\\|$",
            "Tous les réseaux et profondeurs : les facteurs $q_-$, $q_+$ de tous les essais, l'hypothèse de la diapositive 47 qui est vraie,"
                + " $\\|\\Delta_1\\|/\\|\\Delta_H\\|$ ($\\Delta_2$ pour les blocs résiduels ; médiane, minimum, maximum), son taux par couche, et $\\|\\partial E/\\partial"
                + " W_1\\|/\\|\\partial E/\\partial W_H\\|$"),
        List.of(
            Column.words("network", "network", "réseau"),
            Column.numbers("depth", "$H$", "$H$"),
            Column.numbers("lower", "$q_-$", "$q_-$"),
            Column.numbers("upper", "$q_+$", "$q_+$"),
            Column.words("hypothesis", "every layer", "chaque couche"),
            Column.numbers("ratio", "median", "médiane"),
            Column.numbers("ratio-least", "least", "min."),
            Column.numbers("ratio-largest", "largest", "max."),
            Column.numbers("rate", "rate", "taux"),
            Column.numbers(
                "gradient-ratio", "$\\partial E/\\partial W$", "$\\partial E/\\partial W$")),
        rows,
        true);
  }

  private static Text factor(double q) {
    return Exhibit.cell(Double.isNaN(q) ? "" : q < DepthNetwork.ROUNDING ? "0" : Phrase.digits(q));
  }

  /** The medians by layer, at one depth. */
  static Exhibit.Table layers(List<DepthRuns> deepest) {
    List<List<Text>> rows = new ArrayList<>();
    for (DepthRuns r : deepest) {
      for (int h = 1; h <= r.depth(); h++) {
        int layer = h;
        rows.add(
            Exhibit.row(
                r.kind().id(),
                Integer.toString(h),
                Double.toString(r.median(n -> n.deltas()[layer - 1])),
                Double.toString(r.median(n -> n.ratio(layer))),
                Double.toString(r.median(n -> n.gradients()[layer - 1])),
                bound(r, r.largest(DepthNetwork::upper), h),
                bound(r, r.least(DepthNetwork::lower), h)));
      }
    }
    return new Exhibit.Table(
        "layers",
        Text.of(
            "The medians by layer, and the bounds:", "Les médianes par couche, et les bornes :"),
        List.of(
            Column.words("network", "network", "réseau"),
            Column.numbers("layer", "h", "h"),
            Column.numbers("delta", "delta", "delta"),
            Column.numbers("ratio", "ratio", "rapport"),
            Column.numbers("gradient", "gradient", "gradient"),
            Column.numbers("upper-bound", "upper bound", "majorant"),
            Column.numbers("lower-bound", "lower bound", "minorant")),
        rows,
        false);
  }

  private static String bound(DepthRuns r, double q, int h) {
    return Double.isNaN(q) ? "" : Double.toString(StrictMath.pow(q, r.depth() - h));
  }

  /** ‖Δ_h‖/‖Δ_H‖ against h, with the bounds of those kinds for which a hypothesis holds. */
  static Exhibit.Figure byLayer(List<DepthRuns> deepest) {
    int depth = deepest.getFirst().depth();
    List<Plot> panels = new ArrayList<>();
    for (Family family : Family.values()) {
      List<Plot.Mark> marks = new ArrayList<>();
      of(deepest, family).forEach(r -> marks.add(line(r, n -> h -> n.ratio(h))));
      boolean named = false;
      for (DepthRuns r : of(deepest, family)) {
        double q = r.contracts() ? r.largest(DepthNetwork::upper) : r.least(DepthNetwork::lower);
        if (r.contracts() || r.expands()) {
          Optional<Text> name =
              named ? Optional.empty() : Optional.of(Text.of("bound q^(H−h)", "borne q^(H−h)"));
          named = true;
          List<Point> bound = new ArrayList<>();
          for (int h = 1; h <= depth; h++) {
            bound.add(new Point(h, StrictMath.pow(q, depth - h)));
          }
          marks.add(new Plot.Line(name, Tint.BLACK, Stroke.DASHED, 1.2, bound));
        }
      }
      panels.add(panel(family, Text.of("‖Δₕ‖ / ‖Δ_H‖", "‖Δₕ‖ / ‖Δ_H‖"), depth, marks));
    }
    return new Exhibit.Figure(
        "by-layer",
        Phrase.of(
            "$\\|\\Delta_h\\|/\\|\\Delta_H\\|$ by layer at $H={0}$, medians of {1} runs; dashed: the bound $q^{H-h}$ of slide 47 where its"
                + " hypothesis holds",
            "$\\|\\Delta_h\\|/\\|\\Delta_H\\|$ par couche à $H={0}$, médianes de {1} essais ; tirets : la borne $q^{H-h}$ de la diapositive 47"
                + " là où son hypothèse est vraie",
            depth,
            deepest.getFirst().runs().size()),
        Text.of(
            "Four panels on logarithmic axes: tanh, ReLU, orthogonal weights, residual blocks. Too small weights give lines that rise with"
                + " the layer, too large ones lines that fall, and some stay nearly level.",
            "Quatre cadres aux axes logarithmiques : tanh, ReLU, poids orthogonaux, blocs résiduels. De trop petits poids donnent des lignes"
                + " qui montent avec la couche, de trop grands des lignes qui descendent, et quelques-unes restent presque horizontales."),
        panels);
  }

  /** ‖∂E/∂W_h‖ against h. */
  static Exhibit.Figure gradients(List<DepthRuns> deepest) {
    int depth = deepest.getFirst().depth();
    List<Plot> panels = new ArrayList<>();
    for (Family family : Family.values()) {
      List<Plot.Mark> marks = new ArrayList<>();
      for (DepthRuns r : of(deepest, family)) {
        marks.add(line(r, n -> h -> n.gradients()[h - 1]));
      }
      panels.add(panel(family, Text.of("‖∂E/∂Wₕ‖", "‖∂E/∂Wₕ‖"), depth, marks));
    }
    return new Exhibit.Figure(
        "gradients",
        Phrase.of(
            "The norm of $\\partial E/\\partial W_h$ by layer at $H={0}$, medians",
            "La norme de $\\partial E/\\partial W_h$ par couche à $H={0}$, médianes", depth),
        Text.of(
            "The same four panels for the gradient in the weights of each layer, which is also as large as the activations before it.",
            "Les mêmes quatre cadres pour le gradient en les poids de chaque couche, qui croît aussi avec les activations qui précèdent."),
        panels);
  }

  /** A quantity of a network by layer. */
  private interface ByLayer {
    double at(int h);
  }

  private static Plot.Mark line(
      DepthRuns r, java.util.function.Function<DepthNetwork, ByLayer> value) {
    List<Point> points = new ArrayList<>();
    int step = r.kind().lowest(); // of residual blocks the ends
    for (int h = step; h <= r.depth(); h += step) {
      int layer = h;
      points.add(new Point(h, clamp(r.median(n -> value.apply(n).at(layer)))));
    }
    return new Plot.Line(Optional.of(r.kind().text()), tint(r.kind()), Stroke.SOLID, 2, points);
  }

  /** ‖Δ_1‖/‖Δ_H‖ against H. */
  static Exhibit.Figure byDepth(List<DepthRuns> all) {
    List<Plot> panels = new ArrayList<>();
    int most = all.stream().mapToInt(DepthRuns::depth).max().orElse(2);
    for (Family family : Family.values()) {
      List<Plot.Mark> marks = new ArrayList<>();
      for (DepthCase kind : DepthCase.values()) {
        ToDoubleFunction<DepthNetwork> first = n -> n.ratio(kind.lowest());
        List<DepthRuns> runs = of(all, family).stream().filter(r -> r.kind() == kind).toList();
        if (runs.isEmpty()) {
          continue;
        }
        List<Point> points = new ArrayList<>();
        for (DepthRuns r : runs) {
          points.add(new Point(r.depth(), clamp(r.ratio())));
          marks.add(
              new Plot.Line(
                  Optional.empty(),
                  tint(kind),
                  Stroke.SOLID,
                  1,
                  List.of(
                      new Point(r.depth(), clamp(r.least(first))),
                      new Point(r.depth(), clamp(r.largest(first))))));
        }
        marks.add(new Plot.Line(Optional.of(kind.text()), tint(kind), Stroke.SOLID, 2, points));
        marks.add(new Plot.Dots(Optional.empty(), tint(kind), Plot.Shape.CIRCLE, true, points));
      }
      panels.add(
          panel(
              Phrase.of("depth H ({0})", "profondeur H ({0})", family.text()),
              Text.of("‖Δ₁‖ / ‖Δ_H‖", "‖Δ₁‖ / ‖Δ_H‖"),
              most,
              marks));
    }
    return new Exhibit.Figure(
        "by-depth",
        Text.of(
            "$\\|\\Delta_1\\|/\\|\\Delta_H\\|$ against the depth: medians, and bars from the least run to the largest",
            "$\\|\\Delta_1\\|/\\|\\Delta_H\\|$ selon la profondeur : médianes, et barres du plus petit essai au plus grand"),
        Text.of(
            "Four panels on logarithmic axes; a line that falls is a vanishing gradient, one that rises an exploding one.",
            "Quatre cadres aux axes logarithmiques ; une ligne qui descend est un gradient qui s'évanouit, une qui monte un gradient qui"
                + " explose."),
        panels);
  }

  private static List<DepthRuns> of(List<DepthRuns> all, Family family) {
    return all.stream().filter(r -> r.kind().family == family).toList();
  }

  private static double clamp(double value) {
    return Math.clamp(value, LEAST, LARGEST);
  }

  private static Plot panel(Family family, Text label, int depth, List<Plot.Mark> marks) {
    return panel(Phrase.of("layer h ({0})", "couche h ({0})", family.text()), label, depth, marks);
  }

  private static Plot panel(Text axis, Text label, int depth, List<Plot.Mark> marks) {
    double least = LARGEST;
    double largest = LEAST;
    for (Plot.Mark m : marks) {
      if (m instanceof Plot.Line l) {
        for (Point p : l.points()) {
          least = Math.min(least, p.y());
          largest = Math.max(largest, p.y());
        }
      }
    }
    double from = Math.max(LEAST / 2, Math.min(least / 2, 0.1));
    double to = Math.min(2 * LARGEST, Math.max(2 * largest, 10));
    return new Plot(
        Plot.Axis.linear(axis, 0, 1.02 * depth),
        Plot.Axis.logarithmic(label, from, to),
        false,
        marks);
  }
}
