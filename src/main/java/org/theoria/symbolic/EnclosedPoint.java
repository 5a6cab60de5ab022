package org.theoria.symbolic;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import org.theoria.arithmetic.ElementaryFunction;
import org.theoria.arithmetic.Enclosure;
import org.theoria.arithmetic.NotRepresentableException;
import org.theoria.arithmetic.PreciseArithmetic;
import org.theoria.arithmetic.PreciseMatrix;
import org.theoria.arithmetic.Rational;
import org.theoria.sampling.Stream;
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
 * An exact point at which expressions that need not be rational there are evaluated to proven
 * enclosures. What is rational stays exact. Uninterpreted functions have values drawn as in {@link
 * Point}, where their arguments can be told apart.
 */
final class EnclosedPoint {
  /** Longer exact numbers are rounded outwards. */
  private static final long EXACT_BITS = 4_096;

  private static final int EXPONENT_BITS = 40;

  /** A value: exact, or a proven enclosure. */
  private sealed interface Value {
    record Exact(Rational number) implements Value {}

    record Rough(PreciseMatrix number) implements Value {}
  }

  /** An application whose value was drawn. */
  private record Drawn(Apply canonical, List<Enclosure> arguments, Rational value) {}

  private final SortedMap<String, Rational> symbols;
  private final SortedMap<String, Rational> applications = new TreeMap<>();
  private final List<Drawn> drawn = new ArrayList<>();
  private final Stream stream;
  private final Expansion expansion;
  private final PreciseArithmetic k;

  EnclosedPoint(SortedMap<String, Rational> symbols, Stream stream, Facts facts, int bits) {
    this.symbols = symbols;
    this.stream = stream;
    this.expansion = new Expansion(facts);
    this.k = new PreciseArithmetic(bits);
  }

  /** Whether the relation is proved to hold here. */
  boolean satisfies(Comparison relation) throws UndefinedPointException {
    Enclosure left = enclosure(relation.left());
    Enclosure right = enclosure(relation.right());
    return SignSet.ofDifference(left, right).isWithin(SignSet.of(relation.operator()));
  }

  /** The failure that this point shows, if the relation is proved to fail here. */
  Optional<StepAnswer.Fails> refutes(Comparison relation) throws UndefinedPointException {
    Enclosure left = enclosure(relation.left());
    Enclosure right = enclosure(relation.right());
    SignSet holds = SignSet.of(relation.operator());
    if (!SignSet.ofDifference(left, right).disjoint(holds)) {
      return Optional.empty();
    }
    for (int digits : new int[] {6, 12, 24, 48}) {
      Enclosure shortLeft = OutwardDecimals.of(left, digits);
      Enclosure shortRight = OutwardDecimals.of(right, digits);
      if (SignSet.ofDifference(shortLeft, shortRight).disjoint(holds)) {
        return Optional.of(StepAnswer.Fails.atExact(symbols, applications, shortLeft, shortRight));
      }
    }
    return Optional.of(StepAnswer.Fails.atExact(symbols, applications, left, right));
  }

  private Enclosure enclosure(Expression expression) throws UndefinedPointException {
    try {
      return enclosure(value(expression));
    } catch (NotRepresentableException e) {
      throw new UndefinedPointException(String.valueOf(e.getMessage()));
    }
  }

  private Enclosure enclosure(Value value) {
    return switch (value) {
      case Value.Exact e -> Enclosure.exactly(e.number());
      case Value.Rough r -> k.entry(r.number(), 0, 0);
    };
  }

  private Value value(Expression expression) throws UndefinedPointException {
    return switch (expression) {
      case Constant c -> new Value.Exact(c.value());
      case Symbol s -> {
        Rational value = symbols.get(s.name());
        if (value == null) {
          throw new IllegalArgumentException("point: no value for the symbol " + s.name());
        }
        yield new Value.Exact(value);
      }
      case Sum s -> {
        Value sum = new Value.Exact(Rational.ZERO);
        for (Expression term : s.terms()) {
          sum = combined(sum, value(term), Rational::plus, PreciseMatrix::plus);
        }
        yield sum;
      }
      case Product p -> {
        Value product = new Value.Exact(Rational.ONE);
        for (Expression factor : p.factors()) {
          product = combined(product, value(factor), Rational::times, PreciseMatrix::hadamard);
        }
        yield product;
      }
      case Power p -> power(p);
      case Apply a -> application(a);
      case Max m -> {
        Value max = value(m.arguments().getFirst());
        for (Expression argument : m.arguments().subList(1, m.arguments().size())) {
          max = combined(max, value(argument), Rational::max, EnclosedPoint::max);
        }
        yield max;
      }
      case Abs a ->
          switch (value(a.argument())) {
            case Value.Exact e -> new Value.Exact(e.number().abs());
            case Value.Rough r -> new Value.Rough(r.number().apply(ElementaryFunction.ABSOLUTE));
          };
      case Elementary e -> elementary(e);
      case Derivative d -> value(Differentiation.derivative(d.body(), d.variable()));
    };
  }

