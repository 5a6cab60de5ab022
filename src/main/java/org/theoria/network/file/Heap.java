package org.theoria.network.file;

/** What fits into the heap: it is asked before anything is begun. */
public final class Heap {

  /**
   * Bytes for each number of a matrix: the exact number and its reference (40), the double that it
   * came from (8), and its double with a radius (16).
   */
  private static final long BYTES = 64;

  /** What a number needs beyond that whose numerator or denominator is no machine word. */
  private static final long BYTES_OF_WIDE = 160;

  /** The share of the heap that one matrix may take. */
  private static final double SHARE = 0.8;

  private Heap() {}

  /**
   * Refuses a matrix of exact numbers that would not fit.
   *
   * @throws ArrayFileException naming the operand, what is needed and what there is
   */
  public static void requireNumbers(String operand, long rows, long columns) {
    requireNumbers(operand, rows, columns, 0);
  }

  /** The same where so many of the numbers are known to need more than machine words. */
  static void requireNumbers(String operand, long rows, long columns, long wide) {
    require(
        operand,
        rows + "×" + columns + " exact numbers",
        BYTES * rows * columns + BYTES_OF_WIDE * wide);
  }

  /** Refuses something of so many bytes that would not fit. */
  public static void require(String operand, String what, long bytes) {
    if (bytes > most()) {
      throw new ArrayFileException(
          operand,
          "a heap of at least "
              + mebibytesFor(bytes)
              + " MiB for "
              + what
              + " (THEORIA_OPTS=-Xmx...)",
          mebibytes() + " MiB");
    }
  }

  /** The bytes that one matrix may take. */
  public static long most() {
    return (long) (SHARE * Runtime.getRuntime().maxMemory());
  }

  /** The heap, in MiB, in which something of so many bytes fits. */
  public static long mebibytesFor(long bytes) {
    return (long) Math.ceil(bytes / SHARE / (1 << 20));
  }

  /** The heap that there is, in MiB. */
  public static long mebibytes() {
    return Runtime.getRuntime().maxMemory() >> 20;
  }
}
