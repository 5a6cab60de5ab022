package org.theoria.backend.model;

import java.util.ArrayList;
import java.util.List;
import org.theoria.backend.DeviceMatrix;
import org.theoria.backend.Session;

/**
 * The sum, on the device, of gradients of a {@link DeviceModel} on parts of a sample: ∇E of the
 * whole one, which need not be there at once. Its memory is the model's.
 */
public final class GradientSum {
  private final Session session;
  private final List<DeviceMatrix> gradients;
  private final List<DeviceMatrix> sums = new ArrayList<>();

  GradientSum(ModelMemory memory, List<DeviceMatrix> gradients) {
    this.session = memory.session();
    this.gradients = List.copyOf(gradients);
    for (DeviceMatrix g : gradients) {
      sums.add(memory.zeros(g.rows(), g.columns()));
    }
  }

  /** The sum is the model's last gradient: the first of a sample. */
  public void begin() {
    for (int i = 0; i < sums.size(); i++) {
      session.copy(gradients.get(i), sums.get(i));
    }
  }

  /** Adds the model's last gradient. */
  public void add() {
    for (int i = 0; i < sums.size(); i++) {
      session.axpy(1, gradients.get(i), sums.get(i));
    }
  }

  /** ‖Σ‖². */
  public double squaredNorm() {
    return DeviceModel.squaredNorm(session, sums);
  }
}
