package org.theoria.symbolic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.theoria.arithmetic.Rational;
import org.theoria.proposition.Justification;
import org.theoria.proposition.Proof;
import org.theoria.proposition.Step;
import org.theoria.proposition.Text;

/** Whole steps, with Symja. */
final class StepCheckerTest {
  private static final StepChecker STEPS =
      new StepChecker(new SymjaGateway(Duration.ofSeconds(5)), CheckLimits.DEFAULT);
  private static final Text RANGE = Text.of("all real values", "toutes valeurs réelles");

  private static final List<String> NETWORK =
      List.of(
          "f(1) == Max(0, w(1)*x + b(1))",
          "f(h+1) == Max(0, w(h+1)*f(h) + b(h+1))",
          "g(1) == Max(0, l^(H-1)*w(1)*x + l^(H-1)*b(1))",
          "g(h+1) == Max(0, l^(-1)*w(h+1)*g(h) + l^(H-h-1)*b(h+1))");

  private static StepStatus status(Justification justification) {
    CheckedStep step = STEPS.check(new Step("s", RANGE, "", justification));
    assertTrue(step.time().isPositive());
    return step.status();
  }

  private static StepStatus identity(String equation, String given, String integers) {
    return status(
        new Justification.Identity(List.of(equation), words(given), words(integers), RANGE));
  }

