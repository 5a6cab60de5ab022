package org.theoria.symbolic;

/** Ends a computation of ours whose thread was interrupted: its time is over. */
final class Interruption {
  private Interruption() {}

  /** Throws {@link UndecidedException} where the thread was interrupted. */
  static void check() {
    if (Thread.currentThread().isInterrupted()) {
      throw new UndecidedException("stopped at the time limit");
    }
  }
}
