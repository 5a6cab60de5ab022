package org.theoria.bench;

import java.util.Arrays;
import java.util.List;
import org.theoria.report.Doc;
import org.theoria.report.Inline;

/** A part of {@code bench --backend}: the same numbers for a reader and for JSON. */
interface BenchSection {

  List<BenchRecord> records();

  List<Doc> blocks();

  /** A row of plain cells. */
  static Doc.Row row(List<String> cells) {
    return Doc.Row.of(cells.stream().map(Inline.Plain::new).toArray(Inline[]::new));
  }

  /** A row of plain cells. */
  static Doc.Row row(String... cells) {
    return row(Arrays.asList(cells));
  }

  static Doc.Table table(String caption, List<Doc.Column> columns, List<Doc.Row> rows) {
    return new Doc.Table(List.of(new Inline.Plain(caption)), columns, rows);
  }
}
