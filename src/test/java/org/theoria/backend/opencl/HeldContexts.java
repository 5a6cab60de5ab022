package org.theoria.backend.opencl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.lwjgl.opencl.CL10;
import org.theoria.backend.HeldMemory;
import org.theoria.backend.NetworkBatch;
import org.theoria.backend.Session;

/**
 * How often the driver says that the contexts of sessions and batches are referred to: by each
 * buffer, program and queue, and by their owner until it is closed.
 */
public final class HeldContexts implements HeldMemory {
  /**
   * PoCL gives back what a command refers to after the command counts as done, on a thread of its
   * own, and nothing says when: so many readings must be the same, so many milliseconds apart.
   */
  private static final int READINGS = 10;

  private static final int APART = 5;

  /** Longer than a busy machine lets that thread wait for its turn. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

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

  void watch(Engine engine) {
    open.add(engine);
    if (contexts.add(engine.context())) {
      assertEquals(CL10.CL_SUCCESS, CL10.clRetainContext(engine.context()));
    }
  }

  @Override
  public long now() {
    open.removeIf(Engine::isClosed);
    open.forEach(Engine::finish);
    long last = references();
    for (int same = 1; same < READINGS; ) {
      pause();
      long next = references();
      same = next == last ? same + 1 : 1;
      last = next;
    }
    return last;
  }

  /**
   * More than before is a leak only if it stays; less than before is what a command still referred
   * to when before was read.
   */
  @Override
  public void assertFallsTo(long before) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    long held = now();
    while (held > before && System.nanoTime() < deadline) {
      held = now();
    }
    assertTrue(held <= before, "held before: " + before + ", and now: " + held);
  }

  private long references() {
    return contexts.stream().mapToLong(c -> references(c) - 1).sum(); // one is ours
  }

  private static int references(long context) {
    int[] count = new int[1];
    assertEquals(
        CL10.CL_SUCCESS,
        CL10.clGetContextInfo(context, CL10.CL_CONTEXT_REFERENCE_COUNT, count, null));
    return count[0];
  }

  private static void pause() {
    try {
      Thread.sleep(APART);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    contexts.forEach(c -> assertEquals(CL10.CL_SUCCESS, CL10.clReleaseContext(c)));
  }
}
