package org.theoria.proposition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.theoria.proposition.Justification.Exact;
import org.theoria.proposition.Justification.From;
import org.theoria.proposition.Justification.Identity;
import org.theoria.proposition.Justification.Implication;
import org.theoria.proposition.Justification.Limit;

/** A variant differs from its step in the one place that is named, or is refused. */
final class StepMutantsTest {
  private static final Text TEXT = Text.of("changed", "modifié");

  private static final Proof PROOF =
      Proof.of(
          step(
              "identity",
              new Identity(List.of("a == b", "c == b + a"), List.of("a > 0"), List.of(), TEXT)),
          step("implication", new Implication(List.of("a > 0", "b > 0"), "a*b > 0", TEXT)),
          step("limit", new Limit("l*w", "l", "oo", "oo", List.of("w > 0"), List.of(), TEXT)),
          step("exact", new Exact(List.of("1 < 2"))),
          step("from", new From(List.of("exact"))));

  private static Step step(String id, Justification justification) {
    return new Step(id, TEXT, "", justification);
  }

  @Test
  void oneEditChangesOnePlace() {
    List<StepMutant> mutants =
        StepMutants.of(PROOF)
            .edit("identity", "edited", TEXT, "c ==", "c*c ==")
            .without("implication", "less", TEXT, "b > 0")
            .value("limit", "value", TEXT, "w")
            .edit("exact", "swapped", TEXT, "1 < 2", "2 < 1")
            .list();
    assertEquals(
        List.of(
            new Identity(List.of("a == b", "c*c == b + a"), List.of("a > 0"), List.of(), TEXT),
            new Implication(List.of("a > 0"), "a*b > 0", TEXT),
            new Limit("l*w", "l", "oo", "w", List.of("w > 0"), List.of(), TEXT),
            new Exact(List.of("2 < 1"))),
        mutants.stream().map(StepMutant::justification).toList());
    assertEquals("identity", mutants.getFirst().step());
  }

  @Test
  void anEditOfNoPlaceOrOfSeveralIsRefused() {
    StepMutants mutants = StepMutants.of(PROOF);
    refused(
        "once in step identity, got it 0 times",
        () -> mutants.edit("identity", "m", TEXT, "d", "e"));
    refused(
        "once in step identity, got it 2 times",
        () -> mutants.edit("identity", "m", TEXT, "b", "e"));
    refused("no step \"other\"", () -> mutants.edit("other", "m", TEXT, "a", "b"));
    refused("cannot be edited", () -> mutants.edit("from", "m", TEXT, "exact", "b"));
    refused("got \"c > 0\"", () -> mutants.without("identity", "m", TEXT, "c > 0"));
    refused("has no assumptions", () -> mutants.without("exact", "m", TEXT, "c > 0"));
    refused("is no limit", () -> mutants.value("exact", "m", TEXT, "oo"));
    assertTrue(mutants.list().isEmpty());
  }

  private static void refused(String problem, Runnable edit) {
    String message =
        String.valueOf(assertThrows(IllegalArgumentException.class, edit::run).getMessage());
    assertTrue(message.contains(problem), message);
  }
}
