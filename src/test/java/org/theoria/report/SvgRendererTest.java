package org.theoria.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.theoria.experiment.Plot;
import org.theoria.experiment.Plot.Point;
import org.theoria.proposition.Language;
import org.theoria.proposition.Text;
import org.w3c.dom.Document;

class SvgRendererTest {

  private static final String ATTACK = "\"><script>alert('x')</script>&";

  private static Doc.Figure figure(Plot... panels) {
    return new Doc.Figure(List.of(), "figures/f.svg", ATTACK, List.of(panels));
  }

  private static Plot plot(List<Plot.Mark> marks) {
    return new Plot(
        Plot.Axis.linear(Text.of("steps", "pas"), 0, 100),
        Plot.Axis.logarithmic(Text.of("loss", "perte"), 1e-6, 10),
        false,
        marks);
  }

  private static Document parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newDefaultInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
  }

  private static final Plot EVERY_MARK =
      plot(
          List.of(
              new Plot.Line(
                  Optional.of(Text.of(ATTACK, ATTACK)),
                  Plot.Tint.BLUE,
                  Plot.Stroke.DASHED,
                  2,
                  List.of(new Point(0, 1), new Point(50, 1e-3), new Point(100, 0))),
              new Plot.Area(
                  Optional.empty(),
                  Plot.Tint.GREY,
                  0.5,
                  List.of(new Point(0, 1e-6), new Point(10, 1e-6), new Point(10, 10))),
              new Plot.Dots(
                  Optional.empty(),
                  Plot.Tint.PURPLE,
                  Plot.Shape.CROSS,
                  true,
                  List.of(new Point(1, 1))),
              new Plot.Label(Text.of(ATTACK, ATTACK), new Point(50, 1), Plot.Anchor.MIDDLE)));

  @Test
  void isWellFormedAndEscaped() throws Exception {
    String svg = new SvgRenderer(Language.EN).file(figure(EVERY_MARK, EVERY_MARK));
    Document document = parsed(svg);
    assertEquals(0, document.getElementsByTagName("script").getLength());
    assertEquals(ATTACK, document.getElementsByTagName("title").item(0).getTextContent());
    assertFalse(svg.contains("NaN") || svg.contains("Infinity"), svg);
    assertFalse(svg.contains("url(") || svg.contains("href"), "it refers to nothing");
    assertEquals(4, count(document, "polyline"), "each line, and its sign in the legend");
  }

  private static int count(Document document, String tag) {
    return document.getElementsByTagName(tag).getLength();
  }

  @Test
  void isTheSameEachTimeAndInItsLanguage() {
    Doc.Figure figure = figure(EVERY_MARK);
    String english = new SvgRenderer(Language.EN).file(figure);
    assertEquals(english, new SvgRenderer(Language.EN).file(figure));
    assertTrue(english.contains(">steps<") && english.contains(">loss<"));
    assertTrue(new SvgRenderer(Language.FR).file(figure).contains(">perte<"));
  }

  @Test
  void inAPageItIsThePictureOfTheFile() {
    Doc.Figure figure = figure(EVERY_MARK);
    SvgRenderer renderer = new SvgRenderer(Language.EN);
    assertTrue(
        renderer
            .file(figure)
            .replace(" xmlns=\"http://www.w3.org/2000/svg\"", "")
            .contains(renderer.inline(figure)));
  }

  @ParameterizedTest
  @EnumSource(Plot.Shape.class)
  void everyShapeIsDrawn(Plot.Shape shape) throws Exception {
    Plot plot =
        plot(
            List.of(
                new Plot.Dots(
                    Optional.empty(), Plot.Tint.BLACK, shape, false, List.of(new Point(50, 1)))));
    String without = new SvgRenderer(Language.EN).file(figure(plot(List.of())));
    String with = new SvgRenderer(Language.EN).file(figure(plot));
    parsed(with);
    assertTrue(with.length() > without.length());
  }

  @Test
  void aPointIsWhereTheAxesPutIt() {
    SvgScale x = new SvgScale(Plot.Axis.linear(Text.of("x", "x"), -1, 3), 0, 400);
    assertEquals(100, x.at(0), 1e-9);
    assertEquals(400, x.at(3), 1e-9);
    SvgScale y = new SvgScale(Plot.Axis.logarithmic(Text.of("y", "y"), 1e-4, 1e4), 200, 0);
    assertEquals(100, y.at(1), 1e-9);
    assertEquals(75, y.at(10), 1e-9);
    assertTrue(y.at(0) > 1000, "0 is far below a logarithmic axis");
    assertTrue(x.at(Double.POSITIVE_INFINITY) > 1000 && x.at(Double.POSITIVE_INFINITY) < 1e5);
  }

  @Test
  void ticks() {
    SvgScale x = new SvgScale(Plot.Axis.linear(Text.of("x", "x"), -5, 5), 0, 1);
    assertEquals(List.of(-4.0, -2.0, 0.0, 2.0, 4.0), x.ticks());
    assertEquals("−4", x.text(-4));
    assertEquals("0", x.text(-0.0));
    SvgScale fine = new SvgScale(Plot.Axis.linear(Text.of("x", "x"), 0, 0.3), 0, 1);
    assertEquals("0.15", fine.text(fine.ticks().get(3)));
    SvgScale y = new SvgScale(Plot.Axis.logarithmic(Text.of("y", "y"), 1e-6, 10), 0, 1);
    assertEquals(
        List.of("10⁻⁶", "10⁻⁵", "10⁻⁴", "10⁻³", "10⁻²", "10⁻¹", "1", "10"),
        y.ticks().stream().map(y::text).toList());
    SvgScale narrow = new SvgScale(Plot.Axis.logarithmic(Text.of("y", "y"), 0.018, 0.3), 0, 1);
    assertEquals(
        List.of("0.02", "0.05", "0.1", "0.2"), narrow.ticks().stream().map(narrow::text).toList());
    SvgScale small = new SvgScale(Plot.Axis.logarithmic(Text.of("y", "y"), 2e-5, 2e-4), 0, 1);
    assertEquals(
        List.of("2·10⁻⁵", "5·10⁻⁵", "10⁻⁴", "2·10⁻⁴"),
        small.ticks().stream().map(small::text).toList());
    SvgScale widths =
        new SvgScale(Plot.Axis.logarithmic(Text.of("w", "w"), 2, 400).at(2.0, 10.0, 100.0), 0, 1);
    assertEquals(List.of("2", "10", "100"), widths.ticks().stream().map(widths::text).toList());
    SvgScale asked = new SvgScale(Plot.Axis.linear(Text.of("d", "d"), 0, 4).at(1.0, 2.0), 0, 1);
    assertEquals(List.of(1.0, 2.0), asked.ticks());
  }

  @Test
  void refusesWhatIsNoAxisAndNoFile() {
    for (double[] ends :
        new double[][] {{1, 1}, {2, 1}, {Double.NaN, 1}, {0, Double.POSITIVE_INFINITY}}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> Plot.Axis.linear(Text.of("x", "x"), ends[0], ends[1]));
    }
    assertThrows(IllegalArgumentException.class, () -> new Point(Double.NaN, 0));
    assertThrows(
        IllegalArgumentException.class, () -> Plot.Axis.logarithmic(Text.of("x", "x"), 0, 1));
    for (String file : Set.of("../f.svg", "f g.svg", "", "https://x")) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new Doc.Figure(List.of(), file, "f", List.of(EVERY_MARK)));
    }
  }
}
