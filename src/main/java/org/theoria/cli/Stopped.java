package org.theoria.cli;

/** The end of a command that the user may have stopped. */
final class Stopped {

  private Stopped() {}

  /**
   * This exit code, unless the user has stopped the command: then the results are partial, and it
   * says so.
   */
  static int or(Io io, int code) {
    if (!io.cancelled().getAsBoolean()) {
      return code;
    }
    io.err().println("theoria: stopped; these results are partial");
    return ExitCode.INTERRUPTED;
  }
}
