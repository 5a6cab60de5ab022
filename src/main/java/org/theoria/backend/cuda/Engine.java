package org.theoria.backend.cuda;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.theoria.backend.Allocations;
import org.theoria.backend.BackendException;
import org.theoria.backend.Precision;
import org.theoria.backend.Room;

/**
 * A stream on a device, the memory that is taken there, and a handle of cuBLAS. Commands run in the
 * order in which they are given; only a read waits for them. Closing frees everything but the
 * context and the kernels, which are the device's.
 *
 * <p>Bytes go through memory that the driver has pinned, so that a write need not wait for what
 * still runs: it waits where the piece of pinned memory is used up.
 */
final class Engine implements AutoCloseable {
  private static final long STAGE = 8L << 20;
  private static final int NON_BLOCKING = 1;

  private final CudaDevice device;
  private final Driver driver;
  private final Precision precision;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment out = arena.allocate(ValueLayout.JAVA_LONG);
  private final Arguments arguments;

  private final Allocations memory = new Allocations();

  private final Map<String, Long> kernels = new HashMap<>();
  private final long stream;
  private final MemorySegment stage;
  private long staged;
  private boolean closed;
  private long transfers;

  Engine(CudaDevice device, Precision precision) {
    this.device = device;
    this.driver = device.driver();
    this.precision = precision;
    this.arguments = new Arguments(arena, precision);
    long made = 0;
    try {
      enter();
      check("stream", driver.createStream(out, NON_BLOCKING));
      made = out.get(ValueLayout.JAVA_LONG, 0);
      check("pinned memory of the host", driver.allocateHost(out, STAGE, 0));
      stream = made;
      stage = pinned(out.get(ValueLayout.JAVA_LONG, 0));
    } catch (RuntimeException e) {
      if (made != 0) {
        driver.destroyStream(made);
      }
      arena.close();
      throw e;
    }
  }

  @SuppressWarnings("restricted") // the driver has given so many bytes
  private static MemorySegment pinned(long address) {
    return MemorySegment.ofAddress(address).reinterpret(STAGE);
  }

  CudaDevice device() {
    return device;
  }

  Precision precision() {
    return precision;
  }

  /** How often a matrix or its parts went to or from the device. */
  long transfers() {
    return transfers;
  }

  /** Bytes of the device's memory that are taken. */
  long bytesInUse() {
    return memory.bytesInUse();
  }

  /**
   * A context belongs to a thread of the system, and a session may be handed from one to another.
   */
  void enter() {
    check("context", driver.setContext(device.context()));
  }

  void check(String operation, int code) {
    if (code != CudaError.SUCCESS) {
      CudaError.check(
          code,
          driver.errorName(code),
          new CudaError.Place(operation, device.name(), memory.bytesInUse(), device.memory()));
    }
  }

  /** Memory for that many entries of the format, all 0; at least one. */
  long zeros(long entries) {
    long bytes = Math.max(1, entries) * precision.bytes();
    long address = allocate(bytes);
    check("zeros", driver.fill(address, (byte) 0, bytes, stream));
    return address;
  }

  /** Memory whose bytes are not yet anything. */
  long allocate(long bytes) {
    enter();
    check("memory of " + CudaError.size(bytes), driver.allocate(out, bytes));
    long address = out.get(ValueLayout.JAVA_LONG, 0);
    memory.add(address, bytes);
    return address;
  }

  void free(long address) {
    enter();
    check("free", release(address));
  }

  private int release(long address) {
    memory.remove(address);
    return driver.free(address);
  }

  /** Memory that grows. */
  Room room() {
    return new Room(this::allocate, this::free);
  }

  /** What the action makes; where it fails, the memory that it has taken is given back. */
  <T> T allOrNothing(Supplier<T> action) {
    return memory.allOrNothing(action, this::release);
  }

  /** Memory with these integers; of none, memory that is not read. */
  long integers(int[] entries) {
    long address = allocate(Math.max(1, entries.length) * (long) Integer.BYTES);
    write(entries, address);
    return address;
  }

  private interface Piece {
    void move(MemorySegment host, long first, int count);
  }

