package org.theoria.symbolic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.theoria.arithmetic.Rational;
import org.theoria.symbolic.Expression.Symbol;

/** The arithmetic behind certified points: intervals, their derivatives, interval Newton. */
final class EnclosureTest {
  private static final Symbol X = new Symbol("x");
  private static final Symbol Y = new Symbol("y");

  private static RationalInterval interval(int a, int b, int denominator) {
    return new RationalInterval(
        Rational.of(Math.min(a, b), denominator), Rational.of(Math.max(a, b), denominator));
  }

  private static Rational inside(RationalInterval i, int eighths) {
    Rational weight = Rational.of(eighths, 8);
    return i.lower().plus(i.upper().minus(i.lower()).times(weight));
  }

  /** Results at points lie in the results at intervals, for values and for derivatives. */
  @Property(tries = 300, seed = "1")
  void boundsContainWhatTheyBound(
      @ForAll @IntRange(min = -20, max = 20) int a,
      @ForAll @IntRange(min = -20, max = 20) int b,
      @ForAll @IntRange(min = -20, max = 20) int c,
      @ForAll @IntRange(min = -20, max = 20) int d,
      @ForAll @IntRange(min = 0, max = 8) int u,
      @ForAll @IntRange(min = 0, max = 8) int v) {
    RationalInterval x = interval(a, b, 7);
    RationalInterval y = interval(c, d, 3);
    for (String text :
        List.of(
            "x + 2*y - 1",
            "x*y*(x - y)",
            "x^3 - y^2",
            "Max(x, y, 1/2)",
            "Abs(x - y)",
            "1/(x^2 + y^2 + 1)",
            "1/(y - 40)^3",
            "(x^2 + 1)^(1/2)",
            "(y^2 + x^2 + 1/3)^(-3/2)")) {
      Expression expression = ExpressionParser.expression(text);
      Map<Symbol, Jet> box = Map.of(X, Jet.variable(x, 0, 2), Y, Jet.variable(y, 1, 2));
      Map<Symbol, Jet> point =
          Map.of(
              X, Jet.variable(RationalInterval.point(inside(x, u)), 0, 2),
              Y, Jet.variable(RationalInterval.point(inside(y, v)), 1, 2));
      Jet wide = Jet.of(expression, box, 2);
      Jet narrow = Jet.of(expression, point, 2);
      assertTrue(overlap(wide.value(), narrow.value()), text);
      for (int i = 0; i < 2; i++) {
        assertTrue(overlap(wide.gradient().get(i), narrow.gradient().get(i)), text);
      }
    }
  }

  private static boolean overlap(RationalInterval wide, RationalInterval narrow) {
    return wide.lower().compareTo(narrow.lower()) <= 0
        && narrow.upper().compareTo(wide.upper()) <= 0;
  }

  /** Our derivative by intervals agrees with our symbolic one. */
  @Property(tries = 100, seed = "2")
  void derivativesAreThoseOfCalculus(
      @ForAll @IntRange(min = -20, max = 20) int a, @ForAll @IntRange(min = -20, max = 20) int b) {
    Map<Symbol, Jet> point =
        Map.of(X, Jet.variable(interval(a, a, 3), 0, 2), Y, Jet.variable(interval(b, b, 5), 1, 2));
    for (String text : List.of("x^2*y - y^3", "x/(y^2 + 1)", "(x^2 + y^2 + 1)^(1/2)*x")) {
      Expression expression = ExpressionParser.expression(text);
      List<Symbol> symbols = List.of(X, Y);
      for (int i = 0; i < 2; i++) {
        Expression derivative = Differentiation.derivative(expression, symbols.get(i));
        RationalInterval expected = Jet.of(derivative, point, 2).value();
        RationalInterval actual = Jet.of(expression, point, 2).gradient().get(i);
        assertFalse(expected.isDisjointFrom(actual), text);
      }
    }
  }

