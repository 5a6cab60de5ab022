package org.theoria.backend.cuda;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Optional;

/** What {@code src/test/cuda/driver.cpp} has beside a driver's functions. */
final class ProcessorDriver {
  private final MethodHandle held;
  private final MethodHandle room;

  /** What is taken and not given back. */
  record Held(long pieces, long bytes) {}

  private ProcessorDriver(Native library) {
    held = library.function("processorHeld", Native.P, Native.P);
    room = library.function("processorRoom", Native.J);
  }

  /** Empty where the tests run on a device. */
  static Optional<ProcessorDriver> inUse() {
    return TestedCuda.library()
        .filter(path -> path.endsWith("libcuda-processor.so"))
        .flatMap(path -> Native.first(List.of(path)))
        .map(ProcessorDriver::new);
  }

  /**
   * Pieces of the device's memory, of pinned memory, streams and handles of cuBLAS; bytes of the
   * device's memory.
   */
  Held held() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment pieces = arena.allocate(ValueLayout.JAVA_LONG);
      MemorySegment bytes = arena.allocate(ValueLayout.JAVA_LONG);
      requireDone((int) held.invokeExact(pieces, bytes));
      return new Held(pieces.get(ValueLayout.JAVA_LONG, 0), bytes.get(ValueLayout.JAVA_LONG, 0));
    } catch (Throwable t) {
      throw Native.unexpected(t);
    }
  }

  /** From now on the device gives at most so many bytes more. */
  void leave(long bytes) {
    try {
      requireDone((int) room.invokeExact(bytes));
    } catch (Throwable t) {
      throw Native.unexpected(t);
    }
  }

  private static void requireDone(int code) {
    if (code != CudaError.SUCCESS) {
      throw new IllegalStateException("the driver of the tests returned " + code);
    }
  }
}
