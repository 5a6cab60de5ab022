package org.theoria.backend.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.theoria.backend.BackendException;
import org.theoria.backend.BatchSamples;
import org.theoria.backend.DeviceMatrix;
import org.theoria.backend.NetworkBatch;
import org.theoria.backend.Optimiser;
import org.theoria.backend.Session;
import org.theoria.backend.WeightDecay;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Loss;

/** A batch whose networks are run one after the other by the operations of a session. */
public final class SequentialBatch implements NetworkBatch {
  /** No layer here has a mask. */
  private static final long NO_DROPOUT = 0;

  private static final WeightDecay NO_DECAY = new WeightDecay.None();

  private final Session session;
  private final Architecture architecture;
  private final Model model;
  private final List<Member> members = new ArrayList<>();

  /** Inputs and targets, which members share. */
  private final List<DeviceMatrix> data = new ArrayList<>();

  private Optional<Optimiser> current = Optional.empty();
  private long step;
  private boolean closed;

  private record Member(DeviceModel network, DeviceMatrix x, DeviceMatrix y) {}

  /**
   * An empty batch.
   *
   * @param session closed with the batch
   * @param activations σ_1, …, σ_H; an uninterpreted one is refused
   * @param loss the loss; an uninterpreted one is refused
   */
  public SequentialBatch(
      Session session, Architecture architecture, List<Activation> activations, Loss loss) {
    this.session = session;
    this.architecture = architecture;
    this.model = Model.of(architecture, activations, loss, true);
  }

  @Override
  public void upload(double[][] parameters, BatchSamples samples) {
    requireOpen();
    samples.requireFor(architecture, parameters);
    forget();
    try {
      for (int i = 0; i < samples.x().length; i++) {
        data.add(session.upload(architecture.inputs(), samples.examples(), samples.x()[i]));
        data.add(session.upload(architecture.outputs(), samples.examples(), samples.y()[i]));
      }
      for (int i = 0; i < parameters.length; i++) {
        int sample = 2 * samples.index(i);
        DeviceModel network = new DeviceModel(session, model);
        members.add(new Member(network, data.get(sample), data.get(sample + 1)));
        network.write(parameters[i]);
      }
    } catch (BackendException e) {
      try {
        forget();
      } catch (BackendException second) {
        e.addSuppressed(second);
      }
      throw e;
    }
  }

  private void forget() {
    current = Optional.empty();
    List<Member> old = List.copyOf(members);
    List<DeviceMatrix> oldData = List.copyOf(data);
    members.clear();
    data.clear();
    old.forEach(m -> m.network().close());
    oldData.forEach(session::free);
  }

  @Override
  public Gradients lossAndGradient() {
    requireOpen();
    double[] losses = new double[members.size()];
    double[][] gradients = new double[members.size()][];
    for (int i = 0; i < losses.length; i++) {
      Member m = members.get(i);
      losses[i] = m.network().lossAndGradient(m.x(), m.y(), NO_DROPOUT);
      gradients[i] = m.network().gradient();
    }
    return new Gradients(losses, gradients);
  }

  @Override
  public void steps(int count, Optimiser optimiser) {
    requireOpen();
    if (count < 0) {
      throw new IllegalArgumentException("batch: at least 0 steps are needed, got " + count);
    }
    if (!current.equals(Optional.of(optimiser))) {
      current = Optional.empty();
      step = 0;
      members.forEach(m -> m.network().start(optimiser));
      current = Optional.of(optimiser);
    }
    for (Member m : members) {
      for (int k = 1; k <= count; k++) {
        m.network().backpropagate(m.x(), m.y(), NO_DROPOUT);
        m.network().step(step + k, 1, NO_DECAY);
      }
    }
    step += count;
  }

  @Override
  public double[][] download() {
    requireOpen();
    return members.stream().map(m -> m.network().parameters()).toArray(double[][]::new);
  }

  private void requireOpen() {
    if (closed) {
      throw new BackendException("batch: it is closed");
    }
  }

  @Override
  public void close() {
    closed = true;
    members.clear();
    data.clear();
    session.close();
  }
}
