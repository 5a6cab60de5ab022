package org.theoria.network.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes {@code .npz} as NumPy and {@link NpzReader} read it: a zip archive of arrays of float64 in
 * NPY format 1.0. The same arrays give the same bytes.
 */
public final class NpzWriter {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};

  /** Headers are padded so that the numbers begin at a multiple of this. */
  private static final int ALIGNMENT = 64;

  /** The first day that a zip archive knows. */
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private static final int CHUNK = 1 << 13;

  private NpzWriter() {}

  /**
   * Writes all arrays in the order of the map; the stream stays open.
   *
   * @param arrays by the names of the members, without ".npy"
   */
  public static void write(OutputStream out, SequencedMap<String, FileArray> arrays)
      throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    for (var e : arrays.sequencedEntrySet()) {
      ZipEntry entry = new ZipEntry(e.getKey() + ".npy");
      entry.setTimeLocal(NO_TIME);
      zip.putNextEntry(entry);
      npy(zip, e.getValue());
      zip.closeEntry();
    }
    zip.finish();
  }

  private static void npy(OutputStream out, FileArray array) throws IOException {
    String header =
        "{'descr': '<f8', 'fortran_order': False, 'shape': " + shape(array.shape()) + ", }";
    int before = MAGIC.length + 2;
    int whole = (before + header.length() + 1 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    String padded = header + " ".repeat(whole - before - header.length() - 1) + "\n";
    out.write(MAGIC);
    out.write(padded.length() & 0xff);
    out.write(padded.length() >> 8);
    out.write(padded.getBytes(StandardCharsets.US_ASCII));
    ByteBuffer buffer = ByteBuffer.allocate(CHUNK * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (double value : array.values()) {
      buffer.putDouble(value);
      if (!buffer.hasRemaining()) {
        out.write(buffer.array());
        buffer.clear();
      }
    }
    out.write(buffer.array(), 0, buffer.position());
  }

  /** As Python writes a tuple. */
  private static String shape(List<Integer> shape) {
    return shape.size() == 1
        ? "(" + shape.getFirst() + ",)"
        : shape.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
  }
}
