package org.theoria.symbolic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Circuits: sharing, differentiation, expansion, and the test modulo primes of all roots. */
final class CircuitTest {

  private static int root(Circuit circuit, String relation) {
    Comparison c = ExpressionParser.comparison(relation);
    return circuit.difference(circuit.add(c.left()), circuit.add(c.right()));
  }

  private static boolean isZeroModulo(String relation) {
    Circuit circuit = new Circuit();
    int root = root(circuit, relation);
    CircuitModularCheck.Found found = CircuitModularCheck.test(circuit, List.of(root), 3);
    assertTrue(found.errorExponent() >= ModularTrials.ERROR_EXPONENT);
    return found.nonZero().isEmpty();
  }

  private static Optional<Boolean> expandsToZero(String relation) {
    Circuit circuit = new Circuit();
    int root = circuit.carriedOut(root(circuit, relation));
    return new PolynomialExpansion(circuit).isZero(root);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(a+b)^3 == a^3 + 3*a^2*b + 3*a*b^2 + b^3",
        "l^(-2)*(l*a)*(l*b) == a*b",
        "D(f(a*b), a) == b*f'(a*b)",
        "D(f(g(a)), a) == f'(g(a))*g'(a)",
        "D(L(f(a), a^2), a) == L'1(f(a), a^2)*f'(a) + 2*a*L'2(f(a), a^2)",
        "D(a^(-2), a) == -2*a^(-3)",
        "D((a+b)^5, a) == 5*(a+b)^4",
        "D(a*b*c, b) == a*c",
        "f(a+b)*f(a-b) == f(a-b)*f(b+a)",
        "D(7, a) == 0"
      })
  void identities(String relation) {
    assertTrue(isZeroModulo(relation), relation);
    if (!relation.contains("(a+b)^")) {
      assertEquals(Optional.of(true), expandsToZero(relation), relation);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(a+b)^3 == a^3 + b^3",
        "l^(-2)*(l*a)*(l*b) == a*b*l",
        "D(f(a*b), a) == a*f'(a*b)",
        "D(f(g(a)), a) == f'(a)*g'(a)",
        "D(L(f(a), a^2), a) == L'1(f(a), a^2)*f'(a) + a*L'2(f(a), a^2)",
        "D(a^(-2), a) == 2*a^(-3)",
        "D(a*b*c, b) == a*b*c",
        "f(a) == f(b)",
        "f'(a) == f(a)",
        "f(a) == g(a)",
        "2305843009213693951*a == 0"
      })
  void notIdentities(String relation) {
    assertTrue(!isZeroModulo(relation), relation);
    assertEquals(Optional.of(false), expandsToZero(relation), relation);
  }

  @Test
  void rootsAreToldApart() {
    Circuit circuit = new Circuit();
    int right = root(circuit, "(x+y)^2 == x^2 + 2*x*y + y^2");
    int wrong = root(circuit, "D(f(x)^2, x) == f(x)*f'(x)");
    assertEquals(
        Set.of(wrong), CircuitModularCheck.test(circuit, List.of(right, wrong), 5).nonZero());
  }

  /** 2⁴⁰ paths through forty layers, forty nodes: nothing may walk the tree. */
  @Test
  void commonPartsAreOne() {
    Expression layer = Expression.symbol("w");
    for (int h = 0; h < 40; h++) {
      layer = Expression.apply("s", List.of(Expression.sum(List.of(layer, layer))));
    }
    Circuit circuit = new Circuit();
    int top = circuit.add(layer);
    assertTrue(circuit.size() < 200, "nodes: " + circuit.size());
    int derivative = circuit.derivative(top, "w");
    int bySymbol = circuit.add(new Expression.Derivative(layer, new Expression.Symbol("w")));
    int root = circuit.difference(bySymbol, derivative);
    assertTrue(CircuitModularCheck.test(circuit, List.of(root), 2).nonZero().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Max(a, b)", "Abs(a)", "a^b", "Sqrt(a)", "a^1000"})
  void whatHasNoPlaceIsRefused(String expression) {
    assertThrows(
        UndecidedException.class, () -> new Circuit().add(ExpressionParser.expression(expression)));
  }

  @Test
  void aSecondDerivativeIsNotForDualNumbers() {
    Circuit circuit = new Circuit();
    int root = root(circuit, "D(D(f(a), a), a) == f''(a)");
    assertThrows(
        UndecidedException.class, () -> CircuitModularCheck.test(circuit, List.of(root), 1));
    assertEquals(
        Optional.of(true), new PolynomialExpansion(circuit).isZero(circuit.carriedOut(root)));
  }

  @Test
  void aDivisorThatIsAlwaysZeroIsRefused() {
    Circuit circuit = new Circuit();
    int root = root(circuit, "1/(a - a + 0*b) == 1");
    assertThrows(
        UndecidedException.class, () -> CircuitModularCheck.test(circuit, List.of(root), 1));
  }
}
