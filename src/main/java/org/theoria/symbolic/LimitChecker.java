package org.theoria.symbolic;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.theoria.arithmetic.Rational;
import org.theoria.symbolic.Comparison.Operator;
import org.theoria.symbolic.Expression.Constant;
import org.theoria.symbolic.Expression.Symbol;
import org.theoria.symbolic.Monomial.Atom;

/**
 * Decides a claimed limit: our own rule of the leading exponent, and the CAS, must agree.
 *
 * <p>Our rule: the expression is expanded to Σ c·x^e with c free of x; towards +∞ the terms with e
 * &lt; 0 vanish, those with e = 0 stay, and one with e &gt; 0 that exceeds all others gives ±∞ by
 * the sign of c. Towards 0 from above, x is replaced by 1/x first. Towards another number the rule
 * is continuity. Anything else is not decided.
 */
final class LimitChecker {
  private static final int GROUP_LIMIT = 64;

  private final Cas cas;
  private final CheckLimits limits;
  private final Trust trust;

  LimitChecker(Cas cas, CheckLimits limits, Trust trust) {
    this.cas = cas;
    this.limits = limits;
    this.trust = trust;
  }

  StepStatus check(LimitClaim claim, Assumptions assumptions) {
    if (trust == Trust.BLIND) {
      return Trust.believed(cas.hasLimit(claim, assumptions));
    }
    StepStatus status = forAllValues(claim, assumptions);
    return status instanceof StepStatus.GaveUp
        ? new LimitAtPoints(cas, limits).refutes(claim, assumptions).orElse(status)
        : status;
  }

  private StepStatus forAllValues(LimitClaim claim, Assumptions assumptions) {
    try {
      Facts facts = Facts.of(assumptions);
      requirePoint(claim, assumptions, facts);
      Expression own = ownLimit(claim, facts);
      CasAnswer answer = askShifted(claim, assumptions, facts);
      return compare(claim, own, answer, assumptions, facts);
    } catch (UndecidedException e) {
      return new StepStatus.GaveUp(String.valueOf(e.getMessage()));
    }
  }

  /** The assumptions must be met somewhere, and the variable must be free to move to its target. */
  private void requirePoint(LimitClaim claim, Assumptions assumptions, Facts facts) {
    boolean bound =
        assumptions.relations().stream()
            .filter(r -> r.symbols().contains(claim.variable().name()))
            .anyMatch(r -> !isSignOf(r, claim.variable()));
    if (bound || assumptions.integers().contains(claim.variable().name())) {
      throw new UndecidedException(
          "only assumptions \"" + claim.variable() + " > 0\" may restrict the variable of a limit");
    }
    Comparison any = new Comparison(claim.variable(), Operator.EQUAL, claim.variable());
    if (PointSearch.search(any, assumptions, facts, 1, limits.seed()).tried() == 0) {
      throw new UndecidedException(
          "no exact point was found at which " + assumptions + " holds: it may say nothing");
    }
  }

  static boolean isSignOf(Comparison relation, Symbol variable) {
    return relation.left().equals(variable)
        && relation.right() instanceof Constant c
        && c.value().signum() >= 0
        && (relation.operator() == Operator.GREATER || relation.operator() == Operator.AT_LEAST);
  }

  /** The limit by our own rule; what it does not decide throws. */
  static Expression ownLimit(LimitClaim claim, Facts facts) {
    Symbol x = claim.variable();
    Expression body = Differentiation.carriedOut(claim.expression());
    if (claim.towards().equals(LimitClaim.INFINITY)) {
      return atInfinity(body, x, Rational.ONE, facts);
    }
    if (claim.towards().equals(Expression.Constant.ZERO)
        && facts.sign(NormalForm.atom(Atom.of(x))).isWithin(SignSet.NON_NEGATIVE)) {
      return atInfinity(body, x, Rational.ONE.negate(), facts);
    }
    if (Differentiation.dependsOn(claim.towards(), x)
        || claim.towards().symbols().contains(LimitClaim.INFINITY.name())) {
      throw new UndecidedException("a limit towards " + claim.towards() + " is not supported");
    }
    body.visit(
        node -> {
          // a^x is continuous in x where a > 0 only: at a = 0 it jumps
          if (node instanceof Expression.Power p
              && Differentiation.dependsOn(p.exponent(), x)
              && !facts.sign(p.base()).isWithin(SignSet.POSITIVE)) {
            throw new UndecidedException(p + ": " + p.base() + " > 0 is needed for its limit");
          }
        });
    Expression value = Substitution.of(body, x, claim.towards());
    if (!Domain.conditions(value, facts).isEmpty()) {
      throw new UndecidedException(
          "continuity does not give the limit: " + Domain.conditions(value, facts) + " is needed");
    }
    return value;
  }

