package org.theoria.symbolic;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.theoria.arithmetic.Rational;
import org.theoria.symbolic.Expression.Abs;
import org.theoria.symbolic.Expression.Apply;
import org.theoria.symbolic.Expression.Constant;
import org.theoria.symbolic.Expression.Derivative;
import org.theoria.symbolic.Expression.Elementary;
import org.theoria.symbolic.Expression.Max;
import org.theoria.symbolic.Expression.Power;
import org.theoria.symbolic.Expression.Product;
import org.theoria.symbolic.Expression.Sum;
import org.theoria.symbolic.Expression.Symbol;
import org.theoria.symbolic.Monomial.Atom;

/**
 * Our own exact expansion of expressions to {@link NormalForm}, without any computer algebra
 * system.
 *
 * <p>A form that is 0 after {@link #cleared} proves that the expression is 0 wherever it is defined
 * (see {@link Domain}). The converse holds for rational functions; in general a non-zero form
 * proves nothing.
 *
 * <p>Powers are only taken apart by the laws that hold over ℝ: (ab)^e = a^e b^e and (a^d)^e =
 * a^(de) for e with integer values, or for factors known not to be negative.
 */
final class Expansion {
  /** Sums are raised to at most this power. */
  private static final int SUM_POWER_LIMIT = 64;

  private static final int CONSTANT_POWER_LIMIT = 4_096;
  private static final int NUMBER_POWER_LIMIT = 1 << 20;

  private final Facts facts;

  Expansion(Facts facts) {
    this.facts = facts;
  }

  /** The expanded form. */
  NormalForm expand(Expression expression) {
    return switch (expression) {
      case Constant c -> NormalForm.constant(c.value());
      case Symbol s -> NormalForm.atom(Atom.of(s));
      case Sum s -> NormalForm.sum(s.terms().stream().map(this::expand).toList());
      case Product p -> {
        NormalForm product = NormalForm.ONE;
        for (Expression factor : p.factors()) {
          product = product.times(expand(factor));
        }
        yield product;
      }
      case Power p -> power(p.base(), expand(p.exponent()));
      case Apply a -> NormalForm.atom(Atom.of(a.mapParts(this::canonical)));
      case Max m -> NormalForm.atom(Atom.of(m.mapParts(this::canonical)));
      case Abs a -> NormalForm.atom(Atom.of(a.mapParts(this::canonical)));
      case Elementary e -> NormalForm.atom(Atom.of(e.mapParts(this::canonical)));
      case Derivative d -> expand(Differentiation.derivative(d.body(), d.variable()));
    };
  }

  /** The expression, expanded, with its terms in a fixed order. */
  Expression canonical(Expression expression) {
    return cleared(expand(expression)).toExpression();
  }

  /** Whether the expression is proved to be 0 wherever it is defined. */
  boolean provesZero(Expression expression) {
    return cleared(expand(expression)).isZero();
  }

  private NormalForm power(Expression baseExpression, NormalForm exponent) {
    NormalForm base = expand(baseExpression);
    Optional<Rational> constant = exponent.asConstant();
    if (constant.isPresent() && constant.get().isInteger()) {
      return integerPower(base, constant.get());
    }
    if (base.isZero()) {
      throw new UndecidedException("0^(" + exponent + "): the exponent is not a number");
    }
    boolean integer = facts.isInteger(exponent);
    Primitive split = Primitive.of(base);
    if (integer) {
      return positivePower(split.content().abs(), exponent)
          .times(signPower(split.content().signum(), exponent))
          .times(split.monomial().power(exponent))
          .times(
              Monomial.of(
                  Atom.of(split.rest().toExpression()), exponentUnlessOne(split.rest(), exponent)));
    }
    // real exponents: only factors known not to be negative may be split off
    boolean splits =
        split.content().signum() > 0
            && facts.sign(split.rest()).isWithin(SignSet.NON_NEGATIVE)
            && split.monomial().powers().keySet().stream()
                .allMatch(atom -> facts.sign(NormalForm.atom(atom)).isWithin(SignSet.NON_NEGATIVE));
    if (!splits) {
      return NormalForm.term(Rational.ONE, Monomial.of(Atom.of(base.toExpression()), exponent));
    }
    return positivePower(split.content(), exponent)
        .times(split.monomial().power(exponent))
        .times(
            Monomial.of(
                Atom.of(split.rest().toExpression()), exponentUnlessOne(split.rest(), exponent)));
  }

