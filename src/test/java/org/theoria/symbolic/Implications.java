package org.theoria.symbolic;

import java.util.List;

/** What the tests of implications share. */
final class Implications {
  private Implications() {}

  static final Cas SILENT = Says.SILENT;
  static final Cas YES = Says.YES;

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
