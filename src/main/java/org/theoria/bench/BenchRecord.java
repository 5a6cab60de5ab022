package org.theoria.bench;

import java.util.Locale;

/** A line of a benchmark's result: a measured {@link Figure}, or why one is {@link Unavailable}. */
public sealed interface BenchRecord {

  /** The task's id. */
  String task();

  /** Who did the work: {@code ours}, a peer's name, or {@code machine}. */
  String by();

  /**
   * A measured number.
   *
   * @param task the task's id
   * @param by {@code ours}, a peer's name, {@code machine}, or "ours / NAME" for a ratio
   * @param metric what was measured, for example {@code gradients_per_s}
   * @param value the number
   * @param unit its unit, {@code 1} for a pure number
   */
  record Figure(String task, String by, String metric, double value, String unit)
      implements BenchRecord {

    /** Number and unit with what was measured; a rate says so once, as in 5.468 epochs/s. */
    String text() {
      String number = String.format(Locale.ROOT, "%.4g", value);
      return unit.equals(PER_SECOND) && metric.endsWith(RATE)
          ? number + " " + metric.substring(0, metric.length() - RATE.length()) + "/s"
          : number + " " + metric + (unit.equals("1") ? "" : " " + unit);
    }

    private static final String PER_SECOND = "1/s";
    private static final String RATE = "_per_s";
  }

  /**
   * A measurement that could not be made; not a failure of the run.
   *
   * @param task the task's id
   * @param by who could not be measured
   * @param why one line
   */
  record Unavailable(String task, String by, String why) implements BenchRecord {}
}
