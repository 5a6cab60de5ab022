package org.theoria.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.theoria.proposition.Language;

class MarkdownRendererTest {

  @Test
  void showsEveryNode() throws IOException {
    Golden.check("sample.md", new MarkdownRenderer().render(Sample.document(Language.EN)));
  }

  @Test
  void keepsPipesInsideTheirCells() {
    Doc.Table table =
        new Doc.Table(
            List.of(),
            List.of(Doc.Column.left("a|b"), Doc.Column.right("c")),
            List.of(Doc.Row.of(new Inline.Formula("|x| \\le \\|y\\|"), new Inline.Code("p|q"))));
    assertEquals(
        """
        | a\\|b | c |
        | --- | ---: |
        | $\\vert x\\vert \\le \\Vert y\\Vert$ | `p\\|q` |\
        """,
        body(table));
  }

  @Test
  void keepsRowBreaksAndColumnRulesOfFormulas() {
    assertEquals(
        "$$\n\\begin{array}{c|c} a \\\\ b \\lt c\\thinspace d \\end{array}\n$$",
        body(new Doc.DisplayMath("\\begin{array}{c|c} a \\\\ b < c\\,d \\end{array}")));
  }

  @Test
  void writesTextThatIsNoMarkup() {
    assertEquals("\\- no list", body(Doc.paragraph("- no list")));
    assertEquals("1\\. no list", body(Doc.paragraph("1. no list")));
    assertEquals(
        "\\# \\<b\\> \\*\\_\\`\\[x\\] \\\\ \\&amp; 3 \\$",
        body(Doc.paragraph("# <b> *_`[x] \\ &amp; 3 $")));
  }

  @Test
  void fencesCodeThatHasFences() {
    assertEquals(
        "````\n```\nx\n```\n````", body(new Doc.CodeBlock(Optional.empty(), "```\nx\n```\n")));
    assertEquals("``a`b``", body(new Doc.Paragraph(List.of(new Inline.Code("a`b")))));
  }

  private static String body(Doc block) {
    String text =
        new MarkdownRenderer()
            .render(new Document(Language.EN, Prose.inlines("t"), List.of(block)));
    return text.substring("# t\n\n".length()).stripTrailing();
  }
}
