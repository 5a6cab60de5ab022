package org.theoria.symbolic;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A growing frame of bytes: numbers in seven-bit groups, texts and large integers with a length.
 */
final class FrameOutput {
  private byte[] bytes = new byte[256];
  private int size;

  int size() {
    return size;
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  void raw(byte[] more, int length) {
    if (size + length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + length));
    }
    System.arraycopy(more, 0, bytes, size, length);
    size += length;
  }

  void octet(int value) {
    if (size == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * bytes.length);
    }
    bytes[size++] = (byte) value;
  }

  /** A number that is not negative. */
  void number(int value) {
    int rest = value;
    while ((rest & ~0x7f) != 0) {
      octet((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    octet(rest);
  }

  void text(String value) {
    block(value.getBytes(StandardCharsets.UTF_8));
  }

  void integer(BigInteger value) {
    block(value.toByteArray());
  }

  private void block(byte[] value) {
    number(value.length);
    raw(value, value.length);
  }
}
