package org.theoria.proposition;

import java.util.List;

/**
 * Why a step of a proof holds. Expressions are in Theoria's own grammar: infix {@code + - * / ^},
 * rational numbers, identifiers, {@code Max(a,b)}, {@code Min}, {@code Abs(a)}, {@code Sqrt(a)},
 * {@code ReLU(a)}, {@code D(a, symbol)}, and uninterpreted smooth functions {@code f(a,…)} with
 * derivatives {@code f'(a)}, {@code L'2(a,b)}; identifiers are case-sensitive. The grammar is that
 * of {@code org.theoria.symbolic.ExpressionParser}.
 */
public sealed interface Justification {

  /**
   * Equalities for all values of their symbols, under the assumptions.
   *
   * @param equations each "lhs == rhs"
   * @param assumptions each "a &gt; 0", "a ≥ 0"… as "a > 0" or "a >= 0"; the symbols are real;
   *     those in {@code integers} are integers
   * @param integers the names of the symbols that range over the integers
   * @param range what the equalities range over, for a reader: "all real t, all λ > 0"
   */
  record Identity(
      List<String> equations, List<String> assumptions, List<String> integers, Text range)
      implements Justification {}

  /**
   * The proposition's own claims at shapes, for all values of the entries: not retyped, but
   * evaluated on matrices of symbols.
   *
   * @param shapes the claims, one element a shape
   * @param range what they range over
   */
  record OwnClaims(List<FormalClaims> shapes, Text range) implements Justification {
    public OwnClaims {
      shapes = List.copyOf(shapes);
    }
  }

  /**
   * An implication over ℝ, for all real values.
   *
   * @param hypotheses the premises, each a polynomial relation
   * @param conclusion the conclusion
   * @param range what it ranges over
   */
  record Implication(List<String> hypotheses, String conclusion, Text range)
      implements Justification {}

  /**
   * An induction on a formal integer, from a first index upwards. The checker makes the base case,
   * the hypothesis (the statement at h) and the goal (the statement at h+1) from the statement
   * itself.
   *
   * @param variable the integer, e.g. "h"
   * @param first the first index, e.g. "1"
   * @param last the last index, e.g. "H", or "oo" where there is none; the step is then from h to
   *     h+1 ≤ last
   * @param statements the equalities that are proved together, each "g(h) == …" for a function g of
   *     the definitions
   * @param definitions the recursion: for each function one value "g(1) == …" at the first index,
   *     and one recurrence "g(h+1) == …" whose right side uses the defined functions at h only; all
   *     other functions (weights w(h+1), …) are arbitrary
   * @param assumptions as in {@link Identity}; they must not mention the variable
   * @param integers the names of the other symbols that range over the integers
   * @param range what it ranges over
   */
  record Induction(
      String variable,
      String first,
      String last,
      List<String> statements,
      List<String> definitions,
      List<String> assumptions,
      List<String> integers,
      Text range)
      implements Justification {}

  /**
   * A limit.
   *
   * @param expression the expression, in our grammar
   * @param variable the variable
   * @param towards where it goes: "oo", 0 (from above, where the variable is assumed positive) or a
   *     number
   * @param value the claimed limit: "oo" or an expression
   * @param assumptions as in {@link Identity}; of the variable itself only its sign
   * @param integers the names of the symbols that range over the integers
   * @param range what it ranges over
   */
  record Limit(
      String expression,
      String variable,
      String towards,
      String value,
      List<String> assumptions,
      List<String> integers,
      Text range)
      implements Justification {}

  /**
   * A closed computation in exact numbers.
   *
   * @param relations each "lhs == rhs", "lhs < rhs" or "lhs <= rhs", without symbols
   */
  record Exact(List<String> relations) implements Justification {}

  /**
   * It follows from earlier steps and hypotheses (and a definition), by a reader's own reasoning;
   * nothing is computed.
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
