package org.theoria.backend.ejml;

/**
 * The innermost work of {@link BlockedProduct}, once for each format: a row of the result gains
 * {@link #DEPTH} multiples of packed rows of the second factor. Every row is an array of its own
 * and every loop reads and writes at one index, which is what the compiler turns into vector
 * instructions; entries of larger arrays at an offset it does not.
 *
 * @param <A> double[] or float[]
 */
interface Tile<A> {
  /** Packed rows: two more arrays would not fit into the registers that hold addresses. */
  int DEPTH = 8;

  /**
   * Columns of a tile: so many that the packed rows and one of the result stay in a first cache.
   */
  int WIDTH = 256;

  /** A row of zeros. */
  A row(int width);

  /** row ← beta·(count entries of c), or 0 where beta = 0. */
  void load(double beta, A c, int at, int stride, int count, A row);

  /** Entries of c ← row. */
  void store(A row, A c, int at, int stride, int count);

  /** The packed rows ← entries of b, row by row; the rows from depth on are 0. */
  void pack(A b, int at, int rowStride, int columnStride, int depth, int count);

  /** row ← row + alpha·Σ_l a_l·(packed row l) over the depth, each a_l times alpha first. */
  void add(double alpha, A a, int at, int stride, int depth, int count, A row);
}
