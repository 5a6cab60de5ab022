package org.theoria.backend;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** The memory that an engine has taken of its device: handles or addresses, with their bytes. */
public final class Allocations {
  private final Map<Long, Taken> taken = new LinkedHashMap<>();
  private long count;
  private long bytesInUse;

  /** So many bytes, as the n-th that were taken. */
  private record Taken(long bytes, long number) {}

  /** Bytes that are taken. */
  public long bytesInUse() {
    return bytesInUse;
  }

  /** So many bytes were taken. */
  public void add(long handle, long bytes) {
    taken.put(handle, new Taken(bytes, count++));
    bytesInUse += bytes;
  }

  /** These are given back. */
  public void remove(long handle) {
    bytesInUse -= Optional.ofNullable(taken.remove(handle)).map(Taken::bytes).orElse(0L);
  }

  /**
   * What the action makes; where it fails, the memory that it has taken is given back.
   *
   * @param release gives back, and removes; it does not throw
   */
  public <T> T allOrNothing(Supplier<T> action, LongConsumer release) {
    long before = count;
    try {
      return action.get();
    } catch (RuntimeException e) {
      List.copyOf(taken.entrySet()).stream()
          .filter(t -> t.getValue().number() >= before)
          .forEach(t -> release.accept(t.getKey()));
      throw e;
    }
  }

  /** All is given back, at the end. */
  public void releaseAll(LongConsumer release) {
    taken.keySet().forEach(release::accept);
    taken.clear();
    bytesInUse = 0;
  }
}
