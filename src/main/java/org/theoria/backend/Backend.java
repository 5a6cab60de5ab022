package org.theoria.backend;

import java.util.List;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Loss;

/**
 * A compute service, found by {@link java.util.ServiceLoader}. Implementations have a public
 * constructor without arguments that does nothing that can fail; whatever may be missing is found
 * by {@link #probe}.
 *
 * <p>Every backend passes {@code BackendContract}, which compares each operation with a plain
 * reference. Results may differ between backends within the rounding of their {@link Precision},
 * never in a verdict: verdicts are certified elsewhere.
 */
public interface Backend {

  /** The name in options and reports: lower case, unique. */
  String name();

  /** Among available backends the one of the highest priority is the default; ejml has 0. */
  int priority();

  /** Whether it can be used here, and if not, why. Never throws. */
  BackendStatus probe();

  /**
   * A session with its own memory; to be closed. A session serves one thread.
   *
   * @throws BackendException where the backend is unavailable or lacks the precision
   */
  Session open(Precision precision);

  /**
   * The same with at most this many threads of the processor. How many there are changes no bit of
   * a result. The default uses one; a device that is not the processor has threads of its own.
   *
   * @param threads at least 1
   * @throws BackendException where the backend is unavailable or lacks the precision
   */
  default Session open(Precision precision, int threads) {
    requireThreads(threads);
    return open(precision);
  }

  /** Refuses fewer than one thread. */
  static int requireThreads(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("backend: at least one thread is needed, got " + threads);
    }
    return threads;
  }

  /**
   * A batch of networks of one architecture, each with its own parameters; to be closed. A backend
   * without kernels of its own for it runs them one after the other in a {@link Session} ({@code
   * backend.model.SequentialBatch}).
   *
   * @param activations σ_1, …, σ_H; an uninterpreted one is refused
   * @param loss the loss; an uninterpreted one is refused
   * @throws BackendException where the backend is unavailable or lacks the precision
   */
  NetworkBatch batch(
      Architecture architecture, List<Activation> activations, Loss loss, Precision precision);
}
