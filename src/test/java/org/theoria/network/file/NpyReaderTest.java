package org.theoria.network.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.theoria.arithmetic.Rational;

/** Arrays written here byte by byte, in every type and order, and arrays that are broken. */
final class NpyReaderTest {

  private static byte[] file(int version, String header, byte[] data) throws IOException {
    byte[] text = (header + "\n").getBytes(StandardCharsets.ISO_8859_1);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
    ByteBuffer length = ByteBuffer.allocate(version == 1 ? 2 : 4).order(ByteOrder.LITTLE_ENDIAN);
    if (version == 1) {
      length.putShort((short) text.length);
    } else {
      length.putInt(text.length);
    }
    out.write(length.array());
    out.write(text);
    out.write(data);
    return out.toByteArray();
  }

  private static String header(String type, boolean fortran, String shape) {
    String order = fortran ? "True" : "False";
    return "{'descr': '" + type + "', 'fortran_order': " + order + ", 'shape': " + shape + ", }";
  }

  private static FileArray read(byte[] bytes) throws IOException {
    return NpyReader.read(new ByteArrayInputStream(bytes), "f, member a");
  }

  private static String refused(byte[] bytes) {
    String message =
        String.valueOf(assertThrows(ArrayFileException.class, () -> read(bytes)).getMessage());
    assertTrue(message.startsWith("f, member a: expected ") && message.contains(", got "), message);
    assertEquals(1, message.lines().count());
    return message;
  }

  private static byte[] data(char order, int bytes, BiConsumer<ByteBuffer, Integer> put) {
    ByteBuffer b =
        ByteBuffer.allocate(6 * bytes)
            .order(order == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 6; i++) {
      put.accept(b, i);
    }
    return b.array();
  }

  @ParameterizedTest
  @CsvSource({"<,1", "<,2", "<,3", ">,1", ">,2", "=,1"})
  void everyType(char order, int version) throws IOException {
    check(order, version, "f8", 8, (b, i) -> b.putDouble(i * 0.1), 0.1 * 1, 0.1 * 5);
    check(order, version, "f4", 4, (b, i) -> b.putFloat(i * 0.1f), 0.1f, 5 * 0.1f);
    check(
        order,
        version,
        "f2",
        2,
        (b, i) -> b.putShort((short) (0x3c00 + i)),
        1.0009765625,
        1.0048828125);
    check(order, version, "i2", 2, (b, i) -> b.putShort((short) (-i)), -1, -5);
    check(order, version, "i4", 4, (b, i) -> b.putInt(-i << 20), -(1 << 20), -(5 << 20));
    check(order, version, "i8", 8, (b, i) -> b.putLong(-(long) i << 50), -0x1p50, -5 * 0x1p50);
    check(order, version, "u2", 2, (b, i) -> b.putShort((short) -i), 65535, 65531);
    check(order, version, "u4", 4, (b, i) -> b.putInt(-i), 0x1p32 - 1, 0x1p32 - 5);
    check(order, version, "u8", 8, (b, i) -> b.putLong((long) i << 50), 0x1p50, 5 * 0x1p50);
  }

  /** Entry 1 and entry 5 of six in both orders of storage. */
  private static void check(
      char order,
      int version,
      String type,
      int bytes,
      BiConsumer<ByteBuffer, Integer> put,
      double second,
      double last)
      throws IOException {
    byte[] data = data(order, bytes, put);
    FileArray c = read(file(version, header(order + type, false, "(2, 3)"), data));
    assertEquals(List.of(2, 3), c.shape());
    assertEquals(Rational.ofDouble(second), c.matrix().get(0, 1));
    assertEquals(Rational.ofDouble(last), c.matrix().get(1, 2));
    FileArray fortran = read(file(version, header(order + type, true, "(2, 3)"), data));
    assertEquals(Rational.ofDouble(second), fortran.matrix().get(1, 0));
    assertEquals(Rational.ofDouble(last), fortran.matrix().get(1, 2));
    assertEquals(6, fortran.values().length);
  }

  @Test
  void bytes() throws IOException {
    byte[] data = {0, 1, 2, (byte) 255, 4, 5};
    assertEquals(255, read(file(1, header("|u1", false, "(6,)"), data)).values()[3]);
    assertEquals(-1, read(file(1, header("|i1", false, "(6,)"), data)).values()[3]);
    assertEquals(1, read(file(1, header("|b1", false, "(6,)"), data)).values()[3]);
    assertEquals(6, read(file(1, header("|i1", false, "(6,)"), data)).column().rows());
  }

