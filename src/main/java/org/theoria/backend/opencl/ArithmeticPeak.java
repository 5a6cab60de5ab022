package org.theoria.backend.opencl;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.lwjgl.opencl.CL10;
import org.lwjgl.opencl.CL11;
import org.lwjgl.system.MemoryStack;
import org.theoria.backend.Precision;

/**
 * Fused multiply-adds on the registers of the processor, on all threads at once: its arithmetic
 * peak, which OpenCL's compiler reaches and Java's does not always.
 */
public final class ArithmeticPeak implements AutoCloseable {
  /** Chains of each work-item, as in the kernel. */
  private static final int CHAINS = 12;

  private static final int STEPS = 100_000;

  /** Some for each thread, so that one that is held up does not leave the others idle. */
  private static final int ITEMS_OF_THREAD = 8;

  private final Engine engine;
  private final ClProgram program;
  private final int lanes;
  private final int items;
  private final long out;

  private ArithmeticPeak(Engine engine, int lanes, int threads) {
    this.engine = engine;
    this.lanes = lanes;
    this.items = ITEMS_OF_THREAD * threads;
    try {
      this.program = engine.build(Engine.source("peak.cl"), "LANES=" + lanes);
      this.out = engine.zeros(items);
    } catch (RuntimeException e) {
      engine.close();
      throw e;
    }
  }

  /**
   * On so many threads of the processor.
   *
   * @return empty where OpenCL's device is not the processor, or lacks the precision
   */
  public static Optional<ArithmeticPeak> ofProcessor(Precision precision, int threads) {
    if (ClDevice.found() instanceof ClDevice.Found.Ready(ClDevice device)
        && device.processor()
        && device.precisions().contains(precision)) {
      int lanes = lanes(device, precision);
      return Optional.of(
          new ArithmeticPeak(
              new Engine(device, precision, threads), lanes, Math.min(threads, device.units())));
    }
    return Optional.empty();
  }

  /** Numbers of a register, at least 2. */
  private static int lanes(ClDevice device, Precision precision) {
    int what =
        precision == Precision.FLOAT64
            ? CL11.CL_DEVICE_NATIVE_VECTOR_WIDTH_DOUBLE
            : CL11.CL_DEVICE_NATIVE_VECTOR_WIDTH_FLOAT;
    try (MemoryStack stack = MemoryStack.stackPush()) {
      ByteBuffer into = stack.calloc(Integer.BYTES);
      int code = CL10.clGetDeviceInfo(device.id(), what, into, null);
      ClError.check(code, new ClError.Place("vector width", device.name(), 0, device.memory()));
      return Math.max(2, into.getInt(0));
    }
  }

  /** Operations of one {@link #run}; a multiply-add is two. */
  public double operations() {
    return 2.0 * lanes * CHAINS * STEPS * items;
  }

  /** Does them. */
  public void run() {
    program
        .call("multiply_adds")
        .real(0.999)
        .real(0.5)
        .integer(STEPS)
        .buffer(out)
        .run(new long[] {items}, new long[] {1});
    engine.read(out, 1);
  }

  @Override
  public void close() {
    engine.close();
  }
}
