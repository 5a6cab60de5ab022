package org.theoria.theorems.geometry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.experiment.Exhibit;
import org.theoria.experiment.Plot;
import org.theoria.experiment.Plot.Anchor;
import org.theoria.experiment.Plot.Point;
import org.theoria.experiment.Plot.Shape;
import org.theoria.experiment.Plot.Stroke;
import org.theoria.experiment.Plot.Tint;
import org.theoria.proposition.Text;
import org.theoria.theorems.geometry.FourTraining.Iterate;

/** The figures of the experiment: the image with paths in it, and what happens along a path. */
final class FourPictures {
  private FourPictures() {}

  /** Longer than the diagonal of the picture. */
  private static final double FAR = 20;

  private static final double TAN_30 = 1 / StrictMath.sqrt(3);

  private static Point point(RationalMatrix z) {
    double[] xy = FourRisk.projected(z);
    return new Point(xy[0], xy[1]);
  }

  private static Optional<Text> name(String en, String fr) {
    return Optional.of(Text.of(en, fr));
  }

  /** The six images, by pattern and rank. */
  private static List<Plot.Mark> regions() {
    List<Plot.Mark> marks = new ArrayList<>();
    Point apex = new Point(0, 0);
    Point up = new Point(FAR, FAR * TAN_30);
    Point along = new Point(FAR, 0);
    Point down = new Point(FAR, -FAR * TAN_30);
    Optional<Text> none = Optional.empty();
    marks.add(
        new Plot.Area(name("011: r = 3", "011 : r = 3"), Tint.SKY, 0.4, List.of(apex, along, up)));
    marks.add(new Plot.Area(none, Tint.SKY, 0.4, List.of(apex, minus(along), minus(up))));
    marks.add(
        new Plot.Area(
            name("110: r = 3", "110 : r = 3"), Tint.ORANGE, 0.3, List.of(apex, along, down)));
    marks.add(new Plot.Area(none, Tint.ORANGE, 0.3, List.of(apex, minus(along), minus(down))));
    marks.add(line("001: r = 2", "001 : r = 2", Tint.BLUE, Stroke.SOLID, up));
    marks.add(line("111: r = 2", "111 : r = 2", Tint.GREEN, Stroke.SOLID, along));
    marks.add(line("100: r = 2", "100 : r = 2", Tint.VERMILION, Stroke.SOLID, down));
    marks.add(
        new Plot.Dots(
            name("000: r = 1", "000 : r = 1"), Tint.BLACK, Shape.SQUARE, true, List.of(apex)));
    return marks;
  }

  private static Point minus(Point p) {
    return new Point(-p.x(), -p.y());
  }

  private static Plot.Mark line(String en, String fr, Tint tint, Stroke stroke, Point end) {
    return new Plot.Line(name(en, fr), tint, stroke, 2.2, List.of(minus(end), end));
  }

  private static Plot plane(Point least, Point most, List<Plot.Mark> marks) {
    return new Plot(
        Plot.Axis.linear(Text.of("(y₃ − y₁)/√2", "(y₃ − y₁)/√2"), least.x(), most.x()),
        Plot.Axis.linear(Text.of("(y₁ − 2y₂ + y₃)/√6", "(y₁ − 2y₂ + y₃)/√6"), least.y(), most.y()),
        true,
        marks);
  }

