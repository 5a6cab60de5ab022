package org.theoria.network.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads the NPY format, versions 1 to 3 (NumPy Enhancement Proposal 1): the bytes 0x93 "NUMPY", the
 * version, the length of the header, the header, the entries.
 */
public final class NpyReader {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int MAXIMUM_HEADER = 1 << 16;

  private NpyReader() {}

  /**
   * Reads one array to the end of the stream; the stream is not closed.
   *
   * @param name the file and the member, for messages
   * @throws ArrayFileException when it is not such an array, has more than 2²⁴ entries, ends too
   *     early or too late, or holds NaN or an infinity
   * @throws IOException when the stream cannot be read
   */
  public static FileArray read(InputStream in, String name) throws IOException {
    byte[] start = in.readNBytes(8);
    if (start.length < 8 || !isNpy(start)) {
      throw new ArrayFileException(name, "an array in NPY format", "other bytes");
    }
    int version = start[6];
    if (version < 1 || version > 3) {
      throw new ArrayFileException(name, "NPY version 1, 2 or 3", "version " + version);
    }
    ByteBuffer length =
        Elements.bytes(in, version == 1 ? 2 : 4, name).order(ByteOrder.LITTLE_ENDIAN);
    int headerLength = version == 1 ? Short.toUnsignedInt(length.getShort()) : length.getInt();
    if (headerLength < 0 || headerLength > MAXIMUM_HEADER) {
      throw new ArrayFileException(
          name,
          "a header of at most " + MAXIMUM_HEADER + " bytes",
          Integer.toUnsignedString(headerLength));
    }
    String text =
        new String(
            Elements.bytes(in, headerLength, name).array(),
            version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
    NpyHeader header = NpyHeader.parse(name, text);
    double[] values = values(in, header, name);
    if (in.read() >= 0) {
      throw new ArrayFileException(
          name, values.length + " entries as its header says", "more bytes than that");
    }
    Elements.requireFinite(values, header.shape(), header.fortran(), name);
    return new FileArray(
        name, header.shape(), header.fortran() ? rowMajor(values, header.shape()) : values);
  }

  /** Whether a file that begins with these bytes is in this format. */
  public static boolean isNpy(byte[] start) {
    return start.length >= 6 && Arrays.equals(start, 0, 6, MAGIC, 0, 6);
  }

  private static double[] values(InputStream in, NpyHeader header, String name) throws IOException {
    String type = header.type();
    Optional<ElementType> known =
        type.matches("[<>=|]?[a-z][0-9]")
            ? ElementType.ofNpy(type.substring(type.length() - 2))
            : Optional.empty();
    ElementType element =
        known
            .filter(t -> t.bytes() == 1 || type.length() == 3)
            .orElseThrow(
                () ->
                    new ArrayFileException(
                        name,
                        "numbers of type f2, f4, f8, i1, i2, i4, i8, u1, u2, u4, u8 or b1",
                        type.contains("O")
                            ? "Python objects (" + type + "), which are never read"
                            : "type \"" + type + "\""));
    // "=" is the writer's order, which is little-endian everywhere now
    ByteOrder order = type.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    return Elements.unchecked(in, element, order, FileArray.size(header.shape()), name);
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
