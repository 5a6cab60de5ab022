package org.theoria.symbolic;

import org.matheclipse.core.basic.Config;
import org.matheclipse.core.expression.F;
import org.matheclipse.core.expression.S;
import org.matheclipse.core.interfaces.IExpr;
import org.matheclipse.core.interfaces.ISymbol;
import org.matheclipse.core.patternmatching.IPatternMatcher;
import org.matheclipse.parser.client.ParserConfig;

/** Symja's settings, which are static, and the changes to its rules. */
final class SymjaSetup {
  private SymjaSetup() {}

  /**
   * To be called once, before Symja's first use; loads it. The first evaluation comes before the
   * first mention of a symbol here: Symja's classes must be initialised in its own order.
   */
  static void load() {
    ParserConfig.PARSER_USE_LOWERCASE_SYMBOLS = false;
    Config.JAS_NO_THREADS = true;
    Config.UNPROTECT_ALLOWED = false;
    Config.FILESYSTEM_ENABLED = false;
    Config.FUZZY_PARSER = true; // leaves functions of files, Java and packages undefined
    Config.MAX_BIT_LENGTH = 1 << 20;
    Expression x = Expression.symbol("x");
    CasAnswer first = SymjaEvaluation.answer(new CasQuestion.IsZero(x.minus(x), Assumptions.NONE));
    if (!(first instanceof CasAnswer.Yes)) {
      throw new IllegalStateException("Symja does not see that x - x is 0: " + first.words());
    }
    SymjaReach.takeAway();
    derivativesOfUnknownFunctions();
  }

  /**
   * Four rules of Symja match the n-th derivative of every function, and see only after evaluating
   * a condition (0.15 ms each) that the function is not theirs. We need them for n = 1 only.
   */
  private static void derivativesOfUnknownFunctions() {
    replace(S.Sin, F.Cos(F.Slot1));
    replace(S.Cos, F.Negate(F.Sin(F.Slot1)));
    replace(S.Sinh, F.Cosh(F.Slot1));
    replace(S.Cosh, F.Sinh(F.Slot1));
  }

  private static void replace(ISymbol function, IExpr derivative) {
    boolean removed =
        S.Derivative.removeRule(
            IPatternMatcher.SET_DELAYED, false, F.$(F.Derivative(F.n_), function), true);
    if (!removed) {
      throw new IllegalStateException("Symja has no rule for derivatives of " + function);
    }
    S.Derivative.putDownRule(
        IPatternMatcher.SET_DELAYED,
        true,
        F.$(F.Derivative(F.C1), function),
        F.Function(derivative),
        true);
  }
}
