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
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.theoria.arithmetic.Rational;

/**
 * The child process in which Z3 runs, so that it can be stopped whatever it does: the only class
 * that uses Z3, and the only process that loads its native library. Each script is read from
 * standard input and answered on standard output ({@link SmtCodec}), with a fresh context. The end
 * of the input ends the process.
 */
final class Z3Child {
  /** Decimal digits of the bounds of an algebraic number. */
  private static final int DIGITS = 40;

  private static final int SEED = 1;

  /** Z3 works recursively on nested terms. */
  private static final long STACK_BYTES = 256L << 20;

  private Z3Child() {}

  /**
   * Answers scripts until the input ends.
   *
   * @param arguments the limit of steps of one answer, and of memory in MB
   */
  public static void main(String[] arguments) throws InterruptedException {
    int steps = Integer.parseInt(arguments[0]);
    String megabytes = arguments[1];
    BlockingQueue<String> scripts = new LinkedBlockingQueue<>();
    Thread worker = new Thread(null, () -> answer(scripts, steps, megabytes), "z3", STACK_BYTES);
    worker.setDaemon(true);
    worker.setUncaughtExceptionHandler((thread, failure) -> System.exit(1));
    worker.start();
    DataInputStream in = new DataInputStream(System.in);
    try {
      while (true) {
        scripts.put(SmtCodec.receive(in));
      }
    } catch (EOFException e) {
      System.exit(0); // also in the middle of a call: nobody waits for its answer any more
    } catch (IOException e) {
      System.exit(1);
    }
  }

  private static void answer(BlockingQueue<String> scripts, int steps, String megabytes) {
    DataOutputStream out = new DataOutputStream(System.out);
    try {
      while (true) {
        SmtCodec.send(out, SmtCodec.write(solve(scripts.take(), steps, megabytes)));
      }
    } catch (IOException | InterruptedException e) {
      System.exit(1);
    }
  }

  private static SmtAnswer solve(String script, int steps, String megabytes) {
    try {
      Global.setParameter("memory_max_size", megabytes);
    } catch (LinkageError e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return new SmtAnswer.Unavailable("its native library does not load: " + cause);
    }
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
      Status status = solver.check();
      long used = used(solver.getStatistics());
      return switch (status) {
        case UNSATISFIABLE -> new SmtAnswer.Unsat(used);
        case SATISFIABLE -> new SmtAnswer.Sat(used, model(solver.getModel()));
        case UNKNOWN -> new SmtAnswer.Unknown(solver.getReasonUnknown(), used);
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
