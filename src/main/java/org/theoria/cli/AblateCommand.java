package org.theoria.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import org.theoria.certify.CounterexampleCodec;
import org.theoria.proposition.Proposition;
import org.theoria.report.Progress;
import org.theoria.report.ReportJson;
import org.theoria.report.SearchDocuments;
import org.theoria.search.Ablation;
import org.theoria.search.Verification;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Which hypotheses of an entry are needed. */
@Command(
    name = "ablate",
    header = "Drop the hypotheses of an entry one at a time and look for what then refutes it.",
    footer = {
      "",
      "Examples:",
      "  theoria ablate relu-non-convex",
      "  theoria ablate gradient-rescaling --tries 50000 --seed 3 --json"
    })
final class AblateCommand implements Callable<Integer> {
  private final Io io;

  @Parameters(paramLabel = "ID", description = "The entry.")
  String id = "";

  @Mixin SearchFlags search = new SearchFlags();
  @Mixin CatalogueFlags catalogueFlags = new CatalogueFlags();
  @Mixin Common common = new Common();
  @Mixin HelpOption help = new HelpOption();

  AblateCommand(Io io) {
    this.io = io;
  }

  @Override
  public Integer call() {
    ablate(catalogueFlags.entry(io, id));
    return Stopped.or(io, ExitCode.AS_EXPECTED);
  }

  private <I extends Record> void ablate(Proposition<I> p) {
    Verification verification = Proofs.verification();
    List<Ablation<I>> ablations;
    try (Progress progress =
        Progress.start(io.err(), io.terminal(), common.language, "ablate", 0)) {
      ablations =
          verification.ablate(p, verification.check(p), search.options(io, progress::advance));
    }
    new Printer(io, common)
        .print(
            SearchDocuments.ablation(p, ablations, common.language),
            () -> {
              ObjectNode node = JsonNodeFactory.instance.objectNode();
              node.put("format", CounterexampleCodec.FORMAT);
              node.put("id", p.id());
              node.put("seed", search.seed);
              node.put("interrupted", io.cancelled().getAsBoolean());
              node.set("ablation", ReportJson.ablation(ablations));
              return node;
            });
  }
}
