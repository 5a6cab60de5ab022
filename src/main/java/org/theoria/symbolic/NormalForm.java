package org.theoria.symbolic;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.theoria.arithmetic.Rational;
import org.theoria.symbolic.Monomial.Atom;

/**
 * A sum Σ coefficient · Π atom^exponent with non-zero rational coefficients and pairwise different
 * monomials. Two expressions over symbols alone, expanded to this form, are equal as polynomials
 * iff their forms are. See {@link Expansion} for how expressions get here and for denominators.
 */
final class NormalForm {
  static final NormalForm ZERO = new NormalForm(new TreeMap<>());
  static final NormalForm ONE = constant(Rational.ONE);

  /** More terms than this are not expanded. */
  static final int TERM_LIMIT = 20_000;

  private static final int EXPONENT_TERM_LIMIT = 64;

  private final SortedMap<Monomial, Rational> terms;

  private NormalForm(SortedMap<Monomial, Rational> terms) {
    this.terms = Collections.unmodifiableSortedMap(terms);
  }

  static NormalForm constant(Rational value) {
    return term(value, Monomial.ONE);
  }

  static NormalForm term(Rational coefficient, Monomial monomial) {
    SortedMap<Monomial, Rational> one = new TreeMap<>();
    if (!coefficient.isZero()) {
      one.put(monomial, coefficient);
    }
    return new NormalForm(one);
  }

  static NormalForm atom(Atom atom) {
    return term(Rational.ONE, Monomial.of(atom, ONE));
  }

  /** The terms, in the order of the monomials' keys. */
  SortedMap<Monomial, Rational> terms() {
    return terms;
  }

  /** A text that determines the form; only for exponents, which are short. */
  String key() {
    if (terms.size() > EXPONENT_TERM_LIMIT) {
      throw new UndecidedException("an exponent has more than " + EXPONENT_TERM_LIMIT + " terms");
    }
    StringBuilder text = new StringBuilder("[");
    terms.forEach((m, c) -> text.append(text.length() > 1 ? "+" : "").append(c).append(m.key()));
    return text.append(']').toString();
  }

  boolean isZero() {
    return terms.isEmpty();
  }

  /** The value, if there is no symbol. */
  Optional<Rational> asConstant() {
    if (terms.isEmpty()) {
      return Optional.of(Rational.ZERO);
    }
    return terms.size() == 1 && terms.firstKey().isOne()
        ? Optional.of(constantTerm())
        : Optional.empty();
  }

  /** The coefficient of the monomial; 0 where it does not occur. */
  Rational coefficient(Monomial monomial) {
    return terms.getOrDefault(monomial, Rational.ZERO);
  }

  /** The constant term. */
  Rational constantTerm() {
    return coefficient(Monomial.ONE);
  }

  NormalForm plus(NormalForm other) {
    Map<Monomial, Rational> sum = new HashMap<>(terms);
    other.terms.forEach((m, c) -> sum.merge(m, c, Rational::plus));
    return collected(sum);
  }

  static NormalForm sum(List<NormalForm> forms) {
    Map<Monomial, Rational> sum = new HashMap<>();
    forms.forEach(form -> form.terms.forEach((m, c) -> sum.merge(m, c, Rational::plus)));
    return collected(sum);
  }

  NormalForm minus(NormalForm other) {
    return plus(other.scale(Rational.ONE.negate()));
  }

  NormalForm scale(Rational factor) {
    TreeMap<Monomial, Rational> scaled = new TreeMap<>();
    if (!factor.isZero()) {
      terms.forEach((m, c) -> scaled.put(m, c.times(factor)));
    }
    return new NormalForm(scaled);
  }

  NormalForm times(Monomial monomial) {
    TreeMap<Monomial, Rational> product = new TreeMap<>();
    terms.forEach((m, c) -> product.put(m.times(monomial), c));
    return new NormalForm(product);
  }

  NormalForm times(NormalForm other) {
    Optional<Rational> one = asConstant();
    Optional<Rational> two = other.asConstant();
    if (two.isPresent()) {
      return scale(two.get());
    }
    if (one.isPresent()) {
      return other.scale(one.get());
    }
    Interruption.check();
    if ((long) terms.size() * other.terms.size() > 50L * TERM_LIMIT) {
      throw new UndecidedException(
          "the expansion has more than " + TERM_LIMIT + " terms: not expanded");
    }
    Map<Monomial, Rational> product = new HashMap<>();
    terms.forEach(
        (m, c) ->
            other.terms.forEach((n, d) -> product.merge(m.times(n), c.times(d), Rational::plus)));
    return collected(product);
  }

  /** This form to the power n ≥ 0, by repeated multiplication. */
  NormalForm power(int n) {
    if (terms.size() == 1) {
      Monomial m = terms.firstKey();
      return term(coefficient(m).pow(n), m.power(constant(Rational.of(n))));
    }
    NormalForm result = ONE;
    for (int i = 0; i < n; i++) {
      result = result.times(this);
    }
    return result;
  }

  private static NormalForm collected(Map<Monomial, Rational> sum) {
    TreeMap<Monomial, Rational> kept = new TreeMap<>();
    sum.forEach(
        (m, c) -> {
          if (!c.isZero()) {
            kept.put(m, c);
          }
        });
    if (kept.size() > TERM_LIMIT) {
      throw new UndecidedException(
          "the expansion has more than " + TERM_LIMIT + " terms: not expanded");
    }
    return new NormalForm(kept);
  }

  /** The form as an expression, terms in a fixed order. */
  Expression toExpression() {
    List<Expression> sum = new ArrayList<>();
    terms.forEach(
        (m, c) -> {
          List<Expression> product = new ArrayList<>();
          product.add(Expression.constant(c));
          m.powers()
              .forEach(
                  (atom, e) -> product.add(Expression.power(atom.expression(), e.toExpression())));
          sum.add(Expression.product(product));
        });
    return Expression.sum(sum);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NormalForm f && terms.equals(f.terms);
  }

  @Override
  public int hashCode() {
    return terms.hashCode();
  }

  @Override
  public String toString() {
    return toExpression().toString();
  }
}
