package org.theoria.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whatever is wrong with the input: one line on standard error, the right exit code, nothing
 * written.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BadInputTest {
  @TempDir Path directory;

  private String witness = "";

  /** A witness of a mutant, a network with its sample, certified by exact rationals. */
  @BeforeAll
  void witness(@TempDir Path directory) throws IOException {
    Run run =
        Run.of(
            directory,
            "mutants",
            "backprop-gradient-relu",
            "--tries",
            "300",
            "--threads",
            "1",
            "--json");
    assertEquals(0, run.code(), run.err());
    ObjectMapper mapper = new ObjectMapper();
    var mutants = mapper.readTree(run.out()).path("propositions").path(0).path("mutants");
    for (var m : mutants) {
      if (m.path("id").asText().equals("constant")) {
        witness = m.path("witness").toString();
      }
    }
    assertTrue(witness.contains("\"violation\""), witness);
  }

  private void refused(Run run, String... parts) {
    assertEquals(ExitCode.USAGE, run.code(), run.err() + run.out());
    assertEquals(1, run.errLines().size(), run.err());
    assertEquals("", run.out());
    for (String part : parts) {
      assertTrue(run.err().contains(part), () -> "expected \"" + part + "\" in: " + run.err());
    }
    assertFalse(run.err().contains("Exception"), run.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "verify relu-non-convx | relu-non-convx | did you mean relu-non-convex?",
        "show relu-non-convx | relu-non-convx | did you mean relu-non-convex?",
        "sample x --count 1 | \"x\" | did you mean",
        "sample relu-non-convex --variant without:s-positiv | s-positiv | did you mean s-positive?",
        "sample relu-non-convex --variant other | \"other\" | expected stated, corrected,"
            + " mutant:ID",
        "verify --tries 0 | --tries | got \"0\"",
        "verify --tries -1 | --tries | got \"-1\"",
        "verify --tries abc | --tries | got \"abc\"",
        "verify --tries 1e5 | --tries | got \"1e5\"",
        "verify --seed 1.5 | --seed | got \"1.5\"",
        "verify --threads 0 | --threads | got \"0\"",
        "verify --threads 1000000 | --threads | from 1 to 1024",
        "verify --screen 0 | --screen | got \"0\"",
        "verify relu-non-convex --screen 10 | --screen | has none",
        "verify relu-non-convex --resume f.json | --resume | relu-non-convex, which has none",
        "verify backprop-gradient relu-non-convex --resume f.json | --resume | got 2 entries",
        "verify --backend cuda | --backend | got \"cuda\"",
        "verify --lang de | --lang | expected en or fr, got \"de\"",
        "verify --trie 5 | unknown option \"--trie\" | did you mean --tries?",
        "verify --tries | --tries | required parameter",
        "verify --classpath nowhere.jar | nowhere.jar | classpath",
        "verfy | unknown command \"verfy\" | did you mean verify?",
        "shorpen relu-non-convex | unknown command \"shorpen\" | did you mean",
        "list more | unexpected argument | \"more\"",
        "mutants | expected an ID or --all | neither",
        "mutants relu-non-convex --all | expected an ID or --all | both",
        "show | ID | show",
        "bench no-such-task | no-such-task | The tasks:",
        "bench --backend no-such | no-such | known are",
        "bench threads --peers /nonexistent/python | /nonexistent/python: there is no such | --peers",
        "bench --backend all --peers /proc | got /proc: it is a folder | --peers needs a Python",
        "bench --peers no-such-python | no-such-python: no program of that name | --peers",
        "bench --peers /bin/false | /bin/false: an empty program ended with exit code 1 | --peers",
        "bench --backend all threads | threads | --backend is without tasks",
        "replay no-such-file.json | no-such-file.json | no such file",
      })
  void usage(String line, String operand, String expected) {
    refused(Run.of(directory, line.strip().split(" ")), operand.strip(), expected.strip());
  }

  @Test
  void noCommand() {
    refused(Run.of(directory), "a command is expected", "verify");
  }

  private Run replayText(String text) {
    return Run.with(directory, text, () -> false, 100, "replay", "-");
  }

  private Run replayEdited(Consumer<ObjectNode> edit) throws IOException {
    ObjectNode node = (ObjectNode) new ObjectMapper().readTree(witness);
    edit.accept(node);
    return replayText(node.toString());
  }

  private static ObjectNode instance(ObjectNode node) {
    return (ObjectNode) node.get("instance");
  }

  private static ArrayNode firstRow(ObjectNode node) {
    return (ArrayNode) instance(node).path("weights").path(0).path(0);
  }

  @Test
  void theUneditedWitnessIsConfirmed() throws IOException {
    Run run = replayEdited(node -> {});
    assertEquals(0, run.code(), run.err() + run.out());
    assertTrue(run.out().startsWith("✓"), run.out());
  }

  @Test
  void malformedAndTruncated() {
    refused(replayText(""), "JSON");
    refused(replayText("{\"format\":1,"), "line 1");
    refused(replayText("not json"), "JSON");
    refused(replayText("[1, 2]"), "content: expected an object, got an array");
    refused(replayText(witness.substring(0, witness.length() / 2)), "JSON");
    refused(replayText(witness + "{}"), "JSON");
    refused(replayText("[".repeat(100_000)), "JSON");
    refused(replayText("{\"format\":2}"), "format: expected 1, got 2");
  }

  @Test
  void notUtf8() throws IOException {
    Files.write(
        directory.resolve("latin.json"), new byte[] {'{', '"', (byte) 0xe9, '"', ':', '1', '}'});
    refused(Run.of(directory, "replay", "latin.json"), "UTF-8");
  }

  @Test
  void aDirectory() {
    refused(Run.of(directory, "replay", "."), "a readable file");
  }

  private static final String OUTSIDE =
      """
      {"format":1,"proposition":"backprop-gradient-relu",
       "target":{"variant":"stated","claim":"biases"},"origin":{"seed":1,"index":0,"shrunk":0},
       "instance":{"architecture":[1,1,2],"activations":["%s","%s"],"weights":[[["1"]],[["0"],["0"]]],
        "biases":[["0"],["0","0"]],"sample":{"x":[["1"]],"y":[["1"],["0"]]},"loss":"cross-entropy"},
       "certificate":{"type":"enclosure","arithmetic":"interval","row":0,"column":1,
        "left":{"lo":"2/5","hi":"3/5"},"right":{"lo":"-1/10","hi":"1/10"}}}
      """;

  /** Activations that the statement does not speak of: the certificate is about something else. */
  @Test
  void outsideTheHypotheses() throws IOException {
    for (String[] a :
        new String[][] {{"relu", "softmax"}, {"tanh", "identity"}, {"tanh", "relu"}}) {
      Files.writeString(directory.resolve("outside.json"), OUTSIDE.formatted(a[0], a[1]));
      Run run = Run.of(directory, "replay", "outside.json");
      assertEquals(ExitCode.SURPRISE, run.code(), run.err() + run.out());
      assertTrue(run.out().contains("piecewise-linear"), run.out());
    }
  }

  @Test
  void aFieldTwice() throws IOException {
    Files.writeString(
        directory.resolve("twice.json"), witness.replaceFirst("\\{", "{\"format\":1,"));
    refused(Run.of(directory, "replay", "twice.json"), "Duplicate field 'format'");
  }

  @Test
  void aDegreeThatCannotBeEvaluated() throws IOException {
    String one = "[[\"1\"]]";
    String text =
        "{\"format\":1,\"proposition\":\"backprop-gradient\",\"target\":{\"variant\":\"stated\","
            + "\"claim\":\"weights\"},\"origin\":{\"seed\":1,\"index\":0,\"shrunk\":0},"
            + "\"instance\":{\"architecture\":"
            + java.util.Collections.nCopies(41, 1)
            + ",\"activations\":"
            + java.util.Collections.nCopies(40, "\"cube\"")
            + ",\"weights\":"
            + java.util.Collections.nCopies(40, one)
            + ",\"biases\":"
            + java.util.Collections.nCopies(40, "[\"0\"]")
            + ",\"sample\":{\"x\":[[\"2\"]],\"y\":[[\"0\"]]},\"loss\":\"square\"},"
            + "\"certificate\":{\"type\":\"violation\",\"row\":0,\"column\":0,\"left\":\"1\","
            + "\"right\":\"2\"}}";
    Files.writeString(directory.resolve("deep.json"), text);
    refused(Run.of(directory, "replay", "deep.json"), "instance.activations", "degree at most");
  }

  @Test
  void numbersThatAreNone() throws IOException {
    for (String number : new String[] {"NaN", "1/0", "Infinity", "0x1p3", "", "1/-2", "1e400"}) {
      refused(replayEdited(node -> firstRow(node).set(0, number)), "instance.weights[0][0][0]");
    }
    refused(replayEdited(node -> firstRow(node).set(0, 0.5)), "instance.weights[0][0][0]");
    refused(
        replayText(witness.replaceFirst("\"weights\":\\[\\[\\[\"[^\"]*\"", "\"weights\":[[[NaN")),
        "JSON");
  }

  @Test
  void shapesThatDoNotFit() throws IOException {
    refused(replayEdited(node -> firstRow(node).add("1").add("1").add("1")), "instance");
    refused(replayEdited(node -> ((ArrayNode) instance(node).get("biases")).remove(0)), "biases");
    refused(
        replayEdited(
            node -> ((ArrayNode) instance(node).path("sample").path("x").path(0)).add("1")),
        "sample");
    refused(
        replayEdited(node -> ((ArrayNode) instance(node).get("weights")).removeAll()), "weights");
  }

  @Test
  void aMillionLayers() throws IOException {
    refused(
        replayEdited(
            node -> {
              ArrayNode widths = instance(node).putArray("architecture");
              for (int i = 0; i <= 1_000_000; i++) {
                widths.add(1);
              }
            }),
        "architecture",
        "1000 layers");
  }

  @Test
  void missingAndUnknown() throws IOException {
    refused(replayEdited(node -> node.remove("certificate")), "certificate", "missing");
    refused(
        replayEdited(node -> node.put("proposition", "relu-non-convx")),
        "did you mean relu-non-convex?");
    refused(
        replayEdited(node -> ((ObjectNode) node.get("target")).put("variant", "mutant:konstant")),
        "konstant");
    refused(
        replayEdited(node -> ((ObjectNode) node.get("target")).put("variant", "other")), "variant");
    refused(
        replayEdited(node -> ((ObjectNode) node.get("certificate")).put("type", "proof")),
        "certificate.type");
    refused(
        replayEdited(node -> ((ArrayNode) instance(node).get("activations")).set(0, "rellu")),
        "activations[0]");
  }

  /** Readable, and refutes nothing: exit code 1, with the reason. */
  @Test
  void editedSoThatItNoLongerViolates() throws IOException {
    Run run = replayEdited(node -> ((ObjectNode) node.get("target")).put("variant", "stated"));
    assertEquals(1, run.code(), run.err());
    assertEquals("", run.err());
    assertTrue(run.out().startsWith("✗") && run.out().contains("not confirmed"), run.out());

    Run recorded =
        replayEdited(node -> ((ObjectNode) node.get("certificate")).put("left", "12345"));
    assertEquals(1, recorded.code(), recorded.err());

    Run outside = replayEdited(node -> ((ObjectNode) node.get("certificate")).put("row", 99));
    assertEquals(1, outside.code(), outside.err());
    assertTrue(outside.out().contains("outside"), outside.out());
  }

  /** Refused before the search: nothing is written, and what stands there stays. */
  @Test
  void outIsAFile() throws IOException {
    Path file = Files.writeString(directory.resolve("taken"), "mine");
    long start = System.nanoTime();
    refused(Run.of(directory, "verify", "--out", "taken"), "taken", "a file");
    assertTrue(System.nanoTime() - start < 20_000_000_000L, "it must not search before it looks");
    refused(Run.of(directory, "verify", "--out", "taken/below"), "taken");
    assertEquals("mine", Files.readString(file));
    try (Stream<Path> all = Files.list(directory)) {
      assertTrue(all.noneMatch(p -> p.getFileName().toString().startsWith(".theoria")));
    }
  }
}
