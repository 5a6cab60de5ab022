package org.theoria.symbolic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.theoria.arithmetic.Enclosure;
import org.theoria.arithmetic.Rational;
import org.theoria.sampling.Key;

/**
 * Answers a reader's own step: as a step of a proof is checked ({@link ComparisonChecker}), with a
 * simple point where it fails, also where the values there are not rational.
 */
public final class ReaderStepChecker {
  /** Time on the clock. */
  private static final Duration LIMIT = Duration.ofSeconds(40);

  /** Expressions are walked recursively. */
  private static final long STACK_BYTES = 64L << 20;

  private final ComparisonChecker comparisons;
  private final CheckLimits limits;
  private final Duration limit;

  /** Without a solver. */
  public ReaderStepChecker(Cas cas, CheckLimits limits) {
    this(new ComparisonChecker(cas, limits), limits, LIMIT);
  }

  /** With a solver, which is asked about what is undecided without it. */
  public ReaderStepChecker(Cas cas, CheckLimits limits, SmtSolver solver) {
    this(new ComparisonChecker(cas, limits, solver), limits, LIMIT);
  }

  ReaderStepChecker(ComparisonChecker comparisons, CheckLimits limits, Duration limit) {
    this.comparisons = comparisons;
    this.limits = limits;
    this.limit = limit;
  }

