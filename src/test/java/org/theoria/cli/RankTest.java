package org.theoria.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code theoria rank} on f(x) = bσ(ax + c) + d (slide 64), and on files that are wrong. */
final class RankTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir Path directory;

  @BeforeEach
  void files() throws IOException {
    write("data.json", "{\"x\":[[0,1,2]]}");
    network("1", "\"-1/2\"");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text);
  }

  /** a, c of the network; b = 3, d = 0. */
  private void network(String a, String c) throws IOException {
    write("network.json", "{\"weights\":[[[" + a + "]],[[3]]],\"biases\":[[" + c + "],[0]]}");
  }

  private Run rank(String... more) {
    String[] args = new String[5 + more.length];
    args[0] = "rank";
    args[1] = "--network";
    args[2] = "network.json";
    args[3] = "--data";
    args[4] = "data.json";
    System.arraycopy(more, 0, args, 5, more.length);
    return Run.of(directory, args);
  }

  private static JsonSchema schema(String name) {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(SchemaLocation.of("classpath:schema/" + name + ".schema.json"));
  }

  /** Rank, dead neurons, patterns: the regions of the example with its rank in each. */
  @ParameterizedTest
  @CsvSource({
    "1, '\"1/2\"',  2, 0, 1", // active throughout: (ax + c)b + d moves in a plane
    "1, '\"-1/2\"', 3, 0, 2", // active on 1 and 2
    "1, '\"-3/2\"', 2, 0, 2", // active on 2 alone
    "1, -3,         1, 1, 1", // dead: d alone moves the outputs
    "-1, '\"1/2\"', 2, 0, 2"
  })
  void regionsOfTheExample(String a, String c, int expected, int dead, int patterns)
      throws IOException {
    network(a, c);
    for (String method : new String[] {"--field", "--exact", "--double"}) {
      Run run = rank(method, "--json");
      assertEquals(0, run.code(), run.err());
      JsonNode node = MAPPER.readTree(run.out());
      assertTrue(schema("rank").validate(node).isEmpty(), () -> schema("rank").validate(node) + "");
      ObjectNode without = node.deepCopy();
      without.remove("certainty");
      assertFalse(schema("rank").validate(without).isEmpty());
      assertEquals(expected, node.path("rank").asInt(), method);
      assertEquals(dead, node.path("deadNeurons").asInt());
      assertEquals(patterns, node.path("patterns").asInt());
      assertEquals(3, node.path("bound").asInt());
      assertEquals(4 - expected, node.path("preimageDimension").asInt());
      assertEquals(
          method.equals("--exact") ? "exact" : "two-sided", node.path("certainty").asText());
    }
  }

  /** The matrix has columns of the biases also where the file has none, and the answer says so. */
  @Test
  void biasesThatTheFileDoesNotHaveAreNamed() throws IOException {
    JsonNode given = MAPPER.readTree(rank("--json").out());
    assertEquals("[]", given.path("withoutBias").toString());
    assertFalse(rank().out().contains("not in the file"));

    write("network.json", "{\"weights\":[[[1]],[[3]]]}");
    write("data.json", "{\"x\":[[2,1,3]]}");
    JsonNode none = MAPPER.readTree(rank("--json").out());
    assertTrue(schema("rank").validate(none).isEmpty());
    assertEquals("[1,2]", none.path("withoutBias").toString());
    assertEquals(4, none.path("columns").asInt());
    assertEquals(2, none.path("rank").asInt(), "slope and level; without biases it would be 1");
    String text = rank().out();
    assertTrue(
        text.contains("not in the file: b_1, b_2; 0 here, and parameters all the same"), text);
  }

  @Test
  void certificatesAreReplayedAndWrongOnesAreNot() throws IOException {
    for (String method : new String[] {"--exact", "--field"}) {
      assertEquals(0, rank(method, "--certificate", "rank.json").code());
      JsonNode file = MAPPER.readTree(Files.readString(directory.resolve("rank.json")));
      JsonNode certificate = file.path("certificate");
      assertTrue(schema("certificate-rank").validate(certificate).isEmpty());
      assertEquals(0, Run.of(directory, "replay", "rank.json").code());
      ObjectNode wrong = file.deepCopy();
      ((ObjectNode) wrong.path("certificate")).put("rank", certificate.path("rank").asInt() + 1);
      write("wrong.json", wrong.toString());
      Run run = Run.of(directory, "replay", "wrong.json");
      assertEquals(1, run.code(), run.out());
      assertTrue(run.out().contains("not confirmed"), run.out());
    }
  }

  @Test
  void aDependencyThatDoesNotHoldIsNotConfirmed() throws IOException {
    network("1", "\"1/2\"");
    assertEquals(0, rank("--exact", "--certificate", "rank.json").code());
    String text = Files.readString(directory.resolve("rank.json"));
    JsonNode file = MAPPER.readTree(text);
    ObjectNode wrong = file.deepCopy();
    var rows =
        (com.fasterxml.jackson.databind.node.ArrayNode)
            wrong.path("certificate").path("dependencies");
    ((com.fasterxml.jackson.databind.node.ArrayNode) rows.get(0)).set(0, "17");
    write("wrong.json", wrong.toString());
    assertEquals(1, Run.of(directory, "replay", "wrong.json").code());
  }

  @Test
  void softmaxOfOneOutputIsConstant() {
    Run run = rank("--outputs", "softmax");
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains("= 0"), run.out());
  }

  @Test
  void aKinkIsRefusedOrTakenFromTheRight() throws IOException {
    network("1", "-1");
    Run run = rank();
    assertEquals(2, run.code());
    assertEquals(
        "theoria: network.json: the pre-activation of neuron 1 of layer 1 at example 2 is exactly"
            + " 0: expected one off the kink, where the Jacobian matrix is defined (--at-kinks"
            + " right)",
        run.err().strip());
    assertEquals(0, rank("--at-kinks", "right").code());
  }

  @Test
  void whatDoesNotFitIsNamed() throws IOException {
    write("data.json", "{\"x\":[[0],[1],[2]]}");
    assertEquals(
        "theoria: data.json, X: expected 1 rows, as the network has 1 inputs, got 3; where the"
            + " examples are the rows, say --examples rows",
        rank().err().strip());
    assertEquals(0, rank("--examples", "rows").code());
    write("network.json", "{\"weights\":[[[1]],[[3]]],\"activations\":[\"tanh\",\"identity\"]}");
    Run run = rank("--examples", "rows");
    assertEquals(2, run.code());
    assertEquals(
        "theoria: network.json, activation of layer 1: expected relu, leaky-relu, absolute,"
            + " identity, got \"tanh\"",
        run.err().strip());
    assertEquals(2, rank("--exact", "--field").code());
    assertEquals(2, rank("--outputs", "logit").code());
  }

  private void large(long seed) throws IOException {
    java.util.SplittableRandom random = new java.util.SplittableRandom(seed);
    write(
        "network.json",
        "{\"weights\":["
            + matrix(random, 16, 10)
            + ","
            + matrix(random, 16, 16)
            + ","
            + matrix(random, 10, 16)
            + "],\"biases\":["
            + matrix(random, 1, 16).replace("]]", "]").replace("[[", "[")
            + ","
            + matrix(random, 1, 16).replace("]]", "]").replace("[[", "[")
            + ","
            + matrix(random, 1, 10).replace("]]", "]").replace("[[", "[")
            + "]}");
    write("data.json", "{\"x\":" + matrix(random, 10, 160) + "}");
  }

  private static String matrix(java.util.SplittableRandom random, int rows, int columns) {
    StringBuilder text = new StringBuilder("[");
    for (int i = 0; i < rows; i++) {
      text.append(i == 0 ? "[" : ",[");
      for (int j = 0; j < columns; j++) {
        text.append(j == 0 ? "" : ",").append("\"").append(random.nextInt(-1000, 1000));
        text.append("/1024\"");
      }
      text.append("]");
    }
    return text.append("]").toString();
  }

  /** Stopped in its second panel, the elimination goes on from the file, to the same answer. */
  @Test
  void aStoppedRankIsResumed() throws IOException {
    large(1);
    String[] args = {"rank", "--network", "network.json", "--data", "data.json", "--json"};
    String[] resumed = java.util.Arrays.copyOf(args, args.length + 2);
    resumed[args.length] = "--resume";
    resumed[args.length + 1] = "state";
    Run whole = Run.of(directory, args);
    java.util.concurrent.atomic.AtomicInteger asked =
        new java.util.concurrent.atomic.AtomicInteger();
    Run stopped = Run.with(directory, "", () -> asked.incrementAndGet() > 1, 100, resumed);
    assertEquals(ExitCode.INTERRUPTED, stopped.code(), stopped.err());
    Path state = directory.resolve("state");
    assertTrue(Files.size(state) > 1000);
    byte[] kept = Files.readAllBytes(state);
    assertEquals(whole, Run.of(directory, resumed));
    assertFalse(Files.exists(state), "the state outlives its answer");

    Files.write(state, java.util.Arrays.copyOf(kept, kept.length / 2));
    refused("--resume: state: expected a whole file, got a part of one", resumed);
    byte[] damaged = kept.clone();
    damaged[damaged.length - 20] ^= 1;
    Files.write(state, damaged);
    refused("--resume: state: expected a whole file, got one whose check sum is wrong", resumed);
    Files.writeString(state, "something else");
    refused("--resume: state: expected the state of an elimination, got another file", resumed);
    Files.write(state, kept);
    large(2);
    refused(
        "--resume: state: expected the state of this network, these data and options, got that of"
            + " others",
        resumed);
    assertTrue(Files.exists(state), "what belongs to another run is kept");
  }

  private void refused(String message, String[] args) {
    Run run = Run.of(directory, args);
    assertEquals(ExitCode.USAGE, run.code());
    assertTrue(run.err().contains(message), run.err());
  }
}
