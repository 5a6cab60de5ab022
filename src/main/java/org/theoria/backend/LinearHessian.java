package org.theoria.backend;

/**
 * The Hessian of E(W) = ‖W_H⋯W₁X − Y‖² in closed form, in the units of {@link PointScale} and
 * divided by its scale, so that every entry is at most 1. With the chains of {@link LinearChains},
 *
 * <pre>  ∂²E/∂(W_g)_{ai}∂(W_h)_{bj} = 2 (A_gᵀA_h)_{ab} (B_gΣ_XX B_hᵀ)_{ij}
 *                             + 2 (C_gh)_{ja} (A_hᵀ M B_gᵀ)_{bi}      for g &lt; h only</pre>
 *
 * (the first term is the Gauss-Newton part, all of a diagonal block). The factors of all blocks are
 * three products: A = [A₁ … A_H] (n_H × Σn_h) and B = [B₁; …; B_H] (Σn_{h−1} × n₀) give AᵀA,
 * BΣ_XXBᵀ and AᵀMBᵀ. The matrix itself is never formed: an elimination asks for its diagonal, and
 * for the columns that it needs, at two multiplications and an addition an entry.
 */
final class LinearHessian implements PivotedElimination.Columns {
  private final LinearChains chains;
  private final int depth;
  private final int rows;
  private final int columns;
  private final int[] layer;
  private final int[] rowOf;
  private final int[] columnOf;
  private final int[] rowStart;
  private final int[] columnStart;
  private final double[] above;
  private final double[] below;
  private final double[] outer;
  private final double[] inner;
  private final double[] mixed;
  private final double[] work;
  private final double[] unit;
  private double inverseScale;

  LinearHessian(LinearChains chains) {
    this.chains = chains;
    this.depth = chains.depth();
    this.rowStart = new int[depth + 2];
    this.columnStart = new int[depth + 2];
    this.layer = new int[chains.count()];
    this.rowOf = new int[chains.count()];
    this.columnOf = new int[chains.count()];
    for (int h = 1; h <= depth; h++) {
      rowStart[h + 1] = rowStart[h] + chains.width(h);
      columnStart[h + 1] = columnStart[h] + chains.width(h - 1);
      java.util.Arrays.fill(layer, chains.start(h), chains.start(h + 1), h);
    }
    for (int h = 1, k = 0; h <= depth; h++) {
      for (int b = 0; b < chains.width(h); b++) {
        for (int j = 0; j < chains.width(h - 1); j++) {
          rowOf[k] = rowStart[h] + b;
          columnOf[k++] = columnStart[h] + j;
        }
      }
    }
    this.rows = rowStart[depth + 1];
    this.columns = columnStart[depth + 1];
    int in = chains.width(0);
    int out = chains.width(depth);
    this.above = new double[out * rows];
    this.below = new double[columns * in];
    this.outer = new double[rows * rows];
    this.inner = new double[columns * columns];
    this.mixed = new double[rows * columns];
    this.work = new double[in * Math.max(rows, columns)];
    this.unit = new double[depth + 1];
  }

  /** Computes the factors at the point where the chains are. */
  void prepare(PointScale scale) {
    int in = chains.width(0);
    int out = chains.width(depth);
    for (int h = 1; h <= depth; h++) {
      unit[h] = scale.unit(h);
      double[] a = chains.above(h);
      int width = chains.width(h);
      for (int o = 0; o < out; o++) {
        System.arraycopy(a, o * width, above, o * rows + rowStart[h], width);
      }
      System.arraycopy(chains.below(h), 0, below, columnStart[h] * in, chains.width(h - 1) * in);
    }
    inverseScale = 2 / scale.scale();
    SmallProduct.gram(above, outer, rows, out);
    SmallProduct.multiply(below, 0, chains.sample().sigmaXx(), work, columns, in, in);
    SmallProduct.symmetric(work, below, inner, columns, in);
    SmallProduct.transposedTimes(above, chains.residual(), work, rows, out, in);
    SmallProduct.timesTransposed(work, below, mixed, rows, in, columns);
  }

  /** Additions and multiplications of {@link #prepare}. */
  long operations() {
    int in = chains.width(0);
    int out = chains.width(depth);
    return 2L
        * (rows * (rows + 1) / 2 * out
            + columns * in * in
            + columns * (columns + 1) / 2 * in
            + rows * in * out
            + rows * columns * in);
  }

  /** Writes the diagonal, shape [P]; parameters in the order of a point. */
  @Override
  public void diagonal(double[] result) {
    int k = 0;
    for (int h = 1; h <= depth; h++) {
      double factor = inverseScale * unit[h] * unit[h];
      for (int b = rowStart[h]; b < rowStart[h + 1]; b++) {
        double o = factor * outer[b * rows + b];
        for (int j = columnStart[h]; j < columnStart[h + 1]; j++) {
          result[k++] = o * inner[j * columns + j];
        }
      }
    }
  }

  /** Writes column p, shape [P]. */
  @Override
  public void column(int p, double[] result) {
    column(p, depth, result);
  }

  /** Writes at least the entries of column p above the diagonal: the layers up to its own. */
  @Override
  public void upperColumn(int p, double[] result) {
    column(p, layer[p], result);
  }

  private void column(int p, int last, double[] result) {
    int g = layer[p];
    int a = rowOf[p] - rowStart[g];
    int i = columnOf[p] - columnStart[g];
    int row = (rowStart[g] + a) * rows;
    int column = (columnStart[g] + i) * columns;
    int k = 0;
    for (int h = 1; h <= last; h++) {
      double factor = inverseScale * unit[g] * unit[h];
      int q = chains.width(h - 1);
      int first = column + columnStart[h];
      if (h == g) {
        for (int b = rowStart[h]; b < rowStart[h + 1]; b++) {
          double o = factor * outer[row + b];
          for (int j = 0; j < q; j++) {
            result[k++] = o * inner[first + j];
          }
        }
      } else if (h < g) {
        double[] between = chains.between(h, g);
        int width = chains.width(h);
        int mix = (rowStart[g] + a) * columns + columnStart[h];
        for (int b = 0; b < width; b++) {
          double o = factor * outer[row + rowStart[h] + b];
          double c = factor * between[i * width + b];
          for (int j = 0; j < q; j++) {
            result[k++] = o * inner[first + j] + c * mixed[mix + j];
          }
        }
      } else {
        double[] between = chains.between(g, h);
        int width = chains.width(g);
        for (int b = rowStart[h]; b < rowStart[h + 1]; b++) {
          double o = factor * outer[row + b];
          double m = factor * mixed[b * columns + columnStart[g] + i];
          for (int j = 0; j < q; j++) {
            result[k++] = o * inner[first + j] + m * between[j * width + a];
          }
        }
      }
    }
  }

  /** max_h s_h‖∇_h E‖_F / scale: ∇_h E = 2A_hᵀMB_hᵀ is a diagonal block of AᵀMBᵀ. */
  double relativeGradient() {
    double largest = 0;
    for (int h = 1; h <= depth; h++) {
      double sum = 0;
      for (int b = rowStart[h]; b < rowStart[h + 1]; b++) {
        for (int j = columnStart[h]; j < columnStart[h + 1]; j++) {
          sum += mixed[b * columns + j] * mixed[b * columns + j];
        }
      }
      largest = Math.max(largest, unit[h] * Math.sqrt(sum));
    }
    return largest * inverseScale;
  }
}
