package org.theoria.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.theoria.backend.Backends;
import org.theoria.backend.FailingBackend;
import org.theoria.backend.ejml.EjmlBackend;
import picocli.CommandLine;

/** {@code theoria train}: what it writes, how it goes on, and what it refuses. */
final class TrainTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir Path directory;

  @BeforeEach
  void data() throws IOException {
    write("points.csv", "x,y\n-2,1\n-1,1/2\n0,-0.3\n1/2,0.1\n1,0.7\n2,2\n3,1\n4,0\n");
    write("labels.csv", "a,b,label\n1,0,0\n0,1,1\n1,1,2\n0,0,0\n2,1,1\n1,2,2\n");
    write("line.json", "{\"x\":[[1,-1,0]],\"y\":[[1,0,1]]}");
    write("huge.json", "{\"x\":[[1e200,1]],\"y\":[[1,1]]}");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text);
  }

  private static final String NET = "train --layers 1,4,1 --activation tanh --data points.csv ";

  private Run run(String line) {
    return Run.of(directory, line.strip().split(" +"));
  }

  private Run ok(String line) {
    Run run = run(line);
    assertEquals(0, run.code(), run.err());
    return run;
  }

  private JsonNode json(String line) throws IOException {
    return MAPPER.readTree(ok(line + " --json").out());
  }

  @Test
  void aNetworkIsTrainedAndReadBack() throws IOException {
    String train =
        "train --layers 2,6,3 --data labels.csv --epochs 200 --rate 0.05 --batch 2 --backend ejml";
    JsonNode json = json(train + " --out net.npz");
    assertEquals("epochs-done", json.path("end").asText());
    assertEquals(600, json.path("steps").asInt());
    assertEquals(200, json.path("epochs").asInt());
    assertEquals(39, json.path("parameters").asInt());
    assertTrue(json.path("model").asText().endsWith("cross-entropy"), json.toString());
    assertTrue(
        json.path("loss").path("end").asDouble() < 0.1 * json.path("loss").path("start").asDouble(),
        json.toString());
    byte[] first = Files.readAllBytes(directory.resolve("net.npz"));
    ok(train + " --out net.npz");
    assertArrayEquals(first, Files.readAllBytes(directory.resolve("net.npz")));
    ok(train + " --out net.json");
    JsonNode fromNpz =
        json("rank --network net.npz --data labels.csv --outputs logits --at-kinks right");
    assertEquals(
        fromNpz,
        json("rank --network net.json --data labels.csv --outputs logits --at-kinks right"));
    assertFalse(Files.exists(directory.resolve("net.json.writing")));
  }

  @Test
  void otherLayersAndHeldOutExamples() throws IOException {
    Run run =
        Run.of(
            directory,
            "train",
            "--input",
            "1x28x28",
            "--model",
            "convolution 1 3x3/4, batch-normalisation, relu, dropout 0.2, dense 6,"
                + " residual(dense 6, tanh), dense 10, softmax",
            "--data",
            "mnist:60",
            "--batch",
            "20",
            "--test",
            "0.25",
            "--epochs",
            "3",
            "--backend",
            "ejml",
            "--precision",
            "float32",
            "--json");
    assertEquals(0, run.code(), run.err());
    JsonNode json = MAPPER.readTree(run.out());
    assertEquals(45, json.path("examples").path("trained").asInt());
    assertEquals(15, json.path("examples").path("heldOut").asInt());
    assertEquals(9, json.path("steps").asInt());
    double accuracy = json.path("heldOut").path("accuracy").asDouble(-1);
    assertTrue(accuracy >= 0 && accuracy <= 1, json.toString());
  }

  @Test
  void labelsOfTheirOwnFile() throws IOException {
    write("inputs.csv", "1,0\n0,1\n1,1\n0,0\n2,1\n1,2\n");
    write("classes.csv", "0\n1\n2\n0\n1\n2\n");
    Files.write(
        directory.resolve("classes.idx"), new byte[] {0, 0, 8, 1, 0, 0, 0, 6, 0, 1, 2, 0, 1, 2});
    String rest = " --layers 2,3,3 --backend ejml --epochs 3";
    JsonNode one = json("train --data labels.csv" + rest);
    assertEquals(one, json("train --data inputs.csv --labels classes.csv" + rest));
    assertEquals(one, json("train --data inputs.csv --labels classes.idx" + rest));
    refused(
        run("train --data inputs.csv --labels points.csv" + rest), "points.csv", "one label an");
    write("classes.csv", "0\n1\n2\n");
    refused(
        run("train --data inputs.csv --labels classes.csv" + rest),
        "--labels: classes.csv: expected 6 labels, one for each example of inputs.csv, got 3");
    write("classes.csv", "0\n1\n-1\n0\n1\n2\n");
    refused(
        run("train --data inputs.csv --labels classes.csv" + rest),
        "classes.csv, label of example 3: expected an integer from 0 to 2",
        "got -1");
    refused(
        run("train --data mnist:9 --labels classes.csv --layers 784,10 --backend ejml"),
        "--labels",
        "mnist:9");
  }

  @Test
  void linesOfProgressAreSparse() {
    Run run = ok(NET + "--epochs 60 --backend ejml");
    List<String> lines = run.errLines();
    assertEquals(7, lines.size(), run.err()); // 0, 1, 2, 5, 10, 20, 50
    assertTrue(lines.getFirst().startsWith("epoch 0  loss "), run.err());
    assertTrue(lines.getLast().matches("epoch 50 .*‖∇E‖ .* rate 0\\.00100"), run.err());
    Run french = ok(NET + "--epochs 1 --backend ejml --lang fr");
    assertTrue(french.err().startsWith("époque 0  perte "), french.err());
    assertTrue(french.out().contains("entraîné"), french.out());
  }

  /** Ctrl-C after some questions. */
  private Run stopping(int after, String line) {
    AtomicInteger asked = new AtomicInteger();
    return Run.with(
        directory, "", () -> asked.incrementAndGet() > after, 100, line.strip().split(" +"));
  }

  @Test
  void aStoppedRunGoesOnToTheSameBits() throws IOException {
    String options = NET + "--backend ejml --batch 3 --test 0.25 --epochs 20 --optimiser momentum ";
    ok(options + "--checkpoint whole --out whole.npz");
    Run stopped = stopping(17, options + "--checkpoint part --out part.npz");
    assertEquals(ExitCode.INTERRUPTED, stopped.code(), stopped.err());
    assertTrue(stopped.err().contains("--resume part goes on"), stopped.err());
    assertFalse(Files.exists(directory.resolve("part.npz")));
    ok(options + "--resume part --out part.npz");
    assertArrayEquals(
        Files.readAllBytes(directory.resolve("whole.npz")),
        Files.readAllBytes(directory.resolve("part.npz")));
    assertArrayEquals(
        Files.readAllBytes(directory.resolve("whole")),
        Files.readAllBytes(directory.resolve("part")));
    // more epochs of the same run
    ok(options.replace("--epochs 20", "--epochs 25") + "--resume part --out part.npz");
    ok(options.replace("--epochs 20", "--epochs 25") + "--checkpoint long --out long.npz");
    assertArrayEquals(
        Files.readAllBytes(directory.resolve("long.npz")),
        Files.readAllBytes(directory.resolve("part.npz")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--rate 0.01 | rate 0.01, got one with 0.001",
        "--seed 2 | seed 2, got one with 1",
        "--batch 3 | batch 3, got one with all",
        "--optimiser nesterov | optimiser nesterov, got one with adam",
        "--precision float32 | precision float32, got one with float64",
        "--activation sigmoid | model 1 → dense 4 sigmoid",
        "--data line.json | data of SHA-256",
        "--weight-decay 0.1 | weight-decay 0.1, got one with null",
        "--backend openblas | backend openblas, got one with ejml",
        "--test 0.5 | test 0.5, got one with none",
      })
  void anotherRunIsNotGoneOnWith(String change, String said) throws IOException {
    ok("train --layers 1,4,1 --activation tanh --data points.csv --backend ejml --checkpoint run");
    byte[] before = Files.readAllBytes(directory.resolve("run"));
    String line = "train --layers 1,4,1 --resume run " + change;
    for (String rest : new String[] {"--activation tanh", "--data points.csv", "--backend ejml"}) {
      line += line.contains(rest.split(" ")[0]) ? "" : " " + rest;
    }
    refused(run(line), "--resume: run: expected a run with", said);
    assertArrayEquals(before, Files.readAllBytes(directory.resolve("run")));
  }

  @Test
  void anotherBackendIsGoneOnWithWhereAsked() {
    ok(NET + "--backend ejml --checkpoint run");
    Run run = ok(NET + "--backend openblas --resume run --other-backend --epochs 20");
    assertTrue(run.err().contains("was on ejml and goes on on openblas"), run.err());
  }

  private static void refused(Run run, String... parts) {
    assertEquals(ExitCode.USAGE, run.code(), run.err() + run.out());
    assertEquals(1, run.errLines().size(), run.err());
    assertEquals("", run.out());
    for (String part : parts) {
      assertTrue(
          run.err().contains(part.strip()), () -> "expected \"" + part + "\" in: " + run.err());
    }
    assertFalse(run.err().contains("Exception"), run.err());
  }

  @Test
  void divergenceSaysItsStepAndKeepsTheLastGoodState() throws IOException {
    String line =
        "train --layers 1,1 --data points.csv --optimiser gradient-descent --rate 1e60 --look 4"
            + " --epochs 9 --backend ejml --checkpoint run --out net.npz";
    Run run = run(line);
    assertEquals(ExitCode.SURPRISE, run.code(), run.err());
    String error = run.errLines().getLast();
    assertTrue(
        error.matches(
            "theoria: train: expected a finite loss and gradient, got loss .* after step 3"
                + " \\(a smaller --rate\\?\\); the state after step 2 is in run"),
        error);
    assertEquals("", run.out());
    assertFalse(Files.exists(directory.resolve("net.npz")));
    // the state is that of a run that ends there
    Run again = run(line.replace("--checkpoint run", "--resume run"));
    assertTrue(again.err().contains("after step 3"), again.err());
    Run start = run("train --layers 1,1,1 --data huge.json --loss quartic --backend ejml");
    assertEquals(ExitCode.SURPRISE, start.code());
    assertTrue(start.err().contains("at the start, got loss Infinity"), start.err());
    assertEquals(1, start.errLines().size());
  }

  @Test
  void aGradientAloneThatIsNotFiniteIsSaid() throws IOException {
    // E = (w·10¹⁰⁰ − 1)² is finite, ‖∇E‖² of the order of 10⁴⁰⁰ is not
    write("steep.json", "{\"x\":[[1e100]],\"y\":[[1]]}");
    Run start = run("train --layers 1,1 --data steep.json --backend ejml");
    assertEquals(ExitCode.SURPRISE, start.code());
    assertTrue(
        start.err().matches("(?s).*, got loss [0-9.E]+ and gradient norm Infinity.*"), start.err());
    // E and ‖∇E‖² = 4·10²⁰·E grow by about 10²⁰ a step: the second leaves the doubles first
    write("grows.json", "{\"x\":[[1e10]],\"y\":[[1]]}");
    Run run =
        run(
            "train --layers 1,1 --data grows.json --optimiser gradient-descent --rate 1e-10"
                + " --weight-decay 1e-3 --epochs 50 --backend ejml");
    assertEquals(ExitCode.SURPRISE, run.code(), run.err());
    assertTrue(
        run.errLines()
            .getLast()
            .matches(
                ".*, got loss [0-9.E]+ and gradient norm Infinity after step"
                    + " [0-9]+ \\(a smaller --rate or --weight-decay\\?\\)"),
        run.err());
  }

  @Test
  void aCheckpointThatIsCutIsRefused() throws IOException {
    ok(NET + "--backend ejml --checkpoint run");
    byte[] whole = Files.readAllBytes(directory.resolve("run"));
    for (int length : new int[] {30, 200, whole.length - 9, whole.length - 1}) {
      Files.write(directory.resolve("run"), Arrays.copyOf(whole, length));
      refused(run(NET + "--backend ejml --resume run"), "--resume: run: expected a whole file");
    }
    byte[] changed = whole.clone();
    changed[changed.length - 40] ^= 1;
    Files.write(directory.resolve("run"), changed);
    refused(run(NET + "--backend ejml --resume run"), "check sum");
  }

  @Test
  void aBackendThatFailsLeavesTheCheckpoint() throws IOException {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Io io =
        new Io(
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            new ByteArrayInputStream(new byte[0]),
            true,
            false,
            100,
            directory,
            directory,
            () -> false);
    Backends backends = new Backends(List.of(new FailingBackend(new EjmlBackend(), 900)));
    String options =
        "--layers 1,4,1 --activation tanh --data points.csv --epochs 100 --checkpoint run";
    int code = new CommandLine(new TrainCommand(io, backends)).execute(options.split(" "));
    assertEquals(ExitCode.USAGE, code, err.toString(StandardCharsets.UTF_8));
    String said = err.toString(StandardCharsets.UTF_8);
    assertTrue(
        said.matches(
            "(?s).*theoria: train: the backend failed at step \\d+: failing: device lost in"
                + " operation 900; the state after step \\d+ is in run\n"),
        said);
    Run rest =
        ok(
            "train "
                + options.replace("--checkpoint", "--resume")
                + " --backend ejml --other-backend --out rest.npz");
    assertTrue(rest.err().contains("was on failing and goes on on ejml"), rest.err());
    ok("train " + options.replace("--checkpoint run", "--out whole.npz") + " --backend ejml");
    assertArrayEquals(
        Files.readAllBytes(directory.resolve("whole.npz")),
        Files.readAllBytes(directory.resolve("rest.npz")));
  }

  @Test
  void polishingReachesACriticalPoint() throws IOException {
    JsonNode json =
        json(
            "train --layers 1,1,1 --activation identity --data line.json --epochs 5"
                + " --polish trust-region --backend ejml --out net.json");
    JsonNode critical = json.path("critical");
    assertTrue(critical.path("reached").asBoolean(), json.toString());
    assertTrue(critical.path("gradientNorm").asDouble() < 1e-10, json.toString());
    assertTrue(critical.path("leastEigenvalue").asDouble() > -1e-9, json.toString());
  }

  @Test
  void earlyStoppingSaysTheBestStep() throws IOException {
    JsonNode json =
        json(
            NET
                + "--backend ejml --rate 0.3 --epochs 5000 --test 0.25 --patience 5"
                + " --least-improvement 1e-3 --out net.npz");
    assertEquals("early-stopped", json.path("end").asText());
    assertEquals(
        json.path("steps").asInt() - 5, json.path("best").path("step").asInt(), json.toString());
    assertFalse(json.path("heldOut").has("accuracy"), "no classes");
  }
}
