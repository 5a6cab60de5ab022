package org.theoria.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.theoria.certify.CounterexampleCodec;
import org.theoria.experiment.Duration;
import org.theoria.experiment.Exhibit;
import org.theoria.experiment.Experiment;
import org.theoria.experiment.Observations;
import org.theoria.proposition.Language;
import org.theoria.proposition.Text;
import org.theoria.search.Verification;

/**
 * The report of an experiment, from one run: a document, its figures and tables as files, and JSON.
 *
 * @param experiment what was run
 * @param settings how
 * @param observations what it showed
 * @param language of the texts
 */
public record ExperimentDocument(
    Experiment experiment,
    Experiment.Settings settings,
    Observations observations,
    Language language) {

  /** The experiments that there are. */
  public static Doc.Table list(List<Experiment> experiments, Language language) {
    Say say = new Say(language);
    return new Doc.Table(
        List.of(),
        List.of(
            Doc.Column.left("id"),
            Doc.Column.left(say.of("slide", "diapositive")),
            Doc.Column.left(say.of("takes", "durée")),
            Doc.Column.left("--quick"),
            Doc.Column.flexible(say.of("what", "quoi"))),
        experiments.stream()
            .map(
                e ->
                    new Doc.Row(
                        List.of(
                            Say.code(e.id()),
                            Say.plain(e.citation().slide()),
                            Say.plain(Duration.text(e.duration().full())),
                            Say.plain(Duration.text(e.duration().quick())),
                            say.prose(e.title()))))
            .toList());
  }

  /** The experiments that there are, for a program. */
  public static ObjectNode listJson(List<Experiment> experiments) {
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    list.put("format", CounterexampleCodec.FORMAT);
    ArrayNode nodes = list.putArray("experiments");
    for (Experiment e : experiments) {
      ObjectNode node = nodes.addObject();
      node.put("id", e.id());
      node.set("title", ReportJson.text(e.title()));
      node.put("slide", e.citation().slide());
      node.put("seconds", e.duration().full());
      node.put("quickSeconds", e.duration().quick());
    }
    return list;
  }

  /** The whole report. */
  public Document document() {
    Say say = new Say(language);
    List<Doc> body = new ArrayList<>();
    body.add(
        new Doc.Paragraph(
            List.of(
                new Inline.Code(experiment.id()),
                new Inline.Plain(" · " + experiment.citation() + " · " + how(say)))));
    if (!observations.complete()) {
      body.add(
          new Doc.Callout(
              Tone.WARN,
              Say.plain(say.of("Stopped", "Interrompu")),
              List.of(
                  say.paragraph(
                      "The run was stopped before its end; this is what there was.",
                      "L'expérience a été interrompue avant la fin ; voici ce qu'il y avait."))));
    }
    body.add(
        new Doc.Definitions(
            List.of(
                definition(say.of("The slide shows", "La diapositive montre"), experiment.shown()),
                definition(say.of("Seen here", "Vu ici"), observations.seen()))));
    for (Exhibit e : observations.exhibits()) {
      body.add(
          switch (e) {
            case Exhibit.Prose p -> Doc.paragraph(say.of(p.text()));
            case Exhibit.Table t -> t.printed() ? table(t, say) : series(t, say);
            case Exhibit.Figure f -> figure(f, say);
          });
    }
    return new Document(language, say.prose(experiment.title()), body);
  }

  private String how(Say say) {
    String seed = say.of("seed ", "graine ") + settings.seed();
    String length = settings.quick() ? say.of(", quick", ", version courte") : "";
    return seed + length + settings.backend().map(b -> ", backend " + b).orElse("");
  }

  private Doc.Definition definition(String term, Text text) {
    return new Doc.Definition(Say.plain(term), List.of(Doc.paragraph(text.in(language))));
  }

  private static Doc.Table table(Exhibit.Table t, Say say) {
    return new Doc.Table(
        say.prose(t.caption()),
        t.columns().stream()
            .map(
                c ->
                    c.numeric()
                        ? Doc.Column.right(say.of(c.head()))
                        : Doc.Column.left(say.of(c.head())))
            .toList(),
        t.rows().stream()
            .map(row -> new Doc.Row(row.stream().map(c -> say.prose(cell(c))).toList()))
            .toList());
  }

  /**
   * A number is written once for both languages, with a point; French prose has a comma. With other
   * commas in the cell that would be hard to read.
   */
  private static Text cell(Text text) {
    return text.en().equals(text.fr()) && !text.fr().contains(",")
        ? Text.of(text.en(), text.fr().replaceAll("(?<=\\d)\\.(?=\\d)", ","))
        : text;
  }

  /** A series is only named. */
  private static Doc.Paragraph series(Exhibit.Table t, Say say) {
    List<Inline> text = new ArrayList<>(say.prose(t.caption()));
    text.add(new Inline.Plain(" "));
    text.add(new Inline.Code(file(t)));
    return new Doc.Paragraph(text);
  }

  private static Doc.Figure figure(Exhibit.Figure f, Say say) {
    return new Doc.Figure(say.prose(f.caption()), file(f), say.of(f.alternative()), f.panels());
  }

  private static String file(Exhibit.Table t) {
    return "tables/" + t.id() + ".csv";
  }

  private static String file(Exhibit.Figure f) {
    return "figures/" + f.id() + ".svg";
  }

  /** File name to content: the report in three formats, its tables and its figures. */
  public Map<String, byte[]> files() {
    Map<String, String> files = new TreeMap<>();
    Document document = document();
    files.put("report.html", new HtmlRenderer().render(document));
    files.put("report.md", new MarkdownRenderer().render(document));
    files.put("experiment.json", ReportJson.pretty(json()));
    observations.tables().forEach(t -> files.put(file(t), csv(t)));
    SvgRenderer svg = new SvgRenderer(language);
    observations.figures().forEach(f -> files.put(file(f), svg.file(figure(f, new Say(language)))));
    Map<String, byte[]> bytes = new TreeMap<>();
    files.forEach((name, text) -> bytes.put(name, text.getBytes(StandardCharsets.UTF_8)));
    return bytes;
  }

  /** The names of columns, then the rows, as RFC 4180 has it but for line feeds alone. */
  static String csv(Exhibit.Table t) {
    StringBuilder text = new StringBuilder();
    text.append(t.columns().stream().map(Exhibit.Column::id).collect(Collectors.joining(",")));
    text.append('\n');
    for (List<Text> row : t.rows()) {
      text.append(row.stream().map(c -> field(c.en())).collect(Collectors.joining(",")));
      text.append('\n');
    }
    return text.toString();
  }

  private static String field(String cell) {
    String value = cell.equals("–") ? "" : cell;
    return value.matches("(?s).*[\",\\r\\n].*") ? "\"" + value.replace("\"", "\"\"") + "\"" : value;
  }

  /** For a program; its schema is experiment.schema.json. It holds no times. */
  public ObjectNode json() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("format", CounterexampleCodec.FORMAT);
    node.put("experiment", experiment.id());
    node.put("seed", settings.seed());
    node.put("quick", settings.quick());
    settings.backend().ifPresent(b -> node.put("backend", b));
    node.put("complete", observations.complete());
    node.putObject("versions").put("theoria", Verification.VERSION);
    node.set("title", ReportJson.text(experiment.title()));
    node.put("slide", experiment.citation().slide());
    node.set("shown", ReportJson.text(experiment.shown()));
    node.set("seen", ReportJson.text(observations.seen()));
    ArrayNode tables = node.putArray("tables");
    for (Exhibit.Table t : observations.tables()) {
      ObjectNode table = tables.addObject();
      table.put("id", t.id());
      table.set("caption", ReportJson.text(t.caption()));
      table.put("file", file(t));
      if (t.printed()) {
        ArrayNode columns = table.putArray("columns");
        t.columns().forEach(c -> columns.add(c.id()));
        ArrayNode rows = table.putArray("rows");
        for (List<Text> row : t.rows()) {
          ArrayNode cells = rows.addArray();
          row.forEach(c -> cells.add(c.en()));
        }
      }
    }
    ArrayNode figures = node.putArray("figures");
    for (Exhibit.Figure f : observations.figures()) {
      ObjectNode figure = figures.addObject();
      figure.put("id", f.id());
      figure.set("caption", ReportJson.text(f.caption()));
      figure.put("file", file(f));
    }
    return node;
  }
}
