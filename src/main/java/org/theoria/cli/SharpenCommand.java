package org.theoria.cli;

import java.util.List;
import org.theoria.proposition.Proposition;
import org.theoria.report.ReportJson;
import org.theoria.report.SearchDocuments;
import org.theoria.search.Sharpness;
import org.theoria.search.Verification;
import picocli.CommandLine.Command;

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
final class SharpenCommand extends EntrySearchCommand {

  SharpenCommand(Io io) {
    super(io);
  }

  @Override
  <I extends Record> int searched(Proposition<I> p) {
    Verification verification = Proofs.verification();
    List<Sharpness<I>> found = search("sharpen", options -> verification.sharpen(p, options));
    print(
        p,
        SearchDocuments.sharpness(p, found, common.language),
        "sharpness",
        () -> ReportJson.sharpness(found));
    return found.stream().anyMatch(Sharpness::isRefuted) ? ExitCode.SURPRISE : ExitCode.AS_EXPECTED;
  }
}
