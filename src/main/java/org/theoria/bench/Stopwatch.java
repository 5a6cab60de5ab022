package org.theoria.bench;

import java.util.function.LongSupplier;
import org.theoria.backend.DeviceMatrix;
import org.theoria.backend.Session;

/** Times work on a device that may run behind the host. */
final class Stopwatch {
  private final Session session;
  private final DeviceMatrix probe;
  private final LongSupplier clock;

  /** By the clock of the machine. */
  Stopwatch(Session session) {
    this(session, System::nanoTime);
  }

  /**
   * @param clock nanoseconds since some moment
   */
  Stopwatch(Session session, LongSupplier clock) {
    this.session = session;
    this.probe = session.zeros(1, 1);
    this.clock = clock;
  }

  /**
   * Seconds of a call among so many that they last at least so long, from the first to when the
   * device has done the last.
   */
  double secondsOf(Runnable work, double atLeast) {
    session.download(probe); // what was queued before is done
    for (long calls = 1; ; calls *= 2) {
      long start = clock.getAsLong();
      for (long k = 0; k < calls; k++) {
        work.run();
      }
      session.download(probe);
      double elapsed = (clock.getAsLong() - start) * 1e-9;
      if (elapsed >= atLeast) {
        return elapsed / calls;
      }
    }
  }
}