  /** The answer, within the time limit; never throws on a relation. */
  public StepAnswer answer(ReaderStep step) {
    FutureTask<StepAnswer> task = new FutureTask<>(() -> answerHere(step));
    Thread thread = new Thread(null, task, "reader's step", STACK_BYTES);
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      thread.interrupt();
      return new StepAnswer.Undecided("stopped after " + limit.toSeconds() + " s");
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      return new StepAnswer.Undecided("interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StackOverflowError) {
        return new StepAnswer.Undecided("the relation is nested too deeply");
      }
      throw new IllegalStateException(step.text() + ": " + e.getCause(), e);
    }
  }

  private StepAnswer answerHere(ReaderStep step) {
    try {
      Problem problem = problem(step);
      Optional<StepAnswer.Fails> failure = failure(problem);
      return failure.isPresent()
          ? complete(problem, failure.get())
          : withoutFailure(step, where(step));
    } catch (UndecidedException e) {
      return new StepAnswer.Undecided(String.valueOf(e.getMessage()));
    }
  }

  /**
   * A point at which the relation fails: by exact numbers, else by enclosures. It needs no CAS, and
   * its own computation is the proof.
   */
  private Optional<StepAnswer.Fails> failure(Problem problem) {
    Comparison relation = problem.relation();
    Assumptions assumptions = problem.assumptions();
    Facts facts = Facts.of(assumptions);
    if (!ElementaryChecker.concerns(problem)) {
      PointSearch.Outcome exact =
          PointSearch.search(relation, assumptions, facts, limits.points(), limits.seed());
      if (exact.counterexample().isPresent()) {
        SimplerPoint simpler = new SimplerPoint(values -> failureAt(problem, values));
        return exact.counterexample().map(found -> simpler.than(StepAnswer.Fails.of(found)));
      }
    }
    return EnclosedPointSearch.search(relation, assumptions, facts, limits.points(), limits.seed())
        .failure();
  }

  private StepAnswer withoutFailure(ReaderStep step, List<String> where) {
    StepStatus status = comparisons.check(step.relation(), whereDefined(step.assumptions(), where));
    return switch (status) {
      case StepStatus.Checked c ->
          new StepAnswer.Holds(c.confirmation(), Optional.of(c.error()), where);
      case StepStatus.GaveUp g -> new StepAnswer.Undecided(g.why());
      case StepStatus.DecidedBySolver solved ->
          step.relation().operator() == Comparison.Operator.EQUAL
              ? new StepAnswer.Undecided("not confirmed independently: " + solved.detail())
              : new StepAnswer.Holds(
                  "decided by the solver alone, not confirmed: " + solved.detail(),
                  Optional.empty(),
                  where);
      case StepStatus.Disagreement d ->
          new StepAnswer.Undecided("the CAS and our own computation disagree: " + d.detail());
      case StepStatus.Failed f ->
          f.counterexample()
              .<StepAnswer>map(StepAnswer.Fails::of)
              .or(() -> f.enclosed().map(StepAnswer.Fails::of))
              .orElse(new StepAnswer.Undecided(f.what()));
      case StepStatus.Cited c -> throw new IllegalStateException("a relation is never cited");
      case StepStatus.FollowsFrom f -> throw new IllegalStateException("a relation has no steps");
    };
  }

  /** Whatever both sides ask of the signs of their parts holds wherever both are defined. */
  private static Assumptions whereDefined(Assumptions assumptions, List<String> where) {
    Assumptions defined = assumptions;
    for (String condition : where) {
      Comparison relation = ExpressionParser.comparison(condition);
      if (relation.operator() != Comparison.Operator.NOT_EQUAL) {
        defined = defined.and(relation);
      }
    }
    return defined;
  }

  private static Problem problem(ReaderStep step) {
    Problem problem =
        new Problem(step.relation(), step.assumptions()).whereDifferentiated().solvedEqualities();
    return new Problem(
        problem.relation().map(Differentiation::carriedOut),
        problem.assumptions(),
        problem.solved());
  }

  private Optional<StepAnswer.Fails> failureAt(
      Problem problem, SortedMap<String, Rational> symbols) {
    Point point =
        new Point(
            new TreeMap<>(symbols),
            new Key("simpler point for " + problem.relation(), limits.seed()).stream(0));
    try {
      for (Comparison assumed : problem.assumptions().relations()) {
        if (!point.satisfies(assumed)) {
          return Optional.empty();
        }
      }
      return point.refutes(problem.relation()).map(StepAnswer.Fails::of);
    } catch (UndefinedPointException e) {
      return Optional.empty(); // not a simpler point of the relation: the one at hand stays
    }
  }

  /** The point with the values of the symbols that were assumed equal to others, where rational. */
  private static StepAnswer.Fails complete(Problem problem, StepAnswer.Fails found) {
    SortedMap<String, Rational> symbols = new TreeMap<>();
    found.symbols().forEach((name, value) -> symbols.put(name, value.lower()));
    SortedMap<String, Enclosure> all = new TreeMap<>(found.symbols());
    for (Problem.Solved solved : problem.solved().reversed()) {
      try {
        Point point = new Point(symbols, new Key("solved", 0).stream(0));
        Rational value = point.value(solved.by());
        symbols.put(solved.symbol().name(), value);
        all.put(solved.symbol().name(), Enclosure.exactly(value));
      } catch (UndefinedPointException e) {
        return found; // not rational: the point is given by the other symbols
      }
    }
    return new StepAnswer.Fails(all, found.functions(), found.left(), found.right());
  }

  /** Where both sides are defined: the conditions that the others do not give. */
  private static List<String> where(ReaderStep step) {
    Comparison own = step.relation().map(Differentiation::carriedOut);
    Facts facts = Facts.of(step.assumptions());
    SortedSet<String> conditions = new TreeSet<>(Domain.conditions(own.left(), facts));
    conditions.addAll(Domain.conditions(own.right(), facts));
    conditions.addAll(Domain.ofDifferentiated(step.relation(), facts).keySet());
    List<String> longestFirst = new ArrayList<>(conditions);
    longestFirst.sort(Comparator.comparingInt(String::length).reversed());
    List<String> kept = new ArrayList<>(longestFirst);
    for (String condition : longestFirst) {
      kept.remove(condition);
      Assumptions others = step.assumptions();
      for (String other : kept) {
        others = others.and(ExpressionParser.comparison(other));
      }
      Comparison relation = ExpressionParser.comparison(condition);
      if (!Facts.of(others).sign(relation.difference()).isWithin(SignSet.of(relation.operator()))) {
        kept.add(condition);
      }
    }
    return List.copyOf(new TreeSet<>(kept));
  }
}
