package org.theoria.symbolic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.theoria.symbolic.Comparison.Operator;
import org.theoria.symbolic.Expression.Constant;
import org.theoria.symbolic.Expression.Product;
import org.theoria.symbolic.Expression.Sum;
import org.theoria.symbolic.Expression.Symbol;

/**
 * A relation to be decided under assumptions.
 *
 * @param relation the relation
 * @param assumptions what is assumed
 * @param solved the symbols that were replaced by what they are assumed to equal, the first one
 *     first
 */
record Problem(Comparison relation, Assumptions assumptions, List<Solved> solved) {

  /** A symbol that equals an expression. */
  record Solved(Symbol symbol, Expression by) {}

  Problem {
    solved = List.copyOf(solved);
  }

  Problem(Comparison relation, Assumptions assumptions) {
    this(relation, assumptions, List.of());
  }

  /**
   * With the domains of what is differentiated among the assumptions: to be called before any
   * derivative is carried out, since D(log(x), x) has a value for x > 0 only, and 1/x has more.
   */
  Problem whereDifferentiated() {
    Facts facts = Facts.of(assumptions);
    SortedMap<String, Comparison> conditions = Domain.ofDifferentiated(relation, facts);
    assumptions.relations().forEach(r -> conditions.putAll(Domain.ofDifferentiated(r, facts)));
    return new Problem(relation, assumptions.and(conditions.values()), solved);
  }

  /**
   * Equalities "symbol == expression" among the assumptions are used by substitution; that the
   * expression has a value stays assumed.
   */
  Problem solvedEqualities() {
    for (Comparison given : assumptions.relations()) {
      Optional<Symbol> symbol = solvedFor(given, assumptions.integers());
      if (symbol.isPresent()) {
        Expression by = given.left().equals(symbol.get()) ? given.right() : given.left();
        List<Comparison> rest = new ArrayList<>();
        for (Comparison other : assumptions.relations()) {
          if (!other.equals(given)) {
            rest.add(other.map(e -> Substitution.of(e, symbol.get(), by)));
          }
        }
        Assumptions left = new Assumptions(rest, assumptions.integers());
        Facts facts = Facts.of(left);
        List<Solved> all = new ArrayList<>(solved);
        all.add(new Solved(symbol.get(), by));
        return new Problem(
                relation.map(e -> Substitution.of(e, symbol.get(), by)),
                left.and(Domain.relations(Differentiation.carriedOut(by), facts).values()),
                all)
            .solvedEqualities();
      }
    }
    return this;
  }

  private static Optional<Symbol> solvedFor(Comparison given, Set<String> integers) {
    if (given.operator() != Operator.EQUAL) {
      return Optional.empty();
    }
    if (given.left() instanceof Symbol s
        && ranges(s, given.right(), integers)
        && !Differentiation.dependsOn(given.right(), s)) {
      return Optional.of(s);
    }
    if (given.right() instanceof Symbol s
        && ranges(s, given.left(), integers)
        && !Differentiation.dependsOn(given.left(), s)) {
      return Optional.of(s);
    }
    return Optional.empty();
  }

  /** A symbol for integers is replaced only by what is an integer at all points. */
  private static boolean ranges(Symbol symbol, Expression by, Set<String> integers) {
    return !integers.contains(symbol.name())
        || (integers.containsAll(by.symbols()) && isSumOfIntegers(by));
  }

  private static boolean isSumOfIntegers(Expression expression) {
    return switch (expression) {
      case Constant c -> c.value().isInteger();
      case Symbol s -> true;
      case Sum s -> s.terms().stream().allMatch(Problem::isSumOfIntegers);
      case Product p -> p.factors().stream().allMatch(Problem::isSumOfIntegers);
      default -> false;
    };
  }
}
