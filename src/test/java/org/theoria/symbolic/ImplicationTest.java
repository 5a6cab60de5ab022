package org.theoria.symbolic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.theoria.arithmetic.Rational;
import org.theoria.proposition.Justification;
import org.theoria.proposition.Step;
import org.theoria.proposition.Text;

/** Implications over ℝ, with Z3; the CAS decides nothing, unless it is said that it does. */
final class ImplicationTest {
  private static final Z3Solver Z3 = new Z3Solver();

  @AfterAll
  static void end() {
    Z3.close();
  }

  private static StepStatus check(String given, String conclusion) {
    return Implications.check(Implications.SILENT, Z3, given, conclusion);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "d != 0; w != 0; a != 0; w*d*r*a == 0 | r == 0",
        "'' | (a+b)^2 >= 4*a*b",
        "x >= 0; y >= 0; z >= 0 | (x+y+z)^3 >= 27*x*y*z",
        "x >= 0; y >= 0 | (x+y)/2 >= Sqrt(x*y)",
        "x^2 == y^2; x >= 0; y >= 0 | x == y",
        "x/y > 1; y > 0 | x > y",
        "D(f(x)*x, x) == 0; x == 0 | f(x) == 0",
        "a^2 == 2; b^2 == 2; a > 0; b > 0 | f(a) == f(b)"
      })
  void areProved(String given, String conclusion) {
    StepStatus status = check(given, conclusion);
    StepStatus.DecidedBySolver decided =
        assertInstanceOf(StepStatus.DecidedBySolver.class, status, status.detail());
    assertEquals("decided by Z3 alone", decided.word());
    assertEquals(decided.goals().size(), decided.answers().size());
    assertTrue(decided.answers().getFirst().startsWith("unsat ("), decided.detail());
    assertTrue(decided.detail().startsWith("Z3 4.14.1 (limit 1,500,000 steps): "));
  }

  /**
   * With a proof of our own beside the solver's word, the step is checked; the question is kept.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "l > 0 | Max(0, l*t) == l*Max(0, t)",
        "'' | ReLU(x) - ReLU(-x) == x",
        "'' | Abs(Max(0,a) - Max(0,b)) <= Abs(a-b)",
        "'' | Min(a,b,c) <= Max(a,b)",
        "x > 0 | x^(3/2) == x*Sqrt(x)",
        "x > 0 | x^(-1/2)*Sqrt(x) == 1",
        "a == b | f(a) == f(b)",
        "a == b; c == d | f'1(a, c) == f'1(b, d)",
        "(a1^2+a2^2+a3^2)*(b1^2+b2^2+b3^2) < (a1*b1+a2*b2+a3*b3)^2 + 1 |"
            + " (a1*b1+a2*b2+a3*b3)^2 + 1 > (a1*b1)^2 - (a1*b1)^2"
      })
  void areCheckedWhereOurOwnCalculusProvesThemToo(String given, String conclusion) {
    StepStatus status = check(given, conclusion);
    StepStatus.Checked checked =
        assertInstanceOf(StepStatus.Checked.class, status, status.detail());
    assertTrue(
        checked
            .confirmation()
            .startsWith("decided by Z3 4.14.1 (limit 1,500,000 steps), confirmed"),
        checked.confirmation());
    StepStatus.DecidedBySolver asked = checked.asked().orElseThrow();
    assertEquals(asked.goals().size(), asked.answers().size());
    assertTrue(asked.answers().getFirst().startsWith("unsat ("), asked.detail());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // points do not meet these by chance
        "'' | (x - 1000003)^2 > 0",
        "'' | Max(0, x - 10^6) == 0",
        "x + y == 10^6; x - y == 2 | x*y <= 5",
        "f(x) == 10^6; x > 10^5 | f(2*x) < f(x)",
        "x*y == 1; x > 100 | y >= 1/100",
        // the loss of a network of one hidden neuron is not convex
        "0 <= l; l <= 1; x == 1; y == 1 | (y - (l*u+(1-l)*p)*Max(0,(l*w+(1-l)*q)*x))^2 <="
            + " l*(y - u*Max(0,w*x))^2 + (1-l)*(y - p*Max(0,q*x))^2"
      })
  void areWrongAtAnExactPoint(String given, String conclusion) {
    StepStatus status = check(given, conclusion);
    StepStatus.Failed failed = assertInstanceOf(StepStatus.Failed.class, status, status.detail());
    Counterexample point = failed.counterexample().orElseThrow();
    assertTrue(failed.refuted());
    assertTrue(
        !point.operator().holdsForSign(Integer.signum(point.left().compareTo(point.right()))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x^2 == 2 | x <= 0 | 1.414213562",
        "(x^2-2)^2 == 0 | x <= 0 | 1.414213562",
        "(x^2-2)*(x-7) == 0; x < 3 | x <= 0 | 1.414213562",
        "x^2 <= 2; x^2 >= 2 | x <= 0 | 1.414213562",
        "x^3 == 2; y^2 == x | y <= 1 | 1.122462048",
        "x^2 + y^2 == 3; x*y == 1 | x + y <= 0 | 2.236067977",
        "x^2 == 2; x^3 == 2*x; y == x | y^2 < 2 | 1.414213562",
        "x == 3 | Sqrt(x) >= 2 | 1.732050807",
        "f(x)^2 == 2 | f(x) <= 0 | 1.414213562",
        "Abs(x^2 - 2) == 0; x > 0 | x^2 != 2 | 1.414213562",
        "x^5 - x - 1 == 0 | x <= 1 | 1.167303978"
      })
  void areWrongAtAnIrrationalPoint(String given, String conclusion, String digits) {
    StepStatus status = check(given, conclusion);
    StepStatus.Failed failed = assertInstanceOf(StepStatus.Failed.class, status, status.detail());
    assertTrue(failed.refuted());
    EnclosedCounterexample point = failed.enclosed().orElseThrow();
    assertTrue(failed.detail().contains(digits), failed.detail());
    assertTrue(
        point.symbols().values().stream()
            .allMatch(b -> b.upper().minus(b.lower()).compareTo(Rational.of(1, 1_000_000)) < 0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x > 1; x < 0 | x == 5 | the hypotheses contradict each other",
        "x^2 + y^2 < 0 | x == 5 | the hypotheses contradict each other",
        "Sqrt(x-5) < 3; x < 2 | x > 0 | the hypotheses contradict each other",
        "a == b; f(a) != f(b) | x > 0 | the hypotheses contradict each other",
        "x < -100 | Sqrt(x) > 0 | gives both sides a value"
      })
  void sayNothing(String given, String conclusion, String why) {
    StepStatus status = check(given, conclusion);
    StepStatus.Failed failed = assertInstanceOf(StepStatus.Failed.class, status, status.detail());
    assertTrue(failed.what().contains(why), failed.what());
    assertTrue(!failed.refuted());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "h >= 1 | 2^h >= 2 | the exponent of 2^h is not a number",
        "'' | x^1000 >= 0 - 10^(-9)*x^2*y^2*0 - 1 | beyond 64",
        "'' | D(Max(0,x), x) >= 0 | not differentiated",
      })
  void areRefused(String given, String conclusion, String why) {
    StepStatus status = check(given, conclusion);
    StepStatus.GaveUp open = assertInstanceOf(StepStatus.GaveUp.class, status, status.detail());
    assertTrue(open.why().contains(why), open.why());
  }

  /**
   * Over the reals there is such a k, a fraction or an irrational number; over the integers not.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"k >= 0; k <= 2000000 | (2*k - 1999999)^2 > 0", "k^2 == 2; y == 10^6 | k*y <= 0"})
  void anIntegerIsNotRefutedByAnotherNumber(String given, String conclusion) {
    assertInstanceOf(StepStatus.Failed.class, check(given, conclusion));
    StepStatus status = Implications.check(Implications.SILENT, Z3, given, conclusion, "k");
    StepStatus.GaveUp open = assertInstanceOf(StepStatus.GaveUp.class, status, status.detail());
    assertTrue(open.why().contains("the integer k is not one"), open.why());
  }

  @Test
  void sayWhereTheyHold() {
    assertTrue(
        check("", "(x/y)^2 + z^2 >= 2*z*x/y")
            .detail()
            .contains("wherever both sides are defined: y != 0"));
  }

  @Test
  void keepTheQuestionWhetherTheHypothesesContradictEachOther() {
    StepStatus status = check("a^2 == 2; b^2 == 2; a*b > 0", "f(a) == f(b)");
    StepStatus.DecidedBySolver decided =
        assertInstanceOf(StepStatus.DecidedBySolver.class, status, status.detail());
    assertEquals(2, decided.goals().size());
    assertTrue(decided.goals().get(0).contains("(assert (not (= |f(a)| |f(b)|)))"));
    assertTrue(decided.answers().get(1).startsWith("sat ("), decided.detail());
    assertTrue(decided.answers().get(1).endsWith("certified exactly"), decided.detail());
  }

  @Test
  void aContradictionWithTheCasIsADisagreement() {
    for (String conclusion : List.of("(x - 1000003)^2 > 0", "Sqrt((x-1/1000)^2 + 3) > Sqrt(3)")) {
      StepStatus status = Implications.check(Implications.YES, Z3, "", conclusion);
      StepStatus.Disagreement disagreement =
          assertInstanceOf(StepStatus.Disagreement.class, status, status.detail());
      assertTrue(disagreement.cas().contains("says yes"));
    }
  }

  /** What CAS and our own calculus decide is not put to the solver. */
  @Test
  void theSolverComesLast() {
    SmtSolver never =
        new SmtSolver() {
          @Override
          public String name() {
            return "never";
          }

          @Override
          public SmtAnswer solve(String script) {
            throw new AssertionError("asked: " + script);
          }
        };
    assertInstanceOf(
        StepStatus.Checked.class, Implications.check(Implications.YES, never, "x > 0", "x+1 > 0"));
    assertInstanceOf(
        StepStatus.Failed.class, Implications.check(Implications.SILENT, never, "", "x > 0"));
  }

  @Test
  void aStepGoesTheSameWay() {
    Text all = Text.of("all", "tous");
    StepChecker steps = new StepChecker(Implications.SILENT, CheckLimits.DEFAULT, Z3);
    StepStatus proved =
        steps
            .check(
                new Step(
                    "s",
                    all,
                    "",
                    new Justification.Implication(
                        List.of("d != 0", "w != 0", "a != 0", "w*d*r*a == 0"), "r == 0", all)))
            .status();
    assertInstanceOf(StepStatus.DecidedBySolver.class, proved, proved.detail());
  }

  @Test
  void theLimitOfStepsEndsInTheSameAnswerEachTime() {
    String given = "a^2+b^2+c^2 == 1; d^2+e^2+f^2 == 1";
    String conclusion = "Abs(a*d + b*e + c*f) <= 1";
    String first = "";
    for (int run = 0; run < 2; run++) {
      try (Z3Solver small = new Z3Solver(20_000, Duration.ofSeconds(60))) {
        StepStatus status = Implications.check(Implications.SILENT, small, given, conclusion);
        StepStatus.GaveUp open = assertInstanceOf(StepStatus.GaveUp.class, status, status.detail());
        assertTrue(open.why().contains("its limit of steps"), open.why());
        assertTrue(open.why().contains("limit 20,000 steps"), open.why());
        assertTrue(run == 0 || open.why().equals(first), open.why() + " / " + first);
        first = open.why();
      }
    }
  }
}
