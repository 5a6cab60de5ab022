package org.theoria.symbolic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.theoria.arithmetic.Rational;
import org.theoria.symbolic.Expression.Abs;
import org.theoria.symbolic.Expression.Constant;
import org.theoria.symbolic.Expression.Max;
import org.theoria.symbolic.Monomial.Atom;

/**
 * Our own calculus of signs: what follows about the sign of a form from known signs, by sums and
 * products of numbers of known sign and by subtracting positive multiples of known non-negative
 * forms. Sound, not complete: the answer is a set of signs that contains the true one wherever the
 * facts hold. Nothing here uses a computer algebra system.
 */
final class Facts {
  /** How many known inequalities may be subtracted from a form. */
  private static final int DEPTH = 4;

  private final Set<String> integers;
  private final Map<String, SignSet> signs;
  private final List<Bound> bounds;

  /** form ≥ 0, or form &gt; 0. */
  private record Bound(NormalForm form, boolean strict) {}

  private Facts(Set<String> integers, Map<String, SignSet> signs, List<Bound> bounds) {
    this.integers = integers;
    this.signs = signs;
    this.bounds = bounds;
  }

  static Facts of(Assumptions assumptions) {
    Facts facts = new Facts(assumptions.integers(), Map.of(), List.of());
    for (Comparison relation : assumptions.relations()) {
      facts =
          facts.with(
              new Expansion(facts).expand(relation.difference()), SignSet.of(relation.operator()));
    }
    return facts;
  }

  /** These facts and this one. */
  Facts with(NormalForm form, SignSet sign) {
    if (form.isZero() || form.asConstant().isPresent()) {
      return this;
    }
    Map<String, SignSet> more = new HashMap<>(signs);
    List<Bound> moreBounds = new ArrayList<>(bounds);
    Primitive split = Primitive.of(form);
    if (split.monomial().powers().size() <= 1 || split.rest().equals(NormalForm.ONE)) {
      NormalForm core = split.rest();
      SignSet coreSign = sign.times(SignSet.of(split.content().signum()));
      if (core.equals(NormalForm.ONE) && isSingleAtom(split.monomial())) {
        more.merge(split.monomial().powers().firstKey().key(), coreSign, SignSet::and);
      } else if (core.equals(NormalForm.ONE)) {
        more.merge(productKey(split.monomial()), coreSign, SignSet::and);
      } else {
        SignSet factor = sign(NormalForm.term(Rational.ONE, split.monomial()));
        if (factor.equals(SignSet.POSITIVE)) {
          more.merge(sumKey(core), coreSign, SignSet::and);
        } else if (factor.equals(SignSet.NEGATIVE)) {
          more.merge(sumKey(core), coreSign.negate(), SignSet::and);
        }
      }
    }
    addBound(form, sign, moreBounds);
    addBound(form.scale(Rational.ONE.negate()), sign.negate(), moreBounds);
    return new Facts(integers, more, moreBounds);
  }

  private void addBound(NormalForm form, SignSet sign, List<Bound> to) {
    if (!sign.isWithin(SignSet.NON_NEGATIVE)) {
      return;
    }
    if (sign.equals(SignSet.POSITIVE) && isInteger(form)) {
      to.add(new Bound(form.minus(NormalForm.ONE), false));
    }
    to.add(new Bound(form, sign.equals(SignSet.POSITIVE)));
  }

  private static boolean isSingleAtom(Monomial monomial) {
    return monomial.powers().size() == 1
        && monomial.powers().values().iterator().next().equals(NormalForm.ONE);
  }

  private static String productKey(Monomial monomial) {
    return "product " + monomial.key();
  }

  private static String sumKey(NormalForm primitive) {
    return "sum " + primitive;
  }

  /**
   * Whether the form takes integer values: integer coefficients, integer symbols, natural
   * exponents.
   */
  boolean isInteger(NormalForm form) {
    return form.terms().entrySet().stream()
        .allMatch(
            term ->
                term.getValue().isInteger()
                    && term.getKey().powers().entrySet().stream()
                        .allMatch(
                            power ->
                                integers.contains(power.getKey().key())
                                    && power
                                        .getValue()
                                        .asConstant()
                                        .filter(e -> e.isInteger() && e.signum() > 0)
                                        .isPresent()));
  }

  /** The possible signs of the form. */
  SignSet sign(NormalForm form) {
    SignSet simple = simpleSign(form);
    if (simple.equals(SignSet.NON_NEGATIVE)
        || simple.equals(SignSet.UNKNOWN)
        || simple.equals(SignSet.NON_POSITIVE)
        || simple.equals(SignSet.NON_ZERO)) {
      NormalForm opposite = form.scale(Rational.ONE.negate());
      SignSet above = lower(form, DEPTH);
      SignSet below = lower(opposite, DEPTH).negate();
      return simple.and(above).and(below);
    }
    return simple;
  }