  /** a + max(0, b − a): wider than the maximum where both are wide, and it still encloses it. */
  private static PreciseMatrix max(PreciseMatrix a, PreciseMatrix b) {
    return a.plus(b.minus(a).apply(ElementaryFunction.POSITIVE_PART));
  }

  private Value combined(
      Value a, Value b, BinaryOperator<Rational> exact, BinaryOperator<PreciseMatrix> rough) {
    if (a instanceof Value.Exact x && b instanceof Value.Exact y) {
      Rational value = exact.apply(x.number(), y.number());
      if (value.bitSize() <= EXACT_BITS) {
        return new Value.Exact(value);
      }
    }
    return new Value.Rough(rough.apply(rough(a), rough(b)));
  }

  private PreciseMatrix rough(Value value) {
    return switch (value) {
      case Value.Exact e -> k.scalar(e.number());
      case Value.Rough r -> r.number();
    };
  }

  private Value elementary(Elementary e) throws UndefinedPointException {
    Value argument = value(e.argument());
    if (argument instanceof Value.Exact at) {
      Optional<Rational> exact = e.function().exactAt(at.number());
      if (exact.isPresent()) {
        return new Value.Exact(exact.get());
      }
    }
    return new Value.Rough(rough(argument).apply(e.function().function()));
  }

  private Value application(Apply apply) throws UndefinedPointException {
    Apply canonical = (Apply) apply.mapParts(expansion::canonical);
    List<Enclosure> arguments = new ArrayList<>();
    StringBuilder name =
        new StringBuilder(apply.function()).append(ExpressionPrinter.primes(apply.orders()));
    for (Expression argument : apply.arguments()) {
      Enclosure at = enclosure(value(argument));
      name.append(arguments.isEmpty() ? "(" : ", ").append(at.isPoint() ? at.lower() : argument);
      arguments.add(at);
    }
    for (Drawn other : drawn) {
      if (other.canonical().function().equals(apply.function())
          && other.canonical().orders().equals(apply.orders())
          && areSame(other, canonical, arguments)) {
        return new Value.Exact(other.value());
      }
    }
    Rational value = Rational.of(stream.nextInt(-9, 9), stream.nextInt(1, 3));
    drawn.add(new Drawn(canonical, arguments, value));
    applications.put(name.append(')').toString(), value);
    return new Value.Exact(value);
  }

  /** Whether the arguments are those of the other application; what cannot be told apart throws. */
  private static boolean areSame(Drawn other, Apply canonical, List<Enclosure> arguments)
      throws UndefinedPointException {
    boolean open = false;
    for (int i = 0; i < arguments.size(); i++) {
      Enclosure mine = arguments.get(i);
      Enclosure theirs = other.arguments().get(i);
      if (!mine.overlaps(theirs)) {
        return false;
      }
      open |=
          !(mine.isPoint() && theirs.isPoint())
              && !canonical.arguments().get(i).equals(other.canonical().arguments().get(i));
    }
    if (open) {
      throw new UndefinedPointException(
          "the arguments of " + canonical + " and " + other.canonical() + " cannot be told apart");
    }
    return true;
  }

  private Value power(Power power) throws UndefinedPointException {
    Value base = value(power.base());
    Value exponent = value(power.exponent());
    if (base instanceof Value.Exact b && b.number().isZero() && exponent instanceof Value.Exact e) {
      boolean literalZero = power.exponent() instanceof Constant c && c.value().isZero();
      if (e.number().signum() < 0 || (e.number().isZero() && !literalZero)) {
        throw new UndefinedPointException("0^" + e.number());
      }
      return new Value.Exact(e.number().isZero() ? Rational.ONE : Rational.ZERO);
    }
    if (exponent instanceof Value.Exact e && e.number().isInteger()) {
      return integerPower(base, e.number().numerator());
    }
    if (exponent instanceof Value.Exact e && e.number().denominator().equals(BigInteger.TWO)) {
      return integerPower(
          new Value.Rough(rough(base).apply(ElementaryFunction.SQRT)), e.number().numerator());
    }
    // b^e = exp(e·log b), which needs b > 0: the logarithm throws otherwise
    return new Value.Rough(
        rough(base)
            .apply(ElementaryFunction.LOG)
            .hadamard(rough(exponent))
            .apply(ElementaryFunction.EXP));
  }

  private Value integerPower(Value base, BigInteger n) throws UndefinedPointException {
    if (n.bitLength() > EXPONENT_BITS) {
      throw new UndefinedPointException("the exponent " + n + " is too large");
    }
    if (base instanceof Value.Exact b
        && n.abs().longValueExact() * b.number().bitSize() <= EXACT_BITS) {
      return new Value.Exact(b.number().pow(n.intValueExact()));
    }
    PreciseMatrix square = rough(base);
    PreciseMatrix result = k.scalar(Rational.ONE);
    for (BigInteger e = n.abs(); e.signum() > 0; e = e.shiftRight(1)) {
      if (e.testBit(0)) {
        result = result.hadamard(square);
      }
      square = square.apply(ElementaryFunction.SQUARE);
    }
    return new Value.Rough(n.signum() < 0 ? k.scalar(Rational.ONE).dividedBy(result) : result);
  }
}
