package org.theoria.network.rank.bulk;

import org.theoria.network.Architecture;
import org.theoria.network.rank.OutputRows;

/**
 * Patterns and Jacobian matrix of a {@link GridNetwork} in machine words; no memory allocated after
 * construction. On a kink the slope is that of pre-activations ≥ 0, as in the course (slide 73).
 */
public final class GridJacobian {
  private final Grid grid;
  private final int depth;
  private final int[] widths;
  private final int[] firstColumn;
  private final boolean hasKink;
  private final long[] biasUnits;
  private final long[] masks;
  private final long[][] layers;
  private final long[] back;
  private final long[] pulled;
  private final long[][] rows;
  private OutputRows outputs = OutputRows.LOGITS;
  private int kinks;
  private int examples;
  private int count;

  /**
   * @param grid of the networks
   * @param mostExamples the most examples
   */
  public GridJacobian(Grid grid, int mostExamples) {
    Architecture a = grid.architecture();
    this.grid = grid;
    this.depth = a.depth();
    this.widths = new int[depth + 1];
    this.firstColumn = new int[depth + 1];
    this.hasKink = grid.slopes().positive() != grid.slopes().negative();
    this.biasUnits = new long[depth + 1];
    this.layers = new long[depth][];
    int largest = 0;
    int column = 0;
    for (int h = 0; h <= depth; h++) {
      widths[h] = a.width(h);
      largest = Math.max(largest, widths[h]);
      if (h < depth) {
        layers[h] = new long[widths[h]];
      }
      if (h > 0) {
        firstColumn[h] = column;
        column += widths[h] * (widths[h - 1] + 1);
      }
      if (h > 0 && h < depth) {
        biasUnits[h] = grid.biasUnit(h);
      }
    }
    this.back = new long[largest];
    this.pulled = new long[largest];
    this.masks = new long[mostExamples];
    this.rows = new long[mostExamples * widths[depth]][grid.columns()];
  }

  /**
   * Computes patterns and matrix.
   *
   * @throws IllegalArgumentException where a number is outside the grid
   */
  public void of(GridNetwork network, OutputRows rowsOf) {
    if (!network.grid().equals(grid)) {
      throw new IllegalArgumentException("Jacobian matrix: the network is on another grid");
    }
    network.requireInside();
    examples = network.examples();
    outputs = rowsOf;
    kinks = 0;
    count = 0;
    for (int j = 0; j < examples; j++) {
      System.arraycopy(network.inputs(), j * widths[0], layers[0], 0, widths[0]);
      masks[j] = forward(network);
      for (int k = 0; k < outputs.count(widths[depth]); k++) {
        row(network, masks[j], k, rows[count++]);
      }
    }
  }

  /** Fills the hidden layers; the mask of neurons with a pre-activation ≥ 0, first layer lowest. */
  private long forward(GridNetwork network) {
    long mask = 0;
    int bit = 0;
    for (int h = 1; h < depth; h++) {
      long[] before = layers[h - 1];
      for (int i = 0; i < widths[h]; i++) {
        long z = preActivation(network, h, i, before);
        boolean positive = z >= 0;
        kinks += hasKink && z == 0 ? 1 : 0;
        mask |= positive ? 1L << bit : 0;
        bit++;
        layers[h][i] = z * (positive ? grid.slopes().positive() : grid.slopes().negative());
      }
    }
    return mask;
  }

  private long preActivation(GridNetwork network, int h, int i, long[] before) {
    long[] w = network.weights(h);
    long z = network.biases(h)[i] * biasUnits[h];
    for (int l = 0; l < widths[h - 1]; l++) {
      z += w[i * widths[h - 1] + l] * before[l];
    }
    return z;
  }

  /** The gradient of output k, or of its difference from the last, where the layers are filled. */
  private void row(GridNetwork network, long mask, int k, long[] row) {
    int width = widths[depth];
    for (int i = 0; i < width; i++) {
      back[i] = i == k ? 1 : 0;
    }
    if (outputs == OutputRows.SOFTMAX) {
      back[width - 1] = -1;
    }
    int bit = grid.architecture().hiddenCount();
    for (int h = depth; h >= 1; h--) {
      write(row, h);
      if (h > 1) {
        bit -= widths[h - 1];
        pull(network.weights(h), h, mask >>> bit);
      }
    }
  }

  private void write(long[] row, int h) {
    int at = firstColumn[h];
    long[] f = layers[h - 1];
    for (int i = 0; i < widths[h]; i++) {
      for (int l = 0; l < widths[h - 1]; l++) {
        row[at++] = back[i] * f[l];
      }
    }
    System.arraycopy(back, 0, row, at, widths[h]);
  }

  /** back ← slope ∘ (back · W_h). */
  private void pull(long[] w, int h, long mask) {
    int before = widths[h - 1];
    for (int l = 0; l < before; l++) {
      long sum = 0;
      for (int i = 0; i < widths[h]; i++) {
        sum += back[i] * w[i * before + l];
      }
      pulled[l] =
          sum * ((mask >>> l & 1) != 0 ? grid.slopes().positive() : grid.slopes().negative());
    }
    System.arraycopy(pulled, 0, back, 0, before);
  }

  /**
   * The matrix, n·K rows (the K of an example one after the other; n·(K − 1) differences for
   * softmax outputs, see {@link OutputRows}) of |E| + |B| columns: W_1 row by row, b_1, W_2, …,
   * every column multiplied by a constant, see {@link Grid}. Overwritten by the next network.
   */
  public long[][] rows() {
    return rows;
  }

  /** n·K, or n·(K − 1). */
  public int count() {
    return count;
  }

  /** |E| + |B|. */
  public int columns() {
    return grid.columns();
  }

  /** The mask of example j: which hidden neurons have a pre-activation ≥ 0, first layer lowest. */
  public long mask(int j) {
    return masks[j];
  }

  /** How many pre-activations of hidden neurons are exactly 0 where the activation has a kink. */
  public int kinks() {
    return kinks;
  }

  /** |𝒜|: the number of distinct masks. */
  public int patterns() {
    int distinct = 0;
    for (int j = 0; j < examples; j++) {
      boolean isNew = true;
      for (int i = 0; i < j && isNew; i++) {
        isNew = masks[i] != masks[j];
      }
      distinct += isNew ? 1 : 0;
    }
    return distinct;
  }

  /** How many hidden neurons are negative on every example. */
  public int neverPositive() {
    long any = 0;
    for (int j = 0; j < examples; j++) {
      any |= masks[j];
    }
    return grid.architecture().hiddenCount() - Long.bitCount(any);
  }
}
