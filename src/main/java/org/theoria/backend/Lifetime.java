package org.theoria.backend;

/**
 * How long a matrix or ties of a {@link Session} may be used: until the session frees them. No two
 * are equal.
 */
public final class Lifetime {
  private boolean over;

  /** Of what a session has just made. */
  public Lifetime() {}

  /** Whether the session has freed it. */
  boolean isOver() {
    return over;
  }

  void end() {
    over = true;
  }
}
