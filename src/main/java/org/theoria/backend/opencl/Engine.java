package org.theoria.backend.opencl;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.lwjgl.PointerBuffer;
import org.lwjgl.opencl.CL10;
import org.lwjgl.opencl.CL12;
import org.lwjgl.system.MemoryStack;
import org.lwjgl.system.MemoryUtil;
import org.theoria.backend.Allocations;
import org.theoria.backend.BackendException;
import org.theoria.backend.Precision;
import org.theoria.backend.Room;

/**
 * A context and a queue on a device, the buffers in its memory and the programs for it. Commands
 * run in the order in which they are given; only a read waits for them. Closing frees everything.
 */
final class Engine implements AutoCloseable {
  private final ClDevice device;
  private final Precision precision;
  private final Optional<Long> part;
  private final long context;
  private final long queue;

  private final Allocations memory = new Allocations();

  private final List<ClProgram> programs = new ArrayList<>();
  private boolean closed;
  private long transfers;

  /**
   * @param threads where the device is the processor, how many of its cores at most
   */
  Engine(ClDevice device, Precision precision, int threads) {
    if (!device.precisions().contains(precision)) {
      throw new BackendException(
          "opencl: " + device.name() + " does not compute in double precision; float32 is needed");
    }
    this.device = device;
    this.precision = precision;
    this.part =
        device.processor() && threads < device.units()
            ? Optional.of(cores(device, threads))
            : Optional.empty();
    try (MemoryStack stack = MemoryStack.stackPush()) {
      IntBuffer code = stack.mallocInt(1);
      PointerBuffer properties = stack.mallocPointer(3);
      properties.put(CL10.CL_CONTEXT_PLATFORM).put(device.platform()).put(0).flip();
      context = CL10.clCreateContext(properties, target(), null, 0, code);
      if (code.get(0) != CL10.CL_SUCCESS) {
        releasePart();
      }
      check("context", code.get(0));
      queue = CL10.clCreateCommandQueue(context, target(), 0, code);
      if (code.get(0) != CL10.CL_SUCCESS) {
        CL10.clReleaseContext(context);
        releasePart();
      }
      check("queue", code.get(0));
    }
  }

  private void releasePart() {
    part.ifPresent(CL12::clReleaseDevice);
  }

  private static long cores(ClDevice device, int count) {
    try (MemoryStack stack = MemoryStack.stackPush()) {
      PointerBuffer how = stack.mallocPointer(4);
      how.put(CL12.CL_DEVICE_PARTITION_BY_COUNTS).put(count).put(0).put(0).flip();
      PointerBuffer made = stack.mallocPointer(1);
      ClError.check(
          CL12.clCreateSubDevices(device.id(), how, made, (int[]) null),
          new ClError.Place(count + " of its cores", device.name(), 0, device.memory()));
      return made.get(0);
    }
  }

  /** The device, or the part of it that is used. */
  private long target() {
    return part.orElse(device.id());
  }

  ClDevice device() {
    return device;
  }

  Precision precision() {
    return precision;
  }

  /** Bytes of the buffers. */
  long bytesInUse() {
    return memory.bytesInUse();
  }

  /** How often bytes went to or from the device: what a resident run keeps small. */
  long transfers() {
    return transfers;
  }

  void check(String operation, int code) {
    ClError.check(
        code, new ClError.Place(operation, device.name(), memory.bytesInUse(), device.memory()));
  }

  /** A buffer of that many entries of the format, all 0; an empty one has one entry. */
  long zeros(long entries) {
    long bytes = Math.max(1, entries) * precision.bytes();
    long buffer = allocate(bytes);
    try (MemoryStack stack = MemoryStack.stackPush()) {
      ByteBuffer zero = stack.calloc(1);
      int code = CL12.clEnqueueFillBuffer(queue, buffer, zero, 0, bytes, null, null);
      if (code != CL10.CL_SUCCESS) {
        free(buffer);
        check(describe(bytes), code);
      }
    }
    return buffer;
  }

  private static String describe(long bytes) {
    return "a buffer of " + ClError.size(bytes);
  }

  /** A buffer of that many entries of the format, which are not yet anything. */
  long unset(long entries) {
    return allocate(Math.max(1, entries) * precision.bytes());
  }

  /** A buffer whose bytes are not yet anything. */
  long allocate(long bytes) {
    try (MemoryStack stack = MemoryStack.stackPush()) {
      IntBuffer code = stack.mallocInt(1);
      long buffer = CL10.clCreateBuffer(context, CL10.CL_MEM_READ_WRITE, bytes, code);
      check(describe(bytes), code.get(0));
      memory.add(buffer, bytes);
      return buffer;
    }
  }

  void free(long buffer) {
    check("free", drop(buffer));
  }

  private int drop(long buffer) {
    memory.remove(buffer);
    return CL10.clReleaseMemObject(buffer);
  }

  /** Memory that grows. */
  Room room() {
    return new Room(this::allocate, this::free);
  }

  /** What the action makes; where it fails, the memory that it has taken is given back. */
  <T> T allOrNothing(Supplier<T> action) {
    return memory.allOrNothing(action, this::drop);
  }

