package org.theoria.proposition;

import java.util.List;

/**
 * Why a step of a proof holds. Expressions are in Theoria's own grammar: infix {@code + - * / ^}, rational numbers, identifiers,
 * {@code Max(a,b)}, {@code Abs(a)}, and functions {@code f(a,…)}; identifiers are case-sensitive.
 */
public sealed interface Justification {

  /**
   * Equalities for all values of their symbols, under the assumptions.
   *
   * @param equations each "lhs == rhs"
   * @param assumptions each "a &gt; 0", "a ≥ 0"… as "a > 0" or "a >= 0"; the symbols are real; those in {@code integers} are integers
   * @param integers the names of the symbols that range over the integers
   * @param range what the equalities range over, for a reader: "all real t, all λ > 0"
   */
  record Identity(List<String> equations, List<String> assumptions, List<String> integers, Text range) implements Justification {}

  /**
   * An implication over ℝ, for all real values.
   *
   * @param hypotheses the premises, each a polynomial relation
   * @param conclusion the conclusion
   * @param range what it ranges over
   */
  record Implication(List<String> hypotheses, String conclusion, Text range) implements Justification {}

  /**
   * An induction on a formal integer.
   *
   * @param variable the integer, e.g. "h"
   * @param base the base case
   * @param step the passage from h to h+1
   */
  record Induction(String variable, Identity base, Identity step) implements Justification {}

  /**
   * A limit.
   *
   * @param expression the expression, in our grammar
   * @param variable the variable
   * @param towards where it goes: "oo" or a number
   * @param value the claimed limit: "oo" or an expression
   * @param assumptions as in {@link Identity}
   * @param range what it ranges over
   */
  record Limit(String expression, String variable, String towards, String value, List<String> assumptions, Text range)
      implements Justification {}

  /**
   * A closed computation in exact numbers.
   *
   * @param relations each "lhs == rhs", "lhs < rhs" or "lhs <= rhs", without symbols
   */
  record Exact(List<String> relations) implements Justification {}

  /**
   * It follows from earlier steps and hypotheses (and a definition), by a reader's own reasoning; nothing is computed.
   *
   * @param ids the steps and hypotheses used
   */
  record From(List<String> ids) implements Justification {}

  /**
   * A theorem of the literature.
   *
   * @param source where it is proved
   */
  record Cited(String source) implements Justification {}
}
