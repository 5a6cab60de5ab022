package org.theoria.symbolic;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.theoria.arithmetic.PrimeField;
import org.theoria.arithmetic.Rational;
import org.theoria.sampling.Key;
import org.theoria.sampling.Stream;
import org.theoria.symbolic.Expression.Apply;
import org.theoria.symbolic.Expression.Constant;
import org.theoria.symbolic.Expression.Power;
import org.theoria.symbolic.Expression.Product;
import org.theoria.symbolic.Expression.Sum;
import org.theoria.symbolic.Expression.Symbol;

/**
 * Tests whether an expression is identically 0 by exact evaluation at random points of random
 * primes of [2⁶⁰, 2⁶¹) (Schwartz 1980, doi:10.1145/322217.322225).
 *
 * <p>Each application of an uninterpreted function is a fresh random value that is a function of
 * the values of its arguments, and so is base^m for a monomial m of the integer symbols of an
 * exponent; an expression that is 0 for all such values is 0. The converse need not hold where
 * bases depend on each other, so a non-zero value proves nothing here.
 *
 * <p>The error probability of a trial is bounded by {@link DegreeBound}; see {@link ModularTrials}
 * for how many there are.
 */
final class ModularCheck {
  /** What the test found. */
  sealed interface Answer {
    /** Zero at every point drawn: zero, with an error probability of at most 2^−errorExponent. */
    record Zero(int errorExponent, int trials) implements Answer {}

    /** Not zero at a point. */
    record NonZero() implements Answer {}

    /** The test does not apply. */
    record NotApplicable(String why) implements Answer {}
  }

  private final Facts facts;
  private final PrimeField field;
  private final Stream stream;
  private final IdentityHashMap<Power, NormalForm> exponents;
  private final Map<String, Long> fresh = new HashMap<>();

  private ModularCheck(
      Facts facts, PrimeField field, Stream stream, IdentityHashMap<Power, NormalForm> exponents) {
    this.facts = facts;
    this.field = field;
    this.stream = stream;
    this.exponents = exponents;
  }

  /** Tests the expression, free of Max, Abs and derivatives to be carried out. */
  static Answer test(Expression expression, Facts facts, long seed) {
    DegreeBound bound = DegreeBound.of(expression, facts);
    Stream stream = new Key("modular check of " + expression, seed).stream(0);
    IdentityHashMap<Power, NormalForm> exponents = new IdentityHashMap<>();
    boolean[] zero = {true};
    try {
      ModularTrials.Done done =
          ModularTrials.run(
              bound.trialErrorBits(),
              stream,
              field -> {
                ModularCheck point = new ModularCheck(facts, field, stream, exponents);
                zero[0] = point.value(expression) == 0;
                return zero[0];
              });
      return zero[0] ? new Answer.Zero(done.errorExponent(), done.trials()) : new Answer.NonZero();
    } catch (UndecidedException e) {
      return new Answer.NotApplicable(Objects.requireNonNullElse(e.getMessage(), "undecided"));
    }
  }

  private long value(Expression expression) throws UndefinedPointException {
    return switch (expression) {
      case Constant c -> residue(c.value());
      case Symbol s -> fresh("symbol " + s.name());
      case Sum s -> {
        long sum = 0;
        for (Expression term : s.terms()) {
          sum = field.plus(sum, value(term));
        }
        yield sum;
      }
      case Product p -> {
        long product = 1;
        for (Expression factor : p.factors()) {
          product = field.times(product, value(factor));
        }
        yield product;
      }
      case Power p -> {
        NormalForm known = exponents.get(p);
        NormalForm exponent = known == null ? new Expansion(facts).expand(p.exponent()) : known;
        exponents.put(p, exponent);
        yield power(p.base(), exponent);
      }
      case Apply a -> {
        StringBuilder key = new StringBuilder("apply ").append(a.function()).append(a.orders());
        for (Expression argument : a.arguments()) {
          key.append(' ').append(value(argument));
        }
        yield fresh(key.toString());
      }
      default -> throw new UndecidedException(expression + ": not for the test modulo primes");
    };
  }

  private long residue(Rational value) throws UndefinedPointException {
    Optional<Long> residue = field.of(value);
    if (residue.isEmpty()) {
      throw new UndefinedPointException("a denominator is 0 modulo the prime");
    }
    return residue.get();
  }

  private long fresh(String key) {
    Long known = fresh.get(key);
    if (known != null) {
      return known;
    }
    long drawn = ModularTrials.uniform(field, stream);
    fresh.put(key, drawn);
    return drawn;
  }

  private long power(Expression base, NormalForm exponent) throws UndefinedPointException {
    Optional<Rational> number = exponent.asConstant();
    if (number.isPresent() && number.get().isInteger()) {
      return power(value(base), number.get().numerator());
    }
    if (facts.isInteger(exponent) && base instanceof Product p) {
      long product = 1;
      for (Expression factor : p.factors()) {
        product = field.times(product, power(factor, exponent));
      }
      return product;
    }
    if (facts.isInteger(exponent) && base instanceof Power inner) {
      NormalForm e = new Expansion(facts).expand(inner.exponent());
      return power(inner.base(), e.times(exponent));
    }
    long of = value(base);
    long product = 1;
    for (Map.Entry<Monomial, Rational> term : exponent.terms().entrySet()) {
      Rational c = term.getValue();
      BigInteger denominator = c.denominator();
      boolean plain = term.getKey().isOne() && c.isInteger();
      long unit = plain ? of : fresh("power " + of + "^" + term.getKey().key() + "/" + denominator);
      product = field.times(product, power(unit, c.numerator()));
    }
    return product;
  }

  private long power(long base, BigInteger exponent) throws UndefinedPointException {
    if (base == 0) {
      if (exponent.signum() < 0) {
        throw new UndefinedPointException("a divisor is 0 at each point drawn");
      }
      return exponent.signum() == 0 ? 1 : 0;
    }
    // Fermat: the residues other than 0 are a group of order p − 1
    long reduced = exponent.mod(BigInteger.valueOf(field.prime() - 1)).longValueExact();
    return field.power(base, reduced);
  }
}
