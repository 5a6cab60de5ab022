package org.theoria.symbolic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.theoria.arithmetic.Rational;
import org.theoria.symbolic.Comparison.Operator;
import org.theoria.symbolic.Expression.Apply;
import org.theoria.symbolic.Expression.Symbol;
import org.theoria.symbolic.ModelCertifier.Question;

/**
 * Proves that a point exists near a solver's model that satisfies all its constraints, where no
 * rational one is at hand.
 *
 * <p>Equations, and inequalities that hold with equality there, are solved by {@link
 * IntervalNewton} in as many variables as there are equations; the other variables are frozen at
 * rational values. Everything else must then be decided by interval arithmetic on the box that is
 * proved to contain the solution. Applications of uninterpreted functions are variables of their
 * own; two of one function must have arguments in disjoint boxes or the same exact value.
 */
final class PointEnclosure {
  /** The frozen irrational variables are rounded within 2^−k, for these k. */
  private static final List<Integer> ROUNDINGS = List.of(10, 30, 60);

  /**
   * A box.
   *
   * @param values bounds of the symbols and applications
   * @param proof how it is proved that the point is inside
   */
  record Box(Map<Expression, RationalInterval> values, String proof) {
    Box {
      values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** Bounds of an expression at the point. */
    RationalInterval value(Expression expression) {
      Map<Symbol, RationalInterval> box = new LinkedHashMap<>();
      values.forEach((variable, value) -> box.put(asSymbol(variable), value));
      return PointEnclosure.value(withSymbols(expression), box);
    }
  }

  private final List<Comparison> constraints;
  private final List<Expression> defined;
  private final Set<Symbol> integers = new LinkedHashSet<>();
  private final Map<Symbol, Expression> variables = new LinkedHashMap<>();
  private final Map<Symbol, RationalInterval> model = new LinkedHashMap<>();

  private PointEnclosure(Question question, Map<Expression, RationalInterval> values) {
    this.constraints =
        question.constraints().stream().map(c -> c.map(PointEnclosure::withSymbols)).toList();
    this.defined = question.defined().stream().map(PointEnclosure::withSymbols).toList();
    question.integers().forEach(name -> integers.add(Expression.symbol(name)));
    values.forEach(
        (variable, value) -> {
          variables.put(asSymbol(variable), variable);
          model.put(asSymbol(variable), value);
        });
  }

  /**
   * The proved box.
   *
   * @param values the solver's values of the symbols and applications
   * @throws UndecidedException where there is no proof; the message says why
   */
  static Box of(Question question, Map<Expression, RationalInterval> values) {
    PointEnclosure enclosure = new PointEnclosure(question, values);
    Optional<UndecidedException> last = Optional.empty();
    for (boolean all : new boolean[] {false, true}) {
      for (int bits : ROUNDINGS) {
        try {
          return enclosure.box(all, Rational.of(1, 1L << bits));
        } catch (UndecidedException e) {
          last = Optional.of(e);
        }
      }
    }
    throw last.orElseThrow();
  }

  private static Symbol asSymbol(Expression variable) {
    return new Symbol(variable.toString());
  }

  private static Expression withSymbols(Expression expression) {
    return expression instanceof Apply
        ? asSymbol(expression)
        : expression.mapParts(PointEnclosure::withSymbols);
  }

  private static RationalInterval value(Expression expression, Map<Symbol, RationalInterval> box) {
    Map<Symbol, Jet> jets = new LinkedHashMap<>();
    box.forEach((symbol, value) -> jets.put(symbol, Jet.constant(value, 0)));
    return Jet.of(expression, jets, 0).value();
  }

