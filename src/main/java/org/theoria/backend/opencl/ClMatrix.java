package org.theoria.backend.opencl;

import org.theoria.backend.DeviceMatrix;
import org.theoria.backend.Lifetime;

/**
 * A matrix in a buffer, row by row.
 *
 * @param owner the session that made it
 * @param buffer the handle, until the lifetime ends
 */
record ClMatrix(OpenClSession owner, int rows, int columns, long buffer, Lifetime lifetime)
    implements DeviceMatrix {

  int size() {
    return rows * columns;
  }
}
