package org.theoria.symbolic;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * Ends processes whose call takes too long, or whose caller was interrupted. The limit counts
 * processor time of the process, so that a busy machine does not change answers; where the platform
 * does not tell it, and after {@value #WALL_FACTOR} times as much in any case, time on the clock.
 *
 * <p>One daemon thread looks every {@value #POLL_MILLIS} ms while there are calls, and ends when
 * there was none for a while.
 */
final class ProcessWatch {
  private static final int WALL_FACTOR = 8;
  private static final long POLL_MILLIS = 20;
  private static final long LINGER_NANOS = 2_000_000_000L;

  /** How a call stands. */
  enum State {
    RUNNING,
    DONE,
    OUT_OF_TIME,
    INTERRUPTED
  }

  /** A call to a process, by the thread that waits for it. */
  static final class Call {
    private final Process process;
    private final Thread caller = Thread.currentThread();
    private final long start = System.nanoTime();
    private final AtomicReference<State> state = new AtomicReference<>(State.RUNNING);

    private Call(Process process) {
      this.process = process;
    }

    /** Marks the call as done; false when its process has been ended before. */
    boolean done() {
      return state.compareAndSet(State.RUNNING, State.DONE);
    }

    State state() {
      return state.get();
    }

    private boolean isRunning() {
      return state.get() == State.RUNNING;
    }

    private void end(State why) {
      if (state.compareAndSet(State.RUNNING, why)) {
        process.destroyForcibly();
      }
    }
  }

  private final Duration limit;
  private final AtomicReference<Optional<Call>> current = new AtomicReference<>(Optional.empty());
  private boolean watching;

  ProcessWatch(Duration limit) {
    this.limit = limit;
  }

  /** A call begins, after the one before was done; its time counts from now. */
  Call begin(Process process) {
    Call call = new Call(process);
    current.set(Optional.of(call));
    synchronized (this) {
      if (!watching) {
        watching = true;
        Thread.ofPlatform().daemon().name("symja-watch").start(this::watch);
      }
    }
    return call;
  }

  private void watch() {
    Optional<Call> seen = Optional.empty();
    Optional<Duration> before = Optional.empty();
    long idleSince = System.nanoTime();
    while (true) {
      LockSupport.parkNanos(POLL_MILLIS * 1_000_000);
      Optional<Call> now = current.get().filter(Call::isRunning);
      if (now.isEmpty()) {
        if (System.nanoTime() - idleSince > LINGER_NANOS && retire()) {
          return;
        }
        continue;
      }
      idleSince = System.nanoTime();
      Call call = now.get();
      Optional<Duration> used = call.process.info().totalCpuDuration();
      if (!now.equals(seen)) {
        seen = now;
        before = used;
      }
      long wall = System.nanoTime() - call.start;
      long cpu =
          used.isPresent() && before.isPresent() ? used.get().minus(before.get()).toNanos() : wall;
      if (call.caller.isInterrupted()) {
        call.end(State.INTERRUPTED);
      } else if (cpu > limit.toNanos() || wall > WALL_FACTOR * limit.toNanos()) {
        call.end(State.OUT_OF_TIME);
      }
    }
  }

  private synchronized boolean retire() {
    watching = current.get().filter(Call::isRunning).isPresent();
    return !watching;
  }
}
