package org.theoria.symbolic;

import java.util.List;

/**
 * The questions that are put to a computer algebra system. An implementation never hangs and never
 * throws on an expression.
 */
public interface Cas {

  /** Whether the expression is 0 for all values of its symbols under the assumptions. */
  CasAnswer isZero(Expression expression, Assumptions assumptions);

  /** Whether each expression is 0, as {@link #isZero}; one answer for each, in order. */
  default List<CasAnswer> areZero(List<Expression> expressions, Assumptions assumptions) {
    return expressions.stream().map(expression -> isZero(expression, assumptions)).toList();
  }

  /** Whether the relation holds for all values of its symbols under the assumptions. */
  CasAnswer holds(Comparison relation, Assumptions assumptions);

  /** Whether the limit is as claimed, under the assumptions. */
  CasAnswer hasLimit(LimitClaim claim, Assumptions assumptions);
}
