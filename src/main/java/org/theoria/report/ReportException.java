package org.theoria.report;

/**
 * A report that cannot be written. The message is one line for the user: it names the path, what
 * was expected and what was found.
 */
public final class ReportException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ReportException(String message) {
    super(message);
  }

  ReportException(String message, Throwable cause) {
    super(message, cause);
  }
}
