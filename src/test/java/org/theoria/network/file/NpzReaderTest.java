package org.theoria.network.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that NumPy 2 wrote (savez and savez_compressed of the arrays named below). */
final class NpzReaderTest {

  @TempDir Path directory;

  private Path kept(String name) throws IOException {
    Path file = directory.resolve(name);
    try (InputStream in = NpzReaderTest.class.getResourceAsStream(name)) {
      Files.write(file, Optional.ofNullable(in).orElseThrow().readAllBytes());
    }
    return file;
  }

  @ParameterizedTest
  @ValueSource(strings = {"numpy.npz", "numpy-compressed.npz"})
  void numPysOwn(String name) throws IOException {
    SequencedMap<String, FileArray> arrays = NpzReader.read(kept(name), name);
    assertEquals(List.of("W1", "b1", "W2", "u", "scalar"), List.copyOf(arrays.keySet()));
    assertArrayEquals(new double[] {0.1, -2, 3, 1e-300}, array(arrays, "W1").values());
    assertArrayEquals(new double[] {1, -2}, array(arrays, "b1").values());
    assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, array(arrays, "W2").values());
    assertEquals(List.of(3, 2), array(arrays, "W2").shape());
    assertArrayEquals(new double[] {0, 255}, array(arrays, "u").values());
    assertEquals(List.of(), array(arrays, "scalar").shape());
    String message =
        assertThrows(ArrayFileException.class, () -> NpzReader.member(arrays, "W3", name))
            .getMessage();
    assertEquals(name + ": expected a member W3, got members W1, b1, W2, u, scalar", message);
  }

  private static FileArray array(SequencedMap<String, FileArray> arrays, String name) {
    return NpzReader.member(arrays, name, "file");
  }

  @Test
  void truncated() throws IOException {
    byte[] whole = Files.readAllBytes(kept("numpy.npz"));
    for (int length = 4; length < whole.length; length += 37) {
      Path cut = directory.resolve("cut.npz");
      Files.write(cut, java.util.Arrays.copyOf(whole, length));
      assertThrows(ArrayFileException.class, () -> NpzReader.read(cut, "cut.npz"));
    }
  }

  @Test
  void otherMembers() throws IOException {
    Path file = directory.resolve("other.npz");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("readme.txt"));
      zip.write(new byte[] {1, 2, 3});
      zip.closeEntry();
    }
    assertTrue(
        assertThrows(ArrayFileException.class, () -> NpzReader.read(file, "other.npz"))
            .getMessage()
            .contains("readme.txt"));
    assertTrue(NpzReader.isArchive(Files.readAllBytes(file)));
    assertTrue(!NpzReader.isArchive(new byte[] {'{', '"', 'x', '"'}));
  }
}
