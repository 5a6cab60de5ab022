package org.theoria.symbolic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.theoria.arithmetic.Rational;
import org.theoria.sampling.Key;
import org.theoria.sampling.Stream;

/** Expansion, signs, modular test and differentiation against exact values at random points. */
final class OwnComputationTest {
  private static final Assumptions GIVEN =
      Assumptions.parse(List.of("p > 0", "n >= 1"), List.of("n"));
  private static final Facts FACTS = Facts.of(GIVEN);

  private static Point point(Stream stream) {
    SortedMap<String, Rational> values = new TreeMap<>();
    values.put("x", Rational.of(stream.nextInt(-4, 4), stream.nextInt(1, 2)));
    values.put("y", Rational.of(stream.nextInt(-4, 4), stream.nextInt(1, 3)));
    values.put("p", Rational.of(stream.nextInt(1, 5), stream.nextInt(1, 3)).pow(2));
    values.put("n", Rational.of(stream.nextInt(1, 4)));
    return new Point(values, stream);
  }

  @Test
  void expansionKeepsTheValue() {
    int compared = 0;
    for (int i = 0; i < 3_000; i++) {
      Stream stream = new Key("expansion", 7).stream(i);
      Expression e = RandomExpression.draw(stream, 3);
      Point point = point(stream);
      try {
        Rational value = point.value(e);
        Expression canonical = new Expansion(FACTS).canonical(e);
        assertEquals(value, point.value(canonical), () -> e + " became " + canonical);
        compared++;
      } catch (UndefinedPointException | UndecidedException undefined) {
        continue;
      }
    }
    assertTrue(compared > 1_500, "compared " + compared);
  }

  @Test
  void signsContainTheSignOfTheValue() {
    int known = 0;
    for (int i = 0; i < 3_000; i++) {
      Stream stream = new Key("signs", 7).stream(i);
      Expression e = RandomExpression.draw(stream, 3);
      try {
        SignSet sign = FACTS.sign(e);
        Point point = point(stream);
        Rational value = point.value(e);
        assertTrue(
            SignSet.of(value.signum()).isWithin(sign),
            () -> e + " is " + value + " at " + point.symbols() + ", not within " + sign);
        known += sign.equals(SignSet.UNKNOWN) ? 0 : 1;
      } catch (UndefinedPointException | UndecidedException undefined) {
        continue;
      }
    }
    assertTrue(known > 300, "known " + known);
  }

  @Test
  void modularTestAgreesWithExactValues() {
    int zero = 0;
    int different = 0;
    for (int i = 0; i < 400; i++) {
      Stream stream = new Key("modular", 7).stream(i);
      Expression e = RandomExpression.draw(stream, 3);
      try {
        Expression same = e.minus(new Expansion(FACTS).canonical(e));
        if (ModularCheck.test(same, FACTS, 1) instanceof ModularCheck.Answer.Zero z) {
          assertTrue(z.errorExponent() >= 100);
          zero++;
        }
        Expression other = e.minus(RandomExpression.draw(stream, 2));
        Rational value = point(stream).value(other);
        if (!value.isZero()) {
          assertFalse(
              ModularCheck.test(other, FACTS, 1) instanceof ModularCheck.Answer.Zero,
              () -> other + " has the value " + value);
          different++;
        }
      } catch (UndefinedPointException | UndecidedException undefined) {
        continue;
      }
    }
    assertTrue(zero > 150 && different > 150, zero + " zero, " + different + " different");
  }

