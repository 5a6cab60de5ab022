package org.theoria.backend.cuda;

/** Memory that grows, kept from one operation to the next. */
final class Room {
  private final Engine engine;
  private long address;
  private long bytes;

  Room(Engine engine) {
    this.engine = engine;
    this.bytes = Long.BYTES;
    this.address = engine.allocate(bytes);
  }

  /** Its address, with at least so many bytes; what was in it may be gone. */
  long of(long needed) {
    if (needed > bytes) {
      long grown = engine.allocate(needed); // where this fails, the old one stays
      long old = address;
      address = grown;
      bytes = needed;
      engine.free(old);
    }
    return address;
  }
}
