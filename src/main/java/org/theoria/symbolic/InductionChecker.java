package org.theoria.symbolic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.theoria.proposition.Justification;
import org.theoria.symbolic.Comparison.Operator;
import org.theoria.symbolic.Expression.Apply;
import org.theoria.symbolic.Expression.Constant;
import org.theoria.symbolic.Expression.Symbol;

/**
 * Checks an induction on a formal integer. The hypothesis and the goal are not taken from the
 * author: both are made here from the statement, at h and at h+1, so that they cannot differ from
 * it.
 *
 * <p>The definitions must define their functions by recursion (one value at the first index, one
 * recurrence from h to h+1), so that they cannot contradict each other; every other function is
 * arbitrary.
 */
final class InductionChecker {
  private static final int REWRITE_LIMIT = 32;

  private final ComparisonChecker comparisons;
  private final CheckLimits limits;

  InductionChecker(ComparisonChecker comparisons, CheckLimits limits) {
    this.comparisons = comparisons;
    this.limits = limits;
  }

  /** A malformed induction; the message says what is wrong with it. */
  private static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String problem) {
      super("induction: " + problem);
    }
  }

  StepStatus check(Justification.Induction induction) {
    try {
      return decide(induction);
    } catch (Malformed e) {
      return new StepStatus.Failed(String.valueOf(e.getMessage()), Optional.empty());
    } catch (UndecidedException e) {
      return new StepStatus.GaveUp(String.valueOf(e.getMessage()));
    }
  }

  private StepStatus decide(Justification.Induction induction) throws Malformed {
    Symbol h = Expression.symbol(induction.variable());
    Expression first = ExpressionParser.expression(induction.first());
    Expression next = h.plus(Expression.Constant.ONE);
    if (!(first instanceof Constant c) || !c.value().isInteger()) {
      throw new Malformed("the first index must be an integer, got " + first);
    }
    Set<String> integers = new TreeSet<>(induction.integers());
    integers.add(h.name());
    Assumptions given = Assumptions.parse(induction.assumptions(), List.copyOf(integers));
    for (Comparison relation : given.relations()) {
      if (relation.symbols().contains(h.name())) {
        throw new Malformed("the assumption " + relation + " must not mention " + h);
      }
    }
    Assumptions inStep = given.and(new Comparison(h, Operator.AT_LEAST, first));
    Assumptions inBase = given;
    if (!induction.last().equals(LimitClaim.INFINITY.name())) {
      Expression last = ExpressionParser.expression(induction.last());
      inStep = inStep.and(new Comparison(next, Operator.AT_MOST, last));
      inBase = inBase.and(new Comparison(first, Operator.AT_MOST, last));
    }
    Map<Expression, Expression> base = new HashMap<>();
    Map<Expression, Expression> recurrence = new HashMap<>();
    readDefinitions(induction.definitions(), h, first, base, recurrence);
    Map<Expression, Expression> hypothesis = new HashMap<>();
    List<Comparison> statements = new ArrayList<>();
    for (String text : induction.statements()) {
      Comparison statement = ExpressionParser.comparison(text);
      statements.add(statement);
      if (statement.operator() != Operator.EQUAL
          || !isDefinedAt(statement.left(), h, recurrence, h)) {
        throw new Malformed(
            "a statement must be \"g("
                + h
                + ") == …\" for a function g of the definitions, got "
                + text);
      }
      if (hypothesis.put(statement.left(), statement.right()) != null) {
        throw new Malformed("two statements about " + statement.left());
      }
    }
    if (statements.isEmpty()) {
      throw new Malformed("there is no statement");
    }
    List<StepStatus> statuses = new ArrayList<>();
    boolean follows = true;
    for (Comparison statement : statements) {
      Comparison atFirst = statement.map(e -> rewritten(Substitution.of(e, h, first), base));
      statuses.add(named("the base " + h + " = " + first, comparisons.check(atFirst, inBase)));
      Comparison goal = statement.map(e -> rewritten(Substitution.of(e, h, next), recurrence));
      Comparison reduced = goal.map(e -> rewritten(e, hypothesis));
      StepStatus step = comparisons.check(reduced, inStep);
      follows &= !(step instanceof StepStatus.Failed || step instanceof StepStatus.GaveUp);
      statuses.add(named("the step from " + h + " to " + next, step));
    }
    if (follows) {
      return StepStatus.all(statuses);
    }
    Optional<Expression> last =
        induction.last().equals(LimitClaim.INFINITY.name())
            ? Optional.empty()
            : Optional.of(ExpressionParser.expression(induction.last()));
    return new Unrolling(h, c.value(), last, base, recurrence, given, InductionChecker::rewritten)
        .search(statements, limits)
        .map(InductionChecker::refuted)
        .orElseGet(() -> StepStatus.all(statuses.stream().map(InductionChecker::open).toList()));
  }

  private static StepStatus refuted(Unrolling.Failure failure) {
    return new StepStatus.Failed(
        failure.statement() + " is wrong at the index " + failure.index(),
        Optional.of(failure.counterexample()));
  }

  /**
   * A step that fails for some value of the recursion at h, which the recursion may never take,
   * does not make the statement false: it only does not follow.
   */
  private static StepStatus open(StepStatus status) {
    return status instanceof StepStatus.Failed failed
        ? new StepStatus.GaveUp(
            "it does not follow for every value at the index before, and no point was found"
                + " against the statement at its first "
                + Unrolling.INDICES
                + " indices: "
                + failed.what()
                + failed.counterexample().map(point -> ", " + point).orElse("")
                + failed.enclosed().map(point -> ", " + point).orElse(""))
        : status;
  }

  private static StepStatus named(String part, StepStatus status) {
    return switch (status) {
      case StepStatus.GaveUp g -> new StepStatus.GaveUp(part + ": " + g.why());
      case StepStatus.Failed f -> f.in(part);
      case StepStatus.Checked c -> c.saying(part + " " + c.confirmation());
      default -> status;
    };
  }

  private static void readDefinitions(
      List<String> texts,
      Symbol h,
      Expression first,
      Map<Expression, Expression> base,
      Map<Expression, Expression> recurrence)
      throws Malformed {
    Expression next = h.plus(Expression.Constant.ONE);
    List<Comparison> definitions = texts.stream().map(ExpressionParser::comparison).toList();
    Set<String> defined = new TreeSet<>();
    for (Comparison definition : definitions) {
      if (definition.operator() != Operator.EQUAL
          || !(definition.left() instanceof Apply a)
          || a.arguments().size() != 1) {
        throw new Malformed("a definition must be \"f(index) == …\", got " + definition);
      }
      defined.add(a.function());
      Expression index = canonical(a.arguments().getFirst());
      Map<Expression, Expression> table;
      if (index.equals(canonical(first))) {
        table = base;
      } else if (index.equals(canonical(next))) {
        table = recurrence;
      } else {
        throw new Malformed(
            "a definition must be at the index " + first + " or " + next + ", got " + definition);
      }
      if (table.put(canonicalIndex(a), definition.right()) != null) {
        throw new Malformed("two definitions of " + a);
      }
    }
    for (String function : defined) {
      if (!base.containsKey(at(function, first)) || !recurrence.containsKey(at(function, next))) {
        throw new Malformed(
            function + " must be defined at the index " + first + " and at " + next);
      }
    }
    for (Expression right : base.values()) {
      requireOnly(right, defined, Optional.empty(), h);
      if (Differentiation.dependsOn(right, h)) {
        throw new Malformed("a definition at the first index must not mention " + h);
      }
    }
    for (Expression right : recurrence.values()) {
      requireOnly(right, defined, Optional.of(h), h);
    }
  }

  /**
   * A right side may use the defined functions only at the index allowed, so that the recursion is
   * well-founded.
   */
  private static void requireOnly(
      Expression right, Set<String> defined, Optional<Symbol> allowed, Symbol h) throws Malformed {
    if (right instanceof Apply a
        && defined.contains(a.function())
        && !(allowed.isPresent() && a.equals(at(a.function(), h)))) {
      throw new Malformed(
          "the right side of a definition uses "
              + a
              + (allowed.isPresent() ? "; only the index " + h + " is allowed" : ""));
    }
    for (Expression part : right.parts()) {
      requireOnly(part, defined, allowed, h);
    }
  }

  private static boolean isDefinedAt(
      Expression left, Symbol index, Map<Expression, Expression> recurrence, Symbol h) {
    return left instanceof Apply a
        && left.equals(at(a.function(), index))
        && recurrence.containsKey(at(a.function(), h.plus(Expression.Constant.ONE)));
  }

  private static Expression at(String function, Expression index) {
    return Expression.apply(function, List.of(canonical(index)));
  }

  private static Expression canonical(Expression expression) {
    return new Expansion(Facts.of(Assumptions.NONE)).canonical(expression);
  }

  private static Expression canonicalIndex(Expression expression) {
    return expression.mapParts(InductionChecker::canonical);
  }

  /** Every application that has a rule is replaced, from the inside, until none is left. */
  private static Expression rewritten(Expression expression, Map<Expression, Expression> rules) {
    Expression current = expression;
    for (int pass = 0; pass < REWRITE_LIMIT; pass++) {
      Expression after = rewrittenOnce(current, rules);
      if (after.equals(current)) {
        return current;
      }
      current = after;
    }
    throw new UndecidedException("the definitions do not come to an end");
  }

  private static Expression rewrittenOnce(
      Expression expression, Map<Expression, Expression> rules) {
    Expression inner = expression.mapParts(part -> rewrittenOnce(part, rules));
    return inner instanceof Apply a ? rules.getOrDefault(canonicalIndex(a), inner) : inner;
  }
}