  private static List<String> words(String list) {
    return list.isBlank() ? List.of() : List.of(list.strip().split("\\s*;\\s*"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Max(0, l*t) == l*Max(0, t) | l > 0 | ''",
        "l^(H-1)*l^(-(H-1)) == 1 | l > 0 | H",
        "l^(-1)*l^(H-h+1) == l^(H-h) | l > 0 | H;h",
        "(w2*Max(0,w1))^2 == (w1*w2)^2 | w1 >= 0 | ''",
        "w2*l^(-(H-1))*Max(0, l^(H-1)*(w1*x+b)) == w2*Max(0, w1*x+b) | l > 0 | H",
        "Max(0, a*b) == Abs(a)*Max(0, b) | a >= 0 | ''",
        "Max(0, x*y) + Max(0, -x*y) == Abs(x)*Abs(y) | '' | ''",
        "D(L(s2(w2*s1(w1*x+b1)+b2)), w1) =="
            + " x*s1'(w1*x+b1)*w2*s2'(w2*s1(w1*x+b1)+b2)*L'(s2(w2*s1(w1*x+b1)+b2)) | '' | ''",
        "D(L(s2(w2*s1(w1*x+b1)+b2)), b2) == s2'(w2*s1(w1*x+b1)+b2)*L'(s2(w2*s1(w1*x+b1)+b2)) | '' |"
            + " ''",
        "x/(-4) < 0 | x > 0 | ''",
        "w^2 + v^2 >= 0 | '' | ''",
        "l*w^2 > 0 | l > 0; w > 0 | ''",
        "y == 2*w*x | w == a + 1; y == 2*(1+a)*x | ''"
      })
  void checks(String relation, String given, String integers) {
    StepStatus status = identity(relation, given, integers);
    assertInstanceOf(StepStatus.Checked.class, status, status.detail());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Max(0, l*t) == l*Max(0, t) | '' | ''",
        "l^(H-1)*l^(-H) == 1 | l > 0 | H",
        "l^(-1)*l^(H-h) == l^(H-h) | l > 0 | H;h",
        "(w2*Max(0,w1))^2 == (w1*w2)^2 | '' | ''",
        "D(L(s2(w2*s1(w1*x+b1)+b2)), w1) =="
            + " x*s1'(w1*x+b1)*s2'(w2*s1(w1*x+b1)+b2)*L'(s2(w2*s1(w1*x+b1)+b2)) | '' | ''",
        "W1 == w1 | '' | ''",
        "E == 27/10 | '' | ''",
        "x_1 == x_2 | '' | ''",
        "Sqrt(x^2) == x | '' | ''",
        "x^2 > 0 | '' | ''",
        "f(x) == f(-x) | '' | ''"
      })
  void failsWithAPoint(String relation, String given, String integers) {
    StepStatus status = identity(relation, given, integers);
    StepStatus.Failed failed = assertInstanceOf(StepStatus.Failed.class, status, status.detail());
    Counterexample point = failed.counterexample().orElseThrow();
    assertTrue(
        !point.operator().holdsForSign(Integer.signum(point.left().compareTo(point.right()))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x == 1 | x > 1; x < 0 | '' | it may say nothing",
        "1/(x-x) == 1/(x-x) | '' | '' | it may say nothing",
        "10^10^10 == 10^(10^10) | '' | '' | it may say nothing",
        "x^4 + y^4 >= 2*x^2*y^2 - 0*z | '' | '' | not prove",
        "D(Max(0,x), x) == 1 | x > 0 | '' | not differentiated"
      })
  void givesUp(String relation, String given, String integers, String why) {
    StepStatus status = identity(relation, given, integers);
    StepStatus.GaveUp gaveUp = assertInstanceOf(StepStatus.GaveUp.class, status, status.detail());
    assertTrue(gaveUp.why().contains(why), gaveUp.why());
  }

  @Test
  void saysWhereItHolds() {
    assertTrue(
        identity("x/x == 1", "", "").detail().contains("wherever both sides are defined: x != 0"));
    assertTrue(!identity("x/x == 1", "x > 0", "").detail().contains("wherever"));
  }

  @Test
  void giveTheValuesAtThePoint() {
    StepStatus.Failed failed =
        assertInstanceOf(StepStatus.Failed.class, identity("x*x == x", "x > 1", ""));
    Counterexample point = failed.counterexample().orElseThrow();
    Rational x = Optional.ofNullable(point.symbols().get("x")).orElseThrow();
    assertTrue(x.compareTo(Rational.ONE) > 0);
    assertEquals(x.times(x), point.left());
    assertEquals(x, point.right());
  }

  @Test
  void exactRelations() {
    assertInstanceOf(
        StepStatus.Checked.class,
        status(new Justification.Exact(List.of("1/16 > 0", "(1/2*1/2)^2 > 1/2*0 + 1/2*0"))));
    assertInstanceOf(
        StepStatus.Failed.class, status(new Justification.Exact(List.of("1/16 > 1/15"))));
    assertInstanceOf(StepStatus.Failed.class, status(new Justification.Exact(List.of("x == x"))));
    assertInstanceOf(StepStatus.Failed.class, status(new Justification.Exact(List.of())));
    assertInstanceOf(StepStatus.Failed.class, status(new Justification.Exact(List.of("1 +"))));
  }

  private static StepStatus limit(String expression, String towards, String value, String given) {
    return status(
        new Justification.Limit(
            expression, "l", towards, value, words(given), List.of("H"), RANGE));
  }

  @Test
  void limits() {
    String given = "l > 0; H >= 2; w > 0";
    for (String claim : List.of("l^(H-1)", "w^2*l^(2*(H-1)) + v^2*l^(-2)")) {
      StepStatus status = limit(claim, "oo", "oo", given);
      assertInstanceOf(StepStatus.Checked.class, status, status.detail());
    }
    assertInstanceOf(StepStatus.Checked.class, limit("3 + l^(1-H)", "oo", "3", given));
    assertInstanceOf(StepStatus.Checked.class, limit("3 + l^2", "0", "3", given));
    assertInstanceOf(StepStatus.Failed.class, limit("l^(H-1)", "oo", "0", given));
    assertInstanceOf(StepStatus.Failed.class, limit("l^(H-2) - l^H", "oo", "oo", given));
    assertInstanceOf(StepStatus.GaveUp.class, limit("l^(H-1)", "oo", "oo", "H >= 2; H <= 1"));
    assertInstanceOf(StepStatus.GaveUp.class, limit("Sqrt(l^2+1)-l", "oo", "0", given));
    assertInstanceOf(StepStatus.GaveUp.class, limit("l", "oo", "oo", "l < 5"));
  }

  /** Wrong for some values of the parameters only: refuted at such values. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "l^(H-1) | oo | oo | l > 0; H >= 1 | at {H=1} the limit of l^(H - 1) is 1, not oo",
        "w*l^2 | oo | oo | l > 0; w >= 0 | at {w=0} the limit of w*l^2 is 0, not oo",
        "l^(1-H)*w | oo | 0 | l > 0; H >= 1; w > 0 | not 0",
        "w + l | 2 | w + 3 | l > 0 | w = ",
        "l^w | 0 | 0 | l > 0; w >= 0 | at {w=0} the limit of l^w is 1, not 0"
      })
  void aLimitThatIsWrongSomewhereFailsThere(
      String expression, String towards, String value, String given, String what) {
    StepStatus status = limit(expression, towards, value, given);
    StepStatus.Failed failed = assertInstanceOf(StepStatus.Failed.class, status, status.detail());
    assertTrue(failed.refuted());
    assertTrue(failed.detail().contains(what), failed.detail());
  }

  /**
   * Where there is no value, where the rule does not apply, or where nothing is wrong: no alarm.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Sqrt(l^2+w^2)-l | oo | 0 | l > 0; w > 0",
        "l*(w/w) | oo | oo | l > 0; w >= 0",
        "l^(2*w^2 - w) | oo | oo | l > 0; w >= 1",
        "f(w)*l | oo | oo | l > 0; w > 0"
      })
  void aLimitThatIsNotRefutedIsNotCalledWrong(
      String expression, String towards, String value, String given) {
    StepStatus status = limit(expression, towards, value, given);
    assertTrue(!(status instanceof StepStatus.Failed), status.detail());
  }

  private static StepStatus induction(
      List<String> statements, List<String> definitions, List<String> given) {
    return status(
        new Justification.Induction(
            "h", "1", "H", statements, definitions, given, List.of("H"), RANGE));
  }

  @Test
  void inductionWithFormalDepth() {
    StepStatus good = induction(List.of("g(h) == l^(H-h)*f(h)"), NETWORK, List.of("l > 0"));
    assertInstanceOf(StepStatus.Checked.class, good, good.detail());
    for (String wrong :
        List.of("g(h) == l^(H-h-1)*f(h)", "g(h) == l^(H-h)*f(h) + h - 1", "g(h) == l^(H-1)*f(h)")) {
      StepStatus status = induction(List.of(wrong), NETWORK, List.of("l > 0"));
      assertInstanceOf(StepStatus.Failed.class, status, wrong + ": " + status.detail());
    }
    assertInstanceOf(
        StepStatus.Failed.class, induction(List.of("g(h) == l^(H-h)*f(h)"), NETWORK, List.of()));
  }

  /**
   * The step fails for values that the recursion never takes: the statement is not called wrong.
   */
  @Test
  void aStatementThatOnlyDoesNotFollowIsNotRefuted() {
    List<String> ones =
        List.of("f(1) == 1", "f(h+1) == Max(0, f(h))", "g(1) == 1", "g(h+1) == Abs(f(h))");
    StepStatus open = induction(List.of("g(h) == f(h)"), ones, List.of());
    StepStatus.GaveUp gaveUp = assertInstanceOf(StepStatus.GaveUp.class, open, open.detail());
    assertTrue(gaveUp.why().contains("does not follow"), gaveUp.why());
    StepStatus wrong =
        induction(List.of("g(h) == 2 - f(h) + w*(h-1)*(h-2)*(h-3)"), ones, List.of());
    StepStatus.Failed failed = assertInstanceOf(StepStatus.Failed.class, wrong, wrong.detail());
    assertTrue(failed.refuted());
    assertTrue(failed.what().contains("wrong at the index 4"), failed.what());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "f(1) == 0; f(h+1) == f(h+1) | f(h) == 0 | only the index h",
        "f(1) == 0; f(h+1) == f(h+2) | f(h) == 0 | only the index h",
        "f(1) == 0 | f(h) == 0 | must be defined at",
        "f(1) == 0; f(h) == 1; f(h+1) == 2 | f(h) == 0 | must be at the index",
        "f(1) == 0; f(1) == 1; f(h+1) == 2 | f(h) == 0 | two definitions",
        "f(1) == h; f(h+1) == f(h) | f(h) == h | must not mention h",
        "f(1) == 0; f(h+1) == f(h) | f(h+1) == 0 | a statement must be",
        "f(1) == 0; f(h+1) == f(h) | x == 0 | a statement must be",
        "f(1) == 0; f(h+1) == f(h) | '' | no statement"
      })
  void refusesMalformedInductions(String definitions, String statements, String problem) {
    StepStatus status = induction(words(statements), words(definitions), List.of());
    StepStatus.Failed failed = assertInstanceOf(StepStatus.Failed.class, status, status.detail());
    assertTrue(failed.what().contains(problem), failed.what());
  }

  private static Step step(String id, Justification justification) {
    return new Step(id, RANGE, "", justification);
  }

  @Test
  void referencesAreChecked() {
    Justification good = new Justification.Exact(List.of("1 < 2"));
    Justification bad = new Justification.Exact(List.of("2 < 1"));
    Justification open = new Justification.Exact(List.of("10^10^10 == 10^(10^10)"));
    Proof proof =
        Proof.of(
            step("good", good),
            step("bad", bad),
            step("open", open),
            step("a", new Justification.From(List.of("good", "hypothesis"))),
            step("b", new Justification.From(List.of("good", "c"))),
            step("c", new Justification.From(List.of("good", "bad"))),
            step("d", new Justification.From(List.of("open", "good"))),
            step("e", new Justification.From(List.of("d"))),
            step("f", new Justification.From(List.of())),
            step("g", new Justification.Cited("doi:10.1/1")));
    List<String> words =
        new ProofChecker(STEPS)
            .check(proof, List.of("hypothesis")).stream().map(s -> s.status().word()).toList();
    assertEquals(
        List.of(
            "checked", "failed", "gave up", "follows", "failed", "failed", "gave up", "gave up",
            "failed", "cited"),
        words);
  }
}
