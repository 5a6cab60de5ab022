package org.theoria.network.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Reads the NPY format, versions 1 to 3 (NumPy Enhancement Proposal 1): the bytes 0x93 "NUMPY", the
 * version, the length of the header, the header, the entries.
 */
public final class NpyReader {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int MAXIMUM_HEADER = 1 << 16;
  private static final int CHUNK_ENTRIES = 1 << 13;

  private NpyReader() {}

  /**
   * Reads one array to the end of the stream; the stream is not closed.
   *
   * @param name the file and the member, for messages
   * @throws ArrayFileException when it is not such an array, has more than 2²⁴ entries, ends too
   *     early or too late, or holds NaN or an infinity
   * @throws IOException when the stream cannot be read
   */
  public static NpyArray read(InputStream in, String name) throws IOException {
    byte[] start = in.readNBytes(8);
    if (start.length < 8 || !Arrays.equals(start, 0, 6, MAGIC, 0, 6)) {
      throw new ArrayFileException(name, "an array in NPY format", "other bytes");
    }
    int version = start[6];
    if (version < 1 || version > 3) {
      throw new ArrayFileException(name, "NPY version 1, 2 or 3", "version " + version);
    }
    ByteBuffer length = bytes(in, version == 1 ? 2 : 4, name);
    int headerLength = version == 1 ? Short.toUnsignedInt(length.getShort()) : length.getInt();
    if (headerLength < 0 || headerLength > MAXIMUM_HEADER) {
      throw new ArrayFileException(
          name,
          "a header of at most " + MAXIMUM_HEADER + " bytes",
          Integer.toUnsignedString(headerLength));
    }
    String text =
        new String(
            bytes(in, headerLength, name).array(),
            version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
    NpyHeader header = NpyHeader.parse(name, text);
    double[] values = values(in, header, name);
    if (in.read() >= 0) {
      throw new ArrayFileException(
          name, values.length + " entries as its header says", "more bytes than that");
    }
    requireFinite(values, header, name);
    return new NpyArray(
        name, header.shape(), header.fortran() ? rowMajor(values, header.shape()) : values);
  }

  private static ByteBuffer bytes(InputStream in, int count, String name) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new ArrayFileException(
          name, count + " more bytes", "the end of the file after " + bytes.length);
    }
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Piece by piece, so that a header cannot claim memory that the file does not fill. */
  private static double[] values(InputStream in, NpyHeader header, String name) throws IOException {
    NpyType type = NpyType.of(name, header.type());
    int count = header.entries();
    double[] values = new double[Math.min(count, CHUNK_ENTRIES)];
    for (int done = 0; done < count; ) {
      int next = Math.min(CHUNK_ENTRIES, count - done);
      ByteBuffer b = bytes(in, next * type.bytes(), name).order(NpyType.order(header.type()));
      if (done + next > values.length) {
        values = Arrays.copyOf(values, Math.min(count, Math.max(2 * values.length, done + next)));
      }
      for (int i = 0; i < next; i++) {
        values[done + i] = type.next(b, name, done + i);
      }
      done += next;
    }
    return values;
  }

  private static void requireFinite(double[] values, NpyHeader header, String name) {
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new ArrayFileException(
            name,
            "finite numbers",
            values[i] + " at " + place(i, header.shape(), header.fortran()));
      }
    }
  }

  /** The indices of the k-th stored entry, from 0: [1, 0]. */
  private static String place(int k, List<Integer> shape, boolean fortran) {
    Integer[] index = new Integer[shape.size()];
    int rest = k;
    for (int s = 0; s < index.length; s++) {
      int axis = fortran ? s : index.length - 1 - s;
      index[axis] = rest % shape.get(axis);
      rest /= shape.get(axis);
    }
    return Arrays.toString(index);
  }

  private static double[] rowMajor(double[] stored, List<Integer> shape) {
    double[] result = new double[stored.length];
    int[] index = new int[shape.size()];
    for (double value : stored) {
      int at = 0;
      for (int axis = 0; axis < index.length; axis++) {
        at = at * shape.get(axis) + index[axis];
      }
      result[at] = value;
      for (int axis = 0; axis < index.length && ++index[axis] == shape.get(axis); axis++) {
        index[axis] = 0;
      }
    }
    return result;
  }
}
