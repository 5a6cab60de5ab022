package org.theoria.backend.ejml;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.theoria.backend.DeviceMatrix;
import org.theoria.backend.Form;

/**
 * Entries of a matrix as doubles, whatever the format in which they are stored. Elementwise
 * operations are written once against this: a float32 entry is computed in double and rounded once.
 */
sealed interface EjmlMatrix extends DeviceMatrix {

  /** The session that made it. */
  EjmlSession owner();

  /** Entry k, row by row. */
  double at(int k);

  /** Sets entry k, row by row, rounded to the format. */
  void put(int k, double value);

  /** The number of entries. */
  default int size() {
    return rows() * columns();
  }

  /** Entry (i, j). */
  default double at(int i, int j) {
    return at(i * columns() + j);
  }

  /** this ← this + alpha·op(a)·op(b), with the roundings of the format; all of one format. */
  void addProduct(double alpha, EjmlMatrix a, Form formA, EjmlMatrix b, Form formB);

  /** Stored as doubles. */
  record Float64(EjmlSession owner, DMatrixRMaj matrix) implements EjmlMatrix {
    @Override
    public int rows() {
      return matrix.numRows;
    }

    @Override
    public int columns() {
      return matrix.numCols;
    }

    @Override
    public double at(int k) {
      return matrix.data[k];
    }

    @Override
    public void put(int k, double value) {
      matrix.data[k] = value;
    }

    @Override
    public void addProduct(double alpha, EjmlMatrix a, Form formA, EjmlMatrix b, Form formB) {
      DMatrixRMaj x = ((Float64) a).matrix;
      DMatrixRMaj y = ((Float64) b).matrix;
      if (formA == Form.PLAIN) {
        if (formB == Form.PLAIN) {
          CommonOps_DDRM.multAdd(alpha, x, y, matrix);
        } else {
          CommonOps_DDRM.multAddTransB(alpha, x, y, matrix);
        }
      } else if (formB == Form.PLAIN) {
        CommonOps_DDRM.multAddTransA(alpha, x, y, matrix);
      } else {
        CommonOps_DDRM.multAddTransAB(alpha, x, y, matrix);
      }
    }
  }

  /**
   * Stored as floats. EJML's products of floats are in an archive of their own; the loop here is
   * what it would do at these sizes.
   */
  record Float32(EjmlSession owner, FMatrixRMaj matrix) implements EjmlMatrix {
    @Override
    public int rows() {
      return matrix.numRows;
    }

    @Override
    public int columns() {
      return matrix.numCols;
    }

    @Override
    public double at(int k) {
      return matrix.data[k];
    }

    @Override
    public void put(int k, double value) {
      matrix.data[k] = (float) value;
    }

    @Override
    public void addProduct(double alpha, EjmlMatrix a, Form formA, EjmlMatrix b, Form formB) {
      float[] x = ((Float32) a).matrix.data;
      float[] y = ((Float32) b).matrix.data;
      int inner = formA == Form.PLAIN ? a.columns() : a.rows();
      int n = columns();
      float[] sums = new float[n];
      for (int i = 0; i < rows(); i++) {
        Arrays.fill(sums, 0);
        for (int l = 0; l < inner; l++) {
          float factor = formA == Form.PLAIN ? x[i * inner + l] : x[l * rows() + i];
          if (formB == Form.PLAIN) {
            for (int j = 0; j < n; j++) {
              sums[j] += factor * y[l * n + j];
            }
          } else {
            for (int j = 0; j < n; j++) {
              sums[j] += factor * y[j * inner + l];
            }
          }
        }
        for (int j = 0; j < n; j++) {
          matrix.data[i * n + j] += (float) alpha * sums[j];
        }
      }
    }
  }
}
