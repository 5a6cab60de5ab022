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
import org.theoria.search.Sharpness;
import org.theoria.search.Verification;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** How sharp the inequalities of an entry are. */
@Command(
    name = "sharpen",
    header =
        "Look for the instances on which the inequalities of an entry are nearest to equalities.",
    footer = {
      "",
      "Examples:",
      "  theoria sharpen wide-network-gradient-bound",
      "  theoria sharpen vanishing-exploding --tries 5000 --seed 3 --json"
    })
final class SharpenCommand implements Callable<Integer> {
  private final Io io;

  @Parameters(paramLabel = "ID", description = "The entry.")
  String id = "";

  @Mixin SearchFlags search = new SearchFlags();
  @Mixin CatalogueFlags catalogueFlags = new CatalogueFlags();
  @Mixin Common common = new Common();
  @Mixin HelpOption help = new HelpOption();

  SharpenCommand(Io io) {
    this.io = io;
  }

  @Override
  public Integer call() {
    return sharpen(catalogueFlags.entry(io, id));
  }

  private <I extends Record> int sharpen(Proposition<I> p) {
    Verification verification = Proofs.verification();
    List<Sharpness<I>> found;
    try (Progress progress =
        Progress.start(io.err(), io.terminal(), common.language, "sharpen", 0)) {
      found = verification.sharpen(p, search.options(io, progress::advance));
    }
    new Printer(io, common)
        .print(
            SearchDocuments.sharpness(p, found, common.language),
            () -> {
              ObjectNode node = JsonNodeFactory.instance.objectNode();
              node.put("format", CounterexampleCodec.FORMAT);
              node.put("id", p.id());
              node.put("seed", search.seed);
              node.put("interrupted", io.cancelled().getAsBoolean());
              node.set("sharpness", ReportJson.sharpness(found));
              return node;
            });
    boolean refuted = found.stream().anyMatch(Sharpness::isRefuted);
    return Stopped.or(io, refuted ? ExitCode.SURPRISE : ExitCode.AS_EXPECTED);
  }
}
