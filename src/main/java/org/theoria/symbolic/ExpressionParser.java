package org.theoria.symbolic;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import org.theoria.arithmetic.Rational;
import org.theoria.symbolic.Comparison.Operator;
import org.theoria.symbolic.Expression.Abs;
import org.theoria.symbolic.Expression.Apply;
import org.theoria.symbolic.Expression.Constant;
import org.theoria.symbolic.Expression.Derivative;
import org.theoria.symbolic.Expression.Max;
import org.theoria.symbolic.Expression.Symbol;

/**
 * Reads Theoria's grammar, by recursive descent:
 *
 * <pre>
 *   relation   := sum (("==" | "!=" | "&lt;=" | "&gt;=" | "&lt;" | "&gt;") sum)?
 *   sum        := product (("+" | "-") product)*
 *   product    := unary (("*" | "/") unary)*
 *   unary      := ("-" | "+") unary | power
 *   power      := primary ("^" unary)?                      right-associative: -x^2 is -(x^2), 2^-1 is 1/2
 *   primary    := number | name | name primes? "(" sum ("," sum)* ")" | "(" sum ")"
 *   number     := digits ("." digits)?                      exact: 0.1 is 1/10
 *   primes     := ("'" digits?)+                            f'(x) derivative; L'2(a,b) by the second argument
 * </pre>
 *
 * {@code Max, Min, Abs, Sqrt, ReLU} and {@code D(expression, symbol)} have their meaning; names of
 * common functions that have none here (exp, sin, …) are refused rather than taken for unknown
 * ones; every other name before a parenthesis is an uninterpreted smooth function.
 */
public final class ExpressionParser {
  /** Texts of this length and longer are refused. */
  public static final int LENGTH_LIMIT = 100_000;

  /** Deeper nesting of parentheses, signs and powers is refused: the tree is walked recursively. */
  public static final int NESTING_LIMIT = 200;

  private static final int DIGITS_LIMIT = 1_000;
  private static final int DERIVATIVE_LIMIT = 8;
  private static final Set<String> KNOWN = Set.of("Max", "Min", "Abs", "Sqrt", "ReLU", "D");
  private static final Set<String> WITHOUT_MEANING =
      Set.of(
          "exp",
          "log",
          "ln",
          "sin",
          "cos",
          "tan",
          "sinh",
          "cosh",
          "tanh",
          "asin",
          "acos",
          "atan",
          "arcsin",
          "arccos",
          "arctan",
          "sigmoid",
          "softplus",
          "softmax",
          "sign",
          "sgn",
          "step",
          "heaviside",
          "floor",
          "ceil",
          "ceiling",
          "round",
          "mod",
          "sum",
          "product",
          "limit",
          "integrate",
          "max",
          "min",
          "abs",
          "sqrt",
          "relu",
          "if",
          "while",
          "factorial",
          "gamma");

  private final String text;
  private final Vocabulary vocabulary;
  private int at;
  private int depth;

  private ExpressionParser(String text, Vocabulary vocabulary) {
    if (text.length() >= LENGTH_LIMIT) {
      throw new ExpressionSyntaxException(
          LENGTH_LIMIT,
          String.format(
              Locale.ROOT,
              "expected fewer than %d characters, got %d",
              LENGTH_LIMIT,
              text.length()));
    }
    this.text = text;
    this.vocabulary = vocabulary;
  }

  /** Reads an expression over any names. */
  public static Expression expression(String text) {
    return expression(text, Vocabulary.open());
  }

  /**
   * Reads an expression.
   *
   * @throws ExpressionSyntaxException when the text is not in the grammar or uses a name that is
   *     not in the vocabulary
   */
  public static Expression expression(String text, Vocabulary vocabulary) {
    ExpressionParser parser = new ExpressionParser(text, vocabulary);
    Expression expression = parser.sum();
    parser.expectEnd(", an operator (+ - * / ^)");
    return expression;
  }

  /** Reads a relation over any names. */
  public static Comparison comparison(String text) {
    return comparison(text, Vocabulary.open());
  }

