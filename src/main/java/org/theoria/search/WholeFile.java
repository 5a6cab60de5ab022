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
   * whatever happens, the file is the old one or the new one.
   *
   * @throws IOException where it cannot be written
   */
  public static void write(Path file, Content content) throws IOException {
    Path beside = file.resolveSibling(file.getFileName() + ".writing");
    try (FileChannel channel =
        FileChannel.open(
            beside,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
      content.writeTo(out);
      out.flush();
      channel.force(true);
    }
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
