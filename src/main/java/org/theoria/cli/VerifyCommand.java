package org.theoria.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.theoria.proposition.Proposition;
import org.theoria.proposition.Text;
import org.theoria.report.Doc;
import org.theoria.report.Findings;
import org.theoria.report.Progress;
import org.theoria.report.ReportFiles;
import org.theoria.report.ReportJson;
import org.theoria.report.ReportWriter;
import org.theoria.report.Summary;
import org.theoria.report.TerminalRenderer;
import org.theoria.search.Catalogue;
import org.theoria.search.ScreenOptions;
import org.theoria.search.SearchOptions;
import org.theoria.search.Verification;
import org.theoria.search.Workload;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Everything that is asked of entries, and the report. */
@Command(
    name = "verify",
    header = "Check, search, ablate and mutate entries; write the report.",
    description = {
      "Prints one row for each entry and writes report.html, report.md, report.json, timings.json"
          + " and",
      "every witness as a file that replays. Ctrl-C ends with a partial report that says so; a sweep",
      "with --resume goes on in the next run, and ends as if it had not been stopped."
    },
    footer = {
      "",
      "Examples:",
      "  theoria verify",
      "  theoria verify relu-non-convex gradient-rescaling --tries 10000 --seed 7",
      "  theoria verify shallow-rank-bounds --screen 1000000000 --resume sweep.json",
      "  theoria verify --out /tmp/report --json"
    })
final class VerifyCommand implements Callable<Integer> {
  private static final String BACKEND = "ejml";

  private final Io io;

  @Parameters(paramLabel = "ID", arity = "0..*", description = "The entries; all by default.")
  List<String> ids = new ArrayList<>();

  @Mixin SearchFlags search = new SearchFlags();
  @Mixin CatalogueFlags catalogueFlags = new CatalogueFlags();

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      defaultValue = BACKEND,
      description = "The compute backend: ejml.")
  String backend = BACKEND;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "reports/latest",
      description = "Where the report is written; default reports/latest.")
  Path out = Path.of("reports", "latest");

  @Option(
      names = "--screen",
      paramLabel = "N",
      converter = SearchFlags.Tries.class,
      description =
          "Instances for screens, the fast kernels of some entries; default: what a screen declares, at"
              + " most ten times a given --tries.")
  @Nullable Long screen;

  @Option(
      names = "--resume",
      paramLabel = "FILE",
      description =
          "Keep the state of the screen's sweep in FILE, and go on from there if it exists; for one"
              + " entry with a screen.")
  @Nullable Path resume;

  @Mixin Common common = new Common();
  @Mixin HelpOption help = new HelpOption();

  VerifyCommand(Io io) {
    this.io = io;
  }

  @Override
  public Integer call() {
    if (!backend.equals(BACKEND)) {
      throw new UsageException(
          "--backend: expected " + BACKEND + " (the only one there is), got \"" + backend + "\"");
    }
    Catalogue catalogue = catalogueFlags.catalogue(io);
    List<Proposition<?>> entries =
        ids.isEmpty()
            ? catalogue.entries()
            : ids.stream()
                .distinct()
                .<Proposition<?>>map(id -> CatalogueFlags.entry(catalogue, id))
                .toList();
    ScreenOptions screening = screening(entries);
    Path directory = io.directory().resolve(out);
    ReportWriter.check(directory);
    Map<String, Duration> times = new LinkedHashMap<>();
    Findings findings = verify(entries, screening, times);
    ReportWriter.write(directory, ReportFiles.of(findings, common.language, times, search.threads));
    print(findings, times);
    if (findings.interrupted()) {
      return ExitCode.INTERRUPTED;
    }
    return findings.asExpected() ? ExitCode.AS_EXPECTED : ExitCode.SURPRISE;
  }

  private ScreenOptions screening(List<Proposition<?>> entries) {
    if (screen != null && entries.stream().allMatch(p -> p.screen().isEmpty())) {
      throw new UsageException("--screen: expected an entry with a screen, got one that has none");
    }
    if (resume != null && (entries.size() != 1 || entries.getFirst().screen().isEmpty())) {
      throw new UsageException(
          "--resume: expected one entry with a screen, got "
              + (entries.size() == 1
                  ? entries.getFirst().id() + ", which has none"
                  : entries.size() + " entries"));
    }
    return new ScreenOptions(
        screen == null ? OptionalLong.empty() : OptionalLong.of(screen),
        Optional.ofNullable(resume).map(io.directory()::resolve),
        total -> done -> {});
  }

  private Findings verify(
      List<Proposition<?>> entries, ScreenOptions screening, Map<String, Duration> times) {
    Verification verification = Proofs.verification();
    SearchOptions asked = search.options(io, n -> {});
    long total = entries.stream().mapToLong(p -> Workload.of(p, asked)).sum();
    List<Verification.Result<?>> results = new ArrayList<>();
    List<String> notReached = new ArrayList<>();
    try (Progress progress = io.progress(common.language, "verify", total)) {
      SearchOptions options = search.options(io, progress::advance);
      for (Proposition<?> p : entries) {
        if (io.cancelled().getAsBoolean()) {
          notReached.add(p.id());
          continue;
        }
        long start = System.nanoTime();
        try (LateProgress sweep = new LateProgress(io, common.language, p.id() + ", screen")) {
          results.add(verification.verify(p, options, screening.with(sweep::start)));
        }
        times.put(p.id(), Duration.ofNanos(System.nanoTime() - start));
      }
    }
    return new Findings(search.seed, search.tries(), results, notReached);
  }

  private void print(Findings findings, Map<String, Duration> times) {
    if (common.json) {
      io.out().print(ReportJson.pretty(ReportJson.report(findings)));
      return;
    }
    Summary summary = new Summary(findings, common.language);
    List<Doc> blocks = new ArrayList<>();
    blocks.add(summary.table(Optional.of(times)));
    blocks.add(summary.legend());
    if (!ids.isEmpty()) {
      blocks.addAll(summary.counts());
    }
    blocks.addAll(summary.lines());
    String where = Text.of("Report: ", "Rapport : ").in(common.language);
    blocks.add(Doc.paragraph(where + out.resolve("report.html")));
    io.out().print(TerminalRenderer.fitting(io.columns(), io.colour()).render(blocks));
  }
}
