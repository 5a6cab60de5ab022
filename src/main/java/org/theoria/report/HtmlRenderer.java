package org.theoria.report;

import java.util.ArrayList;
import java.util.List;
import org.theoria.proposition.Language;

/**
 * Writes a document as one HTML file that needs nothing else: no network, no other file. Formulas
 * are typeset by the KaTeX that it carries when it is opened; without JavaScript they are readable
 * as LaTeX. Every text is escaped.
 */
public final class HtmlRenderer implements Renderer {

  private static final int DEEPEST_HEADING = 6;

  private final HtmlAssets assets;

  /** A renderer with the assets that are on the class path. */
  public HtmlRenderer() {
    this.assets = HtmlAssets.load();
  }

  @Override
  public String render(Document document) {
    String language =
        switch (document.language()) {
          case EN -> "en";
          case FR -> "fr";
        };
    return String.join(
        "\n",
        "<!DOCTYPE html>",
        "<html lang=\"" + language + "\">",
        "<head>",
        "<meta charset=\"utf-8\">",
        "<meta http-equiv=\"Content-Security-Policy\" content=\"" + assets.policy() + "\">",
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
        "<meta name=\"color-scheme\" content=\"light dark\">",
        "<title>" + HtmlText.line(Prose.plain(document.title())) + "</title>",
        "<style>" + assets.style() + "</style>",
        "</head>",
        page(document),
        "</html>",
        "");
  }

  /** The body of the page, without what is the same in every report. */
  String page(Document document) {
    boolean french = document.language() == Language.FR;
    String contents = french ? "Table des matières" : "Contents";
    String skip = french ? "Aller au contenu" : "Skip to the content";
    String entries = contents(document.body());
    String navigation =
        entries.isEmpty()
            ? ""
            : "<nav aria-label=\""
                + contents
                + "\"><details open><summary>"
                + contents
                + "</summary>\n"
                + entries
                + "\n</details></nav>\n";
    return "<body>\n<a class=\"skip\" href=\"#content\">"
        + skip
        + "</a>\n<div class=\"page\">\n"
        + navigation
        + "<main id=\"content\">\n<h1>"
        + inlines(document.title())
        + "</h1>\n"
        + blocks(document.body(), 2, document.language())
        + "\n</main>\n</div>\n<script>"
        + assets.katex()
        + "</script>\n<script>"
        + assets.script()
        + "</script>\n</body>";
  }

  private static String contents(List<Doc> blocks) {
    List<String> entries = new ArrayList<>();
    for (Doc block : blocks) {
      if (block instanceof Doc.Section s) {
        String below = contents(s.children());
        String link = "<a href=\"#" + s.anchor() + "\">" + inlines(unlinked(s.title())) + "</a>";
        entries.add("<li>" + link + (below.isEmpty() ? "" : "\n" + below) + "</li>");
      }
    }
    return entries.isEmpty() ? "" : "<ol>\n" + String.join("\n", entries) + "\n</ol>";
  }

  /** The title without the links in it: HTML allows no link within a link. */
  private static List<Inline> unlinked(List<Inline> inlines) {
    List<Inline> result = new ArrayList<>();
    for (Inline inline : inlines) {
      switch (inline) {
        case Inline.Link l -> result.addAll(unlinked(l.children()));
        case Inline.Emphasis e -> result.add(new Inline.Emphasis(unlinked(e.children())));
        case Inline.Strong s -> result.add(new Inline.Strong(unlinked(s.children())));
        case Inline.Plain p -> result.add(p);
        case Inline.Code c -> result.add(c);
        case Inline.Formula m -> result.add(m);
        case Inline.Badge b -> result.add(b);
      }
    }
    return result;
  }

  private static String blocks(List<Doc> blocks, int level, Language language) {
    return String.join("\n", blocks.stream().map(b -> block(b, level, language)).toList());
  }