  private static NormalForm exponentUnlessOne(NormalForm rest, NormalForm exponent) {
    return rest.equals(NormalForm.ONE) ? NormalForm.ZERO : exponent;
  }

  private NormalForm integerPower(NormalForm base, Rational exponent) {
    if (exponent.isZero()) {
      return NormalForm.ONE;
    }
    if (base.isZero()) {
      if (exponent.signum() < 0) {
        throw new UndecidedException("a divisor is identically 0");
      }
      return NormalForm.ZERO;
    }
    Optional<Rational> number = base.asConstant();
    if (number.isPresent()) {
      OptionalInt n = SmallInteger.of(exponent, CONSTANT_POWER_LIMIT);
      if (n.isEmpty()
          || (long) number.get().bitSize() * Math.abs(n.getAsInt()) > NUMBER_POWER_LIMIT) {
        throw new UndecidedException(
            "the number " + number.get() + "^" + exponent + " is too large to be written out");
      }
      return NormalForm.constant(number.get().pow(n.getAsInt()));
    }
    Primitive split = Primitive.of(base);
    NormalForm e = NormalForm.constant(exponent);
    NormalForm outside =
        integerPower(NormalForm.constant(split.content()), exponent)
            .times(split.monomial().power(e));
    if (split.rest().equals(NormalForm.ONE)) {
      return outside;
    }
    if (exponent.signum() < 0) {
      return outside.times(Monomial.of(Atom.of(split.rest().toExpression()), e));
    }
    OptionalInt n = SmallInteger.of(exponent, SUM_POWER_LIMIT);
    if (n.isEmpty()) {
      throw new UndecidedException(
          "the power " + exponent + " of a sum is beyond " + SUM_POWER_LIMIT + ": not expanded");
    }
    return base.power(n.getAsInt());
  }

  /** c^e for a number c &gt; 0: prime factors become atoms, so that 4^h and 2^(2h) agree. */
  private static NormalForm positivePower(Rational c, NormalForm exponent) {
    return factorPower(c.numerator(), exponent)
        .times(factorPower(c.denominator(), exponent.scale(Rational.ONE.negate())));
  }

  private static NormalForm factorPower(BigInteger number, NormalForm exponent) {
    NormalForm product = NormalForm.ONE;
    BigInteger rest = number;
    for (long p = 2; p < 10_000 && rest.compareTo(BigInteger.ONE) > 0; p++) {
      BigInteger prime = BigInteger.valueOf(p);
      long count = 0;
      while (rest.mod(prime).signum() == 0) {
        rest = rest.divide(prime);
        count++;
      }
      if (count > 0) {
        product = product.times(primePower(prime, exponent.scale(Rational.of(count))));
      }
    }
    return rest.equals(BigInteger.ONE) ? product : product.times(primePower(rest, exponent));
  }

  /** p^e with the integer part of the constant of e computed, so that 2·2^h and 2^(h+1) agree. */
  private static NormalForm primePower(BigInteger base, NormalForm exponent) {
    Rational whole = Rational.of(floor(exponent.constantTerm()), BigInteger.ONE);
    OptionalInt n = SmallInteger.of(whole, CONSTANT_POWER_LIMIT);
    if (n.isEmpty()) {
      throw new UndecidedException("the exponent " + exponent + " is too large");
    }
    Rational number = Rational.of(base, BigInteger.ONE);
    NormalForm left = exponent.minus(NormalForm.constant(whole));
    return NormalForm.term(
        number.pow(n.getAsInt()), Monomial.of(Atom.of(Expression.constant(number)), left));
  }

