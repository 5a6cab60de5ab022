package org.theoria.certify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.theoria.arithmetic.Rational;
import org.theoria.network.file.ExampleRange;

/**
 * Files cut off, with bytes changed, put in and left out: each is read, or refused in one line. No
 * other exception, and no hang.
 */
final class DamagedFilesTest {
  private static final int ROUNDS = 300;

  /** Far beyond what reading any of these takes on a busy machine. */
  private static final Duration HANG = Duration.ofSeconds(30);

  @TempDir Path directory;

  private static byte[] original(String name) throws IOException {
    return switch (name) {
      case "network.json" ->
          ("{\"architecture\":[2,2,1],\"activations\":[\"relu\",\"identity\"],\"weights\":[[[1,\"1/2\"],"
                  + "[0.25,-1e3]],[[1,2]]],\"biases\":[[0,1],[2]],\"x\":[[1,2],[3,4]]}")
              .getBytes(StandardCharsets.UTF_8);
      case "digits.idx", "zipped.idx.gz" -> {
        byte[] zipped = KeptFiles.bytes("digits.idx.gz");
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
          yield in.readAllBytes();
        }
      }
      case "zipped.csv.gz" -> KeptFiles.bytes("digits.csv");
      default -> KeptFiles.bytes(name);
    };
  }

  /** The files called zipped are damaged before they are compressed. */
  private static byte[] packed(String name, byte[] bytes) throws IOException {
    if (!name.startsWith("zipped")) {
      return bytes;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] damaged(byte[] whole, Random random) {
    byte[] bytes = whole.clone();
    switch (random.nextInt(4)) {
      case 0 -> {
        return Arrays.copyOf(bytes, random.nextInt(bytes.length));
      }
      case 1 -> {
        // most of what decides lies at the beginning
        int reach = random.nextBoolean() ? Math.min(200, bytes.length) : bytes.length;
        for (int k = random.nextInt(1, 4); k > 0; k--) {
          bytes[random.nextInt(reach)] = (byte) random.nextInt(256);
        }
        return bytes;
      }
      case 2 -> {
        int at = random.nextInt(bytes.length);
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 8);
        System.arraycopy(bytes, at, longer, at + 8, bytes.length - at);
        return longer;
      }
      default -> {
        int at = random.nextInt(bytes.length);
        int gone = random.nextInt(1, Math.min(16, bytes.length - at) + 1);
        byte[] shorter = Arrays.copyOf(bytes, bytes.length - gone);
        System.arraycopy(bytes, at + gone, shorter, at, bytes.length - at - gone);
        return shorter;
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "network.json", "mlp.npz", "mlp.safetensors", "mlp.onnx", "matmul.onnx", "conv.onnx",
        "digits.npy", "digits.csv", "digits.idx", "digits.idx.gz", "zipped.idx.gz", "zipped.csv.gz"
      })
  void readOrRefusedInOneLine(String name) throws IOException {
    byte[] whole = original(name);
    Random random = new Random(name.hashCode());
    Path file = directory.resolve(name);
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] bytes = damaged(whole, random);
      Files.write(file, packed(name, bytes));
      int now = round;
      refused += assertTimeout(HANG, () -> refusals(file, name), () -> name + ", round " + now);
    }
    assertTrue(refused > ROUNDS / 10, name + ": " + refused);
  }

  private static int refusals(Path file, String name) {
    int refused = 0;
    for (boolean asNetwork : new boolean[] {true, false}) {
      try {
        if (asNetwork) {
          NetworkFile.read(file, name);
        } else {
          SampleFile.inputs(
              file, name, new SampleFile.Layout(true, ExampleRange.ALL, Rational.ONE));
        }
      } catch (FormatException e) {
        String message = String.valueOf(e.getMessage());
        assertEquals(1, message.lines().count(), message);
        assertTrue(message.startsWith(name) && message.contains(": expected "), message);
        assertTrue(message.length() < 500 && !message.contains("Exception"), message);
        refused++;
      } catch (RuntimeException e) {
        fail(name + " as " + (asNetwork ? "network" : "data") + ": " + e, e);
      }
    }
    return refused;
  }
}
