package org.theoria.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.theoria.report.TerminalText.Line;
import org.theoria.report.TerminalText.Span;

/**
 * Lays a table out in a given width. Where it does not fit, the flexible columns are wrapped first
 * between words, then all, then after hyphens, then columns move closer; with too many columns for
 * that, each row becomes a list of "heading: cell". No line is ever wider than asked, and no number
 * is broken unless it is wider than the table.
 */
final class TerminalTable {

  private static final String BETWEEN = "  ";
  private static final String CLOSER = " ";

  /** A longer word may be broken in a grid: no number of a double has more characters. */
  private static final int LONGEST_KEPT_WORD = 24;

  private final Doc.Table table;
  private final int width;

  TerminalTable(Doc.Table table, int width) {
    this.table = table;
    this.width = width;
  }

  List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    if (!table.caption().isEmpty()) {
      lines.addAll(TerminalText.wrap(TerminalText.spans(table.caption()), width));
    }
    lines.addAll(grid(BETWEEN).or(() -> grid(CLOSER)).orElseGet(this::list));
    return lines;
  }

  /** Empty where it does not fit with that between two columns. */
  private Optional<List<Line>> grid(String between) {
    int[] widths = widths(between);
    if (total(widths, between) > width) {
      return Optional.empty();
    }
    List<Line> lines = new ArrayList<>();
    lines.addAll(row(headings(), widths, between));
    List<Span> rule = new ArrayList<>();
    for (int i = 0; i < widths.length; i++) {
      rule.add(new Span((i == 0 ? "" : between) + "─".repeat(widths[i]), ""));
    }
    lines.add(new Line(rule));
    for (Doc.Row row : table.rows()) {
      lines.addAll(row(row.cells().stream().map(TerminalText::spans).toList(), widths, between));
    }
    return Optional.of(lines);
  }

  private List<List<Span>> headings() {
    return table.columns().stream()
        .map(c -> List.<Inline>of(new Inline.Strong(c.header())))
        .map(TerminalText::spans)
        .toList();
  }

  private List<Line> row(List<List<Span>> cells, int[] widths, String between) {
    List<List<Line>> wrapped = new ArrayList<>();
    int height = 1;
    for (int i = 0; i < widths.length; i++) {
      wrapped.add(TerminalText.wrap(cells.get(i), widths[i]));
      height = Math.max(height, wrapped.getLast().size());
    }
    List<Line> lines = new ArrayList<>();
    for (int k = 0; k < height; k++) {
      Line line = Line.BLANK;
      for (int i = 0; i < widths.length; i++) {
        Line cell = k < wrapped.get(i).size() ? wrapped.get(i).get(k) : Line.BLANK;
        line = aligned(cell, widths[i], table.columns().get(i).align()).after(line);
        if (i + 1 < widths.length) {
          line = Line.plain(between).after(line);
        }
      }
      lines.add(line);
    }
    return lines;
  }

  private static Line aligned(Line cell, int width, Doc.Align align) {
    int free = Math.max(0, width - cell.width());
    int before =
        switch (align) {
          case LEFT -> 0;
          case CENTRE -> free / 2;
          case RIGHT -> free;
        };
    return Line.plain(" ".repeat(free - before)).after(cell.after(Line.plain(" ".repeat(before))));
  }

  private List<Line> list() {
    List<List<Span>> heads = headings();
    List<Line> lines = new ArrayList<>();
    for (Doc.Row row : table.rows()) {
      if (!lines.isEmpty()) {
        lines.add(Line.BLANK);
      }
      for (int i = 0; i < row.cells().size(); i++) {
        List<Span> entry = new ArrayList<>(heads.get(i));
        entry.add(new Span(": ", ""));
        entry.addAll(TerminalText.spans(row.cells().get(i)));
        lines.addAll(TerminalText.wrap(entry, width));
      }
    }
    return lines;
  }

  private int[] widths(String between) {
    int columns = table.columns().size();
    int[] natural = new int[columns];
    int[] words = new int[columns];
    int[] pieces = new int[columns];
    List<List<Span>> heads = headings();
    for (int i = 0; i < columns; i++) {
      List<List<Span>> cells = new ArrayList<>();
      cells.add(heads.get(i));
      for (Doc.Row row : table.rows()) {
        cells.add(TerminalText.spans(row.cells().get(i)));
      }
      for (List<Span> cell : cells) {
        natural[i] = Math.max(natural[i], new Line(cell).width());
        words[i] = Math.max(words[i], Math.min(TerminalText.longestWord(cell), LONGEST_KEPT_WORD));
        pieces[i] =
            Math.max(pieces[i], Math.min(TerminalText.longestPiece(cell), LONGEST_KEPT_WORD));
      }
    }
    int[] widths = natural.clone();
    int[] floor = natural.clone();
    for (int i = 0; i < columns; i++) {
      floor[i] = table.columns().get(i).flexible() ? words[i] : natural[i];
    }
    shrink(widths, floor, between);
    shrink(widths, words, between);
    shrink(widths, pieces, between);
    return widths;
  }

  /** Takes cells from the widest column that can give one until the table fits or none can. */
  private void shrink(int[] widths, int[] floor, String between) {
    while (total(widths, between) > width) {
      int widest = -1;
      for (int i = 0; i < widths.length; i++) {
        if (widths[i] > floor[i] && (widest < 0 || widths[i] > widths[widest])) {
          widest = i;
        }
      }
      if (widest < 0) {
        return;
      }
      widths[widest]--;
    }
  }

  private static int total(int[] widths, String between) {
    return Arrays.stream(widths).sum() + between.length() * (widths.length - 1);
  }
}
