package org.theoria.symbolic;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.theoria.arithmetic.Rational;
import org.theoria.symbolic.Comparison.Operator;
import org.theoria.symbolic.Expression.Apply;
import org.theoria.symbolic.Expression.Symbol;

/**
 * Carries out the recursion of an induction for its first indices and looks for an exact point at
 * which a statement fails there. A step that does not follow for arbitrary values of the recursion
 * says nothing about the statement; a point found here refutes the statement itself.
 *
 * @param variable the integer of the induction
 * @param first the first index
 * @param last the last index, where there is one
 * @param base the values at the first index
 * @param recurrence the values at h+1 from those at h
 * @param given the assumptions, none of which mentions the variable
 * @param rewriting replaces each application that has a rule
 */
record Unrolling(
    Symbol variable,
    Rational first,
    Optional<Expression> last,
    Map<Expression, Expression> base,
    Map<Expression, Expression> recurrence,
    Assumptions given,
    BiFunction<Expression, Map<Expression, Expression>, Expression> rewriting) {

  /** How many indices are looked at, the first included. */
  static final int INDICES = 6;

  /** A statement that fails at an index. */
  record Failure(Comparison statement, Rational index, Counterexample counterexample) {}

  /** The first failure that is met; none found proves nothing. */
  Optional<Failure> search(List<Comparison> statements, CheckLimits limits) {
    Map<Expression, Expression> values = new HashMap<>(base);
    Rational index = first;
    for (int k = 0; k < INDICES; k++) {
      for (Comparison statement : statements) {
        Optional<Counterexample> found = at(statement, index, values, limits);
        if (found.isPresent()) {
          return Optional.of(new Failure(statement, index, found.get()));
        }
      }
      Map<Expression, Expression> after = new HashMap<>();
      Rational next = index.plus(Rational.ONE);
      for (Map.Entry<Expression, Expression> rule : recurrence.entrySet()) {
        after.put(
            keyAt(rule.getKey(), Expression.constant(next)),
            valueAt(rule.getValue(), Expression.constant(index), values));
      }
      values.putAll(after);
      index = next;
    }
    return Optional.empty();
  }

  private Optional<Counterexample> at(
      Comparison statement,
      Rational index,
      Map<Expression, Expression> values,
      CheckLimits limits) {
    Expression here = Expression.constant(index);
    Comparison relation = statement.map(e -> valueAt(e, here, values));
    if (usesRecursion(relation)) {
      return Optional.empty(); // a value outside the range of the recursion is not defined
    }
    Assumptions assumptions =
        last.map(l -> given.and(new Comparison(here, Operator.AT_MOST, l))).orElse(given);
    return PointSearch.search(
            relation, assumptions, Facts.of(assumptions), limits.points(), limits.seed())
        .counterexample();
  }

  private Expression valueAt(
      Expression expression, Expression index, Map<Expression, Expression> values) {
    return rewriting.apply(Substitution.of(expression, variable, index), values);
  }

  /** The key "f(3)" of the rule "f(h+1) == …" where the index after the step is 3. */
  private Expression keyAt(Expression key, Expression next) {
    return key instanceof Apply a
        ? Expression.apply(a.function(), List.of(next))
        : Substitution.of(key, variable, next);
  }

  private boolean usesRecursion(Comparison relation) {
    Set<String> defined =
        base.keySet().stream()
            .filter(Apply.class::isInstance)
            .map(e -> ((Apply) e).function())
            .collect(java.util.stream.Collectors.toSet());
    boolean[] uses = {false};
    relation
        .difference()
        .visit(node -> uses[0] |= node instanceof Apply a && defined.contains(a.function()));
    return uses[0];
  }
}
