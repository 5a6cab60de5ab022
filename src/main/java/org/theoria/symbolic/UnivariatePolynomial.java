package org.theoria.symbolic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.theoria.arithmetic.Rational;
import org.theoria.symbolic.Expression.Symbol;
import org.theoria.symbolic.Monomial.Atom;

/**
 * A polynomial in one variable over ℚ.
 *
 * @param coefficients those of 1, x, x², …; the last is not 0, and none is the polynomial 0
 */
record UnivariatePolynomial(List<Rational> coefficients) {
  private static final int DEGREE_LIMIT = 200;

  UnivariatePolynomial {
    List<Rational> kept = new ArrayList<>(coefficients);
    while (!kept.isEmpty() && kept.getLast().isZero()) {
      kept.removeLast();
    }
    coefficients = List.copyOf(kept);
  }

  /** The expression as a polynomial in the variable, where it is one and nothing else occurs. */
  static Optional<UnivariatePolynomial> of(Expression expression, Symbol variable) {
    NormalForm form;
    try {
      form = new Expansion(Facts.of(Assumptions.NONE)).expand(expression);
    } catch (UndecidedException e) {
      return Optional.empty(); // what cannot be expanded is not treated as a polynomial
    }
    List<Rational> coefficients = new ArrayList<>();
    for (Map.Entry<Monomial, Rational> term : form.terms().entrySet()) {
      int degree = 0;
      for (Map.Entry<Atom, NormalForm> power : term.getKey().powers().entrySet()) {
        OptionalInt exponent =
            power
                .getValue()
                .asConstant()
                .map(e -> SmallInteger.of(e, DEGREE_LIMIT))
                .orElse(OptionalInt.empty());
        if (!power.getKey().expression().equals(variable)
            || exponent.isEmpty()
            || exponent.getAsInt() < 0) {
          return Optional.empty();
        }
        degree = exponent.getAsInt();
      }
      while (coefficients.size() <= degree) {
        coefficients.add(Rational.ZERO);
      }
      coefficients.set(degree, term.getValue());
    }
    return Optional.of(new UnivariatePolynomial(coefficients));
  }

  boolean isZero() {
    return coefficients.isEmpty();
  }

  int degree() {
    return coefficients.size() - 1;
  }

  private UnivariatePolynomial derivative() {
    List<Rational> result = new ArrayList<>();
    for (int i = 1; i < coefficients.size(); i++) {
      result.add(coefficients.get(i).times(Rational.of(i)));
    }
    return new UnivariatePolynomial(result);
  }

  /** Quotient and remainder. */
  private List<UnivariatePolynomial> dividedBy(UnivariatePolynomial divisor) {
    List<Rational> rest = new ArrayList<>(coefficients);
    List<Rational> quotient = new ArrayList<>();
    Rational lead = divisor.coefficients.getLast();
    for (int shift = degree() - divisor.degree(); shift >= 0; shift--) {
      Rational factor = rest.get(shift + divisor.degree()).dividedBy(lead);
      quotient.addFirst(factor);
      for (int i = 0; i <= divisor.degree(); i++) {
        rest.set(shift + i, rest.get(shift + i).minus(factor.times(divisor.coefficients.get(i))));
      }
    }
    return List.of(new UnivariatePolynomial(quotient), new UnivariatePolynomial(rest));
  }

  /** The monic greatest common divisor (Euclid): its zeros are the common zeros. */
  UnivariatePolynomial gcd(UnivariatePolynomial other) {
    UnivariatePolynomial a = this;
    UnivariatePolynomial b = other;
    while (!b.isZero()) {
      UnivariatePolynomial rest = a.dividedBy(b).get(1);
      a = b;
      b = rest.isZero() ? rest : rest.monic();
    }
    return a.isZero() ? a : a.monic();
  }

  private UnivariatePolynomial monic() {
    Rational lead = coefficients.getLast();
    return new UnivariatePolynomial(coefficients.stream().map(c -> c.dividedBy(lead)).toList());
  }

  /** The polynomial with the same zeros, each of them simple; not of 0. */
  UnivariatePolynomial squarefree() {
    return degree() < 1 ? this : dividedBy(gcd(derivative())).getFirst().monic();
  }

  Expression toExpression(Symbol variable) {
    List<Expression> terms = new ArrayList<>();
    for (int i = 0; i < coefficients.size(); i++) {
      if (!coefficients.get(i).isZero()) {
        terms.add(
            i == 0
                ? Expression.constant(coefficients.get(i))
                : Expression.product(
                    Expression.constant(coefficients.get(i)),
                    Expression.power(variable, Expression.constant(i))));
      }
    }
    return Expression.sum(terms);
  }
}
