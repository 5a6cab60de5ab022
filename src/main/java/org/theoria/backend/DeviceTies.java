package org.theoria.backend;

/** Ties in the memory of a backend, owned by the {@link Session} that made them. */
public interface DeviceTies {

  /** Which entries are tied. */
  Ties ties();
}
