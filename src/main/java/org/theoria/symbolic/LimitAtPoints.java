package org.theoria.symbolic;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.theoria.arithmetic.Rational;
import org.theoria.symbolic.Comparison.Operator;
import org.theoria.symbolic.Expression.Constant;

/**
 * Refutes a claimed limit at exact values of everything but its variable: there only numbers are
 * left, our own rule gives the limit, and it is another. Finding no such values proves nothing.
 */
final class LimitAtPoints {
  private static final List<Expression> INFINITIES =
      List.of(LimitClaim.INFINITY, LimitClaim.INFINITY.negate());

  private final Cas cas;
  private final CheckLimits limits;

  LimitAtPoints(Cas cas, CheckLimits limits) {
    this.cas = cas;
    this.limits = limits;
  }

  /** The failure at the first values at which the limit is another than claimed. */
  Optional<StepStatus> refutes(LimitClaim claim, Assumptions assumptions) {
    Assumptions ofVariable = about(claim, assumptions);
    boolean onlySigns =
        ofVariable.relations().stream().allMatch(r -> LimitChecker.isSignOf(r, claim.variable()));
    SortedSet<String> names = claim.expression().symbols();
    names.addAll(claim.value().symbols());
    names.addAll(claim.towards().symbols());
    assumptions.relations().forEach(r -> names.addAll(r.symbols()));
    names.remove(LimitClaim.INFINITY.name());
    if (!onlySigns || assumptions.integers().contains(claim.variable().name())) {
      return Optional.empty();
    }
    try {
      Facts facts = Facts.of(assumptions);
      for (SortedMap<String, Rational> point :
          PointSearch.inside(names, assumptions, facts, limits.points(), limits.seed())) {
        SortedMap<String, Rational> others = new TreeMap<>(point);
        others.remove(claim.variable().name());
        Optional<StepStatus> failed = at(others, claim, ofVariable);
        if (failed.isPresent()) {
          return failed;
        }
      }
    } catch (UndecidedException e) {
      return Optional.empty(); // the assumptions are beyond our calculus of signs
    }
    return Optional.empty();
  }

  private static Assumptions about(LimitClaim claim, Assumptions assumptions) {
    return new Assumptions(
        assumptions.relations().stream()
            .filter(r -> r.symbols().contains(claim.variable().name()))
            .toList(),
        java.util.Set.of());
  }

  private Optional<StepStatus> at(
      SortedMap<String, Rational> point, LimitClaim claim, Assumptions ofVariable) {
    LimitClaim here =
        new LimitClaim(
            numbers(claim.expression(), point),
            claim.variable(),
            numbers(claim.towards(), point),
            numbers(claim.value(), point));
    Facts facts = Facts.of(ofVariable);
    Expression own;
    Expression claimed = here.value();
    try {
      if (!Domain.conditions(here.expression(), facts).isEmpty()) {
        return Optional.empty(); // where the expression has no value the claim says nothing
      }
      own = reduced(LimitChecker.ownLimit(here, facts), facts);
      claimed = reduced(claimed, facts);
    } catch (UndecidedException e) {
      return Optional.empty(); // our rule says nothing at these values: others are tried
    }
    if (own.equals(claimed) || !isValue(own) || !isValue(claimed)) {
      return Optional.empty();
    }
    String what = "at " + point + " the limit of " + claim.expression() + " is " + own;
    if (cas.hasLimit(here, ofVariable) instanceof CasAnswer.Yes yes) {
      return Optional.of(new StepStatus.Disagreement(yes.words() + " to " + here, what));
    }
    return Optional.of(
        new StepStatus.Failed(
            what + ", not " + claim.value(),
            counterexample(point, own, claimed),
            Optional.empty(),
            true));
  }

  private static Expression reduced(Expression limit, Facts facts) {
    return INFINITIES.contains(limit) ? limit : new Expansion(facts).expand(limit).toExpression();
  }

  private static boolean isValue(Expression limit) {
    return limit instanceof Constant || INFINITIES.contains(limit);
  }

  private static Optional<Counterexample> counterexample(
      SortedMap<String, Rational> point, Expression own, Expression claimed) {
    return own instanceof Constant left && claimed instanceof Constant right
        ? Optional.of(
            new Counterexample(point, new TreeMap<>(), left.value(), Operator.EQUAL, right.value()))
        : Optional.empty();
  }

  private static Expression numbers(Expression expression, SortedMap<String, Rational> point) {
    Expression result = expression;
    for (var entry : point.entrySet()) {
      result =
          Substitution.of(
              result, Expression.symbol(entry.getKey()), Expression.constant(entry.getValue()));
    }
    return result;
  }
}
