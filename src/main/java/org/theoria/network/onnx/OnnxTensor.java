package org.theoria.network.onnx;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.theoria.network.file.ArrayFileException;
import org.theoria.network.file.ElementType;
import org.theoria.network.file.Elements;
import org.theoria.network.file.FileArray;

/**
 * TensorProto: its entries are raw bytes, or lie in the list that belongs to its type.
 *
 * @param name its name, empty where it has none
 * @param array the entries
 */
record OnnxTensor(String name, FileArray array) {

  /** Where the fields of the message are collected. */
  private static final class Parts {
    private final List<Long> lengths = new ArrayList<>();
    private int type;
    private String name = "";
    private byte[] raw = new byte[0];
    private boolean hasRaw;
    private boolean isOutside;
    private double[] reals = new double[0];
    private int realCount;
    private long[] integers = new long[0];
    private int integerCount;

    /** The fields of lists that there are, bit by bit. */
    private int lists;

    void add(double value) {
      if (realCount == reals.length) {
        reals = Arrays.copyOf(reals, Math.max(16, 2 * realCount));
      }
      reals[realCount++] = value;
    }

    void add(long value) {
      if (integerCount == integers.length) {
        integers = Arrays.copyOf(integers, Math.max(16, 2 * integerCount));
      }
      integers[integerCount++] = value;
    }
  }

  /**
   * The message that begins here, its length first.
   *
   * @throws ArrayFileException where its type is not read, or it holds more or fewer entries than
   *     its shape says, NaN or an infinity
   */
  static OnnxTensor read(CodedInputStream in, String file) throws IOException {
    Parts parts = new Parts();
    int limit = in.pushLimit(in.readRawVarint32());
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (!field(in, WireFormat.getTagFieldNumber(tag), WireFormat.getTagWireType(tag), parts)) {
        in.skipField(tag);
      }
    }
    in.checkLastTagWas(0);
    in.popLimit(limit);
    return of(parts, file);
  }

  private static boolean field(CodedInputStream in, int number, int wireType, Parts parts)
      throws IOException {
    boolean varint = wireType == WireFormat.WIRETYPE_VARINT;
    boolean bytes = wireType == WireFormat.WIRETYPE_LENGTH_DELIMITED;
    switch (number) {
      case 1, 4, 5, 7, 10, 11 -> {
        if (!bytes) {
          return entry(in, number, wireType, parts);
        }
        int limit = in.pushLimit(in.readRawVarint32());
        while (in.getBytesUntilLimit() > 0) {
          if (!entry(in, number, packed(number), parts)) {
            return false;
          }
        }
        in.popLimit(limit);
      }
      case 2 -> {
        if (!varint) {
          return false;
        }
        parts.type = in.readInt32();
      }
      case 8 -> {
        if (!bytes) {
          return false;
        }
        parts.name = in.readString();
      }
      case 9 -> {
        if (!bytes) {
          return false;
        }
        parts.raw = in.readByteArray();
        parts.hasRaw = true;
      }
      case 14 -> {
        if (!varint) {
          return false;
        }
        parts.isOutside = in.readInt32() != 0;
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private static int packed(int number) {
    return switch (number) {
      case 4 -> WireFormat.WIRETYPE_FIXED32;
      case 10 -> WireFormat.WIRETYPE_FIXED64;
      default -> WireFormat.WIRETYPE_VARINT;
    };
  }

  /** dims, float_data, double_data; int32_data, int64_data, uint64_data. */
  private static boolean entry(CodedInputStream in, int number, int wireType, Parts parts)
      throws IOException {
    if (wireType != packed(number)) {
      return false;
    }
    parts.lists |= number == 1 ? 0 : 1 << number;
    switch (number) {
      case 1 -> parts.lengths.add(in.readInt64());
      case 4 -> parts.add(in.readFloat());
      case 10 -> parts.add(in.readDouble());
      default -> parts.add(in.readInt64());
    }
    return true;
  }

  private static OnnxTensor of(Parts parts, String file) {
    String name = file + ", tensor \"" + parts.name + "\"";
    if (parts.isOutside) {
      throw new ArrayFileException(name, "entries inside the file", "external data");
    }
    ElementType type =
        ElementType.ofOnnx(parts.type)
            .orElseThrow(
                () ->
                    new ArrayFileException(
                        name,
                        "a TensorProto.DataType of numbers: 1 to 7, 9 to 13 or 16",
                        parts.type + ""));
    List<Integer> shape = FileArray.axes(name, parts.lengths);
    int entries = FileArray.size(shape);
    boolean real = type == ElementType.F32 || type == ElementType.F64;
    int given = real ? parts.realCount : parts.integerCount;
    boolean fits =
        parts.hasRaw
            ? parts.raw.length == (long) entries * type.bytes() && parts.lists == 0
            : given == entries && (parts.lists & ~(1 << list(type))) == 0;
    if (!fits) {
      throw new ArrayFileException(
          name,
          entries + " entries of type " + type + ", for shape " + shape,
          parts.hasRaw && parts.lists == 0
              ? parts.raw.length + " bytes"
              : parts.realCount + parts.integerCount + " entries in lists");
    }
    double[] values =
        parts.hasRaw
            ? Elements.of(
                ByteBuffer.wrap(parts.raw).order(ByteOrder.LITTLE_ENDIAN), type, entries, name)
            : listed(parts, type, name);
    Elements.requireFinite(values, shape, false, name);
    return new OnnxTensor(parts.name, new FileArray(name, shape, values));
  }

  /** The field whose list holds entries of the type. */
  private static int list(ElementType type) {
    return switch (type) {
      case F32 -> 4;
      case F64 -> 10;
      case I64 -> 7;
      case U32, U64 -> 11;
      default -> 5;
    };
  }

  /** The entries of the list of the type; float16 and bfloat16 are the bits in int32_data. */
  private static double[] listed(Parts parts, ElementType type, String name) {
    double[] values = new double[Math.max(parts.realCount, parts.integerCount)];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (type) {
            case F32, F64 -> parts.reals[i];
            case F16 -> Float.float16ToFloat((short) parts.integers[i]);
            case BF16 -> Float.intBitsToFloat((int) parts.integers[i] << 16);
            default -> ElementType.exact(parts.integers[i], type != ElementType.U64, name, i);
          };
    }
    return values;
  }
}
