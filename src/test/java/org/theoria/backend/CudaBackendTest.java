package org.theoria.backend;

import org.theoria.backend.cuda.TestedCuda;

/**
 * CUDA keeps the contract on the device that is there, or else on the processor where {@link
 * TestedCuda} is told to; skipped, with the reason, where neither is.
 */
final class CudaBackendTest extends BackendContract {
  @Override
  Backend backend() {
    return TestedCuda.backend();
  }

  @Override
  HeldMemory heldMemory() {
    return TestedCuda.heldMemory();
  }

  @Override
  boolean mayBeAbsent() {
    return true;
  }
}
