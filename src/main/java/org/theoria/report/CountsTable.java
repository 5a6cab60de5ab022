package org.theoria.report;

import java.util.ArrayList;
import java.util.List;
import org.theoria.proposition.Screen;
import org.theoria.search.ScreenRun;

/** What a screen has counted; rows and tables of zeros are left out. */
final class CountsTable {

  private CountsTable() {}

  static List<Doc> of(ScreenRun<?> run, Say say) {
    List<Doc> tables = new ArrayList<>();
    int start = 0;
    for (Screen.Counts table : run.screen().counts()) {
      List<Long> cells = run.counts().subList(start, start + table.cells());
      start += table.cells();
      List<Doc.Row> rows = rows(table, cells);
      if (!rows.isEmpty()) {
        List<Doc.Column> columns = new ArrayList<>();
        columns.add(Doc.Column.left(say.of(table.rowHead())));
        table.columns().forEach(c -> columns.add(Doc.Column.right(say.of(c))));
        tables.add(new Doc.Table(say.prose(table.title()), columns, rows));
      }
    }
    return tables;
  }

  private static List<Doc.Row> rows(Screen.Counts table, List<Long> cells) {
    int width = table.columns().size();
    List<Doc.Row> rows = new ArrayList<>();
    for (int r = 0; r < table.rows().size(); r++) {
      List<Long> counts = cells.subList(r * width, (r + 1) * width);
      if (counts.stream().allMatch(n -> n == 0)) {
        continue;
      }
      List<List<Inline>> row = new ArrayList<>(List.of(Say.plain(table.rows().get(r))));
      counts.forEach(n -> row.add(Say.plain(n == 0 ? "–" : Numbers.count(n))));
      rows.add(new Doc.Row(row));
    }
    return rows;
  }
}
