package org.theoria.backend;

import org.junit.jupiter.api.Test;
import org.theoria.backend.ejml.EjmlBackend;

/** The embedded backend keeps the contract. */
final class EjmlBackendTest extends BackendContract {
  @Override
  Backend backend() {
    return new EjmlBackend();
  }

  @Test
  void moreThanTheHeapIsRefused() {
    refusesWhatTheHeapCannotHold();
  }
}
