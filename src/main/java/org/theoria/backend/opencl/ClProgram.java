package org.theoria.backend.opencl;

import java.util.HashMap;
import java.util.Map;
import org.lwjgl.opencl.CL10;
import org.theoria.backend.Precision;

/** Compiled kernels by name. */
final class ClProgram implements AutoCloseable {
  private final Engine engine;
  private final long program;
  private final Map<String, Long> kernels = new HashMap<>();

  ClProgram(Engine engine, long program) {
    this.engine = engine;
    this.program = program;
  }

  /** A call of a kernel, whose arguments follow in order. */
  Call call(String name) {
    long kernel =
        kernels.computeIfAbsent(
            name,
            n -> {
              int[] code = new int[1];
              long made = CL10.clCreateKernel(program, n, code);
              engine.check("kernel " + n, code[0]);
              return made;
            });
    return new Call(name, kernel);
  }

  /** Arguments of a call, then its size. */
  final class Call {
    private final String name;
    private final long kernel;
    private int next;

    private Call(String name, long kernel) {
      this.name = name;
      this.kernel = kernel;
    }

    Call buffer(long buffer) {
      engine.check(name, CL10.clSetKernelArg1p(kernel, next++, buffer));
      return this;
    }

    Call integer(int value) {
      engine.check(name, CL10.clSetKernelArg1i(kernel, next++, value));
      return this;
    }

    Call word(long value) {
      engine.check(name, CL10.clSetKernelArg1l(kernel, next++, value));
      return this;
    }

    /** A number of the format. */
    Call real(double value) {
      int code =
          engine.precision() == Precision.FLOAT64
              ? CL10.clSetKernelArg1d(kernel, next++, value)
              : CL10.clSetKernelArg1f(kernel, next++, (float) value);
      engine.check(name, code);
      return this;
    }

    /** At least so many work-items in a row; the kernel skips those beyond its size. */
    void run(long items) {
      if (items > 0) {
        long group = Math.min(GROUP, engine.device().group());
        engine.enqueue(
            name, kernel, new long[] {(items + group - 1) / group * group}, new long[] {group});
      }
    }

    /** One work-item for each entry of a matrix; the kernel skips columns beyond the last. */
    void runGrid(int rows, int columns) {
      if (rows > 0 && columns > 0) {
        long most = Math.min(GROUP, engine.device().group());
        // a power of two that leaves few idle beside a narrow matrix
        long group = Math.min(most, 2L * Integer.highestOneBit(columns));
        long wide = (columns + group - 1) / group * group;
        engine.enqueue(name, kernel, new long[] {wide, rows}, new long[] {group, 1});
      }
    }

    /** Exactly so many work-items, in work-groups of this size. */
    void run(long[] items, long[] group) {
      engine.enqueue(name, kernel, items, group);
    }
  }

  /** Work-items of a group of an elementwise kernel. */
  private static final int GROUP = 256;

  @Override
  public void close() {
    kernels.values().forEach(CL10::clReleaseKernel);
    kernels.clear();
    CL10.clReleaseProgram(program);
  }
}
