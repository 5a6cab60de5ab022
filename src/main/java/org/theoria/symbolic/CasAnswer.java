package org.theoria.symbolic;

import java.time.Duration;

/**
 * What a computer algebra system answered. It is an opinion: nothing is believed before it is
 * confirmed independently.
 */
public sealed interface CasAnswer {

  /** A literal 0, or a literal True. */
  record Yes() implements CasAnswer {}

  /** A literal non-zero number, or a literal False. */
  record No(String normalForm) implements CasAnswer {}

  /**
   * Anything else: it came back unevaluated, or the system refused, or the input is beyond the
   * gateway's limits.
   */
  record Unknown(String text) implements CasAnswer {}

  /** Stopped at the time limit. */
  record TimedOut(Duration limit) implements CasAnswer {}

  /** Stopped when it needed more than this much memory, in MiB. */
  record OutOfMemory(int mebibytes) implements CasAnswer {}

  /** In words, for the reader of a report. */
  default String words() {
    return switch (this) {
      case Yes yes -> "the CAS says yes";
      case No no -> "the CAS says no: " + no.normalForm();
      case Unknown unknown -> "the CAS did not decide: " + unknown.text();
      case TimedOut out -> "the CAS was stopped after " + out.limit().toMillis() + " ms";
      case OutOfMemory out ->
          "the CAS was stopped at the memory limit of " + out.mebibytes() + " MiB";
    };
  }
}
