package org.theoria.bench;

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
      implements BenchRecord {}

  /**
   * A measurement that could not be made; not a failure of the run.
   *
   * @param task the task's id
   * @param by who could not be measured
   * @param why one line
   */
  record Unavailable(String task, String by, String why) implements BenchRecord {}
}
