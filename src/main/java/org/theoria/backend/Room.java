package org.theoria.backend;

import java.util.function.LongConsumer;
import java.util.function.LongUnaryOperator;

/** Memory of a device that grows, kept from one operation to the next. */
public final class Room {
  private final LongUnaryOperator allocate;
  private final LongConsumer free;
  private long memory;
  private long bytes;

  /**
   * A small one.
   *
   * @param allocate so many bytes, to their handle or address
   * @param free gives them back
   */
  public Room(LongUnaryOperator allocate, LongConsumer free) {
    this.allocate = allocate;
    this.free = free;
    this.bytes = Long.BYTES;
    this.memory = allocate.applyAsLong(bytes);
  }

  /** Its handle or address, with at least so many bytes; what was in it may be gone. */
  public long of(long needed) {
    if (needed > bytes) {
      long grown = allocate.applyAsLong(needed); // where this fails, the old one stays
      long old = memory;
      memory = grown;
      bytes = needed;
      free.accept(old);
    }
    return memory;
  }
}
