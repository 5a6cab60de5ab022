package org.theoria.backend.cuda;

import org.theoria.backend.DeviceMatrix;

/**
 * A matrix in the device's memory, row by row.
 *
 * @param owner the session that made it
 * @param address where it begins
 */
record CudaMatrix(CudaSession owner, int rows, int columns, long address) implements DeviceMatrix {

  int size() {
    return rows * columns;
  }
}
