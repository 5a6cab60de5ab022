package org.theoria.backend.model;

import java.util.List;
import org.theoria.backend.DeviceMatrix;
import org.theoria.backend.Session;

/** x + F(x). */
final class ResidualStage implements Stage {
  private final ModelMemory memory;
  private final Session session;
  private final Chain inner;
  private final int rows;

  ResidualStage(ModelMemory memory, Chain inner, int rows) {
    this.memory = memory;
    this.session = memory.session();
    this.inner = inner;
    this.rows = rows;
  }

  @Override
  public List<Tensor> tensors() {
    return inner.tensors();
  }

  @Override
  public List<DeviceMatrix> statistics() {
    return inner.statistics();
  }

  @Override
  public void statisticsChanged() {
    inner.statisticsChanged();
  }

  @Override
  public Pass pass(int columns) {
    Pass within = inner.pass(columns);
    DeviceMatrix output = memory.zeros(rows, columns);
    DeviceMatrix kept = memory.zeros(rows, columns);
    return new Pass() {
      @Override
      public DeviceMatrix forward(DeviceMatrix x, Mode mode) {
        session.copy(within.forward(x, mode), output);
        session.axpy(1, x, output);
        return output;
      }

      @Override
      public DeviceMatrix backward(DeviceMatrix x, DeviceMatrix delta, boolean needed) {
        session.copy(delta, kept);
        DeviceMatrix below = within.backward(x, delta, needed);
        if (needed) {
          session.axpy(1, below, kept);
        }
        return kept;
      }
    };
  }
}
