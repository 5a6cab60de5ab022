package org.theoria.backend;

/**
 * Ties in the memory of a backend, owned by the {@link Session} that made them, until it frees them
 * or is closed.
 */
public interface DeviceTies {

  /** Which entries are tied. */
  Ties ties();

  /** Their own, which the session ends. */
  Lifetime lifetime();
}
