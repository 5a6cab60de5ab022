package org.theoria.backend;

import java.util.function.LongConsumer;
import java.util.function.ToLongFunction;

/**
 * Ties in a device's memory, as arrays of ints.
 *
 * @param owner the session that made them
 * @param index handle or address of {@link Ties#index}
 * @param starts handle or address of {@link Ties#starts}
 * @param positions handle or address of {@link Ties#positions}
 * @param lifetime ends when the session frees the three
 */
public record BufferTies(
    SessionKernels owner, Ties ties, long index, long starts, long positions, Lifetime lifetime)
    implements DeviceTies {

  /**
   * Brings ties to the device.
   *
   * @param upload takes memory and writes the ints there
   */
  public static BufferTies of(SessionKernels owner, Ties ties, ToLongFunction<int[]> upload) {
    return new BufferTies(
        owner,
        ties,
        upload.applyAsLong(ties.index()),
        upload.applyAsLong(ties.starts()),
        upload.applyAsLong(ties.positions()),
        new Lifetime());
  }

  /** Gives the three back. */
  public void free(LongConsumer free) {
    free.accept(index);
    free.accept(starts);
    free.accept(positions);
  }
}
