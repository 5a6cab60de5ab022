package org.theoria.backend.cuda;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.theoria.backend.Backend;
import org.theoria.backend.BackendException;
import org.theoria.backend.BackendStatus;
import org.theoria.backend.NetworkBatch;
import org.theoria.backend.Precision;
import org.theoria.backend.Session;
import org.theoria.backend.model.Model;
import org.theoria.backend.model.SequentialBatch;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Loss;
import org.theoria.network.StandardActivation;
import org.theoria.network.StandardLoss;

/**
 * The first NVIDIA device. Results depend on the device and on the version of cuBLAS, and on one
 * machine on nothing else: no sum is taken by atomic additions.
 */
public final class CudaBackend implements Backend {
  private final Supplier<CudaDevice.Found> found;

  /** On the device of this machine, which is looked for when it is first asked for. */
  public CudaBackend() {
    this(CudaDevice::found);
  }

  CudaBackend(Supplier<CudaDevice.Found> found) {
    this.found = found;
  }

  @Override
  public String name() {
    return "cuda";
  }

  /** Below openblas and opencl: only by name, until its tests have run on a device. */
  @Override
  public int priority() {
    return -10;
  }

  @Override
  public BackendStatus probe() {
    return switch (found.get()) {
      case CudaDevice.Found.Ready(CudaDevice device) ->
          new BackendStatus.Available(device.description(), EnumSet.allOf(Precision.class));
      case CudaDevice.Found.Missing(String reason) -> new BackendStatus.Unavailable(reason);
    };
  }

  private CudaDevice device() {
    return switch (found.get()) {
      case CudaDevice.Found.Ready(CudaDevice device) -> device;
      case CudaDevice.Found.Missing(String reason) ->
          throw new BackendException("cuda: unavailable: " + reason);
    };
  }

  @Override
  public Session open(Precision precision) {
    CudaDevice device = device();
    return session(device, precision, device.products() instanceof Cublas.Found.Ready);
  }

  @Override
  public NetworkBatch batch(
      Architecture architecture, List<Activation> activations, Loss loss, Precision precision) {
    if (!CudaBatch.fits(architecture)) {
      return new SequentialBatch(open(precision), architecture, activations, loss);
    }
    List<StandardActivation> standard = Model.standard(architecture, activations);
    StandardLoss one = Session.standard(loss);
    return new CudaBatch(new Engine(device(), precision), architecture, standard, one);
  }

  /** With products by cuBLAS or by our own kernels, which the tests compare. */
  static CudaSession session(CudaDevice device, Precision precision, boolean cublas) {
    Optional<Cublas> products =
        cublas && device.products() instanceof Cublas.Found.Ready ready
            ? Optional.of(ready.cublas())
            : Optional.empty();
    return new CudaSession(new Engine(device, precision), products);
  }
}
