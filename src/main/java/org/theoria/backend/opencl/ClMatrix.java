package org.theoria.backend.opencl;

import org.theoria.backend.DeviceMatrix;

/**
 * A matrix in a buffer, row by row.
 *
 * @param owner the session that made it
 * @param buffer the handle
 */
record ClMatrix(OpenClSession owner, int rows, int columns, long buffer) implements DeviceMatrix {

  int size() {
    return rows * columns;
  }
}
