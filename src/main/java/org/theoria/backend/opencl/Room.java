package org.theoria.backend.opencl;

/** A buffer that grows, kept from one operation to the next. */
final class Room {
  private final Engine engine;
  private long buffer;
  private long bytes;

  Room(Engine engine) {
    this.engine = engine;
    this.bytes = Long.BYTES;
    this.buffer = engine.allocate(bytes);
  }

  /** The buffer, of at least so many bytes; what was in it may be gone. */
  long of(long needed) {
    if (needed > bytes) {
      long grown = engine.allocate(needed); // where this fails, the old one stays
      long old = buffer;
      buffer = grown;
      bytes = needed;
      engine.free(old);
    }
    return buffer;
  }
}