  /**
   * Reads a relation, for example {@code (a+b)^2 == a^2+2*a*b+b^2}.
   *
   * @throws ExpressionSyntaxException when the text is not in the grammar or uses a name that is
   *     not in the vocabulary
   */
  public static Comparison comparison(String text, Vocabulary vocabulary) {
    ExpressionParser parser = new ExpressionParser(text, vocabulary);
    Expression left = parser.sum();
    Operator operator = parser.operator();
    Expression right = parser.sum();
    parser.expectEnd(" (one relation only), an operator (+ - * / ^)");
    return new Comparison(left, operator, right);
  }

  private Operator operator() {
    char c = peek();
    for (Operator operator :
        List.of(
            Operator.EQUAL,
            Operator.NOT_EQUAL,
            Operator.AT_MOST,
            Operator.AT_LEAST,
            Operator.LESS,
            Operator.GREATER)) {
      if (text.startsWith(operator.text(), at)) {
        at += operator.text().length();
        return operator;
      }
    }
    if (c == '=') {
      throw error("expected a relation, got \"=\": equality is written ==");
    }
    throw error("expected a relation (== != <= >= < >) or an operator (+ - * / ^), got " + found());
  }

  private Expression sum() {
    enter();
    List<Expression> terms = new ArrayList<>();
    terms.add(product());
    while (true) {
      char c = peek();
      if (c == '+') {
        at++;
        terms.add(product());
      } else if (c == '-') {
        at++;
        terms.add(product().negate());
      } else {
        break;
      }
    }
    depth--;
    return terms.size() == 1 ? terms.getFirst() : Expression.sum(terms);
  }

  private Expression product() {
    List<Expression> factors = new ArrayList<>();
    factors.add(unary());
    while (true) {
      char c = peek();
      if (c == '*') {
        at++;
        factors.add(unary());
      } else if (c == '/') {
        at++;
        peek();
        int column = at;
        Expression divisor = unary();
        if (divisor instanceof Constant d && d.value().signum() == 0) {
          at = column;
          throw error("expected a divisor that is not zero, got 0");
        }
        factors.add(Expression.power(divisor, Expression.Constant.MINUS_ONE));
      } else {
        break;
      }
    }
    return factors.size() == 1 ? factors.getFirst() : Expression.product(factors);
  }

  private Expression unary() {
    char c = peek();
    if (c != '-' && c != '+') {
      return power();
    }
    enter();
    at++;
    Expression operand = unary();
    depth--;
    return c == '-' ? operand.negate() : operand;
  }

  private Expression power() {
    Expression base = primary();
    if (peek() != '^') {
      return base;
    }
    enter();
    at++;
    Expression exponent = unary();
    depth--;
    return Expression.power(base, exponent);
  }

  private Expression primary() {
    char c = peek();
    if (c == '(') {
      at++;
      Expression inner = sum();
      expect(')');
      return inner;
    }
    if (isDigit(c)) {
      return number();
    }
    if (isLetter(c)) {
      return name();
    }
    throw error("expected a number, a name or \"(\", got " + found());
  }

  private Expression number() {
    int start = at;
    while (isDigit(here())) {
      at++;
    }
    int decimals = 0;
    if (here() == '.') {
      at++;
      int first = at;
      while (isDigit(here())) {
        at++;
      }
      decimals = at - first;
      if (decimals == 0) {
        throw error("expected a digit after the decimal point, got " + found());
      }
    }
    if (isLetter(here())) {
      throw error(
          "expected an operator after the number, got "
              + found()
              + " (write 2*x; 1e-3 is not a number here)");
    }
    if (at - start > DIGITS_LIMIT) {
      at = start;
      throw error("expected a number of at most " + DIGITS_LIMIT + " digits");
    }
    String digits = text.substring(start, at).replace(".", "");
    return new Constant(
        Rational.of(new java.math.BigInteger(digits), java.math.BigInteger.TEN.pow(decimals)));
  }

  private Expression name() {
    int start = at;
    while (isLetter(here()) || isDigit(here()) || here() == '_') {
      at++;
    }
    String name = text.substring(start, at);
    List<Integer> primes = primes();
    if (peek() == '(') {
      return call(name, start, primes);
    }
    if (!primes.isEmpty()) {
      throw error("expected \"(\" after the derivative " + name + "', got " + found());
    }
    if (KNOWN.contains(name) && !name.equals("D")) {
      throw error("expected \"(\" after the function " + name + ", got " + found());
    }
    requireDeclared(name, start, vocabulary.symbols(), "symbol");
    return new Symbol(name);
  }

