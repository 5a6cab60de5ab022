package org.theoria.network.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Files written here byte by byte, and the digits that are shipped. */
final class IdxReaderTest {

  private static FileArray read(String hexadecimal, ExampleRange range) throws IOException {
    byte[] bytes = HexFormat.of().parseHex(hexadecimal.replace(" ", ""));
    return IdxReader.read(new ByteArrayInputStream(bytes), "f", range);
  }

  private static String refused(String hexadecimal, ExampleRange range) {
    return String.valueOf(
        assertThrows(ArrayFileException.class, () -> read(hexadecimal, range)).getMessage());
  }

  private static final String THREE = "00000802 00000003 00000002 0102 03ff 0506";

  private static ExampleRange range(int first, int count) {
    return new ExampleRange(first, OptionalInt.of(count));
  }

  @Test
  void examples() throws IOException {
    assertArrayEquals(new double[] {1, 2, 3, 255, 5, 6}, read(THREE, ExampleRange.ALL).values());
    assertEquals(List.of(1, 2), read(THREE, range(2, 1)).shape());
    assertArrayEquals(new double[] {3, 255}, read(THREE, range(2, 1)).values());
    assertArrayEquals(
        new double[] {5, 6}, read(THREE, new ExampleRange(3, OptionalInt.empty())).values());
    assertArrayEquals(
        new double[] {-2, 256}, read("00000b01 00000002 fffe 0100", ExampleRange.ALL).values());
    assertArrayEquals(
        new double[] {1.5}, read("00000d01 00000001 3fc00000", ExampleRange.ALL).values());
    assertArrayEquals(
        new double[] {1.5}, read("00000e01 00000001 3ff8000000000000", ExampleRange.ALL).values());
    // what follows the range is not looked at
    assertArrayEquals(new double[] {1, 2}, read(THREE.substring(0, 31), range(1, 1)).values());
  }

  @Test
  void broken() {
    assertEquals(
        "f: expected the magic number of IDX, 00 00 and 08, 09, 0b, 0c, 0d or 0e and the number of"
            + " axes, got 00 00 07 03",
        refused("00000703", ExampleRange.ALL));
    assertTrue(refused("00010803", ExampleRange.ALL).endsWith("got 00 01 08 03"));
    assertTrue(refused("00000800", ExampleRange.ALL).endsWith("got 00 00 08 00"));
    assertTrue(refused("0000", ExampleRange.ALL).endsWith("got 00 00"));
    assertTrue(refused(THREE.substring(0, 36), ExampleRange.ALL).contains("the end of the file"));
    assertTrue(refused(THREE.substring(0, 13), ExampleRange.ALL).contains("the end of the file"));
    assertTrue(refused(THREE + "00", ExampleRange.ALL).endsWith("more bytes than that"));
    assertEquals(
        "f: expected at least 4 examples, for examples 2 to 4, got 3 examples",
        refused(THREE, range(2, 3)));
    assertEquals(
        "f: expected at least 4 examples, for examples from 4, got 3 examples",
        refused(THREE, new ExampleRange(4, OptionalInt.empty())));
    assertTrue(refused("00000d01 00000001 7fc00000", ExampleRange.ALL).contains("NaN at [0]"));
  }

  /** 10 GiB of bytes in the header alone. */
  @Test
  void claims() {
    assertEquals(
        "f: expected at most 16777216 entries and 32 axes, got shape [13107200, 1024], 102400 MiB as"
            + " doubles",
        refused("00000802 00c80000 00000400", ExampleRange.ALL));
    assertTrue(refused("00000802 00c80000 00000400", range(1, 10)).contains("the end of the file"));
    assertTrue(refused("00000801 ffffffff", ExampleRange.ALL).contains("at most 2147483647"));
  }

  /** Against the bytes of the two files, read by NumPy. */
  @Test
  void digits() {
    FileArray y = Mnist.labels(range(1, 10));
    int[] digits = {9, 3, 7, 0, 9, 7, 7, 9, 6, 5};
    for (int i = 0; i < 10; i++) {
      for (int c = 0; c < 10; c++) {
        assertEquals(c == digits[i] ? 1 : 0, y.values()[10 * i + c]);
      }
    }
    FileArray x = Mnist.images(ExampleRange.ALL);
    assertEquals(List.of(10_000, 784), x.shape());
    // row 8 of the first image, a nine, begins at column 10: 19 140
    assertEquals(19 / 255.0, x.values()[8 * 28 + 10]);
    assertEquals(140 / 255.0, x.values()[8 * 28 + 11]);
    assertEquals(0, x.values()[8 * 28 + 9]);
    FileArray last = Mnist.images(range(10_000, 1));
    assertArrayEquals(
        java.util.Arrays.copyOfRange(x.values(), 9_999 * 784, 10_000 * 784), last.values());
    assertThrows(ArrayFileException.class, () -> Mnist.images(range(10_000, 2)));
  }
}
