package org.theoria.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.theoria.experiment.Experiment;
import org.theoria.experiment.Observations;
import org.theoria.network.file.ArrayFileException;
import org.theoria.proposition.Text;
import org.theoria.report.Doc;
import org.theoria.report.Document;
import org.theoria.report.ExperimentDocument;
import org.theoria.report.ReportWriter;
import org.theoria.search.ExperimentCatalogue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A seeded run of what a slide shows. */
@Command(
    name = "experiment",
    header = "Run an experiment of the slides: what was seen, with tables and figures.",
    description = {
      "Without an ID, lists the experiments. With one, runs it and writes report.html, report.md,",
      "experiment.json, tables/*.csv and figures/*.svg. The same seed gives the same files. Ctrl-C",
      "ends with a partial report that says so."
    },
    footer = {
      "",
      "Examples:",
      "  theoria experiment",
      "  theoria experiment four-parameter-example --quick",
      "  theoria experiment four-parameter-example --seed 7 --out /tmp/four --json"
    })
final class ExperimentCommand implements Callable<Integer> {
  private static final Path FOLDER = Path.of("reports", "latest", "experiments");

  private final Io io;

  @Parameters(paramLabel = "ID", arity = "0..1", description = "The experiment.")
  @Nullable String id;

  @Option(names = "--quick", description = "A shorter run.")
  boolean quick;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      converter = SearchFlags.Seed.class,
      description = "The seed; default 1. Same seed, same results.")
  long seed = 1;

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description = {
        "The backend to train on (theoria backends); default: the experiment's own choice, which",
        "its report names."
      })
  @Nullable String backend;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the report is written; default reports/latest/experiments/ID.")
  @Nullable Path out;

  @Mixin CatalogueFlags catalogueFlags = new CatalogueFlags();
  @Mixin Common common = new Common();
  @Mixin HelpOption help = new HelpOption();

  ExperimentCommand(Io io) {
    this.io = io;
  }

  @Override
  public Integer call() {
    ExperimentCatalogue catalogue = catalogueFlags.experiments(io);
    if (id == null) {
      new Printer(io, common)
          .print(
              List.of(ExperimentDocument.list(catalogue.experiments(), common.language)),
              () -> ExperimentDocument.listJson(catalogue.experiments()));
      return ExitCode.AS_EXPECTED;
    }
    return run(experiment(catalogue, id));
  }

  private static Experiment experiment(ExperimentCatalogue catalogue, String id) {
    try {
      return catalogue.experiment(id);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e);
    }
  }

  private int run(Experiment experiment) {
    Path folder = out == null ? FOLDER.resolve(experiment.id()) : out;
    Path directory = io.directory().resolve(folder);
    ReportWriter.check(directory);
    if (backend != null && !experiment.choosesBackend()) {
      throw new UsageException(
          "experiment: "
              + experiment.id()
              + " has no choice of a backend, got --backend "
              + backend);
    }
    Experiment.Settings settings =
        new Experiment.Settings(quick, seed, Optional.ofNullable(backend));
    Observations seen;
    try (ProgressWatch watch = new ProgressWatch(io, common.language)) {
      seen = experiment.run(settings, watch);
    } catch (ArrayFileException e) {
      // what does not fit into the heap
      throw new UsageException(String.valueOf(e.getMessage()), e);
    }
    ExperimentDocument report = new ExperimentDocument(experiment, settings, seen, common.language);
    ReportWriter.write(directory, report.files());
    Document document = report.document();
    List<Doc> body = new ArrayList<>(document.body());
    String where = Text.of("Report: ", "Rapport : ").in(common.language);
    body.add(Doc.paragraph(where + folder.resolve("report.html")));
    new Printer(io, common)
        .print(new Document(document.language(), document.title(), body), report::json);
    return seen.complete() ? ExitCode.AS_EXPECTED : Stopped.or(io, ExitCode.SURPRISE);
  }
}
