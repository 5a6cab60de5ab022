package org.theoria.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.theoria.proposition.Language;

class DocumentTest {

  @Test
  void refusesALinkToNowhere() {
    Doc lost = new Doc.Paragraph(List.of(new Inline.Link("lost", Prose.inlines("x"))));
    Doc nested = new Doc.Bullets(false, List.of(List.of(lost)));
    refused("document: a link must lead to a section's anchor, got \"lost\"", nested);
  }

  @Test
  void refusesAnAnchorTwice() {
    Doc inner = new Doc.Section(Prose.inlines("b"), "a", List.of());
    Doc outer = new Doc.Section(Prose.inlines("a"), "a", List.of(inner));
    refused("document: anchors must be unique, got \"a\" twice", outer);
  }

  @Test
  void refusesARowThatDoesNotFit() {
    var error =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new Doc.Table(
                    List.of(),
                    List.of(Doc.Column.left("a")),
                    List.of(Doc.Row.of(new Inline.Code("1"), new Inline.Code("2")))));
    assertEquals("table: row 0 must have 1 cells, one per column, got 2", error.getMessage());
  }

  @Test
  void proseKeepsWhatIsNoFormula() {
    assertEquals(
        List.of(
            new Inline.Plain("if "),
            new Inline.Formula("\\text{a \\$}"),
            new Inline.Plain(" costs $5"),
            new Inline.Formula("x"),
            new Inline.Plain(", 3 $")),
        Prose.inlines("if $\\text{a \\$}$ costs \\$5$$x$$, 3 $"));
    assertEquals(List.of(new Inline.Plain("$$ $")), Prose.inlines("$$ $"));
    assertEquals(List.of(), Prose.inlines(""));
  }

  private static void refused(String message, Doc block) {
    var error =
        assertThrows(
            IllegalArgumentException.class,
            () -> new Document(Language.EN, Prose.inlines("t"), List.of(block)));
    assertEquals(message, error.getMessage());
  }
}
