package org.theoria.network.rank;

/** The user asked to stop; no rank was decided. */
public final class StoppedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  StoppedException() {
    super("rank: stopped before the elimination ended; no rank was decided");
  }
}
