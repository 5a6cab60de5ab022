package org.theoria.report;

import java.util.ArrayList;
import java.util.List;
import org.theoria.report.TerminalText.Line;
import org.theoria.report.TerminalText.Span;

/**
 * Shows a document in a terminal. Formulas are transliterated ({@link LatexText}); no line is wider
 * than asked, except the lines of code blocks, which are never broken so that they can be copied.
 */
public final class TerminalRenderer implements Renderer {

  /** The most columns that are used, however wide the terminal is. */
  public static final int WIDEST = 100;

  /** The fewest columns into which a document is laid out. */
  public static final int NARROWEST = 20;

  private static final String INDENT = "    ";

  private final int width;
  private final boolean colour;

  /**
   * A renderer for so many columns.
   *
   * @param width columns, from {@link #NARROWEST} to {@link #WIDEST}
   * @param colour whether to write ANSI sequences; the text means the same without them
   */
  public TerminalRenderer(int width, boolean colour) {
    if (width < NARROWEST || width > WIDEST) {
      throw new IllegalArgumentException(
          "terminal: width must be from %d to %d, got %d".formatted(NARROWEST, WIDEST, width));
    }
    this.width = width;
    this.colour = colour;
  }

  /** A renderer for a terminal of so many columns, as far as they are used. */
  public static TerminalRenderer fitting(int columns, boolean colour) {
    return new TerminalRenderer(Math.clamp(columns, NARROWEST, WIDEST), colour);
  }

  @Override
  public String render(Document document) {
    List<Line> lines = new ArrayList<>(heading(document.title(), 0, width));
    List<Line> body = blocks(document.body(), 1, width);
    if (!body.isEmpty()) {
      lines.add(Line.BLANK);
      lines.addAll(body);
    }
    return text(lines);
  }

  /** Some blocks without a document around them: the output of a command that prints a table. */
  public String render(List<Doc> blocks) {
    return text(blocks(blocks, 1, width));
  }

  private String text(List<Line> lines) {
    StringBuilder text = new StringBuilder();
    for (Line line : lines) {
      text.append(line.text(colour)).append('\n');
    }
    return text.toString();
  }

  private static List<Line> blocks(List<Doc> blocks, int level, int width) {
    List<Line> lines = new ArrayList<>();
    for (Doc block : blocks) {
      if (!lines.isEmpty()) {
        lines.add(Line.BLANK);
      }
      lines.addAll(block(block, level, width));
    }
    return lines;
  }

  private static List<Line> block(Doc block, int level, int width) {
    return switch (block) {
      case Doc.Section s -> section(s, level, width);
      case Doc.Paragraph p -> TerminalText.wrap(TerminalText.spans(p.content()), width);
      case Doc.Table t -> new TerminalTable(t, width).lines();
      case Doc.Bullets b -> bullets(b, level, width);
      case Doc.Definitions d -> definitions(d, level, width);
      case Doc.CodeBlock c ->
          Printable.lines(c.text())
              .stripTrailing()
              .lines()
              .map(l -> Line.plain(l.isEmpty() ? "" : INDENT + l))
              .toList();
      case Doc.DisplayMath m -> displayMath(m, width);
      case Doc.Callout c -> callout(c, level, width);
      case Doc.Details d -> {
        List<Line> lines = new ArrayList<>();
        lines.addAll(behind("▸ ", "  ", titled(d.summary(), ""), width));
        lines.addAll(indented("  ", d.body(), level, width));
        yield lines;
      }
      case Doc.Figure f -> {
        List<Inline> text = new ArrayList<>(f.caption());
        text.add(new Inline.Plain((text.isEmpty() ? "" : " ") + "[" + f.file() + "]"));
        yield behind("▦ ", "  ", TerminalText.spans(text), width);
      }
    };
  }

