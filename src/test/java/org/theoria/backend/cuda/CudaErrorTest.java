package org.theoria.backend.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.theoria.backend.BackendException;

final class CudaErrorTest {
  private static final CudaError.Place PLACE =
      new CudaError.Place("relu", "a card", 3L << 20, 8L << 30);

  @Test
  void successIsNoError() {
    CudaError.check(CudaError.SUCCESS, "CUDA_SUCCESS", PLACE);
  }

  @Test
  void memory() {
    assertEquals(
        "cuda: relu: out of device memory on a card, which has 8.0 GiB, of which this session holds"
            + " 3 MiB (CUDA_ERROR_OUT_OF_MEMORY, 2)",
        assertThrows(
                BackendException.class,
                () -> CudaError.check(CudaError.OUT_OF_MEMORY, "CUDA_ERROR_OUT_OF_MEMORY", PLACE))
            .getMessage());
  }

  /** Errors after which the driver refuses every call: the context is dead. */
  @ParameterizedTest
  @ValueSource(ints = {46, 201, 214, 700, 702, 709, 715, 716, 719, 999})
  void lost(int code) {
    assertEquals(
        "cuda: relu: the device a card was lost, here or in an operation before; what was in its"
            + " memory is gone, and this program must be started again to use it (CUDA_ERROR_X, "
            + code
            + ")",
        CudaError.message(code, "CUDA_ERROR_X", PLACE));
  }

  @Test
  void whateverElse() {
    assertEquals(
        "cuda: relu: the driver of a card reports an error (CUDA_ERROR_INVALID_VALUE, 1)",
        CudaError.message(1, "CUDA_ERROR_INVALID_VALUE", PLACE));
    assertEquals("CUBLAS_STATUS_ARCH_MISMATCH", Cublas.name(8));
  }
}
