package org.theoria.backend.cuda;

import org.theoria.backend.DeviceMatrix;
import org.theoria.backend.Lifetime;

/**
 * A matrix in the device's memory, row by row.
 *
 * @param owner the session that made it
 * @param address where it begins, until the lifetime ends
 */
record CudaMatrix(CudaSession owner, int rows, int columns, long address, Lifetime lifetime)
    implements DeviceMatrix {

  int size() {
    return rows * columns;
  }
}