  private static String block(Doc block, int level, Language language) {
    return switch (block) {
      case Doc.Section s -> {
        String h = "h" + Math.min(level, DEEPEST_HEADING);
        yield "<section id=\""
            + s.anchor()
            + "\">\n<"
            + h
            + ">"
            + inlines(s.title())
            + "</"
            + h
            + ">\n"
            + blocks(s.children(), level + 1, language)
            + "\n</section>";
      }
      case Doc.Paragraph p -> "<p>" + inlines(p.content()) + "</p>";
      case Doc.Table t -> table(t);
      case Doc.Bullets b -> bullets(b, level, language);
      case Doc.Definitions d -> {
        StringBuilder html = new StringBuilder("<dl>\n");
        for (Doc.Definition entry : d.entries()) {
          html.append("<dt>").append(inlines(entry.term())).append("</dt>\n<dd>");
          html.append(item(entry.body(), level, language)).append("</dd>\n");
        }
        yield html.append("</dl>").toString();
      }
      case Doc.CodeBlock c ->
          "<pre tabindex=\"0\"><code"
              + c.language().map(l -> " class=\"language-" + l + "\"").orElse("")
              + ">"
              + HtmlText.lines(c.text())
              + "</code></pre>";
      case Doc.DisplayMath m ->
          "<div class=\"display\"><code class=\"math\" data-display>"
              + HtmlText.line(m.latex())
              + "</code></div>";
      case Doc.Callout c ->
          "<aside class=\"callout "
              + tone(c.tone())
              + "\">\n<p class=\"title\">"
              + glyph(c.tone())
              + inlines(c.title())
              + "</p>\n"
              + blocks(c.body(), level, language)
              + "\n</aside>";
      case Doc.Details d ->
          "<details class=\"fold\"><summary>"
              + inlines(d.summary())
              + "</summary>\n"
              + blocks(d.body(), level, language)
              + "\n</details>";
      case Doc.Figure f ->
          "<figure>\n"
              + new SvgRenderer(language).inline(f)
              + "\n<figcaption>"
              + inlines(f.caption())
              + "</figcaption>\n</figure>";
    };
  }

  private static String bullets(Doc.Bullets bullets, int level, Language language) {
    String tag = bullets.ordered() ? "ol" : "ul";
    StringBuilder html = new StringBuilder("<" + tag + ">\n");
    for (List<Doc> item : bullets.items()) {
      html.append("<li>").append(item(item, level, language)).append("</li>\n");
    }
    return html.append("</").append(tag).append('>').toString();
  }

  /** An item of one paragraph is written without the paragraph: lists stay close. */
  private static String item(List<Doc> blocks, int level, Language language) {
    return blocks.size() == 1 && blocks.getFirst() instanceof Doc.Paragraph p
        ? inlines(p.content())
        : blocks(blocks, level, language);
  }

  private static String table(Doc.Table table) {
    StringBuilder html = new StringBuilder("<div class=\"scroll\" tabindex=\"0\"><table>\n");
    if (!table.caption().isEmpty()) {
      html.append("<caption>").append(inlines(table.caption())).append("</caption>\n");
    }
    html.append("<thead><tr>");
    for (Doc.Column column : table.columns()) {
      html.append("<th scope=\"col\" class=\"").append(align(column)).append("\">");
      html.append(inlines(column.header())).append("</th>");
    }
    html.append("</tr></thead>\n<tbody>\n");
    for (Doc.Row row : table.rows()) {
      html.append("<tr>");
      for (int i = 0; i < row.cells().size(); i++) {
        String tag = i == 0 ? "th" : "td";
        html.append('<').append(tag).append(i == 0 ? " scope=\"row\"" : "");
        html.append(" class=\"").append(align(table.columns().get(i))).append("\">");
        html.append(inlines(row.cells().get(i))).append("</").append(tag).append('>');
      }
      html.append("</tr>\n");
    }
    return html.append("</tbody>\n</table></div>").toString();
  }

  private static String align(Doc.Column column) {
    String side =
        switch (column.align()) {
          case LEFT -> "left";
          case CENTRE -> "centre";
          case RIGHT -> "right";
        };
    return column.flexible() ? side + " flexible" : side;
  }

  private static String inlines(List<Inline> inlines) {
    StringBuilder html = new StringBuilder();
    for (Inline inline : inlines) {
      html.append(
          switch (inline) {
            case Inline.Plain p -> HtmlText.line(p.text());
            case Inline.Emphasis e -> "<em>" + inlines(e.children()) + "</em>";
            case Inline.Strong s -> "<strong>" + inlines(s.children()) + "</strong>";
            case Inline.Code c -> "<code>" + HtmlText.line(c.text()) + "</code>";
            case Inline.Formula m -> "<code class=\"math\">" + HtmlText.line(m.latex()) + "</code>";
            case Inline.Badge b ->
                "<span class=\"badge "
                    + tone(b.tone())
                    + "\">"
                    + glyph(b.tone())
                    + HtmlText.line(b.text())
                    + "</span>";
            case Inline.Link l ->
                "<a href=\"#" + l.anchor() + "\">" + inlines(unlinked(l.children())) + "</a>";
          });
    }
    return html.toString();
  }

  private static String glyph(Tone tone) {
    return "<span aria-hidden=\"true\">" + tone.glyph() + "</span> ";
  }

  private static String tone(Tone tone) {
    return switch (tone) {
      case GOOD -> "good";
      case BAD -> "bad";
      case WARN -> "warn";
      case NEUTRAL -> "neutral";
    };
  }
}
