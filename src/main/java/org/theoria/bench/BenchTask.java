package org.theoria.bench;

import java.util.List;
import java.util.Optional;

/** Something whose speed is measured. Stateless: a run makes its own data. */
public interface BenchTask {

  /** The name on the command line. */
  String id();

  /** What is done and measured, in one or two lines. */
  String description();

  /** Measures once; the figures' {@code by} is {@code ours} or {@code machine}. */
  List<BenchRecord.Figure> run(Settings settings);

  /** How the peers do the same work; empty if none does. */
  Optional<Comparison> comparison();

  /**
   * @param threads how many threads a measurement may use, at least 1
   * @param seconds how long each measurement lasts at least, after as long a warm-up
   */
  record Settings(int threads, double seconds) {
    public Settings {
      if (threads < 1) {
        throw new IllegalArgumentException("bench: threads must be at least 1, got " + threads);
      }
      if (!(seconds > 0 && seconds < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "bench: seconds must be positive and finite, got " + seconds);
      }
    }
  }

  /**
   * @param peerTask the task's name in peers.py
   * @param metric the figure that both sides report
   * @param largerIsBetter true for a rate, false for a duration
   */
  record Comparison(String peerTask, String metric, boolean largerIsBetter) {}
}
