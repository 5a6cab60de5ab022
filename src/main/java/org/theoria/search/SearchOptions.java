package org.theoria.search;

import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/**
 * How to search.
 *
 * @param tries the number of instances; empty for the sampler's default
 * @param seed the seed
 * @param threads the number of threads, at least 1: it changes the time, never the result
 * @param cancelled asked between blocks; true ends the search with what it has
 * @param progress told how many instances were done since it was last told; called from several
 *     threads
 */
public record SearchOptions(
    OptionalLong tries, long seed, int threads, BooleanSupplier cancelled, LongConsumer progress) {

  public SearchOptions {
    if (tries.isPresent() && tries.getAsLong() < 1) {
      throw new IllegalArgumentException("tries: expected at least 1, got " + tries.getAsLong());
    }
    if (threads < 1) {
      throw new IllegalArgumentException("threads: expected at least 1, got " + threads);
    }
  }

  public static SearchOptions of(long tries, long seed, int threads) {
    return new SearchOptions(OptionalLong.of(tries), seed, threads, () -> false, n -> {});
  }

  public SearchOptions withTries(long number) {
    return new SearchOptions(OptionalLong.of(number), seed, threads, cancelled, progress);
  }

  /** The same on so many threads. */
  public SearchOptions withThreads(int number) {
    return new SearchOptions(tries, seed, number, cancelled, progress);
  }
}
