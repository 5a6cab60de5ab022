package org.theoria.backend.cuda;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Optional;

/**
 * A native library and its functions. Handles of the driver and of cuBLAS, and addresses in the
 * device's memory, are long here; only addresses of the host's memory are {@code ADDRESS}.
 */
@SuppressWarnings("restricted") // native calls: the manifest allows them
final class Native {
  static final ValueLayout.OfInt I = ValueLayout.JAVA_INT;
  static final ValueLayout.OfLong J = ValueLayout.JAVA_LONG;
  static final ValueLayout.OfByte B = ValueLayout.JAVA_BYTE;
  static final MemoryLayout P = ValueLayout.ADDRESS;

  private final String name;
  private final SymbolLookup symbols;

  private Native(String name, SymbolLookup symbols) {
    this.name = name;
    this.symbols = symbols;
  }

  /** The first of these libraries that is there; it stays loaded. */
  static Optional<Native> first(List<String> names) {
    return names.stream().flatMap(name -> load(name).stream()).findFirst();
  }

  /** Empty where there is no such library, or it cannot be loaded. */
  private static Optional<Native> load(String name) {
    try {
      return Optional.of(new Native(name, SymbolLookup.libraryLookup(name, Arena.global())));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The name under which it was found. */
  String name() {
    return name;
  }

  /**
   * A function that returns a status.
   *
   * @throws UnsatisfiedLinkError where the library has none of that name
   */
  MethodHandle function(String function, MemoryLayout... arguments) {
    return Linker.nativeLinker()
        .downcallHandle(
            symbols
                .find(function)
                .orElseThrow(() -> new UnsatisfiedLinkError(name + " has no function " + function)),
            FunctionDescriptor.of(I, arguments));
  }

  /** A method handle declares Throwable; a native function throws nothing. */
  static RuntimeException unexpected(Throwable t) {
    return switch (t) {
      case RuntimeException r -> r;
      case Error e -> throw e;
      default -> new IllegalStateException("cuda: a native call failed", t);
    };
  }
}
