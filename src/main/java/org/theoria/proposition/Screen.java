package org.theoria.proposition;

import org.theoria.sampling.Key;

/**
 * A primitive kernel over a homogeneous family of instances, for sweeps of millions a second. It
 * <em>only selects</em>: an instance that it cannot clear within its own error bound goes to the
 * proposition's claims.
 *
 * @param <I> the instances
 */
public interface Screen<I> {

  /** The family swept, for the report: architecture, activation, distribution. */
  Text population();

  /** How many instances a default run sweeps. */
  long defaultTries();

  /**
   * Sweeps the instances first, …, first + count − 1.
   *
   * @return the margins' worst ratio and the indices of the instances not cleared
   */
  Sweep sweep(Key key, long first, int count);

  /** The exact instance that the kernel saw at this index. */
  I instance(Key key, long index);

  /**
   * @param suspicious the indices not cleared, increasing
   * @param worstRatio the largest |difference| / error bound among those cleared, at most 1
   */
  record Sweep(long[] suspicious, double worstRatio) {}
}
