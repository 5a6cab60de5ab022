package org.theoria.backend.cuda;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;
import org.theoria.backend.Form;
import org.theoria.backend.Precision;

/** The matrix product, by cuBLAS where it is there, else by the kernels of product.cuh. */
final class Product implements AutoCloseable {
  private static final int SIDE = 16;
  private static final int SMALL_TILE = 32;
  private static final int LARGE_TILE = 64;

  private final Engine engine;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment scalars = arena.allocate(ValueLayout.JAVA_DOUBLE, 2);
  private final Optional<Handle> handle;

  /** An open cuBLAS. */
  private record Handle(Cublas cublas, long id) {}

  /**
   * @param products cuBLAS, or nothing for our own kernels
   */
  Product(Engine engine, Optional<Cublas> products) {
    this.engine = engine;
    this.handle = products.map(c -> new Handle(c, engine.open(c)));
  }

  /** c ← α·op(a)·op(b) + β·c; c is not empty. */
  void run(
      double alpha, CudaMatrix a, Form formA, CudaMatrix b, Form formB, double beta, CudaMatrix c) {
    int inner = formA == Form.PLAIN ? a.columns() : a.rows();
    // cuBLAS does not read a and b where α is 0, and would lose a NaN
    if (handle.isPresent() && inner > 0 && alpha != 0) {
      Handle h = handle.get();
      boolean doubles = engine.precision() == Precision.FLOAT64;
      if (doubles) {
        scalars.setAtIndex(ValueLayout.JAVA_DOUBLE, 0, alpha);
        scalars.setAtIndex(ValueLayout.JAVA_DOUBLE, 1, beta);
      } else {
        scalars.set(ValueLayout.JAVA_FLOAT, 0, (float) alpha);
        scalars.set(ValueLayout.JAVA_FLOAT, 8, (float) beta);
      }
      // row by row is column by column of the transposed: cᵀ ← α·op(b)ᵀ·op(a)ᵀ + β·cᵀ
      engine.enter();
      h.cublas()
          .multiply(
              h.id(),
              doubles,
              scalars,
              c.columns(),
              c.rows(),
              inner,
              new Cublas.Factor(b.address(), formB == Form.TRANSPOSED, b.columns()),
              new Cublas.Factor(a.address(), formA == Form.TRANSPOSED, a.columns()),
              c.address());
      return;
    }
    boolean large = tiles(c, LARGE_TILE) >= engine.device().processors();
    int tile = large ? LARGE_TILE : SMALL_TILE;
    engine
        .call(large ? "multiply_64" : "multiply_32")
        .real(alpha)
        .buffer(a.address())
        .integer(formA == Form.PLAIN ? a.columns() : 1)
        .integer(formA == Form.PLAIN ? 1 : a.columns())
        .buffer(b.address())
        .integer(formB == Form.PLAIN ? b.columns() : 1)
        .integer(formB == Form.PLAIN ? 1 : b.columns())
        .real(beta)
        .buffer(c.address())
        .integer(c.rows())
        .integer(c.columns())
        .integer(inner)
        .integer(tiles(c.columns(), tile))
        .run(Math.toIntExact(tiles(c, tile)), SIDE, SIDE, 0);
  }

  private static int tiles(int length, int tile) {
    return (int) (((long) length + tile - 1) / tile);
  }

  private static long tiles(CudaMatrix c, int tile) {
    return (long) tiles(c.rows(), tile) * tiles(c.columns(), tile);
  }

  @Override
  public void close() {
    handle.ifPresent(h -> h.cublas().destroy(h.id()));
    arena.close();
  }
}
