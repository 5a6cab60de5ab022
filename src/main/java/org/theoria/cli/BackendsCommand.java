package org.theoria.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.theoria.backend.BackendStatus;
import org.theoria.backend.Backends;
import org.theoria.backend.Precision;
import org.theoria.certify.CounterexampleCodec;
import org.theoria.proposition.Language;
import org.theoria.proposition.Text;
import org.theoria.report.Doc;
import org.theoria.report.Inline;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What can compute here, and what cannot and why. */
@Command(
    name = "backends",
    header = "What can compute here: name, precision, device; or why it cannot.",
    description = "In order of preference. The exit code is 0 also where some are unavailable.",
    footer = {"", "Examples:", "  theoria backends", "  theoria backends --json"})
final class BackendsCommand implements Callable<Integer> {
  private final Io io;

  @Mixin Common common = new Common();
  @Mixin HelpOption help = new HelpOption();

  BackendsCommand(Io io) {
    this.io = io;
  }

  @Override
  public Integer call() {
    List<Backends.Entry> entries = Backends.installed().probed();
    new Printer(io, common).print(List.of(table(entries)), () -> json(entries));
    return ExitCode.AS_EXPECTED;
  }

  private Doc table(List<Backends.Entry> entries) {
    Language language = common.language;
    return new Doc.Table(
        List.of(),
        List.of(
            Doc.Column.left(Text.of("name", "nom").in(language)),
            Doc.Column.left(Text.of("available", "disponible").in(language)),
            Doc.Column.left(Text.of("precision", "précision").in(language)),
            Doc.Column.flexible(
                Text.of("device, or the reason", "appareil, ou la raison").in(language))),
        entries.stream().map(this::row).toList());
  }

  private Doc.Row row(Backends.Entry entry) {
    Language language = common.language;
    List<String> cells =
        switch (entry.status()) {
          case BackendStatus.Available(String device, Set<Precision> precisions) ->
              List.of(
                  entry.name(),
                  Text.of("yes", "oui").in(language),
                  String.join(", ", ids(precisions)),
                  device);
          case BackendStatus.Unavailable(String reason) ->
              List.of(entry.name(), Text.of("no", "non").in(language), "—", reason);
        };
    return Doc.Row.of(cells.stream().map(Inline.Plain::new).toArray(Inline[]::new));
  }

  private static List<String> ids(Set<Precision> precisions) {
    return Stream.of(Precision.values()).filter(precisions::contains).map(Precision::id).toList();
  }

  private static JsonNode json(List<Backends.Entry> entries) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("format", CounterexampleCodec.FORMAT);
    ArrayNode backends = node.putArray("backends");
    for (Backends.Entry entry : entries) {
      ObjectNode backend = backends.addObject();
      backend.put("name", entry.name());
      backend.put("priority", entry.priority());
      switch (entry.status()) {
        case BackendStatus.Available(String device, Set<Precision> precisions) -> {
          backend.put("available", true);
          backend.put("device", device);
          ArrayNode names = backend.putArray("precisions");
          ids(precisions).forEach(names::add);
        }
        case BackendStatus.Unavailable(String reason) -> {
          backend.put("available", false);
          backend.put("reason", reason);
        }
      }
    }
    return node;
  }
}
