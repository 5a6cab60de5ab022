package org.theoria.backend;

/**
 * A matrix in the memory of a backend, owned by the {@link Session} that made it: it is used with
 * that session only, until the session frees it or is closed. Row by row, in the session's
 * precision.
 */
public interface DeviceMatrix {

  /** Number of rows, at least 0. */
  int rows();

  /** Number of columns, at least 0. */
  int columns();

  /** Its own, which the session ends. */
  Lifetime lifetime();
}
