package org.theoria.backend.opencl;

import java.util.List;
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
 * The first OpenCL device that is not the processor, or else the processor (PoCL). Results depend
 * on the device, and on one device on nothing else.
 */
public final class OpenClBackend implements Backend {

  @Override
  public String name() {
    return "opencl";
  }

  /** Below openblas: without a graphics processor it is slower, and only a probe would know. */
  @Override
  public int priority() {
    return 10;
  }

  @Override
  public BackendStatus probe() {
    return switch (ClDevice.found()) {
      case ClDevice.Found.Ready(ClDevice device) ->
          new BackendStatus.Available(device.name(), device.precisions());
      case ClDevice.Found.Missing(String reason) -> new BackendStatus.Unavailable(reason);
    };
  }

  private static ClDevice device() {
    return switch (ClDevice.found()) {
      case ClDevice.Found.Ready(ClDevice device) -> device;
      case ClDevice.Found.Missing(String reason) ->
          throw new BackendException("opencl: unavailable: " + reason);
    };
  }

  /** On the whole device. */
  @Override
  public Session open(Precision precision) {
    return open(precision, Integer.MAX_VALUE);
  }

  /** The threads bound the cores where the device is the processor. */
  @Override
  public Session open(Precision precision, int threads) {
    ClDevice device = device();
    return session(device, precision, Backend.requireThreads(threads), device.processor());
  }

  @Override
  public NetworkBatch batch(
      Architecture architecture, List<Activation> activations, Loss loss, Precision precision) {
    if (!OpenClBatch.fits(architecture)) {
      return new SequentialBatch(open(precision), architecture, activations, loss);
    }
    List<StandardActivation> standard = Model.standard(architecture, activations);
    StandardLoss one = Session.standard(loss);
    Engine engine = new Engine(device(), precision, Integer.MAX_VALUE);
    return new OpenClBatch(engine, architecture, standard, one);
  }

  /** With the product kernel of either kind of device, which the tests run on any. */
  static OpenClSession session(ClDevice device, Precision precision, int threads, boolean strips) {
    return new OpenClSession(new Engine(device, precision, threads), strips);
  }
}
