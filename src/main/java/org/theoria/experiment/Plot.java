package org.theoria.experiment;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.theoria.proposition.Text;

/**
 * Marks in a plane with two axes, in the coordinates of what is shown. Texts are plain, without
 * formulas between dollar signs.
 *
 * @param x the horizontal axis
 * @param y the vertical axis
 * @param isometric whether a unit is as long on both axes
 * @param marks what is drawn, later ones over earlier ones
 */
public record Plot(Axis x, Axis y, boolean isometric, List<Mark> marks) {

  public Plot {
    marks = List.copyOf(marks);
  }

  /**
   * An axis.
   *
   * @param label what it measures
   * @param from its least value, positive on a logarithmic one
   * @param to its largest value
   * @param logarithmic whether equal ratios are equally long
   * @param ticks where it is labelled; empty for places chosen by whoever draws it
   */
  public record Axis(Text label, double from, double to, boolean logarithmic, List<Double> ticks) {
    public Axis {
      ticks = List.copyOf(ticks);
      if (!(from < to) || (logarithmic && !(from > 0)) || Double.isInfinite(to - from)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "axis %s: expected an interval%s, got [%s, %s]",
                label.en(),
                logarithmic ? " of positive numbers" : "",
                from,
                to));
      }
    }

    public static Axis linear(Text label, double from, double to) {
      return new Axis(label, from, to, false, List.of());
    }

    public static Axis logarithmic(Text label, double from, double to) {
      return new Axis(label, from, to, true, List.of());
    }

    /** The same axis, labelled here. */
    public Axis at(Double... places) {
      return new Axis(label, from, to, logarithmic, List.of(places));
    }
  }

  /** A point of the plane; ±∞ is at the border, NaN is refused. */
  public record Point(double x, double y) {
    public Point {
      if (Double.isNaN(x) || Double.isNaN(y)) {
        throw new IllegalArgumentException(
            String.format(Locale.ROOT, "point: expected numbers, got (%s, %s)", x, y));
      }
    }
  }

  /** Colours that are told apart with any colour vision (Okabe and Ito 2008), and grey. */
  public enum Tint {
    BLACK,
    GREY,
    ORANGE,
    SKY,
    GREEN,
    BLUE,
    VERMILION,
    PURPLE
  }

  /** How a line is drawn. */
  public enum Stroke {
    SOLID,
    DASHED,
    DOTTED
  }

  /** The shape of a dot. */
  public enum Shape {
    CIRCLE,
    SQUARE,
    DIAMOND,
    TRIANGLE,
    CROSS
  }

  /** On which side of its point a label begins. */
  public enum Anchor {
    START,
    MIDDLE,
    END
  }

  /** Something drawn. A mark with a name is in the legend. */
  public sealed interface Mark {
    /** The name in the legend. */
    Optional<Text> name();
  }

  /**
   * A line through points; points outside the axes are cut off.
   *
   * @param width in pixels
   */
  public record Line(
      Optional<Text> name, Tint tint, Stroke stroke, double width, List<Point> points)
      implements Mark {
    public Line {
      points = List.copyOf(points);
    }
  }

  /**
   * A filled polygon.
   *
   * @param opacity of (0, 1]
   */
  public record Area(Optional<Text> name, Tint tint, double opacity, List<Point> corners)
      implements Mark {
    public Area {
      corners = List.copyOf(corners);
    }
  }

  /** Points, each with the same sign. */
  public record Dots(
      Optional<Text> name, Tint tint, Shape shape, boolean filled, List<Point> points)
      implements Mark {
    public Dots {
      points = List.copyOf(points);
    }
  }

  /** A short text. */
  public record Label(Text text, Point at, Anchor anchor) implements Mark {
    @Override
    public Optional<Text> name() {
      return Optional.empty();
    }
  }
}
