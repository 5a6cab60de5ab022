package org.theoria.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.theoria.certify.CounterexampleCodec;
import org.theoria.proposition.Language;
import org.theoria.proposition.Proposition;
import org.theoria.proposition.Text;
import org.theoria.report.Doc;
import org.theoria.report.Inline;
import org.theoria.report.Kind;
import org.theoria.report.ReportJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The catalogue. */
@Command(
    name = "list",
    header = "The catalogue: id, session, kind, hypotheses, verdict last seen.",
    description = "The verdict is that of reports/latest/report.json, where it is there.",
    footer = {
      "",
      "Examples:",
      "  theoria list",
      "  theoria list --lang fr",
      "  theoria list --json"
    })
final class ListCommand implements Callable<Integer> {
  private final Io io;

  @Mixin CatalogueFlags catalogueFlags = new CatalogueFlags();
  @Mixin Common common = new Common();
  @Mixin HelpOption help = new HelpOption();

  ListCommand(Io io) {
    this.io = io;
  }

  @Override
  public Integer call() {
    LastReport last = LastReport.in(io.directory());
    List<Proposition<?>> entries = catalogueFlags.catalogue(io).entries();
    List<Doc> blocks = new ArrayList<>();
    blocks.add(table(entries, last));
    last.trouble().ifPresent(t -> blocks.add(Doc.paragraph(t)));
    new Printer(io, common).print(blocks, () -> json(entries, last));
    return ExitCode.AS_EXPECTED;
  }

  private Doc table(List<Proposition<?>> entries, LastReport last) {
    Language language = common.language;
    return new Doc.Table(
        List.of(),
        List.of(
            Doc.Column.left("id"),
            Doc.Column.right(Text.of("session", "séance").in(language)),
            Doc.Column.left(Text.of("kind", "genre").in(language)),
            Doc.Column.right(Text.of("hypotheses", "hypothèses").in(language)),
            Doc.Column.left(Text.of("last seen", "dernier verdict").in(language)),
            Doc.Column.flexible(Text.of("title", "titre").in(language))),
        entries.stream()
            .map(
                p ->
                    Doc.Row.of(
                        new Inline.Plain(p.id()),
                        new Inline.Plain(String.valueOf(p.citation().session())),
                        new Inline.Plain(Kind.of(p).in(language)),
                        new Inline.Plain(String.valueOf(p.hypotheses().size())),
                        new Inline.Plain(last.verdict(p.id()).orElse("—")),
                        new Inline.Plain(p.title().in(language))))
            .toList());
  }

  private static JsonNode json(List<Proposition<?>> entries, LastReport last) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("format", CounterexampleCodec.FORMAT);
    ArrayNode propositions = node.putArray("propositions");
    for (Proposition<?> p : entries) {
      ObjectNode entry = ReportJson.header(p);
      ArrayNode hypotheses = entry.putArray("hypotheses");
      p.hypotheses().forEach(h -> hypotheses.add(h.id()));
      last.verdict(p.id())
          .ifPresentOrElse(v -> entry.put("lastSeen", v), () -> entry.putNull("lastSeen"));
      propositions.add(entry);
    }
    return node;
  }
}
