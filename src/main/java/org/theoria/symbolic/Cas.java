package org.theoria.symbolic;

/**
 * The questions that are put to a computer algebra system. An implementation never hangs and never
 * throws on an expression.
 */
public interface Cas {

  /** Whether the expression is 0 for all values of its symbols under the assumptions. */
  CasAnswer isZero(Expression expression, Assumptions assumptions);

  /** Whether the relation holds for all values of its symbols under the assumptions. */
  CasAnswer holds(Comparison relation, Assumptions assumptions);

  /** Whether the limit is as claimed, under the assumptions. */
  CasAnswer hasLimit(LimitClaim claim, Assumptions assumptions);
}
