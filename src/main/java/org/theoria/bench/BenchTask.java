package org.theoria.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Something whose speed is measured. Stateless: a run makes its own data. */
public interface BenchTask {

  /** The name on the command line. */
  String id();

  /** What is done and measured, in one or two lines. */
  String description();

  /** Measures once; the figures' {@code by} is {@code ours} or {@code machine}. */
  List<? extends BenchRecord> run(Settings settings);

  /** One of our figures. */
  default BenchRecord.Figure ours(String metric, double value, String unit) {
    return new BenchRecord.Figure(id(), "ours", metric, value, unit);
  }

  /** How the peers do the same work; empty if none does. */
  Optional<Comparison> comparison();

  /**
   * @param threads how many threads a measurement may use, at least 1
   * @param seconds how long each measurement lasts at least, after as long a warm-up
   * @param folder where the peers run and leave what both sides measure
   */
  record Settings(int threads, double seconds, Path folder) {
    /** Without peers. */
    public Settings(int threads, double seconds) {
      this(threads, seconds, Path.of(""));
    }

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
   * @param peersFirst whether the peers make the data of both sides; each of them is then compared
   * @param limitSeconds after which the peers are ended
   */
  record Comparison(
      String peerTask,
      String metric,
      boolean largerIsBetter,
      boolean peersFirst,
      long limitSeconds) {
    private static final long LIMIT_SECONDS = 600;

    /** Ours, the peers, ours. */
    public Comparison(String peerTask, String metric, boolean largerIsBetter) {
      this(peerTask, metric, largerIsBetter, false, LIMIT_SECONDS);
    }
  }
}
