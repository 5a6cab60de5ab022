package org.theoria.backend;

/** A backend that is unknown or unavailable, or a session used after its end; says which. */
public final class BackendException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BackendException(String message) {
    super(message);
  }
}
