package org.theoria.backend.cuda;

import static org.theoria.backend.cuda.Native.I;
import static org.theoria.backend.cuda.Native.J;
import static org.theoria.backend.cuda.Native.P;
import static org.theoria.backend.cuda.Native.unexpected;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The two products of cuBLAS. It is looked for in the machine's usual way (on Linux:
 * LD_LIBRARY_PATH and the linker's cache) and in the toolkit's usual folder; it is not shipped.
 */
final class Cublas {
  /** Forces products of float32 on tensor cores, which keep 11 bits of a factor. */
  private static final String OVERRIDE = "NVIDIA_TF32_OVERRIDE";

  private final String name;
  private final MethodHandle create;
  private final MethodHandle destroy;
  private final MethodHandle setStream;
  private final MethodHandle property;
  private final MethodHandle dgemm;
  private final MethodHandle sgemm;

  private Cublas(Native library) {
    name = library.name();
    create = library.function("cublasCreate_v2", P);
    destroy = library.function("cublasDestroy_v2", J);
    setStream = library.function("cublasSetStream_v2", J, J);
    property = library.function("cublasGetProperty", I, P);
    dgemm = library.function("cublasDgemm_v2", J, I, I, I, I, I, P, J, I, J, I, P, J, I);
    sgemm = library.function("cublasSgemm_v2", J, I, I, I, I, I, P, J, I, J, I, P, J, I);
  }

  /** What forms products. */
  sealed interface Found {
    /** cuBLAS, of this version. */
    record Ready(Cublas cublas, String version) implements Found {}

    /** Our own kernels; why, in some words. */
    record Missing(String reason) implements Found {}
  }

  static List<String> names() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    List<String> names = new ArrayList<>();
    if (system.startsWith("windows")) {
      for (int version = 13; version >= 11; version--) {
        names.add("cublas64_" + version + ".dll");
      }
      return names;
    }
    for (String folder : List.of("", "/usr/local/cuda/lib64/")) {
      for (String version : List.of(".13", ".12", ".11", "")) {
        names.add(folder + "libcublas.so" + version);
      }
    }
    return names;
  }

  /** Looks for it and starts it once; the context of the device is current. */
  static Found find(List<String> names) {
    if ("1".equals(System.getenv(OVERRIDE))) {
      return new Found.Missing(OVERRIDE + "=1 would round float32 to 11 bits");
    }
    try {
      Optional<Native> library = Native.first(names);
      if (library.isEmpty()) {
        return new Found.Missing("no cuBLAS was found");
      }
      Cublas cublas = new Cublas(library.get());
      cublas.destroy(cublas.create());
      return new Found.Ready(cublas, cublas.version());
    } catch (LinkageError | RuntimeException e) {
      return new Found.Missing("cuBLAS: " + e.getMessage());
    }
  }

  private String version() {
    StringBuilder text = new StringBuilder();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment value = arena.allocate(ValueLayout.JAVA_INT);
      for (int part = 0; part < 3; part++) {
        check("version", (int) property.invokeExact(part, value));
        text.append(part == 0 ? "" : ".").append(value.get(ValueLayout.JAVA_INT, 0));
      }
    } catch (Throwable t) {
      throw unexpected(t);
    }
    return text.toString();
  }

  /** A failure of cuBLAS. */
  static final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Failure(String message) {
      super(message);
    }
  }

  private void check(String operation, int status) {
    if (status != 0) {
      throw new Failure(operation + " in " + name + " fails: " + name(status));
    }
  }

  /** The names of cublasStatus_t. */
  static String name(int status) {
    return switch (status) {
      case 1 -> "CUBLAS_STATUS_NOT_INITIALIZED";
      case 3 -> "CUBLAS_STATUS_ALLOC_FAILED";
      case 7 -> "CUBLAS_STATUS_INVALID_VALUE";
      case 8 -> "CUBLAS_STATUS_ARCH_MISMATCH";
      case 11 -> "CUBLAS_STATUS_MAPPING_ERROR";
      case 13 -> "CUBLAS_STATUS_EXECUTION_FAILED";
      case 14 -> "CUBLAS_STATUS_INTERNAL_ERROR";
      case 15 -> "CUBLAS_STATUS_NOT_SUPPORTED";
      default -> "status " + status;
    };
  }

  /** A handle for the current context; to be destroyed. */
  long create() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment handle = arena.allocate(ValueLayout.JAVA_LONG);
      check("start", (int) create.invokeExact(handle));
      return handle.get(ValueLayout.JAVA_LONG, 0);
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  /** A handle whose work goes to this stream. */
  long create(long stream) {
    long handle = create();
    try {
      check("stream", (int) setStream.invokeExact(handle, stream));
      return handle;
    } catch (Throwable t) {
      destroy(handle);
      throw unexpected(t);
    }
  }

  void destroy(long handle) {
    try {
      check("end", (int) destroy.invokeExact(handle));
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  /**
   * A factor as cuBLAS reads it, column by column.
   *
   * @param transposed whether it enters transposed
   * @param stride from one column to the next
   */
  record Factor(long address, boolean transposed, int stride) {
    int code() {
      return transposed ? 1 : 0;
    }
  }

  /**
   * The product c ← α·a·b + β·c, column by column; every dimension positive.
   *
   * @param doubles whether entries and scalars are doubles, else floats
   * @param scalars α, then β, 8 bytes apart, on the host
   * @param m rows of c, and its stride
   */
  void multiply(
      long handle,
      boolean doubles,
      MemorySegment scalars,
      int m,
      int n,
      int k,
      Factor a,
      Factor b,
      long c) {
    MemorySegment alpha = scalars.asSlice(0, 8);
    MemorySegment beta = scalars.asSlice(8, 8);
    try {
      int status =
          doubles
              ? (int)
                  dgemm.invokeExact(
                      handle,
                      a.code(),
                      b.code(),
                      m,
                      n,
                      k,
                      alpha,
                      a.address(),
                      a.stride(),
                      b.address(),
                      b.stride(),
                      beta,
                      c,
                      m)
              : (int)
                  sgemm.invokeExact(
                      handle,
                      a.code(),
                      b.code(),
                      m,
                      n,
                      k,
                      alpha,
                      a.address(),
                      a.stride(),
                      b.address(),
                      b.stride(),
                      beta,
                      c,
                      m);
      check("product", status);
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }
}