  /** Moves entries in pieces that fit the pinned memory; each piece is filled, then sent. */
  private void send(long to, long count, int bytes, Piece fill) {
    if (count == 0) {
      return;
    }
    enter();
    transfers++;
    long most = STAGE / bytes;
    for (long first = 0; first < count; first += most) {
      int part = (int) Math.min(most, count - first);
      long length = (long) part * bytes;
      if (staged + length > STAGE) {
        check("write", driver.synchronise(stream)); // what was staged has been sent
        staged = 0;
      }
      MemorySegment piece = stage.asSlice(staged, length);
      fill.move(piece, first, part);
      check("write", driver.toDevice(to + first * bytes, piece, length, stream));
      staged += (length + 7) / 8 * 8;
    }
  }

  private void receive(long from, long count, int bytes, Piece take) {
    if (count == 0) {
      return;
    }
    enter();
    transfers++;
    check("read", driver.synchronise(stream));
    staged = 0;
    long most = STAGE / bytes;
    for (long first = 0; first < count; first += most) {
      int part = (int) Math.min(most, count - first);
      long length = (long) part * bytes;
      MemorySegment piece = stage.asSlice(0, length);
      check("read", driver.toHost(piece, from + first * bytes, length, stream));
      check("read", driver.synchronise(stream));
      take.move(piece, first, part);
    }
  }

  /** The first entries there ← these, rounded to the format. */
  void write(double[] entries, long to) {
    switch (precision) {
      case FLOAT64 ->
          send(
              to,
              entries.length,
              Double.BYTES,
              (host, first, count) ->
                  MemorySegment.copy(
                      entries, (int) first, host, ValueLayout.JAVA_DOUBLE, 0, count));
      case FLOAT32 ->
          send(
              to,
              entries.length,
              Float.BYTES,
              (host, first, count) -> {
                for (int k = 0; k < count; k++) {
                  host.setAtIndex(ValueLayout.JAVA_FLOAT, k, (float) entries[(int) first + k]);
                }
              });
    }
  }

  void write(int[] entries, long to) {
    send(
        to,
        entries.length,
        Integer.BYTES,
        (host, first, count) ->
            MemorySegment.copy(entries, (int) first, host, ValueLayout.JAVA_INT, 0, count));
  }

  /** The first entries there, of the format; waits for what was given before. */
  double[] read(long from, int count) {
    if (precision == Precision.FLOAT64) {
      return readDoubles(from, count);
    }
    double[] entries = new double[count];
    receive(
        from,
        count,
        Float.BYTES,
        (host, first, part) -> {
          for (int k = 0; k < part; k++) {
            entries[(int) first + k] = host.getAtIndex(ValueLayout.JAVA_FLOAT, k);
          }
        });
    return entries;
  }

  /** The first doubles there. */
  double[] readDoubles(long from, int count) {
    double[] entries = new double[count];
    receive(
        from,
        count,
        Double.BYTES,
        (host, first, part) ->
            MemorySegment.copy(host, ValueLayout.JAVA_DOUBLE, 0, entries, (int) first, part));
    return entries;
  }

  void copy(long from, long to, long entries) {
    if (entries > 0) {
      enter();
      check("copy", driver.onDevice(to, from, entries * precision.bytes(), stream));
    }
  }

  /** Waits for what was given before. */
  void finish() {
    enter();
    check("wait", driver.synchronise(stream));
  }

  /** A call of a kernel of the session's format, whose arguments follow in order. */
  Arguments call(String name) {
    return arguments.begin(this, name, name + (precision == Precision.FLOAT64 ? "_f64" : "_f32"));
  }

  /** The same of a kernel that exists once. */
  Arguments callAny(String name) {
    return arguments.begin(this, name, name);
  }

  void launch(String name, String symbol, int blocks, int wide, int high, int shared) {
    enter();
    long kernel = kernels.computeIfAbsent(symbol, this::function);
    check(name, driver.launch(kernel, blocks, wide, high, shared, stream, arguments.addresses()));
  }

  private long function(String symbol) {
    try (Arena here = Arena.ofConfined()) {
      check("kernel " + symbol, driver.function(out, device.module(), here.allocateFrom(symbol)));
      return out.get(ValueLayout.JAVA_LONG, 0);
    }
  }

  /** A handle of cuBLAS for this stream; to be destroyed before the engine is closed. */
  long open(Cublas cublas) {
    enter();
    try {
      return cublas.create(stream);
    } catch (Cublas.Failure e) {
      throw new BackendException("cuda: " + e.getMessage() + " on " + device.name());
    }
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    // what fails here fails because the device is gone, and then there is nothing to free
    driver.setContext(device.context());
    driver.synchronise(stream);
    memory.releaseAll(driver::free);
    driver.freeHost(stage);
    driver.destroyStream(stream);
    arena.close();
  }
}
