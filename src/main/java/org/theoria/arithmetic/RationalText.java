package org.theoria.arithmetic;

import java.math.BigInteger;

/** The strict grammar of rationals in files and on the command line: {@code -?[0-9]+(/[0-9]+)?}. */
final class RationalText {

  /**
   * The longest text that is read: far beyond every number here, and short enough to be read at
   * once.
   */
  static final int MAXIMUM_LENGTH = 10_000;

  /** How much of a wrong text a message repeats. */
  private static final int SHOWN = 40;

  private RationalText() {}

  static Rational parse(String text) {
    if (text.length() > MAXIMUM_LENGTH) {
      throw new NumberFormatException(
          "rational: at most "
              + MAXIMUM_LENGTH
              + " characters are read, got "
              + text.length()
              + ": "
              + shown(text));
    }
    int slash = text.indexOf('/');
    int start = text.startsWith("-") ? 1 : 0;
    int end = slash < 0 ? text.length() : slash;
    if (!isDigits(text, start, end) || (slash >= 0 && !isDigits(text, slash + 1, text.length()))) {
      throw new NumberFormatException(
          "rational: \"p\" or \"p/q\" in decimal digits with an optional leading '-' is needed, got"
              + " "
              + shown(text));
    }
    BigInteger numerator = new BigInteger(text.substring(0, end));
    BigInteger denominator = slash < 0 ? BigInteger.ONE : new BigInteger(text.substring(slash + 1));
    if (denominator.signum() == 0) {
      throw new NumberFormatException(
          "rational: the denominator must not be 0, got " + shown(text));
    }
    return Rational.of(numerator, denominator);
  }

  /** Whether text[start, end) is one or more ASCII digits. */
  private static boolean isDigits(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return start < end;
  }

  /** The text in quotes on one line, cut after a few characters, control characters replaced. */
  private static String shown(String text) {
    String cut = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    return '"' + cut.replaceAll("\\p{Cntrl}", "?") + '"';
  }
}
