package org.theoria.train;

import java.util.stream.IntStream;
import org.theoria.sampling.Key;
import org.theoria.sampling.Stream;

/**
 * The order in which an epoch of mini-batches goes through the examples: a pure function of the
 * seed and the number of the epoch, so that a run that goes on later needs no other memory of it.
 *
 * @param seed of the run
 * @param examples n
 */
record ExampleOrder(long seed, int examples) {

  /** The permutation of 0, …, n−1 of epoch 0, 1, …, uniform (Fisher and Yates, from the end). */
  int[] of(long epoch) {
    int[] order = IntStream.range(0, examples).toArray();
    Stream shuffle = new Key("mini-batches", seed).stream(epoch);
    for (int i = examples - 1; i > 0; i--) {
      int j = shuffle.nextInt(i + 1);
      int swap = order[i];
      order[i] = order[j];
      order[j] = swap;
    }
    return order;
  }
}
