package org.theoria.backend.ejml;

import java.util.EnumSet;
import java.util.List;
import org.theoria.backend.Backend;
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
 * Plain Java on EJML: always available, the default where nothing better is, and the reference that
 * other backends are compared with. Every operation is in a fixed order, so that a result is the
 * same on every machine; products use the threads that are asked for.
 */
public final class EjmlBackend implements Backend {

  @Override
  public String name() {
    return "ejml";
  }

  @Override
  public int priority() {
    return 0;
  }

  @Override
  public BackendStatus probe() {
    return new BackendStatus.Available("CPU, EJML in Java", EnumSet.allOf(Precision.class));
  }

  @Override
  public Session open(Precision precision) {
    return open(precision, 1);
  }

  @Override
  public Session open(Precision precision, int threads) {
    return new EjmlSession(precision, new Workers(Backend.requireThreads(threads)));
  }

  @Override
  public NetworkBatch batch(
      Architecture architecture, List<Activation> activations, Loss loss, Precision precision) {
    return new SequentialBatch(open(precision), architecture, activations, loss);
  }
}
