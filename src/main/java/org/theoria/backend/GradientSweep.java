package org.theoria.backend;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;

/**
 * Gradients of many blocks by several threads. Which thread takes which block is left to chance,
 * and changes no bit of the result ({@link BatchedGradient}). One call of {@link #run} at a time.
 */
public final class GradientSweep implements AutoCloseable {
  private final List<BatchedGradient> engines;
  private final ExecutorService helpers;

  /**
   * @param threads at least 1; the caller of {@link #run} is one of them
   */
  public GradientSweep(
      Architecture architecture, List<Activation> activations, int lanes, int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "gradient sweep: threads must be at least 1, got %d", threads));
    }
    List<BatchedGradient> list = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      list.add(new BatchedGradient(architecture, activations, lanes));
    }
    engines = List.copyOf(list);
    helpers =
        Executors.newFixedThreadPool(
            Math.max(1, threads - 1), Thread.ofPlatform().daemon().factory());
  }

  /** Overwrites results.get(k) with the losses and gradients of blocks.get(k), for every k. */
  public void run(List<NetworkBlock> blocks, List<GradientBlock> results) {
    if (blocks.size() != results.size()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "gradient sweep: a result for each of the %d blocks is needed, got %d",
              blocks.size(),
              results.size()));
    }
    AtomicInteger next = new AtomicInteger();
    List<Future<?>> pending = new ArrayList<>();
    for (BatchedGradient engine : engines.subList(1, engines.size())) {
      pending.add(helpers.submit(() -> drain(engine, blocks, results, next)));
    }
    drain(engines.getFirst(), blocks, results, next);
    for (Future<?> p : pending) {
      await(p);
    }
  }

  private static void drain(
      BatchedGradient engine,
      List<NetworkBlock> blocks,
      List<GradientBlock> results,
      AtomicInteger next) {
    for (int k = next.getAndIncrement(); k < blocks.size(); k = next.getAndIncrement()) {
      engine.gradient(blocks.get(k), results.get(k).gradient(), results.get(k).loss());
    }
  }

  private static void await(Future<?> pending) {
    try {
      pending.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("gradient sweep: interrupted before the last block", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("gradient sweep: a thread failed: " + e.getCause(), e);
    }
  }

  @Override
  public void close() {
    helpers.shutdownNow();
  }
}