  private static BigInteger floor(Rational value) {
    BigInteger[] parts = value.numerator().divideAndRemainder(value.denominator());
    return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
  }

  /** (±1)^e for e with integer values: exponents of −1 count modulo 2. */
  private static NormalForm signPower(int sign, NormalForm exponent) {
    if (sign > 0) {
      return NormalForm.ONE;
    }
    NormalForm odd = NormalForm.ZERO;
    for (Map.Entry<Monomial, Rational> term : exponent.terms().entrySet()) {
      if (term.getValue().numerator().testBit(0)) {
        odd = odd.plus(NormalForm.term(Rational.ONE, term.getKey()));
      }
    }
    boolean minus = odd.constantTerm().signum() != 0;
    NormalForm rest = odd.minus(NormalForm.constant(odd.constantTerm()));
    return NormalForm.term(
        minus ? Rational.ONE.negate() : Rational.ONE,
        Monomial.of(Atom.of(Expression.Constant.MINUS_ONE), rest));
  }

  /**
   * The form multiplied out so that no sum is left as a base where that can be avoided: for each
   * base and each class of exponents that differ by integers, the smallest exponent is kept and the
   * rest expanded. The result times a product of powers of the bases is the form; where the form is
   * one fraction the result is its numerator over kept denominators, so that 0 is seen as 0.
   */
  NormalForm cleared(NormalForm form) {
    NormalForm current = form;
    for (int round = 0; round < 50; round++) {
      Optional<NormalForm> next = clearedOnce(current);
      if (next.isEmpty()) {
        return current;
      }
      current = next.get();
    }
    throw new UndecidedException("denominators nested too deeply: not expanded");
  }

  private Optional<NormalForm> clearedOnce(NormalForm form) {
    Map<Atom, Map<NormalForm, Rational>> smallest = new TreeMap<>();
    for (Monomial m : form.terms().keySet()) {
      m.powers()
          .forEach(
              (atom, e) -> {
                if (isComposite(atom)) {
                  smallest
                      .computeIfAbsent(atom, a -> new HashMap<>())
                      .merge(fractional(e), integral(e), Rational::min);
                }
              });
    }
    // a term without the base has exponent 0
    for (Map.Entry<Atom, Map<NormalForm, Rational>> entry : smallest.entrySet()) {
      Atom atom = entry.getKey();
      Map<NormalForm, Rational> least = entry.getValue();
      least.computeIfPresent(NormalForm.ZERO, (z, n) -> n.min(Rational.ZERO));
      List<NormalForm> sum = new ArrayList<>();
      boolean changed = false;
      for (Map.Entry<Monomial, Rational> term : form.terms().entrySet()) {
        NormalForm e = term.getKey().powers().getOrDefault(atom, NormalForm.ZERO);
        Rational keep = least.getOrDefault(fractional(e), integral(e));
        Rational extra = integral(e).minus(keep);
        if (extra.isZero()) {
          sum.add(NormalForm.term(term.getValue(), term.getKey()));
        } else {
          changed = true;
          Monomial kept = term.getKey().with(atom, fractional(e).plus(NormalForm.constant(keep)));
          sum.add(
              integerPower(expand(atom.expression()), extra)
                  .times(NormalForm.term(term.getValue(), kept)));
        }
      }
      if (changed) {
        return Optional.of(NormalForm.sum(sum));
      }
    }
    return Optional.empty();
  }

  private static Rational integral(NormalForm exponent) {
    return Rational.of(floor(exponent.constantTerm()), BigInteger.ONE);
  }

  private static NormalForm fractional(NormalForm exponent) {
    return exponent.minus(NormalForm.constant(integral(exponent)));
  }

  private static boolean isComposite(Atom atom) {
    return atom.expression() instanceof Sum
        || atom.expression() instanceof Product
        || atom.expression() instanceof Power;
  }
}
