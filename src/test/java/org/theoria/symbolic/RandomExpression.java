package org.theoria.symbolic;

import java.util.List;
import org.theoria.arithmetic.Rational;
import org.theoria.sampling.Stream;

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
}
