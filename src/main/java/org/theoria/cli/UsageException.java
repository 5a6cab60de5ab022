package org.theoria.cli;

import java.util.List;

/** Wrong usage or unreadable input; the message is the one line that the user sees. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> below;

  UsageException(String message) {
    this(message, List.of());
  }

  /** With lines to be shown below the message: the text, and a caret under the place in it. */
  UsageException(String message, List<String> below) {
    super(message);
    this.below = List.copyOf(below);
  }

  UsageException(String message, Throwable cause) {
    super(message, cause);
    this.below = List.of();
  }

  List<String> below() {
    return below;
  }
}
