package org.theoria.symbolic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.theoria.arithmetic.Rational;
import org.theoria.sampling.Key;
import org.theoria.symbolic.Expression.Apply;
import org.theoria.symbolic.Expression.Symbol;

/**
 * Turns a solver's model into a point that is certified by our own arithmetic, whatever the solver
 * said: a rational point at which everything is evaluated exactly, or proved bounds of an
 * irrational one ({@link PointEnclosure}).
 */
final class ModelCertifier {
  /** Radii 2^−k around an irrational coordinate within which a simple rational is tried. */
  private static final List<Integer> RADII = List.of(0, 1, 2, 4, 8, 16, 32);

  /**
   * What a point must satisfy.
   *
   * @param constraints relations that must hold
   * @param defined expressions that must have a value
   * @param integers symbols that must be integers
   */
  record Question(List<Comparison> constraints, List<Expression> defined, Set<String> integers) {
    Question {
      constraints = List.copyOf(constraints);
      defined = List.copyOf(defined);
      integers = Set.copyOf(integers);
    }
  }

  /** A certified point, or why there is none. */
  sealed interface Result {
    /** A rational point that satisfies the question. */
    record Exact(Point point) implements Result {}

    /** Bounds within which some point satisfies the question. */
    record Enclosed(PointEnclosure.Box box) implements Result {}

    /** The model could not be certified; this says nothing against the solver. */
    record Open(String why) implements Result {}
  }

  private ModelCertifier() {}

  /**
   * Certifies a model.
   *
   * @param variables the symbols and applications that the constants of the model stand for
   */
  static Result certify(
      Question question,
      Map<String, Expression> variables,
      SortedMap<String, RationalInterval> model) {
    Map<Expression, RationalInterval> values = new LinkedHashMap<>();
    variables.forEach(
        (name, variable) -> values.put(variable, model.getOrDefault(name, RationalInterval.ZERO)));
    List<String> problems = new ArrayList<>();
    for (Map<Expression, Rational> candidate : candidates(values)) {
      try {
        Point point = pointAt(candidate);
        if (satisfies(point, candidate, question)) {
          return new Result.Exact(point);
        }
        problems.add("no rational point near it does");
      } catch (UndefinedPointException e) {
        problems.add(String.valueOf(e.getMessage()));
      }
    }
    try {
      return new Result.Enclosed(PointEnclosure.of(question, values));
    } catch (UndecidedException e) {
      return new Result.Open(problems.getFirst() + "; " + e.getMessage());
    }
  }

  /** The model itself where it is rational, else rational points nearby, ever closer. */
  private static List<Map<Expression, Rational>> candidates(
      Map<Expression, RationalInterval> values) {
    List<Map<Expression, Rational>> candidates = new ArrayList<>();
    boolean rational = values.values().stream().allMatch(RationalInterval::isPoint);
    for (int bits : rational ? List.of(0) : RADII) {
      Rational radius = Rational.of(1, 1L << bits);
      Map<Expression, Rational> candidate = new LinkedHashMap<>();
      values.forEach(
          (variable, value) ->
              candidate.put(
                  variable,
                  value.isPoint()
                      ? value.lower()
                      : SimplestRational.between(
                          value.lower().minus(radius), value.upper().plus(radius))));
      candidates.add(candidate);
    }
    return candidates;
  }

  private static Point pointAt(Map<Expression, Rational> values) {
    SortedMap<String, Rational> symbols = new TreeMap<>();
    values.forEach(
        (variable, value) -> {
          if (variable instanceof Symbol s) {
            symbols.put(s.name(), value);
          }
        });
    return new Point(symbols, new Key("values that no model gives", 1).stream(0));
  }

  private static boolean satisfies(Point point, Map<Expression, Rational> values, Question question)
      throws UndefinedPointException {
    for (Map.Entry<Expression, Rational> entry : values.entrySet()) {
      if (entry.getKey() instanceof Apply a && !point.choose(a, entry.getValue())) {
        return false;
      }
    }
    for (String name : question.integers()) {
      Rational value = point.symbols().get(name);
      if (value != null && !value.isInteger()) {
        return false;
      }
    }
    for (Comparison constraint : question.constraints()) {
      if (!point.satisfies(constraint)) {
        return false;
      }
    }
    for (Expression expression : question.defined()) {
      point.value(expression);
    }
    return true;
  }
}
