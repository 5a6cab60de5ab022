package org.theoria.backend.openblas;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.theoria.backend.Form;

/**
 * The two products of OpenBLAS, called on Java arrays in place (no copy). Such a call is
 * <em>critical</em>: no garbage collection can begin before it ends, so callers keep each call
 * short. OpenBLAS itself runs one thread in the caller; {@link OpenBlasSession} splits products.
 */
@SuppressWarnings("restricted") // native calls: the manifest allows them
final class Blas {
  private static final int ROW_MAJOR = 101;
  private static final int NO_TRANSPOSE = 111;
  private static final int TRANSPOSE = 112;

  private final MethodHandle dgemm;
  private final MethodHandle sgemm;
  private final String version;

  private Blas(MethodHandle dgemm, MethodHandle sgemm, String version) {
    this.dgemm = dgemm;
    this.sgemm = sgemm;
    this.version = version;
  }

  /** Whether the library is there. */
  sealed interface Found {
    /** It is. */
    record Ready(Blas blas) implements Found {}

    /** It is not; why, in one line. */
    record Missing(String reason) implements Found {}
  }

  /** Loads the library once in the life of the JVM. */
  private static final class Holder {
    static final Found FOUND = load();
  }

  static Found found() {
    return Holder.FOUND;
  }

  private static Found load() {
    try {
      String loaded = Loader.load(openblas_nolapack.class);
      if (loaded == null) {
        return new Found.Missing("the native library was not loaded on " + Loader.getPlatform());
      }
      return new Found.Ready(link(SymbolLookup.loaderLookup()));
    } catch (NoClassDefFoundError e) {
      return new Found.Missing(
          "org.bytedeco:openblas is not on the class path (no class " + firstLine(e) + ")");
    } catch (LinkageError | RuntimeException e) {
      return new Found.Missing("the native library cannot be loaded: " + firstLine(e));
    }
  }

  private static String firstLine(Throwable e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("").replace('/', '.');
  }

  private static MemorySegment symbol(SymbolLookup lookup, String name) {
    return lookup
        .find(name)
        .orElseThrow(() -> new UnsatisfiedLinkError("it has no function " + name));
  }

  private static Blas link(SymbolLookup lookup) {
    Linker linker = Linker.nativeLinker();
    ValueLayout.OfInt i = ValueLayout.JAVA_INT;
    MethodHandle threads =
        linker.downcallHandle(
            symbol(lookup, "openblas_set_num_threads"), FunctionDescriptor.ofVoid(i));
    MethodHandle config =
        linker.downcallHandle(
            symbol(lookup, "openblas_get_config"), FunctionDescriptor.of(ValueLayout.ADDRESS));
    try {
      threads.invokeExact(1);
      String text = ((MemorySegment) config.invokeExact()).reinterpret(1 << 10).getString(0);
      return new Blas(
          gemm(linker, symbol(lookup, "cblas_dgemm"), ValueLayout.JAVA_DOUBLE),
          gemm(linker, symbol(lookup, "cblas_sgemm"), ValueLayout.JAVA_FLOAT),
          version(text));
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  /** "OpenBLAS 0.3.31 DYNAMIC_ARCH … Zen MAX_THREADS=64" without the build's options. */
  private static String version(String config) {
    String[] words = config.strip().split("\\s+", -1);
    StringBuilder kept = new StringBuilder(words[0]);
    for (int k = 1; k < words.length; k++) {
      if (!words[k].equals(words[k].toUpperCase(Locale.ROOT)) || k == 1) {
        kept.append(' ').append(words[k]);
      }
    }
    return kept.toString();
  }

  private static MethodHandle gemm(Linker linker, MemorySegment address, ValueLayout number) {
    ValueLayout i = ValueLayout.JAVA_INT;
    ValueLayout p = ValueLayout.ADDRESS;
    FunctionDescriptor type =
        FunctionDescriptor.ofVoid(i, i, i, i, i, i, number, p, i, p, i, number, p, i);
    return linker.downcallHandle(address, type, Linker.Option.critical(true));
  }

  /** The library's version and the kernels that it chose for this processor. */
  String version() {
    return version;
  }

  /**
   * A product c ← α·op(a)·op(b) + β·c on parts of arrays, row by row.
   *
   * @param m rows of op(a) and c
   * @param n columns of op(b) and c
   * @param k columns of op(a)
   */
  record Shape(int m, int n, int k) {}

  /**
   * Where a matrix is in an array.
   *
   * @param from the first entry
   * @param stride from one row to the next
   * @param form how it enters the product
   */
  record Place(int from, int stride, Form form) {
    int code() {
      return form == Form.PLAIN ? NO_TRANSPOSE : TRANSPOSE;
    }
  }

  /** In double precision; every dimension positive. */
  void multiply(
      Shape s,
      double alpha,
      double[] a,
      Place pa,
      double[] b,
      Place pb,
      double beta,
      double[] c,
      Place pc) {
    try {
      dgemm.invokeExact(
          ROW_MAJOR,
          pa.code(),
          pb.code(),
          s.m(),
          s.n(),
          s.k(),
          alpha,
          MemorySegment.ofArray(a).asSlice(8L * pa.from()),
          pa.stride(),
          MemorySegment.ofArray(b).asSlice(8L * pb.from()),
          pb.stride(),
          beta,
          MemorySegment.ofArray(c).asSlice(8L * pc.from()),
          pc.stride());
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  /** In single precision; every dimension positive. */
  void multiply(
      Shape s,
      float alpha,
      float[] a,
      Place pa,
      float[] b,
      Place pb,
      float beta,
      float[] c,
      Place pc) {
    try {
      sgemm.invokeExact(
          ROW_MAJOR,
          pa.code(),
          pb.code(),
          s.m(),
          s.n(),
          s.k(),
          alpha,
          MemorySegment.ofArray(a).asSlice(4L * pa.from()),
          pa.stride(),
          MemorySegment.ofArray(b).asSlice(4L * pb.from()),
          pb.stride(),
          beta,
          MemorySegment.ofArray(c).asSlice(4L * pc.from()),
          pc.stride());
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  /** A method handle declares Throwable; a native function throws nothing. */
  private static RuntimeException unexpected(Throwable t) {
    return switch (t) {
      case RuntimeException r -> r;
      case Error e -> throw e;
      default -> new IllegalStateException("openblas: a native call failed", t);
    };
  }
}