  /** POSITIVE, NON_NEGATIVE or UNKNOWN: what subtracting known bounds proves. */
  private SignSet lower(NormalForm form, int depth) {
    SignSet simple = simpleSign(form);
    if (simple.isWithin(SignSet.POSITIVE)) {
      return SignSet.POSITIVE;
    }
    SignSet best = simple.isWithin(SignSet.NON_NEGATIVE) ? SignSet.NON_NEGATIVE : SignSet.UNKNOWN;
    if (depth == 0 || form.terms().size() > 12) {
      return best;
    }
    for (Bound bound : bounds) {
      for (Map.Entry<Monomial, Rational> term : bound.form().terms().entrySet()) {
        Rational mine = form.terms().get(term.getKey());
        if (mine == null || term.getKey().isOne() || mine.signum() != term.getValue().signum()) {
          continue;
        }
        Rational factor = mine.dividedBy(term.getValue());
        NormalForm rest = form.minus(bound.form().scale(factor));
        if (rest.terms().size() > form.terms().size() + 1) {
          continue;
        }
        SignSet left = rest.isZero() ? SignSet.ZERO : lower(rest, depth - 1);
        if (left.equals(SignSet.POSITIVE)
            || (left.isWithin(SignSet.NON_NEGATIVE) && bound.strict())) {
          return SignSet.POSITIVE;
        }
        if (left.isWithin(SignSet.NON_NEGATIVE)) {
          best = SignSet.NON_NEGATIVE;
        }
        break;
      }
    }
    return best;
  }

  private SignSet simpleSign(NormalForm form) {
    SignSet sum = SignSet.ZERO;
    for (Map.Entry<Monomial, Rational> term : form.terms().entrySet()) {
      sum = sum.plus(SignSet.of(term.getValue().signum()).times(sign(term.getKey())));
    }
    if (form.terms().size() < 2) {
      return sum;
    }
    Primitive split = Primitive.of(form);
    SignSet known = signs.getOrDefault(sumKey(split.rest()), SignSet.UNKNOWN);
    return sum.and(SignSet.of(split.content().signum()).times(sign(split.monomial())).times(known));
  }

  private SignSet sign(Monomial monomial) {
    SignSet product = SignSet.POSITIVE;
    for (Map.Entry<Atom, NormalForm> power : monomial.powers().entrySet()) {
      product = product.times(powerSign(power.getKey(), power.getValue()));
    }
    return product.and(signs.getOrDefault(productKey(monomial), SignSet.UNKNOWN));
  }

  private SignSet powerSign(Atom atom, NormalForm exponent) {
    SignSet base = atomSign(atom);
    Optional<Rational> e = exponent.asConstant();
    if (e.isPresent() && e.get().isInteger()) {
      boolean negative = e.get().signum() < 0;
      if (!e.get().numerator().testBit(0)) {
        return base.evenPower(negative);
      }
      return negative ? base.and(SignSet.NON_ZERO) : base;
    }
    if (base.isWithin(SignSet.POSITIVE)) {
      return SignSet.POSITIVE;
    }
    if (e.isPresent()) {
      return SignSet.NON_NEGATIVE; // a real power is defined for bases ≥ 0 only
    }
    boolean even =
        isInteger(exponent)
            && exponent.terms().values().stream().noneMatch(c -> c.numerator().testBit(0));
    return even || base.isWithin(SignSet.NON_NEGATIVE) ? SignSet.NON_NEGATIVE : SignSet.UNKNOWN;
  }

  private SignSet atomSign(Atom atom) {
    SignSet known = signs.getOrDefault(atom.key(), SignSet.UNKNOWN);
    return switch (atom.expression()) {
      case Constant c -> SignSet.of(c.value().signum());
      case Abs a -> known.and(SignSet.NON_NEGATIVE);
      case Expression.Elementary e ->
          e.function().isPositive() ? known.and(SignSet.POSITIVE) : known;
      case Max m -> {
        SignSet best = SignSet.UNKNOWN;
        boolean allNonPositive = true;
        for (Expression argument : m.arguments()) {
          SignSet sign = sign(new Expansion(this).expand(argument));
          if (sign.isWithin(SignSet.POSITIVE)) {
            best = best.and(SignSet.POSITIVE);
          } else if (sign.isWithin(SignSet.NON_NEGATIVE)) {
            best = best.and(SignSet.NON_NEGATIVE);
          }
          allNonPositive &= sign.isWithin(SignSet.NON_POSITIVE);
        }
        yield known.and(allNonPositive ? best.and(SignSet.NON_POSITIVE) : best);
      }
      case Expression.Sum s -> known.and(sign(new Expansion(this).expand(s)));
      case Expression.Product p -> known.and(sign(new Expansion(this).expand(p)));
      default -> known;
    };
  }

  /**
   * The sign read from the way the expression is written (squares stay squares) and from its
   * expanded form.
   */
  SignSet sign(Expression expression) {
    return written(expression).and(sign(new Expansion(this).expand(expression)));
  }

  private SignSet written(Expression expression) {
    return switch (expression) {
      case Expression.Sum s ->
          s.terms().stream()
              .map(this::written)
              .reduce(SignSet.ZERO, SignSet::plus)
              .and(sign(new Expansion(this).expand(s)));
      case Expression.Product p ->
          p.factors().stream().map(this::written).reduce(SignSet.POSITIVE, SignSet::times);
      case Expression.Power p -> {
        NormalForm e = new Expansion(this).expand(p.exponent());
        SignSet base = sign(p.base());
        Optional<Rational> n = e.asConstant();
        if (n.isPresent() && n.get().isInteger()) {
          boolean negative = n.get().signum() < 0;
          yield n.get().isZero()
              ? SignSet.POSITIVE
              : n.get().numerator().testBit(0)
                  ? negative ? base.and(SignSet.NON_ZERO) : base
                  : base.evenPower(negative);
        }
        yield base.isWithin(SignSet.POSITIVE) ? SignSet.POSITIVE : SignSet.UNKNOWN;
      }
      default -> sign(new Expansion(this).expand(expression));
    };
  }
}
