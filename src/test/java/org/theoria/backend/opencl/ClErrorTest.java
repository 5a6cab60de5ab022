package org.theoria.backend.opencl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lwjgl.opencl.CL10;

final class ClErrorTest {
  private static final ClError.Place PLACE =
      new ClError.Place("relu_value", "a card (a driver)", 3L << 20, 8L << 30);

  @Test
  void successIsNoError() {
    ClError.check(CL10.CL_SUCCESS, PLACE);
  }

  @ParameterizedTest
  @CsvSource({
    "-4, CL_MEM_OBJECT_ALLOCATION_FAILURE",
    "-5, CL_OUT_OF_RESOURCES",
    "-6, CL_OUT_OF_HOST_MEMORY",
    "-61, CL_INVALID_BUFFER_SIZE"
  })
  void memory(int code, String name) {
    assertEquals(
        "opencl: relu_value: out of device memory on a card (a driver), which has 8.0 GiB, of which"
            + " this session holds 3 MiB ("
            + name
            + ")",
        ClError.message(code, PLACE));
  }

  @ParameterizedTest
  @CsvSource({
    "-2, CL_DEVICE_NOT_AVAILABLE",
    "-36, CL_INVALID_COMMAND_QUEUE",
    "-34, CL_INVALID_CONTEXT",
    "-9999, error -9999"
  })
  void lost(int code, String name) {
    assertEquals(
        "opencl: relu_value: the device a card (a driver) was lost; what was in its memory is gone ("
            + name
            + ")",
        ClError.message(code, PLACE));
  }

  @Test
  void whateverElse() {
    assertEquals(
        "opencl: relu_value: the driver of a card (a driver) reports CL_INVALID_KERNEL_NAME",
        ClError.message(CL10.CL_INVALID_KERNEL_NAME, PLACE));
    assertEquals("17 bytes", ClError.size(17));
  }
}
