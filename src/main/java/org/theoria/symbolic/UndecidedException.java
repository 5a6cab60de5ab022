package org.theoria.symbolic;

/**
 * One of our own procedures does not apply or reached its limit; the message says why. It is turned
 * into {@code gave up} by the checker, and never into a yes or a no.
 */
final class UndecidedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UndecidedException(String why) {
    super(why, null, false, false);
  }
}
