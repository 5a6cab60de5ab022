package org.theoria.network.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NpzWriterTest {
  @TempDir Path directory;

  @Test
  void whatIsWrittenIsReadBackBitForBit() throws IOException {
    double[] many = new double[3 * 6007];
    for (int k = 0; k < many.length; k++) {
      many[k] = Math.scalb(k - 7000.5, k % 600 - 300);
    }
    SequencedMap<String, FileArray> arrays = new LinkedHashMap<>();
    arrays.put("W1", new FileArray("W1", List.of(3, 6007), many));
    arrays.put(
        "b1",
        new FileArray("b1", List.of(3), new double[] {-0.0, Double.MIN_VALUE, -Double.MAX_VALUE}));
    arrays.put("empty", new FileArray("empty", List.of(0, 4), new double[0]));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    NpzWriter.write(bytes, arrays);
    ByteArrayOutputStream again = new ByteArrayOutputStream();
    NpzWriter.write(again, arrays);
    assertArrayEquals(bytes.toByteArray(), again.toByteArray());
    Path file = Files.write(directory.resolve("a.npz"), bytes.toByteArray());
    SequencedMap<String, FileArray> read = NpzReader.read(file, "a.npz");
    assertEquals(List.of("W1", "b1", "empty"), new ArrayList<>(read.sequencedKeySet()));
    for (var e : arrays.sequencedEntrySet()) {
      FileArray there =
          read.sequencedEntrySet().stream()
              .filter(f -> f.getKey().equals(e.getKey()))
              .findFirst()
              .orElseThrow()
              .getValue();
      assertEquals(e.getValue().shape(), there.shape());
      assertArrayEquals(e.getValue().values(), there.values());
    }
  }
}
