package org.theoria.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** How often a piece of work is done in a second, after a warm-up. */
final class Rate {
  private Rate() {}

  /**
   * Calls of {@code work} a second on this thread: first as long a warm-up, then at least {@code
   * seconds} of measurement.
   */
  static double of(Runnable work, double seconds) {
    repeat(work, seconds);
    return repeat(work, seconds);
  }

  /**
   * The sum of the rates of {@code threads} threads, each doing its own piece of work, all at once.
   */
  static double ofAll(Supplier<Runnable> work, int threads, double seconds) {
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<Double>> rates = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        Runnable own = work.get();
        rates.add(pool.submit(() -> of(own, seconds)));
      }
      double sum = 0;
      for (Future<Double> rate : rates) {
        sum += rate.get();
      }
      return sum;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("bench: interrupted while measuring", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("bench: a measurement failed: " + e.getCause(), e);
    }
  }

  private static double repeat(Runnable work, double seconds) {
    long start = System.nanoTime();
    long calls = 0;
    double elapsed;
    do {
      work.run();
      calls++;
      elapsed = (System.nanoTime() - start) * 1e-9;
    } while (elapsed < seconds);
    return calls / elapsed;
  }
}