  private static List<Line> section(Doc.Section section, int level, int width) {
    List<Line> lines = new ArrayList<>(heading(section.title(), level, width));
    if (!section.children().isEmpty()) {
      if (level > 1) {
        lines.addAll(blocks(section.children(), level + 1, width));
        return lines;
      }
      lines.add(Line.BLANK);
      lines.addAll(blocks(section.children(), level + 1, width));
    }
    return lines;
  }

  /** Two levels are underlined, so that they show without colour too. */
  private static List<Line> heading(List<Inline> title, int level, int width) {
    List<Line> lines = new ArrayList<>(TerminalText.wrap(titled(title, ""), width));
    if (level <= 1) {
      int longest = lines.stream().mapToInt(Line::width).max().orElse(0);
      lines.add(Line.plain((level == 0 ? "═" : "─").repeat(longest)));
    }
    return lines;
  }

  private static List<Span> titled(List<Inline> title, String attribute) {
    return TerminalText.spans(List.of(new Inline.Strong(title))).stream()
        .map(s -> new Span(s.text(), TerminalText.and(attribute, s.attribute())))
        .toList();
  }

  private static List<Line> bullets(Doc.Bullets bullets, int level, int width) {
    int digits = Integer.toString(bullets.items().size()).length();
    List<Line> lines = new ArrayList<>();
    int number = 0;
    for (List<Doc> item : bullets.items()) {
      number++;
      String count = Integer.toString(number);
      String sign = bullets.ordered() ? " ".repeat(digits - count.length()) + count + ". " : "• ";
      String blank = " ".repeat(sign.length());
      List<Line> inside = blocks(item, level + 1, Math.max(1, width - sign.length()));
      for (int i = 0; i < inside.size(); i++) {
        lines.add(inside.get(i).after(Line.plain(i == 0 ? sign : blank)));
      }
    }
    return lines;
  }

  private static List<Line> definitions(Doc.Definitions definitions, int level, int width) {
    List<Line> lines = new ArrayList<>();
    for (Doc.Definition entry : definitions.entries()) {
      lines.addAll(TerminalText.wrap(titled(entry.term(), ""), width));
      lines.addAll(indented(INDENT, entry.body(), level, width));
    }
    return lines;
  }

  private static List<Line> displayMath(Doc.DisplayMath math, int width) {
    List<Line> lines = new ArrayList<>();
    for (String row : LatexText.display(math.latex())) {
      if (DisplayWidth.of(row) + INDENT.length() <= width) {
        lines.add(Line.plain(INDENT + Printable.line(row)));
      } else {
        List<Span> spans = List.of(new Span(Printable.line(row), ""));
        lines.addAll(behind(INDENT, INDENT + INDENT, spans, width));
      }
    }
    return lines;
  }

  private static List<Line> callout(Doc.Callout callout, int level, int width) {
    String bar = "│ ";
    String attribute = TerminalText.of(callout.tone());
    List<Line> inside = new ArrayList<>();
    String glyph = callout.tone().glyph() + " ";
    List<Span> title = new ArrayList<>(List.of(new Span(glyph, attribute)));
    title.addAll(titled(callout.title(), attribute));
    inside.addAll(TerminalText.wrap(title, width - bar.length()));
    inside.addAll(blocks(callout.body(), level + 1, width - bar.length()));
    Line mark = new Line(List.of(new Span(bar, attribute)));
    return inside.stream().map(l -> l.after(mark)).toList();
  }

  /** Wrapped text with one prefix on its first line and another on the rest. */
  private static List<Line> behind(String first, String rest, List<Span> spans, int width) {
    int room = Math.max(1, width - Math.max(first.length(), rest.length()));
    List<Line> wrapped = TerminalText.wrap(spans, room);
    List<Line> lines = new ArrayList<>();
    for (Line line : wrapped) {
      lines.add(line.after(Line.plain(lines.isEmpty() ? first : rest)));
    }
    return lines;
  }

  private static List<Line> indented(String by, List<Doc> blocks, int level, int width) {
    return blocks(blocks, level + 1, Math.max(1, width - by.length())).stream()
        .map(l -> l.after(Line.plain(by)))
        .toList();
  }
}
