package org.theoria.search;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;

/**
 * How to sweep a screen.
 *
 * @param tries how many instances; empty for what the screen declares, at most ten times the tries
 *     that were asked for
 * @param checkpoint the file in which the state of the sweep is kept, and from which it goes on
 * @param progress given the number of instances still to be swept when the sweep starts, and told
 *     how many were done since it was last told; called from several threads
 */
public record ScreenOptions(
    OptionalLong tries, Optional<Path> checkpoint, LongFunction<LongConsumer> progress) {

  /** A screen of an entry sweeps at most so many times the tries of its search, if not told. */
  private static final long TIMES_TRIES = 10;

  /** Default tries, no checkpoint, no progress. */
  public static final ScreenOptions DEFAULT =
      new ScreenOptions(OptionalLong.empty(), Optional.empty(), total -> done -> {});

  public ScreenOptions {
    if (tries.isPresent() && tries.getAsLong() < 1) {
      throw new IllegalArgumentException("screen: expected at least 1, got " + tries.getAsLong());
    }
  }

  /** The same with this progress. */
  public ScreenOptions with(LongFunction<LongConsumer> newProgress) {
    return new ScreenOptions(tries, checkpoint, newProgress);
  }

  /** How many instances are swept. */
  long tries(long declared, OptionalLong asked) {
    return tries.orElse(
        asked.isPresent() ? Math.min(declared, TIMES_TRIES * asked.getAsLong()) : declared);
  }
}
