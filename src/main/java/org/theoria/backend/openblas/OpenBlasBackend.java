package org.theoria.backend.openblas;

import java.util.EnumSet;
import java.util.List;
import org.theoria.backend.Backend;
import org.theoria.backend.BackendException;
import org.theoria.backend.BackendStatus;
import org.theoria.backend.NetworkBatch;
import org.theoria.backend.Precision;
import org.theoria.backend.Session;
import org.theoria.backend.Workers;
import org.theoria.backend.model.SequentialBatch;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Loss;

/**
 * Products at the speed of the processor: OpenBLAS, where the jars {@code org.bytedeco:openblas}
 * and {@code javacpp} with the natives of this machine are on the class path. Results do not depend
 * on the number of threads; they depend on the processor, whose kernels OpenBLAS chooses.
 */
public final class OpenBlasBackend implements Backend {

  @Override
  public String name() {
    return "openblas";
  }

  @Override
  public int priority() {
    return 20;
  }

  @Override
  public BackendStatus probe() {
    return switch (Blas.found()) {
      case Blas.Found.Ready(Blas blas) ->
          new BackendStatus.Available("CPU, " + blas.version(), EnumSet.allOf(Precision.class));
      case Blas.Found.Missing(String reason) -> new BackendStatus.Unavailable(reason);
    };
  }

  @Override
  public Session open(Precision precision) {
    return open(precision, 1);
  }

  @Override
  public Session open(Precision precision, int threads) {
    Blas blas =
        switch (Blas.found()) {
          case Blas.Found.Ready(Blas b) -> b;
          case Blas.Found.Missing(String reason) ->
              throw new BackendException("openblas: unavailable: " + reason);
        };
    int most = Backend.requireThreads(threads);
    return switch (precision) {
      case FLOAT64 -> new OpenBlasSession<>(new Float64Loops(blas), new Workers(most));
      case FLOAT32 -> new OpenBlasSession<>(new Float32Loops(blas), new Workers(most));
    };
  }

  @Override
  public NetworkBatch batch(
      Architecture architecture, List<Activation> activations, Loss loss, Precision precision) {
    return new SequentialBatch(open(precision), architecture, activations, loss);
  }
}
