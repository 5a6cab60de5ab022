package org.theoria.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code theoria classify} on X = I₂, Y = diag(2, 1), where δ = (2, 1) and U = I, so that every
 * kind of point can be written by hand; and on files that are wrong.
 */
final class ClassifyTest {
  private static final String DATA = "{\"x\":[[1,0],[\"0\",\"1\"]],\"y\":[[\"2\",0],[0,1.0]]}";

  @TempDir Path directory;

  @BeforeEach
  void data() throws IOException {
    write("data.json", DATA);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text);
  }

  private Run classify(String network, String... more) throws IOException {
    write("network.json", network);
    String[] args = new String[5 + more.length];
    args[0] = "classify";
    args[1] = "--network";
    args[2] = "network.json";
    args[3] = "--data";
    args[4] = "data.json";
    System.arraycopy(more, 0, args, 5, more.length);
    return Run.of(directory, args);
  }

  /** The first line, its badge's no-break space a space. */
  private static String first(Run run) {
    return run.out().lines().findFirst().orElse("").replace('\u00a0', ' ');
  }

  private JsonNode json(int code, String network, String... more) throws IOException {
    String[] args = new String[more.length + 1];
    System.arraycopy(more, 0, args, 0, more.length);
    args[more.length] = "--json";
    Run run = classify(network, args);
    assertEquals("", run.err());
    assertEquals(code, run.code(), run.out());
    JsonNode node = new ObjectMapper().readTree(run.out());
    var schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(SchemaLocation.of("classpath:schema/classify.schema.json"));
    assertTrue(schema.validate(node).isEmpty(), () -> schema.validate(node) + " in " + node);
    for (String field : new String[] {"class", "format"}) {
      ObjectNode copy = node.deepCopy();
      copy.remove(field);
      assertFalse(schema.validate(copy).isEmpty());
    }
    return node;
  }

  private static String net(String w1, String w2, String w3) {
    return "{\"weights\":[" + w1 + "," + w2 + "," + w3 + "]}";
  }

  private static final String E1 = "[[1,0],[0,0]]";
  private static final String TIGHT = net("[[2,0],[0,0]]", E1, E1);
  private static final String LOOSE = net("[[2,0],[0,0]]", "[[1,0],[0,\"1/2\"]]", E1);

  /** The class, 𝒮, critical value, tightened, and inertia of points known by hand. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[[2,0],[0,1]] | [[1,0],[0,1]] | [[1,0],[0,1]] | global-minimiser  | [1,2] | 0 | true",
        "[[2,0],[0,0]] | [[1,0],[0,0]] | [[1,0],[0,0]] | non-strict-saddle | [1]   | 1 | true",
        "[[2,0],[0,0]] | [[1,0],[0,3]] | [[1,0],[0,0]] | strict-saddle     | [1]   | 1 | false",
        "[[0,1],[0,0]] | [[1,0],[0,0]] | [[0,0],[1,0]] | strict-saddle     | [2]   | 4 | true",
        "[[0,0],[0,0]] | [[0,0],[0,0]] | [[0,0],[0,0]] | non-strict-saddle | []    | 5 | true",
        "[[0,0],[0,0]] | [[1,0],[0,1]] | [[0,0],[0,0]] | strict-saddle     | []    | 5 | false"
      })
  void byHand(
      String w1, String w2, String w3, String name, String subset, String value, boolean tightened)
      throws IOException {
    JsonNode n = json(0, net(w1, w2, w3));
    assertEquals(name, n.path("class").asText());
    assertEquals(subset, n.path("subset").toString());
    assertEquals(n.path("subset").size(), n.path("rank").asInt());
    assertEquals(value, n.path("criticalValue").asText());
    assertEquals(value, n.path("risk").asText());
    assertEquals(tightened, n.path("tightened").asBoolean());
    assertEquals(!tightened, n.has("decidingPivot"));
    assertEquals(name.equals("strict-saddle"), n.path("inertia").path(0).asInt() > 0);
    int sum = 0;
    for (JsonNode i : n.path("inertia")) {
      sum += i.asInt();
    }
    assertEquals(12, sum);
    assertTrue(n.path("exact").asBoolean(false));
    assertTrue(n.path("independent").asBoolean(false));
    assertEquals(!name.equals("global-minimiser"), n.has("descent"));
    if (n.has("descent")) {
      assertTrue(n.path("descent").path("coefficient").asText().startsWith("-"));
      int order = n.path("descent").path("order").asInt();
      assertEquals(name.equals("strict-saddle"), order == 2, "order " + order);
    }
  }

  @Test
  void forAReader() throws IOException {
    Run en = classify(LOOSE);
    assertEquals(0, en.code());
    assertTrue(first(en).equals("✓ strict saddle"), en.out());
    assertTrue(en.out().contains("not tightened: pivot (3,1): 2, 2, neither is r = 1"), en.out());
    assertTrue(en.out().contains("1 negative, 7 zero, 4 positive"), en.out());
    Run fr = classify(TIGHT, "--lang", "fr");
    assertTrue(first(fr).equals("✓ point selle non strict"), fr.out());
    assertTrue(fr.out().contains("tenu : tous les pivots le sont"), fr.out());
    assertTrue(fr.out().contains("0 valeurs propres négatives"), fr.out());
  }

  /** Exact decimals: 0.1·10 is 1, and the double 0.1 is not a tenth. */
  @Test
  void decimalsAreExact() throws IOException {
    JsonNode n = json(0, net("[[20,0],[0,10]]", "[[0.1,0],[0,1e-1]]", "[[1,0],[0,1]]"));
    assertEquals("global-minimiser", n.path("class").asText());
    writeArchive(
        "network.npz",
        new double[][] {{20, 0, 0, 10}, {0.1, 0, 0, 0.1}, {1, 0, 0, 1}},
        "W1",
        "W2",
        "W3");
    Run run =
        Run.of(directory, "classify", "--network", "network.npz", "--data", "data.json", "--json");
    assertEquals(1, run.code(), run.err());
    assertEquals("not-critical", new ObjectMapper().readTree(run.out()).path("class").asText());
  }

  @Test
  void archives() throws IOException {
    writeArchive(
        "n.npz", new double[][] {{2, 0, 0, 0}, {1, 0, 0, 0}, {1, 0, 0, 0}}, "W1", "W2", "W3");
    writeArchive("d.npz", new double[][] {{1, 0, 0, 1}, {2, 0, 0, 1}}, "X", "Y");
    for (String axis : new String[] {"rows", "columns"}) {
      Run run =
          Run.of(
              directory, "classify", "--network", "n.npz", "--data", "d.npz", "--examples", axis);
      assertEquals(0, run.code(), run.err());
      assertTrue(first(run).equals("✓ non-strict saddle"), run.out());
    }
  }

  /** Arrays of shape 2 × 2, little-endian doubles. */
  private void writeArchive(String name, double[][] arrays, String... members) throws IOException {
    try (OutputStream out = Files.newOutputStream(directory.resolve(name));
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (int k = 0; k < members.length; k++) {
        zip.putNextEntry(new ZipEntry(members[k] + ".npy"));
        byte[] header =
            "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 2), }\n"
                .getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
        bytes.write(header.length);
        bytes.write(0);
        bytes.write(header);
        ByteBuffer b = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
        for (double v : arrays[k]) {
          b.putDouble(v);
        }
        bytes.write(b.array());
        zip.write(bytes.toByteArray());
        zip.closeEntry();
      }
    }
  }

  @Test
  void notCritical() throws IOException {
    String near = net("[[2.0000001,0],[0,0]]", "[[1,0],[0,0.5]]", E1);
    JsonNode n = json(1, near);
    assertEquals("not-critical", n.path("class").asText());
    assertFalse(n.has("near"));
    // ∇_{W_1}, ∇_{W_2}, ∇_{W_3} have the entries 2e-7, 2e-7·a and 2e-7·a, a = 2.0000001
    double expected = 2e-7 * Math.sqrt(1 + 2 * 2.0000001 * 2.0000001);
    assertEquals(expected, n.path("gradient").path("norm").asDouble(), 1e-20);
    assertTrue(n.path("gradient").path("squaredNorm").asText().contains("/"));
    assertTrue(n.path("exact").asBoolean(false));
    JsonNode tiny = json(1, near, "--near", "1e-12");
    assertEquals("not-critical", tiny.path("class").asText());
    assertEquals("no-critical-point", tiny.path("near").path("found").asText());
    JsonNode found = json(0, near, "--near");
    assertEquals("strict-saddle", found.path("class").asText());
    assertFalse(found.path("exact").asBoolean(true));
    assertEquals("[1]", found.path("near").path("subset").toString());
    assertEquals(5e-8, found.path("near").path("distance").asDouble(), 1e-10);
    JsonNode rational = found.path("near").path("rational");
    assertEquals("strict-saddle", rational.path("point").path("class").asText());
    assertEquals("1", rational.path("point").path("criticalValue").asText());
    assertEquals("[1,7,4]", rational.path("point").path("inertia").toString());
    JsonNode itself = json(0, "{\"weights\":" + rational.path("weights") + "}"); // exactly critical
    assertEquals("strict-saddle", itself.path("class").asText());
    Run run = classify(near, "--near", "1e-5");
    assertEquals(0, run.code());
    assertTrue(first(run).equals("✓ strict saddle nearby (not exact)"), run.out());
    assertTrue(run.out().contains("exact: a rational point at the relative distance"), run.out());
    Run without = classify(near);
    assertTrue(first(without).equals("! not critical"), without.out());
    assertFalse(without.out().contains("about"), without.out());
    assertTrue(without.out().contains("--near looks for a critical point"), without.out());
  }

  /** Each hypothesis of the data, broken alone. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[[1],[1]]     | [[1],[2]]     | enough-examples          | d_x ≤ n is needed",
        "[[1,2],[2,4]] | [[1,0],[0,1]] | invertible-inputs        | an invertible Σ_XX is needed",
        "[[1,0],[0,1]] | [[1,2],[2,4]] | full-rank                | full rank 2 is needed",
        "[[1,0],[0,1]] | [[3,0],[0,3]] | distinct-singular-values | distinct eigenvalues"
      })
  void hypotheses(String x, String y, String id, String sentence) throws IOException {
    write("data.json", "{\"sample\":{\"x\":" + x + ",\"y\":" + y + "}}");
    JsonNode n = json(1, TIGHT);
    assertEquals("hypothesis-failed", n.path("class").asText());
    assertEquals(id, n.path("failed").path(0).asText());
    assertTrue(n.path("reason").asText().contains(sentence), n.toString());
    Run fr = classify(TIGHT, "--lang", "fr");
    assertTrue(first(fr).equals("! hypothèse non satisfaite"), fr.out());
  }

  /** 804 parameters: the Hessian is not formed, and what needs none is given. */
  @Test
  void withoutHessian() throws IOException {
    String least = tall("[2,0]", "[0,1]", "1,0", "0,1");
    JsonNode n = json(0, least);
    assertEquals("global-minimiser", n.path("class").asText());
    assertEquals("[1,2]", n.path("subset").toString());
    assertEquals("0", n.path("criticalValue").asText());
    assertTrue(n.path("inertia").isNull());
    assertTrue(n.path("reason").asText().contains("804 parameters"), n.toString());
    JsonNode saddle = json(0, tall("[0,1]", "[0,0]", "0,0", "1,0"));
    assertEquals("strict-saddle", saddle.path("class").asText());
    assertEquals("[2]", saddle.path("subset").toString());
    Run run = classify(least);
    assertTrue(run.out().contains("by the theorem alone: 804 parameters"), run.out());
    assertEquals(
        "not-critical", json(1, tall("[1,0]", "[0,1]", "1,0", "0,1")).path("class").asText());
  }

  /** 2-201-2: the given first two rows of W_1 and columns of W_2, and zeros. */
  private static String tall(String row1, String row2, String a, String b) {
    return "{\"weights\":[["
        + row1
        + ","
        + row2
        + ",[0,0]".repeat(199)
        + "],[["
        + a
        + ",0".repeat(199)
        + "],["
        + b
        + ",0".repeat(199)
        + "]]]}";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"weights\":[[[1,0],[0,1]]],\"biases\":[[0,0.5]]}"
            + " | network.json: expected biases that are absent or 0, got 1/2 as entry 2 of b1",
        "{\"weights\":[[[1,0],[0,1]]],\"activations\":[\"relu\"]}"
            + " | expected a linear network, activation identity on every layer, got \"relu\"",
        "{\"weights\":[[[1,0],[0,1]],[[1,0,0],[0,1,0]]]}"
            + " | network.json, W2: expected 2 columns, as many as W1 has rows, got 2×3",
        "{\"weights\":[[[1,0,0],[0,1,0]]]} | data.json, X: expected 3 rows",
        "{\"weights\":[[[1,0]]]} | data.json, Y: expected 1 rows, as the network has 1 outputs",
        "{\"weights\":[]} | network.json: expected at least one weight matrix W1, got none",
        "{\"weights\":[[]]} | expected a matrix with at least one entry, got an empty array",
        "{\"weights\":[[[1,NaN],[0,1]]]}"
            + " | network.json.weights[0][0][1]: expected a finite number, got",
        "{\"weights\":[[[1,\"NaN\"],[0,1]]]} | network.json.weights[0][0][1]: expected an exact",
        "{\"weights\":[[[1,1e99999],[0,1]]]} | expected a number with an exponent of at most",
        "{\"weights\":[[[1,0],[0]]]} | network.json.weights[0][1]: expected a row of 2 numbers",
        "{\"architecture\":[2,3],\"weights\":[[[1,0],[0,1]]]}"
            + " | network.json.architecture: expected the widths of the weights, [2, 2]",
        "{\"weights\":[[[1,0],[0,1]]],\"activations\":[]} | expected 1 names",
        "{\"weights\":[[[1,0],[0,1]]],\"biases\":[]} | expected 1 columns, one a layer, got 0",
        "{\"weights\":[[[1,0],[0,1]]],\"biases\":[[1]]} | network.json, b1: expected 2 entries",
        "{\"weights\":[[[1,0],[0,1]]],\"weights\":1} | network.json: expected JSON, got Duplicate",
        "[1] | network.json: expected an object",
        "{} | network.json.weights: expected a value",
        "PK | network.json: expected JSON"
      })
  void refused(String network, String message) throws IOException {
    Run run = classify(network);
    assertEquals(2, run.code(), run.out());
    assertEquals("", run.out());
    assertEquals(1, run.errLines().size(), run.err());
    assertTrue(run.err().contains(message), run.err());
  }

  @Test
  void filesAndOptions() throws IOException {
    String[][] wrong = {
      {"classify", "--network", "none.json", "--data", "data.json"},
      {"classify", "--network", ".", "--data", "data.json"},
      {"classify", "--network", "data.json"},
      {"classify", "--network", "n.json", "--data", "data.json", "--examples", "depth"},
      {"classify", "--network", "n.json", "--data", "data.json", "--near", "2"},
      {"classify", "--network", "n.json", "--data", "data.json", "--near", "x"},
    };
    String[] messages = {
      "none.json: expected a readable file, got no such file",
      ".: expected a readable file, got something that is no file",
      "--data",
      "expected columns or rows, got \"depth\"",
      "expected a number of (0, 1], got \"2\"",
      "expected a number of (0, 1], got \"x\"",
    };
    write("n.json", TIGHT);
    for (int k = 0; k < wrong.length; k++) {
      Run run = Run.of(directory, wrong[k]);
      assertEquals(2, run.code(), String.join(" ", wrong[k]));
      assertEquals(1, run.errLines().size(), run.err());
      assertTrue(run.err().contains(messages[k]), run.err());
    }
  }

  /** Wrong data: the member is named, and examples as rows are suggested where that would fit. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"x\":[[1,0],[0,1]]} | data.json.y: expected a value",
        "{\"x\":[[1,0],[0,1]],\"y\":[[1],[2]]} | data.json, Y: expected 2 examples (columns)",
        "{\"x\":[[1,0],[0,1],[1,1]],\"y\":[[1,0],[0,1],[1,2]]} | say --examples rows",
        "{\"x\":[[1,0],[0,1],[1,1]],\"y\":[[1],[0],[1]]} | --examples rows",
        "{\"x\":[[1,0],[0,Infinity]],\"y\":[[1,0],[0,1]]} | data.json.x[1][1]: expected a finite"
      })
  void wrongData(String data, String message) throws IOException {
    write("data.json", data);
    Run run = classify(TIGHT);
    assertEquals(2, run.code(), run.out());
    assertEquals(1, run.errLines().size(), run.err());
    assertTrue(run.err().contains(message), run.err());
  }

  /** Broken archives are usage errors, not crashes. */
  @Test
  void brokenArchive() throws IOException {
    writeArchive("n.npz", new double[][] {{2, 0, 0, 0}, {1, 0, 0, Double.NaN}}, "W1", "W2");
    byte[] whole = Files.readAllBytes(directory.resolve("n.npz"));
    Run nan = Run.of(directory, "classify", "--network", "n.npz", "--data", "data.json");
    assertEquals(2, nan.code());
    assertTrue(
        nan.err().contains("n.npz, member W2: expected finite numbers, got NaN at [1, 1]"),
        nan.err());
    for (int k = 4; k < whole.length; k += 11) {
      byte[] broken = whole.clone();
      broken[k] ^= (byte) 0x55;
      Files.write(directory.resolve("broken.npz"), broken);
      Run run = Run.of(directory, "classify", "--network", "broken.npz", "--data", "data.json");
      assertTrue(
          run.code() == 2 && run.errLines().size() == 1,
          String.format(Locale.ROOT, "byte %d: exit %d, %s", k, run.code(), run.err()));
    }
  }
}
