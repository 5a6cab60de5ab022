package org.theoria.backend.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Optional;
import org.theoria.backend.Backend;
import org.theoria.backend.HeldMemory;
import org.theoria.backend.NetworkBatch;
import org.theoria.backend.Session;

/**
 * What the tests of this backend run on: the device of this machine; or, where {@code
 * -Dtheoria.test.cuda} names what {@code src/test/cuda/build} makes, the processor, which carries
 * out the same PTX. Other tests never see the latter.
 */
public final class TestedCuda {
  static final String PROPERTY = "theoria.test.cuda";

  private TestedCuda() {}

  private static final class Holder {
    static final CudaDevice.Found FOUND =
        library()
            .map(path -> CudaDevice.find(List.of(path), List.of(path)))
            .orElseGet(CudaDevice::found);
  }

  /** The library in the driver's place. */
  static Optional<String> library() {
    return Optional.ofNullable(System.getProperty(PROPERTY));
  }

  static CudaDevice.Found found() {
    return Holder.FOUND;
  }

  /** The backend on it. */
  public static Backend backend() {
    return new CudaBackend(TestedCuda::found);
  }

  /** What the driver holds for all sessions of this program. */
  public static HeldMemory heldMemory() {
    return new HeldMemory() {
      @Override
      public void watch(Session session) {}

      @Override
      public void watch(NetworkBatch batch) {}

      @Override
      public long now() {
        return ProcessorDriver.inUse()
            .map(driver -> driver.held().bytes() + driver.held().pieces())
            .orElseGet(() -> -freeBytes());
      }

      @Override
      public void close() {}
    };
  }

  /** Bytes of the device's memory that nobody has taken. */
  static long freeBytes() {
    if (!(found() instanceof CudaDevice.Found.Ready(CudaDevice device))) {
      throw new IllegalStateException("no device");
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment free = arena.allocate(ValueLayout.JAVA_LONG);
      MemorySegment total = arena.allocate(ValueLayout.JAVA_LONG);
      assertEquals(0, device.driver().setContext(device.context()));
      assertEquals(0, device.driver().freeMemory(free, total));
      return free.get(ValueLayout.JAVA_LONG, 0);
    }
  }
}
