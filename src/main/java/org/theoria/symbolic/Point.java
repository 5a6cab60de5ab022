package org.theoria.symbolic;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.theoria.arithmetic.Rational;
import org.theoria.sampling.Stream;
import org.theoria.symbolic.Comparison.Operator;
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

/**
 * A point at which expressions are evaluated exactly over ℚ: a value for each symbol, and for each
 * uninterpreted function (and each of its derivatives) a value at each argument that is met, drawn
 * when it is first needed. Finitely many values of a smooth function and of its derivatives can be
 * prescribed freely, so such a point is a point of an actual choice of functions.
 */
final class Point {
  /** Numbers of more bits are not computed. */
  private static final long SIZE_LIMIT = 1 << 20;

  private final SortedMap<String, Rational> symbols;
  private final SortedMap<String, Rational> applications = new TreeMap<>();
  private final Map<String, Rational> byKey = new HashMap<>();
  private final Stream stream;

  Point(SortedMap<String, Rational> symbols, Stream stream) {
    this.symbols = symbols;
    this.stream = stream;
  }

  SortedMap<String, Rational> symbols() {
    return symbols;
  }

  /** The values of the functions met so far, by "s1'(3/2)". */
  SortedMap<String, Rational> applications() {
    return applications;
  }

  /**
   * Chooses the value of a function at the arguments that these expressions have here.
   *
   * @return false when another value was chosen at the same arguments before
   */
  boolean choose(Apply apply, Rational value) throws UndefinedPointException {
    Rational before = byKey.putIfAbsent(key(apply), value);
    return before == null || before.equals(value);
  }

  boolean satisfies(Comparison relation) throws UndefinedPointException {
    int sign = value(relation.left()).compareTo(value(relation.right()));
    return relation.operator().holdsForSign(Integer.signum(sign));
  }

  /** The exact value; an expression that has none at this point throws. */
  Rational value(Expression expression) throws UndefinedPointException {
    return switch (expression) {
      case Constant c -> c.value();
      case Symbol s -> {
        Rational value = symbols.get(s.name());
        if (value == null) {
          throw new IllegalArgumentException("point: no value for the symbol " + s.name());
        }
        yield value;
      }
      case Sum s -> {
        Rational sum = Rational.ZERO;
        for (Expression term : s.terms()) {
          sum = checked(sum.plus(value(term)));
        }
        yield sum;
      }
      case Product p -> {
        Rational product = Rational.ONE;
        for (Expression factor : p.factors()) {
          product = checked(product.times(value(factor)));
        }
        yield product;
      }
      case Power p -> power(p);
      case Apply a -> application(a);
      case Max m -> {
        Rational max = value(m.arguments().getFirst());
        for (Expression argument : m.arguments()) {
          max = max.max(value(argument));
        }
        yield max;
      }
      case Abs a -> value(a.argument()).abs();
      case Elementary e -> {
        Optional<Rational> value = e.function().exactAt(value(e.argument()));
        if (value.isEmpty()) {
          throw new UndefinedPointException(e + " is not rational");
        }
        yield value.get();
      }
      case Derivative d -> value(Differentiation.derivative(d.body(), d.variable()));
    };
  }

  private static Rational checked(Rational value) throws UndefinedPointException {
    if (value.bitSize() > SIZE_LIMIT) {
      throw new UndefinedPointException("a number of more than " + SIZE_LIMIT + " bits");
    }
    return value;
  }

  private String key(Apply apply) throws UndefinedPointException {
    StringBuilder key =
        new StringBuilder(apply.function()).append(ExpressionPrinter.primes(apply.orders()));
    String separator = "(";
    for (Expression argument : apply.arguments()) {
      key.append(separator).append(value(argument));
      separator = ", ";
    }
    return key.append(')').toString();
  }

  private Rational application(Apply apply) throws UndefinedPointException {
    String name = key(apply);
    Rational value =
        byKey.computeIfAbsent(name, k -> Rational.of(stream.nextInt(-9, 9), stream.nextInt(1, 3)));
    applications.put(name, value);
    return value;
  }

  private Rational power(Power power) throws UndefinedPointException {
    Rational exponent = value(power.exponent());
    Rational base = value(power.base());
    if (base.isZero()) {
      boolean literalZero = power.exponent() instanceof Constant c && c.value().isZero();
      if (exponent.signum() < 0 || (exponent.isZero() && !literalZero)) {
        throw new UndefinedPointException("0^" + exponent);
      }
      return exponent.isZero() ? Rational.ONE : Rational.ZERO;
    }
    BigInteger degree = exponent.denominator();
    if (!degree.equals(BigInteger.ONE)) {
      if (base.signum() < 0 || degree.bitLength() > 6) {
        throw new UndefinedPointException(base + "^(" + exponent + ")");
      }
      int n = degree.intValueExact();
      base = Rational.of(root(base.numerator(), n), root(base.denominator(), n));
    }
    BigInteger n = exponent.numerator();
    if (base.abs().equals(Rational.ONE)) {
      return base.signum() < 0 && n.testBit(0) ? base : Rational.ONE;
    }
    if (n.bitLength() > 30 || n.abs().longValueExact() * base.bitSize() > SIZE_LIMIT) {
      throw new UndefinedPointException("a number of more than " + SIZE_LIMIT + " bits");
    }
    return base.pow(n.intValueExact());
  }

  /** The exact n-th root of a positive integer; an irrational one throws. */
  private static BigInteger root(BigInteger value, int n) throws UndefinedPointException {
    BigInteger low = BigInteger.ZERO;
    BigInteger high = BigInteger.ONE.shiftLeft(value.bitLength() / n + 1);
    while (low.compareTo(high) < 0) {
      BigInteger middle = low.add(high).add(BigInteger.ONE).shiftRight(1);
      if (middle.pow(n).compareTo(value) <= 0) {
        low = middle;
      } else {
        high = middle.subtract(BigInteger.ONE);
      }
    }
    if (!low.pow(n).equals(value)) {
      throw new UndefinedPointException("an irrational root");
    }
    return low;
  }

  /** The counterexample that this point is, if the relation fails here. */
  Optional<Counterexample> refutes(Comparison relation) throws UndefinedPointException {
    Rational left = value(relation.left());
    Rational right = value(relation.right());
    Operator operator = relation.operator();
    return operator.holdsForSign(Integer.signum(left.compareTo(right)))
        ? Optional.empty()
        : Optional.of(new Counterexample(symbols, applications, left, operator, right));
  }
}
