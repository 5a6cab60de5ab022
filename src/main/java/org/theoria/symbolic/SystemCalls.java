package org.theoria.symbolic;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import java.util.Optional;

/**
 * The two calls of the operating system by which the child gives up its rights and watches its
 * parent. Where they are not known (on Windows, say) there is no instance.
 */
final class SystemCalls {
  private static final int RLIMIT_NOFILE_LINUX = 7;
  private static final int RLIMIT_NOFILE_MAC = 8;

  private final MethodHandle setrlimit;
  private final MethodHandle getppid;
  private final int resource;

  private SystemCalls(MethodHandle setrlimit, MethodHandle getppid, int resource) {
    this.setrlimit = setrlimit;
    this.getppid = getppid;
    this.resource = resource;
  }

  /** Finds the calls. It takes some 50 ms; to be done while Symja is loading. */
  @SuppressWarnings("restricted") // the child is given native access for these two calls
  static Optional<SystemCalls> find() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    boolean linux = system.startsWith("linux");
    if (!linux && !system.startsWith("mac")) {
      return Optional.empty();
    }
    Linker linker = Linker.nativeLinker();
    Optional<MemorySegment> limit = linker.defaultLookup().find("setrlimit");
    Optional<MemorySegment> parent = linker.defaultLookup().find("getppid");
    if (limit.isEmpty() || parent.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new SystemCalls(
            linker.downcallHandle(
                limit.get(),
                FunctionDescriptor.of(
                    ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS)),
            linker.downcallHandle(parent.get(), FunctionDescriptor.of(ValueLayout.JAVA_INT)),
            linux ? RLIMIT_NOFILE_LINUX : RLIMIT_NOFILE_MAC));
  }

  /**
   * From now on nothing can be opened by this process: no file, no socket, no pipe to another
   * process. What is open stays open.
   *
   * @throws IllegalStateException when the system refuses
   */
  void openNothingMore() {
    try (Arena arena = Arena.ofConfined()) {
      // struct rlimit: the soft and the hard limit, both 0
      MemorySegment zero = arena.allocate(ValueLayout.JAVA_LONG, 2);
      int result = (int) setrlimit.invokeExact(resource, zero);
      if (result != 0) {
        throw new IllegalStateException("setrlimit gave " + result);
      }
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("setrlimit failed", e);
    }
  }

  /** The process id of the parent; it changes when the parent ends. */
  int parent() {
    try {
      return (int) getppid.invokeExact();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("getppid failed", e);
    }
  }
}
