package org.theoria.cli;

import java.util.List;
import org.theoria.proposition.Proposition;
import org.theoria.report.ReportJson;
import org.theoria.report.SearchDocuments;
import org.theoria.search.Ablation;
import org.theoria.search.Verification;
import picocli.CommandLine.Command;

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
final class AblateCommand extends EntrySearchCommand {

  AblateCommand(Io io) {
    super(io);
  }

  @Override
  <I extends Record> int searched(Proposition<I> p) {
    Verification verification = Proofs.verification();
    List<Ablation<I>> ablations =
        search("ablate", options -> verification.ablate(p, verification.check(p), options));
    print(
        p,
        SearchDocuments.ablation(p, ablations, common.language),
        "ablation",
        () -> ReportJson.ablation(ablations));
    return ExitCode.AS_EXPECTED;
  }
}
