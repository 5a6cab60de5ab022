package org.theoria.backend.opencl;

/** Sums over many entries: the device leaves some, the host adds them in order. */
final class Sums {
  /** Work-items of a sum. */
  private static final int SUMMANDS = 1024;

  private final Engine engine;
  private final long partial;

  Sums(Engine engine) {
    this.engine = engine;
    this.partial = engine.allocate((long) SUMMANDS * engine.sumBytes());
  }

  /** Runs a kernel of sums, whose last arguments are still to come, and adds what it leaves. */
  double total(ClProgram.Call call, int size) {
    if (size == 0) {
      return 0;
    }
    int items = Math.min(size, SUMMANDS);
    call.buffer(partial).integer(size).run(new long[] {items}, new long[] {1});
    double total = 0;
    for (double s : engine.readSums(partial, items)) {
      total += s;
    }
    return total;
  }
}
