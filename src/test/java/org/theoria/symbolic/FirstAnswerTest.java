package org.theoria.symbolic;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.theoria.proposition.Justification;
import org.theoria.proposition.Step;
import org.theoria.proposition.Text;

/** A good answer about one part is none about the others. */
final class FirstAnswerTest {
  private static final Text ALL = Text.of("all", "tous");
  private static final StepStatus.DecidedBySolver SOLVED =
      new StepStatus.DecidedBySolver("Z3", List.of("goal"), List.of("unsat"), List.of());

  @Test
  void whatWasConfirmedBesideTheSolverIsKept() {
    StepStatus checked =
        new StepStatus.Checked("wherever both sides are defined: x != 0", new ErrorBound.Exact());
    StepStatus all = StepStatus.all(List.of(checked, SOLVED));
    assertInstanceOf(StepStatus.DecidedBySolver.class, all);
    assertTrue(all.detail().contains("x != 0"), all.detail());
  }

  /** A solver that proves whatever it is asked. */
  private static final SmtSolver PROVES =
      new SmtSolver() {
        @Override
        public String name() {
          return "liar";
        }

        @Override
        public SmtAnswer solve(String script) {
          return new SmtAnswer.Unsat("none", 0);
        }
      };

  private static final Cas SILENT = Says.SILENT;

  /** The first equality is left to the solver, the second is wrong. */
  @Test
  void theSecondEqualityIsLookedAt() {
    ComparisonChecker comparisons = new ComparisonChecker(SILENT, CheckLimits.DEFAULT, PROVES);
    IdentityChecker identities =
        new IdentityChecker(SILENT, comparisons, CheckLimits.DEFAULT, Trust.CONFIRMED);
    StepStatus status =
        identities.check(
            List.of(
                new NamedRelation(
                    "first", ExpressionParser.comparison("Max(a, b)^2 == Max(a^2, b^2)")),
                new NamedRelation("second", ExpressionParser.comparison("a == a + a"))),
            Assumptions.parse(List.of("a > 0", "b > 0"), List.of()));
    assertInstanceOf(StepStatus.Failed.class, status, status.detail());
  }

  @Test
  void aPowerIsNotContinuousWhereItsBaseMayBeZero() {
    for (String towards : List.of("1", "0")) {
      StepStatus status =
          new LimitChecker(LYING, CheckLimits.DEFAULT, Trust.CONFIRMED)
              .check(
                  new LimitClaim(
                      ExpressionParser.expression("a^(x - x + x)"),
                      new Expression.Symbol("x"),
                      Expression.Constant.ZERO,
                      ExpressionParser.expression(towards)),
                  Assumptions.parse(List.of("a >= 0"), List.of()));
      assertFalse(status instanceof StepStatus.Checked, status.detail());
      assertFalse(
          status instanceof StepStatus.Failed f
              && f.refuted()
              && f.counterexample().equals(Optional.empty()),
          status.detail());
    }
  }

  private static final Cas LYING = Says.YES;

  /** Two cases of a sign with a logarithm beside them: only the second is false. */
  @Test
  void theSecondCaseIsLookedAt() {
    StepStatus status =
        new StepChecker(SILENT, CheckLimits.DEFAULT)
            .check(
                new Step(
                    "s",
                    ALL,
                    "",
                    new Justification.Identity(
                        List.of("(10*x+13)^2 - 1/1000 - 140*(x + Abs(x)) + log(s) - log(s) > 0"),
                        List.of("s > 0"),
                        List.of(),
                        ALL)))
            .status();
    assertFalse(status.stands(), status.detail());
  }
}
