package org.theoria.backend;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * At most so many threads, the caller's among them. How work is cut into parts depends on the work
 * alone, never on the number of threads, so that results do not either.
 */
public final class Workers implements AutoCloseable {
  /** Entries of one part of an elementwise operation: some ten microseconds of work. */
  private static final int GRAIN = 1 << 14;

  private final int threads;
  private final ExecutorService helpers;

  /**
   * Threads that start when first needed.
   *
   * @param threads at least 1
   */
  public Workers(int threads) {
    this.threads = threads;
    // idle threads end by themselves, so that a session that is never closed holds none for long
    this.helpers =
        Executors.newCachedThreadPool(
            task -> {
              Thread t = new Thread(task, "backend-worker");
              t.setDaemon(true);
              return t;
            });
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

  /** Runs the body for 0..count−1; returns when all are done. */
  public void tasks(int count, IntConsumer body) {
    int others = Math.min(threads, count) - 1;
    if (others < 1) {
      for (int i = 0; i < count; i++) {
        body.accept(i);
      }
      return;
    }
    AtomicInteger next = new AtomicInteger();
    Runnable loop =
        () -> {
          for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
            body.accept(i);
          }
        };
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < others; i++) {
      running.add(helpers.submit(loop));
    }
    try {
      loop.run();
    } finally {
      await(running); // also after a failure: nobody may write to the matrices any more
    }
  }

  private static void await(List<Future<?>> running) {
    boolean interrupted = false;
    for (Future<?> f : running) {
      boolean done = false;
      while (!done) {
        try {
          f.get();
          done = true;
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw new IllegalStateException("backend: a worker failed", e.getCause());
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    helpers.shutdown();
  }
}
