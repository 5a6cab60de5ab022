package org.theoria.network.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;

final class CsvReaderTest {

  private static CsvTable read(String text, ExampleRange range) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return CsvReader.read(new ByteArrayInputStream(bytes), "f.csv", range);
  }

  private static String refused(String text) {
    return String.valueOf(
        assertThrows(ArrayFileException.class, () -> read(text, ExampleRange.ALL)).getMessage());
  }

  private static final RationalMatrix TABLE =
      RationalMatrix.ofRows(
          List.of(
              List.of(Rational.of(1, 10), Rational.of(-2)),
              List.of(Rational.of(3, 7), Rational.of(2500))));

  /** The same table in every dialect: decimals are exact. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.1,-2\n3/7,2.5e3\n",
        "0.1;-2\r\n3/7;2500",
        "0.1\t-2\r3/7\t+25E+2\r",
        "# made by hand\n a, b\n\n .1 , -2.0 \n3/7,2500.\n\n",
        "\"x1\",\"x2\"\n\"0.1\",\"-2\"\n6/14,\"2500\"\n",
        "\uFEFF0.10,-2\n3/7,2500"
      })
  void dialects(String text) throws IOException {
    assertEquals(TABLE, read(text, ExampleRange.ALL).inputs());
  }

  @Test
  void rangesAndTargets() throws IOException {
    String text = "a,Label,b,y2\n1,2,3,4\n5,6,7,8\n9,10,11,12\nrest";
    CsvTable table = read(text, new ExampleRange(2, OptionalInt.of(2)));
    assertEquals("[[5, 7], [9, 11]]", table.inputs().toRows().toString());
    assertEquals("[[6, 8], [10, 12]]", table.targets().toRows().toString());
    assertEquals(
        "f.csv: expected a header that names the columns of the targets y, y1, …, got no header",
        assertThrows(ArrayFileException.class, read("1,2", ExampleRange.ALL)::targets)
            .getMessage());
    assertThrows(ArrayFileException.class, read("y,y2\n1,2", ExampleRange.ALL)::inputs);
    assertThrows(
        ArrayFileException.class, () -> read("1\n2", new ExampleRange(2, OptionalInt.of(2))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,2\\n\\n3|f.csv, line 3: expected 2 numbers, as on line 1, got 1",
        "a,b\\n1,2,3|f.csv, line 2: expected 2 numbers, as on line 1, got 3",
        "1,2\\n3,x|f.csv, line 2, column 2: expected a finite number, a decimal or p/q, got \"x\"",
        "1,x|f.csv, line 1, column 2: expected a finite number, a decimal or p/q, got \"x\"",
        "nan,inf|f.csv, line 1, column 1: expected a finite number, a decimal or p/q, got \"nan\"",
        "1,2\\n3,|f.csv, line 2, column 2: expected a finite number, a decimal or p/q, got an empty"
            + " cell",
        "1,1/0|f.csv, line 1, column 2: expected a finite number, a decimal or p/q, got \"1/0\"",
        "1,1e99999|f.csv, line 1, column 2: expected a finite number, a decimal or p/q, got \"1e99999\"",
        "a,b|f.csv: expected at least one line of numbers, got a header alone",
        "#|f.csv: expected at least one line of numbers, got none",
        "1;2,5|f.csv, line 1, column 2: expected a finite number, a decimal or p/q, got \"2,5\""
      })
  void broken(String text, String message) {
    assertEquals(message, refused(text.replace("\\n", "\n")));
  }

  @Test
  void longCellsAndOtherBytes() {
    assertEquals(
        "f.csv, line 2, column 2: expected a cell of at most 1000 characters, got more",
        refused("1,2\n3," + "4".repeat(100_000)));
    byte[] latin = {'1', ',', (byte) 0xe9};
    assertEquals(
        "f.csv: expected text in UTF-8, got bytes that are none",
        assertThrows(
                ArrayFileException.class,
                () -> CsvReader.read(new ByteArrayInputStream(latin), "f.csv", ExampleRange.ALL))
            .getMessage());
  }
}