  /** The image with the path to a target inside. */
  static Exhibit.Figure image(FourPath path, List<FourPath.Plateau> plateaus) {
    List<Plot.Mark> marks = new ArrayList<>(regions());
    List<Point> points =
        path.iterates().stream().map(i -> point(i.point().output(FourPoint.X))).toList();
    marks.add(
        new Plot.Line(
            name("gradient descent", "descente de gradient"),
            Tint.BLACK,
            Stroke.SOLID,
            2.6,
            points));
    marks.add(
        new Plot.Dots(
            name("critical points passed", "points critiques approchés"),
            Tint.PURPLE,
            Shape.CIRCLE,
            true,
            plateaus.stream().map(p -> image(p.critical())).toList()));
    marks.add(target(path.risk()));
    for (FourPath.Plateau p : plateaus) {
      int d = FourTable.envelope(p.critical().point(), FourPoint.X);
      Point at = image(p.critical());
      marks.add(
          new Plot.Label(
              Text.of("d = " + d, "d = " + d),
              new Point(at.x() - 0.12, at.y() + 0.18),
              Anchor.END));
    }
    return new Exhibit.Figure(
        "image",
        Text.of(
            "The image of $\\mathbb R^4$ in $(1,1,1)^\\perp$, in the orthonormal basis $(-1,0,1)/\\sqrt2$, $(1,-2,1)/\\sqrt6$ (the slide does"
                + " not name its own): by pattern with its largest rank $r$, and $f_{\\theta^k}(X)$ along the path",
            "L'image de $\\mathbb R^4$ dans $(1,1,1)^\\perp$, dans la base orthonormée $(-1,0,1)/\\sqrt2$, $(1,-2,1)/\\sqrt6$ (la diapositive"
                + " ne nomme pas la sienne) : par motif avec son plus grand rang $r$, et $f_{\\theta^k}(X)$ le long du chemin"),
        Text.of(
            "Two opposite cones of 60 degrees around the horizontal axis, each cut in two by the line of pattern 111; the path runs from"
                + " the apex along that line, turns up into the cone of pattern 011 and ends at the target.",
            "Deux cônes opposés de 60 degrés autour de l'axe horizontal, chacun coupé en deux par la droite du motif 111 ; le chemin part du"
                + " sommet, suit cette droite, monte dans le cône du motif 011 et finit à la cible."),
        List.of(plane(new Point(-5, -3), new Point(5, 3), marks)));
  }

  private static Point image(FourRisk.Critical c) {
    return point(c.point().output(FourPoint.X));
  }

  private static Plot.Mark target(FourRisk risk) {
    return new Plot.Dots(
        name("target Y", "cible Y"),
        Tint.VERMILION,
        Shape.DIAMOND,
        false,
        List.of(point(risk.y())));
  }

  /** The image with a target outside, and where the runs end. */
  static Exhibit.Figure outside(FourStarts starts) {
    List<Plot.Mark> marks = new ArrayList<>(regions());
    List<Point> ends = new ArrayList<>();
    List<Plot.Mark> labels = new ArrayList<>();
    for (Map.Entry<String, List<FourStarts.Run>> end : starts.byEnd().entrySet()) {
      Optional<FourRisk.Critical> minimiser = end.getValue().getFirst().minimiser();
      if (minimiser.isPresent()) {
        Point at = image(minimiser.get());
        ends.add(at);
        labels.add(label(end.getKey(), end.getValue().size(), at));
        marks.add(
            new Plot.Line(
                Optional.empty(),
                Tint.GREY,
                Stroke.DASHED,
                1.2,
                List.of(point(starts.risk().y()), at)));
      }
    }
    marks.add(
        new Plot.Dots(
            name("where runs end", "où finissent les essais"),
            Tint.PURPLE,
            Shape.CIRCLE,
            true,
            ends));
    marks.add(target(starts.risk()));
    marks.addAll(labels);
    return new Exhibit.Figure(
        "outside",
        Text.of(
            "A target outside the image: the runs end at its projections on the lines and on 0",
            "Une cible hors de l'image : les essais finissent en ses projections sur les droites et en 0"),
        Text.of(
            "The same cones; the target is below them, and dashed lines join it to the points of the three lines and of the apex at which"
                + " runs end.",
            "Les mêmes cônes ; la cible est au-dessous, et des tirets la joignent aux points des trois droites et du sommet où finissent les"
                + " essais."),
        List.of(plane(new Point(-1.5, -2.5), new Point(2.5, 1), marks)));
  }

  /** Beside a point, where the lines leave room. */
  private static Plot.Label label(String pattern, int runs, Point at) {
    Text text =
        Text.of(
            pattern + ": " + runs + (runs == 1 ? " run" : " runs"),
            pattern + " : " + runs + (runs < 2 ? " essai" : " essais"));
    boolean right = pattern.equals("111") || pattern.equals("100");
    double up = pattern.equals("001") ? -0.16 : 0.12;
    return new Plot.Label(
        text,
        new Point(at.x() + (right ? 0.08 : -0.08), at.y() + up),
        right ? Anchor.START : Anchor.END);
  }

