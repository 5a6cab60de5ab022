package org.theoria.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.theoria.proposition.Language;

class TerminalRendererTest {

  private static final String ESCAPE = "\u001b";

  @Test
  void showsEveryNode() throws IOException {
    Document sample = Sample.document(Language.EN);
    Golden.check("sample-100.txt", new TerminalRenderer(100, false).render(sample));
    Golden.check("sample-60.txt", new TerminalRenderer(60, false).render(sample));
  }

  @Test
  void colourChangesNoTextAndIsLeftOutUnlessAsked() {
    Document sample = Sample.document(Language.EN);
    String plain = new TerminalRenderer(80, false).render(sample);
    String coloured = new TerminalRenderer(80, true).render(sample);
    assertFalse(plain.contains(ESCAPE));
    assertTrue(coloured.contains(ESCAPE + "[32m✓\u00a0held" + ESCAPE + "[0m"));
    assertEquals(plain, coloured.replaceAll(ESCAPE + "\\[[0-9;]*m", ""));
  }

  @Test
  void noTableIsWiderThanAsked() {
    Random random = new Random(20250701);
    for (int round = 0; round < 100; round++) {
      Doc.Table table = table(random);
      int width = 20 + random.nextInt(81);
      String text = new TerminalRenderer(width, false).render(List.of(table));
      for (String line : text.lines().toList()) {
        assertTrue(
            DisplayWidth.of(line) <= width,
            () -> "expected at most " + width + " cells, got: " + line);
      }
    }
  }

  @Test
  void wrappingLosesNoCharacterOfATable() {
    Random random = new Random(20250702);
    for (int round = 0; round < 60; round++) {
      Doc.Table table = table(random);
      String text = new TerminalRenderer(20 + random.nextInt(81), false).render(List.of(table));
      for (Doc.Row row : table.rows()) {
        for (List<Inline> cell : row.cells()) {
          for (int c : Prose.plain(cell).codePoints().toArray()) {
            assertTrue(c == ' ' || text.indexOf(c) >= 0, () -> Character.toString(c) + text);
          }
        }
      }
    }
  }

  @Test
  void everyLineOfADocumentFitsExceptCode() {
    Document sample = Sample.document(Language.FR);
    for (int width = 40; width <= 100; width += 7) {
      int most = width;
      new TerminalRenderer(width, false)
          .render(sample)
          .lines()
          .forEach(l -> assertTrue(DisplayWidth.of(l) <= most, l));
    }
  }

  @Test
  void theFlexibleColumnGivesUpItsWidthFirst() {
    String text = new TerminalRenderer(80, false).render(List.of(Sample.summary()));
    assertTrue(text.contains("relu-non-coercive  For every ReLU"), text);
    assertTrue(text.contains("✓\u00a0held"), text);
  }

  private static String numbers(int width, int columns, String label) {
    List<Doc.Column> heads = new ArrayList<>(List.of(Doc.Column.left("network")));
    List<List<Inline>> cells = new ArrayList<>(List.of(Say.plain(label)));
    for (int i = 0; i < columns; i++) {
      heads.add(Doc.Column.right("$q_" + i + "$"));
      cells.add(Say.plain("-1.69e-1" + i % 10));
    }
    Doc.Table table = new Doc.Table(List.of(), heads, List.of(new Doc.Row(cells)));
    return new TerminalRenderer(width, false).render(List.of(table));
  }

  /** The grid, the grid with columns closer together, and the list. */
  @Test
  void noNumberAndNoWordIsBroken() {
    for (int width = 20; width <= 100; width++) {
      for (int columns : new int[] {1, 4, 7, 12}) {
        String text = numbers(width, columns, "orthogonal weights, implicit-regularisation");
        for (int i = 0; i < columns; i++) {
          assertTrue(text.contains("-1.69e-1" + i % 10), text);
        }
        for (String part : List.of("orthogonal", "weights,", "implicit-", "regularisation")) {
          assertTrue(text.contains(part), part + " in " + text);
        }
      }
    }
    assertTrue(numbers(80, 6, "regularisation").contains("  -1.69e-15"), "two cells between");
    assertTrue(numbers(79, 6, "regularisation").contains("4 -1.69e-15"), "one is enough");
    assertTrue(numbers(73, 6, "regularisation").contains("network: regularisation"), "a list");
  }

  @Test
  void aLabelIsBrokenAtHyphensBeforeColumnsMoveCloser() {
    assertTrue(numbers(40, 1, "implicit-regularisation-gap").contains("regularisation-gap"));
    String narrow = numbers(26, 1, "implicit-regularisation-gap");
    assertTrue(narrow.contains("\nimplicit-        -1.69e-10\nregularisation-"), narrow);
  }

  @Test
  void escapeSequencesInATextDoNotReachTheTerminal() {
    String text =
        new TerminalRenderer(80, true)
            .render(
                List.of(
                    Doc.paragraph("a" + ESCAPE + "[2Jb\u202Ec\rd"),
                    new Doc.DisplayMath("x" + ESCAPE + "[2J")));
    assertEquals("a\uFFFD[2Jb\uFFFDc d\n\n    x\uFFFD[2J\n", text);
  }

  @Test
  void namesTheWidthThatItRefuses() {
    var error = assertThrows(IllegalArgumentException.class, () -> new TerminalRenderer(101, true));
    assertEquals("terminal: width must be from 20 to 100, got 101", error.getMessage());
    TerminalRenderer.fitting(500, false);
    TerminalRenderer.fitting(0, false);
  }

  private static Doc.Table table(Random random) {
    int columns = 1 + random.nextInt(14);
    List<Doc.Column> heads = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      heads.add(
          new Doc.Column(
              text(random, 12), Doc.Align.values()[random.nextInt(3)], random.nextBoolean()));
    }
    List<Doc.Row> rows = new ArrayList<>();
    for (int r = random.nextInt(5); r >= 0; r--) {
      List<List<Inline>> cells = new ArrayList<>();
      for (int i = 0; i < columns; i++) {
        cells.add(text(random, 80));
      }
      rows.add(new Doc.Row(cells));
    }
    return new Doc.Table(text(random, 150), heads, rows);
  }

  private static List<Inline> text(Random random, int most) {
    String[] letters = {"a", "W", "é", "e\u0301", "漢", " ", " ", "λ", "🙂", "-", "0"};
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      text.append(letters[random.nextInt(letters.length)]);
    }
    Inline plain = new Inline.Plain(text.toString());
    return random.nextBoolean()
        ? List.of(plain, new Inline.Badge(Tone.WARN, "undecided"))
        : List.of(new Inline.Strong(List.of(plain)), new Inline.Formula("\\lambda^{-1} W_h"));
  }
}
