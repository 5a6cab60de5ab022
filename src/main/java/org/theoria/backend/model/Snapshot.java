package org.theoria.backend.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.theoria.backend.DeviceMatrix;
import org.theoria.backend.Session;

/**
 * A copy, in the memory of the device, of what a {@link DeviceModel} was at one moment: nothing
 * crosses to the host until somebody asks for it. Its memory is the model's, and it belongs to the
 * method that was {@link DeviceModel#start started} when it was made.
 */
public final class Snapshot {
  private final Session session;
  private final List<DeviceMatrix> parameters;
  private final List<DeviceMatrix> state;
  private final List<DeviceMatrix> parameterCopies;
  private final List<DeviceMatrix> stateCopies;
  private final Runnable changed;

  /**
   * Of matrices as they are now.
   *
   * @param changed called after they were written
   */
  Snapshot(
      ModelMemory memory,
      List<DeviceMatrix> parameters,
      List<DeviceMatrix> state,
      Runnable changed) {
    this.session = memory.session();
    this.parameters = List.copyOf(parameters);
    this.state = List.copyOf(state);
    this.changed = changed;
    parameterCopies = alike(memory, parameters);
    stateCopies = alike(memory, state);
    take();
  }

  private static List<DeviceMatrix> alike(ModelMemory memory, List<DeviceMatrix> matrices) {
    List<DeviceMatrix> copies = new ArrayList<>();
    for (DeviceMatrix m : matrices) {
      copies.add(memory.zeros(m.rows(), m.columns()));
    }
    return copies;
  }

  /**
   * A snapshot of the model as it is now: the one before, with its memory, or else a first one.
   *
   * @param first makes it
   */
  public static Optional<Snapshot> taken(Optional<Snapshot> before, Supplier<Snapshot> first) {
    before.ifPresent(Snapshot::take);
    return before.or(() -> Optional.of(first.get()));
  }

  /** Keeps the model as it is now instead. */
  public void take() {
    copy(parameters, parameterCopies);
    copy(state, stateCopies);
  }

  /** Makes the model what it was. */
  public void revert() {
    copy(parameterCopies, parameters);
    copy(stateCopies, state);
    changed.run();
  }

  private void copy(List<DeviceMatrix> from, List<DeviceMatrix> to) {
    for (int i = 0; i < from.size(); i++) {
      session.copy(from.get(i), to.get(i));
    }
  }

  /** What {@link DeviceModel#parameters} was. */
  public double[] parameters() {
    return DeviceModel.download(session, parameterCopies);
  }

  /** What {@link DeviceModel#state} was. */
  public double[] state() {
    return DeviceModel.download(session, stateCopies);
  }
}
