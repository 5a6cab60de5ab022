package org.theoria.backend.opencl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lwjgl.PointerBuffer;
import org.lwjgl.opencl.CL;
import org.lwjgl.opencl.CL10;
import org.lwjgl.opencl.CL12;
import org.lwjgl.system.Configuration;
import org.lwjgl.system.MemoryStack;
import org.lwjgl.system.Platform;
import org.theoria.backend.Precision;

/**
 * A device and what the kernels want to know of it.
 *
 * @param platform the handle of its driver
 * @param id its handle
 * @param name as its driver gives it, with the driver
 * @param processor whether it is the processor, and not a device beside it
 * @param doubles whether it computes in double precision
 * @param memory bytes of its memory
 * @param units its compute units
 * @param group the most work-items of a work-group
 */
record ClDevice(
    long platform,
    long id,
    String name,
    boolean processor,
    boolean doubles,
    long memory,
    int units,
    int group) {

  /** A query of LWJGL's: of a platform or of a device. */
  private interface Query {
    int run(ByteBuffer into, PointerBuffer size);
  }

  /** What is found, or why nothing is. */
  sealed interface Found {
    /** The device to use. */
    record Ready(ClDevice device) implements Found {}

    /** None; why, in one line. */
    record Missing(String reason) implements Found {}
  }

  /** The library is loaded, and devices are asked for, once in the life of the JVM. */
  private static final class Holder {
    static final Found FOUND = find();
  }

  static Found found() {
    return Holder.FOUND;
  }

  /** The formats that it computes in. */
  Set<Precision> precisions() {
    return doubles ? EnumSet.allOf(Precision.class) : EnumSet.of(Precision.FLOAT32);
  }

  private static Found find() {
    try {
      load();
    } catch (NoClassDefFoundError e) {
      return new Found.Missing(
          "org.lwjgl:lwjgl-opencl is not on the class path (no class "
              + String.valueOf(e.getMessage()).replace('/', '.')
              + ")");
    } catch (LinkageError | RuntimeException e) {
      return new Found.Missing(
          "the OpenCL library cannot be loaded (Debian: ocl-icd-libopencl1): "
              + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
    try {
      return devices().stream()
          .min(Comparator.comparing(ClDevice::processor)) // false first
          .<Found>map(Found.Ready::new)
          .orElseGet(() -> new Found.Missing("OpenCL has a driver here, but no device"));
    } catch (NoPlatformException e) {
      return new Found.Missing(
          "OpenCL is there, but no driver of a device is installed (for the processor, Debian:"
              + " pocl-opencl-icd)");
    } catch (RuntimeException e) {
      return new Found.Missing("OpenCL's devices cannot be listed: " + e.getMessage());
    }
  }

  private static void load() {
    if (!Configuration.DEBUG.get(false)) {
      // LWJGL prints advice where a library is missing; the probe says it in one line
      Configuration.DEBUG_STREAM.set(
          new PrintStream(OutputStream.nullOutputStream(), false, UTF_8));
    }
    String asked = Configuration.OPENCL_LIBRARY_NAME.get();
    Configuration.OPENCL_EXPLICIT_INIT.set(true);
    if (asked != null) {
      CL.create(asked);
    } else if (Platform.get() == Platform.LINUX) {
      CL.create("libOpenCL.so.1"); // the name without a version is in development packages only
    } else {
      CL.create();
    }
  }

  /** The loader knows of no driver. */
  private static final class NoPlatformException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static void require(int code, String operation) {
    if (code == ClError.NO_PLATFORM) {
      throw new NoPlatformException();
    }
    ClError.check(code, new ClError.Place(operation, "OpenCL", 0, 0));
  }

  private static List<ClDevice> devices() {
    List<ClDevice> devices = new ArrayList<>();
    try (MemoryStack stack = MemoryStack.stackPush()) {
      int[] count = new int[1];
      require(CL10.clGetPlatformIDs(null, count), "platforms");
      PointerBuffer platforms = stack.mallocPointer(count[0]);
      require(CL10.clGetPlatformIDs(platforms, (int[]) null), "platforms");
      for (int p = 0; p < platforms.capacity(); p++) {
        long platform = platforms.get(p);
        int[] here = new int[1];
        int code = CL10.clGetDeviceIDs(platform, CL10.CL_DEVICE_TYPE_ALL, null, here);
        if (code == CL10.CL_DEVICE_NOT_FOUND || here[0] == 0) {
          continue;
        }
        require(code, "devices");
        PointerBuffer ids = stack.mallocPointer(here[0]);
        require(
            CL10.clGetDeviceIDs(platform, CL10.CL_DEVICE_TYPE_ALL, ids, (int[]) null), "devices");
        for (int d = 0; d < ids.capacity(); d++) {
          of(platform, ids.get(d)).ifPresent(devices::add);
        }
      }
    }
    return devices;
  }

  /** Empty for a device that is there, but not in service or without a compiler. */
  private static Optional<ClDevice> of(long platform, long id) {
    if (number(id, CL10.CL_DEVICE_AVAILABLE, 4) == 0
        || number(id, CL10.CL_DEVICE_COMPILER_AVAILABLE, 4) == 0) {
      return Optional.empty();
    }
    boolean processor = (number(id, CL10.CL_DEVICE_TYPE, 8) & CL10.CL_DEVICE_TYPE_CPU) != 0;
    String driver = text((b, s) -> CL10.clGetPlatformInfo(platform, CL10.CL_PLATFORM_NAME, b, s));
    String name = text((b, s) -> CL10.clGetDeviceInfo(id, CL10.CL_DEVICE_NAME, b, s));
    return Optional.of(
        new ClDevice(
            platform,
            id,
            name + " (" + driver + ")",
            processor,
            number(id, CL12.CL_DEVICE_DOUBLE_FP_CONFIG, 8) != 0,
            number(id, CL10.CL_DEVICE_GLOBAL_MEM_SIZE, 8),
            (int) number(id, CL10.CL_DEVICE_MAX_COMPUTE_UNITS, 4),
            (int) number(id, CL10.CL_DEVICE_MAX_WORK_GROUP_SIZE, 8)));
  }

  private static long number(long id, int what, int bytes) {
    try (MemoryStack stack = MemoryStack.stackPush()) {
      ByteBuffer into = stack.calloc(8);
      into.limit(bytes);
      require(CL10.clGetDeviceInfo(id, what, into, null), "device");
      return bytes == 4 ? into.getInt(0) : into.getLong(0);
    }
  }

  private static String text(Query query) {
    try (MemoryStack stack = MemoryStack.stackPush()) {
      PointerBuffer size = stack.mallocPointer(1);
      ByteBuffer into = stack.calloc(512);
      require(query.run(into, size), "name");
      byte[] bytes = new byte[(int) Math.max(0, size.get(0) - 1)]; // the last is 0
      into.get(bytes);
      return new String(bytes, UTF_8).strip();
    }
  }
}
