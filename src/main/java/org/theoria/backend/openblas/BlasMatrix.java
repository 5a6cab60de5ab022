package org.theoria.backend.openblas;

import org.theoria.backend.DeviceMatrix;

/**
 * A matrix in a Java array, row by row.
 *
 * @param owner the session that made it
 * @param entries double[] or float[]
 */
record BlasMatrix<A>(OpenBlasSession<A> owner, int rows, int columns, A entries)
    implements DeviceMatrix {

  int size() {
    return rows * columns;
  }
}
