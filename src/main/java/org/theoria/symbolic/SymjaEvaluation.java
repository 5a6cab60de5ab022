package org.theoria.symbolic;

import java.util.List;
import org.matheclipse.core.eval.EvalEngine;
import org.matheclipse.core.expression.F;
import org.matheclipse.core.expression.S;
import org.matheclipse.core.interfaces.IExpr;

/**
 * The answer of Symja 3.0.0 to one question. Only a literal 0, True or infinity counts as yes.
 *
 * <p>An engine belongs to a thread, and each question gets a fresh one, with names of its own:
 * nothing that a question defines or caches in it is seen by the next. To be used on one thread
 * only, the same for its whole life.
 */
final class SymjaEvaluation {
  private static final int RECURSION_LIMIT = 2_048;

  private final EvalEngine engine;
  private final SymjaTranslator names = new SymjaTranslator();

  private SymjaEvaluation(EvalEngine engine) {
    this.engine = engine;
  }

  /**
   * The answer; Symja's exceptions and errors pass through.
   *
   * @throws UndecidedException when the question is beyond the translator's limits
   */
  static CasAnswer answer(CasQuestion question) {
    EvalEngine engine = new EvalEngine(false);
    EvalEngine.set(engine);
    engine.setFileSystemEnabled(false);
    engine.setRecursionLimit(RECURSION_LIMIT);
    SymjaEvaluation evaluation = new SymjaEvaluation(engine);
    return switch (question) {
      case CasQuestion.IsZero q -> evaluation.isZero(q);
      case CasQuestion.Holds q -> evaluation.holds(q);
      case CasQuestion.HasLimit q -> evaluation.hasLimit(q);
    };
  }

  private CasAnswer isZero(CasQuestion.IsZero question) {
    IExpr form = names.translate(question.expression());
    return zero(form, names.translate(question.assumptions()));
  }

  private CasAnswer holds(CasQuestion.Holds question) {
    Comparison relation = question.relation();
    IExpr form = names.translate(relation);
    IExpr moved =
        names.translate(
            new Comparison(relation.difference(), relation.operator(), Expression.Constant.ZERO));
    IExpr given = names.translate(question.assumptions());
    IExpr last = form;
    for (IExpr attempt :
        List.of(form, F.Refine(form, given), F.Refine(moved, given), F.Simplify(moved, given))) {
      last = engine.evaluate(attempt);
      if (last.isTrue()) {
        return new CasAnswer.Yes();
      }
      if (last.isFalse()) {
        return new CasAnswer.No("False");
      }
    }
    return new CasAnswer.Unknown(names.text(last));
  }

  private CasAnswer hasLimit(CasQuestion.HasLimit question) {
    LimitClaim claim = question.claim();
    IExpr variable = names.translate(claim.variable());
    IExpr body = engine.evaluate(F.ExpandAll(names.translate(claim.expression())));
    IExpr towards = target(claim.towards());
    IExpr limit = engine.evaluate(F.Limit(body, F.Rule(variable, towards)));
    IExpr value = target(claim.value());
    IExpr given = names.translate(question.assumptions());
    IExpr refined = engine.evaluate(F.Refine(limit, given));
    boolean infinite = refined.isInfinity() || refined.isNegativeInfinity();
    if (infinite || value.isInfinity() || value.isNegativeInfinity()) {
      return infinite && refined.equals(value)
          ? new CasAnswer.Yes()
          : infinite || refined.isNumber()
              ? new CasAnswer.No(names.text(refined))
              : new CasAnswer.Unknown(names.text(refined));
    }
    if (!refined.isFree(S.Limit)
        || !refined.isFree(S.Indeterminate)
        || !refined.isFree(S.DirectedInfinity)) {
      return new CasAnswer.Unknown(names.text(refined));
    }
    return zero(F.Subtract(refined, value), given);
  }

  private IExpr target(Expression value) {
    if (value.equals(LimitClaim.INFINITY)) {
      return F.CInfinity;
    }
    return value.equals(LimitClaim.INFINITY.negate()) ? F.CNInfinity : names.translate(value);
  }

  private CasAnswer zero(IExpr form, IExpr given) {
    IExpr current = engine.evaluate(form);
    for (int attempt = 0; attempt < 4; attempt++) {
      if (current.isZero()) {
        return new CasAnswer.Yes();
      }
      if (current.isNumber()) {
        return new CasAnswer.No(names.text(current));
      }
      current =
          engine.evaluate(
              switch (attempt) {
                case 0 -> F.ExpandAll(current);
                case 1 -> F.Together(current);
                case 2 -> F.ExpandAll(F.Refine(current, given));
                default -> F.Simplify(current, given);
              });
    }
    return current.isZero()
        ? new CasAnswer.Yes()
        : current.isNumber()
            ? new CasAnswer.No(names.text(current))
            : new CasAnswer.Unknown(names.text(current));
  }
}
