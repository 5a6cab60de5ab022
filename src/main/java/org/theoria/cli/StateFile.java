package org.theoria.cli;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.theoria.search.WholeFile;

/**
 * The state of a long run in a file: a line that says what it is, the content, and the CRC-32 of
 * both; a {@link WholeFile}.
 *
 * @param file where
 * @param name what the user calls it, after --resume
 * @param magic the line
 * @param what the state of what, in words
 */
record StateFile(Path file, String name, String magic, String what) {
  private static final int BUFFER = 1 << 20;

  /** Reads the content. */
  @FunctionalInterface
  interface Reader<T> {
    T from(DataInputStream in) throws IOException;
  }

  /** Writes the content. */
  @FunctionalInterface
  interface Writer {
    void to(DataOutputStream out) throws IOException;
  }

  /** The content of a file that is there; one that is no such file, or damaged, is refused. */
  <T> T read(Reader<T> content) {
    try (CheckedInputStream checked =
            new CheckedInputStream(
                new BufferedInputStream(Files.newInputStream(file), BUFFER), new CRC32());
        DataInputStream in = new DataInputStream(checked)) {
      byte[] line = in.readNBytes(magic.length());
      if (!Arrays.equals(line, magic.getBytes(StandardCharsets.US_ASCII))) {
        throw refused(what + ", got another file");
      }
      T result = content.from(in);
      long sum = checked.getChecksum().getValue();
      if (in.readLong() != sum) {
        throw refused("a whole file, got one whose check sum is wrong");
      }
      if (in.read() >= 0) {
        throw refused("a whole file, got one with more after its end");
      }
      return result;
    } catch (EOFException | UTFDataFormatException e) {
      throw new UsageException(
          "--resume: " + name + ": expected a whole file, got a part of one", e);
    } catch (IOException e) {
      throw new UsageException("--resume: " + name + ": cannot be read: " + e.getMessage(), e);
    }
  }

  UsageException refused(String expected) {
    return new UsageException("--resume: " + name + ": expected " + expected);
  }

  /** Writes the whole file, or leaves what is there. */
  void write(Writer content) throws IOException {
    WholeFile.write(
        file,
        whole -> {
          CheckedOutputStream checked = new CheckedOutputStream(whole, new CRC32());
          DataOutputStream out = new DataOutputStream(checked);
          out.write(magic.getBytes(StandardCharsets.US_ASCII));
          content.to(out);
          out.flush();
          out.writeLong(checked.getChecksum().getValue());
        });
  }
}
