package org.theoria.search;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes the state of a long run to a file such that there is always a whole one. */
public final class WholeFile {
  private static final int BUFFER = 1 << 20;

  private WholeFile() {}

  /** What is written. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes the content beside the file, brings it to the disk, and moves it onto the file at once:
   * whatever happens, the file is the old one or the new one. Where it fails, what was written
   * beside it is taken away again.
   *
   * @throws IOException where it cannot be written
   */
  public static void write(Path file, Content content) throws IOException {
    Path beside = beside(file);
    FileChannel channel =
        FileChannel.open(
            beside,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING);
    try {
      try (channel) {
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
        content.writeTo(out);
        out.flush();
        channel.force(true);
      }
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException | RuntimeException | Error e) {
      try {
        Files.deleteIfExists(beside);
      } catch (IOException left) {
        e.addSuppressed(left);
      }
      throw e;
    }
  }

  /** The file that {@link #write} writes before it is moved onto this one. */
  public static Path beside(Path file) {
    return file.resolveSibling(file.getFileName() + ".writing");
  }

  /**
   * Finds out, before a long run, whether a file can be written at its end: the file beside it can
   * be. Nothing is left or changed.
   *
   * @throws IOException where it cannot be written
   */
  public static void requireWritable(Path file) throws IOException {
    Path beside = beside(file);
    boolean there = Files.exists(beside);
    FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE).close();
    if (!there) {
      Files.delete(beside);
    }
  }
}
