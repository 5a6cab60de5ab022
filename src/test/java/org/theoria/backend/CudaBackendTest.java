package org.theoria.backend;

import org.theoria.backend.cuda.CudaBackend;

/**
 * CUDA keeps the contract on the device that is there; skipped, with the reason, where none is. With
 * {@code -Dtheoria.cuda.driver} of what {@code src/test/cuda/build} makes, the same PTX runs on the
 * processor.
 */
final class CudaBackendTest extends BackendContract {
  @Override
  Backend backend() {
    return new CudaBackend();
  }

  @Override
  boolean mayBeAbsent() {
    return true;
  }
}
