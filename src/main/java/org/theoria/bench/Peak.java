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

  /** The larger of OpenCL's loop, where its device is the processor, and Java's. */
  static Peak measure(Precision precision, int threads, double seconds) {
    double java =
        precision == Precision.FLOAT64
            ? Machine.peakOperations(threads, seconds)
            : Machine.peakFloatOperations(threads, seconds);
    Optional<ArithmeticPeak> loop = ArithmeticPeak.ofProcessor(precision, threads);
    if (loop.isPresent()) {
      try (ArithmeticPeak opencl = loop.get()) {
        double rate = opencl.operations() * Rate.of(opencl::run, seconds);
        if (rate > java) {
          return new Peak(rate, "fused multiply-adds in registers, an OpenCL kernel" + on(threads));
        }
      }
    }
    return new Peak(java, "multiply-adds on a row in the first cache, a Java loop" + on(threads));
  }

  private static String on(int threads) {
    return ", threads: " + threads;
  }
}
