package org.theoria.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VerifyTest {
  private static final String[] FEW = {"relu-non-coercive", "relu-non-convex", "--tries", "600"};

  @TempDir Path directory;

  private Run verify(String... more) {
    return Run.of(
        directory,
        Stream.of(new String[] {"verify"}, FEW, more).flatMap(Stream::of).toArray(String[]::new));
  }

  /**
   * Entries that together use every part: rationals, doubles, precise intervals, oracles, the
   * screen, certificates of the positive, strata, trained points, sharpness, an existence refuted.
   */
  private static final String[] EVERY_PART = {
    "relu-non-coercive",
    "backprop-gradient",
    "linear-two-layer-parametrisation",
    "deep-linear-existence",
    "wide-network-global",
    "wide-network-gradient-bound",
    "--tries",
    "300"
  };

  private Run verifyEveryPart(String... more) {
    return Run.of(
        directory,
        Stream.of(new String[] {"verify"}, EVERY_PART, more)
            .flatMap(Stream::of)
            .toArray(String[]::new));
  }

  @Test
  void theThreadsChangeNothing() throws IOException {
    Run one = verifyEveryPart("--threads", "1", "--out", "one");
    Run three = verifyEveryPart("--threads", "3", "--out", "three");
    assertEquals(0, one.code(), one.err() + one.out());
    assertEquals(0, three.code());
    List<Path> files;
    try (Stream<Path> all = Files.walk(directory.resolve("one"))) {
      files = all.filter(Files::isRegularFile).map(directory.resolve("one")::relativize).toList();
    }
    assertTrue(files.size() > 10, files.toString());
    for (Path file : files) {
      if (!file.endsWith("timings.json")) {
        assertArrayEquals(
            Files.readAllBytes(directory.resolve("one").resolve(file)),
            Files.readAllBytes(directory.resolve("three").resolve(file)),
            file.toString());
      }
    }
  }

  /** A sweep that goes on from a file ends as if it had not been stopped. */
  @Test
  void aSweepGoesOnFromItsFile() throws IOException {
    Run part = screened("3", "9000", "--resume", "sweep.json", "--out", "part");
    assertEquals(0, part.code(), part.err());
    Run rest = screened("3", "20000", "--resume", "sweep.json", "--out", "resumed");
    assertEquals(0, rest.code(), rest.err());
    Run whole = screened("3", "20000", "--out", "whole");
    assertEquals(0, whole.code(), whole.err());
    Path report = Path.of("report.json");
    assertArrayEquals(
        Files.readAllBytes(directory.resolve("whole").resolve(report)),
        Files.readAllBytes(directory.resolve("resumed").resolve(report)));
    assertEquals(
        20_000,
        new ObjectMapper()
            .readTree(directory.resolve("resumed").resolve(report).toFile())
            .path("propositions")
            .path(0)
            .path("screen")
            .path("tries")
            .asLong());
    Run other = screened("4", "20000", "--resume", "sweep.json");
    assertEquals(2, other.code());
    assertEquals(1, other.errLines().size(), other.err());
    assertTrue(other.err().contains("has the seed 3, asked for is 4"), other.err());
  }

  private Run screened(String seed, String instances, String... more) {
    String[] entry = {"verify", "backprop-gradient", "--tries", "200"};
    String[] screen = {"--seed", seed, "--screen", instances};
    return Run.of(
        directory, Stream.of(entry, screen, more).flatMap(Stream::of).toArray(String[]::new));
  }

  /** The seed reaches the search: another one gives another report. */
  @Test
  void theSeedChangesTheReport() throws IOException {
    verify("--seed", "1", "--out", "one");
    verify("--seed", "2", "--out", "two");
    assertFalse(
        Files.readString(
                directory.resolve("one/counterexamples/relu-non-coercive--stated--worst.json"))
            .equals(
                Files.readString(
                    directory.resolve(
                        "two/counterexamples/relu-non-coercive--stated--worst.json"))));
  }

  @Test
  void everyWitnessReplays() throws IOException {
    assertEquals(0, verify().code());
    Path folder = directory.resolve("reports/latest/counterexamples");
    List<Path> witnesses;
    try (Stream<Path> all = Files.list(folder)) {
      witnesses = all.toList();
    }
    assertTrue(witnesses.size() >= 15, witnesses.toString());
    for (Path witness : witnesses) {
      Run replay = Run.of(directory, "replay", witness.toString());
      assertEquals(0, replay.code(), witness + replay.out() + replay.err());
    }
  }

  @Test
  void jsonIsTheReportAndNothingElse() throws IOException {
    Run run = verify("--json");
    assertEquals("", run.err());
    assertEquals(Files.readString(directory.resolve("reports/latest/report.json")), run.out());
    JsonNode report = new ObjectMapper().readTree(run.out());
    assertEquals(2, report.path("propositions").size());
    JsonNode coercive = report.path("propositions").path(0);
    assertEquals("refuted", coercive.path("verdicts").path("stated").asText());
    assertEquals("held", coercive.path("verdicts").path("corrected").asText());
    assertEquals(600, coercive.path("corrected").path("tally").path("tries").asInt());
    assertFalse(report.path("interrupted").asBoolean());
    for (JsonNode entry : report.path("propositions")) {
      assertTrue(entry.path("stepMutants").size() >= 3, entry.path("id")::asText);
      for (JsonNode mutant : entry.path("stepMutants")) {
        assertTrue(mutant.path("caught").asBoolean(), mutant::toString);
      }
    }
    for (String file : List.of("report.md", "report.html")) {
      String text = Files.readString(directory.resolve("reports/latest").resolve(file));
      assertTrue(text.contains("Mutants of proof steps") && text.contains("chord-gap"), file);
    }
  }

  @Test
  void theTableFitsTheTerminal() {
    for (int columns : new int[] {100, 80, 60}) {
      Run run =
          Run.with(
              directory, "", () -> false, columns, "verify", "relu-non-convex", "--tries", "200");
      assertTrue(run.out().contains("relu-non"), run.out()); // the id may be wrapped
      assertTrue(
          run.out().lines().allMatch(l -> l.codePointCount(0, l.length()) <= columns), run.out());
      assertFalse(run.out().contains("\u001b"), "no colour where nobody is watching");
      assertEquals("", run.err(), "no progress where nobody is watching");
    }
  }

  @Test
  void theLastVerdictIsListed() {
    assertTrue(Run.of(directory, "list").out().contains("—"));
    verify();
    Run list = Run.of(directory, "list");
    assertTrue(list.out().contains("refuted → held"), list.out());
  }

  /** Ctrl-C after a while: exit code 130, and a report that says that it is partial. */
  @Test
  void stopped() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    Run run =
        Run.with(
            directory,
            "",
            () -> asked.incrementAndGet() > 40,
            100,
            "verify",
            "relu-non-coercive",
            "relu-non-convex",
            "--threads",
            "1");
    assertEquals(ExitCode.INTERRUPTED, run.code(), run.out() + run.err());
    assertTrue(run.out().contains("this report is partial"), run.out());
    JsonNode report =
        new ObjectMapper()
            .readTree(Files.readString(directory.resolve("reports/latest/report.json")));
    assertTrue(report.path("interrupted").asBoolean());
    assertEquals("relu-non-convex", report.path("notReached").path(0).asText());
    assertTrue(Files.readString(directory.resolve("reports/latest/report.md")).contains("partial"));
  }

  @Test
  void french() throws IOException {
    Run run = verify("--lang", "fr");
    assertTrue(run.out().contains("énoncé"), run.out());
    assertTrue(
        Files.readString(directory.resolve("reports/latest/report.md"))
            .contains("Comment lire un verdict"));
    assertTrue(
        Files.readString(directory.resolve("reports/latest/report.md"))
            .contains("Mutants d'étapes de la preuve"));
  }
}
