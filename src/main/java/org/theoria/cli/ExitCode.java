package org.theoria.cli;

/** The exit codes. */
final class ExitCode {
  /** All is as the catalogue expects. */
  static final int AS_EXPECTED = 0;

  /**
   * Something is not: an unexpected refutation, a surviving mutant, a step that is not checked, a
   * replay that does not confirm.
   */
  static final int SURPRISE = 1;

  /** Wrong usage or unreadable input. */
  static final int USAGE = 2;

  /** A defect of the program itself (EX_SOFTWARE of sysexits). */
  static final int DEFECT = 70;

  /** Stopped by the user; 128 + SIGINT. */
  static final int INTERRUPTED = 130;

  private ExitCode() {}
}
