package org.theoria.backend.cuda;

import org.theoria.backend.BackendException;
import org.theoria.backend.DeviceMatrix;
import org.theoria.backend.Precision;

/**
 * A program of its own, since its device is dead afterwards: a kernel writes where no memory is;
 * prints what that operation, the next one and the next session say.
 */
final class LostDevice {
  private LostDevice() {}

  public static void main(String[] args) {
    if (!(TestedCuda.found() instanceof CudaDevice.Found.Ready(CudaDevice device))) {
      System.out.println("no device");
      return;
    }
    try (CudaSession s = CudaBackend.session(device, Precision.FLOAT64, false)) {
      DeviceMatrix m = s.upload(1, 2, 1, 2);
      s.engine().call("scale").real(2).buffer(1L << 40).each(1);
      print(() -> s.sum(m));
      print(() -> s.download(m));
    }
    print(() -> CudaBackend.session(device, Precision.FLOAT64, false));
  }

  private static void print(Runnable operation) {
    try {
      operation.run();
      System.out.println("nothing");
    } catch (BackendException e) {
      System.out.println(e.getMessage());
    }
  }
}
