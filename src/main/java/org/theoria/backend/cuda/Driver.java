package org.theoria.backend.cuda;

import static org.theoria.backend.cuda.Native.B;
import static org.theoria.backend.cuda.Native.I;
import static org.theoria.backend.cuda.Native.J;
import static org.theoria.backend.cuda.Native.P;
import static org.theoria.backend.cuda.Native.unexpected;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The functions of CUDA's driver interface that are used here: all are in drivers since CUDA 10.0.
 * Each returns the driver's code ({@link CudaError}); what it gives is written to memory of the
 * host.
 */
final class Driver {
  private final MethodHandle init;
  private final MethodHandle version;
  private final MethodHandle deviceCount;
  private final MethodHandle device;
  private final MethodHandle deviceName;
  private final MethodHandle attribute;
  private final MethodHandle memory;
  private final MethodHandle retainContext;
  private final MethodHandle setContext;
  private final MethodHandle freeMemory;
  private final MethodHandle loadModule;
  private final MethodHandle function;
  private final MethodHandle allocate;
  private final MethodHandle free;
  private final MethodHandle allocateHost;
  private final MethodHandle freeHost;
  private final MethodHandle fill;
  private final MethodHandle toDevice;
  private final MethodHandle toHost;
  private final MethodHandle onDevice;
  private final MethodHandle createStream;
  private final MethodHandle destroyStream;
  private final MethodHandle synchronise;
  private final MethodHandle errorName;
  private final MethodHandle launch;

  private Driver(Native library) {
    init = library.function("cuInit", I);
    version = library.function("cuDriverGetVersion", P);
    deviceCount = library.function("cuDeviceGetCount", P);
    device = library.function("cuDeviceGet", P, I);
    deviceName = library.function("cuDeviceGetName", P, I, I);
    attribute = library.function("cuDeviceGetAttribute", P, I, I);
    memory = library.function("cuDeviceTotalMem_v2", P, I);
    retainContext = library.function("cuDevicePrimaryCtxRetain", P, I);
    setContext = library.function("cuCtxSetCurrent", J);
    freeMemory = library.function("cuMemGetInfo_v2", P, P);
    loadModule = library.function("cuModuleLoadDataEx", P, P, I, P, P);
    function = library.function("cuModuleGetFunction", P, J, P);
    allocate = library.function("cuMemAlloc_v2", P, J);
    free = library.function("cuMemFree_v2", J);
    allocateHost = library.function("cuMemHostAlloc", P, J, I);
    freeHost = library.function("cuMemFreeHost", P);
    fill = library.function("cuMemsetD8Async", J, B, J, J);
    toDevice = library.function("cuMemcpyHtoDAsync_v2", J, P, J, J);
    toHost = library.function("cuMemcpyDtoHAsync_v2", P, J, J, J);
    onDevice = library.function("cuMemcpyDtoDAsync_v2", J, J, J, J);
    createStream = library.function("cuStreamCreate", P, I);
    destroyStream = library.function("cuStreamDestroy_v2", J);
    synchronise = library.function("cuStreamSynchronize", J);
    errorName = library.function("cuGetErrorName", I, P);
    launch = library.function("cuLaunchKernel", J, I, I, I, I, I, I, I, J, P, P);
  }

  /** The library's names, where they are looked for in the machine's usual way. */
  static List<String> names() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    return system.startsWith("windows") ? List.of("nvcuda.dll") : List.of("libcuda.so.1");
  }

  /**
   * The driver, or nothing where its library is not there.
   *
   * @throws UnsatisfiedLinkError where it lacks a function
   */
  static Optional<Driver> load(List<String> names) {
    return Native.first(names).map(Driver::new);
  }

  /** The driver's own name of a code. */
  String errorName(int code) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocate(ValueLayout.ADDRESS);
      if (errorName(code, name) != CudaError.SUCCESS) {
        return "an error without a name";
      }
      return text(name.get(ValueLayout.ADDRESS, 0));
    }
  }

  /** A text of the driver's, which it keeps. */
  @SuppressWarnings("restricted") // the driver says that it ends with a 0
  private static String text(MemorySegment address) {
    return address.reinterpret(256).getString(0);
  }

  int init(int flags) {
    try {
      return (int) init.invokeExact(flags);
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  int version(MemorySegment into) {
    try {
      return (int) version.invokeExact(into);
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  int deviceCount(MemorySegment count) {
    try {
      return (int) deviceCount.invokeExact(count);
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  int device(MemorySegment into, int ordinal) {
    try {
      return (int) device.invokeExact(into, ordinal);
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  int deviceName(MemorySegment name, int room, int device) {
    try {
      return (int) deviceName.invokeExact(name, room, device);
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  int attribute(MemorySegment into, int which, int device) {
    try {
      return (int) attribute.invokeExact(into, which, device);
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  int memory(MemorySegment bytes, int device) {
    try {
      return (int) memory.invokeExact(bytes, device);
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  int retainContext(MemorySegment context, int device) {
    try {
      return (int) retainContext.invokeExact(context, device);
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  int setContext(long context) {
    try {
      return (int) setContext.invokeExact(context);
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  int freeMemory(MemorySegment free, MemorySegment total) {
    try {
      return (int) freeMemory.invokeExact(free, total);
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  int loadModule(
      MemorySegment module,
      MemorySegment image,
      int count,
      MemorySegment options,
      MemorySegment values) {
    try {
      return (int) loadModule.invokeExact(module, image, count, options, values);
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  int function(MemorySegment into, long module, MemorySegment name) {
    try {
      return (int) function.invokeExact(into, module, name);
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  int allocate(MemorySegment address, long bytes) {
    try {
      return (int) allocate.invokeExact(address, bytes);
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  int free(long address) {
    try {
      return (int) free.invokeExact(address);
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  int allocateHost(MemorySegment address, long bytes, int flags) {
    try {
      return (int) allocateHost.invokeExact(address, bytes, flags);
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  int freeHost(MemorySegment memory) {
    try {
      return (int) freeHost.invokeExact(memory);
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  int fill(long address, byte value, long bytes, long stream) {
    try {
      return (int) fill.invokeExact(address, value, bytes, stream);
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  int toDevice(long to, MemorySegment from, long bytes, long stream) {
    try {
      return (int) toDevice.invokeExact(to, from, bytes, stream);
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  int toHost(MemorySegment to, long from, long bytes, long stream) {
    try {
      return (int) toHost.invokeExact(to, from, bytes, stream);
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  int onDevice(long to, long from, long bytes, long stream) {
    try {
      return (int) onDevice.invokeExact(to, from, bytes, stream);
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  int createStream(MemorySegment stream, int flags) {
    try {
      return (int) createStream.invokeExact(stream, flags);
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  int destroyStream(long stream) {
    try {
      return (int) destroyStream.invokeExact(stream);
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  int synchronise(long stream) {
    try {
      return (int) synchronise.invokeExact(stream);
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  int errorName(int code, MemorySegment name) {
    try {
      return (int) errorName.invokeExact(code, name);
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  /** Blocks in one row; threads in one row or in a rectangle. */
  int launch(
      long function, int blocks, int wide, int high, int shared, long stream, MemorySegment a) {
    try {
      return (int)
          launch.invokeExact(
              function, blocks, 1, 1, wide, high, 1, shared, stream, a, MemorySegment.NULL);
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }
}
