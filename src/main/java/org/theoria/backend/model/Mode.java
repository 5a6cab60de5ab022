package org.theoria.backend.model;

/** How a batch goes through layers that differ between training and evaluation. */
sealed interface Mode {

  /**
   * Dropout by this key, normalisation by the batch.
   *
   * @param key changes from step to step
   */
  record Training(long key) implements Mode {}

  /** No dropout, normalisation by running statistics. */
  record Evaluation() implements Mode {}
}
