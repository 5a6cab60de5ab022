package org.theoria.network.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads the IDX format (Y. LeCun, C. Cortes, C. Burges: The MNIST database): two bytes 0, the
 * element type, the number of axes, their lengths as big-endian integers, the entries, big-endian.
 */
public final class IdxReader {

  private IdxReader() {}

  /** Whether a file that begins with these bytes is meant to be in IDX format. */
  public static boolean isIdx(byte[] start) {
    return start.length >= 4 && start[0] == 0 && start[1] == 0 && start[2] != 0;
  }

  /**
   * The entries of a range of examples, the first axis; the stream is read to its end only where
   * the range goes that far, and not closed.
   *
   * @return as many axes as the file says, the first of the length of the range
   * @throws ArrayFileException when it is not such a file, or ends too early or too late
   * @throws IOException when the stream cannot be read
   */
  public static FileArray read(InputStream in, String name, ExampleRange range) throws IOException {
    byte[] magic = in.readNBytes(4);
    Optional<ElementType> type =
        isIdx(magic) ? ElementType.ofIdx(magic[2] & 0xff) : Optional.empty();
    int axes = magic.length < 4 ? 0 : magic[3] & 0xff;
    if (type.isEmpty() || axes == 0) {
      throw new ArrayFileException(
          name,
          "the magic number of IDX, 00 00 and 08, 09, 0b, 0c, 0d or 0e and the number of axes",
          hexadecimal(magic));
    }
    List<Long> lengths = new ArrayList<>();
    for (int i = 0; i < axes; i++) {
      lengths.add(Integer.toUnsignedLong(Elements.bytes(in, 4, name).getInt()));
    }
    long available = lengths.getFirst();
    if (available > Integer.MAX_VALUE) {
      throw new ArrayFileException(
          name, "at most " + Integer.MAX_VALUE + " examples", available + "");
    }
    int from = range.from((int) available, name);
    lengths.set(0, (long) range.count((int) available, name));
    List<Integer> shape = FileArray.axes(name, lengths);
    int each = FileArray.size(shape.subList(1, axes));
    skip(in, (long) from * each * type.get().bytes(), name);
    double[] values = Elements.read(in, type.get(), ByteOrder.BIG_ENDIAN, shape, name);
    if (from + shape.getFirst() == available && in.read() >= 0) {
      throw new ArrayFileException(
          name, available + " examples as its header says", "more bytes than that");
    }
    return new FileArray(name, shape, values);
  }

  private static void skip(InputStream in, long bytes, String name) throws IOException {
    long skipped = 0;
    while (skipped < bytes) {
      byte[] some = in.readNBytes((int) Math.min(1 << 16, bytes - skipped));
      if (some.length == 0) {
        throw new ArrayFileException(name, bytes - skipped + " more bytes", "the end of the file");
      }
      skipped += some.length;
    }
  }

  /** "50 4b 03 04". */
  public static String hexadecimal(byte[] bytes) {
    List<String> digits = new ArrayList<>();
    for (byte b : bytes) {
      digits.add(String.format(Locale.ROOT, "%02x", b & 0xff));
    }
    return digits.isEmpty() ? "an empty file" : String.join(" ", digits);
  }
}
