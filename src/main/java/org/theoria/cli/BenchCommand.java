package org.theoria.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.theoria.backend.Backend;
import org.theoria.backend.Backends;
import org.theoria.bench.BackendBench;
import org.theoria.bench.BenchFailure;
import org.theoria.bench.BenchRecord;
import org.theoria.bench.BenchRunner;
import org.theoria.bench.BenchTask;
import org.theoria.bench.Peers;
import org.theoria.certify.CounterexampleCodec;
import org.theoria.report.ReportJson;
import org.theoria.search.Nearest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Our speed beside the peers'. */
@Command(
    name = "bench",
    header = "Ours beside the peers, alternating in one run: rates, ratios, share of the peak.",
    description = {
      "",
      "Exit codes: 0; 1 a task found a wrong result, whose instance is printed as JSON (theoria",
      "replay); 2 wrong usage."
    },
    footer = {
      "",
      "Examples:",
      "  theoria bench",
      "  theoria bench backprop-sweep --peers /opt/venv/bin/python",
      "  theoria bench --backend all"
    })
final class BenchCommand implements Callable<Integer> {
  private final Io io;
  private final BenchRunner runner;

  @Parameters(paramLabel = "TASK", arity = "0..*", description = "The tasks; all by default.")
  List<String> tasks = new ArrayList<>();

  @Option(
      names = "--peers",
      paramLabel = "PYTHON",
      description = "A Python that has the peers' packages.")
  @Nullable Path peers;

  @Option(
      names = "--backend",
      paramLabel = "NAME|all",
      description = {
        "Instead of tasks: products, and epochs beside what a",
        "cost model predicts, on one backend or on all."
      })
  @Nullable String backend;

  @Option(
      names = "--threads",
      paramLabel = "T",
      converter = SearchFlags.Threads.class,
      description = "Threads; default: all processors.")
  int threads = Runtime.getRuntime().availableProcessors();

  @Mixin Common common = new Common();
  @Mixin HelpOption help = new HelpOption();

  BenchCommand(Io io) {
    this(io, BenchRunner.standard());
  }

  /** With other tasks than the program's. */
  BenchCommand(Io io, BenchRunner runner) {
    this.io = io;
    this.runner = runner;
  }

  @Override
  public Integer call() throws IOException {
    if (peers != null) {
      Path python = peers;
      Peers.unusable(python)
          .ifPresent(
              why -> {
                throw new UsageException(
                    "bench: --peers needs a Python that can be run, got " + python + ": " + why);
              });
    }
    if (backend != null) {
      return backends(backend);
    }
    List<String> known = runner.tasks().stream().map(BenchTask::id).toList();
    for (String task : tasks) {
      if (!known.contains(task)) {
        String nearest = Nearest.to(task, known).map(n -> ", did you mean " + n + "?").orElse("");
        throw new UsageException(
            "bench: unknown task \""
                + task
                + "\""
                + nearest
                + " The tasks: "
                + String.join(", ", known));
      }
    }
    Appendable lines = common.json ? new StringBuilder() : io.out();
    List<BenchRecord> records;
    try {
      records = runner.run(tasks, Optional.ofNullable(peers), peersScript(), threads, lines);
    } catch (BenchFailure e) {
      io.err().println("theoria: " + e.getMessage());
      io.out().println(e.instance());
      return ExitCode.SURPRISE;
    }
    if (common.json) {
      io.out().print(ReportJson.pretty(json(records)));
    }
    return ExitCode.AS_EXPECTED;
  }

  private Path peersScript() {
    return io.home().resolve("src/jmh/python/peers.py");
  }

  private int backends(String name) throws IOException {
    if (!tasks.isEmpty()) {
      throw new UsageException(
          "bench: --backend is without tasks, got \"" + String.join(" ", tasks) + "\" as well");
    }
    Backends installed = Backends.installed();
    List<Backend> chosen = name.equals("all") ? installed.all() : List.of(installed.named(name));
    BackendBench bench = BackendBench.of(chosen, threads);
    Printer printer = new Printer(io, common);
    Path folder = Files.createTempDirectory("theoria-bench");
    try {
      List<BenchRecord> records =
          bench.run(
              Optional.ofNullable(peers).map(p -> new Peers(p, peersScript(), folder)),
              blocks -> {
                if (!common.json) {
                  printer.print(blocks, JsonNodeFactory.instance::objectNode);
                  io.out().println();
                }
              });
      if (common.json) {
        io.out().print(ReportJson.pretty(json(records)));
      }
    } finally {
      Peers.delete(folder);
    }
    return ExitCode.AS_EXPECTED;
  }

  private ObjectNode json(List<BenchRecord> records) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("format", CounterexampleCodec.FORMAT);
    node.put("threads", threads);
    ArrayNode array = node.putArray("records");
    for (BenchRecord r : records) {
      ObjectNode record = array.addObject();
      record.put("task", r.task());
      record.put("by", r.by());
      switch (r) {
        case BenchRecord.Figure f -> {
          record.put("metric", f.metric());
          record.put("value", f.value());
          record.put("unit", f.unit());
        }
        case BenchRecord.Unavailable u -> record.put("unavailable", u.why());
      }
    }
    return node;
  }
}
