package org.theoria.bench;

import java.util.Arrays;

/**
 * What this machine reaches, in Java, on the resources that a sweep can exhaust: the ceilings of a
 * roofline.
 */
final class Machine {
  private static final int ROW = 512;
  private static final int ROWS_A_CALL = 200;
  private static final int STEPS = 8;

  private Machine() {}

  /**
   * Double-precision multiply-adds from registers, in operations a second (a product and a sum are
   * two): the larger of separate and fused ones. Each element of a first-level-cache row goes
   * through 8 dependent steps between its load and its store, and the rows' elements are
   * independent, so neither memory nor latency is the limit.
   */
  static double peakOperations(int threads, double seconds) {
    double operations = 2.0 * STEPS * ROW * ROWS_A_CALL;
    double separate = Rate.ofAll(() -> repeated(Machine::multiplyThenAdd), threads, seconds);
    double fused = Rate.ofAll(() -> repeated(Machine::fused), threads, seconds);
    return operations * Math.max(separate, fused);
  }

  /** The same in single precision. */
  static double peakFloatOperations(int threads, double seconds) {
    return 2.0
        * STEPS
        * ROW
        * ROWS_A_CALL
        * Rate.ofAll(
            () -> {
              float[] row = new float[ROW];
              return () -> {
                for (int k = 0; k < ROWS_A_CALL; k++) {
                  fused(row, 0.999f, 0.5f);
                }
              };
            },
            threads,
            seconds);
  }

  /** Doubles of an array of the triad: three of them are beyond every cache. */
  private static final int TRIAD = 1 << 22;

  /**
   * Bytes a second between processor and memory: a ← b + s·c on arrays of 32 MiB for each thread,
   * 24 bytes an element as McCalpin's STREAM counts them.
   */
  static double triadBytes(int threads, double seconds) {
    double calls =
        Rate.ofAll(
            () -> {
              double[] a = new double[TRIAD];
              double[] b = new double[TRIAD];
              double[] c = new double[TRIAD];
              Arrays.fill(b, 1.5);
              Arrays.fill(c, 0.5);
              return () -> triad(a, b, c, 1.25);
            },
            threads,
            seconds);
    return calls * 3.0 * Double.BYTES * TRIAD;
  }

  private static void triad(double[] a, double[] b, double[] c, double s) {
    for (int l = 0; l < a.length; l++) {
      a[l] = b[l] + s * c[l];
    }
  }

  /**
   * 64-bit integer operations a second on registers, in scalar instructions (as data-dependent
   * shifts and table look-ups need them): sums, exclusive ors and shifts in eight independent
   * chains, so that latency is not the limit.
   */
  static double peakWordOperations(int threads, double seconds) {
    return WORD_STEPS * 3.0 * 8 * Rate.ofAll(WordChains::new, threads, seconds);
  }

  private static final int WORD_STEPS = 100_000;

  /** Eight chains; their values are kept, so that they must be computed. */
  private static final class WordChains implements Runnable {
    private final long[] kept = {1, 2, 3, 4, 5, 6, 7, 8};

    @Override
    public void run() {
      long a = kept[0];
      long b = kept[1];
      long c = kept[2];
      long d = kept[3];
      long e = kept[4];
      long f = kept[5];
      long g = kept[6];
      long h = kept[7];
      for (int i = 0; i < WORD_STEPS; i++) {
        a = ((a >>> 1) ^ b) + i;
        b = ((b >>> 1) ^ c) + i;
        c = ((c >>> 1) ^ d) + i;
        d = ((d >>> 1) ^ e) + i;
        e = ((e >>> 1) ^ f) + i;
        f = ((f >>> 1) ^ g) + i;
        g = ((g >>> 1) ^ h) + i;
        h = ((h >>> 1) ^ a) + i;
      }
      kept[0] = a;
      kept[1] = b;
      kept[2] = c;
      kept[3] = d;
      kept[4] = e;
      kept[5] = f;
      kept[6] = g;
      kept[7] = h;
    }
  }

  /**
   * Bytes a second, read and written counted once each, of a loop that reads one set of arrays and
   * writes another of the same size.
   *
   * @param elements how many doubles are read, all threads together
   */
  static double streamBytes(int elements, int threads, double seconds) {
    int own = Math.max(1, elements / threads);
    double calls =
        Rate.ofAll(
            () -> {
              double[] from = new double[own];
              double[] to = new double[own];
              Arrays.fill(from, 1.5);
              return () -> scale(from, to, own);
            },
            threads,
            seconds);
    return calls * 2.0 * Double.BYTES * own;
  }

  private interface Kernel {
    void run(double[] row, double factor, double term);
  }

  private static Runnable repeated(Kernel kernel) {
    double[] row = new double[ROW];
    return () -> {
      for (int k = 0; k < ROWS_A_CALL; k++) {
        kernel.run(row, 0.999, 0.5);
      }
    };
  }

  private static void multiplyThenAdd(double[] a, double c, double d) {
    for (int l = 0; l < ROW; l++) {
      double x = a[l] * c + d;
      x = x * c + d;
      x = x * c + d;
      x = x * c + d;
      x = x * c + d;
      x = x * c + d;
      x = x * c + d;
      a[l] = x * c + d;
    }
  }

  private static void fused(double[] a, double c, double d) {
    for (int l = 0; l < ROW; l++) {
      double x = Math.fma(a[l], c, d);
      x = Math.fma(x, c, d);
      x = Math.fma(x, c, d);
      x = Math.fma(x, c, d);
      x = Math.fma(x, c, d);
      x = Math.fma(x, c, d);
      x = Math.fma(x, c, d);
      a[l] = Math.fma(x, c, d);
    }
  }

  private static void fused(float[] a, float c, float d) {
    for (int l = 0; l < ROW; l++) {
      float x = Math.fma(a[l], c, d);
      x = Math.fma(x, c, d);
      x = Math.fma(x, c, d);
      x = Math.fma(x, c, d);
      x = Math.fma(x, c, d);
      x = Math.fma(x, c, d);
      x = Math.fma(x, c, d);
      a[l] = Math.fma(x, c, d);
    }
  }

  private static void scale(double[] from, double[] to, int n) {
    for (int l = 0; l < n; l++) {
      to[l] = 1.25 * from[l];
    }
  }
}