  /** E, ‖∇E‖ and d along the path. */
  static Exhibit.Figure along(FourPath path, List<FourPath.Plateau> plateaus) {
    double last = Math.max(1, path.iterates().getLast().step());
    Plot.Axis steps = Plot.Axis.linear(Text.of("step k", "pas k"), -0.015 * last, 1.015 * last);
    List<Plot.Mark> d = new ArrayList<>(bands(plateaus, 0.5, 3.5));
    d.add(
        new Plot.Line(
            name("d(θᵏ)", "d(θᵏ)"), Tint.BLUE, Stroke.SOLID, 2.4, stairs(path.iterates())));
    d.add(
        new Plot.Dots(
            name("d of the critical point that is near", "d du point critique proche"),
            Tint.PURPLE,
            Shape.CIRCLE,
            true,
            plateaus.stream()
                .map(
                    p ->
                        new Point(
                            (p.from() + p.to()) / 2.0,
                            FourTable.envelope(p.critical().point(), FourPoint.X)))
                .toList()));
    return new Exhibit.Figure(
        "along-the-path",
        Text.of(
            "Along the path: $E$ and $\\|\\nabla E\\|$ as computed, $d(\\theta^k)$ exactly at the iterates; the plateaus shaded",
            "Le long du chemin : $E$ et $\\|\\nabla E\\|$ tels que calculés, $d(\\theta^k)$ exactement aux itérés ; les plateaux ombrés"),
        Text.of(
            "Three curves against the step: the loss stays on two plateaus and then falls to zero, the norm of the gradient has a dip on"
                + " each plateau, and d steps up from 2 to 3 at the end of the second.",
            "Trois courbes selon le pas : la perte reste sur deux plateaux puis tombe à zéro, la norme du gradient a un creux sur chaque"
                + " plateau, et d passe de 2 à 3 à la fin du second."),
        List.of(
            curve("E", path, Iterate::loss, 1e-4, steps, plateaus, Tint.VERMILION),
            curve("‖∇E‖", path, Iterate::gradientNorm, 1e-8, steps, plateaus, Tint.GREEN),
            new Plot(
                steps, Plot.Axis.linear(Text.of("d", "d"), 0.5, 3.5).at(1.0, 2.0, 3.0), false, d)));
  }

  /** On a logarithmic axis that ends at this share of the largest value, or at the least. */
  private static Plot curve(
      String label,
      FourPath path,
      ToDoubleFunction<Iterate> value,
      double share,
      Plot.Axis steps,
      List<FourPath.Plateau> plateaus,
      Tint tint) {
    double least = path.iterates().stream().mapToDouble(value).filter(v -> v > 0).min().orElse(1);
    double most = path.iterates().stream().mapToDouble(value).max().orElse(1);
    double from = Math.max(least / 2, share * most);
    Text text = Text.of(label, label);
    List<Plot.Mark> marks = new ArrayList<>(bands(plateaus, from, 2 * most));
    marks.add(
        new Plot.Line(
            Optional.of(text),
            tint,
            Stroke.SOLID,
            2.2,
            path.iterates().stream()
                .map(i -> new Point(i.step(), value.applyAsDouble(i)))
                .toList()));
    return new Plot(steps, Plot.Axis.logarithmic(text, from, 2 * most), false, marks);
  }

  private static List<Plot.Mark> bands(List<FourPath.Plateau> plateaus, double from, double to) {
    return plateaus.stream()
        .filter(p -> p.length() > 1)
        .<Plot.Mark>map(
            p ->
                new Plot.Area(
                    Optional.empty(),
                    Tint.GREY,
                    0.25,
                    List.of(
                        new Point(p.from(), from),
                        new Point(p.to(), from),
                        new Point(p.to(), to),
                        new Point(p.from(), to))))
        .toList();
  }

  /** d(θ^k) with vertical steps. */
  private static List<Point> stairs(List<Iterate> iterates) {
    List<Point> points = new ArrayList<>();
    for (Iterate i : iterates) {
      int d = FourPath.dimension(i);
      if (!points.isEmpty() && points.getLast().y() != d) {
        points.add(new Point(i.step(), points.getLast().y()));
      }
      if (points.isEmpty() || points.getLast().y() != d) {
        points.add(new Point(i.step(), d));
      }
    }
    if (!points.isEmpty()) {
      points.add(new Point(iterates.getLast().step(), points.getLast().y()));
    }
    return points;
  }
}
