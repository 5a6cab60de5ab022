package org.theoria.network.rank;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Network;

/**
 * The rank as it is usually computed: the singular values of the Jacobian matrix in doubles that
 * are above σ_max · max(rows, columns) · 2⁻⁵² (the threshold of MATLAB's rank and of NumPy's
 * matrix_rank). For softmax outputs the matrix is that of softmax, n·K rows. Nothing is proven by
 * it.
 *
 * @param rank how many are above the threshold
 * @param threshold the threshold
 * @param largest σ_max
 * @param above the smallest singular value above it, 0 where none is
 * @param below the largest one that is not, 0 where all are above
 */
public record DoubleRank(int rank, double threshold, double largest, double above, double below) {
  /** Multiplications that singular values may cost: some minutes. */
  public static final double MOST = 4e10;

  /** rows · columns · min(rows, columns). */
  public static double cost(int rows, int columns) {
    return (double) rows * columns * Math.min(rows, columns);
  }

  /**
   * The rank by singular values.
   *
   * @throws ArithmeticException where the singular values are not found
   */
  public static DoubleRank of(FrozenPattern pattern, RationalMatrix x, OutputRows rows) {
    return of(jacobian(pattern.network(), x, rows));
  }

  /**
   * The rank of a matrix by singular values.
   *
   * @param matrix is overwritten
   * @throws ArithmeticException where the singular values are not found
   */
  public static DoubleRank of(DMatrixRMaj matrix) {
    if (matrix.numRows == 0) {
      return new DoubleRank(0, 0, 0, 0, 0);
    }
    return of(
        matrix, DecompositionFactory_DDRM.svd(matrix.numRows, matrix.numCols, false, false, true));
  }

  /**
   * The rank of a matrix of at least one row by singular values.
   *
   * @param matrix is overwritten
   * @param svd with memory for a matrix of at least this size
   * @throws ArithmeticException where the singular values are not found
   */
  public static DoubleRank of(DMatrixRMaj matrix, SingularValueDecomposition_F64<DMatrixRMaj> svd) {
    int larger = Math.max(matrix.numRows, matrix.numCols);
    if (!svd.decompose(matrix)) {
      throw new ArithmeticException("singular values: the iteration does not converge");
    }
    double[] values = svd.getSingularValues();
    double largest = 0;
    for (int i = 0; i < svd.numberOfSingularValues(); i++) {
      largest = Math.max(largest, values[i]);
    }
    double threshold = largest * larger * 0x1p-52;
    int rank = 0;
    double above = Double.POSITIVE_INFINITY;
    double below = 0;
    for (int i = 0; i < svd.numberOfSingularValues(); i++) {
      if (values[i] > threshold) {
        rank++;
        above = Math.min(above, values[i]);
      } else {
        below = Math.max(below, values[i]);
      }
    }
    return new DoubleRank(rank, threshold, largest, rank == 0 ? 0 : above, below);
  }

  /** The Jacobian matrix by doubles alone, their own signs of the pre-activations included. */
  private static DMatrixRMaj jacobian(Network f, RationalMatrix x, OutputRows rows) {
    int depth = f.depth();
    int outputs = f.architecture().outputs();
    double[][][] w = new double[depth][][];
    double[][][] b = new double[depth][][];
    for (int h = 1; h <= depth; h++) {
      w[h - 1] = f.weight(h).toDoubles();
      b[h - 1] = f.bias(h).toDoubles();
    }
    double[][] inputs = x.transpose().toDoubles();
    DMatrixRMaj result = new DMatrixRMaj(x.columns() * outputs, f.architecture().parameterCount());
    for (int j = 0; j < inputs.length; j++) {
      double[][] layers = new double[depth][];
      double[][] slopes = new double[depth][];
      double[] layer = inputs[j];
      for (int h = 0; h < depth; h++) {
        layers[h] = layer;
        double[] next = new double[w[h].length];
        slopes[h] = new double[next.length];
        for (int i = 0; i < next.length; i++) {
          double z = b[h][i][0];
          for (int l = 0; l < layer.length; l++) {
            z += w[h][i][l] * layer[l];
          }
          slopes[h][i] = FrozenPattern.slope(f.activation(h + 1), z >= 0).doubleValue();
          next[i] = slopes[h][i] * z;
        }
        layer = next;
      }
      for (int k = 0; k < outputs; k++) {
        double[] row = new double[w[depth - 1].length];
        row[k] = slopes[depth - 1][k];
        int end = result.numCols;
        for (int h = depth - 1; h >= 0; h--) {
          int biases = end - row.length;
          end = biases - row.length * layers[h].length;
          for (int i = 0; i < row.length; i++) {
            for (int l = 0; l < layers[h].length; l++) {
              result.set(j * outputs + k, end + i * layers[h].length + l, row[i] * layers[h][l]);
            }
            result.set(j * outputs + k, biases + i, row[i]);
          }
          if (h > 0) {
            row = pulled(row, w[h], slopes[h - 1]);
          }
        }
      }
      if (rows == OutputRows.SOFTMAX) {
        SoftmaxRows.pull(layer, result.data, j * outputs * result.numCols, result.numCols);
      }
    }
    return result;
  }

  private static double[] pulled(double[] row, double[][] w, double[] slopes) {
    double[] result = new double[slopes.length];
    for (int i = 0; i < result.length; i++) {
      double sum = 0;
      for (int l = 0; l < row.length; l++) {
        sum += row[l] * w[l][i];
      }
      result[i] = sum * slopes[i];
    }
    return result;
  }
}
