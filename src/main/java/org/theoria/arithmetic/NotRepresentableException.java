package org.theoria.arithmetic;

/**
 * The arithmetic has no exact (or enclosing) value for what was asked: exp of a rational, the
 * logarithm of an interval that reaches 0, a division by an interval that contains 0, an overflow
 * to infinity. The search treats it as undecided, never as a value.
 */
public final class NotRepresentableException extends ArithmeticException {
  private static final long serialVersionUID = 1L;

  public NotRepresentableException(String message) {
    super(message);
  }
}
