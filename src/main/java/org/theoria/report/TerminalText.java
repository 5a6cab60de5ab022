package org.theoria.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Lines of text with attributes, measured and wrapped in cells of a terminal.
 *
 * <p>An attribute is the parameter of an ANSI "select graphic rendition" sequence ("1;31"), empty
 * for plain text; whether it is written is decided when the line is.
 */
final class TerminalText {

  static final String BOLD = "1";
  private static final String ITALIC = "3";
  private static final String CYAN = "36";

  /** Text with one attribute. */
  record Span(String text, String attribute) {}

  /** One line. */
  record Line(List<Span> spans) {

    static final Line BLANK = new Line(List.of());

    Line {
      spans = List.copyOf(spans);
    }

    static Line plain(String text) {
      return new Line(List.of(new Span(text, "")));
    }

    /** In cells. */
    int width() {
      return spans.stream().mapToInt(s -> DisplayWidth.of(s.text())).sum();
    }

    /** This line after another's spans. */
    Line after(Line first) {
      List<Span> all = new ArrayList<>(first.spans());
      all.addAll(spans);
      return new Line(all);
    }

    /** The line as written, without spaces at its end. */
    String text(boolean colour) {
      StringBuilder text = new StringBuilder();
      for (Span span : spans) {
        if (colour && !span.attribute().isEmpty() && !span.text().isBlank()) {
          text.append("\u001b[").append(span.attribute()).append('m');
          text.append(span.text()).append("\u001b[0m");
        } else {
          text.append(span.text());
        }
      }
      return text.toString().stripTrailing();
    }
  }

  /** A character as a reader counts them. */
  private record Cell(String grapheme, int width, String attribute) {
    boolean isSpace() {
      return grapheme.equals(" ");
    }

    boolean isLetter() {
      return Character.isLetter(grapheme.codePointAt(0));
    }
  }

  private TerminalText() {}

  static List<Span> spans(List<Inline> inlines) {
    List<Span> spans = new ArrayList<>();
    collect(inlines, "", spans);
    return spans;
  }

  private static void collect(List<Inline> inlines, String attribute, List<Span> into) {
    for (Inline inline : inlines) {
      switch (inline) {
        case Inline.Plain p -> into.add(new Span(Printable.line(p.text()), attribute));
        case Inline.Emphasis e -> collect(e.children(), and(attribute, ITALIC), into);
        case Inline.Strong s -> collect(s.children(), and(attribute, BOLD), into);
        case Inline.Code c -> into.add(new Span(Printable.line(c.text()), and(attribute, CYAN)));
        case Inline.Formula m ->
            into.add(new Span(Printable.line(LatexText.inline(m.latex())), attribute));
        case Inline.Badge b -> {
          String text = b.tone().glyph() + "\u00a0" + Printable.line(b.text());
          into.add(new Span(text, and(attribute, of(b.tone()))));
        }
        case Inline.Link l -> collect(l.children(), attribute, into);
      }
    }
  }

  static String of(Tone tone) {
    return switch (tone) {
      case GOOD -> "32";
      case BAD -> "1;31";
      case WARN -> "33";
      case NEUTRAL -> "2";
    };
  }

  static String and(String outer, String inner) {
    return outer.isEmpty() ? inner : outer + ";" + inner;
  }

  /** The cells of the longest word: what a column needs so that no word is broken. */
  static int longestWord(List<Span> spans) {
    return words(cells(spans)).stream().mapToInt(TerminalText::width).max().orElse(0);
  }

  /** The cells of the longest part of a word that has no hyphen between letters inside. */
  static int longestPiece(List<Span> spans) {
    return words(cells(spans)).stream()
        .flatMap(w -> pieces(w).stream())
        .mapToInt(TerminalText::width)
        .max()
        .orElse(0);
  }

  /**
   * The text on lines of at most {@code width} cells, broken at spaces; a longer word is broken
   * after hyphens between letters, and a longer part of it between characters. A single character
   * wider than the line stands alone on it.
   */
  static List<Line> wrap(List<Span> spans, int width) {
    List<Line> lines = new ArrayList<>();
    List<Cell> line = new ArrayList<>();
    List<Cell> word = new ArrayList<>();
    for (Cell cell : cells(spans)) {
      if (!cell.isSpace()) {
        word.add(cell);
        continue;
      }
      line = place(word, line, width, lines);
      word = new ArrayList<>();
      if (!line.isEmpty() && width(line) < width) {
        line.add(cell);
      }
    }
    line = place(word, line, width, lines);
    if (!line.isEmpty() || lines.isEmpty()) {
      lines.add(toLine(line));
    }
    return lines;
  }

  private static List<List<Cell>> words(List<Cell> cells) {
    List<List<Cell>> words = new ArrayList<>(List.of(new ArrayList<>()));
    for (Cell cell : cells) {
      if (cell.isSpace()) {
        words.add(new ArrayList<>());
      } else {
        words.getLast().add(cell);
      }
    }
    return words;
  }

  /** What "a-b" may be broken into; "1.5e-07" and "-3" have one piece. */
  private static List<List<Cell>> pieces(List<Cell> word) {
    List<List<Cell>> pieces = new ArrayList<>(List.of(new ArrayList<>()));
    for (int i = 0; i < word.size(); i++) {
      pieces.getLast().add(word.get(i));
      if (i > 0
          && i + 1 < word.size()
          && word.get(i).grapheme().equals("-")
          && word.get(i - 1).isLetter()
          && word.get(i + 1).isLetter()) {
        pieces.add(new ArrayList<>());
      }
    }
    return pieces;
  }

  /** Puts a word on the line or on new ones; returns the line that is then open. */
  private static List<Cell> place(
      List<Cell> word, List<Cell> line, int width, List<Line> finished) {
    List<Cell> open = line;
    for (List<Cell> part : width(word) > width ? pieces(word) : List.of(word)) {
      if (!open.isEmpty() && width(open) + width(part) > width) {
        finished.add(toLine(open));
        open = new ArrayList<>();
      }
      for (Cell cell : part) {
        if (!open.isEmpty() && width(open) + cell.width() > width) {
          finished.add(toLine(open));
          open = new ArrayList<>();
        }
        open.add(cell);
      }
    }
    return open;
  }

  private static int width(List<Cell> cells) {
    return cells.stream().mapToInt(Cell::width).sum();
  }

  private static List<Cell> cells(List<Span> spans) {
    List<Cell> cells = new ArrayList<>();
    for (Span span : spans) {
      DisplayWidth.graphemes(span.text())
          .forEach(g -> cells.add(new Cell(g, DisplayWidth.of(g), span.attribute())));
    }
    return cells;
  }

  private static Line toLine(List<Cell> cells) {
    int end = cells.size();
    while (end > 0 && cells.get(end - 1).isSpace()) {
      end--;
    }
    List<Span> spans = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < end; i++) {
      text.append(cells.get(i).grapheme());
      String attribute = cells.get(i).attribute();
      if (i + 1 == end || !cells.get(i + 1).attribute().equals(attribute)) {
        spans.add(new Span(text.toString(), attribute));
        text.setLength(0);
      }
    }
    return new Line(spans);
  }
}
