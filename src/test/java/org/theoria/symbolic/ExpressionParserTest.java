package org.theoria.symbolic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.theoria.arithmetic.Rational;
import org.theoria.sampling.Key;

final class ExpressionParserTest {

  private static Rational value(String text) throws UndefinedPointException {
    Point point = new Point(new TreeMap<>(), new Key("parser", 1).stream(0));
    return point.value(ExpressionParser.expression(text));
  }

  @ParameterizedTest
  @CsvSource({
    "1+2*3, 7",
    "(1+2)*3, 9",
    "2^3^2, 512",
    "-2^2, -4",
    "(-2)^2, 4",
    "2^-1, 1/2",
    "-3/2, -3/2",
    "8/4/2, 1",
    "1-2-3, -4",
    "0.125*8, 1",
    "--2, 2",
    "2*-3, -6",
    "6/-4, -3/2",
    "1/2^2, 1/4",
    "'Max(1,2,-5)', 2",
    "'Min(1,2,-5)', -5",
    "Abs(-3), 3",
    "Sqrt(9/4), 3/2",
    "ReLU(-1), 0",
    "4^(1/2), 2"
  })
  void readsArithmetic(String text, String expected) throws UndefinedPointException {
    assertEquals(Rational.parse(expected), value(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "-x",
        "a - b",
        "a*b^2",
        "(a + b)*c",
        "a^(b + 1)",
        "(a^b)^c",
        "a^(-1)",
        "-a*b",
        "-(a + b)",
        "f(x, y + 1)",
        "s'(x)",
        "s''(x)",
        "L'1'2(a, b)",
        "Max(0, x)",
        "Abs(x - y)",
        "D(f(x), x)",
        "1/2*x",
        "(1/2)^h",
        "(-1)^h",
        "a - 1/2*b",
        "x_1 + E + I + N + C + K + O + D",
        "a*(-b + c)"
      })
  void printsWhatItReads(String text) {
    Expression once = ExpressionParser.expression(text);
    assertEquals(once, ExpressionParser.expression(once.toString()), once.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 +            | 4  | a number, a name",
        "(a + b         | 7  | expected \")\"",
        "a b            | 3  | an operator",
        "2x             | 2  | an operator after the number",
        "1e-3           | 2  | an operator after the number",
        "a = b          | 3  | written ==",
        "a == b == c    | 8  | one relation only",
        "a              | 2  | expected a relation",
        "a == $HOME     | 6  | got \"$\"",
        "a == b[1]      | 7  | got \"[\"",
        "While[True] == 1 | 6 | got \"[\"",
        "sin(x) == 1    | 1  | no meaning here",
        "Exp(x) == 1    | 1  | write exp",
        "relu(x) == 1   | 1  | write ReLU",
        "exp(x, y) == 1 | 1  | 1 argument of exp",
        "exp == 1       | 5  | after the function exp",
        "x := 3         | 3  | equality is written ==",
        "x² == 1        | 2  | write ^2",
        "x**2 == 1      | 2  | a power is written ^",
        "λ == 1         | 1  | in Latin letters",
        "a == 1/0       | 8  | not zero",
        "Max(a) == a    | 1  | at least 2 arguments",
        "D(a, 2) == a   | 1  | D(expression, symbol)",
        "Max == 1       | 5  | after the function Max",
        "s' == 1        | 4  | after the derivative",
        "L'(a,b) == 1   | 1  | the number of an argument",
        "L'3(a,b) == 1  | 1  | 1 to 2",
        "a == 1.        | 8  | a digit after the decimal point",
        "é == 1         | 1  | got \"é\"",
        "x == 😀        | 6  | got \"😀\""
      })
  void pointsAtTheColumn(String text, int column, String problem) {
    ExpressionSyntaxException e =
        assertThrows(
            ExpressionSyntaxException.class, () -> ExpressionParser.comparison(text.strip()));
    assertEquals(column, e.column(), e.getMessage());
    assertTrue(String.valueOf(e.getMessage()).contains(problem), e.getMessage());
    assertTrue(
        String.valueOf(e.getMessage()).startsWith("column " + column + ": "), e.getMessage());
  }

  @Test
  void refusesLongDeepAndUnknown() {
    assertThrows(
        ExpressionSyntaxException.class,
        () -> ExpressionParser.expression("1+".repeat(60_000) + "1"));
    for (String deep :
        Set.of(
            "(".repeat(9_000) + "x" + ")".repeat(9_000),
            "-".repeat(9_000) + "x",
            "x^".repeat(9_000) + "x",
            "f(".repeat(9_000) + "x" + ")".repeat(9_000))) {
      ExpressionSyntaxException e =
          assertThrows(ExpressionSyntaxException.class, () -> ExpressionParser.expression(deep));
      assertTrue(String.valueOf(e.getMessage()).contains("levels of nesting"), e.getMessage());
    }
    ExpressionSyntaxException e =
        assertThrows(
            ExpressionSyntaxException.class,
            () ->
                ExpressionParser.comparison(
                    "w1*y == 0", Vocabulary.of(Set.of("w1", "x"), Set.of("s"))));
    assertEquals("column 4: unknown symbol \"y\"; known: w1, x", e.getMessage());
    assertThrows(
        ExpressionSyntaxException.class,
        () -> ExpressionParser.expression("t(x)", Vocabulary.of(Set.of("x"), Set.of("s"))));
  }

  @Test
  void readsALongFlatSum() {
    Expression sum = ExpressionParser.expression("x+".repeat(40_000) + "x");
    assertEquals(40_001, ((Expression.Sum) sum).terms().size());
  }
}
