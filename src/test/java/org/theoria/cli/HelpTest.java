package org.theoria.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The help of every command, against the files kept beside this class. */
final class HelpTest {
  private static final Path HERE = Path.of("");

  @Test
  void theCommandsAreThese() {
    assertEquals(
        new TreeSet<>(
            java.util.List.of(
                "list",
                "verify",
                "show",
                "step",
                "sample",
                "replay",
                "ablate",
                "sharpen",
                "mutants",
                "errata",
                "backends",
                "bench",
                "rank",
                "experiment",
                "train",
                "classify")),
        new TreeSet<>(Main.commandLine(Streams.none()).getSubcommands().keySet()));
  }

  @TestFactory
  Stream<DynamicTest> golden() {
    Stream<String> commands = Main.commandLine(Streams.none()).getSubcommands().keySet().stream();
    return Stream.concat(Stream.of("theoria"), commands)
        .map(c -> DynamicTest.dynamicTest(c, () -> assertEquals(golden(c), help(c))));
  }

  @TestFactory
  Stream<DynamicTest> examplesAndWidth() {
    return Main.commandLine(Streams.none()).getSubcommands().keySet().stream()
        .map(
            c ->
                DynamicTest.dynamicTest(
                    c,
                    () -> {
                      String help = help(c);
                      assertTrue(
                          help.contains("Examples:\n  theoria " + c)
                              || help.contains(" theoria " + c));
                      assertTrue(help.contains("--json") && help.contains("--lang"), help);
                      assertTrue(help.lines().allMatch(l -> l.length() <= 100), help);
                    }));
  }

  private static String help(String command) {
    Run run = command.equals("theoria") ? Run.of(HERE, "--help") : Run.of(HERE, command, "--help");
    assertEquals(0, run.code());
    assertEquals("", run.err());
    return run.out();
  }

  private static String golden(String command) throws IOException {
    try (InputStream in = HelpTest.class.getResourceAsStream("help-" + command + ".txt")) {
      return new String(
          Optional.ofNullable(in).orElseThrow().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
