package org.theoria.symbolic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.z3.Context;
import com.microsoft.z3.Solver;
import com.microsoft.z3.Status;
import com.microsoft.z3.Version;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The child process: answers, ends, and what happens where it cannot run. */
final class Z3SolverTest {
  private static final Z3Solver Z3 = new Z3Solver();

  @AfterAll
  static void end() {
    Z3.close();
  }

  private static final String TWO = "(declare-const x Real)(assert (= (* x x) 2))";

  /** Runs for minutes: the resultants in it are large. */
  private static final String LONG =
      Implications.negated(
              "x1+x2+x3+x4+x5+x6==0; x1^2+x2^2+x3^2+x4^2+x5^2+x6^2==1;"
                  + " x1^3+x2^3+x3^3+x4^3+x5^3+x6^3==0",
              "x1*x2*x3*x4*x5*x6 <= 1/200")
          .text();

  @Test
  void answersTheSameInEachProcess() {
    String first = "";
    for (int run = 0; run < 2; run++) {
      try (Z3Solver solver = new Z3Solver()) {
        String answers =
            solver.solve(TWO)
                + "\n"
                + solver.solve("(declare-const x Real)(assert (< (* x x) 0))")
                + "\n"
                + solver.solve(TWO);
        assertTrue(run == 0 || answers.equals(first), answers + " / " + first);
        first = answers;
        String[] lines = answers.split("\n", -1);
        assertEquals(lines[0], lines[2], "an earlier question must not matter");
      }
    }
  }

  @Test
  void aProcessThatTakesTooLongIsKilledAndReplaced() {
    try (Z3Solver solver = new Z3Solver(Integer.MAX_VALUE, Duration.ofSeconds(2))) {
      SmtAnswer.Unknown stopped = assertInstanceOf(SmtAnswer.Unknown.class, solver.solve(LONG));
      assertTrue(stopped.reason().contains("stopped after 2000 ms"), stopped.reason());
      assertInstanceOf(SmtAnswer.Sat.class, solver.solve(TWO));
    }
  }

  @Test
  void aWrongScriptIsAnAnswerAndNotTheEnd() {
    try (Z3Solver solver = new Z3Solver()) {
      SmtAnswer.Unknown wrong =
          assertInstanceOf(SmtAnswer.Unknown.class, solver.solve("(assert (= y 1))"));
      assertTrue(wrong.reason().contains("unknown constant y"), wrong.reason());
      assertInstanceOf(SmtAnswer.Sat.class, solver.solve(TWO));
    }
  }

  /** Without the library's jar, and with a folder in which its native part cannot be unpacked. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"-cp | target/classes", "-Djava.io.tmpdir=/dev/null | -Dx=y"})
  void whereItCannotRunTheStepSaysSo(String option, String value) {
    List<String> options = option.equals("-cp") ? List.of(option, value) : List.of(option, value);
    try (Z3Solver solver = new Z3Solver(Z3Solver.STEP_LIMIT, Z3Solver.BACKSTOP, options)) {
      StepStatus status = Implications.check(Implications.SILENT, solver, "", "(a+b)^2 >= 4*a*b");
      StepStatus.GaveUp open = assertInstanceOf(StepStatus.GaveUp.class, status, status.detail());
      assertTrue(open.why().contains("not available: its library does not load"), open.why());
    }
  }

  @Test
  void theVersionIsTheOneNamed() {
    assertTrue(Version.getString().startsWith(Z3Solver.VERSION), Version.getString());
  }

  /** The scripts that are kept give the same answer through Z3's own parser and strategy. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "d != 0; w != 0; a != 0; w*d*r*a == 0 | r == 0 | UNSATISFIABLE",
        "let > 0; true == f(let, 1/2) | Max(0, let*true) == let*ReLU(true) | UNSATISFIABLE",
        "x > 0 | x^(-3/2) == x*x^(-5/2) | UNSATISFIABLE",
        "x > 0 | x^(-3/2) == x*x^(-7/2) | SATISFIABLE",
        "f(a,1) > f(b,1) | a != b | UNSATISFIABLE",
        "f(a,1) > f(b,2) | a != b | SATISFIABLE",
        "f'(a) > f(a) | a != a | SATISFIABLE",
        "x/y == 1 | x == y | UNSATISFIABLE",
        "x == y | x/y == 1 | UNSATISFIABLE",
        "'' | ((a+b)^2+c)^3 >= 0 | SATISFIABLE"
      })
  void theScriptsAreComplete(String given, String conclusion, Status expected) {
    String script = Implications.negated(given, conclusion).text();
    try (Context context = new Context()) {
      Solver solver = context.mkSolver("QF_NRA");
      solver.add(context.parseSMTLIB2String(script, null, null, null, null));
      assertEquals(expected, solver.check(), script);
    }
    SmtAnswer answer = Z3.solve(script);
    assertEquals(expected == Status.SATISFIABLE, answer instanceof SmtAnswer.Sat, script);
    assertEquals(expected == Status.UNSATISFIABLE, answer instanceof SmtAnswer.Unsat, script);
  }
}
