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

  /** Points that a thread takes at once: their Hessians fit in a second-level cache. */
  private static final int LANES = 32;

  private final int size;
  private final List<SaddleLanes> kernels;
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
    List<SaddleLanes> list = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      list.add(new SaddleLanes(architecture, sample, LANES));
    }
    kernels = List.copyOf(list);
    size = architecture.weightCount();
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
    for (SaddleLanes kernel : kernels.subList(1, kernels.size())) {
      pending.add(helpers.submit(() -> drain(kernel, points, verdicts, next)));
    }
    drain(kernels.getFirst(), points, verdicts, next);
    for (Future<?> p : pending) {
      await(p);
    }
  }

  private static void drain(
      SaddleLanes kernel, double[] points, SaddleVerdict[] verdicts, AtomicInteger next) {
    for (int k = next.getAndAdd(LANES); k < verdicts.length; k = next.getAndAdd(LANES)) {
      kernel.classify(points, k, Math.min(LANES, verdicts.length - k), verdicts);
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
