package org.theoria.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.theoria.symbolic.CheckedStep;
import org.theoria.symbolic.StepStatus;

/**
 * What was put to the solver for the steps that rest on it, and what it answered, so that a reader
 * can ask it, or another solver, again.
 */
final class SolverGoals {
  /** Longer scripts are not printed in a terminal. */
  private static final int SHORT_LINES = 16;

  private SolverGoals() {}

  /** Every goal, folded away where the format can. */
  static List<Doc> of(List<CheckedStep> steps, Say say) {
    List<Doc> blocks = new ArrayList<>();
    for (CheckedStep step : steps) {
      Optional<StepStatus.DecidedBySolver> asked = step.status().asked();
      if (asked.isPresent()) {
        StepStatus.DecidedBySolver decided = asked.get();
        for (int i = 0; i < decided.goals().size(); i++) {
          blocks.add(goal(step, decided, i, say));
        }
      }
    }
    return blocks;
  }

  /** The short goals; of the longer ones, where they are kept. */
  static List<Doc> brief(String entry, List<CheckedStep> steps, Say say) {
    List<Doc> blocks = new ArrayList<>();
    for (CheckedStep step : steps) {
      Optional<StepStatus.DecidedBySolver> asked = step.status().asked();
      if (asked.isPresent()) {
        StepStatus.DecidedBySolver decided = asked.get();
        for (int i = 0; i < decided.goals().size(); i++) {
          long lines = decided.goals().get(i).lines().count();
          blocks.add(
              lines <= SHORT_LINES
                  ? goal(step, decided, i, say)
                  : new Doc.Paragraph(
                      Say.plain(
                          say.of(
                                  "%s: the question to the solver has %d lines; `theoria show %s"
                                      + " --json` and the report keep it.",
                                  "%s : la question au solveur a %d lignes ; `theoria show %s"
                                      + " --json` et le rapport la gardent.")
                              .formatted(step.step().id(), lines, entry))));
        }
      }
    }
    return blocks;
  }

  private static Doc goal(
      CheckedStep step, StepStatus.DecidedBySolver decided, int index, Say say) {
    String what =
        index == 0
            ? say.of("negated goal (SMT-LIB 2)", "but nié (SMT-LIB 2)")
            : say.of("further question (SMT-LIB 2)", "autre question (SMT-LIB 2)");
    return new Doc.Details(
        Say.plain(
            step.step().id()
                + say.of(": ", " : ")
                + what
                + say.of(", answer: ", ", réponse : ")
                + decided.answers().get(index)),
        List.of(new Doc.CodeBlock(Optional.of("smt2"), decided.goals().get(index))));
  }
}
