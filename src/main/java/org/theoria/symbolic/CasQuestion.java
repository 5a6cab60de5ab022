package org.theoria.symbolic;

/** One question to a computer algebra system, as a value that can be sent to another process. */
sealed interface CasQuestion {

  /** What the question assumes of its symbols. */
  Assumptions assumptions();

  /** Whether the expression is 0. */
  record IsZero(Expression expression, Assumptions assumptions) implements CasQuestion {}

  /** Whether the relation (which is not an equality) holds. */
  record Holds(Comparison relation, Assumptions assumptions) implements CasQuestion {}

  /** Whether the limit is as claimed. */
  record HasLimit(LimitClaim claim, Assumptions assumptions) implements CasQuestion {}
}
