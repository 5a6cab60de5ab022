package org.theoria.backend.cuda;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The first device that the driver lists (CUDA_VISIBLE_DEVICES says which), with its primary
 * context and the kernels compiled for it. The context lives as long as the program: every session
 * and cuBLAS share it.
 *
 * @param name as the driver gives it
 * @param memory bytes of its memory
 * @param processors its multiprocessors
 * @param context the handle of its primary context
 * @param module the handle of the kernels
 * @param products what forms products
 */
record CudaDevice(
    Driver driver,
    String name,
    long memory,
    int processors,
    long context,
    long module,
    Cublas.Found products) {
  /** Names another driver's library, and another cuBLAS; for tests and unusual places. */
  static final String DRIVER_PROPERTY = "theoria.cuda.driver";

  static final String CUBLAS_PROPERTY = "theoria.cuda.cublas";

  /** CUDA 10.0, whose PTX (6.3) the kernels are written in. */
  private static final int LEAST_VERSION = 10_000;

  private static final int LEAST_MAJOR = 7;
  private static final int LEAST_MINOR = 5;

  // CUdevice_attribute
  private static final int PROCESSORS = 16;
  private static final int MAJOR = 75;
  private static final int MINOR = 76;

  /** What is found, or why nothing is. */
  sealed interface Found {
    /** The device to use. */
    record Ready(CudaDevice device) implements Found {}

    /** None; why, in one line. */
    record Missing(String reason) implements Found {}
  }

  /** The driver is started once in the life of the JVM. */
  private static final class Holder {
    static final Found FOUND =
        find(named(DRIVER_PROPERTY, Driver.names()), named(CUBLAS_PROPERTY, Cublas.names()));
  }

  static Found found() {
    return Holder.FOUND;
  }

  private static List<String> named(String property, List<String> names) {
    return Optional.ofNullable(System.getProperty(property)).map(List::of).orElse(names);
  }

  /** Why there is no device. */
  private static final class NoDeviceException extends Exception {
    private static final long serialVersionUID = 1L;

    NoDeviceException(String reason) {
      super(reason);
    }
  }

  /** Starts a driver of one of these names, with a cuBLAS of one of these. */
  static Found find(List<String> drivers, List<String> cublas) {
    try (Arena arena = Arena.ofConfined()) {
      Optional<Driver> driver = Driver.load(drivers);
      if (driver.isEmpty()) {
        return new Found.Missing(
            "no NVIDIA driver is installed (its library "
                + String.join(", ", drivers)
                + " is not there)");
      }
      return new Found.Ready(first(driver.get(), cublas, arena));
    } catch (NoDeviceException e) {
      return new Found.Missing(String.valueOf(e.getMessage()));
    } catch (LinkageError | RuntimeException e) {
      return new Found.Missing(
          "the driver's library cannot be used: "
              + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
  }

  private static CudaDevice first(Driver driver, List<String> cublas, Arena arena)
      throws NoDeviceException {
    MemorySegment number = arena.allocate(ValueLayout.JAVA_INT);
    MemorySegment handle = arena.allocate(ValueLayout.JAVA_LONG);
    require(driver, "the driver does not start", driver.init(0));
    require(driver, "the driver does not say its version", driver.version(number));
    int version = number.get(ValueLayout.JAVA_INT, 0);
    if (version < LEAST_VERSION) {
      throw new NoDeviceException(
          "the driver is too old: it is for CUDA "
              + version(version)
              + ", the kernels need "
              + version(LEAST_VERSION));
    }
    require(driver, "the driver lists no devices", driver.deviceCount(number));
    if (number.get(ValueLayout.JAVA_INT, 0) == 0) {
      throw new NoDeviceException("the driver is there, but it has no device");
    }
    require(driver, "the driver gives no device", driver.device(number, 0));
    int device = number.get(ValueLayout.JAVA_INT, 0);
    MemorySegment text = arena.allocate(256);
    require(driver, "the device has no name", driver.deviceName(text, 256, device));
    String name = text.getString(0);
    int major = attribute(driver, number, MAJOR, device);
    int minor = attribute(driver, number, MINOR, device);
    if (major < LEAST_MAJOR || (major == LEAST_MAJOR && minor < LEAST_MINOR)) {
      throw new NoDeviceException(
          String.format(
              Locale.ROOT,
              "%s has compute capability %d.%d, the kernels need %d.%d",
              name,
              major,
              minor,
              LEAST_MAJOR,
              LEAST_MINOR));
    }
    require(driver, name + " does not say its memory", driver.memory(handle, device));
    long memory = handle.get(ValueLayout.JAVA_LONG, 0);
    int processors = attribute(driver, number, PROCESSORS, device);
    require(driver, name + " cannot be used", driver.retainContext(handle, device));
    long context = handle.get(ValueLayout.JAVA_LONG, 0);
    require(driver, name + " cannot be used", driver.setContext(context));
    long module = compile(driver, name, arena);
    return new CudaDevice(driver, name, memory, processors, context, module, Cublas.find(cublas));
  }

  private static String version(int version) {
    return version / 1000 + "." + version % 1000 / 10;
  }

  private static int attribute(Driver driver, MemorySegment into, int attribute, int device)
      throws NoDeviceException {
    require(
        driver, "the device does not describe itself", driver.attribute(into, attribute, device));
    return into.get(ValueLayout.JAVA_INT, 0);
  }

  private static void require(Driver driver, String what, int code) throws NoDeviceException {
    if (code == CudaError.NO_DEVICE) {
      throw new NoDeviceException(
          "the driver is there, but it has no device (" + driver.errorName(code) + ", 100)");
    }
    if (code != CudaError.SUCCESS) {
      throw new NoDeviceException(what + " (" + driver.errorName(code) + ", " + code + ")");
    }
  }

  /** The driver compiles the kernels for the device, or takes them from its cache. */
  private static long compile(Driver driver, String name, Arena arena) throws NoDeviceException {
    int room = 1 << 14;
    MemorySegment log = arena.allocate(room);
    // CU_JIT_ERROR_LOG_BUFFER and its size in bytes, which is a number in the place of an address
    MemorySegment options = arena.allocateFrom(ValueLayout.JAVA_INT, 5, 6);
    MemorySegment values = arena.allocateFrom(ValueLayout.JAVA_LONG, log.address(), room);
    MemorySegment module = arena.allocate(ValueLayout.JAVA_LONG);
    MemorySegment ptx = arena.allocateFrom(ptx());
    int code = driver.loadModule(module, ptx, 2, options, values);
    if (code == CudaError.UNSUPPORTED_PTX_VERSION) {
      throw new NoDeviceException(
          "the driver is too old for the kernels (" + driver.errorName(code) + ", " + code + ")");
    }
    require(
        driver,
        "the driver does not compile the kernels for "
            + name
            + log.getString(0).lines().findFirst().map(l -> ": " + l).orElse(""),
        code);
    return module.get(ValueLayout.JAVA_LONG, 0);
  }

  /** The kernels. */
  static String ptx() {
    try (InputStream in = CudaDevice.class.getResourceAsStream("kernels.ptx")) {
      if (in == null) {
        throw new IllegalStateException("the resource kernels.ptx is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new IllegalStateException("the resource kernels.ptx cannot be read", e);
    }
  }

  /** For a listing. */
  String description() {
    return switch (products) {
      case Cublas.Found.Ready ready -> name + ", products by cuBLAS " + ready.version();
      case Cublas.Found.Missing(String reason) ->
          name + ", products by our own kernels (" + reason + ")";
    };
  }
}
