package org.theoria.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.theoria.backend.Backend;
import org.theoria.backend.BackendStatus;
import org.theoria.backend.Backends;
import org.theoria.backend.NetworkBatch;
import org.theoria.backend.Precision;
import org.theoria.backend.Session;
import org.theoria.backend.ejml.EjmlBackend;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Loss;
import org.theoria.train.TrainingState;
import picocli.CommandLine;

/** {@code theoria train} says no more for its result than is so, and on which device it goes on. */
final class TrainAnswerTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String NET = "train --layers 1,4,1 --activation tanh --data points.csv ";

  @TempDir Path directory;

  @BeforeEach
  void data() throws IOException {
    Files.writeString(
        directory.resolve("points.csv"),
        "x,y\n-2,1\n-1,1/2\n0,-0.3\n1/2,0.1\n1,0.7\n2,2\n3,1\n4,0\n");
  }

  private Run ok(String line) {
    Run run = Run.of(directory, line.strip().split(" +"));
    assertEquals(0, run.code(), run.err());
    return run;
  }

  private JsonNode json(String line) throws IOException {
    return MAPPER.readTree(ok(line + " --json").out());
  }

  private static boolean warns(JsonNode answer, String id) {
    for (JsonNode warning : answer.path("warnings")) {
      if (warning.asText().equals(id)) {
        return true;
      }
    }
    return false;
  }

  @Test
  void aLossThatGrewIsNoGoodEnd() throws IOException {
    String grows = NET + "--backend ejml --optimiser gradient-descent --rate 3 --epochs 3";
    JsonNode json = json(grows);
    assertTrue(
        json.path("loss").path("end").asDouble() > json.path("loss").path("start").asDouble(),
        json.toString());
    assertTrue(warns(json, "loss-above-start"), json.toString());
    String said = ok(grows).out();
    assertTrue(said.contains("the loss at the end is above that of the start"), said);
    assertFalse(said.contains("trained"), said);
    String falls = NET + "--backend ejml --epochs 3";
    assertEquals(0, json(falls).path("warnings").size());
    assertTrue(ok(falls).out().contains("trained"));
  }

  @Test
  void earlyStoppingSaysWhatIsOfTheResultAndWhatOfTheLastLook() throws IOException {
    String line = NET + "--backend ejml --rate 0.3 --epochs 500 --test 0.25 --patience 5";
    JsonNode json = json(line);
    assertEquals(json.path("best").path("step"), json.path("result").path("step"));
    assertEquals(json.path("best").path("meanLoss"), json.path("result").path("heldOutMeanLoss"));
    assertEquals(json.path("steps"), json.path("loss").path("endStep"));
    assertNotEquals(json.path("result").path("step"), json.path("loss").path("endStep"));
    String said = ok(line).out();
    for (String label :
        List.of(
            "mean loss at the last look: ", "‖∇E‖ at the last look: ", "these parameters are")) {
      assertTrue(said.contains(label), said);
    }
    assertTrue(said.contains("held out at the last look: mean loss"), said);
    String without = ok(NET + "--backend ejml --test 0.25").out();
    assertFalse(without.contains("at the last look"), without);
    JsonNode polished = json(line + " --polish newton");
    assertTrue(polished.path("result").path("polished").asBoolean(), polished.toString());
    assertNotEquals(
        polished.path("best").path("meanLoss"), polished.path("result").path("heldOutMeanLoss"));
    String there = ok(line + " --polish newton").out();
    assertFalse(there.contains("these parameters are the result"), there);
    assertTrue(there.contains("held out, there: mean loss"), there);
  }

  @Test
  void aSolverThatReachesNothingLeavesTheTrainedNetwork() throws IOException {
    String line = NET.replace("tanh", "relu") + "--backend ejml --epochs 20 --rate 0.05 --out ";
    JsonNode trained = json(line + "trained.npz");
    JsonNode json = json(line + "polished.npz --polish trust-region");
    assertFalse(json.path("critical").path("reached").asBoolean(true), json.toString());
    assertTrue(warns(json, "no-critical-point"), json.toString());
    assertFalse(json.path("result").path("polished").asBoolean(true), json.toString());
    assertEquals(
        trained.path("loss").path("end").asDouble() / 8,
        trained.path("result").path("meanLoss").asDouble());
    // another order of the same sum: 8 terms, each with a few roundings
    assertEquals(
        trained.path("result").path("meanLoss").asDouble(),
        json.path("result").path("meanLoss").asDouble(),
        1e-14 * trained.path("result").path("meanLoss").asDouble());
    assertNotEquals(json.path("critical").path("meanLoss"), json.path("result").path("meanLoss"));
    assertArrayEquals(
        Files.readAllBytes(directory.resolve("trained.npz")),
        Files.readAllBytes(directory.resolve("polished.npz")));
    String said = ok(line + "polished.npz --polish trust-region").out();
    assertTrue(said.contains("no critical point was reached: the result is the"), said);
    assertFalse(said.contains("✓"), said);
    assertTrue(said.contains("; the result is the trained network, mean loss "), said);
  }

  @Test
  void aGradientThatIsZeroAtTheStartIsSaid() throws IOException {
    // y = f(x) = 0 whatever the last layer's weights are: x = 0 and biases that begin at 0
    Files.writeString(directory.resolve("zero.csv"), "x,y\n0,0\n0,0\n");
    String line = "train --layers 1,3,1 --backend ejml --data zero.csv";
    JsonNode json = json(line);
    assertEquals("converged", json.path("end").asText());
    assertTrue(warns(json, "zero-gradient"), json.toString());
    String said = ok(line).out();
    assertTrue(said.contains("the computed gradient is exactly 0 at the start"), said);
    assertFalse(said.contains("✓"), said);
    assertFalse(said.contains("as small as asked"), said);
    String asked = ok(NET + "--backend ejml --gradient 1000").out();
    assertTrue(asked.contains("the gradient is as small as asked"), asked);
  }

  @Test
  void aResultThatIsTheStartIsSaid() throws IOException {
    // no look is better by so much, so the start stays the best
    JsonNode json =
        json(NET + "--backend ejml --test 0.25 --patience 2 --least-improvement 1000 --epochs 50");
    assertEquals(0, json.path("result").path("step").asInt());
    assertTrue(warns(json, "held-out-never-fell"), json.toString());
  }

  @Test
  void aRunThatIsDoneAlreadySaysThatNothingWasDone() throws IOException {
    String line = NET + "--backend ejml --batch 4 ";
    assertEquals(0, json(line + "--epochs 6 --checkpoint run").path("warnings").size());
    byte[] before = Files.readAllBytes(directory.resolve("run"));
    for (int epochs : new int[] {4, 6}) {
      String said = ok(line + "--resume run --epochs " + epochs).out();
      assertTrue(
          said.replaceAll("\\s+", " ")
              .contains(
                  "no step was taken: 12 were done before (6 epochs), --epochs asks for "
                      + 2 * epochs),
          said);
      assertFalse(said.contains("trained"), said);
      assertArrayEquals(before, Files.readAllBytes(directory.resolve("run")));
    }
    assertTrue(warns(json(line + "--resume run --epochs 4"), "no-step"));
    assertFalse(warns(json(line + "--resume run --epochs 7"), "no-step"));
  }

  @Test
  void aCriticalPointIsOfTheRiskWithoutDecay() throws IOException {
    String line = NET + "--backend ejml --epochs 2 --polish newton";
    for (String decay : List.of(" --weight-decay 0.1", " --decoupled-decay 0.1")) {
      assertTrue(ok(line + decay).out().contains("of E without the weight decay"));
      assertTrue(json(line + decay).path("critical").path("withoutDecay").asBoolean());
    }
    for (String none : List.of("", " --weight-decay 0")) {
      assertFalse(ok(line + none).out().contains("decay"));
      assertFalse(json(line + none).path("critical").path("withoutDecay").asBoolean(true));
    }
  }

  /** ejml under another device's name. */
  private record On(String device) implements Backend {
    private static final Backend EJML = new EjmlBackend();

    @Override
    public String name() {
      return "chip";
    }

    @Override
    public int priority() {
      return 1;
    }

    @Override
    public BackendStatus probe() {
      return new BackendStatus.Available(device, EnumSet.allOf(Precision.class));
    }

    @Override
    public Session open(Precision precision) {
      return EJML.open(precision);
    }

    @Override
    public NetworkBatch batch(
        Architecture architecture, List<Activation> activations, Loss loss, Precision precision) {
      return EJML.batch(architecture, activations, loss, precision);
    }
  }

  private Run on(String device, String options) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Io io =
        new Io(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            new ByteArrayInputStream(new byte[0]),
            false,
            false,
            100,
            directory,
            directory,
            () -> false);
    CommandLine line =
        new CommandLine(new TrainCommand(io, new Backends(List.of(new On(device)))))
            .setExecutionExceptionHandler(
                (e, c, p) -> {
                  io.err().println(e.getMessage());
                  return ExitCode.USAGE;
                });
    int code =
        line.execute(("--layers 1,4,1 --activation tanh --data points.csv " + options).split(" +"));
    return new Run(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void anotherDeviceIsGoneOnWithOnlyWhereAsked() {
    assertEquals(0, on("chip A", "--checkpoint run").code());
    assertEquals(0, on("chip A", "--resume run --epochs 11").code());
    Run refused = on("chip B", "--resume run --epochs 12");
    assertEquals(ExitCode.USAGE, refused.code(), refused.err());
    assertEquals(
        List.of(
            "--resume: run: expected a run with device chip B, got one with chip A (--other-backend"
                + " goes on here)"),
        refused.errLines());
    Run asked = on("chip B", "--resume run --epochs 12 --other-backend");
    assertEquals(0, asked.code(), asked.err());
    assertTrue(
        asked.err().contains("was on chip (chip A) and goes on on chip (chip B)"), asked.err());
  }

  private TrainCheckpoint file(String model, Optional<String> device) {
    SequencedMap<String, String> settings = new LinkedHashMap<>();
    settings.put("model", model);
    settings.put(TrainCheckpoint.BACKEND, "cuda");
    device.ifPresent(d -> settings.put(TrainCheckpoint.DEVICE, d));
    return new TrainCheckpoint(directory.resolve("old"), "old", settings);
  }

  private static String refusal(TrainCheckpoint file, boolean otherBackend) {
    try {
      file.read(otherBackend);
    } catch (UsageException e) {
      return String.valueOf(e.getMessage());
    }
    return "";
  }

  /** Files of before devices were kept. */
  @Test
  void anOldFileIsGoneOnWithWhereAskedUnlessItHasDropout() {
    TrainingState state =
        new TrainingState(3, new double[] {1}, new double[0], 1, 1, Optional.empty(), 0);
    Optional<String> here = Optional.of("a device");
    file("1 → dense 1", Optional.empty()).write(state);
    assertEquals(
        "--resume: old: expected a run with device a device, got one with none (--other-backend"
            + " goes on here)",
        refusal(file("1 → dense 1", here), false));
    assertEquals("", refusal(file("1 → dense 1", here), true));
    // there it was the share that is kept
    file("1 → dropout 0.8 → dense 1", Optional.empty()).write(state);
    String dropout = refusal(file("1 → dropout 0.8 → dense 1", here), true);
    assertTrue(dropout.contains("dropout in other terms"), dropout);
  }
}
