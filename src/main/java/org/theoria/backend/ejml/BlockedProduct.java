package org.theoria.backend.ejml;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.theoria.backend.Workers;

/**
 * The product c ← α·a·b + β·c in plain Java, in blocks that stay in the caches. Each entry is
 * summed in one order that depends on the shape alone: eight products at a time in the order of a,
 * so results do not depend on threads or machines. EJML's own products are several times slower at
 * the sizes of training: they follow one row of each factor, and the compiler does not vectorise
 * them.
 *
 * @param <A> double[] or float[]
 */
final class BlockedProduct<A> {
  /** Rows of the result in one block: with {@link Tile#WIDTH} columns half of a second cache. */
  private static final int ROWS = 64;

  /** Fewer columns than this are not worth a vector loop where there are more rows. */
  private static final int NARROW = 64;

  /** Fewer multiplications than these take less time than waking a thread. */
  private static final double SHORTEST = 0x1p19;

  private final Workers workers;
  private final IntFunction<Tile<A>> tiles;

  /**
   * @param tiles makes a tile of so many columns
   */
  BlockedProduct(Workers workers, IntFunction<Tile<A>> tiles) {
    this.workers = workers;
    this.tiles = tiles;
  }

  /**
   * A matrix as it is read: entry (i, j) is at i·rowStride + j·columnStride.
   *
   * @param entries double[] or float[]
   */
  record Operand<A>(A entries, int rowStride, int columnStride) {
    Operand<A> transposed() {
      return new Operand<>(entries, columnStride, rowStride);
    }

    int at(int i, int j) {
      return i * rowStride + j * columnStride;
    }
  }

  /** A part of the result. */
  private record Block(int row, int rows, int column, int columns) {}

  /**
   * c ← alpha·a·b + beta·c; c, of rows × columns, is not read where beta = 0.
   *
   * @param inner the columns of a
   */
  void run(
      double alpha,
      Operand<A> a,
      Operand<A> b,
      double beta,
      Operand<A> c,
      int rows,
      int columns,
      int inner) {
    if (columns < NARROW && rows > columns) {
      blockwise(alpha, b.transposed(), a.transposed(), beta, c.transposed(), columns, rows, inner);
    } else {
      blockwise(alpha, a, b, beta, c, rows, columns, inner);
    }
  }

  private void blockwise(
      double alpha,
      Operand<A> a,
      Operand<A> b,
      double beta,
      Operand<A> c,
      int rows,
      int columns,
      int inner) {
    List<Block> blocks = blocks(rows, columns);
    boolean alone = (double) rows * columns * inner < SHORTEST;
    if (alone) {
      blocks.forEach(block -> run(alpha, a, b, beta, c, inner, block));
    } else {
      workers.tasks(blocks.size(), i -> run(alpha, a, b, beta, c, inner, blocks.get(i)));
    }
  }

  private static List<Block> blocks(int rows, int columns) {
    if (rows == 0 || columns == 0) {
      return List.of();
    }
    int across = (columns + Tile.WIDTH - 1) / Tile.WIDTH;
    int width = (columns + across - 1) / across;
    List<Block> blocks = new ArrayList<>();
    for (int j = 0; j < columns; j += width) {
      for (int i = 0; i < rows; i += ROWS) {
        blocks.add(new Block(i, Math.min(ROWS, rows - i), j, Math.min(width, columns - j)));
      }
    }
    return blocks;
  }

  private void run(
      double alpha, Operand<A> a, Operand<A> b, double beta, Operand<A> c, int inner, Block block) {
    Tile<A> tile = tiles.apply(block.columns());
    List<A> sums = new ArrayList<>();
    for (int i = 0; i < block.rows(); i++) {
      A row = tile.row(block.columns());
      int at = c.at(block.row() + i, block.column());
      tile.load(beta, c.entries(), at, c.columnStride(), block.columns(), row);
      sums.add(row);
    }
    for (int l = 0; l < inner; l += Tile.DEPTH) {
      int depth = Math.min(Tile.DEPTH, inner - l);
      int from = b.at(l, block.column());
      tile.pack(b.entries(), from, b.rowStride(), b.columnStride(), depth, block.columns());
      for (int i = 0; i < block.rows(); i++) {
        int at = a.at(block.row() + i, l);
        tile.add(alpha, a.entries(), at, a.columnStride(), depth, block.columns(), sums.get(i));
      }
    }
    for (int i = 0; i < block.rows(); i++) {
      int at = c.at(block.row() + i, block.column());
      tile.store(sums.get(i), c.entries(), at, c.columnStride(), block.columns());
    }
  }
}
