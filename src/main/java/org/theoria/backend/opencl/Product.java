package org.theoria.backend.opencl;

import java.util.List;
import org.theoria.backend.Room;

/** The matrix product by one of the two kernels of {@code product.cl}. */
final class Product {
  /** Rows of a tile: with two vectors a row, twelve of the sixteen registers of AVX hold sums. */
  private static final int TILE_ROWS = 6;

  /** Bytes of a tile's row: two vectors of AVX, one of AVX-512. */
  private static final int TILE_BYTES = 64;

  /** Rows of a block in tiles. */
  private static final int BLOCK_DOWN = 16;

  /** Bytes of a block's row. */
  private static final int BLOCK_BYTES = 512;

  /** Terms of a sum at a time: 8·256·(96 + 64) bytes of the factors are in a second cache. */
  private static final int BLOCK_INNER = 256;

  private static final int LOCAL_SIDE = 16;
  private static final int LOCAL_TILE = 64;

  private final Engine engine;
  private final ClProgram program;
  private final boolean strips;
  private final Room left;
  private final Room right;

  /**
   * @param strips whether by strips, for processors; else by local memory, for graphics processors
   */
  Product(Engine engine, ClProgram program, boolean strips) {
    this.engine = engine;
    this.program = program;
    this.strips = strips;
    this.left = engine.room();
    this.right = engine.room();
  }

  private static int tileColumns(int bytes) {
    return TILE_BYTES / bytes;
  }

  /** What product.cl wants to be defined. */
  static List<String> definitions(int bytes) {
    return List.of(
        "TILE_ROWS=" + TILE_ROWS,
        "TILE_COLUMNS=" + tileColumns(bytes),
        "BLOCK_DOWN=" + BLOCK_DOWN,
        "BLOCK_ACROSS=" + BLOCK_BYTES / TILE_BYTES,
        "BLOCK_INNER=" + BLOCK_INNER);
  }

  /**
   * A factor as it is read.
   *
   * @param buffer row by row
   * @param outer stride along the rows or columns of the result
   * @param inner stride along the sum
   */
  record Factor(long buffer, int outer, int inner) {}

  /** c ← α·a·b + β·c; c is rows × columns, and not empty. */
  void run(
      double alpha, Factor a, Factor b, double beta, long c, int rows, int columns, int inner) {
    if (!strips) {
      program
          .call("multiply_local")
          .real(alpha)
          .buffer(a.buffer())
          .integer(a.outer())
          .integer(a.inner())
          .buffer(b.buffer())
          .integer(b.inner())
          .integer(b.outer())
          .real(beta)
          .buffer(c)
          .integer(rows)
          .integer(columns)
          .integer(inner)
          .run(
              new long[] {
                (long) tiles(columns, LOCAL_TILE) * LOCAL_SIDE,
                (long) tiles(rows, LOCAL_TILE) * LOCAL_SIDE
              },
              new long[] {LOCAL_SIDE, LOCAL_SIDE});
      return;
    }
    int width = tileColumns(engine.precision().bytes());
    int down = tiles(rows, TILE_ROWS);
    int across = tiles(columns, width);
    int bytes = engine.precision().bytes();
    long ofA = left.of((long) down * TILE_ROWS * inner * bytes);
    long ofB = right.of((long) across * width * inner * bytes);
    pack("pack_left", a, rows, inner, down, ofA);
    pack("pack_right", b, columns, inner, across, ofB);
    program
        .call("multiply_strips")
        .real(alpha)
        .buffer(ofA)
        .buffer(ofB)
        .real(beta)
        .buffer(c)
        .integer(rows)
        .integer(columns)
        .integer(inner)
        .run(
            new long[] {tiles(down, BLOCK_DOWN), tiles(across, BLOCK_BYTES / TILE_BYTES)},
            new long[] {1, 1});
  }

  private void pack(String kernel, Factor f, int outer, int inner, int tiles, long to) {
    if (inner > 0) {
      long group = Math.min(64, engine.device().group());
      program
          .call(kernel)
          .buffer(f.buffer())
          .integer(f.outer())
          .integer(f.inner())
          .integer(outer)
          .integer(inner)
          .buffer(to)
          .run(new long[] {(inner + group - 1) / group * group, tiles}, new long[] {group, 1});
    }
  }

  private static int tiles(int length, int tile) {
    return (length + tile - 1) / tile;
  }
}
