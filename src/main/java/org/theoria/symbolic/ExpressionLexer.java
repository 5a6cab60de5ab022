package org.theoria.symbolic;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.theoria.arithmetic.Rational;

/**
 * Cuts a text into the words of {@link ExpressionParser}'s grammar. Typographic signs that can only
 * mean one thing are read as it: − for -, · and × for *, ≤ ≥ ≠ for the relations, ₁ for 1 in a
 * name.
 */
final class ExpressionLexer {
  private static final int DIGITS_LIMIT = 1_000;
  private static final int DERIVATIVE_LIMIT = 8;

  private static final Map<String, String> TYPOGRAPHIC =
      Map.of(
          "−", "-", "–", "-", "·", "*", "×", "*", "⋅", "*", "∗", "*", "≤", "<=", "≥", ">=", "≠",
          "!=");

  private static final List<String> LONG_MARKS = List.of("==", "!=", "<=", ">=", "**");

  private final String text;
  private int at;
  private Token current;

  /**
   * Reads the first word.
   *
   * @throws ExpressionSyntaxException when the text is too long or begins with no word
   */
  ExpressionLexer(String text) {
    if (text.length() >= ExpressionParser.LENGTH_LIMIT) {
      throw new ExpressionSyntaxException(
          ExpressionParser.LENGTH_LIMIT,
          String.format(
              Locale.ROOT,
              "expected fewer than %d characters, got %d",
              ExpressionParser.LENGTH_LIMIT,
              text.length()));
    }
    this.text = text;
    this.current = read();
  }

  /** The word that is next. */
  Token peek() {
    return current;
  }

  /** The word that was next; the one after it is next now. */
  Token next() {
    Token taken = current;
    current = read();
    return taken;
  }

  /** Takes the mark if it is next. */
  boolean take(String mark) {
    if (!current.is(mark)) {
      return false;
    }
    next();
    return true;
  }

  private Token read() {
    while (at < text.length() && isSpace(text.charAt(at))) {
      at++;
    }
    if (at >= text.length()) {
      return new Token.End(text.length());
    }
    char c = text.charAt(at);
    if (isDigit(c)) {
      return number();
    }
    if (isLetter(c)) {
      return name();
    }
    int start = at;
    for (String mark : LONG_MARKS) {
      if (text.startsWith(mark, at)) {
        at += mark.length();
        return new Token.Mark(start, mark, mark);
      }
    }
    String written = Character.toString(text.codePointAt(at));
    at += written.length();
    return new Token.Mark(start, TYPOGRAPHIC.getOrDefault(written, written), written);
  }

  private Token number() {
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
        throw error(at, "expected a digit after the decimal point, got " + found());
      }
    }
    if (isLetter(here())) {
      throw error(
          at,
          "expected an operator after the number, got "
              + found()
              + " (write 2*x; 1e-3 is not a number here)");
    }
    if (at - start > DIGITS_LIMIT) {
      throw error(start, "expected a number of at most " + DIGITS_LIMIT + " digits");
    }
    String digits = text.substring(start, at).replace(".", "");
    return new Token.Numeral(
        start, Rational.of(new BigInteger(digits), BigInteger.TEN.pow(decimals)));
  }

  private Token name() {
    int start = at;
    StringBuilder name = new StringBuilder();
    while (isLetter(here()) || isDigit(here()) || here() == '_' || isSubscript(here())) {
      name.append(isSubscript(here()) ? (char) (here() - '₀' + '0') : here());
      at++;
    }
    List<Integer> primes = new ArrayList<>();
    while (here() == '\'' || here() == '′' || here() == '’') {
      at++;
      int first = at;
      while (isDigit(here()) && at - first < 3) {
        at++;
      }
      primes.add(first == at ? 0 : Integer.parseInt(text.substring(first, at)));
      if (primes.size() > DERIVATIVE_LIMIT) {
        throw error(at, "expected at most " + DERIVATIVE_LIMIT + " primes");
      }
    }
    return new Token.Name(start, name.toString(), primes);
  }

  private char here() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private String found() {
    return at < text.length() ? "\"" + Character.toString(text.codePointAt(at)) + "\"" : "the end";
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\u00a0';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isSubscript(char c) {
    return c >= '₀' && c <= '₉';
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isGreek(c);
  }

  /** The Greek letters, without those that carry accents. */
  static boolean isGreek(char c) {
    return (c >= 'Α' && c <= 'Ω') || (c >= 'α' && c <= 'ω') || c == 'ϕ' || c == 'ϑ' || c == 'ϵ';
  }

  static ExpressionSyntaxException error(int offset, String problem) {
    return new ExpressionSyntaxException(offset + 1, problem);
  }
}
