package org.theoria.network.file;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The element types that are read, with what each format calls them; every value of each is a
 * double, but for 64-bit integers beyond 2⁵³, which are refused.
 */
public enum ElementType {
  F16("f2", 2, -1, 10),
  /** The upper half of a float32; NumPy has no name for it. */
  BF16("", 2, -1, 16),
  F32("f4", 4, 0x0d, 1),
  F64("f8", 8, 0x0e, 11),
  I8("i1", 1, 0x09, 3),
  I16("i2", 2, 0x0b, 5),
  I32("i4", 4, 0x0c, 6),
  I64("i8", 8, -1, 7),
  U8("u1", 1, 0x08, 2),
  U16("u2", 2, -1, 4),
  U32("u4", 4, -1, 12),
  U64("u8", 8, -1, 13),
  BOOL("b1", 1, -1, 9);

  private static final long EXACT = 1L << 53;

  private final String npy;
  private final int bytes;
  private final int idx;
  private final int onnx;

  ElementType(String npy, int bytes, int idx, int onnx) {
    this.npy = npy;
    this.bytes = bytes;
    this.idx = idx;
    this.onnx = onnx;
  }

  /** The bytes of one element. */
  public int bytes() {
    return bytes;
  }

  /** NumPy's name without the byte order: f8. */
  static Optional<ElementType> ofNpy(String id) {
    return only(t -> !t.npy.isEmpty() && t.npy.equals(id));
  }

  /** The name of safetensors, which is this one's: F64. */
  static Optional<ElementType> ofSafetensors(String id) {
    return only(t -> t.name().equals(id));
  }

  /** The third byte of an IDX file. */
  static Optional<ElementType> ofIdx(int code) {
    return only(t -> t.idx == code && code >= 0);
  }

  /** The value of TensorProto.DataType. */
  public static Optional<ElementType> ofOnnx(int code) {
    return only(t -> t.onnx == code);
  }

  private static Optional<ElementType> only(Predicate<ElementType> isMeant) {
    return Arrays.stream(values()).filter(isMeant).findFirst();
  }

  /**
   * The next element, exactly.
   *
   * @param name the array, for messages
   * @param index its number, for messages
   */
  double next(ByteBuffer b, String name, int index) {
    return switch (this) {
      case F16 -> Float.float16ToFloat(b.getShort());
      case BF16 -> Float.intBitsToFloat(b.getShort() << 16);
      case F32 -> b.getFloat();
      case F64 -> b.getDouble();
      case I8 -> b.get();
      case I16 -> b.getShort();
      case I32 -> b.getInt();
      case U8 -> Byte.toUnsignedInt(b.get());
      case U16 -> Short.toUnsignedInt(b.getShort());
      case U32 -> Integer.toUnsignedLong(b.getInt());
      case BOOL -> b.get() == 0 ? 0 : 1;
      case I64, U64 -> exact(b.getLong(), this == I64, name, index);
    };
  }

  /** The integer as a double; one that is none is refused. */
  public static double exact(long value, boolean signed, String name, int index) {
    boolean fits = value >= -EXACT && value <= EXACT && (signed || value >= 0);
    if (!fits) {
      throw new ArrayFileException(
          name,
          "integers of at most 53 bits",
          (signed ? Long.toString(value) : Long.toUnsignedString(value))
              + " (entry "
              + index
              + ")");
    }
    return value;
  }
}