  /** The limit for x → +∞ with each exponent of x multiplied by {@code direction}. */
  private static Expression atInfinity(Expression body, Symbol x, Rational direction, Facts facts) {
    Expansion expansion = new Expansion(facts);
    NormalForm form = expansion.cleared(expansion.expand(body));
    Map<NormalForm, NormalForm> byExponent = new LinkedHashMap<>();
    Atom atom = Atom.of(x);
    form.terms()
        .forEach(
            (m, c) -> {
              NormalForm e = m.powers().getOrDefault(atom, NormalForm.ZERO);
              Monomial rest = m.with(atom, NormalForm.ZERO);
              requireFree(rest, x);
              byExponent.merge(e.scale(direction), NormalForm.term(c, rest), NormalForm::plus);
            });
    if (byExponent.size() > GROUP_LIMIT) {
      throw new UndecidedException("more than " + GROUP_LIMIT + " different exponents of " + x);
    }
    Optional<NormalForm> leading = Optional.empty();
    for (NormalForm e : byExponent.keySet()) {
      if (!e.isZero() && !facts.sign(e).isWithin(SignSet.NEGATIVE)) {
        boolean largest =
            facts.sign(e).isWithin(SignSet.POSITIVE)
                && byExponent.keySet().stream()
                    .allMatch(
                        o -> o.equals(e) || facts.sign(e.minus(o)).isWithin(SignSet.POSITIVE));
        leading = largest ? Optional.of(e) : leading;
        if (!largest && leading.isEmpty() && !dominated(e, byExponent, facts)) {
          throw new UndecidedException("the sign of the exponent " + e + " is not decided");
        }
      }
    }
    if (leading.isEmpty()) {
      return byExponent.getOrDefault(NormalForm.ZERO, NormalForm.ZERO).toExpression();
    }
    NormalForm coefficient = byExponent.getOrDefault(leading.get(), NormalForm.ZERO);
    SignSet sign = facts.sign(coefficient);
    if (sign.isWithin(SignSet.POSITIVE)) {
      return LimitClaim.INFINITY;
    }
    if (sign.isWithin(SignSet.NEGATIVE)) {
      return LimitClaim.INFINITY.negate();
    }
    throw new UndecidedException(
        "the sign of the leading coefficient " + coefficient + " is not decided");
  }

  private static boolean dominated(
      NormalForm exponent, Map<NormalForm, NormalForm> byExponent, Facts facts) {
    return byExponent.keySet().stream()
        .anyMatch(
            o ->
                facts.sign(o).isWithin(SignSet.POSITIVE)
                    && facts.sign(o.minus(exponent)).isWithin(SignSet.POSITIVE));
  }

  private static void requireFree(Monomial rest, Symbol x) {
    rest.powers()
        .forEach(
            (atom, e) -> {
              if (Differentiation.dependsOn(atom.expression(), x)
                  || Differentiation.dependsOn(e.toExpression(), x)) {
                throw new UndecidedException(
                    "our own rule for limits does not apply to " + atom.key());
              }
            });
  }

  /**
   * Symja's Limit takes no assumptions; each integer symbol n with a known lower bound B is
   * replaced by n + B − 1, so that an exponent such as H − 1 with H ≥ 2 becomes a positive symbol,
   * whose sign it can use.
   */
  private CasAnswer askShifted(LimitClaim claim, Assumptions assumptions, Facts facts) {
    Expression body = claim.expression();
    Expression value = claim.value();
    Assumptions shifted = assumptions;
    for (String name : assumptions.integers()) {
      Symbol n = Expression.symbol(name);
      Optional<Rational> least = leastValue(n, facts);
      if (least.isPresent()) {
        Expression moved = n.plus(Expression.constant(least.get().minus(Rational.ONE)));
        body = Substitution.of(body, n, moved);
        value = Substitution.of(value, n, moved);
        shifted =
            new Assumptions(
                shifted.relations().stream()
                    .map(r -> r.map(e -> Substitution.of(e, n, moved)))
                    .toList(),
                shifted.integers());
        shifted = shifted.and(new Comparison(n, Operator.GREATER, Expression.Constant.ZERO));
      }
    }
    return cas.hasLimit(new LimitClaim(body, claim.variable(), claim.towards(), value), shifted);
  }

  private static Optional<Rational> leastValue(Symbol n, Facts facts) {
    NormalForm form = NormalForm.atom(Atom.of(n));
    for (int bound = 16; bound >= -16; bound--) {
      if (facts
          .sign(form.minus(NormalForm.constant(Rational.of(bound))))
          .isWithin(SignSet.NON_NEGATIVE)) {
        return Optional.of(Rational.of(bound));
      }
    }
    return Optional.empty();
  }

  private StepStatus compare(
      LimitClaim claim, Expression own, CasAnswer answer, Assumptions assumptions, Facts facts) {
    List<Expression> infinities = List.of(LimitClaim.INFINITY, LimitClaim.INFINITY.negate());
    boolean infinite = infinities.contains(own) || infinities.contains(claim.value());
    boolean agrees =
        infinite
            ? own.equals(claim.value())
            : new Expansion(facts).provesZero(own.minus(claim.value()));
    if (agrees) {
      return ComparisonChecker.combined(
          answer,
          new Confirmation.Proof("our own rule of the leading exponent", new ErrorBound.Exact()));
    }
    Optional<Counterexample> point =
        !infinite
                && new ComparisonChecker(cas, limits)
                        .check(new Comparison(own, Operator.EQUAL, claim.value()), assumptions)
                    instanceof StepStatus.Failed failed
            ? failed.counterexample()
            : Optional.empty();
    if (!infinite && point.isEmpty()) {
      return new StepStatus.GaveUp(
          "our own rule gives the limit " + own + ", which is not seen to be " + claim.value());
    }
    return answer instanceof CasAnswer.Yes
        ? new StepStatus.Disagreement(answer.words() + " to " + claim, "the limit is " + own)
        : new StepStatus.Failed(
            "the limit of " + claim.expression() + " is " + own + ", not " + claim.value(),
            point,
            Optional.empty(),
            true);
  }
}
