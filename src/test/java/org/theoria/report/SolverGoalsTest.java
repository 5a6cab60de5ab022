package org.theoria.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.theoria.proposition.Justification;
import org.theoria.proposition.Language;
import org.theoria.proposition.Step;
import org.theoria.proposition.Text;
import org.theoria.symbolic.CheckedStep;
import org.theoria.symbolic.StepStatus;

/** The questions to the solver are in every form of the report, as they were asked. */
class SolverGoalsTest {
  private static final Text ALL = Text.of("all real values", "toutes valeurs réelles");

  private static final String GOAL =
      """
      ; Made by Theoria; to ask again: z3 FILE
      (set-logic QF_NRA)
      ; w*r == 0
      (declare-const w Real)
      (declare-const |Max(0, r)| Real)
      (assert (= (* w |Max(0, r)|) 0))
      (assert (not (< w 1)))
      (check-sat)
      """;

  private static CheckedStep step(String goal) {
    return new CheckedStep(
        new Step(
            "no-zero-divisors",
            Text.of("No zero divisors.", "Pas de diviseurs de zéro."),
            "w r = 0 \\Rightarrow r = 0",
            new Justification.Implication(List.of("w != 0", "w*r == 0"), "r == 0", ALL)),
        new StepStatus.DecidedBySolver(
            "Z3 4.14.1 (limit 1,500,000 steps)",
            List.of(goal),
            List.of("unsat (nlsat, 108 steps)"),
            List.of("wherever both sides are defined: y != 0")),
        Duration.ofMillis(3),
        Optional.of(ALL));
  }

  private static Document document(Language language) {
    Say say = new Say(language);
    List<CheckedStep> steps = List.of(step(GOAL));
    List<Doc> blocks = new ArrayList<>();
    blocks.add(ProofTable.of(steps, say));
    blocks.addAll(SolverGoals.of(steps, say));
    return new Document(language, Prose.inlines("Solver"), blocks);
  }

  @Test
  void markdown() throws IOException {
    String text = new MarkdownRenderer().render(document(Language.EN));
    assertTrue(text.contains(GOAL.strip()), text);
    Golden.check("solver-goals.md", text);
  }

  @Test
  void terminal() throws IOException {
    Golden.check(
        "solver-goals.txt", new TerminalRenderer(100, false).render(document(Language.FR)));
  }

  @Test
  void htmlFoldsThem() {
    String html = new HtmlRenderer().render(document(Language.EN));
    assertTrue(html.contains("<details class=\"fold\"><summary>no-zero-divisors: negated goal"));
    assertTrue(html.contains("(assert (not (&lt; w 1)))"), html);
  }

  @Test
  void aTerminalShowsShortOnesOnly() {
    Say say = new Say(Language.EN);
    assertEquals(
        SolverGoals.of(List.of(step(GOAL)), say),
        SolverGoals.brief("entry", List.of(step(GOAL)), say));
    Doc brief = SolverGoals.brief("entry", List.of(step(GOAL.repeat(3))), say).getFirst();
    assertEquals(
        "no-zero-divisors: the question to the solver has 24 lines; `theoria show entry --json`"
            + " and the report keep it.",
        new MarkdownRenderer()
            .render(new Document(Language.EN, Prose.inlines("t"), List.of(brief)))
            .lines()
            .reduce("", (before, line) -> line.isBlank() ? before : line)
            .replace("\\", ""));
  }
}
