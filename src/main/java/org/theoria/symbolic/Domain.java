package org.theoria.symbolic;

import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.theoria.arithmetic.Rational;
import org.theoria.symbolic.Comparison.Operator;
import org.theoria.symbolic.Expression.Constant;
import org.theoria.symbolic.Expression.Derivative;
import org.theoria.symbolic.Expression.Elementary;
import org.theoria.symbolic.Expression.Power;

/**
 * Where an expression is defined: what must hold so that no divisor is 0 and no root is taken of a
 * negative number.
 */
final class Domain {
  private Domain() {}

  /** The conditions that the facts do not already give, each as a relation in our grammar. */
  static SortedSet<String> conditions(Expression expression, Facts facts) {
    return new TreeSet<>(relations(expression, facts).keySet());
  }

  /**
   * What must hold so that all that is differentiated in the expression has a value: the derivative
   * that is carried out may be defined at more points.
   */
  static SortedMap<String, Comparison> ofDifferentiated(Expression expression, Facts facts) {
    SortedMap<String, Comparison> conditions = new TreeMap<>();
    expression.visit(
        node -> {
          if (node instanceof Derivative d) {
            conditions.putAll(relations(Differentiation.carriedOut(d.body()), facts));
          }
        });
    return conditions;
  }

  /** The same for both sides. */
  static SortedMap<String, Comparison> ofDifferentiated(Comparison relation, Facts facts) {
    SortedMap<String, Comparison> conditions = ofDifferentiated(relation.left(), facts);
    conditions.putAll(ofDifferentiated(relation.right(), facts));
    return conditions;
  }

  /** The conditions that the facts do not already give, by their texts. */
  static SortedMap<String, Comparison> relations(Expression expression, Facts facts) {
    SortedMap<String, Comparison> conditions = new TreeMap<>();
    expression.visit(
        node -> {
          if (node instanceof Power p) {
            require(p, facts, conditions);
          }
          if (node instanceof Elementary e
              && e.function() == ElementaryName.LOG
              && !facts.sign(e.argument()).isWithin(SignSet.POSITIVE)) {
            put(e.argument(), Operator.GREATER, conditions);
          }
        });
    return conditions;
  }

  private static void require(Power power, Facts facts, SortedMap<String, Comparison> conditions) {
    if (power.exponent() instanceof Constant c
        && c.value().isInteger()
        && c.value().signum() >= 0) {
      return; // b^0 is 1 for all b only where the exponent is written as 0
    }
    NormalForm exponent = new Expansion(facts).expand(power.exponent());
    Optional<Rational> number = exponent.asConstant();
    boolean integer = number.map(Rational::isInteger).orElse(facts.isInteger(exponent));
    SignSet sign = facts.sign(power.base());
    boolean positiveExponent = facts.sign(exponent).isWithin(SignSet.POSITIVE);
    SignSet wanted =
        integer
            ? (positiveExponent ? SignSet.UNKNOWN : SignSet.NON_ZERO)
            : (positiveExponent ? SignSet.NON_NEGATIVE : SignSet.POSITIVE);
    if (!sign.isWithin(wanted)) {
      Operator operator =
          integer ? Operator.NOT_EQUAL : positiveExponent ? Operator.AT_LEAST : Operator.GREATER;
      put(power.base(), operator, conditions);
    }
  }

  private static void put(
      Expression left, Operator operator, SortedMap<String, Comparison> conditions) {
    Comparison condition = new Comparison(left, operator, Constant.ZERO);
    conditions.put(condition.toString(), condition);
  }
}
