package org.theoria.network.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;

/**
 * A table of exact numbers, one example a row.
 *
 * @param name the file, for messages
 * @param header the names of the columns; empty where the file has none
 * @param rows at least one, of equal length
 */
public record CsvTable(String name, List<String> header, List<List<Rational>> rows) {

  /** What the names of columns of targets look like. */
  private static final String TARGET = "(y|label|target|class)s?[ _]?[0-9]*";

  public CsvTable {
    header = List.copyOf(header);
    rows = List.copyOf(rows);
  }

  /**
   * The columns that are inputs, n × n₀: all but those that the header calls y, y1, label, target
   * or class.
   *
   * @throws ArrayFileException where the header leaves none
   */
  public RationalMatrix inputs() {
    return columns(false);
  }

  /**
   * The columns that are targets by the header, n × n_H.
   *
   * @throws ArrayFileException where there are none
   */
  public RationalMatrix targets() {
    return columns(true);
  }

  private RationalMatrix columns(boolean targets) {
    List<Integer> chosen = new ArrayList<>();
    for (int j = 0; j < rows.getFirst().size(); j++) {
      if (targets == isTarget(j)) {
        chosen.add(j);
      }
    }
    if (chosen.isEmpty()) {
      throw new ArrayFileException(
          name,
          targets
              ? "a header that names the columns of the targets y, y1, …"
              : "columns of inputs beside those of the targets",
          header.isEmpty() ? "no header" : "the columns " + String.join(", ", header));
    }
    Rational[] entries = new Rational[rows.size() * chosen.size()];
    int k = 0;
    for (List<Rational> row : rows) {
      for (int j : chosen) {
        entries[k++] = row.get(j);
      }
    }
    return RationalMatrix.of(rows.size(), chosen.size(), entries);
  }

  private boolean isTarget(int column) {
    return !header.isEmpty() && header.get(column).toLowerCase(Locale.ROOT).matches(TARGET);
  }
}
