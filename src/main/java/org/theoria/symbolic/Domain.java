package org.theoria.symbolic;

import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.theoria.arithmetic.Rational;
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
    SortedSet<String> conditions = new TreeSet<>();
    expression.visit(
        node -> {
          if (node instanceof Power p) {
            require(p, facts, conditions);
          }
          if (node instanceof Elementary e
              && e.function() == ElementaryName.LOG
              && !facts.sign(e.argument()).isWithin(SignSet.POSITIVE)) {
            conditions.add(e.argument() + " > 0");
          }
        });
    return conditions;
  }

  private static void require(Power power, Facts facts, SortedSet<String> conditions) {
    NormalForm exponent = new Expansion(facts).expand(power.exponent());
    Optional<Rational> number = exponent.asConstant();
    if (number.isPresent() && number.get().isInteger() && number.get().signum() >= 0) {
      return;
    }
    boolean integer = number.map(Rational::isInteger).orElse(facts.isInteger(exponent));
    SignSet sign = facts.sign(power.base());
    boolean positiveExponent = facts.sign(exponent).isWithin(SignSet.POSITIVE);
    SignSet wanted =
        integer
            ? (positiveExponent ? SignSet.UNKNOWN : SignSet.NON_ZERO)
            : (positiveExponent ? SignSet.NON_NEGATIVE : SignSet.POSITIVE);
    if (!sign.isWithin(wanted)) {
      conditions.add(power.base() + (integer ? " != 0" : positiveExponent ? " >= 0" : " > 0"));
    }
  }
}
