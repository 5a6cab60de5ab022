package org.theoria.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.theoria.proposition.Justification;
import org.theoria.proposition.Step;
import org.theoria.proposition.Text;
import org.theoria.report.ReportJson;
import org.theoria.symbolic.Cas;
import org.theoria.symbolic.CheckLimits;
import org.theoria.symbolic.CheckedStep;
import org.theoria.symbolic.Says;
import org.theoria.symbolic.StepChecker;
import org.theoria.symbolic.Z3Solver;

/** What the program prints satisfies the schemas that it ships, and corrupted files do not. */
final class SchemaTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir Path directory;

  private static JsonSchema schema(String name) {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(SchemaLocation.of("classpath:schema/" + name + ".schema.json"));
  }

  private static void valid(String schema, JsonNode node) {
    Set<ValidationMessage> messages = schema(schema).validate(node);
    assertTrue(messages.isEmpty(), () -> messages + " in " + node);
  }

  private static void invalid(String schema, JsonNode node, Consumer<ObjectNode> corruption) {
    ObjectNode copy = node.deepCopy();
    corruption.accept(copy);
    assertFalse(schema(schema).validate(copy).isEmpty(), () -> "accepted: " + copy);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "relu-non-coercive",
        "relu-non-convex",
        "relu-non-convex-general",
        "backprop-gradient",
        "backprop-gradient-relu",
        "gradient-rescaling",
        "linear-two-layer-parametrisation",
        "deep-linear-existence",
        "deep-linear-classification",
        "wide-network-gradient-bound"
      })
  void sampleLines(String id) throws IOException {
    for (String variant : new String[] {"stated", "corrected"}) {
      Run run =
          Run.of(directory, "sample", id, "--count", "25", "--seed", "3", "--variant", variant);
      assertEquals(0, run.code(), run.err());
      assertEquals(25, run.out().lines().count());
      for (String line : run.out().lines().toList()) {
        valid("sample-line", MAPPER.readTree(line));
      }
    }
    ObjectNode line =
        (ObjectNode) MAPPER.readTree(Run.of(directory, "sample", id, "--count", "1").out());
    invalid("sample-line", line, n -> n.remove("claims"));
    invalid("sample-line", line, n -> n.put("format", 2));
    invalid("sample-line", line, n -> n.put("seed", "1"));
    invalid("sample-line", line, n -> n.put("more", 1));
    invalid("sample-line", line, n -> ((ObjectNode) n.get("quantities")).put("extra", "1/0"));
    invalid("sample-line", line, n -> ((ObjectNode) n.get("quantities")).put("extra", "NaN"));
    invalid("sample-line", line, n -> ((ObjectNode) n.get("quantities")).put("extra", 0.5));
    invalid(
        "sample-line",
        line,
        n -> ((ObjectNode) n.get("claims").iterator().next()).put("outcome", "true"));
  }

  @Test
  void trainedNetworks() throws IOException {
    Files.writeString(directory.resolve("labels.csv"), "a,label\n1,0\n2,1\n3,1\n4,0\n");
    Run run =
        Run.of(
            directory,
            ("train --layers 1,2,2 --activation tanh --data labels.csv --test 0.5 --patience 2"
                    + " --polish newton --out net.json --backend ejml --json")
                .split(" "));
    assertEquals(0, run.code(), run.err());
    JsonNode answer = MAPPER.readTree(run.out());
    valid("train", answer);
    invalid("train", answer, n -> n.put("end", "done"));
    invalid("train", answer, n -> n.put("more", 1));
    invalid("train", answer, n -> ((ArrayNode) n.get("warnings")).add("fine"));
    invalid("train", answer, n -> ((ObjectNode) n.get("result")).remove("step"));
    invalid("train", answer, n -> ((ObjectNode) n.get("loss")).remove("endStep"));
    invalid("train", answer, n -> ((ObjectNode) n.get("critical")).remove("withoutDecay"));
    invalid("train", answer, n -> n.remove("loss"));
    invalid("train", answer, n -> ((ObjectNode) n.get("heldOut")).put("accuracy", 1.5));
    invalid("train", answer, n -> ((ObjectNode) n.get("critical")).remove("reached"));
    invalid("train", answer, n -> ((ObjectNode) n.get("best")).put("step", -1));
  }

  @Test
  void stepMutants() throws IOException {
    Run run = Run.of(directory, "mutants", "relu-non-convex", "--tries", "50", "--json");
    assertEquals(0, run.code(), run.err() + run.out());
    JsonNode all = MAPPER.readTree(run.out()).path("propositions").path(0).path("stepMutants");
    assertTrue(all.size() >= 3, all::toString);
    for (JsonNode m : all) {
      valid("step-mutant", m);
    }
    invalid("step-mutant", all.get(0), n -> n.put("status", "gave up"));
    invalid("step-mutant", all.get(0), n -> n.put("caught", "yes"));
    invalid("step-mutant", all.get(0), n -> n.remove("step"));
    invalid("step-mutant", all.get(0), n -> n.put("more", 1));
  }

  /** Every certificate type that the entries give: each satisfies its own schema and no other. */
  @Test
  void counterexamples() throws IOException {
    TreeMap<String, JsonNode> byType = new TreeMap<>();
    for (String id : new String[] {"relu-non-coercive", "relu-non-convex", "backprop-gradient"}) {
      Run run = Run.of(directory, "mutants", id, "--tries", "300", "--json");
      for (JsonNode m : MAPPER.readTree(run.out()).path("propositions").path(0).path("mutants")) {
        collect(byType, m.path("witness"));
      }
    }
    Run ablation = Run.of(directory, "ablate", "backprop-gradient", "--tries", "300", "--json");
    for (JsonNode a : MAPPER.readTree(ablation.out()).path("ablation")) {
      if (a.path("verdict").asText().equals("necessary")) {
        collect(byType, a.path("witness"));
      }
    }
    Run errata = Run.of(directory, "errata", "--tries", "300", "--json");
    for (JsonNode e : MAPPER.readTree(errata.out()).path("errata")) {
      collect(byType, e.path("stated").path("witness").path("smallest"));
    }
    assertEquals(Set.of("violation", "enclosure", "coercivity", "inertia"), byType.keySet());
    for (String type : byType.keySet()) {
      JsonNode certificate = byType.get(type).path("certificate");
      for (String other : byType.keySet()) {
        assertEquals(
            other.equals(type),
            schema("certificate-" + other).validate(certificate).isEmpty(),
            other);
      }
      String field = type.equals("coercivity") ? "c" : type.equals("inertia") ? "hessian" : "left";
      invalid("certificate-" + type, certificate, n -> n.remove(field));
      invalid("certificate-" + type, certificate, n -> n.put(field, "1/0"));
      invalid("certificate-" + type, certificate, n -> n.put("more", 1));
    }
  }

  /** What is kept of a step that the solver alone decided. */
  @Test
  void solverGoals() {
    try (Z3Solver solver = new Z3Solver()) {
      Cas silent = Says.SILENT;
      Text all = Text.of("all", "tous");
      Step step =
          new Step(
              "s",
              all,
              "",
              new Justification.Implication(
                  List.of("a^2 == 2", "b^2 == 2", "a*b > 0"), "f(a) == f(b)", all));
      CheckedStep checked = new StepChecker(silent, CheckLimits.DEFAULT, solver).check(step);
      JsonNode kept = ReportJson.proof(List.of(checked)).path(0).path("solver");
      valid("proof-solver", kept);
      assertEquals(2, kept.path("goals").size());
      invalid("proof-solver", kept, n -> n.remove("answers"));
      invalid("proof-solver", kept, n -> n.put("more", 1));
      invalid("proof-solver", kept, n -> n.putArray("goals").add("; no question\n"));
      invalid("proof-solver", kept, n -> n.putArray("answers").add("unknown"));
      JsonNode other =
          ReportJson.proof(
                  List.of(
                      new StepChecker(silent, CheckLimits.DEFAULT)
                          .check(new Step("t", all, "", new Justification.Cited("x")))))
              .path(0);
      assertTrue(other.path("solver").isNull(), other.toString());
    }
  }

  private static void collect(TreeMap<String, JsonNode> byType, JsonNode witness) {
    valid("counterexample", witness);
    byType.putIfAbsent(witness.path("certificate").path("type").asText(), witness);
    invalid("counterexample", witness, n -> n.remove("target"));
    invalid(
        "counterexample", witness, n -> ((ObjectNode) n.get("target")).put("variant", "mutant:"));
    invalid(
        "counterexample", witness, n -> ((ObjectNode) n.get("certificate")).put("type", "rank"));
    if (witness.path("instance").has("weights")) {
      invalid("counterexample", witness, n -> ((ObjectNode) n.get("instance")).remove("weights"));
      invalid(
          "counterexample",
          witness,
          n -> ((ArrayNode) n.at("/instance/weights/0/0")).set(0, "1/0"));
      invalid(
          "counterexample", witness, n -> ((ArrayNode) n.at("/instance/architecture")).set(0, 0));
    } else {
      invalid("counterexample", witness, n -> ((ObjectNode) n.get("instance")).removeAll());
    }
  }
}
