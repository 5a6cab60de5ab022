package org.theoria.backend.ejml;

import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;
import org.theoria.backend.DeviceMatrix;
import org.theoria.backend.Lifetime;

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

  /** Lets go of the entries. */
  void drop();

  /** The number of entries. */
  default int size() {
    return rows() * columns();
  }

  /** Entry (i, j). */
  default double at(int i, int j) {
    return at(i * columns() + j);
  }

  /** Stored as doubles. */
  record Float64(EjmlSession owner, DMatrixRMaj matrix, Lifetime lifetime) implements EjmlMatrix {
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
    public void drop() {
      matrix.data = new double[0];
    }
  }

  /** Stored as floats. */
  record Float32(EjmlSession owner, FMatrixRMaj matrix, Lifetime lifetime) implements EjmlMatrix {
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
    public void drop() {
      matrix.data = new float[0];
    }
  }
}
