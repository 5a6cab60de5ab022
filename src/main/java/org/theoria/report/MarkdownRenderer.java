package org.theoria.report;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes a document as GitHub-flavoured Markdown with formulas between dollar signs.
 *
 * <p>What Markdown has no form for is written with what it has: a remark as a quotation, terms as a
 * list, folded detail unfolded.
 */
public final class MarkdownRenderer implements Renderer {

  private static final int DEEPEST_HEADING = 6;

  /** Signs that Markdown, GitHub's extensions or HTML within Markdown would read. */
  private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_\\[\\]<>|$~&#]");

  /** What begins a list, a heading or a rule at the start of a line. */
  private static final Pattern OPENING = Pattern.compile("^(\\s*)([-+=]|\\d+(?=[.)]))");

  /**
   * A command of one sign or a sign that Markdown reads, and the character after it if a letter.
   */
  private static final Pattern FRAGILE = Pattern.compile("(\\\\[^A-Za-z]|[|<>*])([A-Za-z]?)");

  /** The same outside a table, where a pipe is safe and may be a rule between columns. */
  private static final Pattern FRAGILE_DISPLAYED =
      Pattern.compile("(\\\\[^A-Za-z]|[<>*])([A-Za-z]?)");

  /** What is left of pipes in a cell: those in code, which is cut at them before it is read. */
  private static final Pattern PIPE = Pattern.compile("(?<!\\\\)\\|");

  @Override
  public String render(Document document) {
    StringBuilder text = new StringBuilder("# " + inlines(document.title()) + "\n");
    String body = blocks(document.body(), 2);
    return body.isEmpty()
        ? text.toString()
        : text.append('\n').append(body).append('\n').toString();
  }

  private static String blocks(List<Doc> blocks, int level) {
    return String.join("\n\n", blocks.stream().map(b -> block(b, level)).toList());
  }

  private static String block(Doc block, int level) {
    return switch (block) {
      case Doc.Section s -> section(s, level);
      case Doc.Paragraph p -> paragraph(p.content());
      case Doc.Table t -> table(t);
      case Doc.Bullets b -> bullets(b, level);
      case Doc.Definitions d ->
          String.join("\n", d.entries().stream().map(e -> definition(e, level)).toList());
      case Doc.CodeBlock c -> code(c);
      case Doc.DisplayMath m -> "$$\n" + math(m.latex(), FRAGILE_DISPLAYED) + "\n$$";
      case Doc.Callout c -> callout(c, level);
      case Doc.Details d -> "**" + inlines(d.summary()) + "**" + after(blocks(d.body(), level));
      case Doc.Figure f ->
          "!["
              + escaped(f.alternative())
              + "]("
              + f.file()
              + ")"
              + (f.caption().isEmpty() ? "" : "\n\n*" + inlines(f.caption()) + "*");
    };
  }

  private static String section(Doc.Section section, int level) {
    String heading = "#".repeat(Math.min(level, DEEPEST_HEADING)) + " " + inlines(section.title());
    return "<a id=\""
        + section.anchor()
        + "\"></a>\n\n"
        + heading
        + after(blocks(section.children(), level + 1));
  }

  private static String after(String body) {
    return body.isEmpty() ? "" : "\n\n" + body;
  }

  private static String paragraph(List<Inline> content) {
    return OPENING
        .matcher(inlines(content))
        .replaceFirst("$1\\\\$2")
        .replaceFirst("^(\\s*)\\\\(\\d+)([.)])", "$1$2\\\\$3");
  }

  private static String table(Doc.Table table) {
    StringBuilder text = new StringBuilder();
    if (!table.caption().isEmpty()) {
      text.append('*').append(inlines(table.caption())).append("*\n\n");
    }
    text.append(row(table.columns().stream().map(Doc.Column::header).toList())).append("\n|");
    for (Doc.Column column : table.columns()) {
      text.append(
          switch (column.align()) {
            case LEFT -> " --- |";
            case CENTRE -> " :---: |";
            case RIGHT -> " ---: |";
          });
    }
    for (Doc.Row row : table.rows()) {
      text.append('\n').append(row(row.cells()));
    }
    return text.toString();
  }

  private static String row(List<List<Inline>> cells) {
    StringBuilder text = new StringBuilder("|");
    for (List<Inline> cell : cells) {
      text.append(' ').append(PIPE.matcher(inlines(cell)).replaceAll("\\\\|")).append(" |");
    }
    return text.toString();
  }

