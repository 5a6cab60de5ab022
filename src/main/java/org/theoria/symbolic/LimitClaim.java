package org.theoria.symbolic;

import org.theoria.symbolic.Expression.Symbol;

/**
 * A claim about a limit. The symbol {@code oo} as target or value is +∞, {@code -oo} is −∞. A limit
 * at a number is taken from the sides that the assumptions leave open.
 *
 * @param expression the expression
 * @param variable what moves
 * @param towards where it goes
 * @param value the claimed limit
 */
public record LimitClaim(
    Expression expression, Symbol variable, Expression towards, Expression value) {
  /** +∞. */
  public static final Symbol INFINITY = Expression.symbol("oo");

  @Override
  public String toString() {
    return "lim " + expression + " as " + variable + " -> " + towards + " is " + value;
  }
}
