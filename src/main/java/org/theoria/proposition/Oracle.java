package org.theoria.proposition;

import java.util.Optional;

/**
 * A second way to compute what a claim is about, independent of the claim's own. It refutes nothing
 * by itself: a disagreement means that one of the two is wrong, and is printed.
 *
 * @param <I> the instances
 */
public interface Oracle<I> {

  /** Kebab-case identifier, unique in the proposition. */
  String id();

  /** What it computes, and what its tolerance rests on. */
  Text text();

  /** The comparison on one instance; empty where the oracle does not apply. */
  Optional<Agreement> compare(I instance);

  /**
   * @param worstRatio the largest |difference| / tolerance over the quantities compared: at most 1
   *     is agreement
   * @param compared how many quantities were compared
   */
  record Agreement(double worstRatio, int compared) {

    public boolean agrees() {
      return worstRatio <= 1;
    }
  }
}
