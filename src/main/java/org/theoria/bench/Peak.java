package org.theoria.bench;

import java.util.Optional;
import org.theoria.backend.Precision;
import org.theoria.backend.opencl.ArithmeticPeak;

/**
 * What the processor reaches at best, measured.
 *
 * @param flops multiply-adds in registers, flop/s
 * @param how in one line
 */
record Peak(double flops, String how) {

  /** Tries, of which the best counts: other programs only ever slow one down. */
  private static final int TRIES = 3;

  /** The larger of OpenCL's loop, where its device is the processor, and Java's. */
  static Peak measure(Precision precision, int threads, double seconds) {
    Peak best = new Peak(0, "");
    Optional<ArithmeticPeak> loop = ArithmeticPeak.ofProcessor(precision, threads);
    try {
      for (int k = 0; k < TRIES; k++) {
        best = best.orLarger(java(precision, threads, seconds / TRIES));
        if (loop.isPresent()) {
          best = best.orLarger(opencl(loop.get(), threads, seconds / TRIES));
        }
      }
    } finally {
      loop.ifPresent(ArithmeticPeak::close);
    }
    return best;
  }

  private Peak orLarger(Peak other) {
    return other.flops > flops ? other : this;
  }

  private static Peak java(Precision precision, int threads, double seconds) {
    double rate =
        precision == Precision.FLOAT64
            ? Machine.peakOperations(threads, seconds)
            : Machine.peakFloatOperations(threads, seconds);
    return new Peak(rate, "multiply-adds on a row in the first cache, a Java loop" + on(threads));
  }

  private static Peak opencl(ArithmeticPeak loop, int threads, double seconds) {
    double rate = loop.operations() * Rate.of(loop::run, seconds);
    return new Peak(rate, "fused multiply-adds in registers, an OpenCL kernel" + on(threads));
  }

  private static String on(int threads) {
    return ", threads: " + threads;
  }
}
