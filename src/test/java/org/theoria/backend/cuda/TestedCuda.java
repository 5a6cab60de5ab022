package org.theoria.backend.cuda;

import java.util.List;
import java.util.Optional;
import org.theoria.backend.Backend;

/**
 * What the tests of this backend run on: the device of this machine; or, where {@code
 * -Dtheoria.test.cuda} names what {@code src/test/cuda/build} makes, the processor, which carries
 * out the same PTX. Other tests never see the latter.
 */
public final class TestedCuda {
  static final String PROPERTY = "theoria.test.cuda";

  private TestedCuda() {}

  private static final class Holder {
    static final CudaDevice.Found FOUND =
        library()
            .map(path -> CudaDevice.find(List.of(path), List.of(path)))
            .orElseGet(CudaDevice::found);
  }

  /** The library in the driver's place. */
  static Optional<String> library() {
    return Optional.ofNullable(System.getProperty(PROPERTY));
  }

  static CudaDevice.Found found() {
    return Holder.FOUND;
  }

  /** The backend on it. */
  public static Backend backend() {
    return new CudaBackend(TestedCuda::found);
  }
}
