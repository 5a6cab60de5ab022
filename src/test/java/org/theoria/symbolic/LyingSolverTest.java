package org.theoria.symbolic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.theoria.arithmetic.Rational;

/**
 * A solver that lies: its sat is never believed, its unsat only where our own points see nothing.
 */
final class LyingSolverTest {

  /** Gives the same answer to every script. */
  private record Says(SmtAnswer answer) implements SmtSolver {
    @Override
    public String name() {
      return "liar";
    }

    @Override
    public SmtAnswer solve(String script) {
      return answer;
    }
  }

  private static StepStatus check(SmtAnswer answer, String given, String conclusion) {
    return Implications.check(Implications.SILENT, new Says(answer), given, conclusion);
  }

  private static SmtAnswer sat(String model) {
    SortedMap<String, RationalInterval> values = new TreeMap<>();
    for (String entry : Implications.words(model)) {
      String[] parts = entry.split("\\s*=\\s*", 2);
      String[] bounds = parts[1].split("\\s*,\\s*", 2);
      values.put(
          parts[0],
          new RationalInterval(
              Rational.parse(bounds[0]), Rational.parse(bounds[bounds.length - 1])));
    }
    return new SmtAnswer.Sat("lie", 1, values);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | x^2 > x",
        "x > 0; y > 0 | x*y >= x",
        "l <= 1; l >= 0 | (l*a + (1-l)*b)^3 <= l*a^3 + (1-l)*b^3",
        "a == b + 1 | f(a) >= f(b)",
        "'' | Max(0, l*t) == l*Max(0, t)"
      })
  void aFalseUnsatIsCaughtByPoints(String given, String conclusion) {
    StepStatus status = check(new SmtAnswer.Unsat("lie", 1), given, conclusion);
    StepStatus.Failed failed = assertInstanceOf(StepStatus.Failed.class, status, status.detail());
    assertTrue(failed.counterexample().isPresent());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // true implications, "refuted" by points that do not refute them
        "'' | (a+b)^2 >= 4*a*b | a = 1; b = 2",
        "x >= 0; y >= 0 | (x+y)/2 >= Sqrt(x*y) | x = -1; y = -1",
        "x^2 == 2; x > 0 | x^4 >= 4 | x = 1, 2",
        "x^2 == 2; x > 0 | x < 3/2 | x = 14/10, 15/10",
        "x^2 == 2; x > 0 | x^3 < 3 | x = -142/100, -141/100",
        "(x-1)^2*(x+1) == 0; x != 1; x > -2 | x < 0 | x = 99/100, 101/100",
        "a == b; a^2 == 2 | f(a) == f(b) | a = 1414/1000, 1415/1000; b = 1414/1000, 1415/1000;"
            + " f(a) = 0; f(b) = 1",
        "a == b + c; c == 0 | f(a) == f(b) | a = 1; b = 1; c = 0; f(a) = 0; f(b) = 1",
        "x == y; x > 1000 | y > 1000 | x = 1001; y = 1000"
      })
  void aFalseSatIsNotBelieved(String given, String conclusion, String model) {
    StepStatus status = check(sat(model), given, conclusion);
    StepStatus.GaveUp open = assertInstanceOf(StepStatus.GaveUp.class, status, status.detail());
    assertTrue(open.why().contains("could not be certified"), open.why());
  }

  /** The same path with a true model: it is the certificate that makes the difference. */
  @Test
  void aTrueSatIsCertified() {
    StepStatus exact = check(sat("x = 1000003"), "", "(x - 1000003)^2 > 0");
    assertInstanceOf(StepStatus.Failed.class, exact, exact.detail());
    StepStatus enclosed = check(sat("x = 14/10, 15/10"), "x^2 == 2", "x < 0");
    StepStatus.Failed failed =
        assertInstanceOf(StepStatus.Failed.class, enclosed, enclosed.detail());
    RationalInterval x = failed.enclosed().orElseThrow().symbols().get("x");
    assertEquals("[1.414213562, 1.414213563]", String.valueOf(x));
  }

  /** Unsat to both questions: the hypotheses are said to contradict each other. */
  @Test
  void aProofFromContradictoryHypothesesIsNone() {
    StepStatus status = check(new SmtAnswer.Unsat("nlsat", 1), "x^2 == 2; x > 0", "x == 17");
    StepStatus.Failed failed = assertInstanceOf(StepStatus.Failed.class, status, status.detail());
    assertTrue(failed.what().contains("contradict each other"), failed.what());
  }

  @Test
  void otherAnswersLeaveItOpen() {
    for (SmtAnswer answer :
        new SmtAnswer[] {
          new SmtAnswer.Unknown("tired", 7), new SmtAnswer.Unavailable("not here")
        }) {
      StepStatus status = check(answer, "", "(a+b)^2 >= 4*a*b");
      StepStatus.GaveUp open = assertInstanceOf(StepStatus.GaveUp.class, status, status.detail());
      assertTrue(open.why().contains("liar: " + answer.words()), open.why());
    }
  }
}
