package org.theoria.symbolic;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.theoria.arithmetic.Rational;
import org.theoria.symbolic.Expression.Abs;
import org.theoria.symbolic.Expression.Apply;
import org.theoria.symbolic.Expression.Constant;
import org.theoria.symbolic.Expression.Derivative;
import org.theoria.symbolic.Expression.Elementary;
import org.theoria.symbolic.Expression.Max;
import org.theoria.symbolic.Expression.Symbol;

/** What a name before a parenthesis means in {@link ExpressionParser}'s grammar. */
final class NamedFunctions {
  private static final Set<String> ALGEBRAIC = Set.of("Max", "Min", "Abs", "Sqrt", "ReLU");
  private static final String DERIVATIVE = "D";

  /** Names that a reader takes for a function that has no meaning here, all in lower case. */
  private static final Set<String> WITHOUT_MEANING =
      Set.of(
          "exp",
          "log",
          "tanh",
          "sigmoid",
          "softplus",
          "ln",
          "sin",
          "cos",
          "tan",
          "sinh",
          "cosh",
          "asin",
          "acos",
          "atan",
          "arcsin",
          "arccos",
          "arctan",
          "artanh",
          "softmax",
          "sign",
          "sgn",
          "step",
          "heaviside",
          "floor",
          "ceil",
          "ceiling",
          "round",
          "mod",
          "sum",
          "product",
          "limit",
          "integrate",
          "max",
          "min",
          "abs",
          "sqrt",
          "relu",
          "if",
          "while",
          "factorial",
          "gamma");

  private static final Map<String, String> SPELLED =
      Map.of("max", "Max", "min", "Min", "abs", "Abs", "sqrt", "Sqrt", "relu", "ReLU", "ln", "log");

  private NamedFunctions() {}

  /** Whether the name has a meaning before a parenthesis. */
  static boolean isNamed(String name) {
    return name.equals(DERIVATIVE) || isReserved(name);
  }

  /** Whether the name cannot be a symbol. */
  static boolean isReserved(String name) {
    return ALGEBRAIC.contains(name) || ElementaryName.of(name).isPresent();
  }

  /** Refuses a name that a reader would take for a function with a meaning. */
  static void refuseWithoutMeaning(String name, int at) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (!WITHOUT_MEANING.contains(lower)) {
      return;
    }
    Optional<String> spelled =
        ElementaryName.of(lower)
            .map(ElementaryName::text)
            .or(() -> Optional.ofNullable(SPELLED.get(lower)));
    throw ExpressionLexer.error(
        at,
        "expected Max, Min, Abs, Sqrt, ReLU, exp, log, tanh, sigmoid, softplus, D or a name for an"
            + " uninterpreted function, got \""
            + name
            + "\", which has no meaning here"
            + spelled.map(right -> ": write " + right).orElse(""));
  }

  /** The function of this name, applied. */
  static Expression applied(String name, Token.Name written, List<Expression> arguments) {
    if (!written.primes().isEmpty()) {
      throw ExpressionLexer.error(
          written.at(), "expected a function without primes, got a derivative of " + name);
    }
    int count = arguments.size();
    Expression first = arguments.getFirst();
    return switch (name) {
      case "Max", "Min" -> {
        if (count < 2) {
          throw ExpressionLexer.error(
              written.at(), "expected at least 2 arguments of " + name + ", got " + count);
        }
        yield name.equals("Max")
            ? new Max(arguments)
            : new Max(arguments.stream().map(Expression::negate).toList()).negate();
      }
      case DERIVATIVE -> {
        if (count != 2 || !(arguments.get(1) instanceof Symbol variable)) {
          throw ExpressionLexer.error(written.at(), "expected D(expression, symbol)");
        }
        yield new Derivative(first, variable);
      }
      default -> {
        if (count != 1) {
          throw ExpressionLexer.error(
              written.at(), "expected 1 argument of " + name + ", got " + count);
        }
        yield switch (name) {
          case "Abs" -> new Abs(first);
          case "ReLU" -> new Max(List.of(Constant.ZERO, first));
          case "Sqrt" -> Expression.power(first, new Constant(Rational.of(1, 2)));
          default -> new Elementary(ElementaryName.of(name).orElseThrow(), first);
        };
      }
    };
  }

  /** An uninterpreted function, with its primes. */
  static Expression uninterpreted(String name, Token.Name written, List<Expression> arguments) {
    int[] orders = new int[arguments.size()];
    for (int prime : written.primes()) {
      if ((prime == 0 && arguments.size() > 1) || prime > arguments.size()) {
        throw ExpressionLexer.error(
            written.at(),
            "expected the number of an argument (1 to "
                + arguments.size()
                + ") after each prime of "
                + name);
      }
      orders[Math.max(0, prime - 1)]++;
    }
    return new Apply(name, Arrays.stream(orders).boxed().toList(), arguments);
  }
}
