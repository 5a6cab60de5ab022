package org.theoria.backend.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.theoria.backend.BackendException;
import org.theoria.backend.DeviceMatrix;
import org.theoria.backend.DeviceTies;
import org.theoria.backend.Lifetime;
import org.theoria.backend.Session;
import org.theoria.backend.Ties;

/**
 * All that one model has taken of a session's memory, to be given back together. Who takes a matrix
 * here does not free it, unless by {@link #free}.
 */
final class ModelMemory implements AutoCloseable {
  private final Session session;
  private final String model;

  /** How each is freed, in the order in which they were made. */
  private final Map<Lifetime, Runnable> frees = new LinkedHashMap<>();

  private boolean closed;

  /**
   * @param model names the model in errors
   */
  ModelMemory(Session session, String model) {
    this.session = session;
    this.model = model;
  }

  /** The session whose memory it is. */
  Session session() {
    return session;
  }

  DeviceMatrix zeros(int rows, int columns) {
    requireOpen();
    return kept(session.zeros(rows, columns));
  }

  DeviceMatrix upload(int rows, int columns, double... rowMajor) {
    requireOpen();
    return kept(session.upload(rows, columns, rowMajor));
  }

  private DeviceMatrix kept(DeviceMatrix m) {
    frees.put(m.lifetime(), () -> session.free(m));
    return m;
  }

  DeviceTies ties(Ties ties) {
    requireOpen();
    DeviceTies made = session.ties(ties);
    frees.put(made.lifetime(), () -> session.free(made));
    return made;
  }

  /** Gives back one matrix before the rest. */
  void free(DeviceMatrix m) {
    frees.remove(m.lifetime());
    session.free(m);
  }

  /** What the action makes of this memory; where it fails, what it has taken is given back. */
  <T> T allOrNothing(Supplier<T> action) {
    int before = frees.size();
    try {
      return action.get();
    } catch (RuntimeException e) {
      try {
        release(before);
      } catch (BackendException second) {
        e.addSuppressed(second);
      }
      throw e;
    }
  }

  private void release(int from) {
    for (Lifetime made : List.copyOf(frees.keySet()).subList(from, frees.size())) {
      Runnable free = frees.remove(made);
      if (free != null) {
        free.run();
      }
    }
  }

  void requireOpen() {
    if (closed) {
      throw new IllegalStateException("model: " + model + " is closed");
    }
  }

  /** Gives back everything; a second time, or after the session's end, nothing is left to do. */
  @Override
  public void close() {
    closed = true;
    release(0);
  }
}
