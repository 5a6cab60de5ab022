package org.theoria.network.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files written here byte by byte. */
final class SafetensorsReaderTest {
  @TempDir Path directory;

  private Path file(String header, byte[] data) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer b = ByteBuffer.allocate(8 + text.length + data.length);
    b.order(ByteOrder.LITTLE_ENDIAN).putLong(text.length).put(text).put(data);
    return Files.write(directory.resolve("f"), b.array());
  }

  private SequencedMap<String, FileArray> read(String header, byte[] data) throws IOException {
    return SafetensorsReader.read(file(header.replace('\'', '"'), data), "f");
  }

  private String refused(String header, byte[] data) {
    return String.valueOf(
        assertThrows(ArrayFileException.class, () -> read(header, data)).getMessage());
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  /** Two tensors out of order, metadata, and the header padded with spaces. */
  @Test
  void twoTensors() throws IOException {
    byte[] data = bytes(0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0, 7, 0xff);
    SequencedMap<String, FileArray> arrays =
        read(
            "{'__metadata__':{'format':'pt'},'b':{'dtype':'U8','shape':[1,2],'data_offsets':[8,10]},"
                + "'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}   ",
            data);
    assertEquals(List.of("a", "b"), List.copyOf(arrays.keySet()));
    assertArrayEquals(new double[] {1, -2}, arrays.get("a").values());
    assertArrayEquals(new double[] {7, 255}, arrays.get("b").values());
    assertEquals(List.of(1, 2), arrays.get("b").shape());
    assertTrue(SafetensorsReader.isSafetensors(Files.readAllBytes(directory.resolve("f"))));
    assertFalse(
        SafetensorsReader.isSafetensors("{\"weights\": [[".getBytes(StandardCharsets.UTF_8)));
  }

  /** 1.5 and −2 in each float, −2 in each integer. */
  @ParameterizedTest
  @CsvSource({
    "F64, 000000000000f83f00000000000000c0, 1.5, -2",
    "F32, 0000c03f000000c0, 1.5, -2",
    "F16, 003e00c0, 1.5, -2",
    "BF16, c03f00c0, 1.5, -2",
    "I64, 0300000000000000feffffffffffffff, 3, -2",
    "I32, 03000000feffffff, 3, -2",
    "I16, 0300feff, 3, -2",
    "I8, 03fe, 3, -2",
    "U32, 03000000feffffff, 3, 4294967294",
    "U16, 0300feff, 3, 65534",
    "BOOL, 0001, 0, 1"
  })
  void everyType(String type, String hexadecimal, double first, double second) throws IOException {
    byte[] data = java.util.HexFormat.of().parseHex(hexadecimal);
    String header =
        "{'t':{'dtype':'" + type + "','shape':[2],'data_offsets':[0," + data.length + "]}}";
    assertArrayEquals(new double[] {first, second}, read(header, data).get("t").values());
  }

  private static final String ONE = "{'t':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}";

  @Test
  void brokenFiles() throws IOException {
    assertEquals(
        "f: expected 4 bytes of data, as its header says, got 3 bytes",
        refused(ONE, bytes(0, 0, 0)));
    assertEquals(
        "f: expected 4 bytes of data, as its header says, got 5 bytes", refused(ONE, new byte[5]));
    assertEquals(
        "f, tensor t: expected finite numbers, got NaN at [0]",
        refused(ONE, bytes(0, 0, 0xc0, 0x7f)));
    assertEquals(
        "f, tensor t: expected finite numbers, got -Infinity at [0]",
        refused(ONE, bytes(0, 0, 0x80, 0xff)));
    assertTrue(refused(ONE.replace("F32", "F8_E4M3"), new byte[4]).endsWith("got F8_E4M3"));
    assertTrue(refused(ONE.replace("[1]", "[2]"), new byte[4]).contains("[begin, begin + 8]"));
    assertTrue(
        refused(ONE.replace("[1]", "[-1]"), new byte[4]).contains("a shape of whole numbers"));
    assertTrue(refused(ONE.replace("[1]", "1"), new byte[4]).contains("shape of whole numbers"));
    assertTrue(refused(ONE.replace("[0,4]", "[2,6]"), new byte[6]).contains("data from byte 0"));
    assertTrue(refused(ONE.replace("}}", "},'t':{}}"), new byte[4]).contains("Duplicate"));
    assertTrue(refused("{'t':3}", new byte[0]).contains("dtype"));
    assertTrue(refused("[1,2]", new byte[0]).contains("a JSON object"));
    assertTrue(refused(ONE.substring(0, 20), new byte[4]).contains("a header in JSON"));
    byte[] whole = Files.readAllBytes(file(ONE.replace('\'', '"'), new byte[4]));
    for (int length = 0; length < whole.length; length++) {
      Path cut = Files.write(directory.resolve("cut"), Arrays.copyOf(whole, length));
      assertThrows(ArrayFileException.class, () -> SafetensorsReader.read(cut, "cut"));
    }
  }

  /** A header that claims 10 GiB is refused from the header alone. */
  @Test
  void claims() {
    assertEquals(
        "f, tensor t: expected at most 16777216 entries and 32 axes, got shape [1342177280], 10240 MiB"
            + " as doubles",
        refused(ONE.replace("[1]", "[1342177280]").replace("F32", "F64"), new byte[4]));
    assertTrue(
        refused(ONE.replace("[0,4]", "[0,9223372036854775807]"), new byte[4])
            .contains("begin + 4"));
  }
}
