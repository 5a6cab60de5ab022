package org.theoria.symbolic;

import java.util.List;

/** What the tests of implications share. */
final class Implications {
  private Implications() {}

  /** A computer algebra system that gives one answer to everything. */
  record Says(CasAnswer answer) implements Cas {
    @Override
    public CasAnswer isZero(Expression expression, Assumptions assumptions) {
      return answer;
    }

    @Override
    public CasAnswer holds(Comparison relation, Assumptions assumptions) {
      return answer;
    }

    @Override
    public CasAnswer hasLimit(LimitClaim claim, Assumptions assumptions) {
      return answer;
    }
  }

  static final Cas SILENT = new Says(new CasAnswer.Unknown("silent"));
  static final Cas YES = new Says(new CasAnswer.Yes());

  static List<String> words(String list) {
    return list.isBlank() ? List.of() : List.of(list.strip().split("\\s*;\\s*"));
  }

  static StepStatus check(Cas cas, SmtSolver solver, String given, String conclusion) {
    return check(cas, solver, given, conclusion, "");
  }

  static StepStatus check(
      Cas cas, SmtSolver solver, String given, String conclusion, String integers) {
    return new ComparisonChecker(cas, CheckLimits.DEFAULT, solver)
        .check(
            ExpressionParser.comparison(conclusion),
            Assumptions.parse(words(given), words(integers)));
  }

  static SmtScript negated(String given, String conclusion) {
    return SmtTranslator.negatedGoal(
        ExpressionParser.comparison(conclusion), Assumptions.parse(words(given), List.of()));
  }
}