  /** Three axes, both orders, against the index computed by hand. */
  @Test
  void fortranOrderInThreeAxes() throws IOException {
    ByteBuffer b = ByteBuffer.allocate(24 * 8).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 24; i++) {
      b.putDouble(i);
    }
    double[] values = read(file(1, header("<f8", true, "(2, 3, 4)"), b.array())).values();
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 3; j++) {
        for (int k = 0; k < 4; k++) {
          assertEquals(i + 2 * j + 6 * k, values[(i * 3 + j) * 4 + k]);
        }
      }
    }
  }

  @Test
  void manyEntries() throws IOException {
    int n = 20_001;
    Random random = new Random(5);
    ByteBuffer b = ByteBuffer.allocate(n * 8).order(ByteOrder.LITTLE_ENDIAN);
    double[] expected = random.doubles(n).toArray();
    for (double v : expected) {
      b.putDouble(v);
    }
    assertArrayEquals(
        expected, read(file(1, header("<f8", false, "(" + n + ",)"), b.array())).values());
  }

  @Test
  void notFinite() throws IOException {
    byte[] nan = data('<', 8, (b, i) -> b.putDouble(i == 5 ? Double.NaN : i));
    assertTrue(refused(file(1, header("<f8", false, "(2, 3)"), nan)).endsWith("NaN at [1, 2]"));
    byte[] infinite = data('<', 4, (b, i) -> b.putFloat(i == 2 ? Float.NEGATIVE_INFINITY : i));
    assertTrue(
        refused(file(1, header("<f4", true, "(2, 3)"), infinite)).endsWith("-Infinity at [0, 1]"));
  }

  @Test
  void wrongLength() throws IOException {
    byte[] data = new byte[48];
    assertTrue(
        refused(file(1, header("<f8", false, "(7,)"), data)).contains("the end of the file"));
    assertTrue(
        refused(file(1, header("<f8", false, "(5,)"), data)).endsWith("more bytes than that"));
    assertTrue(
        refused(file(1, header("<f8", false, "(16000000,)"), data))
            .contains("the end of the file"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"(16777217,)", "(4096, 4097)", "(0, 99999999999)", "(65536, 65536, 65536, 65536)"})
  void tooLarge(String shape) throws IOException {
    assertTrue(
        refused(file(1, header("<f8", false, shape), new byte[8])).contains("at most 16777216"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"|O", "<c8", "<f1", "f16", "<U3", "|V8", "<m8", "", "f", "i4"})
  void otherTypes(String type) throws IOException {
    assertTrue(refused(file(1, header(type, false, "(6,)"), new byte[48])).contains("f8"));
  }

  @Test
  void largeIntegers() throws IOException {
    byte[] large = data('<', 8, (b, i) -> b.putLong(i == 3 ? (1L << 53) + 1 : 0));
    assertTrue(refused(file(1, header("<i8", false, "(6,)"), large)).contains("9007199254740993"));
    byte[] top = data('<', 8, (b, i) -> b.putLong(-1));
    assertTrue(
        refused(file(1, header("<u8", false, "(6,)"), top)).contains("18446744073709551615"));
    byte[] fits = data('<', 8, (b, i) -> b.putLong(1L << 53));
    assertEquals(0x1p53, read(file(1, header("<i8", false, "(6,)"), fits)).values()[0]);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{'descr': '<f8', 'fortran_order': False}",
        "{'descr': '<f8', 'fortran_order': 0, 'shape': (1,), }",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (-1,), }",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (1.5,), }",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (1,), } + 1",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (1,), 'x': 1}",
        "{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (1,), }",
        "__import__('os')"
      })
  void brokenHeaders(String header) throws IOException {
    refused(file(1, header, new byte[8]));
  }

  @Test
  void otherFiles() throws IOException {
    refused(new byte[0]);
    refused("{\"x\": 1}".getBytes(StandardCharsets.UTF_8));
    byte[] good = file(1, header("<f8", false, "(1,)"), new byte[8]);
    read(good);
    good[6] = 9;
    assertTrue(refused(good).endsWith("version 9"));
    byte[] endless = file(2, header("<f8", false, "(1,)"), new byte[8]);
    endless[11] = 127;
    assertTrue(refused(endless).contains("a header of at most"));
  }

  @Test
  void matricesAndColumns() throws IOException {
    FileArray flat = read(file(1, header("<f8", false, "(6,)"), new byte[48]));
    assertTrue(
        assertThrows(ArrayFileException.class, flat::matrix).getMessage().contains("2 axes"));
    FileArray wide = read(file(1, header("<f8", false, "(2, 3)"), new byte[48]));
    assertThrows(ArrayFileException.class, wide::column);
    FileArray none = read(file(1, header("<f8", false, "(0, 3)"), new byte[0]));
    assertTrue(
        assertThrows(ArrayFileException.class, none::matrix).getMessage().contains("[0, 3]"));
  }
}
