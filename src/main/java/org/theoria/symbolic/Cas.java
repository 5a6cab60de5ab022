package org.theoria.symbolic;

import java.util.ArrayList;
import java.util.List;

/**
 * The questions that are put to a computer algebra system. An implementation never hangs and never
 * throws on an expression.
 */
public interface Cas {

  /** Whether the expression is 0 for all values of its symbols under the assumptions. */
  CasAnswer isZero(Expression expression, Assumptions assumptions);

  /**
   * Whether each of the expressions is 0, under the same assumptions: the answers of {@link
   * #isZero}, in order, each with a limit of its own. An implementation may answer many questions
   * faster than one by one.
   */
  default List<CasAnswer> areZero(List<Expression> expressions, Assumptions assumptions) {
    List<CasAnswer> answers = new ArrayList<>(expressions.size());
    for (Expression expression : expressions) {
      answers.add(isZero(expression, assumptions));
    }
    return answers;
  }

  /** Whether the relation holds for all values of its symbols under the assumptions. */
  CasAnswer holds(Comparison relation, Assumptions assumptions);

  /** Whether the limit is as claimed, under the assumptions. */
  CasAnswer hasLimit(LimitClaim claim, Assumptions assumptions);
}
