package org.theoria.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ColumnsTest {

  @Test
  void aTerminalOfUnknownWidthHasEightyAndAPipeAHundred() {
    assertEquals(80, Main.columns(Optional.empty(), true));
    assertEquals(100, Main.columns(Optional.empty(), false));
    for (String none : new String[] {"", "0", "000", "-3", "wide", "123456"}) {
      assertEquals(80, Main.columns(Optional.of(none), true), none);
      assertEquals(100, Main.columns(Optional.of(none), false), none);
    }
    assertEquals(132, Main.columns(Optional.of("132"), true));
    assertEquals(132, Main.columns(Optional.of("132"), false));
  }
}
