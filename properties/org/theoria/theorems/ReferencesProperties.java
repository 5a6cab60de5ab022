package org.theoria.theorems;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.theoria.proposition.Justification;
import org.theoria.proposition.Proof;
import org.theoria.proposition.Step;
import org.theoria.proposition.Text;

/** The closure that the contract of the entries asks for. */
class ReferencesProperties {

  private static final Text TEXT = Text.of("a step", "une étape");

  private static final Proof PROOF =
      Proof.of(
          new Step("computed", TEXT, "", new Justification.Exact(List.of("1 == 1"))),
          new Step("first", TEXT, "", new Justification.From(List.of("computed", "given"))),
          new Step("aside", TEXT, "", new Justification.From(List.of("not-needed"))),
          new Step("last", TEXT, "", new Justification.From(List.of("first", "other"))));

  @Test
  void allThatIsReferredToOverOtherSteps() {
    assertEquals(Set.of("first", "computed", "given", "other"), References.below(PROOF, "last"));
    assertEquals(Set.of("not-needed"), References.below(PROOF, "aside"));
    assertEquals(Set.of(), References.below(PROOF, "computed"));
  }

  @Test
  void anUnknownStepIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> References.below(PROOF, "given"));
  }
}
