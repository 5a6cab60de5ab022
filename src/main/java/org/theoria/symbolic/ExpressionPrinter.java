package org.theoria.symbolic;

import java.util.List;
import java.util.stream.Collectors;
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

/** Prints an expression in the grammar of {@link ExpressionParser}, which reads it back. */
final class ExpressionPrinter {
  private static final int SUM = 1;
  private static final int PRODUCT = 2;
  private static final int POWER = 4;
  private static final int PRIMARY = 5;

  private ExpressionPrinter() {}

  static String print(Expression expression) {
    StringBuilder out = new StringBuilder();
    print(expression, 0, out);
    return out.toString();
  }

  /** Prints in parentheses when the expression binds less than {@code binding}. */
  private static void print(Expression expression, int binding, StringBuilder out) {
    boolean open = strength(expression) < binding;
    if (open) {
      out.append('(');
    }
    switch (expression) {
      case Constant c -> out.append(c.value());
      case Symbol s -> out.append(s.name());
      case Sum s -> printSum(s.terms(), out);
      case Product p -> printProduct(p, out);
      case Power p -> {
        print(p.base(), PRIMARY, out);
        out.append('^');
        print(p.exponent(), PRIMARY, out);
      }
      case Apply a -> printCall(a.function() + primes(a.orders()), a.arguments(), out);
      case Max m -> printCall("Max", m.arguments(), out);
      case Abs a -> printCall("Abs", List.of(a.argument()), out);
      case Elementary e -> printCall(e.function().text(), List.of(e.argument()), out);
      case Derivative d -> printCall("D", List.of(d.body(), d.variable()), out);
    }
    if (open) {
      out.append(')');
    }
  }

  private static int strength(Expression expression) {
    return switch (expression) {
      case Constant c -> c.value().signum() < 0 ? SUM : c.value().isInteger() ? PRIMARY : PRODUCT;
      case Sum s -> SUM;
      case Product p ->
          p.factors().getFirst() instanceof Constant c && c.value().signum() < 0 ? SUM : PRODUCT;
      case Power p -> POWER;
      case Symbol s -> PRIMARY;
      case Apply a -> PRIMARY;
      case Max m -> PRIMARY;
      case Abs a -> PRIMARY;
      case Elementary e -> PRIMARY;
      case Derivative d -> PRIMARY;
    };
  }

  private static void printSum(List<Expression> terms, StringBuilder out) {
    for (int i = 0; i < terms.size(); i++) {
      String term = print(terms.get(i));
      if (i > 0 && term.startsWith("-")) {
        out.append(" - ").append(term, 1, term.length());
      } else {
        out.append(i > 0 ? " + " : "").append(term);
      }
    }
  }

  private static void printProduct(Product product, StringBuilder out) {
    boolean first = true;
    for (Expression factor : product.factors()) {
      if (first && factor instanceof Constant c && c.value().equals(Rational.ONE.negate())) {
        out.append('-');
        continue;
      }
      if (!first) {
        out.append('*');
      }
      // a leading negative number needs no parentheses; a fraction after * does not change the
      // value either
      print(factor, first && factor instanceof Constant ? 0 : PRODUCT + 1, out);
      first = false;
    }
  }

  private static void printCall(String head, List<Expression> arguments, StringBuilder out) {
    out.append(head)
        .append(
            arguments.stream()
                .map(ExpressionPrinter::print)
                .collect(Collectors.joining(", ", "(", ")")));
  }

  /** The primes of a derivative: f' of a function of one argument, f'1'2 for ∂₁∂₂ of several. */
  static String primes(List<Integer> orders) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < orders.size(); i++) {
      out.append((orders.size() == 1 ? "'" : "'" + (i + 1)).repeat(orders.get(i)));
    }
    return out.toString();
  }
}
