package org.theoria.symbolic;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.theoria.arithmetic.FormalArithmetic;
import org.theoria.arithmetic.Matrix;
import org.theoria.proposition.Claim;
import org.theoria.proposition.FormalClaims;
import org.theoria.proposition.Justification;
import org.theoria.proposition.Step;
import org.theoria.proposition.Symbols;
import org.theoria.proposition.Text;

/**
 * It is the confirmation that catches a lying computer algebra system: with it switched off every
 * planted lie is accepted, with it on none is.
 */
final class BlindTrustTest {
  private static final Text ALL = Text.of("all", "tous");

  /** Says yes to everything. */
  private static final Cas LIAR = Says.YES;

  /** D f(a) = 2 f'(a). */
  private record FalseDerivative() implements FormalClaims {
    @Override
    public String shape() {
      return "one number";
    }

    @Override
    public <M extends Matrix<M>> List<Claim<M>> on(Symbols symbols, FormalArithmetic<M> k) {
      M a = k.of(symbols.matrix("a", 1, 1));
      M slope = k.formal("f", List.of(1), List.of(a));
      return List.of(
          Claim.equal(
              "c", k.derivative(k.formal("f", List.of(0), List.of(a)), a), slope.plus(slope)));
    }
  }

  static Stream<Justification> lies() {
    return Stream.of(
        identity("x == x + 1"),
        identity("(a+b)^2 == a^2 + b^2"),
        identity("l^(H-1)*l^(-H) == 1", "l > 0"),
        identity("Max(0, l*t) == l*Max(0, t)"),
        identity("f(x) == f(y)"),
        identity("D(f(x)^2, x) == f(x)*f'(x)"),
        identity("D(L(f(x), x), x) == L'1(f(x), x)*f'(x)"),
        identity("x < 2", "x < 3"),
        identity("1/(a + b) == 1/a + 1/b", "a > 0", "b > 0"),
        identity("Sqrt(x^2) == x"),
        // false at hardly any point
        identity("(x - 1000003)^2 > 0"),
        identity("Max(0, x - 10^6) == 0"),
        new Justification.Implication(List.of("x*y == 0"), "x == 0", ALL),
        new Justification.Limit(
            "l^(1-H)", "l", "oo", "oo", List.of("l > 0", "H >= 2"), List.of("H"), ALL),
        new Justification.Limit("(l + 1)/l", "l", "oo", "2", List.of("l > 0"), List.of(), ALL),
        new Justification.Induction(
            "h",
            "1",
            "oo",
            List.of("g(h) == 3^h"),
            List.of("g(1) == 2", "g(h+1) == 2*g(h)"),
            List.of(),
            List.of(),
            ALL),
        new Justification.OwnClaims(List.of(new FalseDerivative()), ALL));
  }

  private static Justification identity(String equation, String... assumptions) {
    return new Justification.Identity(List.of(equation), List.of(assumptions), List.of("H"), ALL);
  }

  @ParameterizedTest
  @MethodSource("lies")
  void acceptedWithoutTheConfirmation(Justification lie) {
    StepStatus status = check(StepChecker.believing(LIAR, CheckLimits.DEFAULT), lie);
    assertInstanceOf(StepStatus.Checked.class, status, status.detail());
  }

  @ParameterizedTest
  @MethodSource("lies")
  void caughtWithIt(Justification lie) {
    StepStatus status = check(new StepChecker(LIAR, CheckLimits.DEFAULT), lie);
    assertFalse(status instanceof StepStatus.Checked, status.detail());
  }

  private static StepStatus check(StepChecker checker, Justification lie) {
    return checker.check(new Step("lie", ALL, "", lie)).status();
  }
}
