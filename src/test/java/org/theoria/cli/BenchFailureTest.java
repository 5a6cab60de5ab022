package org.theoria.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.theoria.bench.BenchFailure;
import org.theoria.bench.BenchRecord.Figure;
import org.theoria.bench.BenchRunner;
import org.theoria.bench.BenchTask;
import picocli.CommandLine;

/** A task that finds a wrong result ends {@code theoria bench} with exit code 1. */
final class BenchFailureTest {

  private static final class Wrong implements BenchTask {
    @Override
    public String id() {
      return "wrong";
    }

    @Override
    public String description() {
      return "finds a wrong result";
    }

    @Override
    public List<Figure> run(Settings settings) {
      throw new BenchFailure("wrong: rank 3 above the bound 2", "{\"instance\":{}}");
    }

    @Override
    public Optional<Comparison> comparison() {
      return Optional.empty();
    }
  }

  @Test
  void theInstanceIsPrintedAndTheExitCodeIsOne() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Path here = Path.of("").toAbsolutePath();
    Io io =
        new Io(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            new ByteArrayInputStream(new byte[0]),
            false,
            false,
            100,
            here,
            here,
            () -> false);
    BenchRunner runner = new BenchRunner(List.of(new Wrong()), 1);
    int code = new CommandLine(new BenchCommand(io, runner)).execute("wrong", "--json");
    assertEquals(ExitCode.SURPRISE, code);
    assertEquals("{\"instance\":{}}", out.toString(StandardCharsets.UTF_8).strip());
    assertEquals(
        "theoria: wrong: rank 3 above the bound 2", err.toString(StandardCharsets.UTF_8).strip());
  }
}
