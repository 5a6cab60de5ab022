package org.theoria.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.theoria.network.file.NpzReader;

/** {@code --no-biases}: a linear network that {@code theoria classify} reads. */
final class TrainWithoutBiasesTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String LINEAR =
      "train --layers 2,2,2 --activation identity --no-biases --data data.json --epochs 400"
          + " --rate 0.05 --look 100 --backend ejml ";

  @TempDir Path directory;

  private Run ok(String line) throws IOException {
    // y = W x of full rank: the least risk is 0, and theory asks for X Xᵀ and Y Xᵀ of full rank
    Files.writeString(
        directory.resolve("data.json"),
        "{\"x\":[[1,0,1,2],[0,1,1,-1]],\"y\":[[2,1,3,3],[0,1,1,-1]]}");
    Run run = Run.of(directory, line.strip().split(" +"));
    assertEquals(0, run.code(), run.err() + run.out());
    return run;
  }

  @ParameterizedTest
  @ValueSource(strings = {"l.npz", "l.json"})
  void aLinearNetworkIsTrainedAndClassified(String file) throws IOException {
    JsonNode json = MAPPER.readTree(ok(LINEAR + "--polish newton --json --out " + file).out());
    assertEquals(8, json.path("parameters").asInt());
    assertTrue(json.path("critical").path("reached").asBoolean(), json.toString());
    assertEquals("2 → dense 2 without biases → dense 2 without biases, square", model(json));
    String said = ok("classify --network " + file + " --data data.json --near").out();
    assertTrue(said.contains("global minimiser nearby"), said);
    // without --polish too
    ok(LINEAR + "--out " + file);
    ok("classify --network " + file + " --data data.json --near");
  }

  private static String model(JsonNode json) {
    return json.path("model").asText();
  }

  @Test
  void theFilesHaveNoBiases() throws IOException {
    ok(LINEAR + "--out l.npz");
    assertEquals(
        "[W1, W2]", NpzReader.read(directory.resolve("l.npz"), "l.npz").keySet().toString());
    ok(LINEAR + "--out l.json");
    JsonNode network = MAPPER.readTree(directory.resolve("l.json").toFile());
    assertFalse(network.has("biases"), network.toString());
    assertEquals(2, network.path("weights").size());
    ok(LINEAR.replace("--no-biases ", "") + "--out b.npz");
    assertEquals(
        "[W1, b1, W2, b2]",
        NpzReader.read(directory.resolve("b.npz"), "b.npz").keySet().toString());
  }
}
