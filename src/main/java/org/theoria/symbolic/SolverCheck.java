package org.theoria.symbolic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.theoria.symbolic.Expression.Apply;
import org.theoria.symbolic.Expression.Symbol;

/**
 * Puts implications over ℝ to a solver. Its {@code unsat} is reported as its word alone; a point
 * that it gives counts only once it is certified by our own arithmetic.
 */
final class SolverCheck {
  private final SmtSolver solver;

  SolverCheck(SmtSolver solver) {
    this.solver = solver;
  }

  /** What became of an implication. */
  sealed interface Verdict {
    /** The solver refuted the negated goal. */
    record Holds(StepStatus.DecidedBySolver status) implements Verdict {}

    /** It is false: a certified point, exact or enclosed; or its hypotheses are contradictory. */
    record Wrong(StepStatus.Failed status) implements Verdict {}

    /** Not decided. */
    record Open(String why) implements Verdict {}
  }

  /**
   * Decides the implication.
   *
   * @param relation the conclusion
   * @param given the hypotheses
   * @param inhabited whether an exact point is known that satisfies the hypotheses and gives both
   *     sides a value
   */
  Verdict decide(Comparison relation, Assumptions given, boolean inhabited) {
    try {
      Comparison conclusion = relation.map(Differentiation::carriedOut);
      Assumptions hypotheses =
          new Assumptions(
              given.relations().stream().map(r -> r.map(Differentiation::carriedOut)).toList(),
              given.integers());
      SmtScript goal = SmtTranslator.negatedGoal(conclusion, hypotheses);
      SmtAnswer answer = solver.solve(goal.text());
      return switch (answer) {
        case SmtAnswer.Unsat u -> proved(goal, u, conclusion, hypotheses, inhabited);
        case SmtAnswer.Sat s -> refuted(goal, s, relation, conclusion, hypotheses);
        case SmtAnswer.Unknown u -> new Verdict.Open(said(answer));
        case SmtAnswer.Unavailable u -> new Verdict.Open(said(answer));
      };
    } catch (UndecidedException e) {
      return new Verdict.Open(String.valueOf(e.getMessage()));
    }
  }

  private String said(SmtAnswer answer) {
    return solver.name() + ": " + answer.words();
  }

  private Verdict refuted(
      SmtScript goal,
      SmtAnswer.Sat answer,
      Comparison relation,
      Comparison conclusion,
      Assumptions hypotheses) {
    List<Comparison> constraints = new ArrayList<>(hypotheses.relations());
    constraints.add(
        new Comparison(conclusion.left(), conclusion.operator().negation(), conclusion.right()));
    ModelCertifier.Question question =
        new ModelCertifier.Question(constraints, List.of(), hypotheses.integers());
    return switch (ModelCertifier.certify(question, goal.variables(), answer.model())) {
      case ModelCertifier.Result.Exact e -> new Verdict.Wrong(failed(relation, conclusion, e));
      case ModelCertifier.Result.Enclosed e ->
          new Verdict.Wrong(
              StepStatus.Failed.at(relation + " is wrong", enclosed(conclusion, e.box())));
      case ModelCertifier.Result.Open o ->
          new Verdict.Open(said(answer) + ", but its point could not be certified: " + o.why());
    };
  }

  private static StepStatus.Failed failed(
      Comparison relation, Comparison conclusion, ModelCertifier.Result.Exact exact) {
    try {
      Counterexample counterexample =
          exact
              .point()
              .refutes(conclusion)
              .orElseThrow(() -> new IllegalStateException("a certified point refutes"));
      return new StepStatus.Failed(relation + " is wrong", Optional.of(counterexample));
    } catch (UndefinedPointException e) {
      throw new IllegalStateException("both sides have a value at a certified point", e);
    }
  }

  private static EnclosedCounterexample enclosed(Comparison conclusion, PointEnclosure.Box box) {
    SortedMap<String, RationalInterval> symbols = new TreeMap<>();
    SortedMap<String, RationalInterval> functions = new TreeMap<>();
    box.values()
        .forEach(
            (variable, value) -> {
              if (variable instanceof Symbol s) {
                symbols.put(s.name(), value.readable());
              } else if (variable instanceof Apply a) {
                functions.put(a.toString(), value.readable());
              }
            });
    return new EnclosedCounterexample(
        symbols,
        functions,
        box.value(conclusion.left()).readable(),
        conclusion.operator(),
        box.value(conclusion.right()).readable(),
        box.proof());
  }

  private Verdict proved(
      SmtScript goal,
      SmtAnswer.Unsat answer,
      Comparison conclusion,
      Assumptions hypotheses,
      boolean inhabited) {
    List<String> goals = new ArrayList<>(List.of(goal.text()));
    List<String> answers = new ArrayList<>(List.of(answer.words()));
    if (!inhabited) {
      List<Expression> sides = List.of(conclusion.left(), conclusion.right());
      Optional<Verdict> hollow = hollow(sides, hypotheses, goals, answers);
      if (hollow.isPresent()) {
        return hollow.get();
      }
    }
    List<String> conditions = new ArrayList<>();
    Facts facts = Facts.of(hypotheses);
    conditions.addAll(Domain.conditions(conclusion.left(), facts));
    Domain.conditions(conclusion.right(), facts).stream()
        .filter(c -> !conditions.contains(c))
        .forEach(conditions::add);
    List<String> remarks =
        conditions.isEmpty()
            ? List.of()
            : List.of("wherever both sides are defined: " + String.join(", ", conditions));
    return new Verdict.Holds(
        new StepStatus.DecidedBySolver(solver.name(), goals, answers, remarks));
  }

  /**
   * Why the implication says nothing, or may say nothing; empty when a certified point shows that
   * it does say something: then the question and the answer are added.
   */
  private Optional<Verdict> hollow(
      List<Expression> sides, Assumptions hypotheses, List<String> goals, List<String> answers) {
    SmtScript script = SmtTranslator.inhabited(sides, hypotheses);
    SmtAnswer answer = solver.solve(script.text());
    if (answer instanceof SmtAnswer.Unsat) {
      return Optional.of(new Verdict.Wrong(contradictory(answer, hypotheses)));
    }
    if (!(answer instanceof SmtAnswer.Sat sat)) {
      return Optional.of(
          new Verdict.Open(
              "it is not known whether the hypotheses contradict each other: " + said(answer)));
    }
    ModelCertifier.Question question =
        new ModelCertifier.Question(hypotheses.relations(), sides, hypotheses.integers());
    ModelCertifier.Result result =
        ModelCertifier.certify(question, script.variables(), sat.model());
    if (result instanceof ModelCertifier.Result.Open o) {
      return Optional.of(
          new Verdict.Open(
              "it is not known whether the hypotheses contradict each other: "
                  + said(answer)
                  + ", but its point could not be certified: "
                  + o.why()));
    }
    goals.add(script.text());
    answers.add(
        answer.words() + ", and a point that satisfies the hypotheses was certified exactly");
    return Optional.empty();
  }

  private StepStatus.Failed contradictory(SmtAnswer answer, Assumptions hypotheses) {
    SmtAnswer alone = solver.solve(SmtTranslator.inhabited(List.of(), hypotheses).text());
    String what =
        alone instanceof SmtAnswer.Unsat
            ? "the hypotheses contradict each other, so that it says nothing: "
            : "no point satisfies the hypotheses and gives both sides a value, so that it says"
                + " nothing: ";
    return new StepStatus.Failed(
        what + hypotheses + " (" + said(alone instanceof SmtAnswer.Unsat ? alone : answer) + ")",
        Optional.empty());
  }
}
