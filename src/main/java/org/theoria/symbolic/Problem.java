package org.theoria.symbolic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.theoria.symbolic.Comparison.Operator;
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

  /** Equalities "symbol == expression" among the assumptions are used by substitution. */
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
        List<Solved> all = new ArrayList<>(solved);
        all.add(new Solved(symbol.get(), by));
        return new Problem(
                relation.map(e -> Substitution.of(e, symbol.get(), by)),
                new Assumptions(rest, assumptions.integers()),
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
        && !integers.contains(s.name())
        && !Differentiation.dependsOn(given.right(), s)) {
      return Optional.of(s);
    }
    if (given.right() instanceof Symbol s
        && !integers.contains(s.name())
        && !Differentiation.dependsOn(given.left(), s)) {
      return Optional.of(s);
    }
    return Optional.empty();
  }
}
