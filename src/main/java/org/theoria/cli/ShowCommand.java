package org.theoria.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import org.theoria.proposition.Proposition;
import org.theoria.report.ReportJson;
import org.theoria.report.ShowDocument;
import org.theoria.symbolic.CheckedStep;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** One entry, readable in a terminal. */
@Command(
    name = "show",
    header = "One entry: statement, hypotheses, claims, proof steps with their status.",
    footer = {
      "",
      "Examples:",
      "  theoria show relu-non-convex",
      "  theoria show gradient-rescaling --lang fr"
    })
final class ShowCommand implements Callable<Integer> {
  private final Io io;

  @Parameters(paramLabel = "ID", description = "The entry.")
  String id = "";

  @Mixin CatalogueFlags catalogueFlags = new CatalogueFlags();
  @Mixin Common common = new Common();
  @Mixin HelpOption help = new HelpOption();

  ShowCommand(Io io) {
    this.io = io;
  }

  @Override
  public Integer call() {
    show(catalogueFlags.entry(io, id));
    return ExitCode.AS_EXPECTED;
  }

  private <I extends Record> void show(Proposition<I> p) {
    List<CheckedStep> steps = Proofs.verification().check(p);
    new Printer(io, common).print(ShowDocument.of(p, steps, common.language), () -> json(p, steps));
  }

  private static <I extends Record> JsonNode json(Proposition<I> p, List<CheckedStep> steps) {
    ObjectNode node = ReportJson.header(p);
    node.set("hypotheses", ReportJson.hypotheses(p));
    node.set("claims", ReportJson.claimTexts(p));
    node.set("proof", ReportJson.proof(steps));
    node.set("remarks", ReportJson.remarks(p));
    return node;
  }
}
