package org.theoria.cli;

import org.theoria.network.Architecture;
import org.theoria.network.file.Heap;
import org.theoria.network.rank.DoubleRank;
import org.theoria.network.rank.LocalRank;
import org.theoria.network.rank.OutputRows;

/** What {@code theoria rank} refuses before it begins, because it could not end. */
final class RankLimits {

  /** Entries of a matrix whose rank over the rationals is decided: beyond it hours may pass. */
  static final long MOST_EXACT_ENTRIES = 40_000;

  private RankLimits() {}

  /**
   * Refuses a Jacobian matrix that is too large for the method.
   *
   * @throws UsageException saying what it needs
   */
  static void require(
      Architecture architecture, int examples, OutputRows outputs, RankCommand.Method method) {
    long rows = (long) examples * outputs.count(architecture.outputs());
    long columns = (long) architecture.weightCount() + architecture.biasCount();
    String matrix = rows + "x" + columns;
    if (rows > Integer.MAX_VALUE) {
      throw new UsageException(
          "rank: expected a Jacobian matrix of at most 2^31 - 1 rows, got " + matrix);
    }
    if (method.exact && rows * columns > MOST_EXACT_ENTRIES) {
      throw new UsageException(
          "--exact: expected a Jacobian matrix of at most "
              + MOST_EXACT_ENTRIES
              + " entries, got "
              + matrix
              + "; --field has no such limit");
    }
    if (method.asDouble && DoubleRank.cost((int) rows, (int) columns) > DoubleRank.MOST) {
      throw new UsageException(
          "--double: expected a smaller Jacobian matrix for singular values, got "
              + matrix
              + "; --field has no such limit");
    }
    // the backpropagated rows, which every method but --exact has in memory
    long width = 0;
    for (int h = 1; h <= architecture.depth(); h++) {
      width += architecture.width(h);
    }
    requireBytes(method.exact ? 0 : Long.BYTES * rows * width, "a " + matrix + " Jacobian matrix");
  }

  private static void requireBytes(long needed, String what) {
    if (needed > Heap.most()) {
      throw new UsageException(
          "rank: "
              + what
              + " needs about "
              + Heap.mebibytesFor(needed)
              + " MiB of heap, got "
              + Heap.mebibytes()
              + " MiB (THEORIA_OPTS=-Xmx...)");
    }
  }

  /**
   * Refuses a dense matrix that does not fit into the heap.
   *
   * @return the bytes that a dense matrix may fill
   * @throws UsageException saying what it needs
   */
  static long requireHeap(LocalRank rank) {
    requireBytes(
        rank.denseBytes(),
        "the elimination of this " + rank.rows() + "x" + rank.columns() + " Jacobian matrix");
    return Heap.most();
  }
}