  @Test
  void modularTestStatesItsError() {
    Facts none = Facts.of(Assumptions.NONE);
    Expression rational =
        ExpressionParser.comparison("1/(x+1) - 1/(x+2) == 1/((x+1)*(x+2))").difference();
    ModularCheck.Answer.Zero z =
        assertInstanceOf(ModularCheck.Answer.Zero.class, ModularCheck.test(rational, none, 3));
    assertTrue(z.errorExponent() >= 100 && z.trials() >= 2 && z.trials() <= 4, z.toString());
    // one trial for the difference of two numbers of 10^12 bits would prove nothing
    Expression huge = ExpressionParser.comparison("3^10^17 == 5^10^17").difference();
    assertInstanceOf(ModularCheck.Answer.NotApplicable.class, ModularCheck.test(huge, none, 3));
    Expression product = ExpressionParser.comparison("f(x*y+1) == f(1+y*x)").difference();
    assertInstanceOf(ModularCheck.Answer.Zero.class, ModularCheck.test(product, none, 3));
    Expression nested = ExpressionParser.comparison("f(f(x)) == f(f(y))").difference();
    assertInstanceOf(ModularCheck.Answer.NonZero.class, ModularCheck.test(nested, none, 3));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(-1)^(2*n) - 1",
        "4^n - 2^(2*n)",
        "2*2^n - 2^(n+1)",
        "6^n - 2^n*3^n",
        "(p*x)^n - p^n*x^n",
        "(p^n)^2 - p^(2*n)",
        "(1/2)^n*2^n - 1",
        "(-x)^(2*n) - x^(2*n)",
        "Sqrt(p)^3 - p*Sqrt(p)",
        "Sqrt(p*n) - Sqrt(n)*Sqrt(p)",
        "(x+1)^n*(x+1)^(-n+1) - x - 1",
        "1/(1+1/x) - x/(x+1)",
        "(2*x+2*y)^n - 2^n*(x+y)^n",
        "f(x+x*y)-f(x*(1+y))",
        "p^n*p^(n*n) - p^(n*(n+1))"
      })
  void proves(String zero) {
    assertTrue(new Expansion(FACTS).provesZero(ExpressionParser.expression(zero)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(-1)^n - 1", "Sqrt(x^2) - x", "(x^2)^(1/2)*(y^2)^(1/2) - x*y", "p^n - p^(n+1)",
            "f(x)-f(-x)",
        "x^n - x", "f'(x) - f(x)", "Sqrt(x*y) - Sqrt(x)*Sqrt(y)", "Max(x,y) - x",
            "((x-1)^2)^(1/2) - x + 1"
      })
  void doesNotProve(String open) {
    Expression e = ExpressionParser.expression(open);
    assertFalse(new Expansion(FACTS).provesZero(e));
  }

  @Test
  void signsFollowFromBounds() {
    Facts facts =
        Facts.of(
            Assumptions.parse(
                List.of("H >= 2", "h >= 1", "h < H", "a > b", "b > c"), List.of("H", "h")));
    assertEquals(SignSet.POSITIVE, facts.sign(ExpressionParser.expression("H-1")));
    assertEquals(SignSet.NON_NEGATIVE, facts.sign(ExpressionParser.expression("H-h-1")));
    assertEquals(SignSet.POSITIVE, facts.sign(ExpressionParser.expression("H-h")));
    assertEquals(SignSet.NEGATIVE, facts.sign(ExpressionParser.expression("h-H")));
    assertEquals(SignSet.POSITIVE, facts.sign(ExpressionParser.expression("a-c")));
    assertEquals(SignSet.UNKNOWN, facts.sign(ExpressionParser.expression("H-h-2")));
    assertEquals(SignSet.UNKNOWN, facts.sign(ExpressionParser.expression("a+c")));
    assertEquals(SignSet.NON_NEGATIVE, facts.sign(ExpressionParser.expression("(a+c)^2*(a-b)")));
  }

  @Test
  void differentiates() {
    Expression e = ExpressionParser.expression("D(x^3*f(x^2, y)/y, x)");
    Expression expected = ExpressionParser.expression("3*x^2*f(x^2,y)/y + 2*x^4*f'1(x^2,y)/y");
    assertTrue(new Expansion(FACTS).provesZero(e.minus(expected)));
    Expression power = ExpressionParser.expression("D(x^n, x) - n*x^(n-1)");
    assertTrue(new Expansion(FACTS).provesZero(power));
    assertThrows(
        UndecidedException.class,
        () -> new Expansion(FACTS).expand(ExpressionParser.expression("D(Max(0,x), x)")));
    assertThrows(
        UndecidedException.class,
        () -> new Expansion(FACTS).expand(ExpressionParser.expression("D(2^x, x)")));
  }

  @Test
  void namesTheDomain() {
    assertEquals(
        "[x != 0]", Domain.conditions(ExpressionParser.expression("x/x + 1/p"), FACTS).toString());
    assertEquals(
        "[y >= 0]",
        Domain.conditions(ExpressionParser.expression("Sqrt(y)*Sqrt(p)"), FACTS).toString());
    assertEquals(
        "[]", Domain.conditions(ExpressionParser.expression("1/(x^2+1)"), FACTS).toString());
  }
}
