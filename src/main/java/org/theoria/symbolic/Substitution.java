package org.theoria.symbolic;

import org.theoria.symbolic.Expression.Derivative;
import org.theoria.symbolic.Expression.Symbol;

/** Replaces a symbol by an expression. */
final class Substitution {
  private Substitution() {}

  /**
   * The expression with the symbol replaced; a derivative that involves it is carried out first.
   */
  static Expression of(Expression in, Symbol symbol, Expression by) {
    if (in.equals(symbol)) {
      return by;
    }
    if (in instanceof Derivative d && Differentiation.dependsOn(d, symbol)) {
      return of(Differentiation.derivative(d.body(), d.variable()), symbol, by);
    }
    return in.mapParts(part -> of(part, symbol, by));
  }
}
