package org.theoria.backend;

import org.theoria.sampling.Stream;

/**
 * Which entries dropout keeps: entry k where the upper 53 bits of {@link Stream#mix}(state + (k +
 * 1)·φ) are below ⌈keep·2⁵³⌉, with φ of {@link Stream#GOLDEN} and the state mix(key). Integer
 * arithmetic of 64 bits alone, so the mask is the same on every backend.
 *
 * @param state the mixed key
 * @param threshold ⌈keep·2⁵³⌉
 * @param factor 1/keep
 */
public record DropoutMask(long state, long threshold, double factor) {
  private static final int UNUSED_BITS = 11;

  /**
   * The mask of a key.
   *
   * @param keep the probability of (0, 1] with which an entry is kept
   */
  public static DropoutMask of(long key, double keep) {
    if (!(keep > 0 && keep <= 1)) {
      throw new IllegalArgumentException("dropout: keep must be in (0, 1], got " + keep);
    }
    return new DropoutMask(Stream.mix(key), (long) Math.ceil(keep * 0x1p53), 1 / keep);
  }

  /** Whether entry k is kept. */
  public boolean keeps(long k) {
    return (Stream.mix(state + Stream.GOLDEN * (k + 1)) >>> UNUSED_BITS) < threshold;
  }

  /** Entry k after dropout. */
  public double apply(long k, double entry) {
    return keeps(k) ? factor * entry : 0;
  }
}
