package org.theoria.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.theoria.certify.CounterexampleCodec;
import org.theoria.proposition.Proposition;
import org.theoria.report.Doc;
import org.theoria.report.Progress;
import org.theoria.report.ReportJson;
import org.theoria.report.SearchDocuments;
import org.theoria.search.Catalogue;
import org.theoria.search.MutantRun;
import org.theoria.search.SearchOptions;
import org.theoria.symbolic.StepMutantRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The false variants of entries, each of which must be refuted. */
@Command(
    name = "mutants",
    header = "Refute false variants of an entry and of its proof; exit code 1 if one survives.",
    footer = {
      "",
      "Examples:",
      "  theoria mutants relu-non-convex",
      "  theoria mutants --all --tries 10000"
    })
final class MutantsCommand implements Callable<Integer> {
  private final Io io;

  @Parameters(paramLabel = "ID", arity = "0..1", description = "The entry.")
  @Nullable String id;

  @Option(names = "--all", description = "All entries.")
  boolean all;

  @Mixin SearchFlags search = new SearchFlags();
  @Mixin CatalogueFlags catalogueFlags = new CatalogueFlags();
  @Mixin Common common = new Common();
  @Mixin HelpOption help = new HelpOption();

  MutantsCommand(Io io) {
    this.io = io;
  }

  @Override
  public Integer call() {
    Catalogue catalogue = catalogueFlags.catalogue(io);
    List<Doc> blocks = new ArrayList<>();
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("format", CounterexampleCodec.FORMAT);
    node.put("seed", search.seed);
    ArrayNode propositions = node.putArray("propositions");
    boolean killed = true;
    try (Progress progress = io.progress(common.language, "mutants", 0)) {
      SearchOptions options = search.options(io, progress::advance);
      for (Proposition<?> p : chosen(catalogue)) {
        killed &= mutants(p, options, blocks, propositions);
      }
    }
    node.put("interrupted", io.cancelled().getAsBoolean());
    new Printer(io, common).print(blocks, () -> node);
    return Stopped.or(io, killed ? ExitCode.AS_EXPECTED : ExitCode.SURPRISE);
  }

  private List<Proposition<?>> chosen(Catalogue catalogue) {
    if (all == (id != null)) {
      throw new UsageException(
          "mutants: expected an ID or --all, got " + (all ? "both" : "neither"));
    }
    return id == null ? catalogue.entries() : List.of(CatalogueFlags.entry(catalogue, id));
  }

  private <I extends Record> boolean mutants(
      Proposition<I> p, SearchOptions options, List<Doc> blocks, ArrayNode propositions) {
    if (options.cancelled().getAsBoolean()) {
      return true;
    }
    List<MutantRun<I>> runs = Proofs.verification().mutants(p, options);
    List<StepMutantRun> steps = Proofs.verification().stepMutants(p);
    blocks.addAll(SearchDocuments.mutants(p, runs, steps, common.language));
    ObjectNode entry = propositions.addObject();
    entry.put("id", p.id());
    entry.set("mutants", ReportJson.mutants(runs));
    entry.set("stepMutants", ReportJson.stepMutants(steps));
    return runs.stream().allMatch(MutantRun::killed)
        && steps.stream().allMatch(StepMutantRun::caught);
  }
}
