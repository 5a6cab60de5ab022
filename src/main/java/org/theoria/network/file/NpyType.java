package org.theoria.network.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The element types that are read; every value of each is a double, but for 64-bit integers beyond
 * 2⁵³, which are refused.
 */
enum NpyType {
  F2("f2", 2),
  F4("f4", 4),
  F8("f8", 8),
  I1("i1", 1),
  I2("i2", 2),
  I4("i4", 4),
  I8("i8", 8),
  U1("u1", 1),
  U2("u2", 2),
  U4("u4", 4),
  U8("u8", 8),
  B1("b1", 1);

  private static final long EXACT = 1L << 53;

  private final String id;
  private final int bytes;

  NpyType(String id, int bytes) {
    this.id = id;
    this.bytes = bytes;
  }

  int bytes() {
    return bytes;
  }

  /** The type of a descriptor such as {@code <f8}: a byte order ({@code < > = |}) and a name. */
  static NpyType of(String name, String descriptor) {
    if (descriptor.matches("[<>=|]?[a-z][0-9]")) {
      String tail = descriptor.substring(descriptor.length() - 2);
      for (NpyType t : values()) {
        if (t.id.equals(tail) && (t.bytes == 1 || descriptor.length() == 3)) {
          return t;
        }
      }
    }
    throw new ArrayFileException(
        name,
        "numbers of type f2, f4, f8, i1, i2, i4, i8, u1, u2, u4, u8 or b1",
        descriptor.contains("O")
            ? "Python objects (" + descriptor + "), which are never read"
            : "type \"" + descriptor + "\"");
  }

  /** The byte order of a descriptor; "=" is the writer's, which is little-endian everywhere now. */
  static ByteOrder order(String descriptor) {
    return descriptor.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }

  /** The next element, exactly. */
  double next(ByteBuffer b, String name, int index) {
    return switch (this) {
      case F2 -> Float.float16ToFloat(b.getShort());
      case F4 -> b.getFloat();
      case F8 -> b.getDouble();
      case I1 -> b.get();
      case I2 -> b.getShort();
      case I4 -> b.getInt();
      case U1 -> Byte.toUnsignedInt(b.get());
      case U2 -> Short.toUnsignedInt(b.getShort());
      case U4 -> Integer.toUnsignedLong(b.getInt());
      case B1 -> b.get() == 0 ? 0 : 1;
      case I8, U8 -> exact(b.getLong(), name, index);
    };
  }

  private double exact(long value, String name, int index) {
    boolean fits = value >= -EXACT && value <= EXACT && (this == I8 || value >= 0);
    if (!fits) {
      throw new ArrayFileException(
          name,
          "integers of at most 53 bits",
          (this == I8 ? Long.toString(value) : Long.toUnsignedString(value))
              + " (entry "
              + index
              + ")");
    }
    return value;
  }
}
