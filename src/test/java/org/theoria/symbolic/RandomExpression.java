package org.theoria.symbolic;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.theoria.arithmetic.Rational;
import org.theoria.sampling.Stream;
import org.theoria.symbolic.Expression.Abs;
import org.theoria.symbolic.Expression.Constant;
import org.theoria.symbolic.Expression.Max;
import org.theoria.symbolic.Expression.Power;
import org.theoria.symbolic.Expression.Product;
import org.theoria.symbolic.Expression.Sum;
import org.theoria.symbolic.Expression.Symbol;

/** Random expressions for the tests, over x, y (real), p (positive) and n (a positive integer). */
final class RandomExpression {
  private RandomExpression() {}

  static Expression draw(Stream stream, int depth) {
    if (depth == 0 || stream.chance(1, 6)) {
      return switch (stream.nextInt(5)) {
        case 0 -> Expression.constant(Rational.of(stream.nextInt(-3, 3), stream.nextInt(1, 2)));
        case 1 -> Expression.symbol("x");
        case 2 -> Expression.symbol("y");
        case 3 -> Expression.symbol("p");
        default -> Expression.symbol("n");
      };
    }
    Expression one = draw(stream, depth - 1);
    return switch (stream.nextInt(9)) {
      case 0, 1 -> one.plus(draw(stream, depth - 1));
      case 2, 3 -> one.times(draw(stream, depth - 1));
      case 4 -> Expression.power(one, Expression.constant(stream.nextInt(-2, 3)));
      case 5 ->
          Expression.power(
              Expression.symbol(stream.oneOf("p", "x")),
              Expression.symbol("n").plus(Expression.constant(stream.nextInt(-2, 2))));
      case 6 -> Expression.apply("f", List.of(one));
      case 7 ->
          Expression.power(
              Expression.symbol("p"), Expression.constant(Rational.of(stream.nextInt(-3, 3), 2)));
      default -> Expression.power(one.minus(draw(stream, depth - 1)), Expression.constant(2));
    };
  }

  /**
   * With quotients, negative denominators, Abs, Max and Min, and without functions: it has a
   * rational value wherever it has one.
   */
  static Expression drawRational(Stream stream, int depth) {
    if (depth == 0 || stream.chance(1, 8)) {
      return stream.chance(1, 3)
          ? Expression.constant(Rational.of(stream.nextInt(-6, 6), stream.nextInt(1, 4)))
          : Expression.symbol(stream.oneOf("x", "y", "p", "n"));
    }
    Expression one = drawRational(stream, depth - 1);
    Expression two = drawRational(stream, depth - 1);
    return switch (stream.nextInt(9)) {
      case 0 -> new Sum(List.of(one, two));
      case 1 -> new Product(List.of(one, two));
      case 2 -> new Sum(List.of(one, new Product(List.of(Constant.MINUS_ONE, two))));
      case 3 -> new Product(List.of(one, new Power(two, Constant.MINUS_ONE)));
      case 4 ->
          new Product(
              List.of(
                  one,
                  new Power(
                      new Product(List.of(Expression.constant(stream.nextInt(-5, -1)), two)),
                      Constant.MINUS_ONE)));
      case 5 -> new Power(one, Expression.constant(stream.nextInt(-3, 4)));
      case 6 -> new Abs(one);
      case 7 -> new Max(List.of(one, two));
      default ->
          new Product(
              List.of(
                  Constant.MINUS_ONE,
                  new Max(List.of(new Product(List.of(Constant.MINUS_ONE, one)), two))));
    };
  }

  /** The value in place of each symbol, with nothing else simplified. */
  static Expression at(Expression expression, SortedMap<String, Rational> values) {
    return switch (expression) {
      case Constant c -> c;
      case Symbol s -> Expression.constant(Optional.ofNullable(values.get(s.name())).orElseThrow());
      case Sum s -> new Sum(s.terms().stream().map(e -> at(e, values)).toList());
      case Product p -> new Product(p.factors().stream().map(e -> at(e, values)).toList());
      case Power p -> new Power(at(p.base(), values), at(p.exponent(), values));
      case Max m -> new Max(m.arguments().stream().map(e -> at(e, values)).toList());
      case Abs a -> new Abs(at(a.argument(), values));
      case Expression.Apply a -> throw new IllegalArgumentException(a.toString());
      case Expression.Derivative d -> throw new IllegalArgumentException(d.toString());
      case Expression.Elementary e -> throw new IllegalArgumentException(e.toString());
    };
  }
}
