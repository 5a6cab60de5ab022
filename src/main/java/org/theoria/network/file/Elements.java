package org.theoria.network.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/** Reads the entries of an array from bytes, each exactly; one that is not finite is refused. */
public final class Elements {
  private static final int CHUNK_ENTRIES = 1 << 13;

  /** A double in an array that grows, by twice at most. */
  private static final long BYTES_WHILE_READING = 16;

  private Elements() {}

  /**
   * The next entries of a stream, in the order in which they are stored.
   *
   * @param shape the lengths of the axes, the last index running fastest; see {@link
   *     FileArray#axes}
   * @param name the array, for messages
   * @throws ArrayFileException where the stream ends before them, or one is NaN or an infinity
   */
  static double[] read(
      InputStream in, ElementType type, ByteOrder order, List<Integer> shape, String name)
      throws IOException {
    double[] values = unchecked(in, type, order, FileArray.size(shape), name);
    requireFinite(values, shape, false, name);
    return values;
  }

  /** Piece by piece, so that a header cannot claim memory that the file does not fill. */
  static double[] unchecked(
      InputStream in, ElementType type, ByteOrder order, int count, String name)
      throws IOException {
    Heap.require(name, count + " numbers", BYTES_WHILE_READING * count);
    double[] values = new double[Math.min(count, CHUNK_ENTRIES)];
    for (int done = 0; done < count; ) {
      int next = Math.min(CHUNK_ENTRIES, count - done);
      ByteBuffer b = bytes(in, next * type.bytes(), name).order(order);
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

  /** The next entries of bytes in memory, in the order in which they are stored. */
  public static double[] of(ByteBuffer b, ElementType type, int count, String name) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = type.next(b, name, i);
    }
    return values;
  }

  /** So many bytes of a stream, no fewer. */
  static ByteBuffer bytes(InputStream in, int count, String name) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new ArrayFileException(
          name, count + " more bytes", "the end of the file after " + bytes.length);
    }
    return ByteBuffer.wrap(bytes);
  }

  /**
   * Refuses NaN and infinities, naming their indices, from 0.
   *
   * @param fortran whether the first index runs fastest
   */
  public static void requireFinite(
      double[] values, List<Integer> shape, boolean fortran, String name) {
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new ArrayFileException(
            name, "finite numbers", values[i] + " at " + place(i, shape, fortran));
      }
    }
  }

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
}
