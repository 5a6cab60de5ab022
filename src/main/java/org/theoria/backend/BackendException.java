package org.theoria.backend;

/**
 * A backend that is unknown or unavailable, a session used after its end, a device that fails or
 * has no more memory; says which.
 */
public final class BackendException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BackendException(String message) {
    super(message);
  }

  /** A backend whose matrices are on the Java heap has no room there for one more. */
  public static BackendException noHeap(
      String backend, int rows, int columns, Precision precision) {
    return new BackendException(
        backend
            + ": no memory for a "
            + rows
            + "×"
            + columns
            + " matrix of "
            + precision.id()
            + " on the Java heap (its limit is -Xmx)");
  }
}
