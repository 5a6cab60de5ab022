package org.theoria.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What one would write without a backend for {@link SmallNetworks}: a loop over the networks, each
 * thread a range of them, doubles in arrays that exist already, {@link Math#tanh}.
 */
final class JavaLoop implements AutoCloseable {
  private static final int B = SmallNetworks.HIDDEN;
  private static final int V = 2 * SmallNetworks.HIDDEN;
  private static final int C = 3 * SmallNetworks.HIDDEN;

  private final double[] x;
  private final double[] y;
  private final int threads;
  private final ExecutorService pool;

  JavaLoop(SmallNetworks sample, int threads) {
    this.x = sample.x();
    this.y = sample.y();
    this.threads = threads;
    this.pool = Executors.newFixedThreadPool(threads);
  }

  /**
   * E and ∇E of every network.
   *
   * @param losses of shape [count], overwritten
   * @param gradients of shape [count][P], overwritten
   */
  void gradients(double[][] parameters, double[] losses, double[][] gradients) {
    ranges(
        parameters.length,
        (from, to) -> {
          double[] t = new double[SmallNetworks.HIDDEN];
          for (int i = from; i < to; i++) {
            losses[i] = gradient(parameters[i], gradients[i], t);
          }
        });
  }

  /** So many steps θ ← θ − η·∇E of every network, in place. */
  void steps(double[][] parameters, int count, double rate) {
    ranges(
        parameters.length,
        (from, to) -> {
          double[] t = new double[SmallNetworks.HIDDEN];
          double[] g = new double[SmallNetworks.PARAMETERS];
          for (int i = from; i < to; i++) {
            double[] theta = parameters[i];
            for (int s = 0; s < count; s++) {
              gradient(theta, g, t);
              for (int k = 0; k < theta.length; k++) {
                theta[k] -= rate * g[k];
              }
            }
          }
        });
  }

  private double gradient(double[] theta, double[] g, double[] t) {
    Arrays.fill(g, 0);
    double loss = 0;
    for (int e = 0; e < x.length; e++) {
      double f = theta[C];
      for (int j = 0; j < t.length; j++) {
        t[j] = Math.tanh(theta[j] * x[e] + theta[B + j]);
        f += theta[V + j] * t[j];
      }
      double residual = f - y[e];
      loss += residual * residual;
      double d = 2 * residual;
      g[C] += d;
      for (int j = 0; j < t.length; j++) {
        g[V + j] += d * t[j];
        double s = d * theta[V + j] * (1 - t[j] * t[j]);
        g[B + j] += s;
        g[j] += s * x[e];
      }
    }
    return loss;
  }

  private interface Range {
    void run(int from, int to);
  }

  private void ranges(int count, Range body) {
    List<Callable<Boolean>> parts = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      int from = (int) ((long) count * t / threads);
      int to = (int) ((long) count * (t + 1) / threads);
      parts.add(
          () -> {
            body.run(from, to);
            return true;
          });
    }
    try {
      for (Future<Boolean> f : pool.invokeAll(parts)) {
        f.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("bench: interrupted while measuring", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("bench: the Java loop failed: " + e.getCause(), e);
    }
  }

  @Override
  public void close() {
    pool.shutdown();
  }
}
