package org.theoria.backend.openblas;

import java.util.ArrayList;
import java.util.List;
import org.theoria.backend.Form;

/**
 * How a product is cut into parts that threads share: panels of rows of the result, or of columns
 * where there are more of those. The cut depends on the shape alone.
 */
final class Panels {
  /**
   * Rows of a panel that make copying the other factor into OpenBLAS's order (once for each panel)
   * small against the product.
   */
  private static final double WORTH = 128;

  /** Multiplications of a call: some tens of milliseconds, for which it holds off a collection. */
  private static final double LONGEST = 0x1p29;

  /** Fewer multiplications than these take less time than waking a thread. */
  private static final double SHORTEST = 0x1p19;

  /** OpenBLAS's own blocks are multiples of this in most of its kernels. */
  private static final int UNIT = 8;

  private Panels() {}

  /**
   * One panel.
   *
   * @param row its first row of the result
   * @param column its first column of the result
   * @param shape of this part of the product
   */
  record Panel(int row, int column, Blas.Shape shape) {

    /** Where its part of the first factor is. */
    Blas.Place first(int stride, Form form) {
      return new Blas.Place(form == Form.PLAIN ? row * stride : row, stride, form);
    }

    /** Where its part of the second factor is. */
    Blas.Place second(int stride, Form form) {
      return new Blas.Place(form == Form.PLAIN ? column : column * stride, stride, form);
    }

    /** Where its part of the result is. */
    Blas.Place result(int stride) {
      return new Blas.Place(row * stride + column, stride, Form.PLAIN);
    }
  }

  /** The panels of a product, every dimension positive. */
  static List<Panel> of(Blas.Shape s) {
    boolean byRows = s.m() >= s.n();
    int length = byRows ? s.m() : s.n();
    double work = (double) s.m() * s.n() * s.k();
    double wanted = Math.max(work / LONGEST, Math.min(length / WORTH, work / SHORTEST));
    int count = (int) Math.clamp(wanted, 1, Math.max(1, length / UNIT));
    int width = (length + count - 1) / count;
    width = (width + UNIT - 1) / UNIT * UNIT;
    List<Panel> panels = new ArrayList<>();
    for (int from = 0; from < length; from += width) {
      int part = Math.min(width, length - from);
      panels.add(
          byRows
              ? new Panel(from, 0, new Blas.Shape(part, s.n(), s.k()))
              : new Panel(0, from, new Blas.Shape(s.m(), part, s.k())));
    }
    return panels;
  }
}
