package org.theoria.experiment;

/**
 * How long an experiment takes, about: seconds on two cores with the default backend.
 *
 * @param full the whole of it
 * @param quick with --quick
 */
public record Duration(int full, int quick) {

  /** Seconds, or minutes where they are one at least: "30 s", "3 min". */
  public static String text(int seconds) {
    return seconds < 60 ? seconds + " s" : Math.round(seconds / 60.0) + " min";
  }
}
