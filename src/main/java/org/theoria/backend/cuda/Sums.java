package org.theoria.backend.cuda;

/** Sums of many terms: blocks on the device, then what they leave in order on the host. */
final class Sums {
  /** Threads of a block: THREADS of reduce.cuh. */
  static final int THREADS = 256;

  /** Blocks of the largest sum. */
  private static final int SUMMANDS = 512;

  /** Terms of a thread, before blocks become {@link #SUMMANDS}. */
  private static final int TERMS = 4;

  private final Engine engine;
  private final long partial;

  Sums(Engine engine) {
    this.engine = engine;
    this.partial = engine.allocate((long) SUMMANDS * Double.BYTES);
  }

  /**
   * Runs a kernel of sums and adds what it leaves. How many blocks there are depends on the number
   * of terms alone, and with it the order of the sum.
   *
   * @param call without its last arguments, the place of the results and the number of terms
   * @param size the number of terms
   */
  double total(Arguments call, int size) {
    if (size == 0) {
      return 0;
    }
    int each = THREADS * TERMS;
    int blocks = (int) Math.min(SUMMANDS, ((long) size + each - 1) / each);
    call.buffer(partial).integer(size).run(blocks, THREADS, 1, 0);
    double total = 0;
    for (double s : engine.readDoubles(partial, blocks)) {
      total += s;
    }
    return total;
  }
}