  private static String bullets(Doc.Bullets bullets, int level) {
    StringBuilder text = new StringBuilder();
    int number = 0;
    for (List<Doc> item : bullets.items()) {
      number++;
      String sign = bullets.ordered() ? number + ". " : "- ";
      String body = indented(item, " ".repeat(sign.length()), level);
      text.append(text.isEmpty() ? "" : "\n");
      text.append(sign).append(body.substring(Math.min(sign.length(), body.length())));
    }
    return text.toString();
  }

  private static String indented(List<Doc> blocks, String by, int level) {
    return String.join(
        "\n", blocks(blocks, level).lines().map(l -> l.isEmpty() ? "" : by + l).toList());
  }

  private static String callout(Doc.Callout callout, int level) {
    String title = "**" + callout.tone().glyph() + " " + inlines(callout.title()) + "**";
    String all = title + after(blocks(callout.body(), level));
    return String.join("\n", all.lines().map(l -> l.isEmpty() ? ">" : "> " + l).toList());
  }

  private static String definition(Doc.Definition entry, int level) {
    boolean runsOn = !entry.body().isEmpty() && entry.body().getFirst() instanceof Doc.Paragraph;
    String term = "- **" + inlines(entry.term()) + "**" + (runsOn ? "\n" : "\n\n");
    return (term + indented(entry.body(), "  ", level)).stripTrailing();
  }

  private static String code(Doc.CodeBlock code) {
    String text = Printable.lines(code.text()).stripTrailing();
    String fence = "`".repeat(Math.max(3, longestRun(text) + 1));
    return fence + code.language().orElse("") + "\n" + text + "\n" + fence;
  }

  private static String inlines(List<Inline> inlines) {
    StringBuilder text = new StringBuilder();
    for (Inline inline : inlines) {
      text.append(
          switch (inline) {
            case Inline.Plain p -> escaped(p.text());
            case Inline.Emphasis e -> "*" + inlines(e.children()) + "*";
            case Inline.Strong s -> "**" + inlines(s.children()) + "**";
            case Inline.Code c -> code(c.text());
            case Inline.Formula m -> "$" + math(m.latex(), FRAGILE) + "$";
            case Inline.Badge b -> b.tone().glyph() + " **" + escaped(b.text()) + "**";
            case Inline.Link l -> "[" + inlines(l.children()) + "](#" + l.anchor() + ")";
          });
    }
    return text.toString();
  }

  private static String escaped(String text) {
    return SPECIAL.matcher(Printable.line(text)).replaceAll("\\\\$0");
  }

  private static String code(String text) {
    String line = Printable.line(text);
    String fence = "`".repeat(longestRun(line) + 1);
    String pad = line.startsWith("`") || line.endsWith("`") || line.isBlank() ? " " : "";
    return fence + pad + line + pad + fence;
  }

  /** The longest run of backticks. */
  private static int longestRun(String text) {
    return Pattern.compile("`+")
        .matcher(text)
        .results()
        .mapToInt(r -> r.end() - r.start())
        .max()
        .orElse(0);
  }

  /**
   * The same formula without signs that Markdown reads: a backslash before punctuation is eaten by
   * GitHub, a pipe ends the cell of a table, "&lt;" may begin a tag.
   */
  private static String math(String latex, Pattern fragile) {
    return fragile.matcher(Printable.line(latex)).replaceAll(MarkdownRenderer::spelled).strip();
  }

  private static String spelled(MatchResult sign) {
    String name =
        switch (sign.group(1)) {
          case "\\|" -> "\\Vert";
          case "\\{" -> "\\lbrace";
          case "\\}" -> "\\rbrace";
          case "\\," -> "\\thinspace";
          case "\\;" -> "\\thickspace";
          case "\\:" -> "\\medspace";
          case "\\!" -> "\\negthinspace";
          case "|" -> "\\vert";
          case "<" -> "\\lt";
          case ">" -> "\\gt";
          case "*" -> "\\ast";
          default -> sign.group(1);
        };
    boolean changed = !name.equals(sign.group(1));
    String apart = changed && !sign.group(2).isEmpty() ? " " : "";
    return Matcher.quoteReplacement(name + apart + sign.group(2));
  }
}
