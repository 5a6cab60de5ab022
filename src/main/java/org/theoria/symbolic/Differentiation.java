package org.theoria.symbolic;

import java.util.ArrayList;
import java.util.List;
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
 * Our own differentiation: the rules of sum, product, power with an exponent free of the variable,
 * and the chain rule.
 */
final class Differentiation {
  private Differentiation() {}

  /** The expression with every {@link Derivative} carried out, innermost first. */
  static Expression carriedOut(Expression expression) {
    if (!expression.contains(Derivative.class)) {
      return expression;
    }
    Expression inner = expression.mapParts(Differentiation::carriedOut);
    return inner instanceof Derivative d ? derivative(d.body(), d.variable()) : inner;
  }

  /**
   * The partial derivative with respect to the variable; Max and Abs that depend on it are refused.
   */
  static Expression derivative(Expression expression, Symbol variable) {
    Interruption.check();
    return switch (expression) {
      case Constant c -> Expression.Constant.ZERO;
      case Symbol s -> s.equals(variable) ? Expression.Constant.ONE : Expression.Constant.ZERO;
      case Sum s ->
          Expression.sum(s.terms().stream().map(term -> derivative(term, variable)).toList());
      case Product p -> productRule(p.factors(), variable);
      case Power p -> {
        if (dependsOn(p.exponent(), variable)) {
          throw new UndecidedException(
              "the exponent of " + p + " depends on " + variable.name() + ": not differentiated");
        }
        Expression inner = derivative(p.base(), variable);
        yield inner.equals(Expression.Constant.ZERO)
            ? Expression.Constant.ZERO
            : Expression.product(
                p.exponent(),
                Expression.power(p.base(), p.exponent().minus(Expression.Constant.ONE)),
                inner);
      }
      case Apply a -> chainRule(a, variable);
      case Elementary e -> {
        Expression inner = derivative(e.argument(), variable);
        yield inner.equals(Expression.Constant.ZERO)
            ? Expression.Constant.ZERO
            : Expression.product(e.function().derivativeAt(e.argument()), inner);
      }
      case Max m -> kink(m, variable);
      case Abs a -> kink(a, variable);
      case Derivative d -> derivative(carriedOut(d), variable);
    };
  }

  static boolean dependsOn(Expression expression, Symbol variable) {
    return expression.equals(variable)
        || expression.parts().stream().anyMatch(part -> dependsOn(part, variable));
  }

  private static Expression kink(Expression expression, Symbol variable) {
    if (dependsOn(expression, variable)) {
      throw new UndecidedException(
          expression + " has kinks: not differentiated with respect to " + variable.name());
    }
    return Expression.Constant.ZERO;
  }

  private static Expression productRule(List<Expression> factors, Symbol variable) {
    List<Expression> terms = new ArrayList<>();
    for (int i = 0; i < factors.size(); i++) {
      Expression inner = derivative(factors.get(i), variable);
      if (!inner.equals(Expression.Constant.ZERO)) {
        List<Expression> product = new ArrayList<>(factors);
        product.set(i, inner);
        terms.add(Expression.product(product));
      }
    }
    return Expression.sum(terms);
  }

  private static Expression chainRule(Apply apply, Symbol variable) {
    List<Expression> terms = new ArrayList<>();
    for (int i = 0; i < apply.arguments().size(); i++) {
      Expression inner = derivative(apply.arguments().get(i), variable);
      if (!inner.equals(Expression.Constant.ZERO)) {
        List<Integer> orders = new ArrayList<>(apply.orders());
        orders.set(i, orders.get(i) + 1);
        terms.add(
            Expression.product(new Apply(apply.function(), orders, apply.arguments()), inner));
      }
    }
    return Expression.sum(terms);
  }
}
