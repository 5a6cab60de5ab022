package org.theoria.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.theoria.arithmetic.Rational;
import org.theoria.proposition.Justification;
import org.theoria.proposition.Proof;
import org.theoria.proposition.Step;
import org.theoria.proposition.StepMutant;
import org.theoria.proposition.Text;
import org.theoria.symbolic.CheckLimits;
import org.theoria.symbolic.ProofChecker;
import org.theoria.symbolic.StepChecker;
import org.theoria.symbolic.StepMutantRun;
import org.theoria.symbolic.SymjaGateway;

/** A false variant of a proof step that is not found false is a surprise: exit code 1. */
final class StepMutantsTest {
  private static final Text TEXT = Text.of("a toy", "un jouet");
  private static final Verification VERIFICATION =
      new Verification(
          new ProofChecker(
              new StepChecker(new SymjaGateway(Duration.ofSeconds(10)), CheckLimits.DEFAULT)));

  private static Justification identity(String equation) {
    return new Justification.Identity(List.of(equation), List.of(), List.of(), TEXT);
  }

  private static Verification.Result<Toy.Number> verified(String step, Justification mutant) {
    Toy toy =
        new Toy(
            Toy.atMost(999),
            i -> true,
            Rational::of,
            Proof.of(new Step("square", TEXT, "", identity("(a+b)^2 == a^2 + 2*a*b + b^2"))),
            List.of(new StepMutant("changed", step, TEXT, mutant)));
    return VERIFICATION.verify(toy, SearchOptions.of(50, 1, 1));
  }

  private static void assertSurvives(String step, Justification mutant, String status) {
    Verification.Result<Toy.Number> result = verified(step, mutant);
    List<String> ofSteps =
        result.surprises().stream().filter(s -> s.contains("proof step")).toList();
    assertEquals(List.of("mutant changed of proof step " + step + " survives: " + status), ofSteps);
  }

  @Test
  void aFalseVariantIsCaughtByAPoint() {
    Verification.Result<Toy.Number> result = verified("square", identity("(a+b)^2 == a^2 + b^2"));
    assertTrue(result.surprises().stream().noneMatch(s -> s.contains("proof step")));
    StepMutantRun run = result.stepMutants().getFirst();
    assertTrue(run.caught(), run.status().detail());
    assertTrue(run.status().detail().contains("at a = "), run.status().detail());
  }

  @Test
  void aTrueVariantSurvives() {
    assertSurvives("square", identity("(a-b)^2 == a^2 - 2*a*b + b^2"), "checked");
  }

  @Test
  void anUndecidedVariantSurvives() {
    assertSurvives("square", identity("10^10^10 == 10^(10^10) + 1"), "gave up");
  }

  @Test
  void whatIsNoStepSurvives() {
    assertSurvives("square", identity("(a+b)^2 =="), "failed");
    assertSurvives("square", new Justification.Exact(List.of("a == a + 1")), "failed");
    assertSurvives("square", new Justification.From(List.of("nothing")), "follows");
    assertSurvives(
        "square",
        new Justification.Induction(
            "h", "1", "oo", List.of("f(h) == 2"), List.of(), List.of(), List.of(), TEXT),
        "failed");
  }

  @Test
  void aVariantOfNoStepSurvives() {
    assertSurvives("cube", identity("(a+b)^2 == a^2 + b^2"), "failed");
  }
}