  /** The first entries of the buffer ← these, rounded to the format. */
  void write(double[] entries, long buffer) {
    if (entries.length == 0) {
      return;
    }
    transfers++;
    switch (precision) {
      case FLOAT64 ->
          check("write", CL10.clEnqueueWriteBuffer(queue, buffer, true, 0, entries, null, null));
      case FLOAT32 -> {
        float[] rounded = new float[entries.length];
        for (int k = 0; k < rounded.length; k++) {
          rounded[k] = (float) entries[k];
        }
        check("write", CL10.clEnqueueWriteBuffer(queue, buffer, true, 0, rounded, null, null));
      }
    }
  }

  /** A buffer of these integers; of none, one that is not read. */
  long integers(int[] entries) {
    long buffer = allocate((long) Math.max(1, entries.length) * Integer.BYTES);
    write(entries, buffer);
    return buffer;
  }

  void write(int[] entries, long buffer) {
    if (entries.length > 0) {
      transfers++;
      check("write", CL10.clEnqueueWriteBuffer(queue, buffer, true, 0, entries, null, null));
    }
  }

  /** The first entries of a buffer of the format; waits for what was given before. */
  double[] read(long buffer, int count) {
    return read(buffer, count, precision);
  }

  /** The same of a buffer of sums, which are doubles where the device has them. */
  double[] readSums(long buffer, int count) {
    return read(buffer, count, device.doubles() ? Precision.FLOAT64 : Precision.FLOAT32);
  }

  private double[] read(long buffer, int count, Precision format) {
    double[] entries = new double[count];
    read(buffer, entries, format);
    return entries;
  }

  /** These ← the first entries of a buffer of the format; waits for what was given before. */
  void read(long buffer, double[] entries) {
    read(buffer, entries, precision);
  }

  private void read(long buffer, double[] entries, Precision format) {
    if (entries.length == 0) {
      return;
    }
    transfers++;
    switch (format) {
      case FLOAT64 ->
          check("read", CL10.clEnqueueReadBuffer(queue, buffer, true, 0, entries, null, null));
      case FLOAT32 -> {
        float[] rounded = new float[entries.length];
        check("read", CL10.clEnqueueReadBuffer(queue, buffer, true, 0, rounded, null, null));
        for (int k = 0; k < rounded.length; k++) {
          entries[k] = rounded[k];
        }
      }
    }
  }

  /** Bytes of one of the sums that kernels leave. */
  int sumBytes() {
    return device.doubles() ? Double.BYTES : Float.BYTES;
  }

  void copy(long from, long to, long entries) {
    if (entries > 0) {
      check(
          "copy",
          CL10.clEnqueueCopyBuffer(queue, from, to, 0, 0, entries * precision.bytes(), null, null));
    }
  }

  /** The text of a resource of this package. */
  static String source(String name) {
    try (InputStream in = Engine.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("opencl: the resource " + name + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("opencl: the resource " + name + " cannot be read", e);
    }
  }

  /** Compiles for this device; the source may use REAL, ACC and what the definitions name. */
  ClProgram build(String source, String... definitions) {
    List<String> options = new ArrayList<>(Arrays.asList(definitions));
    options.add(precision.name());
    options.add("REAL=" + (precision == Precision.FLOAT64 ? "double" : "float"));
    if (device.doubles()) {
      options.add("HAS_DOUBLE");
    }
    String flags = "-w -cl-std=CL1.2 -D " + String.join(" -D ", options);
    long program = create(source("format.cl") + source);
    int built = CL10.clBuildProgram(program, target(), flags, null, 0);
    if (built != CL10.CL_SUCCESS) {
      String log = log(program);
      CL10.clReleaseProgram(program);
      throw new BackendException(
          "opencl: the kernels do not compile on "
              + device.name()
              + ": "
              + log.lines().filter(l -> l.contains("error")).findFirst().orElse(log).strip());
    }
    ClProgram result = new ClProgram(this, program);
    programs.add(result);
    return result;
  }

  private long create(String source) {
    try (MemoryStack stack = MemoryStack.stackPush()) {
      IntBuffer code = stack.mallocInt(1);
      long program = CL10.clCreateProgramWithSource(context, source, code);
      check("program", code.get(0));
      return program;
    }
  }

  private String log(long program) {
    ByteBuffer text = MemoryUtil.memCalloc(1 << 16);
    try {
      int code =
          CL10.clGetProgramBuildInfo(program, target(), CL10.CL_PROGRAM_BUILD_LOG, text, null);
      return code == CL10.CL_SUCCESS ? MemoryUtil.memUTF8(MemoryUtil.memAddress(text)) : "no log";
    } finally {
      MemoryUtil.memFree(text);
    }
  }

  /** Gives a kernel, whose arguments are set, to the queue. */
  void enqueue(String name, long kernel, long[] global, long[] local) {
    try (MemoryStack stack = MemoryStack.stackPush()) {
      check(
          name,
          CL10.clEnqueueNDRangeKernel(
              queue,
              kernel,
              global.length,
              null,
              stack.pointers(global),
              stack.pointers(local),
              null,
              null));
    }
  }

  long context() {
    return context;
  }

  /** Waits for what was given before. */
  void finish() {
    check("wait", CL10.clFinish(queue));
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
    CL10.clFinish(queue);
    programs.forEach(ClProgram::close);
    programs.clear();
    memory.releaseAll(CL10::clReleaseMemObject);
    CL10.clReleaseCommandQueue(queue);
    CL10.clReleaseContext(context);
    releasePart();
  }
}
