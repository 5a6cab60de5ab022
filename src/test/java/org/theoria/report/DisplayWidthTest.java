package org.theoria.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class DisplayWidthTest {

  @Test
  void countsCellsNotCharacters() {
    assertEquals(0, DisplayWidth.of(""));
    assertEquals(5, DisplayWidth.of("W₁ ≤λ"));
    assertEquals(1, DisplayWidth.of("e\u0301"));
    assertEquals(1, DisplayWidth.of("x\u0302"));
    assertEquals(1, DisplayWidth.of("𝒮"));
    assertEquals(4, DisplayWidth.of("漢字"));
    assertEquals(2, DisplayWidth.of("한"));
    assertEquals(2, DisplayWidth.of("\u1112\u1161\u11ab"));
    assertEquals(2, DisplayWidth.of("🙂"));
    assertEquals(0, DisplayWidth.of("\u200b"));
    assertEquals(4, DisplayWidth.of("✓✗!·"));
  }

  @Test
  void knowsTheEndsOfItsRanges() {
    assertEquals(1, DisplayWidth.of(0x10FF));
    assertEquals(2, DisplayWidth.of(0x1100));
    assertEquals(2, DisplayWidth.of(0x115F));
    assertEquals(2, DisplayWidth.of(0x3FFFD));
    assertEquals(1, DisplayWidth.of(0x303F));
  }

  @Test
  void keepsMarksWithTheirLetter() {
    assertEquals(List.of("e\u0301", "漢", "a"), DisplayWidth.graphemes("e\u0301漢a").toList());
  }
}
