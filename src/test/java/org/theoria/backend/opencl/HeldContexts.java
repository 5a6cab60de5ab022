package org.theoria.backend.opencl;

import java.util.LinkedHashSet;
import java.util.Set;
import org.theoria.backend.HeldMemory;
import org.theoria.backend.NetworkBatch;
import org.theoria.backend.Session;

/**
 * How often the driver says that the contexts of sessions and batches are referred to: by each
 * buffer, program and queue, and by their owner until it is closed.
 */
public final class HeldContexts implements HeldMemory {
  private final Set<Engine> open = new LinkedHashSet<>();
  private final Set<Long> contexts = new LinkedHashSet<>();

  @Override
  public void watch(Session session) {
    watch(((OpenClSession) session).engine());
  }

  @Override
  public void watch(NetworkBatch batch) {
    watch(((OpenClBatch) batch).engine());
  }

  private void watch(Engine engine) {
    open.add(engine);
    contexts.add(engine.context());
    Engine.retain(engine.context());
  }

  @Override
  public long now() {
    open.removeIf(Engine::isClosed);
    open.forEach(Engine::finish);
    // one reference is ours
    return contexts.stream().mapToLong(c -> Engine.references(c) - 1).sum();
  }

  @Override
  public void close() {
    contexts.forEach(Engine::release);
  }
}