  @Property(tries = 200, seed = "3")
  void rootsAreEnclosed(
      @ForAll @IntRange(min = 0, max = 1000) int a, @ForAll @IntRange(min = 2, max = 5) int n) {
    RationalInterval root = RationalInterval.point(Rational.of(a, 7)).root(n);
    assertTrue(root.lower().pow(n).compareTo(Rational.of(a, 7)) <= 0);
    assertTrue(root.upper().pow(n).compareTo(Rational.of(a, 7)) >= 0);
    assertTrue(root.upper().minus(root.lower()).compareTo(Rational.of(1, 1L << 60)) < 0);
  }

  @Property(tries = 300, seed = "4")
  void simplestRationalsAreInsideAndSimple(
      @ForAll @IntRange(min = -500, max = 500) int a,
      @ForAll @IntRange(min = 1, max = 60) int width,
      @ForAll @IntRange(min = 1, max = 97) int denominator) {
    Rational lower = Rational.of(a, denominator);
    Rational upper = lower.plus(Rational.of(width, 10L * denominator));
    Rational simplest = SimplestRational.between(lower, upper);
    assertTrue(new RationalInterval(lower, upper).contains(simplest));
    for (int q = 1; q < simplest.denominator().intValueExact(); q++) {
      Rational scaled = lower.times(Rational.of(q));
      java.math.BigInteger[] parts = scaled.numerator().divideAndRemainder(scaled.denominator());
      for (int shift = -1; shift <= 1; shift++) {
        Rational other =
            Rational.of(parts[0].add(java.math.BigInteger.valueOf(shift)), java.math.BigInteger.ONE)
                .dividedBy(Rational.of(q));
        assertFalse(new RationalInterval(lower, upper).contains(other), other + " is simpler");
      }
    }
  }

  private static IntervalNewton.Solution solve(List<String> equations, String x, String y) {
    UnaryOperator<Rational> round = v -> v;
    return IntervalNewton.solve(
        equations.stream().map(ExpressionParser::expression).toList(),
        Map.of(),
        new java.util.TreeMap<>(Map.of("x", Rational.parse(x), "y", Rational.parse(y)))
            .entrySet().stream()
                .collect(
                    java.util.stream.Collectors.toMap(
                        e -> new Symbol(e.getKey()),
                        Map.Entry::getValue,
                        (p, q) -> p,
                        java.util.LinkedHashMap::new)),
        round);
  }

  @Test
  void intervalNewtonFindsSimpleZeros() {
    IntervalNewton.Solution solution =
        solve(List.of("x^2 + y^2 - 3", "x*y - 1"), "61/100", "162/100");
    assertEquals("[0.618033988, 0.618033989]", String.valueOf(solution.box().get(X)));
    assertEquals("[1.618033988, 1.618033989]", String.valueOf(solution.box().get(Y)));
  }

  @Test
  void intervalNewtonProvesNothingElse() {
    for (List<String> equations :
        List.of(
            List.of("x^2 + 1/1000000000", "y - 1"),
            List.of("(x - 1)^2", "y - 1"),
            List.of("x - y", "2*x - 2*y"),
            List.of("x^2 + y^2 - 3", "x*y - 1", "x - y"),
            List.of("Abs(x)", "y - 1"))) {
      assertThrows(
          UndecidedException.class, () -> solve(equations, "1/1000", "999/1000"), equations + "");
    }
  }

  @Test
  void commonZerosAreThoseOfTheSquarefreeDivisor() {
    UnivariatePolynomial one =
        UnivariatePolynomial.of(ExpressionParser.expression("(x^2-2)^3*(x-1)"), X).orElseThrow();
    UnivariatePolynomial two =
        UnivariatePolynomial.of(ExpressionParser.expression("(x^2-2)^2*(x+5)"), X).orElseThrow();
    assertEquals(
        UnivariatePolynomial.of(ExpressionParser.expression("x^2-2"), X).orElseThrow(),
        one.gcd(two).squarefree());
    assertTrue(UnivariatePolynomial.of(ExpressionParser.expression("x*y"), X).isEmpty());
    assertTrue(UnivariatePolynomial.of(ExpressionParser.expression("1/x"), X).isEmpty());
  }
}
