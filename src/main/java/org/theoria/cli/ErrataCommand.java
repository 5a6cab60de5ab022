package org.theoria.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.theoria.certify.CounterexampleCodec;
import org.theoria.proposition.Proposition;
import org.theoria.proposition.Text;
import org.theoria.proposition.Variant;
import org.theoria.report.Doc;
import org.theoria.report.Progress;
import org.theoria.report.ReportJson;
import org.theoria.report.SearchDocuments;
import org.theoria.search.Outcome;
import org.theoria.search.Search;
import org.theoria.search.SearchOptions;
import org.theoria.search.Sweep;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The statements that are false as given. */
@Command(
    name = "errata",
    header = "Statements refuted as given, each with its certificate and the corrected statement.",
    description = {
      "Searches every entry that has a corrected statement or is known to be false as given; exit"
          + " code 1",
      "if one of them is not refuted."
    },
    footer = {
      "",
      "Examples:",
      "  theoria errata",
      "  theoria errata --lang fr",
      "  theoria errata --json"
    })
final class ErrataCommand implements Callable<Integer> {
  private final Io io;

  @Mixin SearchFlags search = new SearchFlags();
  @Mixin CatalogueFlags catalogueFlags = new CatalogueFlags();
  @Mixin Common common = new Common();
  @Mixin HelpOption help = new HelpOption();

  ErrataCommand(Io io) {
    this.io = io;
  }

  @Override
  public Integer call() {
    List<Doc> blocks = new ArrayList<>();
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("format", CounterexampleCodec.FORMAT);
    node.put("seed", search.seed);
    ArrayNode errata = node.putArray("errata");
    boolean expected = true;
    List<Proposition<?>> suspects =
        catalogueFlags.catalogue(io).entries().stream()
            .filter(p -> p.corrected().isPresent() || known(p))
            .toList();
    try (Progress progress = io.progress(common.language, "errata", 0)) {
      SearchOptions options = search.options(io, progress::advance);
      for (Proposition<?> p : suspects) {
        expected &= erratum(p, options, blocks, errata);
      }
    }
    node.put("interrupted", io.cancelled().getAsBoolean());
    if (errata.isEmpty()) {
      blocks.add(
          Doc.paragraph(
              Text.of("No entry is refuted as stated.", "Aucun énoncé n'est réfuté tel quel.")
                  .in(common.language)));
    }
    new Printer(io, common).print(blocks, () -> node);
    return Stopped.or(io, expected ? ExitCode.AS_EXPECTED : ExitCode.SURPRISE);
  }

  private static boolean known(Proposition<?> p) {
    return p.expectation() == Proposition.Expectation.REFUTED_AS_STATED;
  }

  /** Adds the erratum, if it is one; whether it was as the catalogue expects. */
  private <I extends Record> boolean erratum(
      Proposition<I> p, SearchOptions options, List<Doc> blocks, ArrayNode errata) {
    Search.Found<I> stated =
        Search.run(Problems.of(p, new Variant.Stated()), options, Sweep.Until.FIRST_REFUTATION);
    boolean refuted = stated.outcome() instanceof Outcome.Refuted;
    if (refuted) {
      blocks.addAll(SearchDocuments.erratum(p, stated, common.language));
      ObjectNode entry = ReportJson.header(p);
      entry.set("stated", ReportJson.found(stated));
      errata.add(entry);
    }
    return refuted == known(p);
  }
}
