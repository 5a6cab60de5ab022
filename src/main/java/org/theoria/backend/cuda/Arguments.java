package org.theoria.backend.cuda;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;
import org.theoria.backend.DeviceMatrix;
import org.theoria.backend.Precision;

/** The arguments of one call of a kernel, then its size; one piece of memory serves all calls. */
final class Arguments {
  /** More than any kernel has. */
  private static final int MOST = 24;

  /** Threads of a block of an elementwise kernel. */
  private static final int BLOCK = 256;

  private final Precision precision;
  private final MemorySegment values;
  private final MemorySegment addresses;
  private Optional<Engine> engine = Optional.empty();
  private String name = "";
  private String symbol = "";
  private int next;

  Arguments(Arena arena, Precision precision) {
    this.precision = precision;
    this.values = arena.allocate(ValueLayout.JAVA_LONG, MOST);
    this.addresses = arena.allocate(ValueLayout.ADDRESS, MOST);
    for (int k = 0; k < MOST; k++) {
      addresses.setAtIndex(ValueLayout.ADDRESS, k, values.asSlice(8L * k, 8));
    }
  }

  /** Where the driver finds the arguments. */
  MemorySegment addresses() {
    return addresses;
  }

  Arguments begin(Engine owner, String operation, String kernel) {
    engine = Optional.of(owner);
    name = operation;
    symbol = kernel;
    next = 0;
    return this;
  }

  /** An address in the device's memory; 0 is null. */
  Arguments buffer(long address) {
    values.setAtIndex(ValueLayout.JAVA_LONG, next++, address);
    return this;
  }

  /** The addresses of matrices. */
  Arguments matrices(DeviceMatrix... matrices) {
    for (DeviceMatrix m : matrices) {
      buffer(((CudaMatrix) m).address());
    }
    return this;
  }

  /** 64 bits that are no address. */
  Arguments bits(long value) {
    return buffer(value);
  }

  Arguments integer(int value) {
    values.set(ValueLayout.JAVA_INT, 8L * next++, value);
    return this;
  }

  /** A double, whatever the format is. */
  Arguments number(double value) {
    values.setAtIndex(ValueLayout.JAVA_DOUBLE, next++, value);
    return this;
  }

  /** A number of the format. */
  Arguments real(double value) {
    if (precision == Precision.FLOAT64) {
      return number(value);
    }
    values.set(ValueLayout.JAVA_FLOAT, 8L * next++, (float) value);
    return this;
  }

  /** Its last argument, the number of entries, and a thread for each. */
  void each(int entries) {
    integer(entries).run(entries);
  }

  /** At least so many threads in a row; the kernel skips those beyond its size. */
  void run(int items) {
    if (items > 0) {
      run((int) (((long) items + BLOCK - 1) / BLOCK), BLOCK, 1, 0);
    }
  }

  /** So many blocks of wide × high threads; none where there is no block. */
  void run(int blocks, int wide, int high, int shared) {
    if (blocks > 0) {
      engine.orElseThrow().launch(name, symbol, blocks, wide, high, shared);
    }
  }
}
