package org.theoria.symbolic;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.theoria.symbolic.Comparison.Operator;
import org.theoria.symbolic.Expression.Constant;
import org.theoria.symbolic.Expression.Symbol;

/**
 * Reads Theoria's grammar, by recursive descent over the words of {@link ExpressionLexer}:
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
 * {@code Max, Min, Abs, Sqrt, ReLU, exp, log, tanh, sigmoid, softplus} and {@code D(expression,
 * symbol)} have their meaning; names of common functions that have none here (sin, floor, …) are
 * refused rather than taken for unknown ones; every other name before a parenthesis is an
 * uninterpreted smooth function. See {@link NamedFunctions}.
 */
public final class ExpressionParser {
  /** Texts of this length and longer are refused. */
  public static final int LENGTH_LIMIT = 100_000;

  /** Deeper nesting of parentheses, signs and powers is refused: the tree is walked recursively. */
  public static final int NESTING_LIMIT = 200;

  private final ExpressionLexer words;
  private final Vocabulary vocabulary;
  private int depth;

  private ExpressionParser(String text, Vocabulary vocabulary) {
    this.words = new ExpressionLexer(text);
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
    for (Operator operator : Operator.values()) {
      if (words.take(operator.text())) {
        return operator;
      }
    }
    throw expected("a relation (== != <= >= < >) or an operator (+ - * / ^)");
  }

  private Expression sum() {
    enter();
    List<Expression> terms = new ArrayList<>();
    terms.add(product());
    while (true) {
      if (words.take("+")) {
        terms.add(product());
      } else if (words.take("-")) {
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
      if (words.take("*")) {
        factors.add(unary());
      } else if (words.take("/")) {
        int start = words.peek().at();
        Expression divisor = unary();
        if (divisor instanceof Constant d && d.value().signum() == 0) {
          throw ExpressionLexer.error(start, "expected a divisor that is not zero, got 0");
        }
        factors.add(Expression.power(divisor, Constant.MINUS_ONE));
      } else {
        break;
      }
    }
    return factors.size() == 1 ? factors.getFirst() : Expression.product(factors);
  }

  private Expression unary() {
    boolean minus = words.peek().is("-");
    if (!minus && !words.peek().is("+")) {
      return power();
    }
    enter();
    words.next();
    Expression operand = unary();
    depth--;
    return minus ? operand.negate() : operand;
  }

  private Expression power() {
    Expression base = primary();
    if (!words.peek().is("^")) {
      return base;
    }
    enter();
    words.next();
    Expression exponent = unary();
    depth--;
    return Expression.power(base, exponent);
  }

  private Expression primary() {
    return switch (words.peek()) {
      case Token.Numeral number -> {
        words.next();
        yield new Constant(number.value());
      }
      case Token.Name name -> {
        words.next();
        yield words.peek().is("(") ? call(name) : symbol(name);
      }
      case Token.Mark mark -> {
        if (!words.take("(")) {
          throw expected("a number, a name or \"(\"");
        }
        Expression inner = sum();
        close();
        yield inner;
      }
      case Token.End end -> throw expected("a number, a name or \"(\"");
    };
  }

  private Expression symbol(Token.Name written) {
    String name = vocabulary.resolved(written.text());
    if (!written.primes().isEmpty()) {
      throw expected("\"(\" after the derivative " + written.text() + "'");
    }
    if (NamedFunctions.isReserved(name)) {
      throw expected("\"(\" after the function " + name);
    }
    requireLatin(name, written);
    if (!vocabulary.isSymbol(name)) {
      throw unknown("symbol", written, vocabulary.symbols().orElseThrow());
    }
    return new Symbol(name);
  }

  private Expression call(Token.Name written) {
    String name = vocabulary.resolved(written.text());
    boolean named = NamedFunctions.isNamed(name);
    if (!named) {
      if (!vocabulary.functions().isPresent() || !vocabulary.isFunction(name)) {
        NamedFunctions.refuseWithoutMeaning(name, written.at());
      }
      requireLatin(name, written);
      if (!vocabulary.isFunction(name)) {
        throw unknown("function", written, vocabulary.functions().orElseThrow().keySet());
      }
    }
    enter();
    words.next();
    List<Expression> arguments = new ArrayList<>();
    arguments.add(sum());
    while (words.take(",")) {
      arguments.add(sum());
    }
    close();
    depth--;
    if (named) {
      return NamedFunctions.applied(name, written, arguments);
    }
    Optional<Integer> wanted = vocabulary.arguments(name);
    if (wanted.isPresent() && wanted.get() != arguments.size()) {
      throw ExpressionLexer.error(
          written.at(),
          "expected "
              + wanted.get()
              + (wanted.get() == 1 ? " argument of " : " arguments of ")
              + name
              + ", got "
              + arguments.size());
    }
    return NamedFunctions.uninterpreted(name, written, arguments);
  }

  private static void requireLatin(String name, Token.Name written) {
    if (!name.isEmpty() && name.chars().anyMatch(c -> ExpressionLexer.isGreek((char) c))) {
      throw ExpressionLexer.error(
          written.at(), "expected a name in Latin letters, got \"" + written.text() + "\"");
    }
  }

  private static ExpressionSyntaxException unknown(
      String kind, Token.Name written, Collection<String> declared) {
    List<String> known = List.copyOf(declared);
    return new ExpressionSyntaxException(
        written.at() + 1,
        "unknown " + kind + " \"" + written.text() + "\"; known: " + Vocabulary.listed(known),
        new ExpressionSyntaxException.UnknownName(written.text(), known));
  }

  private void close() {
    if (!words.take(")")) {
      throw expected("\")\" or an operator (+ - * / ^)");
    }
  }

  private void expectEnd(String alternatives) {
    if (!(words.peek() instanceof Token.End)) {
      throw expected("the end" + alternatives);
    }
  }

  private void enter() {
    if (++depth > NESTING_LIMIT) {
      throw ExpressionLexer.error(
          words.peek().at(), "expected at most " + NESTING_LIMIT + " levels of nesting");
    }
  }

  private ExpressionSyntaxException expected(String what) {
    return ExpressionLexer.error(
        words.peek().at(), "expected " + what + ", got " + words.peek().found());
  }
}
