package org.theoria.symbolic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.theoria.arithmetic.Rational;
import org.theoria.symbolic.Expression.Apply;
import org.theoria.symbolic.Expression.Constant;
import org.theoria.symbolic.Expression.Power;
import org.theoria.symbolic.Expression.Product;
import org.theoria.symbolic.Expression.Sum;
import org.theoria.symbolic.Expression.Symbol;

/**
 * Bounds for the error of {@link ModularCheck}, from the way an expression is written: it is a
 * quotient N/D of polynomials over ℤ in the symbols and the fresh values, and this bounds their
 * total degrees and the binary logarithms of the sums of the absolute values of their coefficients.
 *
 * <p>A trial is wrong only if N ≠ 0 but its value is 0. That asks that the prime divides all
 * coefficients of N (at most bits/60 of the more than 2⁵³ primes in [2⁶⁰, 2⁶¹) do), or that the
 * point is a zero of N modulo p (probability at most degree/2⁶⁰), or that the arguments of two
 * applications differ but agree at the point, which is bounded in the same way for each pair.
 * Points where D is 0 are drawn again; that at most doubles the probability, since D is 0 with
 * probability at most 1/2.
 */
final class DegreeBound {
  record Fraction(double degree, double lowerDegree, double bits, double lowerBits) {
    static final Fraction VARIABLE = new Fraction(1, 0, 0, 0);

    double size() {
      return degree + lowerDegree;
    }

    double allBits() {
      return bits + lowerBits;
    }

    Fraction times(Fraction o) {
      return new Fraction(
          degree + o.degree, lowerDegree + o.lowerDegree, bits + o.bits, lowerBits + o.lowerBits);
    }

    Fraction plus(Fraction o) {
      return new Fraction(
          Math.max(degree + o.lowerDegree, o.degree + lowerDegree),
          lowerDegree + o.lowerDegree,
          Math.max(bits + o.lowerBits, o.bits + lowerBits) + 1,
          lowerBits + o.lowerBits);
    }

    Fraction power(double n) {
      double a = Math.abs(n);
      Fraction r = new Fraction(degree * a, lowerDegree * a, bits * a, lowerBits * a);
      return n >= 0 ? r : new Fraction(r.lowerDegree, r.degree, r.lowerBits, r.bits);
    }
  }

  private final Facts facts;
  private final List<Fraction> keys = new ArrayList<>();

  /**
   * The expression itself; its divisors are among the keys, so that pairs of equal divisors are not
   * forgotten.
   */
  private final Fraction whole;

  private DegreeBound(Expression expression, Facts facts) {
    this.facts = facts;
    this.whole = bound(expression);
  }

  static DegreeBound of(Expression expression, Facts facts) {
    return new DegreeBound(expression, facts);
  }

  /**
   * −log₂ of a bound of the error probability of one trial; may be negative, where the bound says
   * nothing.
   */
  double trialErrorBits() {
    return trialErrorBits(whole, keys);
  }

  /** The same of an expression with this bound whose applications have arguments with these. */
  static double trialErrorBits(Fraction whole, List<Fraction> keys) {
    double pairs = keys.size() * (keys.size() - 1) / 2.0;
    double keyDegree = 0;
    double keyBits = 0;
    for (Fraction key : keys) {
      keyDegree = Math.max(keyDegree, key.size());
      keyBits = Math.max(keyBits, key.allBits());
    }
    // the difference of two arguments has the numerator n₁d₂ − n₂d₁
    double degree = whole.size() + pairs * 2 * keyDegree;
    double bits = whole.allBits() + 1 + pairs * (2 * keyBits + 1);
    double probability = degree * Math.pow(2, -60) + bits / 60 * Math.pow(2, -53);
    return -Math.log(2 * probability) / Math.log(2) - 1e-6; // the last term covers the rounding
  }

  private Fraction bound(Expression expression) {
    return switch (expression) {
      case Constant c -> constant(c.value());
      case Symbol s -> Fraction.VARIABLE;
      case Sum s -> s.terms().stream().map(this::bound).reduce(Fraction::plus).orElseThrow();
      case Product p -> p.factors().stream().map(this::bound).reduce(Fraction::times).orElseThrow();
      case Power p -> power(p.base(), new Expansion(facts).expand(p.exponent()));
      case Apply a -> {
        double degree = 0;
        double bits = 0;
        for (Expression argument : a.arguments()) {
          Fraction b = bound(argument);
          degree += b.size();
          bits += b.allBits();
        }
        keys.add(new Fraction(degree, 0, bits, 0));
        yield Fraction.VARIABLE;
      }
      default -> throw new UndecidedException(expression + ": not for the test modulo primes");
    };
  }

  static Fraction constant(Rational value) {
    return new Fraction(0, 0, value.numerator().abs().bitLength(), value.denominator().bitLength());
  }

  private Fraction power(Expression base, NormalForm exponent) {
    Fraction of = bound(base);
    Optional<Rational> number = exponent.asConstant().filter(Rational::isInteger);
    if (number.isPresent()) {
      return of.power(number.get().doubleValue());
    }
    // fresh values for the monomials of the exponent, keyed by the value of each factor of the base
    double factors = 1;
    Expression inside = base;
    while (inside instanceof Power p) {
      inside = p.base();
    }
    if (inside instanceof Product p) {
      factors = p.factors().size();
    }
    Fraction result = new Fraction(0, 0, 0, 0);
    for (Map.Entry<Monomial, Rational> term : exponent.terms().entrySet()) {
      double n = Math.abs(term.getValue().numerator().doubleValue());
      result =
          result
              .times(new Fraction(n * factors, n * factors, 0, 0))
              .times(of.power(n))
              .times(of.power(-n));
    }
    for (int i = 0; i < factors * exponent.terms().size(); i++) {
      keys.add(of);
    }
    return result;
  }
}
