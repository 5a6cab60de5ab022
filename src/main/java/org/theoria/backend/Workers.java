package org.theoria.backend;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * At most so many threads, the caller's among them. How work is cut into parts depends on the work
 * alone, never on the number of threads, so that results do not either.
 *
 * <p>The caller never waits for a helper that has not begun: on a busy machine it does all parts
 * itself. A helper looks for more work for some microseconds before it sleeps, since the operations
 * of a training step follow each other closely. Used by one thread at a time.
 */
public final class Workers implements AutoCloseable {
  /** Entries of one part of an elementwise operation: some ten microseconds of work. */
  private static final int GRAIN = 1 << 14;

  /** For which a thread looks for what it waits for before it sleeps: about a wake-up's cost. */
  private static final long SPIN_NANOS = 20_000;

  /**
   * After which an idle helper ends, so that a session that is never closed holds none for long.
   */
  private static final long IDLE_NANOS = 10_000_000_000L;

  private final int threads;
  private final List<Helper> helpers = new ArrayList<>();
  private volatile Optional<Job> current = Optional.empty();
  private volatile boolean closed;

  /**
   * Threads that start when first needed.
   *
   * @param threads at least 1
   */
  public Workers(int threads) {
    this.threads = threads;
  }

  /** A part of a range. */
  @FunctionalInterface
  public interface Range {
    /** Works on from, …, to − 1. */
    void run(int from, int to);
  }

  /** Runs the body on parts of 0..size−1, each index once; returns when all are done. */
  public void ranges(int size, Range body) {
    ranges(size, GRAIN, body);
  }

  /** The same with parts of this many. */
  public void ranges(int size, int grain, Range body) {
    int parts = (int) (((long) size + grain - 1) / grain);
    tasks(parts, part -> body.run(part * grain, (int) Math.min(size, ((long) part + 1) * grain)));
  }

  /** The same for the rows of a matrix, in parts of about as many entries. */
  public void rows(int rows, int columns, Range body) {
    ranges(rows, Math.max(1, GRAIN / Math.max(1, columns)), body);
  }

  /** A part of a sum. */
  @FunctionalInterface
  public interface Part {
    /** The sum over from, …, to − 1. */
    double of(int from, int to);
  }

  /** The sums of fixed parts, added in order. */
  public double total(int size, Part part) {
    int count = (int) (((long) size + GRAIN - 1) / GRAIN);
    double[] sums = new double[count];
    tasks(count, i -> sums[i] = part.of(i * GRAIN, (int) Math.min(size, ((long) i + 1) * GRAIN)));
    double sum = 0;
    for (double s : sums) {
      sum += s;
    }
    return sum;
  }

  /** Runs the body for 0..count−1; returns when all are done. */
  public void tasks(int count, IntConsumer body) {
    int others = Math.min(threads, count) - 1;
    if (others < 1) {
      for (int i = 0; i < count; i++) {
        body.accept(i);
      }
      return;
    }
    Job job = new Job(count, body);
    current = Optional.of(job);
    wake(others);
    try {
      job.work();
    } finally {
      job.finish(); // also after a failure: nobody may write to the matrices any more
      current = Optional.empty();
    }
    for (Throwable first : job.failures) {
      throw new IllegalStateException("backend: a worker failed", first);
    }
  }

  private void wake(int count) {
    helpers.removeIf(h -> !h.thread.isAlive());
    while (helpers.size() < count) {
      helpers.add(new Helper());
    }
    for (Helper h : helpers) {
      if (h.asleep) {
        LockSupport.unpark(h.thread);
      }
    }
  }

  /** Parts to be done, and who is at them. */
  private static final class Job {
    private static final int FINISHED = 1 << 30;

    private final int count;
    private final IntConsumer body;
    private final Thread caller = Thread.currentThread();
    private final AtomicInteger next = new AtomicInteger();

    /** The number of helpers at work, plus FINISHED once no other may begin. */
    private final AtomicInteger busy = new AtomicInteger();

    /** What helpers threw. */
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

    Job(int count, IntConsumer body) {
      this.count = count;
      this.body = body;
    }

    void work() {
      for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
        body.accept(i);
      }
    }

    /** What a helper does, unless the caller has finished. */
    void help() {
      int before = busy.get();
      while (before < FINISHED && !busy.compareAndSet(before, before + 1)) {
        before = busy.get();
      }
      if (before >= FINISHED) {
        return;
      }
      try {
        work();
      } catch (Throwable t) {
        failures.add(t);
        next.set(count);
      } finally {
        if (busy.decrementAndGet() == FINISHED) {
          LockSupport.unpark(caller);
        }
      }
    }

    /** Lets no other helper begin and waits for those that have. */
    void finish() {
      next.set(count);
      busy.addAndGet(FINISHED);
      long start = System.nanoTime();
      boolean interrupted = false;
      while (busy.get() != FINISHED) {
        if (System.nanoTime() - start < SPIN_NANOS) {
          Thread.onSpinWait();
        } else {
          LockSupport.park(this);
          interrupted |= Thread.interrupted();
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** A thread that takes part in one job after the other. */
  private final class Helper implements Runnable {
    private final Thread thread = new Thread(this, "backend-worker");
    private volatile boolean asleep;

    Helper() {
      thread.setDaemon(true);
      thread.start();
    }

    @Override
    public void run() {
      Optional<Job> last = Optional.empty();
      long idleSince = System.nanoTime();
      while (!closed) {
        Optional<Job> job = current;
        if (job.isPresent() && !job.equals(last)) {
          job.get().help();
          last = job;
          idleSince = System.nanoTime();
          continue;
        }
        long idle = System.nanoTime() - idleSince;
        if (idle > IDLE_NANOS) {
          return;
        }
        if (idle < SPIN_NANOS) {
          Thread.onSpinWait();
          continue;
        }
        asleep = true;
        // looked at again after asleep is set: the caller sets current before it reads asleep
        Optional<Job> now = current;
        if (!closed && (now.isEmpty() || now.equals(last))) {
          LockSupport.parkNanos(this, IDLE_NANOS);
        }
        asleep = false;
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    helpers.forEach(h -> LockSupport.unpark(h.thread));
    helpers.clear();
  }
}
