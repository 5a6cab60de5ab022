package org.theoria.bench;

import java.util.Optional;
import org.theoria.backend.Precision;
import org.theoria.backend.opencl.ArithmeticPeak;

/**
 * The loops that look for a processor's {@link Peak}: OpenCL's, where its device is the processor,
 * and Java's. Other programs only ever slow one down, so that the best try counts; tries are made
 * beside what is compared with the peak, for a moment in which the machine was slow gives too low a
 * one.
 */
final class PeakLoops implements AutoCloseable {
  /** Tries of each loop, of which the first peak is made. */
  private static final int TRIES = 3;

  private final Precision precision;
  private final int threads;
  private final double seconds;
  private final Optional<ArithmeticPeak> opencl;
  private Peak best = new Peak(0, "");

  /**
   * @param threads of the processor
   * @param seconds of each try, and of the warm-up before it
   */
  PeakLoops(Precision precision, int threads, double seconds) {
    this.precision = precision;
    this.threads = threads;
    this.seconds = seconds;
    this.opencl = ArithmeticPeak.ofProcessor(precision, threads);
  }

  /** The peak of some tries of every loop. */
  static Peak measure(Precision precision, int threads, double seconds) {
    try (PeakLoops loops = new PeakLoops(precision, threads, seconds / TRIES)) {
      for (int k = 0; k < TRIES; k++) {
        loops.java();
        loops.again();
      }
      return loops.best;
    }
  }

  /** One more try: OpenCL's loop, the faster one as a rule, or else Java's. */
  void again() {
    if (opencl.isPresent()) {
      ArithmeticPeak loop = opencl.get();
      double rate = loop.operations() * Rate.of(loop::run, seconds);
      take(rate, "fused multiply-adds in registers, an OpenCL kernel");
    } else {
      java();
    }
  }

  private void java() {
    double rate =
        precision == Precision.FLOAT64
            ? Machine.peakOperations(threads, seconds)
            : Machine.peakFloatOperations(threads, seconds);
    take(rate, "multiply-adds on a row in the first cache, a Java loop");
  }

  private void take(double rate, String how) {
    best = best.orLarger(new Peak(rate, how + ", threads: " + threads));
  }

  /** The best of all tries. */
  Peak best() {
    return best;
  }

  @Override
  public void close() {
    opencl.ifPresent(ArithmeticPeak::close);
  }
}
