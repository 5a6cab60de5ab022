package org.theoria.certify;

import org.theoria.proposition.Variant;

/**
 * A certified counterexample.
 *
 * @param proposition the entry's id
 * @param variant which form of it is refuted
 * @param claim the claim violated, or "statement" when the certificate is of the positive of a
 *     negation
 * @param origin where the search found it
 * @param instance the instance
 * @param certificate why it refutes
 */
public record Counterexample<I extends Record>(
    String proposition,
    Variant variant,
    String claim,
    Origin origin,
    I instance,
    Certificate certificate) {

  /** The claim id of a certificate of the positive. */
  public static final String STATEMENT = "statement";

  /**
   * @param seed the seed of the search
   * @param index the index of the instance that the search found first
   * @param shrunk how many accepted shrinking steps lie between that instance and this one
   */
  public record Origin(long seed, long index, int shrunk) {}
}
