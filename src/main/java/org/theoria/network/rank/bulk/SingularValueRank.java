package org.theoria.network.rank.bulk;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.theoria.network.Architecture;
import org.theoria.network.rank.DoubleRank;
import org.theoria.network.rank.OutputRows;
import org.theoria.network.rank.SoftmaxRows;

/**
 * The rank as it is usually computed, for comparison: network and Jacobian matrix in doubles (for
 * softmax outputs, of softmax: n·K rows), and the number of singular values above the threshold of
 * {@link DoubleRank}. The numbers of the grid are doubles; their products may not be. Nothing is
 * proven by it.
 */
public final class SingularValueRank {
  private final double unit;
  private final int depth;
  private final int[] widths;
  private final double positive;
  private final double negative;
  private final double[][] layers;
  private final double[][] slopes;
  private final double[] back;
  private final double[] pulled;
  private final double[] logits;
  private final DMatrixRMaj matrix;
  private final SingularValueDecomposition_F64<DMatrixRMaj> decomposition;

  /**
   * @param grid of the networks
   * @param mostExamples the most examples
   */
  public SingularValueRank(Grid grid, int mostExamples) {
    Architecture a = grid.architecture();
    this.unit = Math.scalb(1.0, -grid.exponent());
    this.depth = a.depth();
    this.widths = a.widths().stream().mapToInt(Integer::intValue).toArray();
    this.positive = (double) grid.slopes().positive() / grid.slopes().denominator();
    this.negative = (double) grid.slopes().negative() / grid.slopes().denominator();
    this.layers = new double[depth][];
    this.slopes = new double[depth][];
    int largest = 0;
    for (int h = 0; h <= depth; h++) {
      largest = Math.max(largest, widths[h]);
      if (h < depth) {
        layers[h] = new double[widths[h]];
        slopes[h] = new double[widths[h]];
      }
    }
    this.back = new double[largest];
    this.pulled = new double[largest];
    this.logits = new double[widths[depth]];
    int rows = mostExamples * widths[depth];
    this.matrix = new DMatrixRMaj(rows, grid.columns());
    this.decomposition = DecompositionFactory_DDRM.svd(rows, grid.columns(), false, false, true);
  }

  /**
   * The number of singular values above the threshold.
   *
   * @throws ArithmeticException where they are not found
   */
  public int rank(GridNetwork network, OutputRows outputs) {
    int n = network.examples();
    matrix.reshape(n * widths[depth], network.grid().columns());
    for (int j = 0; j < n; j++) {
      for (int l = 0; l < widths[0]; l++) {
        layers[0][l] = network.inputs()[j * widths[0] + l] * unit;
      }
      forward(network);
      for (int k = 0; k < widths[depth]; k++) {
        row(network, j * widths[depth] + k, k);
      }
      if (outputs == OutputRows.SOFTMAX) {
        logits(network);
        SoftmaxRows.pull(logits, matrix.data, j * widths[depth] * matrix.numCols, matrix.numCols);
      }
    }
    return DoubleRank.of(matrix, decomposition).rank();
  }

  private void forward(GridNetwork network) {
    for (int h = 1; h < depth; h++) {
      long[] w = network.weights(h);
      for (int i = 0; i < widths[h]; i++) {
        double z = network.biases(h)[i] * unit;
        for (int l = 0; l < widths[h - 1]; l++) {
          z += w[i * widths[h - 1] + l] * unit * layers[h - 1][l];
        }
        slopes[h][i] = z >= 0 ? positive : negative;
        layers[h][i] = slopes[h][i] * z;
      }
    }
  }

  private void logits(GridNetwork network) {
    int before = widths[depth - 1];
    for (int k = 0; k < logits.length; k++) {
      double z = network.biases(depth)[k] * unit;
      for (int l = 0; l < before; l++) {
        z += network.weights(depth)[k * before + l] * unit * layers[depth - 1][l];
      }
      logits[k] = z;
    }
  }

  private void row(GridNetwork network, int row, int k) {
    for (int i = 0; i < widths[depth]; i++) {
      back[i] = i == k ? 1 : 0;
    }
    int end = matrix.numCols;
    for (int h = depth; h >= 1; h--) {
      int biases = end - widths[h];
      int at = biases - widths[h] * widths[h - 1];
      end = at;
      for (int i = 0; i < widths[h]; i++) {
        for (int l = 0; l < widths[h - 1]; l++) {
          matrix.set(row, at++, back[i] * layers[h - 1][l]);
        }
        matrix.set(row, biases + i, back[i]);
      }
      if (h > 1) {
        pull(network.weights(h), h);
      }
    }
  }

  private void pull(long[] w, int h) {
    int before = widths[h - 1];
    for (int l = 0; l < before; l++) {
      double sum = 0;
      for (int i = 0; i < widths[h]; i++) {
        sum += back[i] * (w[i * before + l] * unit);
      }
      pulled[l] = sum * slopes[h - 1][l];
    }
    System.arraycopy(pulled, 0, back, 0, before);
  }
}
