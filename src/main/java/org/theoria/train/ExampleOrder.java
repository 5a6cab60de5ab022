package org.theoria.train;

import org.theoria.sampling.Key;

/**
 * The order in which an epoch of mini-batches goes through the examples: a pure function of the
 * seed and the number of the epoch, so that a run that goes on later needs no other memory of it.
 *
 * @param seed of the run
 * @param examples n
 */
record ExampleOrder(long seed, int examples) {

  /** The permutation of 0, …, n−1 of epoch 0, 1, …, uniform. */
  int[] of(long epoch) {
    return new Key("mini-batches", seed).stream(epoch).permutation(examples);
  }
}
