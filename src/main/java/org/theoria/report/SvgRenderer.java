package org.theoria.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.theoria.experiment.Plot;
import org.theoria.proposition.Language;
import org.theoria.proposition.Text;

/**
 * Draws a figure as SVG: axes, marks, a legend, on white. The same figure gives the same text. A
 * nested svg element cuts the marks off at the axes, so that nothing refers to an id.
 *
 * @param language of labels and legends
 */
record SvgRenderer(Language language) {

  private static final double WIDTH = 760;
  private static final double LEFT = 66;
  private static final double RIGHT = 14;
  private static final double TOP = 12;
  private static final double BOTTOM = 46;
  private static final double PANEL_HEIGHT = 220;

  /** The longest side of an isometric plot; the legend stands to its right. */
  private static final double SQUARE = 470;

  private static final double LEGEND_LINE = 20;
  private static final double SIGN_WIDTH = 26;

  /** Rather more than the width of a letter of 12 pixels, so that names stay apart. */
  private static final double LETTER = 7.2;

  private static final double DOT = 4.2;

  /** As a file of its own. */
  String file(Doc.Figure figure) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        + svg(figure, " xmlns=\"http://www.w3.org/2000/svg\"")
        + "\n";
  }

  /** As an element of an HTML page. */
  String inline(Doc.Figure figure) {
    return svg(figure, "");
  }

  private String svg(Doc.Figure figure, String namespace) {
    StringBuilder body = new StringBuilder();
    double y = 0;
    for (Plot panel : figure.panels()) {
      y = panel(body, panel, y);
    }
    String size = number(WIDTH) + " " + number(y);
    return "<svg"
        + namespace
        + " role=\"img\" viewBox=\"0 0 "
        + size
        + "\" width=\""
        + number(WIDTH)
        + "\" height=\""
        + number(y)
        + "\" font-family=\"system-ui, 'Helvetica Neue', Arial, sans-serif\" font-size=\"12\""
        + " fill=\"#1d1f23\">\n<title>"
        + HtmlText.line(figure.alternative())
        + "</title>\n<rect width=\""
        + number(WIDTH)
        + "\" height=\""
        + number(y)
        + "\" fill=\"#ffffff\"/>\n"
        + body
        + "</svg>";
  }

  /** Draws one plot from this height down; where it ends. */
  private double panel(StringBuilder out, Plot plot, double top) {
    List<Plot.Mark> named = plot.marks().stream().filter(m -> m.name().isPresent()).toList();
    double width = WIDTH - LEFT - RIGHT;
    double height = PANEL_HEIGHT;
    double above = top + TOP;
    if (plot.isometric()) {
      double dx = plot.x().to() - plot.x().from();
      double dy = plot.y().to() - plot.y().from();
      double unit = SQUARE / Math.max(dx, dy);
      width = unit * dx;
      height = unit * dy;
      legendBeside(out, named, LEFT + width + 16, above + 10);
    } else {
      above = legendAbove(out, named, above);
    }
    SvgScale x = new SvgScale(plot.x(), 0, width);
    SvgScale y = new SvgScale(plot.y(), height, 0);
    axes(out, x, y, above);
    out.append("<svg x=\"").append(number(LEFT)).append("\" y=\"").append(number(above));
    out.append("\" width=\"").append(number(width)).append("\" height=\"").append(number(height));
    out.append("\">\n");
    for (Plot.Mark mark : plot.marks()) {
      if (!(mark instanceof Plot.Label)) {
        out.append(mark(mark, x, y)).append('\n');
      }
    }
    out.append("</svg>\n");
    for (Plot.Mark mark : plot.marks()) {
      if (mark instanceof Plot.Label l) {
        String place = at(LEFT + x.at(l.at().x()), above + y.at(l.at().y()));
        // a halo in the colour of the paper keeps letters readable on lines
        out.append("<text ").append(place).append(" text-anchor=\"").append(anchor(l.anchor()));
        out.append("\" stroke=\"#ffffff\" stroke-width=\"3\" paint-order=\"stroke\">");
        out.append(text(l.text())).append("</text>\n");
      }
    }
    out.append("<rect ").append(at(LEFT, above)).append(" width=\"").append(number(width));
    out.append("\" height=\"").append(number(height));
    out.append("\" fill=\"none\" stroke=\"#5b616b\"/>\n");
    return above + height + BOTTOM;
  }

  private void axes(StringBuilder out, SvgScale x, SvgScale y, double above) {
    double width = x.end();
    double height = y.start();
    for (double tick : x.ticks()) {
      double at = LEFT + x.at(tick);
      out.append(rule(at, above, at, above + height));
      label(out, at, above + height + 16, "middle", HtmlText.line(x.text(tick)));
    }
    for (double tick : y.ticks()) {
      double at = above + y.at(tick);
      out.append(rule(LEFT, at, LEFT + width, at));
      label(out, LEFT - 7, at + 4, "end", HtmlText.line(y.text(tick)));
    }
    label(out, LEFT + width / 2, above + height + 35, "middle", text(x.axis().label()));
    double middle = above + height / 2;
    out.append("<text transform=\"translate(16 ").append(number(middle));
    out.append(") rotate(-90)\" text-anchor=\"middle\">").append(text(y.axis().label()));
    out.append("</text>\n");
  }

  private static void label(StringBuilder out, double x, double y, String anchor, String text) {
    out.append("<text ").append(at(x, y)).append(" text-anchor=\"").append(anchor).append("\">");
    out.append(text).append("</text>\n");
  }

  private static String rule(double x1, double y1, double x2, double y2) {
    return "<line x1=\""
        + number(x1)
        + "\" y1=\""
        + number(y1)
        + "\" x2=\""
        + number(x2)
        + "\" y2=\""
        + number(y2)
        + "\" stroke=\"#e1e4e8\"/>\n";
  }

  private void legendBeside(StringBuilder out, List<Plot.Mark> named, double x, double y) {
    double line = y;
    for (Plot.Mark mark : named) {
      out.append(legend(mark, x, line));
      line += LEGEND_LINE;
    }
  }

  /** In rows; where they end. */
  private double legendAbove(StringBuilder out, List<Plot.Mark> named, double top) {
    double x = LEFT;
    double y = top + 8;
    for (Plot.Mark mark : named) {
      double width = SIGN_WIDTH + 22 + LETTER * name(mark).length();
      if (x > LEFT && x + width > WIDTH - RIGHT) {
        x = LEFT;
        y += LEGEND_LINE;
      }
      out.append(legend(mark, x, y));
      x += width;
    }
    return named.isEmpty() ? top : y + 14;
  }

  private String name(Plot.Mark mark) {
    return mark.name().map(t -> t.in(language)).orElse("");
  }

  private String legend(Plot.Mark mark, double x, double y) {
    SvgScale across = new SvgScale(unit(), x, x + SIGN_WIDTH);
    SvgScale down = new SvgScale(unit(), y + 6, y - 6);
    List<Plot.Point> middle = List.of(new Plot.Point(0.5, 0.5));
    List<Plot.Point> line = List.of(new Plot.Point(0, 0.5), new Plot.Point(1, 0.5));
    List<Plot.Point> box =
        List.of(
            new Plot.Point(0.1, 0),
            new Plot.Point(0.9, 0),
            new Plot.Point(0.9, 1),
            new Plot.Point(0.1, 1));
    Plot.Mark sign =
        switch (mark) {
          case Plot.Line l -> new Plot.Line(l.name(), l.tint(), l.stroke(), l.width(), line);
          case Plot.Area a -> new Plot.Area(a.name(), a.tint(), a.opacity(), box);
          case Plot.Dots d -> new Plot.Dots(d.name(), d.tint(), d.shape(), d.filled(), middle);
          case Plot.Label l -> l;
        };
    StringBuilder out = new StringBuilder(mark(sign, across, down)).append('\n');
    label(out, x + SIGN_WIDTH + 7, y + 4, "start", HtmlText.line(name(mark)));
    return out.toString();
  }

  private static Plot.Axis unit() {
    return Plot.Axis.linear(Text.of("sign", "signe"), 0, 1);
  }

  private static String mark(Plot.Mark mark, SvgScale x, SvgScale y) {
    return switch (mark) {
      case Plot.Line l ->
          "<polyline points=\""
              + points(l.points(), x, y)
              + "\" fill=\"none\" stroke=\""
              + colour(l.tint())
              + "\" stroke-width=\""
              + number(l.width())
              + "\" stroke-linejoin=\"round\""
              + dashes(l.stroke())
              + "/>";
      case Plot.Area a ->
          "<polygon points=\""
              + points(a.corners(), x, y)
              + "\" fill=\""
              + colour(a.tint())
              + "\" fill-opacity=\""
              + number(a.opacity())
              + "\"/>";
      case Plot.Dots d ->
          d.points().stream()
              .map(p -> dot(d, x.at(p.x()), y.at(p.y())))
              .collect(Collectors.joining("\n"));
      case Plot.Label l -> "";
    };
  }

  private static String points(List<Plot.Point> points, SvgScale x, SvgScale y) {
    return points.stream()
        .map(p -> number(x.at(p.x())) + "," + number(y.at(p.y())))
        .collect(Collectors.joining(" "));
  }

  private static String dot(Plot.Dots d, double x, double y) {
    String paint =
        " fill=\""
            + (d.filled() ? colour(d.tint()) : "#ffffff")
            + "\" stroke=\""
            + (d.filled() ? "#ffffff" : colour(d.tint()))
            + "\" stroke-width=\""
            + (d.filled() ? "1" : "2")
            + "\"/>";
    double r = DOT;
    return switch (d.shape()) {
      case CIRCLE ->
          "<circle cx=\""
              + number(x)
              + "\" cy=\""
              + number(y)
              + "\" r=\""
              + number(r)
              + "\""
              + paint;
      case SQUARE -> polygon(paint, x - r, y - r, x + r, y - r, x + r, y + r, x - r, y + r);
      case DIAMOND ->
          polygon(paint, x, y - 1.4 * r, x + 1.4 * r, y, x, y + 1.4 * r, x - 1.4 * r, y);
      case TRIANGLE -> polygon(paint, x, y - 1.4 * r, x + 1.3 * r, y + r, x - 1.3 * r, y + r);
      case CROSS ->
          "<path d=\"M"
              + number(x - r)
              + " "
              + number(y - r)
              + "L"
              + number(x + r)
              + " "
              + number(y + r)
              + "M"
              + number(x - r)
              + " "
              + number(y + r)
              + "L"
              + number(x + r)
              + " "
              + number(y - r)
              + "\" fill=\"none\" stroke=\""
              + colour(d.tint())
              + "\" stroke-width=\"2.4\"/>";
    };
  }

  private static String polygon(String paint, double... coordinates) {
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < coordinates.length; i += 2) {
      points.append(i == 0 ? "" : " ").append(number(coordinates[i])).append(',');
      points.append(number(coordinates[i + 1]));
    }
    return "<polygon points=\"" + points + "\"" + paint;
  }

  private static String dashes(Plot.Stroke stroke) {
    Optional<String> pattern =
        switch (stroke) {
          case SOLID -> Optional.empty();
          case DASHED -> Optional.of("7 4");
          case DOTTED -> Optional.of("2 3");
        };
    return pattern.map(p -> " stroke-dasharray=\"" + p + "\"").orElse("");
  }

  private static String anchor(Plot.Anchor anchor) {
    return switch (anchor) {
      case START -> "start";
      case MIDDLE -> "middle";
      case END -> "end";
    };
  }

  /** The palette of Okabe and Ito (2008) without its yellow, which is faint on white. */
  private static String colour(Plot.Tint tint) {
    return switch (tint) {
      case BLACK -> "#1d1f23";
      case GREY -> "#8a9099";
      case ORANGE -> "#e69f00";
      case SKY -> "#56b4e9";
      case GREEN -> "#009e73";
      case BLUE -> "#0072b2";
      case VERMILION -> "#d55e00";
      case PURPLE -> "#cc79a7";
    };
  }

  private String text(Text text) {
    return HtmlText.line(text.in(language));
  }

  private static String at(double x, double y) {
    return "x=\"" + number(x) + "\" y=\"" + number(y) + "\"";
  }

  /** A hundredth of a pixel is enough. */
  private static String number(double value) {
    return Numbers.withoutZeros(String.format(Locale.ROOT, "%.2f", value));
  }
}
