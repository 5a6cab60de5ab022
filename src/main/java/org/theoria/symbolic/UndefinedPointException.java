package org.theoria.symbolic;

/**
 * The expression has no (rational, representable) value at the point drawn: another point is drawn.
 */
final class UndefinedPointException extends Exception {
  private static final long serialVersionUID = 1L;

  UndefinedPointException(String why) {
    super(why, null, false, false);
  }
}
