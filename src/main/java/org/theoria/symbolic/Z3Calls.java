package org.theoria.symbolic;

import com.microsoft.z3.AlgebraicNum;
import com.microsoft.z3.BoolExpr;
import com.microsoft.z3.Context;
import com.microsoft.z3.Expr;
import com.microsoft.z3.FuncDecl;
import com.microsoft.z3.Global;
import com.microsoft.z3.Model;
import com.microsoft.z3.Params;
import com.microsoft.z3.RatNum;
import com.microsoft.z3.Solver;
import com.microsoft.z3.Statistics;
import com.microsoft.z3.Status;
import com.microsoft.z3.Z3Exception;
import java.util.SortedMap;
import java.util.TreeMap;
import org.theoria.arithmetic.Rational;

/** The only class that uses Z3; it is loaded by {@link Z3Child} alone. */
final class Z3Calls {
  /** Decimal digits of the bounds of an algebraic number. */
  private static final int DIGITS = 40;

  private static final int SEED = 1;

  private Z3Calls() {}

  /**
   * The answer to a script.
   *
   * @param steps the limit of steps of each attempt
   * @param megabytes the limit of memory
   * @throws LinkageError when Z3, or its native library, cannot be loaded
   */
  static SmtAnswer solve(String script, int steps, String megabytes) {
    Global.setParameter("memory_max_size", megabytes);
    try {
      SmtAnswer first = solve(script, steps, true);
      if (!(first instanceof SmtAnswer.Unknown one)) {
        return first;
      }
      SmtAnswer second = solve(script, steps, false);
      return second instanceof SmtAnswer.Unknown two
          ? new SmtAnswer.Unknown(
              "nlsat: " + one.reason() + "; general solver: " + two.reason(),
              one.steps() + two.steps())
          : second;
    } catch (Z3Exception e) {
      return new SmtAnswer.Unknown("it failed with " + e.getMessage(), 0);
    }
  }

  /**
   * One attempt: by the procedure for nonlinear real arithmetic alone, which decides every question
   * in the end, or by the general solver, which is the better one at many linear cases.
   */
  private static SmtAnswer solve(String script, int steps, boolean nlsat) {
    try (Context context = new Context()) {
      BoolExpr[] assertions = context.parseSMTLIB2String(script, null, null, null, null);
      Solver solver =
          nlsat ? context.mkSolver(context.mkTactic("qfnra-nlsat")) : context.mkSimpleSolver();
      Params parameters = context.mkParams();
      parameters.add("rlimit", steps);
      parameters.add(nlsat ? "seed" : "random_seed", SEED);
      solver.setParameters(parameters);
      solver.add(assertions);
      String procedure = nlsat ? "nlsat" : "general solver";
      Status status = solver.check();
      long used = used(solver.getStatistics());
      return switch (status) {
        case UNSATISFIABLE -> new SmtAnswer.Unsat(procedure, used);
        case SATISFIABLE -> new SmtAnswer.Sat(procedure, used, model(solver.getModel()));
        case UNKNOWN ->
            new SmtAnswer.Unknown(
                used >= steps ? "its limit of steps" : solver.getReasonUnknown(), used);
      };
    }
  }

  private static long used(Statistics statistics) {
    for (Statistics.Entry entry : statistics.getEntries()) {
      if (entry.Key.equals("rlimit count")) {
        return Integer.toUnsignedLong(entry.getUIntValue());
      }
    }
    return 0;
  }

  private static SortedMap<String, RationalInterval> model(Model model) {
    SortedMap<String, RationalInterval> values = new TreeMap<>();
    for (FuncDecl<?> constant : model.getConstDecls()) {
      Expr<?> value = model.getConstInterp(constant);
      if (value instanceof RatNum number) {
        values.put(constant.getName().toString(), RationalInterval.point(rational(number)));
      } else if (value instanceof AlgebraicNum number) {
        values.put(
            constant.getName().toString(),
            new RationalInterval(
                rational(number.toLower(DIGITS)), rational(number.toUpper(DIGITS))));
      }
    }
    return values;
  }

  private static Rational rational(RatNum number) {
    return Rational.of(number.getBigIntNumerator(), number.getBigIntDenominator());
  }
}
