package org.theoria.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;
import org.theoria.backend.openblas.OpenBlasBackend;
import org.theoria.network.StandardActivation;

/** OpenBLAS keeps the contract, and its absence is said. */
final class OpenBlasBackendTest extends BackendContract {
  @Override
  Backend backend() {
    return new OpenBlasBackend();
  }

  @Test
  void moreThanTheHeapIsRefused() {
    refusesWhatTheHeapCannotHold();
  }

  @Test
  void theDeviceNamesTheLibraryAndItsKernels() {
    BackendStatus.Available status = (BackendStatus.Available) backend().probe();
    assertTrue(status.device().matches("CPU, OpenBLAS [0-9.]+ \\S+"), status.device());
  }

  /** Its ramp has no comparison: the least numbers of a format are not taken for 0. */
  @Test
  void theLeastNumbersAreNotZero() {
    for (Precision p : Precision.values()) {
      double least = p == Precision.FLOAT64 ? Double.MIN_VALUE : Float.MIN_VALUE;
      try (Session s = backend().open(p)) {
        DeviceMatrix delta = s.upload(1, 2, 3, 3);
        s.pullBack(StandardActivation.RELU, s.upload(1, 2, -least, least), delta);
        assertArrayEquals(new double[] {0, 3}, s.download(delta));
      }
    }
  }

  @Test
  void withoutItsJarsItSaysWhichAreMissing() throws Exception {
    URL program = OpenBlasBackend.class.getProtectionDomain().getCodeSource().getLocation();
    // this program's classes alone, without the libraries beside them
    try (URLClassLoader alone =
        new URLClassLoader(new URL[] {program}, ClassLoader.getPlatformClassLoader())) {
      Object backend =
          alone.loadClass(OpenBlasBackend.class.getName()).getDeclaredConstructor().newInstance();
      assertEquals(
          "Unavailable[reason=org.bytedeco:openblas is not on the class path (no class"
              + " org.bytedeco.openblas.global.openblas_nolapack)]",
          backend.getClass().getMethod("probe").invoke(backend).toString());
    }
  }
}
