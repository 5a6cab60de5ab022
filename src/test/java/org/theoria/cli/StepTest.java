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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A reader's own step: answers, exit codes, JSON, and every kind of bad input. */
final class StepTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Path HERE = Path.of("");

  private static JsonSchema schema(String name) {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(SchemaLocation.of("classpath:schema/" + name + ".schema.json"));
  }

  private static Run step(String... args) {
    List<String> all = new ArrayList<>(List.of("step"));
    all.addAll(List.of(args));
    Run run = Run.of(HERE, all.toArray(String[]::new));
    // the space in a badge does not break
    return new Run(run.code(), run.out().replace('\u00a0', ' '), run.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gradient-rescaling | Max(0, l*t) == l*Max(0, t) | equal | 0",
        "gradient-rescaling | λ·t == t·l | equal | 0",
        "gradient-rescaling | l^(H-h)*l^(h-1) == l^H | different | 1",
        "gradient-rescaling | -h*x == -x*h | equal | 0",
        "gradient-rescaling | l ≥ 0 | holds | 0",
        "gradient-rescaling | l > 1 | fails | 1",
        "relu-non-coercive | Max(0, l^(-1)*w(h+1)*l^(H-h)*f(h)) == l^(H-h-1)*Max(0, w(h+1)*f(h))"
            + " | equal | 0",
        "relu-non-convex | (w2*Max(0, w1*x + b1) + b2 - y)^2 == (w1*w2)^2 | different | 1",
        "backprop-gradient | D(L(σ₁(w1*x+b1), y), w1) == x*s1'(w1*x+b1)*L'1(s1(w1*x+b1), y)"
            + " | equal | 0",
        "backprop-gradient | D(tanh(w1*x), w1) == x*(1 - tanh(w1*x)^2) | equal | 0",
        "backprop-gradient | D(tanh(w1*x), w1) == 1 - tanh(w1*x)^2 | different | 1",
        "backprop-gradient | 1/(x-x) == 1 | undecided | 1",
        "backprop-gradient | 10^10^10 == 1 | undecided | 1",
        "backprop-gradient | x^(10^9) == x | different | 1",
        "backprop-gradient | (x+1)^5000 == 1 | different | 1",
        "backprop-gradient-relu | ap*D - am*D == (ap - am)*D | equal | 0",
      })
  void answers(String id, String line, String answer, int code) throws IOException {
    Run json = step(id.strip(), "--json", line.strip());
    assertEquals(code, json.code(), json.err());
    assertEquals("", json.err());
    JsonNode node = MAPPER.readTree(json.out());
    assertEquals(answer, node.path("answer").asText(), json.out());
    assertEquals(id.strip(), node.path("proposition").asText());
    assertTrue(schema("step").validate(node).isEmpty(), () -> schema("step").validate(node) + "");
    if (answer.equals("different")) {
      assertFalse(node.path("values").path("left").equals(node.path("values").path("right")));
    }
  }

  /** What stands in the point is what the sides are computed from. */
  @Test
  void theReadersView() {
    Run equal = step("gradient-rescaling", "--assume", "x >= 0", "Abs(x) == x");
    assertEquals(
        """
        ✓ equal  Abs(x) == x

        • for all values of x with x >= 0
        • decided by the CAS, confirmed by our own exact expansion (exact)
        """,
        equal.out());
    Run different = step("gradient-rescaling", "(a + b)^2 == a^2 + b^2");
    assertEquals(
        """
        ✗ different  (a + b)^2 == a^2 + b^2

        • at a = 1, b = 1
        • left  4
        • right 2
        """,
        different.out());
    Run enclosed = step("backprop-gradient", "exp(x) == 1 + x");
    assertEquals(
        """
        ✗ different  exp(x) == 1 + x

        • at x = 1
        • left  between 2.71828 and 2.71829
        • right 2
        """,
        enclosed.out());
    Run french = step("relu-non-convex", "--lang", "fr", "x/x == 1");
    assertTrue(french.out().startsWith("✓ égal  x/x == 1"), french.out());
    assertTrue(french.out().contains("là où tout est défini : x != 0"), french.out());
  }

  @Test
  void unquotedAndAssumedTwice() {
    assertEquals(0, step("relu-non-convex", "x", "==", "x").code());
    Run run =
        step("relu-non-convex", "--assume", "x >= 0", "--assume", "y == x", "Max(x, -y) == y");
    assertEquals(0, run.code(), run.out());
    Run fails = step("relu-non-convex", "--assume", "y == x + 1", "y == x");
    assertTrue(fails.out().contains("x = 1, y = 2"), fails.out());
  }

  @Test
  void whatASymbolMeansIsAssumed() {
    Run quarter = step("relu-non-convex-general", "4*q == g");
    assertEquals(0, quarter.code(), quarter.out());
    Run below = step("gradient-rescaling", "l^k*l^h == l^H");
    assertEquals(0, below.code(), below.out());
    assertEquals(1, step("gradient-rescaling", "k == H").code());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "relu-non-coercive",
        "relu-non-convex",
        "relu-non-convex-general",
        "backprop-gradient",
        "backprop-gradient-relu",
        "gradient-rescaling"
      })
  void symbols(String id) throws IOException {
    Run run = step(id);
    assertEquals(0, run.code(), run.err());
    assertEquals(run.out(), step(id, "--symbols").out());
    JsonNode node = MAPPER.readTree(step(id, "--json").out());
    assertTrue(schema("notation").validate(node).isEmpty(), node.toString());
    assertFalse(node.path("symbols").isEmpty(), node.toString());
  }

  @Test
  void theSchemaBites() throws IOException {
    ObjectNode good =
        (ObjectNode) MAPPER.readTree(step("gradient-rescaling", "--json", "x == y").out());
    JsonSchema schema = schema("step");
    assertTrue(schema.validate(good).isEmpty());
    assertFalse(schema.validate(good.deepCopy().put("answer", "equal")).isEmpty());
    assertFalse(schema.validate(good.deepCopy().put("answer", "fails")).isEmpty());
    assertFalse(schema.validate(good.deepCopy().put("more", 1)).isEmpty());
    ObjectNode noPoint = good.deepCopy();
    noPoint.remove("point");
    assertFalse(schema.validate(noPoint).isEmpty());
    ObjectNode rounded = good.deepCopy();
    ((ObjectNode) rounded.get("values")).put("left", 0.5);
    assertFalse(schema.validate(rounded).isEmpty());
  }

  /** One clear line, then the text with a caret under the column; exit 2, nothing on stdout. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "While[True] == 1 | 1 | unknown symbol \"While\"",
        "x == While[True] | 6 | unknown symbol \"While\"",
        "Get(\"/etc/passwd\") == 1 | 1 | unknown function \"Get\"",
        "x == $HomeDirectory | 6 | got \"$\"",
        "URLFetch(x) == 1 | 1 | unknown function \"URLFetch\"",
        "Set(Plus,3) == 1 | 1 | unknown function \"Set\"",
        "Clear(x) == 1 | 1 | unknown function \"Clear\"",
        "x = 3 | 3 | equality is written ==",
        "x := 3 | 3 | equality is written ==",
        "x == 1; y == 2 | 7 | got \";\"",
        "$RecursionLimit == 1 | 1 | got \"$\"",
        "x == `ls` | 6 | got \"`\"",
        "x == y) | 7 | got \")\"",
        "x == y == z1 | 8 | one relation only",
        "x <= y < z1 | 8 | one relation only",
        "x | 2 | expected a relation",
        "x == | 5 | got the end",
        "2x == x | 2 | an operator after the number",
        "x == 1/0 | 8 | not zero",
        "sin(x) == 1 | 1 | no meaning here",
        "w1*q7 == 1 | 4 | did you mean b7?",
        "s(x, y) == 1 | 1 | 1 argument of s",
        "x == NaN | 6 | unknown symbol \"NaN\"",
        "x == 1e5 | 7 | 1e-3 is not a number",
        "x == Infinity | 6 | unknown symbol",
        "μ == 1 | 1 | in Latin letters",
        "x² == 1 | 2 | write ^2",
      })
  void refused(String line, int column, String problem) {
    Run run = step("backprop-gradient", line.strip());
    assertEquals(ExitCode.USAGE, run.code(), run.out() + run.err());
    assertEquals("", run.out());
    List<String> lines = run.errLines();
    assertEquals(3, lines.size(), run.err());
    assertTrue(lines.getFirst().contains("column " + column + ": "), run.err());
    assertTrue(lines.getFirst().contains(problem.strip()), run.err());
    assertEquals("  " + line.strip(), lines.get(1));
    assertEquals(" ".repeat(column + 1) + "^", lines.get(2));
  }

  /** Refused at once, and the answers after it are what they were. */
  @Test
  void hugeTextsAndWhatComesAfter() {
    String before = step("backprop-gradient", "(x + y)^2 == x^2 + 2*x*y + y^2").out();
    assertEquals(2, step("backprop-gradient", "x+".repeat(50_000) + "x == 1").code());
    assertEquals(2, step("backprop-gradient", "(".repeat(5_000) + "x == 1").code());
    assertEquals(2, step("backprop-gradient", "exp(".repeat(5_000) + "x == 1").code());
    Run wide = step("backprop-gradient", "x+".repeat(300) + "q == 1");
    assertTrue(wide.errLines().get(1).length() < 100, wide.err());
    assertEquals(wide.errLines().get(1).indexOf('q'), wide.errLines().get(2).indexOf('^'));
    assertEquals(1, step("backprop-gradient", "10^10^10 == 2").code());
    assertEquals(2, step("backprop-gradient", "Set(Plus, 3) == 1").code());
    assertEquals(2, step("backprop-gradient", "").code());
    assertEquals(before, step("backprop-gradient", "(x + y)^2 == x^2 + 2*x*y + y^2").out());
    assertTrue(before.startsWith("✓ equal"), before);
  }

  @Test
  void usage() {
    assertEquals(2, step().code());
    Run both = step("relu-non-convex", "--symbols", "x == x");
    assertEquals(2, both.code());
    assertTrue(both.err().contains("got both"), both.err());
    Run option = step("relu-non-convex", "--symbls");
    assertTrue(option.err().contains("did you mean --symbols?"), option.err());
    Run assumption = step("relu-non-convex", "--assume", "x = 1", "x == x");
    assertTrue(assumption.err().contains("--assume, column 3"), assumption.err());
    assertEquals(2, step("relu-non-convx", "x == x").code());
    // an argument is never the name of a file to be read
    Run file = step("relu-non-convex", "@pom.xml");
    assertTrue(file.err().contains("got \"@\""), file.err());
  }
}
