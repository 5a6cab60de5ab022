package org.theoria.arithmetic;

/** Two operands whose shapes do not fit; the message names the operation and both shapes. */
public final class ShapeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public ShapeException(String message) {
    super(message);
  }

  /** Of an operation on two matrices: "times: 2×3 and 4×1 do not fit". */
  public static ShapeException of(String operation, Matrix<?> left, Matrix<?> right) {
    return new ShapeException(
        operation
            + ": "
            + left.rows()
            + "×"
            + left.columns()
            + " and "
            + right.rows()
            + "×"
            + right.columns()
            + " do not fit");
  }
}
