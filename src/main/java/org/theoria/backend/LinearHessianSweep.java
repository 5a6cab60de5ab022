package org.theoria.backend;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.theoria.network.Architecture;

/**
 * Verdicts on many points of one linear architecture and one sample, by several threads. A verdict
 * depends on nothing but its point. One call of {@link #run} at a time.
 */
public final class LinearHessianSweep implements AutoCloseable {

  /** Points that a thread takes at once: some tenths of a millisecond of work. */
  private static final int CHUNK = 64;

  private final List<SaddleKernel> kernels;
  private final ExecutorService helpers;

  /**
   * @param threads at least 1; the caller of {@link #run} is one of them
   */
  public LinearHessianSweep(Architecture architecture, LinearSample sample, int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "linear Hessian sweep: threads must be at least 1, got %d", threads));
    }
    List<SaddleKernel> list = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      list.add(new SaddleKernel(architecture, sample));
    }
    kernels = List.copyOf(list);
    helpers =
        Executors.newFixedThreadPool(
            Math.max(1, threads - 1), Thread.ofPlatform().daemon().factory());
  }

  /**
   * Overwrites verdicts[k] with the verdict on point k, for every k.
   *
   * @param points the points, one after the other, each as {@link SaddleKernel#classify} takes it
   */
  public void run(double[] points, SaddleVerdict[] verdicts) {
    int size = kernels.getFirst().count();
    if (points.length != (long) verdicts.length * size) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "linear Hessian sweep: %d points of %d numbers are needed, got %d numbers",
              verdicts.length,
              size,
              points.length));
    }
    AtomicInteger next = new AtomicInteger();
    List<Future<?>> pending = new ArrayList<>();
    for (SaddleKernel kernel : kernels.subList(1, kernels.size())) {
      pending.add(helpers.submit(() -> drain(kernel, points, verdicts, next)));
    }
    drain(kernels.getFirst(), points, verdicts, next);
    for (Future<?> p : pending) {
      await(p);
    }
  }

  private static void drain(
      SaddleKernel kernel, double[] points, SaddleVerdict[] verdicts, AtomicInteger next) {
    int size = kernel.count();
    for (int k = next.getAndAdd(CHUNK); k < verdicts.length; k = next.getAndAdd(CHUNK)) {
      for (int i = k; i < Math.min(verdicts.length, k + CHUNK); i++) {
        verdicts[i] = kernel.classify(points, i * size);
      }
    }
  }

  private static void await(Future<?> pending) {
    try {
      pending.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("linear Hessian sweep: interrupted before the end", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("linear Hessian sweep: a thread failed: " + e.getCause(), e);
    }
  }

  @Override
  public void close() {
    helpers.shutdownNow();
  }
}
