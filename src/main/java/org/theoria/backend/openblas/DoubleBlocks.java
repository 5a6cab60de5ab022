package org.theoria.backend.openblas;

import org.theoria.backend.ScalarLoss;
import org.theoria.network.StandardActivation;
import org.theoria.network.StandardLoss;

/**
 * Activations and losses on parts of arrays. But for the ramp, a block of entries is converted to
 * doubles, computed, and rounded once.
 *
 * @param <A> double[] or float[]
 */
final class DoubleBlocks<A> {
  /** Entries of a block, and of what several loops do one after the other: in the first cache. */
  static final int BLOCK = 1 << 10;

  private final Loops<A> loops;

  DoubleBlocks(Loops<A> loops) {
    this.loops = loops;
  }

  /** What is done with a block of doubles that stands for entries at, …, at + count − 1. */
  private interface Body {
    void run(double[] block, int at, int count);
  }

  private static void blocks(int from, int to, Body body) {
    double[] block = new double[BLOCK];
    for (int at = from; at < to; at += BLOCK) {
      body.run(block, at, Math.min(BLOCK, to - at));
    }
  }

  /** out ← σ(z). */
  void value(StandardActivation activation, A z, A out, int from, int to) {
    if (activation == StandardActivation.RELU) {
      loops.positivePart(z, out, from, to);
      return;
    }
    blocks(
        from,
        to,
        (block, at, count) -> {
          loops.toDoubles(z, at, block, count);
          FastActivation.value(activation, block, count);
          loops.fromDoubles(block, out, at, count);
        });
  }

  /** out ← σ'(z). */
  void slope(StandardActivation activation, A z, A out, int from, int to) {
    blocks(
        from,
        to,
        (block, at, count) -> {
          loops.toDoubles(z, at, block, count);
          FastActivation.slope(activation, block, count);
          loops.fromDoubles(block, out, at, count);
        });
  }

  /** delta ← σ'(z)∘delta. */
  void back(StandardActivation activation, A z, A delta, int from, int to) {
    if (activation == StandardActivation.RELU) {
      loops.rampBack(z, delta, from, to);
      return;
    }
    double[] old = new double[BLOCK];
    blocks(
        from,
        to,
        (block, at, count) -> {
          loops.toDoubles(z, at, block, count);
          FastActivation.slope(activation, block, count);
          loops.toDoubles(delta, at, old, count);
          for (int k = 0; k < count; k++) {
            block[k] *= old[k];
          }
          loops.fromDoubles(block, delta, at, count);
        });
  }

  /** The sum of the losses of these entries. */
  double loss(StandardLoss loss, A prediction, A target, int from, int to) {
    double[] wanted = new double[BLOCK];
    double[] sum = new double[1];
    blocks(
        from,
        to,
        (block, at, count) -> {
          loops.toDoubles(prediction, at, block, count);
          loops.toDoubles(target, at, wanted, count);
          for (int k = 0; k < count; k++) {
            sum[0] += ScalarLoss.value(loss, block[k], wanted[k]);
          }
        });
    return sum[0];
  }

  /** out ← the derivatives of the losses of these entries in the prediction. */
  void lossGradient(StandardLoss loss, A prediction, A target, A out, int from, int to) {
    double[] wanted = new double[BLOCK];
    blocks(
        from,
        to,
        (block, at, count) -> {
          loops.toDoubles(prediction, at, block, count);
          loops.toDoubles(target, at, wanted, count);
          for (int k = 0; k < count; k++) {
            block[k] = ScalarLoss.derivative(loss, block[k], wanted[k]);
          }
          loops.fromDoubles(block, out, at, count);
        });
  }
}
