package org.theoria.experiment;

import java.util.Arrays;
import java.util.List;
import org.theoria.proposition.Text;

/** One thing that an experiment shows. */
public sealed interface Exhibit {

  /** A paragraph; formulas stand between dollar signs. */
  record Prose(Text text) implements Exhibit {}

  /**
   * A table; also written as a CSV file of its own, with the ids of the columns as its first line.
   *
   * @param id kebab-case: the name of the file
   * @param caption what it shows
   * @param columns the columns, at least one
   * @param rows one cell a column
   * @param printed whether the report prints it; a long series is only a file
   */
  record Table(
      String id, Text caption, List<Column> columns, List<List<Text>> rows, boolean printed)
      implements Exhibit {
    public Table {
      requireId("table", id);
      columns = List.copyOf(columns);
      rows = rows.stream().map(List::copyOf).toList();
      for (List<Text> row : rows) {
        if (row.size() != columns.size()) {
          throw new IllegalArgumentException(
              "table " + id + ": " + columns.size() + " cells a row are needed, got " + row.size());
        }
      }
    }
  }

  /**
   * A column of a table.
   *
   * @param id kebab-case: its name in files
   * @param head its heading
   * @param numeric whether its cells are numbers
   */
  record Column(String id, Text head, boolean numeric) {
    public Column {
      requireId("column", id);
    }

    /** A column of words. */
    public static Column words(String id, String en, String fr) {
      return new Column(id, Text.of(en, fr), false);
    }

    /** A column of numbers. */
    public static Column numbers(String id, String en, String fr) {
      return new Column(id, Text.of(en, fr), true);
    }
  }

  /**
   * A figure, of plots one below the other; written as an SVG file.
   *
   * @param id kebab-case: the name of the file
   * @param caption what it shows
   * @param alternative what is to be seen, for a reader who cannot see it
   * @param panels the plots, at least one
   */
  record Figure(String id, Text caption, Text alternative, List<Plot> panels) implements Exhibit {
    public Figure {
      requireId("figure", id);
      panels = List.copyOf(panels);
      if (panels.isEmpty()) {
        throw new IllegalArgumentException("figure " + id + ": at least one plot is needed");
      }
    }
  }

  /** A row of cells that are the same in both languages: numbers, ids. */
  static List<Text> row(String... cells) {
    return Arrays.stream(cells).map(Exhibit::cell).toList();
  }

  /** A cell that is the same in both languages; an empty one is a dash. */
  static Text cell(String text) {
    String shown = text.isBlank() ? "–" : text;
    return Text.of(shown, shown);
  }

  private static void requireId(String what, String id) {
    if (!id.matches("[a-z][a-z0-9-]*")) {
      throw new IllegalArgumentException(what + ": id must be kebab-case, got \"" + id + "\"");
    }
  }
}
