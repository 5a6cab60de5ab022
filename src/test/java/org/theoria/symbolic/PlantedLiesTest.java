package org.theoria.symbolic;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.theoria.proposition.Justification;
import org.theoria.proposition.Step;
import org.theoria.proposition.Text;

/** A computer algebra system that lies is caught by the confirmation, in both directions. */
final class PlantedLiesTest {
  private static final Text RANGE = Text.of("all", "tous");

  private static final Cas YES = Says.YES;
  private static final Cas NO = new Says(new CasAnswer.No("1"));

  private static StepStatus check(Cas cas, String relation, String given) {
    List<String> relations = given.isBlank() ? List.of() : List.of(given.split(";"));
    return new ComparisonChecker(cas, CheckLimits.DEFAULT)
        .check(
            ExpressionParser.comparison(relation), Assumptions.parse(relations, List.of("H", "h")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x == x + 1 | ''",
        "(a+b)^2 == a^2 + b^2 | ''",
        "l^(H-1)*l^(-H) == 1 | l > 0",
        "Max(0, l*t) == l*Max(0, t) | ''",
        "f(x) == f(y) | ''",
        "D(f(x)^2, x) == f(x)*f'(x) | ''",
        "x^2 > 0 | ''",
        "x < 2 | x < 3",
        "Sqrt(x)*Sqrt(x) == -x | ''"
      })
  void aFalseYesIsADisagreement(String relation, String given) {
    StepStatus status = check(YES, relation, given);
    assertInstanceOf(StepStatus.Disagreement.class, status, status.detail());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // false only where random points hardly come
        "(x - 1000003)^2 > 0 | ''",
        "Abs(x - 1000003) > 0 | ''",
        "Max(0, x - 10^6) == 0 | ''"
      })
  void aYesWithoutAProofIsNotBelieved(String relation, String given) {
    StepStatus status = check(YES, relation, given);
    assertInstanceOf(StepStatus.GaveUp.class, status, status.detail());
    assertTrue(status.detail().contains("not confirmed"), status.detail());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(a+b)^2 == a^2 + 2*a*b + b^2 | ''", "l^(H-1)*l^(1-H) == 1 | l > 0",
        "x^2 + 1 > 0 | ''", "f(x + y) == f(y + x) | ''"
      })
  void aFalseNoIsADisagreement(String relation, String given) {
    StepStatus status = check(NO, relation, given);
    assertInstanceOf(StepStatus.Disagreement.class, status, status.detail());
  }

  @Test
  void aCasThatDoesNotDecideLeavesTheStepUndecided() {
    Cas silent = new Says(new CasAnswer.Unknown("Simplify[…]"));
    StepStatus status = check(silent, "x + y == y + x", "");
    StepStatus.GaveUp gaveUp = assertInstanceOf(StepStatus.GaveUp.class, status);
    assertTrue(gaveUp.why().contains("exact expansion says yes"), gaveUp.why());
  }

  @Test
  void aFalseLimitIsADisagreement() {
    StepStatus status =
        new StepChecker(YES, CheckLimits.DEFAULT)
            .check(
                new Step(
                    "s",
                    RANGE,
                    "",
                    new Justification.Limit(
                        "l^(1-H)",
                        "l",
                        "oo",
                        "oo",
                        List.of("l > 0", "H >= 2"),
                        List.of("H"),
                        RANGE)))
            .status();
    assertInstanceOf(StepStatus.Disagreement.class, status, status.detail());
  }
}
