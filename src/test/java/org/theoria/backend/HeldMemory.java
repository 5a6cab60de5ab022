package org.theoria.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * What a device's driver still holds for sessions and batches, as it counts itself; tests compare
 * two such numbers. Open it before what it watches.
 */
public interface HeldMemory extends AutoCloseable {

  /** Counts what this session holds, also when it is closed. */
  void watch(Session session);

  /** The same for a batch. */
  void watch(NetworkBatch batch);

  /** What is held now, in a unit of the driver's, when all that was given to the device is done. */
  long now();

  /** Nothing is left of what was taken since {@link #now} was this, and nothing else was freed. */
  default void assertFallsTo(long before) {
    assertEquals(before, now());
  }

  /** Whether anything is counted. */
  default boolean counts() {
    return true;
  }

  @Override
  void close();

  /** Matrices are on the Java heap: a test that takes more than there is (1 GB) finds a leak. */
  static HeldMemory onTheHeap() {
    return new HeldMemory() {
      @Override
      public void watch(Session session) {}

      @Override
      public void watch(NetworkBatch batch) {}

      @Override
      public long now() {
        return 0;
      }

      @Override
      public boolean counts() {
        return false;
      }

      @Override
      public void close() {}
    };
  }
}
