package org.theoria.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.theoria.network.file.Heap;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ExperimentTest {
  private static final String ID = "four-parameter-example";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** What does not depend on --quick, kept from a full run. */
  private static final List<String> KEPT =
      List.of(
          "figures/image.svg",
          "figures/along-the-path.svg",
          "tables/regions.csv",
          "tables/boundaries.csv",
          "tables/critical-points.csv",
          "tables/tuning.csv",
          "tables/path.csv");

  private Path directory = Path.of("");
  private Run first = new Run(0, "", "");

  @BeforeAll
  void run(@TempDir Path temporary) {
    directory = temporary;
    first = Run.of(directory, "experiment", ID, "--quick", "--json", "--out", "one");
  }

  /** The tests' heap is small; where it is not, this would be a run of half an hour. */
  @Test
  void whatDoesNotFitIntoTheHeapIsRefusedInOneLine() {
    assumeTrue(Heap.mebibytes() < 4096);
    Run refused = Run.of(directory, "experiment", "mnist-local-dimension", "--out", "large");
    assertEquals(2, refused.code(), refused.err());
    assertTrue(
        refused.err().startsWith("theoria: experiment: expected a heap of at least "),
        refused.err());
    assertEquals(1, refused.err().lines().count(), refused.err());
  }

  private byte[] bytes(String file) throws IOException {
    return Files.readAllBytes(directory.resolve(file));
  }

  @Test
  void theKeptReportIsReproduced() throws IOException {
    assertEquals(0, first.code(), first.err());
    Path kept = Path.of("reports", "experiments", ID);
    for (String file : KEPT) {
      assertArrayEquals(Files.readAllBytes(kept.resolve(file)), bytes("one/" + file), file);
    }
  }

  @Test
  void theSameSeedGivesTheSameBytes() throws IOException {
    Run again = Run.of(directory, "experiment", ID, "--quick", "--seed", "1", "--out", "two");
    assertEquals(0, again.code(), again.err());
    try (Stream<Path> all = Files.walk(directory.resolve("one"))) {
      List<Path> files =
          all.filter(Files::isRegularFile).map(directory.resolve("one")::relativize).toList();
      assertTrue(files.size() >= 13, files::toString);
      for (Path file : files) {
        assertArrayEquals(bytes("one/" + file), bytes("two/" + file), file.toString());
      }
    }
  }

  @Test
  void anotherSeedGivesAnotherPath() throws IOException {
    Run run = Run.of(directory, "experiment", ID, "--quick", "--seed", "2", "--out", "other");
    assertEquals(0, run.code(), run.err());
    assertNotEquals(
        Files.readString(directory.resolve("one/tables/path.csv")),
        Files.readString(directory.resolve("other/tables/path.csv")));
    List<String> critical =
        Files.readAllLines(directory.resolve("other/tables/critical-points.csv"));
    assertEquals(4, critical.size(), "two saddles and a minimiser: " + critical);
  }

  @Test
  void jsonIsTheReportAndFollowsItsSchema() throws IOException {
    assertEquals("", first.err());
    assertEquals(Files.readString(directory.resolve("one/experiment.json")), first.out());
    JsonNode node = MAPPER.readTree(first.out());
    var schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(SchemaLocation.of("classpath:schema/experiment.schema.json"));
    assertTrue(schema.validate(node).isEmpty(), () -> schema.validate(node).toString());
    assertTrue(node.path("complete").asBoolean());
    for (String kind : new String[] {"tables", "figures"}) {
      for (JsonNode part : node.path(kind)) {
        assertTrue(Files.size(directory.resolve("one").resolve(part.path("file").asText())) > 50);
      }
    }
  }

  /** d along the path: 2 in 111, then 3 in 011, exactly at the iterates, and E falls. */
  @Test
  void thePathGoesFromSaddleToSaddle() throws IOException {
    List<String[]> rows =
        Files.readAllLines(directory.resolve("one/tables/path.csv")).stream()
            .skip(1)
            .map(l -> l.split(","))
            .toList();
    int before = 0;
    double loss = Double.POSITIVE_INFINITY;
    for (String[] row : rows) {
      double a = Double.parseDouble(row[1]);
      double c = Double.parseDouble(row[3]);
      boolean all = c > 0 && a + c > 0 && 2 * a + c > 0;
      assertEquals(all ? "111" : "011", row[7], row[0]);
      int d = Integer.parseInt(row[8]);
      assertEquals(all ? 2 : 3, d, row[0]);
      assertTrue(d >= before, row[0]);
      before = d;
      double e = Double.parseDouble(row[5]);
      assertTrue(e <= loss + 1e-12, row[0]);
      loss = e;
    }
    assertEquals(3, before);
    assertTrue(loss < 1e-4);
  }

  @Test
  void withoutAnIdItLists() throws IOException {
    Run text = Run.of(directory, "experiment");
    assertEquals(0, text.code(), text.err());
    assertTrue(text.out().contains(ID) && text.out().contains("66-67, 70"), text.out());
    JsonNode list = MAPPER.readTree(Run.of(directory, "experiment", "--json").out());
    assertTrue(list.path("experiments").findValuesAsText("id").contains(ID), list::toString);
    assertFalse(Run.of(directory, "experiment", "--lang", "fr").out().equals(text.out()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "four-parameter-exampel | four-parameter-exampel | did you mean four-parameter-example?",
        "four-parameter-example more | more | unexpected argument",
        "--seed 1.5 | --seed | got \"1.5\"",
        "--quik | unknown option \"--quik\" | did you mean --quick?",
        "--classpath nowhere.jar | nowhere.jar | classpath",
        "four-parameter-example --out | --out | required parameter",
      })
  void badInputIsOneLine(String line, String operand, String expected) {
    String[] args =
        Stream.concat(Stream.of("experiment"), Stream.of(line.strip().split(" ")))
            .toArray(String[]::new);
    Run run = Run.of(directory, args);
    assertEquals(ExitCode.USAGE, run.code(), run.out());
    assertEquals(1, run.errLines().size(), run.err());
    assertEquals("", run.out());
    assertTrue(run.err().contains(operand.strip()), run.err());
    assertTrue(run.err().contains(expected.strip()), run.err());
  }

  @Test
  void aFolderThatCannotBeWrittenIsRefusedBeforeTheRun() throws IOException {
    Files.writeString(directory.resolve("file"), "x");
    Run run = Run.of(directory, "experiment", ID, "--quick", "--out", "file");
    assertEquals(ExitCode.USAGE, run.code());
    assertEquals(1, run.errLines().size(), run.err());
    assertTrue(run.err().contains("got a file"), run.err());
  }

  /** Wherever it is stopped, there is a report that says so. */
  @ParameterizedTest
  @CsvSource({"0", "3", "30", "400", "5000"})
  void stoppedItSaysSo(int looks) throws IOException {
    AtomicInteger count = new AtomicInteger();
    Run run =
        Run.with(
            directory,
            "",
            () -> count.incrementAndGet() > looks,
            100,
            "experiment",
            ID,
            "--quick",
            "--out",
            "stopped" + looks);
    assertEquals(ExitCode.INTERRUPTED, run.code(), run.err());
    assertEquals(List.of("theoria: stopped; these results are partial"), run.errLines());
    assertTrue(run.out().contains("stopped before its end"), run.out());
    JsonNode node =
        MAPPER.readTree(
            Files.readString(directory.resolve("stopped" + looks + "/experiment.json")));
    assertFalse(node.path("complete").asBoolean());
  }
}
