package org.theoria.train;

/** Which examples a step sees. */
public sealed interface Batching {

  /** All of them. */
  record Full() implements Batching {}

  /**
   * Each epoch goes through all examples once, in an order drawn from the stream, in batches of
   * this size (the last may be smaller).
   *
   * @param size at least 1
   */
  record Mini(int size) implements Batching {
    public Mini {
      if (size < 1) {
        throw new IllegalArgumentException(
            "mini-batches: a size of at least 1 is needed, got " + size);
      }
    }
  }
}
