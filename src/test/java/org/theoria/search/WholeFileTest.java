package org.theoria.search;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** There is always a whole file, and nothing else beside it. */
final class WholeFileTest {
  @TempDir Path directory;

  private List<String> names() throws IOException {
    try (var all = Files.list(directory)) {
      return all.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void whatFailsHalfWayLeavesTheOldFileAndNothingBesideIt() throws IOException {
    Path file = directory.resolve("state");
    byte[] old = {1, 2, 3};
    WholeFile.write(file, out -> out.write(old));
    IOException full = new IOException("No space left on device");
    IOException thrown =
        assertThrows(
            IOException.class,
            () ->
                WholeFile.write(
                    file,
                    out -> {
                      out.write(new byte[1 << 21]);
                      throw full;
                    }));
    assertSame(full, thrown);
    assertEquals(0, thrown.getSuppressed().length);
    assertEquals(List.of("state"), names());
    assertArrayEquals(old, Files.readAllBytes(file));
  }

  @Test
  void aMoveThatFailsLeavesNothingBesideIt() throws IOException {
    Path folder = Files.createDirectories(directory.resolve("state").resolve("full"));
    assertThrows(IOException.class, () -> WholeFile.write(folder.getParent(), out -> out.write(1)));
    assertEquals(List.of("state"), names());
  }

  @Test
  void askingWhetherAFileCanBeWrittenChangesNothing() throws IOException {
    Path file = directory.resolve("net");
    WholeFile.requireWritable(file);
    assertEquals(List.of(), names());
    byte[] left = {7};
    Files.write(WholeFile.beside(file), left);
    Files.write(file, left);
    WholeFile.requireWritable(file);
    assertArrayEquals(left, Files.readAllBytes(WholeFile.beside(file)));
    assertArrayEquals(left, Files.readAllBytes(file));
    Path nowhere = directory.resolve("no").resolve("net");
    assertThrows(IOException.class, () -> WholeFile.requireWritable(nowhere));
    Path taken = directory.resolve("taken");
    Files.createDirectory(WholeFile.beside(taken));
    assertThrows(IOException.class, () -> WholeFile.requireWritable(taken));
    assertTrue(Files.isDirectory(WholeFile.beside(taken)));
    assertFalse(Files.exists(taken));
  }
}
