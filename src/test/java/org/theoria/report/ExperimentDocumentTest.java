package org.theoria.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.theoria.experiment.Duration;
import org.theoria.experiment.Exhibit;
import org.theoria.experiment.Experiment;
import org.theoria.experiment.Observations;
import org.theoria.experiment.Phrase;
import org.theoria.experiment.Plot;
import org.theoria.experiment.Watch;
import org.theoria.proposition.Citation;
import org.theoria.proposition.Language;
import org.theoria.proposition.Text;

class ExperimentDocumentTest {

  /** An experiment that shows one of each. */
  private record Toy(boolean complete) implements Experiment {
    @Override
    public String id() {
      return "toy";
    }

    @Override
    public Text title() {
      return Text.of("A toy", "Un jouet");
    }

    @Override
    public Citation citation() {
      return Citation.slide(1, "1");
    }

    @Override
    public Text shown() {
      return Text.of("nothing", "rien");
    }

    @Override
    public Duration duration() {
      return new Duration(150, 59);
    }

    @Override
    public Observations run(Settings settings, Watch watch) {
      return new Observations(
          Text.of("as shown", "comme montré"),
          List.of(
              new Exhibit.Prose(Text.of("A remark on $x$.", "Une remarque sur $x$.")),
              table("short", true),
              table("long", false),
              new Exhibit.Figure(
                  "line",
                  Text.of("A line", "Une droite"),
                  Text.of("a line", "une droite"),
                  List.of(
                      new Plot(
                          Plot.Axis.linear(Text.of("x", "x"), 0, 1),
                          Plot.Axis.linear(Text.of("y", "y"), 0, 1),
                          true,
                          List.of(
                              new Plot.Line(
                                  Optional.empty(),
                                  Plot.Tint.BLUE,
                                  Plot.Stroke.DOTTED,
                                  1,
                                  List.of(new Plot.Point(0, 0), new Plot.Point(1, 1)))))))),
          complete);
    }
  }

  private static Exhibit.Table table(String id, boolean printed) {
    return new Exhibit.Table(
        id,
        Text.of("Words", "Mots"),
        List.of(
            Exhibit.Column.words("word", "word", "mot"),
            Exhibit.Column.numbers("count", "count", "nombre")),
        List.of(
            List.of(Text.of("one, \"two\"", "un, « deux »"), Exhibit.cell("3")),
            Exhibit.row("", "4"),
            Exhibit.row("(0.5, 1.5)", "0.25 (1.5e-07 – 2)")),
        printed);
  }

  private static ExperimentDocument report(boolean complete, Language language) {
    Toy toy = new Toy(complete);
    Experiment.Settings settings = new Experiment.Settings(false, 5);
    return new ExperimentDocument(toy, settings, toy.run(settings, Watch.SILENT), language);
  }

  private static String text(Map<String, byte[]> files, String name) {
    return new String(files.getOrDefault(name, new byte[0]), StandardCharsets.UTF_8);
  }

  @Test
  void everyExhibitIsAFileOrInTheReport() {
    Map<String, byte[]> files = report(true, Language.EN).files();
    assertEquals(
        Set.of(
            "report.html",
            "report.md",
            "experiment.json",
            "tables/short.csv",
            "tables/long.csv",
            "figures/line.svg"),
        files.keySet());
    assertEquals(
        "word,count\n\"one, \"\"two\"\"\",3\n,4\n\"(0.5, 1.5)\",0.25 (1.5e-07 – 2)\n",
        text(files, "tables/long.csv"));
    String markdown = text(files, "report.md");
    assertTrue(markdown.contains("![a line](figures/line.svg)"), markdown);
    assertTrue(markdown.contains("tables/long.csv"), markdown);
    assertFalse(markdown.contains("tables/short.csv"), markdown);
    assertTrue(text(files, "report.html").contains("<polyline"));
    assertTrue(text(files, "figures/line.svg").contains("<polyline"));
  }

  @Test
  void theListSaysHowLongAnExperimentTakes() {
    JsonNode list = ExperimentDocument.listJson(List.of(new Toy(true)));
    assertTrue(list.path("format").isInt(), list::toString);
    JsonNode json = list.path("experiments").path(0);
    assertEquals(150, json.path("seconds").asInt());
    assertEquals(59, json.path("quickSeconds").asInt());
    assertEquals("3 min", Duration.text(150));
    assertEquals("59 s", Duration.text(59));
    assertEquals("1 min", Duration.text(60));
  }

  @Test
  void aStoppedRunSaysSo() {
    String stopped = text(report(false, Language.FR).files(), "report.md");
    assertTrue(stopped.contains("Interrompu"), stopped);
    assertFalse(text(report(true, Language.FR).files(), "report.md").contains("Interrompu"));
  }

  @Test
  void numbersOfTablesHaveACommaInFrenchAndAPointInFiles() {
    String french = text(report(true, Language.FR).files(), "report.md");
    assertTrue(french.contains("| (0.5, 1.5) | 0,25 (1,5e-07 – 2) |"), french);
    String english = text(report(true, Language.EN).files(), "report.md");
    assertTrue(english.contains("| (0.5, 1.5) | 0.25 (1.5e-07 – 2) |"), english);
    assertEquals(
        "0.25 (1.5e-07 – 2)",
        report(true, Language.FR)
            .json()
            .path("tables")
            .path(0)
            .path("rows")
            .path(2)
            .path(1)
            .asText());
  }

  @Test
  void theFrenchPluralBeginsAtTwo() {
    assertEquals(Text.of("1", "1 essai"), Phrase.runs(1));
    assertEquals(Text.of("0", "0 essai"), Phrase.runs(0));
    assertEquals(Text.of("2", "2 essais"), Phrase.runs(2));
  }

  @Test
  void aSeriesIsNotInTheJson() {
    var json = report(true, Language.EN).json();
    assertTrue(json.path("tables").path(0).has("rows"));
    assertFalse(json.path("tables").path(1).has("rows"));
    assertEquals(5, json.path("seed").asInt());
  }

  @Test
  void whatCannotBeWrittenIsRefused() {
    Exhibit.Table table = table("twice", true);
    assertThrows(
        IllegalArgumentException.class,
        () -> new Observations(Text.of("a", "b"), List.of(table, table), true));
    assertThrows(IllegalArgumentException.class, () -> table("../up", true));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new Exhibit.Table(
                "ragged",
                Text.of("a", "b"),
                List.of(Exhibit.Column.words("w", "w", "w")),
                List.of(Exhibit.row("1", "2")),
                true));
  }
}
