package org.theoria.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import org.theoria.certify.CounterexampleCodec;
import org.theoria.proposition.Proposition;
import org.theoria.report.Doc;
import org.theoria.report.Progress;
import org.theoria.search.SearchOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A command that searches one entry for one thing: its operand, its options, what it prints. */
abstract class EntrySearchCommand implements Callable<Integer> {
  private final Io io;

  @Parameters(paramLabel = "ID", description = "The entry.")
  String id = "";

  @Mixin SearchFlags search = new SearchFlags();
  @Mixin CatalogueFlags catalogueFlags = new CatalogueFlags();
  @Mixin Common common = new Common();
  @Mixin HelpOption help = new HelpOption();

  EntrySearchCommand(Io io) {
    this.io = io;
  }

  @Override
  public final Integer call() {
    return Stopped.or(io, searched(catalogueFlags.entry(io, id)));
  }

  /** Searches, prints, and returns the exit code of a search that was not stopped. */
  abstract <I extends Record> int searched(Proposition<I> p);

  /** The search, with progress under the name of the command. */
  final <T> T search(String command, Function<SearchOptions, T> searching) {
    try (Progress progress = io.progress(common.language, command, 0)) {
      return searching.apply(search.options(io, progress::advance));
    }
  }

  /** Prints the document, or the results as JSON under this key. */
  final void print(Proposition<?> p, List<Doc> document, String key, Supplier<JsonNode> results) {
    new Printer(io, common)
        .print(
            document,
            () -> {
              ObjectNode node = JsonNodeFactory.instance.objectNode();
              node.put("format", CounterexampleCodec.FORMAT);
              node.put("id", p.id());
              node.put("seed", search.seed);
              node.put("interrupted", io.cancelled().getAsBoolean());
              node.set(key, results.get());
              return node;
            });
  }
}
