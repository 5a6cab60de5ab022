package org.theoria.backend.openblas;

import java.util.List;
import org.theoria.backend.AdamConstants;
import org.theoria.backend.Optimiser;
import org.theoria.backend.Workers;

/**
 * Steps of optimisers: the loops of a step one after the other on blocks that stay in the first
 * cache, so that memory is read and written once.
 *
 * @param <A> double[] or float[]
 */
final class Steps<A> {
  private final Loops<A> loops;
  private final Workers workers;

  Steps(Loops<A> loops, Workers workers) {
    this.loops = loops;
    this.workers = workers;
  }

  /** Changes theta and the state, of so many entries. */
  void run(Optimiser optimiser, long step, A g, A theta, List<A> state, int size) {
    switch (optimiser) {
      case Optimiser.GradientDescent(double rate) ->
          workers.ranges(size, (from, to) -> loops.axpy(-rate, g, theta, from, to));
      case Optimiser.Momentum(double rate, double momentum) -> {
        A v = state.getFirst();
        inCache(
            size,
            (from, to) -> {
              loops.decayedSum(momentum, g, v, from, to);
              loops.axpy(-rate, v, theta, from, to);
            });
      }
      case Optimiser.Nesterov(double rate, double momentum) -> {
        A v = state.getFirst();
        inCache(
            size,
            (from, to) -> {
              loops.decayedSum(momentum, g, v, from, to);
              loops.nesterovStep(rate, momentum, g, v, theta, from, to);
            });
      }
      case Optimiser.Adam a -> adam(a, step, g, theta, state, size);
    }
  }

  private void adam(Optimiser.Adam a, long step, A g, A theta, List<A> state, int size) {
    AdamConstants k = AdamConstants.of(a, step);
    A m = state.get(0);
    A v = state.get(1);
    inCache(
        size,
        (from, to) -> {
          loops.movingMean(a.beta1(), g, m, from, to);
          loops.movingSquare(a.beta2(), g, v, from, to);
          loops.adamStep(k.rate(), k.root(), a.epsilon(), m, v, theta, from, to);
        });
  }

  private void inCache(int size, Workers.Range body) {
    workers.ranges(
        size,
        (first, last) -> {
          for (int at = first; at < last; at += DoubleBlocks.BLOCK) {
            body.run(at, Math.min(last, at + DoubleBlocks.BLOCK));
          }
        });
  }
}