  /** The argument numbers, from 1, of the primes after a name; 0 where none is written. */
  private List<Integer> primes() {
    List<Integer> primes = new ArrayList<>();
    while (here() == '\'') {
      at++;
      int start = at;
      while (isDigit(here()) && at - start < 3) {
        at++;
      }
      primes.add(start == at ? 0 : Integer.parseInt(text.substring(start, at)));
      if (primes.size() > DERIVATIVE_LIMIT) {
        throw error("expected at most " + DERIVATIVE_LIMIT + " primes");
      }
    }
    return primes;
  }

  private Expression call(String name, int start, List<Integer> primes) {
    enter();
    at++;
    List<Expression> arguments = new ArrayList<>();
    arguments.add(sum());
    while (peek() == ',') {
      at++;
      arguments.add(sum());
    }
    expect(')');
    depth--;
    if (KNOWN.contains(name)) {
      if (!primes.isEmpty()) {
        throw at(start, "expected a function without primes, got a derivative of " + name);
      }
      return known(name, start, arguments);
    }
    if (WITHOUT_MEANING.contains(name.toLowerCase(Locale.ROOT))) {
      throw at(
          start,
          "expected Max, Min, Abs, Sqrt, ReLU, D or a name for an uninterpreted function, got \""
              + name
              + "\", which has no meaning here");
    }
    requireDeclared(name, start, vocabulary.functions(), "function");
    int[] orders = new int[arguments.size()];
    for (int prime : primes) {
      if ((prime == 0 && arguments.size() > 1) || prime > arguments.size()) {
        throw at(
            start,
            "expected the number of an argument (1 to "
                + arguments.size()
                + ") after each prime of "
                + name);
      }
      orders[Math.max(0, prime - 1)]++;
    }
    return new Apply(name, java.util.Arrays.stream(orders).boxed().toList(), arguments);
  }

  private Expression known(String name, int start, List<Expression> arguments) {
    int count = arguments.size();
    Expression first = arguments.getFirst();
    return switch (name) {
      case "Max", "Min" -> {
        if (count < 2) {
          throw at(start, "expected at least 2 arguments of " + name + ", got " + count);
        }
        yield name.equals("Max")
            ? new Max(arguments)
            : new Max(arguments.stream().map(Expression::negate).toList()).negate();
      }
      case "D" -> {
        if (count != 2 || !(arguments.get(1) instanceof Symbol variable)) {
          throw at(start, "expected D(expression, symbol)");
        }
        yield new Derivative(first, variable);
      }
      default -> {
        if (count != 1) {
          throw at(start, "expected 1 argument of " + name + ", got " + count);
        }
        yield switch (name) {
          case "Abs" -> new Abs(first);
          case "ReLU" -> new Max(List.of(Expression.Constant.ZERO, first));
          default -> Expression.power(first, new Constant(Rational.of(1, 2)));
        };
      }
    };
  }

  private void requireDeclared(
      String name, int start, Optional<SortedSet<String>> declared, String kind) {
    if (declared.isPresent() && !declared.get().contains(name)) {
      throw at(
          start,
          "unknown "
              + kind
              + " \""
              + name
              + "\"; known: "
              + (declared.get().isEmpty() ? "none" : String.join(", ", declared.get())));
    }
  }

  private void expect(char wanted) {
    if (peek() != wanted) {
      throw error("expected \"" + wanted + "\" or an operator (+ - * / ^), got " + found());
    }
    at++;
  }

  private void expectEnd(String alternatives) {
    if (peek() != '\0') {
      throw error("expected the end" + alternatives + ", got " + found());
    }
  }

  private void enter() {
    if (++depth > NESTING_LIMIT) {
      throw error("expected at most " + NESTING_LIMIT + " levels of nesting");
    }
  }

  /** The next character that is not a space, or 0 at the end; moves to it. */
  private char peek() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return here();
  }

  private char here() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private String found() {
    return at < text.length() ? "\"" + Character.toString(text.codePointAt(at)) + "\"" : "the end";
  }

  private ExpressionSyntaxException error(String problem) {
    return at(at, problem);
  }

  private static ExpressionSyntaxException at(int offset, String problem) {
    return new ExpressionSyntaxException(offset + 1, problem);
  }
}
