package org.theoria.cli;

import org.theoria.backend.BackendException;
import org.theoria.certify.FormatException;
import org.theoria.report.ReportException;

/** Turns what a command throws into one line and an exit code. */
final class Failures {

  private Failures() {}

  static int report(Io io, Exception e, boolean debug) {
    if (e instanceof UsageException
        || e instanceof FormatException
        || e instanceof ReportException
        || e instanceof BackendException) {
      int code = Main.fail(io, String.valueOf(e.getMessage()));
      if (e instanceof UsageException usage) {
        usage.below().forEach(io.err()::println);
      }
      return code;
    }
    if (debug) {
      e.printStackTrace(io.err());
    } else {
      io.err()
          .println("theoria: internal error: " + oneLine(e.toString()) + " (--debug shows where)");
    }
    return ExitCode.DEFECT;
  }

  /** One line without control characters: a message may quote a file. */
  static String oneLine(String message) {
    String line = message.strip().replaceAll("\\s+", " ").replaceAll("\\p{Cntrl}", "\uFFFD");
    return line.length() <= 400 ? line : line.substring(0, 399) + "…";
  }
}
