package org.theoria.network.file;

/**
 * A file of arrays that is not what it should be: the message names the file and the member, what
 * was expected and what came, in one line.
 */
public final class ArrayFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ArrayFileException(String operand, String expected, String got) {
    super(shorten(operand) + ": expected " + expected + ", got " + shorten(got));
  }

  private static String shorten(String text) {
    String line = text.replaceAll("\\s+", " ").replaceAll("\\p{Cntrl}", "?");
    return line.length() <= 120 ? line : line.substring(0, 119) + "…";
  }
}
