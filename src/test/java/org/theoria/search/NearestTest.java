package org.theoria.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The name that was probably meant. */
final class NearestTest {
  private static final List<String> KNOWN = List.of("cube", "convolution", "relu", "residual");

  @Test
  void aNameCutShortIsNearerThanAnotherOfFewLetters() {
    assertEquals(Optional.of("convolution"), Nearest.to("conv", KNOWN));
    assertEquals(Optional.of("residual"), Nearest.to("res", KNOWN));
  }

  @Test
  void elseTheFewestChangesDecide() {
    assertEquals(Optional.of("relu"), Nearest.to("re", KNOWN));
    assertEquals(Optional.of("cube"), Nearest.to("cuve", KNOWN));
    assertEquals(Optional.empty(), Nearest.to("cube", List.of()));
  }
}
