package org.theoria.network.file;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.theoria.arithmetic.Rational;

/**
 * Reads a table of numbers in UTF-8, one example a line. The cells are separated by commas,
 * semicolons or tabs, whichever comes first in the file; a cell may stand in double quotes. A first
 * line that has no number is the header. Empty lines and lines that begin with # are left out.
 * Numbers are decimals or fractions and are taken exactly: {@link Decimals}.
 */
public final class CsvReader {
  private static final int LONGEST_CELL = 1000;
  private static final int END = -1;

  private final Reader in;
  private final String name;
  private int separator = END;
  private int line = 1;
  private int next;

  private CsvReader(Reader in, String name) throws IOException {
    this.in = in;
    this.name = name;
    this.next = in.read();
    if (next == '\uFEFF') {
      next = in.read();
    }
  }

  /**
   * The rows of a range; lines after the last of them are not looked at.
   *
   * @throws ArrayFileException naming the line, and the column, of what is no number, or a line
   *     that is shorter or longer than the first
   * @throws IOException when the stream cannot be read
   */
  public static CsvTable read(InputStream stream, String name, ExampleRange range)
      throws IOException {
    Reader text =
        new BufferedReader(
            new InputStreamReader(
                stream,
                StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)));
    try {
      return new CsvReader(text, name).table(range);
    } catch (CharacterCodingException e) {
      throw new ArrayFileException(name, "text in UTF-8", "bytes that are none");
    }
  }

  private CsvTable table(ExampleRange range) throws IOException {
    List<String> header = List.of();
    List<List<Rational>> rows = new ArrayList<>();
    int width = -1;
    int firstLine = 0;
    int seen = 0;
    while (next != END && (range.count().isEmpty() || rows.size() < range.count().getAsInt())) {
      int at = line;
      List<String> cells = cells();
      if (cells.isEmpty()) {
        continue;
      }
      if (width < 0) {
        width = cells.size();
        firstLine = at;
        if (isHeader(cells)) {
          header = cells;
          continue;
        }
      }
      if (cells.size() != width) {
        throw new ArrayFileException(
            name + ", line " + at,
            width + (width == 1 ? " number" : " numbers") + ", as on line " + firstLine,
            cells.size() + "");
      }
      List<Rational> row = new ArrayList<>(width);
      for (int j = 0; j < width; j++) {
        row.add(number(cells.get(j), at, j + 1));
      }
      if (seen++ >= range.skipped()) {
        rows.add(row);
        requireRoom(rows.size(), width);
      }
    }
    if (seen == 0) {
      throw new ArrayFileException(
          name, "at least one line of numbers", header.isEmpty() ? "none" : "a header alone");
    }
    range.count(seen, name);
    return new CsvTable(name, header, rows);
  }

  private void requireRoom(int rows, int width) {
    if ((long) rows * width > FileArray.MAXIMUM_ENTRIES) {
      throw new ArrayFileException(
          name, "at most " + FileArray.MAXIMUM_ENTRIES + " entries in all", "more");
    }
    Heap.requireNumbers(name, rows, width);
  }

  private static boolean isHeader(List<String> cells) {
    return cells.stream()
        .noneMatch(c -> c.isEmpty() || isNotFinite(c) || Decimals.parse(c).isPresent());
  }

  /** Words for numbers that are none: no name of a column. */
  private static boolean isNotFinite(String cell) {
    return cell.matches("(?i)[+-]?(nan|inf|infinity)");
  }

  private Rational number(String cell, int at, int column) {
    Optional<Rational> number = Decimals.parse(cell);
    return number.orElseThrow(
        () ->
            new ArrayFileException(
                name + ", line " + at + ", column " + column,
                "a finite number, a decimal or p/q",
                cell.isEmpty() ? "an empty cell" : "\"" + cell + "\""));
  }

  /** The cells of one line, without the space around them; none for a line that is left out. */
  private List<String> cells() throws IOException {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean comment = next == '#';
    boolean blank = true;
    while (next != END && next != '\n' && next != '\r') {
      if (isSeparator(next) && !comment) {
        cells.add(stripped(cell));
        if (cells.size() > FileArray.MAXIMUM_ENTRIES) {
          throw new ArrayFileException(
              name + ", line " + line, "at most " + FileArray.MAXIMUM_ENTRIES + " cells", "more");
        }
        cell.setLength(0);
        blank = false;
      } else if (!comment) {
        blank &= Character.isWhitespace(next);
        if (cell.length() == LONGEST_CELL) {
          throw new ArrayFileException(
              name + ", line " + line + ", column " + (cells.size() + 1),
              "a cell of at most " + LONGEST_CELL + " characters",
              "more");
        }
        cell.append((char) next);
      }
      next = in.read();
    }
    boolean carriage = next == '\r';
    if (next != END) {
      next = in.read();
      if (carriage && next == '\n') {
        next = in.read();
      }
      line++;
    }
    if (comment || blank) {
      return List.of();
    }
    cells.add(stripped(cell));
    return cells;
  }

  private boolean isSeparator(int c) {
    if (separator == END && (c == ',' || c == ';' || c == '\t')) {
      separator = c;
    }
    return c == separator;
  }

  private static String stripped(StringBuilder cell) {
    String text = cell.toString().strip();
    boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
    return quoted ? text.substring(1, text.length() - 1).strip() : text;
  }
}
