package org.theoria.backend;

import org.theoria.backend.opencl.HeldContexts;
import org.theoria.backend.opencl.OpenClBackend;

/**
 * OpenCL keeps the contract on whatever device is there; skipped, with the reason, where none is.
 */
final class OpenClBackendTest extends BackendContract {
  @Override
  Backend backend() {
    return new OpenClBackend();
  }

  @Override
  HeldMemory heldMemory() {
    return new HeldContexts();
  }

  @Override
  boolean mayBeAbsent() {
    return true;
  }
}