  /**
   * One attempt.
   *
   * @param moveRational whether variables that are rational in the model may move too
   * @param rounding how far a frozen irrational variable may be rounded
   */
  private Box box(boolean moveRational, Rational rounding) {
    Map<Symbol, Rational> exact = new LinkedHashMap<>();
    model.forEach(
        (symbol, value) -> {
          if (value.isPoint() && (!moveRational || integers.contains(symbol))) {
            exact.put(symbol, value.lower());
          }
        });
    Set<Symbol> free = new LinkedHashSet<>(model.keySet());
    free.removeAll(exact.keySet());
    for (Symbol symbol : integers) {
      if (free.contains(symbol)
          || !Optional.ofNullable(exact.get(symbol)).orElse(Rational.ZERO).isInteger()) {
        throw new UndecidedException("the integer " + symbol + " is not one in the solver's point");
      }
    }
    Set<Comparison> tight = new LinkedHashSet<>();
    for (Comparison constraint : constraints) {
      if (isTight(constraint, free)) {
        tight.add(constraint);
      }
    }
    List<Expression> equations =
        Equations.simplified(
            tight.stream().map(Comparison::difference).toList(), exact, free, e -> value(e, model));
    Map<Symbol, RationalInterval> box = new LinkedHashMap<>();
    exact.forEach((symbol, value) -> box.put(symbol, RationalInterval.point(value)));
    Map<Symbol, Rational> start = new LinkedHashMap<>();
    free.forEach(symbol -> start.put(symbol, middle(symbol)));
    UnaryOperator<Rational> round =
        v -> SimplestRational.between(v.minus(rounding), v.plus(rounding));
    IntervalNewton.Solution solution = IntervalNewton.solve(equations, exact, start, round);
    box.putAll(solution.box());
    verify(box, tight);
    Map<Expression, RationalInterval> values = new LinkedHashMap<>();
    variables.forEach((symbol, variable) -> values.put(variable, of(box, symbol)));
    return new Box(values, solution.proof());
  }

  private static RationalInterval of(Map<Symbol, RationalInterval> box, Symbol symbol) {
    return Optional.ofNullable(box.get(symbol))
        .orElseThrow(() -> new IllegalArgumentException("no bounds for " + symbol));
  }

  private Rational middle(Symbol symbol) {
    return of(model, symbol).middle();
  }

  /** Whether the constraint holds with equality at the solver's point, as far as can be seen. */
  private boolean isTight(Comparison constraint, Set<Symbol> free) {
    RationalInterval difference = value(constraint.difference(), model);
    return constraint.operator().holdsForSign(0)
        && difference.containsZero()
        && !(difference.isPoint()
            && free.stream().noneMatch(s -> Differentiation.dependsOn(constraint.difference(), s)));
  }

  /** Whatever is not an equation that was solved must be decided on the box. */
  private void verify(Map<Symbol, RationalInterval> box, Set<Comparison> solved) {
    for (Comparison constraint : constraints) {
      RationalInterval left = value(constraint.left(), box);
      RationalInterval right = value(constraint.right(), box);
      if (!solved.contains(constraint) && !holds(constraint.operator(), left.minus(right))) {
        throw new UndecidedException(
            constraint + " is not decided at the solver's point: " + left + " and " + right);
      }
    }
    defined.forEach(expression -> value(expression, box));
    congruent(box);
  }

  private static boolean holds(Operator operator, RationalInterval difference) {
    int low = difference.lower().signum();
    int high = difference.upper().signum();
    return operator == Operator.NOT_EQUAL
        ? !difference.containsZero()
        : operator.holdsForSign(low) && operator.holdsForSign(high);
  }

  private void congruent(Map<Symbol, RationalInterval> box) {
    List<Symbol> names = new ArrayList<>(variables.keySet());
    for (int i = 0; i < names.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (variables.get(names.get(i)) instanceof Apply one
            && variables.get(names.get(j)) instanceof Apply two
            && one.function().equals(two.function())
            && one.orders().equals(two.orders())
            && !mayDiffer(one, two, box)) {
          RationalInterval first = of(box, names.get(i));
          if (!first.isPoint() || !first.equals(of(box, names.get(j)))) {
            throw new UndecidedException(
                "the arguments of " + one + " and " + two + " may be equal at the solver's point");
          }
        }
      }
    }
  }

  private static boolean mayDiffer(Apply one, Apply two, Map<Symbol, RationalInterval> box) {
    for (int k = 0; k < one.arguments().size(); k++) {
      RationalInterval a = value(withSymbols(one.arguments().get(k)), box);
      RationalInterval b = value(withSymbols(two.arguments().get(k)), box);
      if (a.isDisjointFrom(b)) {
        return true;
      }
    }
    return false;
  }
}
