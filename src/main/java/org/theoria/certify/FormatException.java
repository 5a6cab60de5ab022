package org.theoria.certify;

/**
 * A file that is not what it should be: the message names the operand, what was expected and what
 * came, in one line.
 */
public final class FormatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public FormatException(String operand, String expected, String got) {
    super(operand + ": expected " + expected + ", got " + shorten(got));
  }

  public FormatException(String message) {
    super(message);
  }

  private static String shorten(String text) {
    String line = text.replaceAll("\\s+", " ");
    return line.length() <= 80 ? line : line.substring(0, 77) + "...";
  }
}
