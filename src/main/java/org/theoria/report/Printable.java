package org.theoria.report;

/**
 * Makes text safe to print anywhere. Control characters (an escape sequence would reach the
 * reader's terminal), controls that reorder the line, and unpaired surrogates become U+FFFD; a tab
 * becomes a space. Nothing else changes, and nothing disappears.
 */
final class Printable {

  private static final int REPLACEMENT = 0xFFFD;

  private Printable() {}

  /** On one line: a line break becomes a space. */
  static String line(String text) {
    return clean(text.replaceAll("\\R", " "));
  }

  /** Line by line; line breaks become line feeds. */
  static String lines(String text) {
    return clean(text.replaceAll("\\R", "\n"));
  }

  private static String clean(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .map(
            c -> {
              if (c == '\n') {
                return c;
              }
              if (c == '\t') {
                return ' ';
              }
              return isUnprintable(c) ? REPLACEMENT : c;
            })
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }

  private static boolean isUnprintable(int c) {
    boolean reorders = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    return Character.isISOControl(c) || reorders || Character.getType(c) == Character.SURROGATE;
  }
}
