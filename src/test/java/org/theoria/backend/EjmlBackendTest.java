package org.theoria.backend;

import org.theoria.backend.ejml.EjmlBackend;

/** The embedded backend keeps the contract. */
final class EjmlBackendTest extends BackendContract {
  @Override
  Backend backend() {
    return new EjmlBackend();
  }
}
