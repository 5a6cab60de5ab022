package org.theoria.symbolic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A relation is about the points at which it has a value as it is written. */
final class KeptDomainTest {
  private static final SymjaGateway SYMJA = new SymjaGateway(Duration.ofSeconds(10));
  private static final Z3Solver Z3 = new Z3Solver();

  @AfterAll
  static void end() {
    SYMJA.close();
    Z3.close();
  }

  private static StepAnswer answer(String line, String assumed, String... integers) {
    List<String> given = assumed.isEmpty() ? List.of() : Arrays.asList(assumed.split(";"));
    ReaderStep step =
        new ReaderStep(
            line,
            ExpressionParser.comparison(line),
            Assumptions.parse(given, Arrays.asList(integers)));
    return new ReaderStepChecker(SYMJA, CheckLimits.DEFAULT, Z3).answer(step);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "D(log(x), x) == 1/Abs(x) | '' | Abs(x) != 0, x > 0",
        "D(log(x), x) > 0 | '' | x > 0",
        "D(log(x), x) == 1/x | '' | x > 0",
        "D(Sqrt(y)+x, x)*Abs(y) == y | '' | y >= 0",
        "Abs(x) == x | z == D(log(x), x) | ''",
        "Abs(y) == y | x == Sqrt(y) | ''",
        "y != 0 | x == 1/y | ''"
      })
  void holdsWhereItHasAValue(String line, String assumed, String where) {
    StepAnswer answer = answer(line, assumed);
    StepAnswer.Holds holds = assertInstanceOf(StepAnswer.Holds.class, answer, answer.toString());
    assertEquals(where, String.join(", ", holds.where()));
  }

  /** The points left are still looked at. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "D(log(x), x) == 2/x | ''",
        "D(Sqrt(y)+x, x)*y == 2*y | ''",
        "Abs(y) == -y | x == Sqrt(y)",
        "y > 0 | x == 1/y"
      })
  void failsWhereItHasAValue(String line, String assumed) {
    StepAnswer answer = answer(line, assumed);
    assertInstanceOf(StepAnswer.Fails.class, answer, answer.toString());
  }

  @Test
  void anExponentThatOnlyEqualsZeroAsksForABase() {
    StepAnswer answer = answer("x^(H-H) == 1", "", "H");
    StepAnswer.Holds holds = assertInstanceOf(StepAnswer.Holds.class, answer, answer.toString());
    assertEquals(List.of("x != 0"), holds.where());
    assertTrue(
        Domain.conditions(ExpressionParser.expression("x^0 + x^2"), Facts.of(Assumptions.NONE))
            .isEmpty());
  }

  /** An integer symbol is replaced by a sum of integers, and by nothing else. */
  @Test
  void integersAreSolvedForByIntegers() {
    assertInstanceOf(
        StepAnswer.Holds.class, answer("l^k == l^H/l^h", "k == H - h;l > 0", "H", "h", "k"));
    Problem half =
        new Problem(
                ExpressionParser.comparison("k > h"),
                Assumptions.parse(List.of("k == h/2"), List.of("h", "k")))
            .solvedEqualities();
    assertTrue(half.solved().isEmpty());
  }

  /** What stands for exp(y) has a name that the solver reads, and gives back as it is. */
  @Test
  void theSolverReadsTheNamesOfTheBasis() {
    Assumptions none = Assumptions.NONE;
    Comparison relation =
        new Comparison(
            Expression.symbol("exp(y)").times(Expression.symbol("log(1 + x)")),
            Comparison.Operator.EQUAL,
            Expression.constant(6));
    SmtScript script = SmtTranslator.negatedGoal(relation, none);
    SmtAnswer.Sat sat = assertInstanceOf(SmtAnswer.Sat.class, Z3.solve(script.text()));
    assertEquals(script.variables().keySet(), sat.model().keySet());
    StepAnswer answer = answer("exp(2*y) + exp(2*x) >= 2*exp(x)*exp(y) - z^2*exp(x)", "");
    assertFalse(answer.toString().contains("failed with"), answer.toString());
    assertFalse(answer instanceof StepAnswer.Fails, answer.toString());
  }
}
