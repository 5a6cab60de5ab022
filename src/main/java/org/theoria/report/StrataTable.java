package org.theoria.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.theoria.proposition.Strata;

/** The tested instances of a search, counted in the cells of the entry's strata. */
final class StrataTable {

  private StrataTable() {}

  static Doc.Table of(Strata<?> strata, SortedMap<Strata.Place, Long> counts, Say say) {
    Set<String> names = new LinkedHashSet<>(strata.rows());
    counts.keySet().forEach(place -> names.add(place.row()));
    List<Doc.Row> rows = new ArrayList<>();
    for (String name : names) {
      List<List<Inline>> cells = new ArrayList<>(List.of(Say.plain(name)));
      for (int column = 0; column < strata.columns().size(); column++) {
        long n = counts.getOrDefault(new Strata.Place(name, column), 0L);
        boolean missing = n == 0 && strata.required().test(name, column);
        cells.add(
            missing
                ? List.of(new Inline.Badge(Tone.WARN, "0"))
                : Say.plain(n == 0 ? "–" : Numbers.count(n)));
      }
      rows.add(new Doc.Row(cells));
    }
    List<Doc.Column> columns = new ArrayList<>();
    columns.add(Doc.Column.left(say.of(strata.rowHead())));
    strata.columns().forEach(c -> columns.add(Doc.Column.right(say.of(c))));
    return new Doc.Table(say.prose(strata.title()), columns, rows);
  }
}
