package org.theoria.symbolic;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what {@link FrameOutput} wrote; anything else is a {@link MalformedFrameException}. */
final class FrameInput {
  private final byte[] bytes;
  private int at;

  FrameInput(byte[] bytes) {
    this.bytes = bytes;
  }

  int octet() {
    if (at == bytes.length) {
      throw new MalformedFrameException("the frame ends after " + at + " bytes");
    }
    return bytes[at++] & 0xff;
  }

  /** A number that is not negative. */
  int number() {
    int value = 0;
    for (int shift = 0; shift < Integer.SIZE; shift += 7) {
      int octet = octet();
      value |= (octet & 0x7f) << shift;
      if ((octet & 0x80) == 0) {
        if (value < 0) {
          break;
        }
        return value;
      }
    }
    throw new MalformedFrameException("a number that is too large, before byte " + at);
  }

  /** How many things follow, each of at least one byte. */
  int count() {
    int count = number();
    if (count > bytes.length - at) {
      throw new MalformedFrameException(
          count + " things announced, " + (bytes.length - at) + " bytes left");
    }
    return count;
  }

  String text() {
    return new String(block(), StandardCharsets.UTF_8);
  }

  BigInteger integer() {
    byte[] block = block();
    if (block.length == 0) {
      throw new MalformedFrameException("an integer without digits, before byte " + at);
    }
    return new BigInteger(block);
  }

  void end() {
    if (at != bytes.length) {
      throw new MalformedFrameException((bytes.length - at) + " bytes after the end");
    }
  }

  private byte[] block() {
    int length = count();
    at += length;
    return Arrays.copyOfRange(bytes, at - length, at);
  }
}
